import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#organisations';
import { RecommendationsModule } from '#recommendations';
import { StatementsModule } from '#statements';
import {
  RecommendationRemarksResolver,
  RemarkFieldsResolver,
  StatementRemarksResolver,
} from './remark-fields.resolver.js';
import { RemarksQueries } from './remarks.queries.js';
import { RemarksResolver } from './remarks.resolver.js';
import { RemarksService } from './remarks.service.js';

/** Comments and questions of member organisations about statements and recommendations. */
@Module({
  imports: [OrganisationsModule, RecommendationsModule, StatementsModule],
  providers: [
    RemarksService,
    RemarksQueries,
    RemarksResolver,
    RemarkFieldsResolver,
    StatementRemarksResolver,
    RecommendationRemarksResolver,
  ],
})
export class RemarksModule {}
