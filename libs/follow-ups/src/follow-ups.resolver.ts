import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Context, Nodes, PageArguments, fromGlobalId, payloadType, toConnection } from '#platform';
import type { CommandInput, Connection, Payload, RequestContext } from '#platform';
import type { EntityManager } from 'typeorm';
import { Commands } from '#workflow';
import type { Act } from '#workflow';
import {
  FollowUpFilter,
  HandOverFollowUpInput,
  OpenFollowUpInput,
  RecordOutcomeInput,
  SnoozeFollowUpInput,
  StopFollowUpInput,
} from './follow-up.inputs.js';
import { FollowUp, FollowUpConnection, toFollowUp } from './follow-up.model.js';
import { FollowUpsQueries } from './follow-ups.queries.js';
import { FollowUps } from './follow-ups.service.js';

const FollowUpPayload = payloadType('FollowUpPayload', { followUp: () => FollowUp });

/** Tasks beside cases: a list, and what is done with one. */
@Resolver(() => FollowUp)
export class FollowUpsResolver {
  constructor(
    @Inject(FollowUps) private readonly service: FollowUps,
    @Inject(FollowUpsQueries) private readonly queries: FollowUpsQueries,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Nodes) nodes: Nodes,
  ) {
    nodes.register('fol', queries.byIds, toFollowUp);
  }

  @Query(() => FollowUpConnection, { description: 'Follow-up tasks that you can see, the soonest due first.' })
  async followUps(
    @Args() page: PageArguments,
    @Args('filter', { type: () => FollowUpFilter, nullable: true, description: 'Which ones.' })
    filter: FollowUpFilter | null,
    @Context() context: RequestContext,
  ): Promise<Connection<FollowUp>> {
    return toConnection(await this.queries.list(filter ?? {}, page, context.viewer), page, toFollowUp);
  }

  @Mutation(() => FollowUpPayload, { description: 'Opens a task about something that you see.' })
  openFollowUp(
    @Args('input', { description: 'What, by when, whose.' }) input: OpenFollowUpInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answered(context, 'openFollowUp', input, (tx, act) => this.service.open(tx, input, act));
  }

  @Mutation(() => FollowUpPayload, { description: 'Puts a task off until a later day.' })
  snoozeFollowUp(
    @Args('input', { description: 'Which, until when, why.' }) input: SnoozeFollowUpInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'snoozeFollowUp', input, (tx, id, act) => this.service.snooze(tx, id, input, act));
  }

  @Mutation(() => FollowUpPayload, { description: 'Gives a task to somebody else.' })
  handOverFollowUp(
    @Args('input', { description: 'Which, to whom, why.' }) input: HandOverFollowUpInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'handOverFollowUp', input, (tx, id, act) => this.service.handOver(tx, id, input, act));
  }

  @Mutation(() => FollowUpPayload, { description: 'Says that a task is not to be done any more.' })
  stopFollowUp(
    @Args('input', { description: 'Which, and why.' }) input: StopFollowUpInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'stopFollowUp', input, (tx, id, act) => this.service.stop(tx, id, input, act));
  }

  @Mutation(() => FollowUpPayload, { description: 'Says what came of a task; it is done.' })
  recordOutcome(
    @Args('input', { description: 'Which, and what came of it.' }) input: RecordOutcomeInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'recordOutcome', input, (tx, id, act) => this.service.end(tx, id, input, act));
  }

  private step(
    context: RequestContext,
    name: string,
    input: CommandInput & { id: string },
    work: (tx: EntityManager, id: string, act: Act) => Promise<void>,
  ): Promise<Payload> {
    return this.answered(context, name, input, async (tx, act) => {
      const id = fromGlobalId('fol', input.id);
      await work(tx, id, act);
      return id;
    });
  }

  private answered(
    context: RequestContext,
    name: string,
    input: CommandInput & { id?: string },
    work: (tx: EntityManager, act: Act) => Promise<string>,
  ): Promise<Payload> {
    const find = async (id: string) => {
      const row = await context.loaders.load(this.queries.byIds, id);
      return row ? toFollowUp(row) : null;
    };
    return this.commands.answer(
      context,
      name,
      input,
      work,
      async (id) => ({ followUp: await find(id) }),
      async () => (input.id ? find(fromGlobalId('fol', input.id)) : null),
    );
  }
}
