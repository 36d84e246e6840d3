import { Module } from '@nestjs/common';
import { RecommendationsModule } from '#recommendations';
import { ImportsService } from './imports.service.js';

@Module({ imports: [RecommendationsModule], providers: [ImportsService], exports: [ImportsService] })
export class ImportsModule {}
