import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newestCalendar } from '#deadlines';
import { Clock, refuseIf } from '#platform';
import type { Reason } from '#platform';
import type { Reached } from '#statements';
import type { Act } from '#workflow';
import { SubmissionAnswers } from './submission.answers.js';
import type { Channel, Mode } from './submission.context.js';
import { dayOf } from './submission.days.js';
import type { Span } from './submission.days.js';
import { lockStatements, statementFacts } from './submission.facts.js';
import { itemsOfStatements, ofOneLetter, problemsOfItems, unknownReferences, withItems } from './submission.letters.js';
import type { LetterOrder } from './submission.letters.js';
import type { PastSubmissionStatus } from './submission.machine.js';
import type { ResponseDetails } from './submission.records.js';
import { SubmissionSteps } from './submission.steps.js';
import { SubmissionTies } from './submission.ties.js';
import type { Step } from './submission.ties.js';

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

/** With what was answered to it, oldest first. */
export interface AnsweredPast extends PastSubmission {
  responses: readonly ResponseDetails[];
}

/** Submissions of the past, as old records and lists know them. */
@Injectable()
export class PastSubmissions {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SubmissionSteps) private readonly steps: SubmissionSteps,
    @Inject(SubmissionAnswers) private readonly answers: SubmissionAnswers,
    @Inject(SubmissionTies) private readonly ties: SubmissionTies,
  ) {}

  /** Enters a submission where its record leaves it. @returns its id. */
  async record(tx: EntityManager, past: PastSubmission, act: Act): Promise<string> {
    const steps = await this.enter(tx, [past], act, ofOneLetter);
    await this.ties.tell(tx, steps, act);
    return (steps[0] as Step).after.id;
  }

  /**
   * Enters submissions of any number of statements with what was answered to them, each on its own day, in a fixed number
   * of statements of SQL. A recommendation that several of them ask has been handed over on the day of the first.
   * @param reached what their statements have brought about without having told it, which is told with the rest.
   * @throws DomainError refused with everything that stands against any of them; notFound.
   */
  async recordAll(
    tx: EntityManager,
    pasts: readonly AnsweredPast[],
    reached: readonly Reached[],
    act: Act,
  ): Promise<void> {
    const drawn = await this.enter(tx, pasts, act, (reason) => reason);
    const answers = pasts.flatMap(({ responses }, index) =>
      responses.map((response, before) => {
        const { id, version } = (drawn[index] as Step).after;
        return { id, expectedVersion: version + before, response };
      }),
    );
    const { steps } = await this.answers.write(tx, answers, act);
    await this.ties.tell(tx, [...drawn, ...steps], act, reached);
  }

  private async enter(
    tx: EntityManager,
    pasts: readonly PastSubmission[],
    act: Act,
    inInput: (reason: Reason) => Reason,
  ): Promise<Step[]> {
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
    const calendarRevision = await newestCalendar(tx);
    return this.steps.draw(
      tx,
      letters.map((letter, index) => {
        const { statementId, status, channel, mode, on, notKnown, sample } = pasts[index] as PastSubmission;
        const { currentVersion: statementVersion = 0, statementStatus } = facts.get(statementId) ?? {};
        const items = letter.items.map((item) => item.key);
        return {
          statementId,
          versionNumber: statementVersion,
          letter,
          event: {
            type: 'RECORD_PAST',
            status,
            channel,
            mode,
            items,
            statementVersion,
            statementStatus,
            calendarRevision,
          },
          successorOfId: null,
          sample: sample ?? false,
          act: { ...dayOf(on), imported: true, notKnown },
        };
      }),
      act,
    );
  }
}
