import { Module } from '@nestjs/common';
import { InstrumentsModule } from '#instruments';
import { OrganisationsModule } from '#organisations';
import { RecommendationCounts } from './recommendation.counts.js';
import { RecommendationAsOfResolver } from './recommendation-as-of.resolver.js';
import { RecommendationFieldsResolver } from './recommendation-fields.resolver.js';
import { RecommendationProposalsResolver } from './recommendation-proposals.resolver.js';
import { RecommendationTextsResolver } from './recommendation-texts.resolver.js';
import { RecommendationsAsOf } from './recommendations-as-of.queries.js';
import { RecommendationsQueries } from './recommendations.queries.js';
import { RecommendationsResolver } from './recommendations.resolver.js';
import { RecommendationsService } from './recommendations.service.js';

@Module({
  imports: [OrganisationsModule, InstrumentsModule],
  providers: [
    RecommendationsService,
    RecommendationsQueries,
    RecommendationCounts,
    RecommendationsAsOf,
    RecommendationAsOfResolver,
    RecommendationsResolver,
    RecommendationFieldsResolver,
    RecommendationTextsResolver,
    RecommendationProposalsResolver,
  ],
  exports: [RecommendationsService, RecommendationsQueries, RecommendationCounts, RecommendationsAsOf],
})
export class RecommendationsModule {}
