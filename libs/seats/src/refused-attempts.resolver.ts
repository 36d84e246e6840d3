import { Inject } from '@nestjs/common';
import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AccountsQueries, Actor, Seat, toSeat } from '#accounts';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { Context, Cursors, Database, PageArguments, isoText, readPage, toConnection } from '#platform';
import type { Connection, RequestContext, Shown } from '#platform';
import { scopeOf } from '#policy';
import { STANDING } from '#workflow';
import { RefusedAttempt, RefusedAttemptConnection, toRefusedAttempt } from './refused-attempt.model.js';
import type { RefusedAttemptRow } from './refused-attempt.model.js';
import { keptFacts } from './seats.scope.js';

/** What was tried through seats and sign-ins that no longer hold, for those who keep them. */
@Resolver(() => RefusedAttempt)
export class RefusedAttemptsResolver {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
    @Inject(AccountsQueries) private readonly accounts: AccountsQueries,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
  ) {}

  @Query(() => RefusedAttemptConnection, {
    name: 'refusedAttempts',
    description:
      'What was tried through seats and sign-ins that no longer let anybody act, the newest first; for coordinators and administrators, and of an organisation for who keeps its seats.',
  })
  async list(@Args() page: PageArguments, @Context() { viewer }: RequestContext): Promise<Connection<RefusedAttempt>> {
    const parameters: unknown[] = [STANDING];
    const where = ['r.process = $1', scopeOf('RefusedAttempt', viewer, parameters, keptFacts('r'))];
    const found = await readPage<RefusedAttemptRow>(
      this.db,
      this.cursors,
      {
        columns: `r.id, r.event AS command, r.about, ${isoText('r.attempted_at')} AS at, r.actor_id AS "personId",
          r.seat_id AS "seatId", r.organisation_id AS "organisationId",
          ARRAY(SELECT each ->> 'code' FROM jsonb_array_elements(r.reasons) each) AS codes`,
        from: 'refused_attempts r',
        where,
        parameters,
        key: [{ expression: 'r.id', type: 'bigint' }],
        descending: true,
        identity: ['refusedAttempts'],
      },
      page,
    );
    return toConnection(found, page, toRefusedAttempt);
  }

  @ResolveField(() => Actor, { nullable: true, description: 'Who.' })
  async actor(@Parent() { row }: RefusedAttempt, @Context() context: RequestContext): Promise<Actor | null> {
    const office = await context.loaders.load(this.accounts.offices, row.personId);
    return office ? { office } : null;
  }

  @ResolveField(() => Seat, { nullable: true, description: 'Through which seat.' })
  seat(@Parent() { row }: RefusedAttempt, @Context() context: RequestContext): Shown<Seat> {
    return context.loaders.show(this.accounts.seats, row.seatId, toSeat);
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'For which organisation.' })
  organisation(@Parent() { row }: RefusedAttempt, @Context() context: RequestContext): Shown<Organisation> {
    return context.loaders.show(this.organisations.byIds, row.organisationId, toOrganisation);
  }
}
