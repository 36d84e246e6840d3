import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { EntityManager } from 'typeorm';
import { AccountsQueries, Actor, Seat, toSeat } from '#accounts';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { Context, Database, PageArguments, fromGlobalId, payloadType, toConnection } from '#platform';
import type { CommandInput, Connection, Payload, RequestContext, Shown, Viewer } from '#platform';
import { Commands } from '#workflow';
import type { Act } from '#workflow';
import { SeatChange, toSeatChange } from './seat-change.model.js';
import { changesOf } from './seat-changes.queries.js';
import type { SeatChangeRow } from './seat-changes.queries.js';
import { SeatKeeping } from './seat-keeping.service.js';
import { SeatConnection } from './seat.model.js';
import { ChangeSeatInput, EndSeatInput, HandOverSeatInput } from './seat.inputs.js';

const ChangeSeatPayload = payloadType('ChangeSeatPayload', { seat: () => Seat });
const EndSeatPayload = payloadType('EndSeatPayload', { seat: () => Seat });
const HandOverSeatPayload = payloadType('HandOverSeatPayload', { seat: () => Seat });

/** Seats as those keep them who may: what becomes of each, with its history beside it. */
@Resolver(() => Seat)
export class SeatKeepingResolver {
  constructor(
    @Inject(SeatKeeping) private readonly keeping: SeatKeeping,
    @Inject(AccountsQueries) private readonly accounts: AccountsQueries,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Database) private readonly db: Database,
  ) {}

  @Query(() => SeatConnection, {
    name: 'seats',
    description:
      'Seats that you can see, ended ones too, the newest first: your own, those of your organisation, or all.',
  })
  async list(@Args() page: PageArguments, @Context() { viewer }: RequestContext): Promise<Connection<Seat>> {
    return toConnection(await this.accounts.listSeats(page, viewer), page, toSeat);
  }

  @Mutation(() => ChangeSeatPayload, {
    description: 'Gives a seat another role, other rights or another mandate. Needs a fresh proof.',
  })
  changeSeat(
    @Args('input', { description: 'What.' }) input: ChangeSeatInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answer(context, 'changeSeat', input, (tx, act) => this.keeping.change(tx, input, act));
  }

  @Mutation(() => EndSeatPayload, {
    description: 'Ends a seat, now or at a later moment: from then on nothing is done through it. Needs a fresh proof.',
  })
  endSeat(
    @Args('input', { description: 'Which, and when.' }) input: EndSeatInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answer(context, 'endSeat', input, (tx, act) => this.keeping.end(tx, input, act));
  }

  @Mutation(() => HandOverSeatPayload, {
    description:
      'Gives a seat to another person: it ends, and one like it begins, which is answered. Needs a fresh proof.',
  })
  handOverSeat(
    @Args('input', { description: 'Which, and to whom.' }) input: HandOverSeatInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answer(context, 'handOverSeat', input, (tx, act) => this.keeping.handOver(tx, input, act));
  }

  @ResolveField(() => Actor, { nullable: true, description: 'Who holds it.' })
  async holder(@Parent() seat: Seat, @Context() context: RequestContext): Promise<Actor | null> {
    const holder = await context.loaders.load(this.accounts.holders, fromGlobalId('sea', seat.id));
    return holder ? { office: holder.office } : null;
  }

  @ResolveField(() => [SeatChange], { description: 'What became of it, the newest first.' })
  async changes(@Parent() seat: Seat, @Context() context: RequestContext): Promise<SeatChange[]> {
    return ((await context.loaders.load(this.histories, fromGlobalId('sea', seat.id))) ?? []).map(toSeatChange);
  }

  /** The seat has been seen already; whoever sees it sees what became of it. */
  private readonly histories = (ids: readonly string[], _viewer: Viewer): Promise<Map<string, SeatChangeRow[]>> =>
    changesOf(this.db, ids);

  private answer(
    context: RequestContext,
    name: string,
    input: CommandInput & { reason?: string | null },
    work: (tx: EntityManager, act: Act) => Promise<string>,
  ): Promise<Payload> {
    return this.commands.answer(context, name, input, work, async (id) => {
      const row = await context.loaders.load(this.accounts.seats, id);
      return { seat: row ? toSeat(row) : null };
    });
  }
}

@Resolver(() => SeatChange)
export class SeatChangesResolver {
  constructor(
    @Inject(AccountsQueries) private readonly accounts: AccountsQueries,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
  ) {}

  @ResolveField(() => Actor, { nullable: true, description: 'Who did it.' })
  async actor(@Parent() { row }: SeatChange, @Context() context: RequestContext): Promise<Actor | null> {
    const office = row.actorId && (await context.loaders.load(this.accounts.offices, row.actorId));
    return office ? { office } : null;
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'For which organisation they did it.' })
  organisation(@Parent() { row }: SeatChange, @Context() context: RequestContext): Shown<Organisation> {
    return context.loaders.show(this.organisations.byIds, row.organisationId, toOrganisation);
  }

  @ResolveField(() => Seat, { nullable: true, description: 'The seat that took its place, or whose place it took.' })
  otherSeat(@Parent() { row }: SeatChange, @Context() context: RequestContext): Shown<Seat> {
    return context.loaders.show(this.accounts.seats, row.otherSeatId, toSeat);
  }
}
