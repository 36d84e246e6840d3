import { Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { ImportsModule } from '#imports';
import { InstrumentsModule } from '#instruments';
import { OrganisationsModule } from '#organisations';
import { RecommendationsModule } from '#recommendations';
import { WorkflowModule } from '#workflow';

/** Every feature, once: api, worker and command line are the same product in three processes. */
@Module({
  imports: [WorkflowModule, AccountsModule, OrganisationsModule, InstrumentsModule, RecommendationsModule, ImportsModule],
})
export class ProductModule {}
