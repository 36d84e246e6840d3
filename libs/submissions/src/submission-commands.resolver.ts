import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { EntityManager } from 'typeorm';
import { Context, fromGlobalId, notFound, payloadType } from '#platform';
import type { Payload, RequestContext } from '#platform';
import { Commands } from '#workflow';
import type { Act } from '#workflow';
import { LettersService } from './letters.service.js';
import { SubmissionCorrections } from './submission-corrections.service.js';
import {
  deliveryOf,
  extensionOf,
  happenedOf,
  letterOf,
  receiptOf,
  responseOf,
  rightDayOf,
} from './submission.details.js';
import {
  CancelSubmissionInput,
  CorrectSubmissionInput,
  DeliverSubmissionInput,
  GrantExtensionInput,
  PrepareSubmissionAgainInput,
  RecordAcknowledgementInput,
  RecordReceiptInput,
  RecordRefusalAtCounterInput,
  RecordResponseInput,
  RecordSilenceInput,
  RedirectSubmissionInput,
  ResendSubmissionInput,
  ResumeClockInput,
  SuspendClockInput,
} from './submission.inputs.js';
import type { SubmissionCommandInput } from './submission.inputs.js';
import { Submission, toSubmission } from './submission.model.js';
import type { Chosen } from './submission.steps.js';
import { SubmissionsQueries } from './submissions.queries.js';
import { SubmissionsService } from './submissions.service.js';

const payload = (name: string) => payloadType(name, { submission: () => Submission });
const DeliverSubmissionPayload = payload('DeliverSubmissionPayload');
const RecordRefusalAtCounterPayload = payload('RecordRefusalAtCounterPayload');
const RecordReceiptPayload = payload('RecordReceiptPayload');
const RecordAcknowledgementPayload = payload('RecordAcknowledgementPayload');
const RecordResponsePayload = payload('RecordResponsePayload');
const ResendSubmissionPayload = payload('ResendSubmissionPayload');
const SuspendClockPayload = payload('SuspendClockPayload');
const ResumeClockPayload = payload('ResumeClockPayload');
const GrantExtensionPayload = payload('GrantExtensionPayload');
const RecordSilencePayload = payload('RecordSilencePayload');
const CancelSubmissionPayload = payload('CancelSubmissionPayload');
const CorrectSubmissionPayload = payload('CorrectSubmissionPayload');
const RedirectSubmissionPayload = payloadType('RedirectSubmissionPayload', {
  submission: () => Submission,
  successor: () => Submission,
});
const PrepareSubmissionAgainPayload = payloadType('PrepareSubmissionAgainPayload', {
  submission: () => Submission,
  cancelled: () => Submission,
});

/** What is done with one submission. */
@Resolver(() => Submission)
export class SubmissionCommandsResolver {
  constructor(
    @Inject(SubmissionsService) private readonly service: SubmissionsService,
    @Inject(LettersService) private readonly letters: LettersService,
    @Inject(SubmissionCorrections) private readonly corrections: SubmissionCorrections,
    @Inject(SubmissionsQueries) private readonly queries: SubmissionsQueries,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  @Mutation(() => DeliverSubmissionPayload, { description: 'Records that a letter was handed over; its clocks begin.' })
  deliverSubmission(
    @Args('input', { description: 'Which, how and when.' }) input: DeliverSubmissionInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'deliverSubmission', input, (tx, chosen, act) =>
      this.service.deliver(tx, { ...chosen, delivery: deliveryOf(input.delivery) }, act),
    );
  }

