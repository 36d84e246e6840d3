import { Module } from '@nestjs/common';
import { DocumentsModule } from '#documents';
import { RecommendationsModule } from '#recommendations';
import { ImportRuns } from './import-runs.service.js';
import { ImportsResolver } from './imports.resolver.js';
import { ImportsService } from './imports.service.js';

@Module({
  imports: [RecommendationsModule, DocumentsModule],
  providers: [ImportsService, ImportRuns, ImportsResolver],
  exports: [ImportsService, ImportRuns],
})
export class ImportsModule {}
