import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Context, PageArguments, toConnection } from '#platform';
import type { Connection, Page, RequestContext, Shown } from '#platform';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { Recommendation, RecommendationsQueries, toRecommendation } from '#recommendations';
import { Statement, StatementsQueries, toStatement } from '#statements';
import { Remark, RemarkEntry, toRemark } from './remark.model.js';
import type { RemarkRow } from './remark.model.js';
import { RemarksQueries } from './remarks.queries.js';
import { RemarkConnection } from './remarks.resolver.js';

/** What stands beside a remark. */
@Resolver(() => Remark)
export class RemarkFieldsResolver {
  constructor(
    @Inject(RemarksQueries) private readonly queries: RemarksQueries,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
    @Inject(StatementsQueries) private readonly statements: StatementsQueries,
    @Inject(RecommendationsQueries) private readonly recommendations: RecommendationsQueries,
  ) {}

  @ResolveField(() => Organisation, {
    nullable: true,
    description: 'Whose it is; null where the organisation does not want to be named.',
  })
  organisation({ row }: Remark, _args: unknown, context: RequestContext): Shown<Organisation> {
    if (!row.whole && row.audience !== 'named') return null;
    return context.loaders.show(this.organisations.byIds, row.organisationId, toOrganisation);
  }

  @ResolveField(() => Statement, { nullable: true, description: 'The statement that it is about, if you see it.' })
  statement({ row }: Remark, _args: unknown, context: RequestContext): Shown<Statement> {
    return context.loaders.show(this.statements.byIds, row.statementId, toStatement);
  }

  @ResolveField(() => Recommendation, {
    nullable: true,
    description: 'The recommendation that it is about, if you see it.',
  })
  recommendation({ row }: Remark, _args: unknown, context: RequestContext): Shown<Recommendation> {
    return context.loaders.show(this.recommendations.byIds, row.recommendationId, toRecommendation);
  }

  @ResolveField(() => [RemarkEntry], {
    description: 'Every act on it with the words of that time, oldest first; for the secretariat and its organisation.',
  })
  async entries(@Parent() { row }: Remark, @Context() context: RequestContext): Promise<RemarkEntry[]> {
    return row.whole ? ((await context.loaders.load(this.queries.entries, row.id)) ?? []) : [];
  }
}

const WHAT = 'What members say and ask about it, as far as you may read it, newest first.';

@Resolver(() => Statement)
export class StatementRemarksResolver {
  constructor(@Inject(RemarksQueries) private readonly queries: RemarksQueries) {}

  @ResolveField(() => RemarkConnection, { description: WHAT })
  async remarks(
    @Parent() parent: Statement,
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<Remark>> {
    const asked = { first: page.first, after: page.after };
    const rows = await context.loaders.loadAsked(this.queries.ofStatements, parent.row.id, asked);
    return toConnection(rows as Page<RemarkRow>, page, toRemark);
  }
}

@Resolver(() => Recommendation)
export class RecommendationRemarksResolver {
  constructor(@Inject(RemarksQueries) private readonly queries: RemarksQueries) {}

  @ResolveField(() => RemarkConnection, { description: WHAT })
  async remarks(
    @Parent() parent: Recommendation,
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<Remark>> {
    const asked = { first: page.first, after: page.after };
    const rows = await context.loaders.loadAsked(this.queries.ofRecommendations, parent.row.id, asked);
    return toConnection(rows as Page<RemarkRow>, page, toRemark);
  }
}
