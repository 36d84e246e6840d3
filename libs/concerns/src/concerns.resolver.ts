import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { EntityManager } from 'typeorm';
import { Context, Nodes, PageArguments, connectionType, fromGlobalId, payloadType, toConnection } from '#platform';
import type { CommandInput, Connection, Payload, RequestContext } from '#platform';
import { Commands } from '#workflow';
import type { Act } from '#workflow';
import {
  EditConcernInput,
  RecordConcernInput,
  ShowConcernInput,
  TakeUpConcernInput,
  WithdrawConcernInput,
} from './concern.inputs.js';
import { Concern, toConcern } from './concern.model.js';
import { ConcernsQueries } from './concerns.queries.js';
import { ConcernsService } from './concerns.service.js';

const ConcernConnection = connectionType('Concern', () => Concern);
const ConcernPayload = payloadType('ConcernPayload', { concern: () => Concern });

@Resolver(() => Concern)
export class ConcernsResolver {
  constructor(
    @Inject(ConcernsService) private readonly service: ConcernsService,
    @Inject(ConcernsQueries) private readonly queries: ConcernsQueries,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Nodes) nodes: Nodes,
  ) {
    nodes.register('con', queries.byIds, toConcern);
  }

  @Query(() => ConcernConnection, {
    description: 'Concerns and requests of community groups that you can see, newest first.',
  })
  async concerns(@Args() page: PageArguments, @Context() context: RequestContext): Promise<Connection<Concern>> {
    return toConnection(await this.queries.list(page, context.viewer), page, toConcern);
  }

  @Mutation(() => ConcernPayload, { description: 'Writes down what a community group is concerned about or asks for.' })
  recordConcern(
    @Args('input', { description: 'What was heard, without names.' }) input: RecordConcernInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answered(context, 'recordConcern', input, (tx, act) => this.service.record(tx, input, act));
  }

  @Mutation(() => ConcernPayload, { description: 'Writes it down in other words; the ones before are kept.' })
  editConcern(
    @Args('input', { description: 'Which, and how.' }) input: EditConcernInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'editConcern', input, (tx, id, act) => this.service.edit(tx, id, input, act));
  }

  @Mutation(() => ConcernPayload, {
    description: 'Makes it confidential, or no longer so; for the organisation that heard it only.',
  })
  showConcern(
    @Args('input', { description: 'Which, and how.' }) input: ShowConcernInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'showConcern', input, (tx, id, act) => this.service.show(tx, id, input, act));
  }

  @Mutation(() => ConcernPayload, { description: 'Takes it back, in one step and without a reason; a mark stays.' })
  withdrawConcern(
    @Args('input', { description: 'Which.' }) input: WithdrawConcernInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'withdrawConcern', input, (tx, id, act) =>
      this.service.withdraw(tx, id, input.expectedVersion, act),
    );
  }

  @Mutation(() => ConcernPayload, {
    description: 'Makes it part of a recommendation, which keeps it as an origin, whatever takes its place.',
  })
  takeUpConcern(
    @Args('input', { description: 'Which, and of what.' }) input: TakeUpConcernInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'takeUpConcern', input, (tx, id, act) => this.service.takeUp(tx, id, input, act));
  }

  private step(
    context: RequestContext,
    name: string,
    input: CommandInput & { id: string },
    work: (tx: EntityManager, id: string, act: Act) => Promise<void>,
  ): Promise<Payload> {
    return this.answered(context, name, input, async (tx, act) => {
      const id = fromGlobalId('con', input.id);
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
      return row ? toConcern(row) : null;
    };
    return this.commands.answer(
      context,
      name,
      input,
      work,
      async (id) => ({ concern: await find(id) }),
      async () => (input.id ? find(fromGlobalId('con', input.id)) : null),
    );
  }
}
