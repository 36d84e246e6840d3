import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newestCalendar } from '#deadlines';
import { endOfDay, refuseIf } from '#platform';
import type { Reason } from '#platform';
import { Processes } from '#workflow';
import type { Act, Moved, StoredCase } from '#workflow';
import type { Channel, Mode } from './submission.context.js';
import { SubmissionAnswers } from './submission.answers.js';
import type { Answer } from './submission.answers.js';
import { actOn, latestOf } from './submission.days.js';
import type { Span } from './submission.days.js';
import { statementFacts } from './submission.facts.js';
import { submissionProcess } from './submission.process.js';
import { receipted, receivedOn, unknownDocuments, writeReceipt } from './submission.records.js';
import type { ReceiptDetails, Written } from './submission.records.js';
import { SubmissionSteps } from './submission.steps.js';
import type { Chosen } from './submission.steps.js';
import { SubmissionTies } from './submission.ties.js';

/** How and when a letter was handed over. */
export interface DeliveryDetails {
  on: Span;
  channel: Channel;
  mode: Mode;
  enclosures: readonly string[];
}

/** One method for each verb; everything happens in the caller's transaction, and so does what it means for others. */
@Injectable()
export class SubmissionsService {
  constructor(
    @Inject(SubmissionSteps) private readonly steps: SubmissionSteps,
    @Inject(SubmissionAnswers) private readonly answers: SubmissionAnswers,
    @Inject(SubmissionTies) private readonly ties: SubmissionTies,
    @Inject(Processes) processes: Processes,
  ) {
    processes.register(submissionProcess);
  }

  /** The letter was handed over; its clocks begin here, unless they came along from where it was passed on. */
  async deliver(tx: EntityManager, input: Chosen & { delivery: DeliveryDetails }, act: Act): Promise<void> {
    await this.steps.step(tx, input, actOn(act, input.delivery.on), async (stored) => {
      const statementId = stored.row['statement_id'] as string;
      const facts = (await statementFacts(tx, [statementId])).get(statementId);
      return { type: 'DELIVER', ...handover(input.delivery), ...facts, calendarRevision: await newestCalendar(tx) };
    });
  }

  /** It was turned away at the counter: prepared again, the attempt kept. */
  async refusedAtCounter(tx: EntityManager, input: Chosen & { on: Span }, act: Act): Promise<void> {
    await this.on(tx, input, 'REFUSED_AT_COUNTER', act);
  }

  /** Their proof of receipt. @returns the id of the receipt. */
  async receipt(tx: EntityManager, input: Chosen & { receipt: ReceiptDetails }, act: Act): Promise<string> {
    const { receipt } = input;
    refuseIf(await unknownDocuments(tx, [{ id: receipt.documentId, path: ['receipt', 'documentId'] }]));
    const id = randomUUID() as string;
    const { before, moved } = await this.steps.step(tx, input, actOn(act, receivedOn(receipt)), () => ({
      type: 'RECEIPT',
      ...receipted(id, receipt),
    }));
    await writeReceipt(tx, written(id, before, moved), receipt);
    return id;
  }

  /** They say that they have it: not an answer. */
  async acknowledge(tx: EntityManager, input: Chosen & { on: Span }, act: Act): Promise<void> {
    await this.on(tx, input, 'ACKNOWLEDGE', act);
  }

  /** What they answered, verbatim, and how it is read for each item. An earlier answer stays. @returns its id. */
  async respond(tx: EntityManager, input: Answer, act: Act): Promise<string> {
    const { ids, steps } = await this.answers.write(tx, [input], act);
    // The readings are stored before the recommendations are told what all answers together make of them.
    await this.ties.tell(tx, steps, act);
    return ids[0] as string;
  }

  /** The same letter was sent again; its clocks go on as they were. */
  async resend(tx: EntityManager, input: Chosen & { delivery: DeliveryDetails }, act: Act): Promise<void> {
    await this.steps.step(tx, input, actOn(act, input.delivery.on), () => ({
      type: 'RESEND',
      ...handover(input.delivery),
    }));
  }

  /** The clock stands still from that day on. */
  async suspend(tx: EntityManager, input: Chosen & { on: Span }, act: Act): Promise<void> {
    await this.on(tx, input, 'SUSPEND', act);
  }

  /** The clock runs again from that day on. */
  async resume(tx: EntityManager, input: Chosen & { on: Span }, act: Act): Promise<void> {
    await this.on(tx, input, 'RESUME', act);
  }

  /** They were given more time: until the end of a day, Phnom Penh time, or so many working days. */
  async grantExtension(
    tx: EntityManager,
    input: Chosen & { on: Span; until: string | null; days: number | null; askedBy: string | null },
    act: Act,
  ): Promise<void> {
    const { until, days, askedBy } = input;
    refuseIf(problemsOfExtension(until, days));
    await this.on(tx, input, 'GRANT_EXTENSION', act, {
      ...(until === null ? {} : { until: endOfDay(until) }),
      ...(days === null ? {} : { days }),
      ...(askedBy === null ? {} : { askedBy }),
    });
  }

  /** The time ran out: what had no answer in substance by then is kept. */
  async recordSilence(tx: EntityManager, input: Chosen & { on: Span }, act: Act): Promise<void> {
    await this.on(tx, input, 'RECORD_SILENCE', act);
  }

  /** A letter that was never handed over is not sent. */
  async cancel(tx: EntityManager, input: Chosen, act: Act): Promise<void> {
    await this.steps.step(tx, input, act, () => ({ type: 'CANCEL' }));
  }

  private on(
    tx: EntityManager,
    input: Chosen & { on: Span },
    type: string,
    act: Act,
    payload: Record<string, unknown> = {},
  ): Promise<{ before: StoredCase; moved: Moved }> {
    return this.steps.step(tx, input, actOn(act, input.on), () => ({ type, ...payload, ...latestOf(input.on) }));
  }
}

/** More time is one or the other, so that nobody has to guess which of two days was meant. */
function problemsOfExtension(until: string | null, days: number | null): Reason[] {
  const wrong = (value: string | number, right: string) => [
    { code: 'WRONG_VALUE', parameters: { field: 'workingDays', value, right }, path: ['workingDays'] },
  ];
  if (until === null && days === null)
    return [{ code: 'VALUE_MISSING', parameters: { field: 'extendedUntil' }, path: ['extendedUntil'] }];
  if (days === null) return [];
  if (until !== null) return wrong(days, '–');
  return days < 1 || days > 365 ? wrong(days, '1–365') : [];
}

/** What an event says of a letter that went out. */
export function handover({ channel, mode, enclosures }: DeliveryDetails) {
  return { channel, mode, enclosures: [...enclosures] };
}

const written = (id: string, before: StoredCase, moved: Moved): Written => ({
  id,
  submissionId: moved.id,
  caseVersion: moved.version,
  recordedAt: before.now,
});
