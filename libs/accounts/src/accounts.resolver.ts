import { Inject } from '@nestjs/common';
import { Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Context, Nodes, toGlobalId } from '#platform';
import type { RequestContext, Shown } from '#platform';
import { sees } from '#policy';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { HistoryEntry } from '#workflow';
import { Actor, Myself, Seat, toSeat } from './account.model.js';
import { AccountsQueries } from './accounts.queries.js';

@Resolver(() => Myself)
export class AccountsResolver {
  constructor(
    @Inject(AccountsQueries) private readonly queries: AccountsQueries,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
    @Inject(Nodes) nodes: Nodes,
  ) {
    nodes.register('sea', queries.seats, toSeat);
  }

  @Query(() => Myself, {
    description: 'Who you are: office, organisation, role, rights, and the seats to choose from.',
  })
  async viewer(@Context() { viewer }: RequestContext): Promise<Myself> {
    const [office, rows] = await Promise.all([this.queries.ownOffice(viewer), this.queries.ownSeats(viewer)]);
    const seats = rows.map(toSeat);
    return {
      signedIn: office !== null,
      office,
      role: viewer.role,
      rights: [...viewer.rights],
      seat: seats.find((seat) => seat.id === toGlobalId('sea', viewer.seatId)) ?? null,
      seats,
    };
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'The organisation that you act for.' })
  async organisation(@Context() context: RequestContext): Promise<Organisation | null> {
    const row = await context.loaders.load(this.organisations.byIds, context.viewer.organisationId);
    return row ? toOrganisation(row) : null;
  }
}

@Resolver(() => Seat)
export class SeatsResolver {
  constructor(@Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries) {}

  @ResolveField(() => Organisation, { nullable: true, description: 'For which organisation.' })
  organisation(seat: Seat, _args: unknown, context: RequestContext): Shown<Organisation> {
    return context.loaders.show(this.organisations.byIds, seat.organisationId, toOrganisation);
  }
}

/** Who acted, for whom: beside each entry of a history, read for all entries of a request together. */
@Resolver(() => HistoryEntry)
export class HistoryActorsResolver {
  constructor(
    @Inject(AccountsQueries) private readonly queries: AccountsQueries,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
  ) {}

  @ResolveField(() => Actor, {
    nullable: true,
    description: 'Who acted; null when the product did it by itself, and for those outside the coalition.',
  })
  async actor(@Parent() entry: HistoryEntry, @Context() context: RequestContext): Promise<Actor | null> {
    const office = entry.actorId && (await context.loaders.load(this.queries.offices, entry.actorId));
    return office ? { office } : null;
  }

  @ResolveField(() => Boolean, { description: 'Came through the token of a program; false for those outside.' })
  async throughToken(@Parent() entry: HistoryEntry, @Context() context: RequestContext): Promise<boolean> {
    const { actorId, commandKey } = entry;
    if (!actorId || !commandKey) return false;
    return (await context.loaders.load(this.queries.throughTokens, `${actorId} ${commandKey}`)) ?? false;
  }

  @ResolveField(() => Actor, {
    nullable: true,
    description: 'Who holds the seat, where the actor acted for them by delegation; null where the holder acted.',
  })
  async byDelegationOf(@Parent() entry: HistoryEntry, @Context() context: RequestContext): Promise<Actor | null> {
    const holder = entry.seatId && (await context.loaders.load(this.queries.holders, entry.seatId));
    return holder && holder.personId !== entry.actorId ? { office: holder.office } : null;
  }

  @ResolveField(() => Organisation, {
    nullable: true,
    description: 'For which organisation; null when the product did it by itself, and for those outside the coalition.',
  })
  organisation(entry: HistoryEntry, _args: unknown, context: RequestContext): Shown<Organisation> {
    if (!sees(context.viewer, 'HistoryEntry.organisation')) return null;
    return context.loaders.show(this.organisations.byIds, entry.organisationId, toOrganisation);
  }
}
