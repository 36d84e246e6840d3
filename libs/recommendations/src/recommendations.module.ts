import { Module } from '@nestjs/common';
import { InstrumentsModule } from '#instruments';
import { OrganisationsModule } from '#organisations';
import { RecommendationsQueries } from './recommendations.queries.js';
import { RecommendationsResolver } from './recommendations.resolver.js';
import { RecommendationsService } from './recommendations.service.js';

@Module({
  imports: [OrganisationsModule, InstrumentsModule],
  providers: [RecommendationsService, RecommendationsQueries, RecommendationsResolver],
  exports: [RecommendationsService, RecommendationsQueries],
})
export class RecommendationsModule {}
