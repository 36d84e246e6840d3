import { Inject } from '@nestjs/common';
import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AvailableEvent, Context, PageArguments, connectionType, toAvailableEvents, toConnection } from '#platform';
import type { Connection, Page, RequestContext, Shown } from '#platform';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { History, HistoryConnection, Workflow } from '#workflow';
import type { HistoryEntry } from '#workflow';
import { Endorsement, toEndorsement } from './endorsement.model.js';
import type { EndorsementRow } from './endorsement.model.js';
import { endorsementProcess } from './endorsement.process.js';
import { EndorsementsQueries } from './endorsements.queries.js';
import { Statement, toStatement } from './statement.model.js';
import { StatementsQueries } from './statements.queries.js';

export const EndorsementConnection = connectionType('Endorsement', () => Endorsement);

/** What stands beside an endorsement. */
@Resolver(() => Endorsement)
export class EndorsementFieldsResolver {
  constructor(
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
    @Inject(StatementsQueries) private readonly statements: StatementsQueries,
    @Inject(EndorsementsQueries) private readonly queries: EndorsementsQueries,
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(History) private readonly histories: History,
  ) {}

  @ResolveField(() => Organisation, { nullable: true, description: 'Whose decision it is.' })
  organisation(parent: Endorsement, _args: unknown, context: RequestContext): Shown<Organisation> {
    return context.loaders.show(this.organisations.byIds, parent.row.organisationId, toOrganisation);
  }

  @ResolveField(() => Statement, { nullable: true, description: 'What it is a decision on.' })
  statement(parent: Endorsement, _args: unknown, context: RequestContext): Shown<Statement> {
    return context.loaders.show(this.statements.byIds, parent.row.statementId, toStatement);
  }

  @ResolveField(() => [AvailableEvent], {
    description: 'What you may do with it now, and every reason why not the rest.',
  })
  async availableEvents(@Parent() parent: Endorsement, @Context() context: RequestContext): Promise<AvailableEvent[]> {
    const stored = await context.loaders.load(this.workflow.batchOf(endorsementProcess), parent.row.id);
    const facts = await context.loaders.load(this.queries.facts, parent.row.statementId);
    if (!stored || !facts) return [];
    const byEvent = Object.fromEntries(Object.keys(endorsementProcess.wishes).map((event) => [event, { ...facts }]));
    return toAvailableEvents(this.workflow.available(endorsementProcess, stored, context.viewer, byEvent), context);
  }

  @ResolveField(() => HistoryConnection, { description: 'Everything that happened to it, newest first.' })
  history(
    @Parent() parent: Endorsement,
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<HistoryEntry>> {
    return this.histories.of(parent.row.id, page, context);
  }
}

/** The endorsements beside a statement. */
@Resolver(() => Statement)
export class StatementEndorsementsResolver {
  constructor(@Inject(EndorsementsQueries) private readonly queries: EndorsementsQueries) {}

  @ResolveField(() => EndorsementConnection, {
    description: 'The decisions that you may see: all for the secretariat, your own organisation’s for you.',
  })
  async endorsements(
    @Parent() parent: Statement,
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<Endorsement>> {
    const asked = { first: page.first, after: page.after };
    const rows = await context.loaders.loadAsked(this.queries.ofStatements, parent.row.id, asked);
    return toConnection(rows as Page<EndorsementRow>, page, toEndorsement);
  }

  @ResolveField(() => Endorsement, {
    nullable: true,
    description: 'What your organisation has decided; null while it has not.',
  })
  myEndorsement(parent: Statement, _args: unknown, context: RequestContext): Shown<Endorsement> {
    return context.loaders.show(this.queries.mine, parent.row.id, toEndorsement);
  }
  @ResolveField(() => Int, {
    nullable: true,
    description:
      'Members of networks that have endorsed, each once, without those that decided by themselves. A figure of its own, part of no quorum; for the secretariat.',
  })
  async throughNetworks(@Parent() parent: Statement, @Context() context: RequestContext): Promise<number | null> {
    return (await context.loaders.load(this.queries.throughNetworks, parent.row.id)) ?? null;
  }
}
