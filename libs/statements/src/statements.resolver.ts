import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { EntityManager } from 'typeorm';
import {
  Context,
  Nodes,
  PageArguments,
  connectionType,
  fromGlobalId,
  notFound,
  payloadType,
  startOfDay,
  toConnection,
  toRefusal,
} from '#platform';
import type { CommandInput, Connection, Payload, Reason, RequestContext } from '#platform';
import { CorrectEntryInput, momentIn } from '#recommendations';
import { AsOfInput, Commands } from '#workflow';
import type { Act } from '#workflow';
import { StatementDrafts } from './statement-drafts.service.js';
import {
  AmendStatementInput,
  CloseStatementInput,
  DraftStatementInput,
  EditStatementInput,
  ExtendStatementInput,
  OpenStatementInput,
  RecordPastStatementInput,
  RenewStatementInput,
  ReopenStatementInput,
  StatementFilter,
} from './statement.inputs.js';
import { Statement, Warning, toStatement, toStatementItem, toStatementVersion } from './statement.model.js';
import { StatementsAsOf } from './statements-as-of.queries.js';
import { StatementsQueries } from './statements.queries.js';
import { StatementsService } from './statements.service.js';

const StatementConnection = connectionType('Statement', () => Statement);
const payload = (name: string) => payloadType(name, { statement: () => Statement });
const windowPayload = (name: string) => payloadType(name, { statement: () => Statement, warnings: () => [Warning] });
const DraftStatementPayload = payload('DraftStatementPayload');
const RecordPastStatementPayload = payload('RecordPastStatementPayload');
const EditStatementPayload = payload('EditStatementPayload');
const OpenStatementPayload = windowPayload('OpenStatementPayload');
const CloseStatementPayload = payload('CloseStatementPayload');
const ExtendStatementPayload = windowPayload('ExtendStatementPayload');
const AmendStatementPayload = windowPayload('AmendStatementPayload');
const ReopenStatementPayload = windowPayload('ReopenStatementPayload');
const RenewStatementPayload = payloadType('RenewStatementPayload', {
  statement: () => Statement,
  renewed: () => Statement,
});
const CorrectStatementPayload = payload('CorrectStatementPayload');

