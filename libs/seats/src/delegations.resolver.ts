import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AccountsQueries, Myself, Seat, toSeat } from '#accounts';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { Context, fromGlobalId, payloadType } from '#platform';
import type { Payload, RequestContext, Shown } from '#platform';
import { Commands } from '#workflow';
import { DelegateSeatInput, Delegation, RevokeDelegationInput, toDelegation } from './delegation.model.js';
import { Delegations } from './delegations.service.js';

const DelegateSeatPayload = payloadType('DelegateSeatPayload', { delegation: () => Delegation });
const RevokeDelegationPayload = payloadType('RevokeDelegationPayload', { delegation: () => Delegation });

@Resolver(() => Delegation)
export class DelegationsResolver {
  constructor(
    @Inject(Delegations) private readonly delegations: Delegations,
    @Inject(AccountsQueries) private readonly accounts: AccountsQueries,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  @Mutation(() => DelegateSeatPayload, {
    description:
      'Lets somebody of the coalition act for you through the seat of this request, for a time. Each act says so. Needs a fresh proof.',
  })
  delegateSeat(
    @Args('input', { description: 'Who, with what, how long.' }) input: DelegateSeatInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'delegateSeat',
      input,
      (tx, act) => this.delegations.give(tx, input, act),
      (id) => this.show(id),
    );
  }

  @Mutation(() => RevokeDelegationPayload, {
    description: 'Ends a delegation at once: one that you gave or got, or as who keeps the seat.',
  })
  revokeDelegation(
    @Args('input', { description: 'Which.' }) input: RevokeDelegationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'revokeDelegation',
      input,
      (tx, act) => this.delegations.revoke(tx, input, act),
      (id) => this.show(id),
    );
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'For which organisation.' })
  organisation(@Parent() { row }: Delegation, @Context() context: RequestContext): Shown<Organisation> {
    return context.loaders.show(this.organisations.byIds, row.organisationId, toOrganisation);
  }

  @ResolveField(() => Seat, { nullable: true, description: 'The seat, for those who may see it.' })
  seat(@Parent() { row }: Delegation, @Context() context: RequestContext): Shown<Seat> {
    return context.loaders.show(this.accounts.seats, row.seatId, toSeat);
  }

  private async show(id: string): Promise<{ delegation: Delegation | null }> {
    const row = await this.delegations.one(id);
    return { delegation: row ? toDelegation(row) : null };
  }
}

/** Delegations beside a seat, to those who see the seat. */
@Resolver(() => Seat)
export class SeatDelegationsResolver {
  constructor(@Inject(Delegations) private readonly delegations: Delegations) {}

  @ResolveField('delegations', () => [Delegation], {
    description: 'Who may act, or might, for its holder; the newest first.',
  })
  async given(@Parent() seat: Seat, @Context() context: RequestContext): Promise<Delegation[]> {
    const rows = await context.loaders.load(this.delegations.ofSeats, fromGlobalId('sea', seat.id));
    return (rows ?? []).map(toDelegation);
  }
}

/** One's own: what one was lent. */
@Resolver(() => Myself)
export class OwnDelegationsResolver {
  constructor(@Inject(Delegations) private readonly delegations: Delegations) {}

  @ResolveField('delegations', () => [Delegation], {
    description:
      'What others let you do for them, now or soon. The header `anusas-seat` with the id of one chooses it.',
  })
  async lent(@Context() { viewer }: RequestContext): Promise<Delegation[]> {
    return (await this.delegations.toPerson(viewer.personId)).map(toDelegation);
  }

  @ResolveField(() => Delegation, {
    nullable: true,
    description: 'The delegation by which this request acts; null when you act for yourself.',
  })
  async delegation(@Context() { viewer }: RequestContext): Promise<Delegation | null> {
    const row = viewer.delegation && (await this.delegations.one(viewer.delegation.id));
    return row ? toDelegation(row) : null;
  }
}
