import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AvailableEvent, Context, PageArguments, toAvailableEvents } from '#platform';
import type { Connection, RequestContext, Shown } from '#platform';
import { sees } from '#policy';
import { Instrument, InstrumentsQueries, toInstrument } from '#instruments';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { History, HistoryConnection, HistoryEntry, Workflow } from '#workflow';
import { Recommendation, toRecommendation } from './recommendation.model.js';
import { recommendationProcess } from './recommendation.process.js';
import { RecommendationsQueries } from './recommendations.queries.js';
import type { Lineage, Links, Parties } from './recommendations.queries.js';

/** What stands beside a recommendation: whom it asks, what it is aimed at, what came of it, what may be done, its history. */
@Resolver(() => Recommendation)
export class RecommendationFieldsResolver {
  constructor(
    @Inject(RecommendationsQueries) private readonly queries: RecommendationsQueries,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
    @Inject(InstrumentsQueries) private readonly instruments: InstrumentsQueries,
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(History) private readonly histories: History,
  ) {}

  @ResolveField(() => [Organisation], { description: 'The institutions that are asked.' })
  addressees(parent: Recommendation, _args: unknown, context: RequestContext): Promise<Organisation[]> {
    return this.organisationsOf(parent, context, (parties) => parties.addressees);
  }

  @ResolveField(() => [Organisation], { description: 'Institutions concerned but not asked.' })
  concerned(parent: Recommendation, _args: unknown, context: RequestContext): Promise<Organisation[]> {
    return this.organisationsOf(parent, context, (parties) => parties.concerned);
  }

  @ResolveField(() => Organisation, {
    nullable: true,
    description: 'Who proposed it; for those who work inside the coalition.',
  })
  proposedBy(parent: Recommendation, _args: unknown, context: RequestContext): Shown<Organisation> {
    if (!sees(context.viewer, 'Recommendation.proposedBy')) return null;
    return context.loaders.show(this.organisations.byIds, parent.row.proposedById, toOrganisation);
  }

  @ResolveField(() => [Instrument], { description: 'The instruments that it is aimed at.' })
  async targets(@Parent() parent: Recommendation, @Context() context: RequestContext): Promise<Instrument[]> {
    const { targets } = await this.linksOf(parent, context);
    return context.loaders.showAll(this.instruments.byIds, targets, toInstrument);
  }

  @ResolveField(() => [String], { description: 'Topic codes.' })
  async topics(@Parent() parent: Recommendation, @Context() context: RequestContext): Promise<string[]> {
    return (await this.linksOf(parent, context)).topics;
  }

  @ResolveField(() => [String], { description: 'Official place codes.' })
  async places(@Parent() parent: Recommendation, @Context() context: RequestContext): Promise<string[]> {
    return (await this.linksOf(parent, context)).places;
  }

  @ResolveField(() => [String], { description: 'CSDG goal and target codes.' })
  async goals(@Parent() parent: Recommendation, @Context() context: RequestContext): Promise<string[]> {
    return (await this.linksOf(parent, context)).goals;
  }

  @ResolveField(() => [Recommendation], { description: 'What took its place.' })
  successors(@Parent() parent: Recommendation, @Context() context: RequestContext): Promise<Recommendation[]> {
    return this.lineageOf(parent, context, 'successors');
  }

  @ResolveField(() => [Recommendation], { description: 'Whose place it took.' })
  predecessors(@Parent() parent: Recommendation, @Context() context: RequestContext): Promise<Recommendation[]> {
    return this.lineageOf(parent, context, 'predecessors');
  }

  @ResolveField(() => [AvailableEvent], {
    description: 'What you may do with it now, and every reason why not the rest.',
  })
  async availableEvents(
    @Parent() parent: Recommendation,
    @Context() context: RequestContext,
  ): Promise<AvailableEvent[]> {
    const stored = await context.loaders.load(this.workflow.batchOf(recommendationProcess), parent.row.id);
    return stored
      ? toAvailableEvents(this.workflow.available(recommendationProcess, stored, context.viewer), context)
      : [];
  }

  @ResolveField(() => HistoryConnection, { description: 'Everything that happened to it, newest first.' })
  history(
    @Parent() parent: Recommendation,
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<HistoryEntry>> {
    return this.histories.of(parent.row.id, page, context);
  }

  private async linksOf(parent: Recommendation, context: RequestContext): Promise<Links> {
    return (await context.loaders.load(this.queries.links, parent.row.id)) as Links;
  }

  private async organisationsOf(
    parent: Recommendation,
    context: RequestContext,
    pick: (parties: Parties) => string[],
  ): Promise<Organisation[]> {
    const parties = (await context.loaders.load(this.queries.parties, parent.row.id)) as Parties;
    const shown = await context.loaders.showAll(this.organisations.byIds, pick(parties), toOrganisation);
    return shown.sort((one, other) => (one.code < other.code ? -1 : 1));
  }

  private async lineageOf(
    parent: Recommendation,
    context: RequestContext,
    direction: keyof Lineage,
  ): Promise<Recommendation[]> {
    const ids = (await context.loaders.load(this.queries.lineage, parent.row.id))?.[direction] ?? [];
    return context.loaders.showAll(this.queries.byIds, ids, toRecommendation);
  }
}