@Resolver(() => Statement)
export class StatementsResolver {
  constructor(
    @Inject(StatementsService) private readonly service: StatementsService,
    @Inject(StatementDrafts) private readonly drafts: StatementDrafts,
    @Inject(StatementsQueries) private readonly queries: StatementsQueries,
    @Inject(StatementsAsOf) private readonly pasts: StatementsAsOf,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Nodes) nodes: Nodes,
  ) {
    nodes.register('stm', queries.byIds, toStatement);
    nodes.register('ver', queries.versionsByIds, toStatementVersion);
    nodes.register('itm', queries.itemsByIds, toStatementItem);
  }

  @Query(() => StatementConnection, { description: 'Statements that you can see, newest first.' })
  async statements(
    @Args() page: PageArguments,
    @Args('filter', { type: () => StatementFilter, nullable: true, description: 'Which ones.' })
    filter: StatementFilter | null,
    @Args('asOf', {
      type: () => AsOfInput,
      nullable: true,
      description:
        'Those that were there by then: `status` filters by what it was on that day, everything else by what it is today. The rows themselves are as they stand today; their field `asOf` says where each stood.',
    })
    asOf: AsOfInput | null,
    @Context() context: RequestContext,
  ): Promise<Connection<Statement>> {
    const list = asOf
      ? this.pasts.list(filter ?? {}, page, context.viewer, asOf)
      : this.queries.list(filter ?? {}, page, context.viewer);
    return toConnection(await list, page, toStatement);
  }

  @Query(() => Statement, {
    nullable: true,
    description: 'One statement by its id; null when it is not there or not for you.',
  })
  statement(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Context() context: RequestContext,
  ): Promise<Statement | null> {
    return this.find(fromGlobalId('stm', id), context);
  }

  @Mutation(() => DraftStatementPayload, { description: 'Drafts a statement.' })
  draftStatement(
    @Args('input', { description: 'What it says.' }) input: DraftStatementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answer(context, 'draftStatement', input, async (tx, act) => {
      const [id] = await this.drafts.enter(tx, [{ content: input.content }], act);
      return { id: id as string };
    });
  }

  @Mutation(() => RecordPastStatementPayload, {
    description: 'Records a statement that an old record knows. It counts in no endorsement figure.',
  })
  recordPastStatement(
    @Args('input', { description: 'What is known of it.' }) input: RecordPastStatementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answer(context, 'recordPastStatement', input, async (tx, act) => {
      const { content, status, happenedOn, notKnown } = input;
      const then = { happenedAt: startOfDay(happenedOn), precision: 'day' as const, notKnown: notKnown ?? [] };
      const [id] = await this.drafts.enter(tx, [{ content, past: { status }, act: then }], act);
      return { id: id as string };
    });
  }

  @Mutation(() => EditStatementPayload, {
    description: 'Gives a draft new wording or other items; what it said is kept.',
  })
  editStatement(
    @Args('input', { description: 'All of it as it is to be.' }) input: EditStatementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'editStatement', input, (tx, id, act) => this.drafts.edit(tx, { ...input, id }, act));
  }

  @Mutation(() => OpenStatementPayload, { description: 'Freezes the text and opens it for sign-on.' })
  openStatement(
    @Args('input', { description: 'Which, and until when.' }) input: OpenStatementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'openStatement', input, (tx, id, act) => this.service.open(tx, { ...input, id }, act));
  }

  @Mutation(() => CloseStatementPayload, {
    description: 'Ends the sign-on: before its deadline only once the quorum is met.',
  })
  closeStatement(
    @Args('input', { description: 'Which.' }) input: CloseStatementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'closeStatement', input, (tx, id, act) =>
      this.service.close(tx, { ...input, id }, act),
    );
  }

  @Mutation(() => ExtendStatementPayload, { description: 'Gives the sign-on more time, with a reason.' })
  extendStatement(
    @Args('input', { description: 'Which, until when, and why.' }) input: ExtendStatementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'extendStatement', input, (tx, id, act) =>
      this.service.extend(tx, { ...input, id }, act),
    );
  }

  @Mutation(() => AmendStatementPayload, {
    description:
      'Changes a frozen text by a new version, with a reason: in words only, or in substance, which every endorser has to confirm.',
  })
  amendStatement(
    @Args('input', { description: 'All of it as it is to be, and why.' }) input: AmendStatementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'amendStatement', input, (tx, id, act) =>
      this.service.amend(tx, { ...input, id }, act),
    );
  }

  @Mutation(() => ReopenStatementPayload, {
    description:
      'Opens again what lapsed or was endorsed: the same version, its endorsements kept, or after a lapse a draft.',
  })
  reopenStatement(
    @Args('input', { description: 'Which, and for what.' }) input: ReopenStatementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'reopenStatement', input, (tx, id, act) =>
      this.service.reopen(tx, { ...input, id }, act),
    );
  }

  @Mutation(() => RenewStatementPayload, {
    description: 'Makes a successor of a concluded statement: a draft with its items and its lineage.',
  })
  async renewStatement(
    @Args('input', { description: 'Which.' }) input: RenewStatementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    const old = () => this.find(fromGlobalId('stm', input.id), context);
    return this.commands.answer(
      context,
      'renewStatement',
      input,
      async (tx, act) => this.drafts.renew(tx, { ...input, id: await this.visible(tx, input.id, context) }, act),
      async (id) => ({ statement: await this.find(id, context), renewed: await old() }),
      old,
    );
  }

  @Mutation(() => CorrectStatementPayload, {
    description: 'Compensates a wrong entry of a statement’s history and names it.',
  })
  correctStatement(
    @Args('input', { description: 'Which entry, and why.' }) input: CorrectEntryInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    const replacement = momentIn(input);
    return this.change(context, 'correctStatement', input, (tx, id, act) =>
      this.service.correct(tx, { ...input, id, replacement }, act),
    );
  }

  private async find(id: string, context: RequestContext): Promise<Statement | null> {
    const row = await context.loaders.load(this.queries.byIds, id);
    return row ? toStatement(row) : null;
  }

  /** The id behind a client's, if the viewer may see the statement. @throws notFound: what one cannot see is not there. */
  private async visible(tx: EntityManager, globalId: string, context: RequestContext): Promise<string> {
    const id = fromGlobalId('stm', globalId);
    if (!(await this.queries.sees(id, context.viewer, tx))) throw notFound();
    return id;
  }

  private change(
    context: RequestContext,
    name: string,
    input: CommandInput & { id: string },
    work: (tx: EntityManager, id: string, act: Act) => Promise<Reason[] | void>,
  ): Promise<Payload> {
    return this.answer(
      context,
      name,
      input,
      async (tx, act) => {
        const id = await this.visible(tx, input.id, context);
        return { id, warnings: (await work(tx, id, act)) ?? [] };
      },
      () => this.find(fromGlobalId('stm', input.id), context),
    );
  }

  private answer(
    context: RequestContext,
    name: string,
    input: CommandInput,
    work: (tx: EntityManager, act: Act) => Promise<{ id: string; warnings?: Reason[] }>,
    current?: () => Promise<unknown>,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      name,
      input,
      work,
      async ({ id, warnings = [] }) => ({
        statement: await this.find(id, context),
        warnings: warnings.map((warning) => toRefusal(warning, context)),
      }),
      current,
    );
  }
}
