import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { EntityManager } from 'typeorm';
import {
  Context,
  Nodes,
  PageArguments,
  connectionType,
  endOfDay,
  fromGlobalId,
  notFound,
  payloadType,
  startOfDay,
  toConnection,
} from '#platform';
import type { CommandInput, Connection, Payload, RequestContext, Shown } from '#platform';
import { AsOfInput, Commands } from '#workflow';
import type { Act } from '#workflow';
import {
  CloseRecommendationInput,
  CorrectEntryInput,
  DraftRecommendationInput,
  EditRecommendationInput,
  RecommendationFilter,
  RecordPastRecommendationInput,
  momentIn,
} from './recommendation.inputs.js';
import { Recommendation, toRecommendation } from './recommendation.model.js';
import { RecommendationsAsOf } from './recommendations-as-of.queries.js';
import { RecommendationsQueries } from './recommendations.queries.js';
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
    @Inject(Commands) private readonly commands: Commands,
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
      const replacement = momentIn(input);
      await this.service.correct(
        tx,
        { id, expectedVersion: input.expectedVersion, entry: input.entry, replacement },
        act,
      );
    });
  }

  private find(id: string, context: RequestContext): Shown<Recommendation> {
    return context.loaders.show(this.queries.byIds, id, toRecommendation);
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
