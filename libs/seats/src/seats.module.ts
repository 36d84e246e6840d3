import { Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { OrganisationsModule } from '#organisations';
import { RefusedAttemptsResolver } from './refused-attempts.resolver.js';

@Module({
  imports: [AccountsModule, OrganisationsModule],
  providers: [RefusedAttemptsResolver],
})
export class SeatsModule {}
