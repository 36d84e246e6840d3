import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { EntityManager } from 'typeorm';
import {
  AvailableEvent,
  Context,
  Nodes,
  PageArguments,
  connectionType,
  endOfDay,
  fromGlobalId,
  notFound,
  payloadType,
  startOfDay,
  toAvailableEvents,
  toConnection,
} from '#platform';
import type { CommandInput, Connection, Payload, RequestContext, Shown } from '#platform';
import { sees } from '#policy';
import { Instrument, InstrumentsQueries, toInstrument } from '#instruments';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { AsOfInput, Commands, History, HistoryConnection, HistoryEntry, Workflow } from '#workflow';
import type { Act } from '#workflow';
import {
  CloseRecommendationInput,
  CorrectEntryInput,
  DraftRecommendationInput,
  EditRecommendationInput,
  RecommendationFilter,
  RecordPastRecommendationInput,
} from './recommendation.inputs.js';
import { Recommendation, toRecommendation } from './recommendation.model.js';
import { recommendationProcess } from './recommendation.process.js';
import { RecommendationsAsOf } from './recommendations-as-of.queries.js';
import { RecommendationsQueries } from './recommendations.queries.js';
import type { Lineage, Links, Parties } from './recommendations.queries.js';
import { RecommendationsService } from './recommendations.service.js';
import type { ClosingEvent } from './recommendations.service.js';

const RecommendationConnection = connectionType('Recommendation', () => Recommendation);
const payload = (name: string) => payloadType(name, { recommendation: () => Recommendation });
const DraftRecommendationPayload = payload('DraftRecommendationPayload');
const RecordPastRecommendationPayload = payload('RecordPastRecommendationPayload');
const EditRecommendationPayload = payload('EditRecommendationPayload');
const CloseRecommendationPayload = payload('CloseRecommendationPayload');
const CorrectRecommendationPayload = payload('CorrectRecommendationPayload');

@Resolver(() => Recommendation)
export class RecommendationsResolver {
  constructor(
    @Inject(RecommendationsService) private readonly service: RecommendationsService,
    @Inject(RecommendationsQueries) private readonly queries: RecommendationsQueries,
    @Inject(RecommendationsAsOf) private readonly pasts: RecommendationsAsOf,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
    @Inject(InstrumentsQueries) private readonly instruments: InstrumentsQueries,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(History) private readonly histories: History,
    @Inject(Nodes) nodes: Nodes,
  ) {
    nodes.register('rec', queries.byIds, toRecommendation);
  }

  @Query(() => RecommendationConnection, { description: 'Recommendations that you can see, newest first.' })
  async recommendations(
    @Args() page: PageArguments,
    @Args('filter', { type: () => RecommendationFilter, nullable: true, description: 'Which ones.' })
    filter: RecommendationFilter | null,
    @Args('asOf', {
      type: () => AsOfInput,
      nullable: true,
      description:
        'Those that were there by then: stage, uptake and standing filter by what they were on that day, everything else by what it is today. The rows themselves are as they stand today; their field `asOf` says where each stood.',
    })
    asOf: AsOfInput | null,
    @Context() context: RequestContext,
  ): Promise<Connection<Recommendation>> {
    const list = asOf
      ? this.pasts.list(filter ?? {}, page, context.viewer, asOf)
      : this.queries.list(filter ?? {}, page, context.viewer);
    return toConnection(await list, page, toRecommendation);
  }

  @Query(() => Recommendation, {
    nullable: true,
    description: 'One recommendation by its id; null when it is not there or not for you.',
  })
  recommendation(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Context() context: RequestContext,
  ): Shown<Recommendation> {
    return this.find(fromGlobalId('rec', id), context);
  }

  @Mutation(() => DraftRecommendationPayload, { description: 'Drafts a recommendation.' })
  draftRecommendation(
    @Args('input', { description: 'What it says.' }) input: DraftRecommendationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answer(context, 'draftRecommendation', input, async (tx, act) => {
      const [id] = await this.service.enter(tx, [{ content: input.content }], act);
      return id as string;
    });
  }

