import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { refuseIf } from '#platform';
import type { Act } from '#workflow';
import { SUBSTANTIVE } from './readings.js';
import { dayOf } from './submission.days.js';
import { lockStatementOf } from './submission.facts.js';
import { problemsOfResponses, responded, writeResponses } from './submission.records.js';
import type { ResponseDetails } from './submission.records.js';
import { SubmissionSteps } from './submission.steps.js';
import type { Chosen } from './submission.steps.js';
import { stepOf } from './submission.ties.js';
import type { Step } from './submission.ties.js';

/** An answer to a submission. */
export type Answer = Chosen & { response: ResponseDetails };

/** Answers as they are written, before anybody is told. */
@Injectable()
export class SubmissionAnswers {
  constructor(@Inject(SubmissionSteps) private readonly steps: SubmissionSteps) {}

  /**
   * Writes answers to any number of submissions, each on its own day, in a fixed number of statements of SQL; those to one
   * submission in their order.
   * @returns their ids, and the steps of which others are to be told, in order.
   */
  async write(tx: EntityManager, answers: readonly Answer[], act: Act): Promise<{ ids: string[]; steps: Step[] }> {
    if (answers.length === 0) return { ids: [], steps: [] };
    const responses = answers.map(({ response }) => response);
    refuseIf(await problemsOfResponses(tx, responses));
    const ids = answers.map(() => randomUUID() as string);
    await lockStatementOf(tx, ...answers.map((answer) => answer.id));
    const done = await this.steps.many(
      tx,
      answers.map(({ id, expectedVersion, response }, index) => ({
        id,
        expectedVersion,
        event: { type: 'RESPOND', ...responded(ids[index] as string, response) },
        act: dayOf(response.on),
      })),
      act,
    );
    await writeResponses(
      tx,
      done.map(({ before, after }, index) => ({
        written: {
          id: ids[index] as string,
          submissionId: after.id,
          caseVersion: after.version,
          recordedAt: before.now,
        },
        response: responses[index] as ResponseDetails,
      })),
    );
    const steps = done.map(({ before, after }, index) => {
      const { on, items } = responses[index] as ResponseDetails;
      const read = items.filter(({ reading }) => SUBSTANTIVE.includes(reading)).map(({ itemKey }) => itemKey);
      return { ...stepOf(before, after), act: dayOf(on), items: read };
    });
    return { ids, steps };
  }
}
