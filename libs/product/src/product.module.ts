import { Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { ClassificationsModule } from '#classifications';
import { ConcernsModule } from '#concerns';
import { DeadlinesModule } from '#deadlines';
import { DocumentsModule } from '#documents';
import { EndorsePagesModule } from '#endorse-pages';
import { FollowUpsModule } from '#follow-ups';
import { ImportsModule } from '#imports';
import { InstrumentsModule } from '#instruments';
import { IntegrationsModule } from '#integrations';
import { MyWorkModule } from '#my-work';
import { NotificationsModule } from '#notifications';
import { OrganisationsModule } from '#organisations';
import { OverviewModule } from '#overview';
import { ProofModule } from '#proof';
import { RecommendationsModule } from '#recommendations';
import { RemarksModule } from '#remarks';
import { SeatsModule } from '#seats';
import { SignInModule } from '#sign-in';
import { StatementsModule } from '#statements';
import { SubmissionsModule } from '#submissions';
import { WorkflowModule } from '#workflow';
import { Health } from './health.js';

/** Every feature, once: api, worker and command line are the same product in three processes. */
@Module({
  imports: [
    WorkflowModule,
    AccountsModule,
    SignInModule,
    SeatsModule,
    ClassificationsModule,
    OrganisationsModule,
    DeadlinesModule,
    NotificationsModule,
    DocumentsModule,
    InstrumentsModule,
    RecommendationsModule,
    StatementsModule,
    SubmissionsModule,
    ConcernsModule,
    RemarksModule,
    IntegrationsModule,
    FollowUpsModule,
    MyWorkModule,
    ImportsModule,
    OverviewModule,
    ProofModule,
    EndorsePagesModule,
  ],
  providers: [Health],
  exports: [Health],
})
export class ProductModule {}
