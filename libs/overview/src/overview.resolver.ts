import { Inject } from '@nestjs/common';
import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Clock, Context, Database, refuseIf } from '#platform';
import type { RequestContext } from '#platform';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { RecommendationCounts, RecommendationsAsOf, STAGES, StandingEnum } from '#recommendations';
import { SubmissionsAsOf, SubmissionsQueries } from '#submissions';
import { AsOfInput } from '#workflow';
import { OverdueCount, Overview, StageCount } from './overview.model.js';

const MOST_DAYS = 3_650;

/** The counts on the first page. */
@Resolver(() => Overview)
export class OverviewResolver {
  constructor(
    @Inject(RecommendationCounts) private readonly recommendations: RecommendationCounts,
    @Inject(RecommendationsAsOf) private readonly pasts: RecommendationsAsOf,
    @Inject(SubmissionsQueries) private readonly submissions: SubmissionsQueries,
    @Inject(SubmissionsAsOf) private readonly submissionPasts: SubmissionsAsOf,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Database) private readonly db: Database,
  ) {}

  @Query(() => Overview, { description: 'Where everything stands, counted as far as you can see it.' })
  async overview(): Promise<Overview> {
    return { asOf: await this.clock.now(this.db) };
  }

  @ResolveField(() => [StageCount], {
    description: 'Recommendations by stage and addressee, where there are any; in order of stages and codes.',
  })
  async byStageAndAddressee(
    @Parent() _parent: Overview,
    @Args('standing', {
      type: () => [StandingEnum],
      nullable: true,
      description: 'Only those that stand so; closed ones too if left out.',
    })
    standing: string[] | null,
    @Args('asOf', {
      type: () => AsOfInput,
      nullable: true,
      description: 'Where they stood on that day, of the institutions that they ask today; now if left out.',
    })
    asOf: AsOfInput | null,
    @Context() context: RequestContext,
  ): Promise<StageCount[]> {
    const rows = asOf
      ? await this.pasts.byStageAndAddressee(context.viewer, standing ?? null, asOf)
      : await this.recommendations.byStageAndAddressee(context.viewer, standing ?? null);
    const counts = await this.named(rows, context);
    return counts.sort((one, other) => STAGES.indexOf(one.stage) - STAGES.indexOf(other.stage));
  }

  @ResolveField(() => [OverdueCount], {
    description: 'Submissions that were handed over and have had no answer at all since; in order of codes.',
  })
  async overdue(
    @Parent() _parent: Overview,
    @Args('days', {
      type: () => Int,
      defaultValue: 30,
      description: 'For more than so many civil days in Phnom Penh, up to the day that is asked about.',
    })
    days: number,
    @Args('asOf', {
      type: () => AsOfInput,
      nullable: true,
      description: 'Those that were so at the end of that day, counted up to it; now if left out.',
    })
    asOf: AsOfInput | null,
    @Context() context: RequestContext,
  ): Promise<OverdueCount[]> {
    if (days < 0 || days > MOST_DAYS) refuseIf([{ code: 'OVERDUE_DAYS', path: ['days'] }]);
    const rows = asOf
      ? await this.submissionPasts.overdue(days, context.viewer, asOf)
      : await this.submissions.overdue(days, context.viewer);
    return this.named(rows, context);
  }

  /** Counts with their institutions, in order of codes. */
  private async named<Row extends { addresseeId: string }>(
    rows: readonly Row[],
    context: RequestContext,
  ): Promise<(Row & { addressee: Organisation | null })[]> {
    const ids = [...new Set(rows.map((row) => row.addresseeId))];
    const found = await context.loaders.showAll(this.organisations.byIds, ids, (row) => row);
    const byId = new Map(found.map((row) => [row.id, toOrganisation(row)]));
    const named = rows.map((row) => ({ ...row, addressee: byId.get(row.addresseeId) ?? null }));
    const code = (each: { addressee: Organisation | null }) => each.addressee?.code ?? '';
    return named.sort((one, other) => (code(one) < code(other) ? -1 : 1));
  }
}
