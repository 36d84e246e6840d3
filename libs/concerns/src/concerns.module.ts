import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#organisations';
import { RecommendationsModule } from '#recommendations';
import { ConcernFieldsResolver, RecommendationOriginsResolver } from './concern-fields.resolver.js';
import { ConcernsQueries } from './concerns.queries.js';
import { ConcernsResolver } from './concerns.resolver.js';
import { ConcernsService } from './concerns.service.js';

/** What community groups are concerned about or ask for, and the recommendations that it became part of. */
@Module({
  imports: [OrganisationsModule, RecommendationsModule],
  providers: [ConcernsService, ConcernsQueries, ConcernsResolver, ConcernFieldsResolver, RecommendationOriginsResolver],
})
export class ConcernsModule {}
