import { Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { InstrumentsModule } from '#instruments';
import { IntegrationsModule } from '#integrations';
import { RecommendationsModule } from '#recommendations';
import { StatementsModule } from '#statements';
import { SubmissionsModule } from '#submissions';
import {
  FollowUpEntriesResolver,
  FollowUpFieldsResolver,
  IntegrationFollowUpsResolver,
  RecommendationFollowUpsResolver,
  StatementFollowUpsResolver,
  SubmissionFollowUpsResolver,
} from './follow-up-fields.resolver.js';
import { FollowUpsQueries } from './follow-ups.queries.js';
import { FollowUpsResolver } from './follow-ups.resolver.js';
import { FollowUps } from './follow-ups.service.js';

/** Tasks beside cases: who does what by when, and what came of it. */
@Module({
  imports: [
    AccountsModule,
    InstrumentsModule,
    RecommendationsModule,
    StatementsModule,
    SubmissionsModule,
    IntegrationsModule,
  ],
  providers: [
    FollowUps,
    FollowUpsQueries,
    FollowUpsResolver,
    FollowUpFieldsResolver,
    FollowUpEntriesResolver,
    SubmissionFollowUpsResolver,
    StatementFollowUpsResolver,
    RecommendationFollowUpsResolver,
    IntegrationFollowUpsResolver,
  ],
  exports: [FollowUps, FollowUpsQueries],
})
export class FollowUpsModule {}
