import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { notFound, refuseIf } from '#platform';
import type { Reason } from '#platform';
import { acts } from '#policy';
import { Workflow, readEntries } from '#workflow';
import type { Act, HistoryRow, MomentGiven, StoredCase } from '#workflow';
import { dayOf, latestOf } from './submission.days.js';
import type { Span } from './submission.days.js';
import { lockStatementOf } from './submission.facts.js';
import { submissionProcess } from './submission.process.js';
import {
  annul,
  lastCorrection,
  problemsOfResponses,
  receipted,
  receivedOn,
  responded,
  unknownDocuments,
  writeReceipt,
  writeResponses,
} from './submission.records.js';
import type { ReceiptDetails, ResponseDetails } from './submission.records.js';
import type { Chosen } from './submission.steps.js';
import { SubmissionTies, stepOf } from './submission.ties.js';
import type { Step } from './submission.ties.js';
import { handover } from './submissions.service.js';
import type { DeliveryDetails } from './submissions.service.js';

/** What was wrong, and what is right; nothing at all: the entry should never have been made. */
export interface Correction extends Chosen {
  /** The version of the entry that is wrong. */
  entry: number;
  /** For an entry of which only the day was wrong, or how exactly it is known. */
  happenedOn: Span | null;
  delivery: DeliveryDetails | null;
  receipt: ReceiptDetails | null;
  response: ResponseDetails | null;
}

/** The rows that entries of these events wrote. */
const TABLES = { RECEIPT: 'receipts', RESPOND: 'responses' } as const;

/** Compensates wrong entries: nothing is rewritten, the row that was wrong is named by the one in its place. */
@Injectable()
export class SubmissionCorrections {
  constructor(
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(SubmissionTies) private readonly ties: SubmissionTies,
  ) {}

  /** @throws DomainError refused when a later entry would no longer be possible, or what is given does not fit the entry. */
  async correct(tx: EntityManager, input: Correction, act: Act): Promise<void> {
    const { id, expectedVersion, entry } = input;
    await lockStatementOf(tx, id);
    const before = (await this.workflow.read(tx, submissionProcess, [id], { lock: true })).get(id);
    if (!before) throw notFound();
    const wrong = (await readEntries(tx, id)).find((each) => each.version === entry);
    if (wrong) refuseIf([...misfits(input, wrong), ...(await problemsOf(tx, input))]);
    const row = randomUUID() as string;
    const replacement = wrong ? replacementOf(input, wrong, row) : null;
    const moved = await this.workflow.correct(tx, submissionProcess, { id, expectedVersion, entry, replacement }, act);
    const steps = [stepOf(before, moved)];
    if (wrong) {
      await this.correctRow(tx, input, wrong, {
        id: row,
        submissionId: id,
        caseVersion: moved.version,
        recordedAt: before.now,
      });
      if (wrong.event === 'REDIRECT' && replacement === null)
        steps.push(...(await this.takeBack(tx, wrong, moved, act)));
    }
    await this.ties.tell(tx, steps, act);
  }

  private async correctRow(
    tx: EntityManager,
    { receipt, response }: Correction,
    wrong: HistoryRow,
    row: { id: string; submissionId: string; caseVersion: number; recordedAt: string },
  ): Promise<void> {
    if (wrong.event !== 'RECEIPT' && wrong.event !== 'RESPOND') return;
    const table = TABLES[wrong.event];
    const first = wrong.payload[wrong.event === 'RECEIPT' ? 'receipt' : 'response'] as string;
    const written = { ...row, corrects: await lastCorrection(tx, table, first) };
    if (receipt) await writeReceipt(tx, written, receipt);
    else if (response) await writeResponses(tx, [{ written, response }]);
    else await annul(tx, table, written);
  }

  /** What was never passed on has no successor: its letter, if it is still here, is not sent. */
  private async takeBack(
    tx: EntityManager,
    wrong: HistoryRow,
    moved: { id: string; version: number },
    act: Act,
  ): Promise<Step[]> {
    const id = wrong.payload['successor'] as string;
    const successor = (await this.workflow.read(tx, submissionProcess, [id], { lock: true })).get(id) as StoredCase;
    if (successor.state === 'cancelled') return [];
    if (successor.state !== 'prepared') {
      const submission = successor.row['number'] as string;
      refuseIf([{ code: 'SUCCESSOR_WAS_DELIVERED', parameters: { submission } }]);
    }
    const [cancelled] = await this.workflow.send(tx, submissionProcess, [{ id, event: { type: 'CANCEL' } }], {
      ...act,
      cause: { caseId: moved.id, version: moved.version },
    });
    return cancelled ? [stepOf(successor, cancelled)] : [];
  }
}

async function problemsOf(tx: EntityManager, { receipt, response }: Correction): Promise<Reason[]> {
  return [
    ...(receipt ? await unknownDocuments(tx, [{ id: receipt.documentId, path: ['receipt', 'documentId'] }]) : []),
    ...(response ? await problemsOfResponses(tx, [response]) : []),
  ];
}

/** A replacement says the kind of thing that the entry said; receipts and responses are given whole. */
function misfits(input: Correction, wrong: HistoryRow): Reason[] {
  if (wrong.event !== 'CORRECT' && !(wrong.event in acts.submission)) return [{ code: 'FACT_STANDS' }];
  const fits = {
    delivery: wrong.event === 'DELIVER' || wrong.event === 'RESEND',
    receipt: wrong.event === 'RECEIPT',
    response: wrong.event === 'RESPOND',
    happenedOn: wrong.event !== 'RECEIPT' && wrong.event !== 'RESPOND' && !input.delivery,
  };
  return (Object.keys(fits) as (keyof typeof fits)[])
    .filter((field) => input[field] !== null && !fits[field])
    .map((field) => ({ code: 'WRONG_REPLACEMENT', parameters: { event: wrong.event }, path: [field] }));
}

function replacementOf(
  input: Correction,
  wrong: HistoryRow,
  row: string,
): (MomentGiven & { payload: Record<string, unknown> }) | null {
  const { delivery, receipt, response, happenedOn } = input;
  if (delivery) {
    return { payload: { ...wrong.payload, ...handover(delivery) }, ...dayOf(delivery.on) };
  }
  if (receipt) return { payload: receipted(row, receipt), ...dayOf(receivedOn(receipt)) };
  if (response) return { payload: responded(row, response), ...dayOf(response.on) };
  if (!happenedOn) return null;
  const payload = 'latest' in wrong.payload ? { ...wrong.payload, ...latestOf(happenedOn) } : wrong.payload;
  return { payload, ...dayOf(happenedOn) };
}
