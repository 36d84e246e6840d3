import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#organisations';
import { AccountsQueries } from './accounts.queries.js';
import { AccountsResolver, HistoryActorsResolver, SeatsResolver } from './accounts.resolver.js';
import { SignIns } from './sign-ins.service.js';

@Module({
  imports: [OrganisationsModule],
  providers: [SignIns, AccountsQueries, AccountsResolver, SeatsResolver, HistoryActorsResolver],
  exports: [SignIns, AccountsQueries],
})
export class AccountsModule {}