  @Mutation(() => RecordPastRecommendationPayload, {
    description:
      'Records a recommendation of which an old record knows more than its draft. It counts in no endorsement figure.',
  })
  recordPastRecommendation(
    @Args('input', { description: 'What is known of it.' }) input: RecordPastRecommendationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answer(context, 'recordPastRecommendation', input, async (tx, act) => {
      const past = {
        happenedAt: startOfDay(input.happenedOn),
        precision: input.precision ?? ('day' as const),
        ...(input.until ? { happenedUntil: endOfDay(input.until) } : {}),
        notKnown: input.notKnown ?? [],
      };
      const [id] = await this.service.enter(
        tx,
        [{ content: input.content, past: { stage: input.stage }, act: past }],
        act,
      );
      return id as string;
    });
  }

  @Mutation(() => EditRecommendationPayload, {
    description: 'Gives a recommendation new wording, addressees or targets; what it said is kept.',
  })
  editRecommendation(
    @Args('input', { description: 'All of it as it is to be.' }) input: EditRecommendationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'editRecommendation', input, (tx, id, act) =>
      this.service.edit(tx, { ...input, id }, act),
    );
  }

  @Mutation(() => CloseRecommendationPayload, {
    description: 'Merges a recommendation into another: each keeps its own answers.',
  })
  mergeRecommendation(
    @Args('input', { description: 'Which, and into what.' }) input: CloseRecommendationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.close(context, 'mergeRecommendation', 'MERGE', input);
  }

  @Mutation(() => CloseRecommendationPayload, {
    description: 'Splits a recommendation into others that are already drafted.',
  })
  splitRecommendation(
    @Args('input', { description: 'Which, and into what.' }) input: CloseRecommendationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.close(context, 'splitRecommendation', 'SPLIT', input);
  }

  @Mutation(() => CloseRecommendationPayload, {
    description: 'Closes a recommendation because another takes its place.',
  })
  supersedeRecommendation(
    @Args('input', { description: 'Which, and by what.' }) input: CloseRecommendationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.close(context, 'supersedeRecommendation', 'SUPERSEDE', input);
  }

  @Mutation(() => CloseRecommendationPayload, { description: 'Takes a recommendation back.' })
  withdrawRecommendation(
    @Args('input', { description: 'Which, and why.' }) input: CloseRecommendationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.close(context, 'withdrawRecommendation', 'WITHDRAW', input);
  }

  @Mutation(() => CloseRecommendationPayload, { description: 'Closes a recommendation that is no longer pursued.' })
  retireRecommendation(
    @Args('input', { description: 'Which, and why.' }) input: CloseRecommendationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.close(context, 'retireRecommendation', 'RETIRE', input);
  }

  @Mutation(() => CorrectRecommendationPayload, {
    description: 'Compensates a wrong entry of a recommendation’s history and names it.',
  })
  correctRecommendation(
    @Args('input', { description: 'Which entry, and why.' }) input: CorrectEntryInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'correctRecommendation', input, async (tx, id, act) => {
      const replacement = input.happenedAt ? { happenedAt: input.happenedAt.toISOString() } : null;
      await this.service.correct(
        tx,
        { id, expectedVersion: input.expectedVersion, entry: input.entry, replacement },
        act,
      );
    });
  }

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

  private find(id: string, context: RequestContext): Shown<Recommendation> {
    return context.loaders.show(this.queries.byIds, id, toRecommendation);
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

  private close(
    context: RequestContext,
    name: string,
    event: ClosingEvent,
    input: CloseRecommendationInput,
  ): Promise<Payload> {
    return this.change(context, name, input, (tx, id, act) => {
      const successorIds = (input.successorIds ?? []).map((successor) => fromGlobalId('rec', successor));
      return this.service.close(tx, event, { id, expectedVersion: input.expectedVersion, successorIds }, act);
    });
  }

  /** A change of one recommendation: seen first (what one cannot see is not there), then done, then shown as it stands. */
  private change(
    context: RequestContext,
    name: string,
    input: CommandInput & { id: string },
    work: (tx: EntityManager, id: string, act: Act) => Promise<void>,
  ): Promise<Payload> {
    return this.answer(
      context,
      name,
      input,
      async (tx, act) => {
        const id = fromGlobalId('rec', input.id);
        if (!(await this.queries.byIds([id], context.viewer, tx)).has(id)) throw notFound();
        await work(tx, id, act);
        return id;
      },
      async () => this.find(fromGlobalId('rec', input.id), context),
    );
  }

  private answer(
    context: RequestContext,
    name: string,
    input: CommandInput,
    work: (tx: EntityManager, act: Act) => Promise<string>,
    current?: () => Promise<unknown>,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      name,
      input,
      work,
      async (id) => ({ recommendation: await this.find(id, context) }),
      current,
    );
  }
}
