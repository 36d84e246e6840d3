import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AvailableEvent, Context, PageArguments, toAvailableEvents } from '#platform';
import type { Connection, RequestContext } from '#platform';
import { sees } from '#policy';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { Recommendation, RecommendationsQueries, toRecommendation } from '#recommendations';
import { History, HistoryConnection, HistoryEntry, Workflow } from '#workflow';
import { changesBetween } from './statement.changes.js';
import type { Content } from './statement.content.js';
import { StatementFacts } from './statement.facts.js';
import {
  Statement,
  StatementChange,
  StatementItem,
  StatementVersion,
  toStatement,
  toStatementItem,
  toStatementVersion,
} from './statement.model.js';
import type { ItemRow, VersionRow } from './statement.model.js';
import { statementProcess } from './statement.process.js';
import { StatementsQueries } from './statements.queries.js';

@Resolver(() => Statement)
export class StatementFieldsResolver {
  constructor(
    @Inject(StatementsQueries) private readonly queries: StatementsQueries,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
    @Inject(StatementFacts) private readonly facts: StatementFacts,
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(History) private readonly histories: History,
  ) {}

  @ResolveField(() => [StatementItem], { description: 'The recommendations that the shown version carries, in order.' })
  async items(@Parent() parent: Statement, @Context() context: RequestContext): Promise<StatementItem[]> {
    const rows = (await context.loaders.load(this.queries.itemsOf, parent.row.versionId)) ?? [];
    return rows.map(toStatementItem);
  }

  @ResolveField(() => [StatementVersion], {
    description: 'Its versions, oldest first; a draft only for those who write it.',
  })
  async versions(@Parent() parent: Statement, @Context() context: RequestContext): Promise<StatementVersion[]> {
    const rows = (await context.loaders.load(this.queries.versionsOf, parent.row.id)) ?? [];
    return rows.map(toStatementVersion);
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'Who initiates it.' })
  async initiator(@Parent() parent: Statement, @Context() context: RequestContext): Promise<Organisation | null> {
    const { initiatorId } = parent.row;
    const row = initiatorId && (await context.loaders.load(this.organisations.byIds, initiatorId));
    return row ? toOrganisation(row) : null;
  }

  @ResolveField(() => Statement, { nullable: true, description: 'The statement of an earlier cycle that it renews.' })
  async renews(@Parent() parent: Statement, @Context() context: RequestContext): Promise<Statement | null> {
    return parent.row.renewsId ? this.find(parent.row.renewsId, context) : null;
  }

  @ResolveField(() => [Statement], { description: 'What later cycles made of it, as far as you can see it.' })
  async renewedBy(@Parent() parent: Statement, @Context() context: RequestContext): Promise<Statement[]> {
    const ids = (await context.loaders.load(this.queries.successors, parent.row.id)) ?? [];
    const found = await Promise.all(ids.map((id) => this.find(id, context)));
    return found.filter((each) => each !== null);
  }

  @ResolveField(() => [AvailableEvent], {
    description: 'What you may do with it now, and every reason why not the rest.',
  })
  async availableEvents(@Parent() parent: Statement, @Context() context: RequestContext): Promise<AvailableEvent[]> {
    const stored = await context.loaders.load(this.workflow.batchOf(statementProcess), parent.row.id);
    if (!stored) return [];
    const facts = await this.facts.of(stored, context);
    return toAvailableEvents(this.workflow.available(statementProcess, stored, context.viewer, facts), context);
  }

  @ResolveField(() => HistoryConnection, { description: 'Everything that happened to it, newest first.' })
  history(
    @Parent() parent: Statement,
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<HistoryEntry>> {
    return this.histories.of(parent.row.id, page, context);
  }

  private async find(id: string, context: RequestContext): Promise<Statement | null> {
    const row = await context.loaders.load(this.queries.byIds, id);
    return row ? toStatement(row) : null;
  }
}

@Resolver(() => StatementVersion)
export class StatementVersionFieldsResolver {
  constructor(@Inject(StatementsQueries) private readonly queries: StatementsQueries) {}

  @ResolveField(() => [StatementItem], { description: 'The recommendations that it carries, in order.' })
  async items(@Parent() parent: StatementVersion, @Context() context: RequestContext): Promise<StatementItem[]> {
    return (await this.itemsOf(parent.row, context)).map(toStatementItem);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Why it was amended; for those who work inside the coalition.',
  })
  reason(@Parent() parent: StatementVersion, @Context() context: RequestContext): string | null {
    return sees(context.viewer, 'StatementVersion.reason') ? parent.row.reason : null;
  }

  @ResolveField(() => [StatementChange], {
    nullable: true,
    description: 'Everything in which it differs from the version before; null for the first one.',
  })
  async changesFromPrevious(
    @Parent() parent: StatementVersion,
    @Context() context: RequestContext,
  ): Promise<StatementChange[] | null> {
    const versions = (await context.loaders.load(this.queries.versionsOf, parent.row.statementId)) ?? [];
    const index = versions.findIndex((version) => version.versionId === parent.row.versionId);
    const before = versions[index - 1];
    if (!before) return null;
    const contentOf = async (row: VersionRow): Promise<Content> => ({
      ...row,
      items: await this.itemsOf(row, context),
    });
    const [old, now] = await Promise.all([contentOf(before), contentOf(parent.row)]);
    return changesBetween(old, now);
  }

  private async itemsOf(row: VersionRow, context: RequestContext): Promise<ItemRow[]> {
    return (await context.loaders.load(this.queries.itemsOf, row.versionId)) ?? [];
  }
}

@Resolver(() => StatementItem)
export class StatementItemFieldsResolver {
  constructor(@Inject(RecommendationsQueries) private readonly recommendations: RecommendationsQueries) {}

  @ResolveField(() => Recommendation, {
    nullable: true,
    description: 'The recommendation; null when it is not for you.',
  })
  async recommendation(
    @Parent() parent: StatementItem,
    @Context() context: RequestContext,
  ): Promise<Recommendation | null> {
    const row = await context.loaders.load(this.recommendations.byIds, parent.row.recommendationId);
    return row ? toRecommendation(row) : null;
  }
}
