import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#organisations';
import { RecommendationsModule } from '#recommendations';
import { SubmissionsModule } from '#submissions';
import { OverviewResolver } from './overview.resolver.js';

@Module({
  imports: [OrganisationsModule, RecommendationsModule, SubmissionsModule],
  providers: [OverviewResolver],
})
export class OverviewModule {}
