import { Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { ImportsModule } from '#imports';
import { InstrumentsModule } from '#instruments';
import { IntegrationsModule } from '#integrations';
import { OrganisationsModule } from '#organisations';
import { RecommendationsModule } from '#recommendations';
import { WorkflowModule } from '#workflow';

/** Every feature, once: api, worker and command line are the same product in three processes. */
@Module({
  imports: [
    WorkflowModule,
    AccountsModule,
    OrganisationsModule,
    InstrumentsModule,
    RecommendationsModule,
    IntegrationsModule,
    ImportsModule,
  ],
})
export class ProductModule {}
