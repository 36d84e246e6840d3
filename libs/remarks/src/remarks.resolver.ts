import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Context, Nodes, PageArguments, connectionType, fromGlobalId, payloadType, toConnection } from '#platform';
import type { CommandInput, Connection, Payload, RequestContext } from '#platform';
import type { EntityManager } from 'typeorm';
import { Commands } from '#workflow';
import type { Act } from '#workflow';
import {
  AnswerQuestionInput,
  EditRemarkInput,
  RemarkFilter,
  SayInput,
  ShowRemarkInput,
  WithdrawRemarkInput,
} from './remark.inputs.js';
import { Remark, toRemark } from './remark.model.js';
import { RemarksQueries } from './remarks.queries.js';
import { RemarksService } from './remarks.service.js';

export const RemarkConnection = connectionType('Remark', () => Remark);
const RemarkPayload = payloadType('RemarkPayload', { remark: () => Remark });

@Resolver(() => Remark)
export class RemarksResolver {
  constructor(
    @Inject(RemarksService) private readonly service: RemarksService,
    @Inject(RemarksQueries) private readonly queries: RemarksQueries,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Nodes) nodes: Nodes,
  ) {
    nodes.register('rmk', queries.byIds, toRemark);
  }

  @Query(() => RemarkConnection, { description: 'Comments and questions that you can see, newest first.' })
  async remarks(
    @Args() page: PageArguments,
    @Args('filter', { type: () => RemarkFilter, nullable: true, description: 'Which ones.' })
    filter: RemarkFilter | null,
    @Context() context: RequestContext,
  ): Promise<Connection<Remark>> {
    return toConnection(await this.queries.list(filter ?? {}, page, context.viewer), page, toRemark);
  }

  @Mutation(() => RemarkPayload, {
    description: 'Says something about a statement or recommendation, for your organisation.',
  })
  comment(
    @Args('input', { description: 'What, and who reads it.' }) input: SayInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answered(context, 'comment', input, (tx, act) => this.service.say(tx, 'comment', input, act));
  }

  @Mutation(() => RemarkPayload, { description: 'Asks the secretariat something before your organisation decides.' })
  askQuestion(
    @Args('input', { description: 'What, and who reads it.' }) input: SayInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answered(context, 'askQuestion', input, (tx, act) => this.service.say(tx, 'question', input, act));
  }

  @Mutation(() => RemarkPayload, { description: 'Says it in other words; the ones before are kept.' })
  editRemark(
    @Args('input', { description: 'Which, and how.' }) input: EditRemarkInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'editRemark', input, (tx, id, act) => this.service.edit(tx, id, input, act));
  }

  @Mutation(() => RemarkPayload, { description: 'Says who reads it from now on; for your own organisation only.' })
  showRemark(
    @Args('input', { description: 'Which, and to whom.' }) input: ShowRemarkInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'showRemark', input, (tx, id, act) => this.service.show(tx, id, input, act));
  }

  @Mutation(() => RemarkPayload, { description: 'Takes it back, in one step and without a reason; a mark stays.' })
  withdrawRemark(
    @Args('input', { description: 'Which.' }) input: WithdrawRemarkInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'withdrawRemark', input, (tx, id, act) =>
      this.service.withdraw(tx, id, input.expectedVersion, act),
    );
  }

  @Mutation(() => RemarkPayload, { description: 'Answers a question for the secretariat, or answers it otherwise.' })
  answerQuestion(
    @Args('input', { description: 'Which, and the answer.' }) input: AnswerQuestionInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'answerQuestion', input, (tx, id, act) => this.service.answer(tx, id, input, act));
  }

  private step(
    context: RequestContext,
    name: string,
    input: CommandInput & { id: string },
    work: (tx: EntityManager, id: string, act: Act) => Promise<void>,
  ): Promise<Payload> {
    return this.answered(context, name, input, async (tx, act) => {
      const id = fromGlobalId('rmk', input.id);
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
      return row ? toRemark(row) : null;
    };
    return this.commands.answer(
      context,
      name,
      input,
      work,
      async (id) => ({ remark: await find(id) }),
      async () => (input.id ? find(fromGlobalId('rmk', input.id)) : null),
    );
  }
}
