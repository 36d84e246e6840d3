import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { EntityManager } from 'typeorm';
import { Context, fromGlobalId, notFound, payloadType } from '#platform';
import type { CommandInput, Payload, RequestContext } from '#platform';
import { Statement, StatementsQueries, toStatement } from '#statements';
import { Commands } from '#workflow';
import type { Act } from '#workflow';
import { LettersService } from './letters.service.js';
import { PastSubmissions } from './past-submissions.service.js';
import { spanOf } from './submission.days.js';
import { letterOf } from './submission.details.js';
import {
  ConcludeStatementInput,
  RecordPastSubmissionInput,
  SubmitStatementInput,
  WithdrawStatementInput,
} from './submission.inputs.js';
import { Submission, toSubmission } from './submission.model.js';
import { SubmissionsQueries } from './submissions.queries.js';

const SubmitStatementPayload = payloadType('SubmitStatementPayload', {
  statement: () => Statement,
  submissions: () => [Submission],
});
const ConcludeStatementPayload = payloadType('ConcludeStatementPayload', { statement: () => Statement });
const WithdrawStatementPayload = payloadType('WithdrawStatementPayload', { statement: () => Statement });
const RecordPastSubmissionPayload = payloadType('RecordPastSubmissionPayload', { submission: () => Submission });

/** What is done with a statement's letters as a whole. */
@Resolver(() => Submission)
export class LettersResolver {
  constructor(
    @Inject(LettersService) private readonly letters: LettersService,
    @Inject(PastSubmissions) private readonly pasts: PastSubmissions,
    @Inject(SubmissionsQueries) private readonly queries: SubmissionsQueries,
    @Inject(StatementsQueries) private readonly statements: StatementsQueries,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  @Mutation(() => SubmitStatementPayload, {
    description:
      'Submits a statement: the quorum is judged again, unless it was handed over before, and a letter is prepared to each addressee.',
  })
  submitStatement(
    @Args('input', { description: 'Which, and to whom.' }) input: SubmitStatementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.ofStatement(
      context,
      'submitStatement',
      input,
      (tx, id, act) => this.letters.submit(tx, { ...input, id, letters: input.letters.map(letterOf) }, act),
      async (ids) => ({ submissions: await this.submissions(ids, context) }),
    );
  }

  @Mutation(() => ConcludeStatementPayload, { description: 'Concludes a statement of which every submission is over.' })
  concludeStatement(
    @Args('input', { description: 'Which.' }) input: ConcludeStatementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.ofStatement(context, 'concludeStatement', input, async (tx, id, act) => {
      await this.letters.conclude(tx, { ...input, id }, act);
      return [];
    });
  }

  @Mutation(() => WithdrawStatementPayload, {
    description:
      'Takes a statement back, from wherever it stands: prepared letters are not sent, what was handed over is withdrawn with a letter.',
  })
  withdrawStatement(
    @Args('input', { description: 'Which, why, and the letter.' }) input: WithdrawStatementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.ofStatement(context, 'withdrawStatement', input, async (tx, id, act) => {
      await this.letters.withdrawStatement(tx, { ...input, id }, act);
      return [];
    });
  }

  @Mutation(() => RecordPastSubmissionPayload, {
    description: 'Records a submission of which an old record knows; it enters where that record leaves it.',
  })
  recordPastSubmission(
    @Args('input', { description: 'What is known of it.' }) input: RecordPastSubmissionInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'recordPastSubmission',
      input,
      async (tx, act) => {
        const statementId = fromGlobalId('stm', input.statementId);
        if (!(await this.statements.byIds([statementId], context.viewer, tx)).has(statementId)) throw notFound();
        const { status, deliveredOn: day, precision, until, channel, mode, notKnown } = input;
        const past = {
          statementId,
          letter: letterOf(input.letter),
          status,
          on: spanOf({ day, precision, until }),
          channel: channel ?? null,
          mode: mode ?? null,
          notKnown: notKnown ?? [],
        };
        return this.pasts.record(tx, past, act);
      },
      async (id) => ({ submission: (await this.submissions([id], context))[0] ?? null }),
    );
  }

  /** A change of one statement: seen first (what one cannot see is not there), then done, then shown as it stands. */
  private ofStatement(
    context: RequestContext,
    name: string,
    input: CommandInput & { id: string },
    work: (tx: EntityManager, id: string, act: Act) => Promise<string[]>,
    beside: (ids: string[]) => Promise<Record<string, unknown>> = () => Promise.resolve({}),
  ): Promise<Payload> {
    const current = () => this.statement(fromGlobalId('stm', input.id), context);
    return this.commands.answer(
      context,
      name,
      input,
      async (tx, act) => {
        const id = fromGlobalId('stm', input.id);
        if (!(await this.statements.byIds([id], context.viewer, tx)).has(id)) throw notFound();
        return work(tx, id, act);
      },
      async (ids) => ({ statement: await current(), ...(await beside(ids)) }),
      current,
    );
  }

  private async statement(id: string, context: RequestContext): Promise<Statement | null> {
    const row = await context.loaders.load(this.statements.byIds, id);
    return row ? toStatement(row) : null;
  }

  private async submissions(ids: readonly string[], context: RequestContext): Promise<Submission[]> {
    return context.loaders.showAll(this.queries.byIds, ids, toSubmission);
  }
}