  @Mutation(() => RecordRefusalAtCounterPayload, {
    description: 'Records that a letter was turned away: it is prepared again, the attempt kept.',
  })
  recordRefusalAtCounter(
    @Args('input', { description: 'Which, and when.' }) input: RecordRefusalAtCounterInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'recordRefusalAtCounter', input, (tx, chosen, act) =>
      this.service.refusedAtCounter(tx, { ...chosen, on: happenedOf(input) }, act),
    );
  }

  @Mutation(() => RecordReceiptPayload, { description: 'Records proof that they have it.' })
  recordReceipt(
    @Args('input', { description: 'Of which, and what shows it.' }) input: RecordReceiptInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'recordReceipt', input, (tx, chosen, act) =>
      this.service.receipt(tx, { ...chosen, receipt: receiptOf(input.receipt) }, act),
    );
  }

  @Mutation(() => RecordAcknowledgementPayload, {
    description: 'Records that they say they have it, which is not an answer.',
  })
  recordAcknowledgement(
    @Args('input', { description: 'Which, and when.' }) input: RecordAcknowledgementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'recordAcknowledgement', input, (tx, chosen, act) =>
      this.service.acknowledge(tx, { ...chosen, on: happenedOf(input) }, act),
    );
  }

  @Mutation(() => RecordResponsePayload, {
    description: 'Records what they answered, and how it is read for each item. Earlier answers stay.',
  })
  recordResponse(
    @Args('input', { description: 'To which, and what.' }) input: RecordResponseInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'recordResponse', input, (tx, chosen, act) =>
      this.service.respond(tx, { ...chosen, response: responseOf(input.response) }, act),
    );
  }

  @Mutation(() => RedirectSubmissionPayload, {
    description:
      'Records that they named somebody else: a letter to that addressee is prepared, and the clock goes on.',
  })
  redirectSubmission(
    @Args('input', { description: 'Which, and to whom.' }) input: RedirectSubmissionInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(
      context,
      'redirectSubmission',
      input,
      (tx, chosen, act) =>
        this.letters.redirect(tx, { ...chosen, on: happenedOf(input), letter: letterOf(input.letter) }, act),
      async (id) => ({ successor: await this.find(id as string, context) }),
    );
  }

  @Mutation(() => ResendSubmissionPayload, {
    description: 'Records that the same letter was sent again; its clocks go on as they were.',
  })
  resendSubmission(
    @Args('input', { description: 'Which, how and when.' }) input: ResendSubmissionInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'resendSubmission', input, (tx, chosen, act) =>
      this.service.resend(tx, { ...chosen, delivery: deliveryOf(input.delivery) }, act),
    );
  }

  @Mutation(() => SuspendClockPayload, { description: 'Lets the time for an answer stand still, with a reason.' })
  suspendClock(
    @Args('input', { description: 'Of which, since when, and why.' }) input: SuspendClockInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'suspendClock', input, (tx, chosen, act) =>
      this.service.suspend(tx, { ...chosen, on: happenedOf(input) }, act),
    );
  }

  @Mutation(() => ResumeClockPayload, { description: 'Lets the time for an answer run again.' })
  resumeClock(
    @Args('input', { description: 'Of which, and since when.' }) input: ResumeClockInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'resumeClock', input, (tx, chosen, act) =>
      this.service.resume(tx, { ...chosen, on: happenedOf(input) }, act),
    );
  }

  @Mutation(() => GrantExtensionPayload, { description: 'Records that they were given more time, with a reason.' })
  grantExtension(
    @Args('input', { description: 'For which, until when, and why.' }) input: GrantExtensionInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'grantExtension', input, (tx, chosen, act) =>
      this.service.grantExtension(tx, { ...chosen, on: happenedOf(input), ...extensionOf(input) }, act),
    );
  }

  @Mutation(() => RecordSilencePayload, {
    description: 'Records that the time ran out, and which items had no answer in substance then.',
  })
  recordSilence(
    @Args('input', { description: 'For which, and when.' }) input: RecordSilenceInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'recordSilence', input, (tx, chosen, act) =>
      this.service.recordSilence(tx, { ...chosen, on: happenedOf(input) }, act),
    );
  }

  @Mutation(() => CancelSubmissionPayload, { description: 'Does not send a letter that was prepared.' })
  cancelSubmission(
    @Args('input', { description: 'Which.' }) input: CancelSubmissionInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'cancelSubmission', input, (tx, chosen, act) => this.service.cancel(tx, chosen, act));
  }

  @Mutation(() => PrepareSubmissionAgainPayload, {
    description:
      'Draws up a letter anew for the version of the statement that counts now, and cancels the outdated one.',
  })
  prepareSubmissionAgain(
    @Args('input', { description: 'Which is outdated.' }) input: PrepareSubmissionAgainInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(
      context,
      'prepareSubmissionAgain',
      input,
      (tx, chosen, act) => this.letters.prepareAgain(tx, chosen, act),
      async (id) => ({
        submission: await this.find(id as string, context),
        cancelled: await this.find(fromGlobalId('sub', input.id), context),
      }),
    );
  }

  @Mutation(() => CorrectSubmissionPayload, {
    description: 'Compensates a wrong entry of its history and names it; nothing is rewritten.',
  })
  correctSubmission(
    @Args('input', { description: 'Which entry, why, and what is right.' }) input: CorrectSubmissionInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'correctSubmission', input, (tx, chosen, act) =>
      this.corrections.correct(
        tx,
        {
          ...chosen,
          entry: input.entry,
          happenedOn: rightDayOf(input),
          delivery: input.delivery ? deliveryOf(input.delivery) : null,
          receipt: input.receipt ? receiptOf(input.receipt) : null,
          response: input.response ? responseOf(input.response) : null,
        },
        act,
      ),
    );
  }

  /** A change of one submission: seen first (what one cannot see is not there), then done, then shown as it stands. */
  private change(
    context: RequestContext,
    name: string,
    input: SubmissionCommandInput,
    work: (tx: EntityManager, chosen: Chosen, act: Act) => Promise<string | void>,
    beside: (made: string | null) => Promise<Record<string, unknown>> = () => Promise.resolve({}),
  ): Promise<Payload> {
    const current = () => this.find(fromGlobalId('sub', input.id), context);
    return this.commands.answer(
      context,
      name,
      input,
      async (tx, act) => {
        const id = fromGlobalId('sub', input.id);
        if (!(await this.queries.byIds([id], context.viewer, tx)).has(id)) throw notFound();
        return (await work(tx, { id, expectedVersion: input.expectedVersion }, act)) ?? null;
      },
      async (made) => ({ submission: await current(), ...(await beside(made)) }),
      current,
    );
  }

  private async find(id: string, context: RequestContext): Promise<Submission | null> {
    const row = await context.loaders.load(this.queries.byIds, id);
    return row ? toSubmission(row) : null;
  }
}
