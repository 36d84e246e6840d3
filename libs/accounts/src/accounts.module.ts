import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#organisations';
import { AccountsQueries } from './accounts.queries.js';
import { AccountsResolver, HistoryActorsResolver, SeatsResolver } from './accounts.resolver.js';
import { Addresses } from './addresses.service.js';
import { Secrets } from './secrets.service.js';
import { SignIns } from './sign-ins.service.js';
import { Standing } from './standing.service.js';
import { StepUp } from './step-up.service.js';
import './accounts.messages.js';

@Module({
  imports: [OrganisationsModule],
  providers: [
    SignIns,
    StepUp,
    Standing,
    Secrets,
    Addresses,
    AccountsQueries,
    AccountsResolver,
    SeatsResolver,
    HistoryActorsResolver,
  ],
  exports: [SignIns, StepUp, Standing, Secrets, Addresses, AccountsQueries],
})
export class AccountsModule {}
