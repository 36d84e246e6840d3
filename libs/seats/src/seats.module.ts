import { Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { DocumentsModule } from '#documents';
import { OrganisationsModule } from '#organisations';
import { SignInModule } from '#sign-in';
import { DelegationsResolver, OwnDelegationsResolver, SeatDelegationsResolver } from './delegations.resolver.js';
import { Delegations } from './delegations.service.js';
import { InvitationController } from './invitation.controller.js';
import { InvitationsQueries } from './invitations.queries.js';
import { InvitationsResolver } from './invitations.resolver.js';
import { Invitations } from './invitations.service.js';
import { SeatWorkResolver, WorkItemsResolver } from './pending-work.resolver.js';
import { PendingWork } from './pending-work.service.js';
import { RefusedAttemptsResolver } from './refused-attempts.resolver.js';
import { SeatKeeping } from './seat-keeping.service.js';
import { SeatRules } from './seat-rules.service.js';
import './seats.messages.js';
import { SeatChangesResolver, SeatKeepingResolver } from './seats.resolver.js';

@Module({
  imports: [AccountsModule, OrganisationsModule, DocumentsModule, SignInModule],
  controllers: [InvitationController],
  providers: [
    SeatRules,
    SeatKeeping,
    SeatKeepingResolver,
    SeatChangesResolver,
    PendingWork,
    SeatWorkResolver,
    WorkItemsResolver,
    Delegations,
    DelegationsResolver,
    SeatDelegationsResolver,
    OwnDelegationsResolver,
    Invitations,
    InvitationsQueries,
    InvitationsResolver,
    RefusedAttemptsResolver,
  ],
})
export class SeatsModule {}
