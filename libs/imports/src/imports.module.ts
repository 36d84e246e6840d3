import { Module } from '@nestjs/common';
import { DeadlinesModule } from '#deadlines';
import { DocumentsModule } from '#documents';
import { InstrumentsModule } from '#instruments';
import { IntegrationsModule } from '#integrations';
import { RecommendationsModule } from '#recommendations';
import { StatementsModule } from '#statements';
import { SubmissionsModule } from '#submissions';
import { HolidaysResolver } from './holidays.resolver.js';
import { ImportRuns } from './import-runs.service.js';
import { ImportsResolver } from './imports.resolver.js';
import { ImportsService } from './imports.service.js';
import { PastEntries } from './past-entries.service.js';

@Module({
  imports: [
    DeadlinesModule,
    DocumentsModule,
    InstrumentsModule,
    RecommendationsModule,
    StatementsModule,
    SubmissionsModule,
    IntegrationsModule,
  ],
  providers: [PastEntries, ImportsService, ImportRuns, ImportsResolver, HolidaysResolver],
  exports: [ImportRuns],
})
export class ImportsModule {}
