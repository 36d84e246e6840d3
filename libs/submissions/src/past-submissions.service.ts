import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, refuseIf } from '#platform';
import type { Reason } from '#platform';
import type { Act } from '#workflow';
import type { Channel, Mode } from './submission.context.js';
import { dayOf } from './submission.days.js';
import type { Span } from './submission.days.js';
import { lockStatements, statementFacts } from './submission.facts.js';
import { itemsOfStatements, ofOneLetter, problemsOfItems, unknownReferences, withItems } from './submission.letters.js';
import type { LetterOrder } from './submission.letters.js';
import type { PastSubmissionStatus } from './submission.machine.js';
import { SubmissionSteps } from './submission.steps.js';

/** A submission that an old record knows. */
export interface PastSubmission {
  statementId: string;
  letter: LetterOrder;
  status: PastSubmissionStatus;
  /** When it was handed over, as far as that is known. */
  on: Span;
  channel: Channel | null;
  mode: Mode | null;
  notKnown: readonly string[];
  sample?: boolean;
}

/** Submissions of the past, as old records and lists know them. */
@Injectable()
export class PastSubmissions {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SubmissionSteps) private readonly steps: SubmissionSteps,
  ) {}

  /**
   * Enters submissions of any number of statements where their records leave them, each on its own day, in a fixed number
   * of statements of SQL. A recommendation that several of them ask is told once, on the day of the first in this order.
   * @returns their ids, in order.
   * @throws DomainError refused with everything that stands against any of them; notFound.
   */
  record(tx: EntityManager, pasts: readonly PastSubmission[], act: Act): Promise<string[]> {
    return this.enter(tx, pasts, act, (reason) => reason);
  }

  /** One of them, as an input has it. @returns its id. */
  async recordOne(tx: EntityManager, past: PastSubmission, act: Act): Promise<string> {
    const [id] = await this.enter(tx, [past], act, ofOneLetter);
    return id as string;
  }

  private async enter(
    tx: EntityManager,
    pasts: readonly PastSubmission[],
    act: Act,
    inInput: (reason: Reason) => Reason,
  ): Promise<string[]> {
    if (pasts.length === 0) return [];
    const statementIds = pasts.map((past) => past.statementId);
    const orders = pasts.map((past) => past.letter);
    await lockStatements(tx, statementIds);
    const carried = await itemsOfStatements(tx, statementIds);
    const letters = await withItems(
      tx,
      orders,
      statementIds.map((id) => carried.get(id) ?? []),
    );
    const reasons = [
      ...(await unknownReferences(tx, orders, await this.clock.now(tx))),
      ...(await problemsOfItems(tx, statementIds, letters)),
    ];
    refuseIf(reasons.map(inInput));
    const facts = await statementFacts(tx, statementIds);
    return this.steps.prepare(
      tx,
      letters.map((letter, index) => {
        const { statementId, status, channel, mode, on, notKnown, sample } = pasts[index] as PastSubmission;
        const { currentVersion: statementVersion = 0, statementStatus } = facts.get(statementId) ?? {};
        const items = letter.items.map((item) => item.key);
        return {
          statementId,
          versionNumber: statementVersion,
          letter,
          event: { type: 'RECORD_PAST', status, channel, mode, items, statementVersion, statementStatus },
          successorOfId: null,
          sample: sample ?? false,
          act: { ...dayOf(on), imported: true, notKnown },
        };
      }),
      act,
    );
  }
}
