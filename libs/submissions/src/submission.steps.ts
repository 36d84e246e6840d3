import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, civilDay, nextNumbers, notFound } from '#platform';
import { Workflow } from '#workflow';
import type { Act, Moved, Sent, StoredCase } from '#workflow';
import { fieldFacts, lockStatementOf } from './submission.facts.js';
import { holdersOf, writeItems } from './submission.letters.js';
import type { Letter } from './submission.letters.js';
import { submissionProcess } from './submission.process.js';
import { SubmissionTies, stepOf } from './submission.ties.js';
import type { Step } from './submission.ties.js';

/** Which case, and the version of it that the person saw. */
export interface Chosen {
  id: string;
  expectedVersion: number;
}

/** A letter with what makes its first step; `act`: its own day, where it is not that of the rest. */
export interface Prepared {
  statementId: string;
  versionNumber: number;
  letter: Letter;
  event: Sent;
  successorOfId: string | null;
  sample?: boolean;
  act?: Partial<Act>;
}

/** What is sent, once it is known where the submission stands. */
type Making = (stored: StoredCase) => Sent | Promise<Sent>;

/** The steps that all verbs share: one submission moves or several are made, and others are told. */
@Injectable()
export class SubmissionSteps {
  constructor(
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SubmissionTies) private readonly ties: SubmissionTies,
  ) {}

  /** One step, and what it means for others. */
  async step(tx: EntityManager, input: Chosen, act: Act, make: Making): Promise<{ before: StoredCase; moved: Moved }> {
    await lockStatementOf(tx, input.id);
    const done = await this.alone(tx, input, act, make);
    await this.ties.tell(tx, [stepOf(done.before, done.moved)], act);
    return done;
  }

  /** One step; the statement is locked before, and others are told after. */
  async alone(
    tx: EntityManager,
    { id, expectedVersion }: Chosen,
    act: Act,
    make: Making,
  ): Promise<{ before: StoredCase; moved: Moved }> {
    const before = (await this.workflow.read(tx, submissionProcess, [id], { lock: true })).get(id);
    if (!before) throw notFound();
    const event = { ...(await make(before)), ...(await fieldFacts(tx, act.viewer, [id])).get(id) };
    const [moved] = await this.workflow.send(tx, submissionProcess, [{ id, expectedVersion, event }], act);
    return { before, moved: moved as Moved };
  }

  /**
   * Many steps in a fixed number of statements of SQL, those of one submission in their order; the statements are locked
   * before, and others are told after.
   */
  async many(
    tx: EntityManager,
    deliveries: readonly (Pick<Chosen, 'id'> & Partial<Chosen> & { event: Sent; act: Partial<Act> })[],
    act: Act,
  ): Promise<{ before: StoredCase; after: Moved }[]> {
    const ids = deliveries.map(({ id }) => id);
    const inField = await fieldFacts(tx, act.viewer, ids);
    const before: StoredCase[] = [];
    const moved = await this.workflow.send(
      tx,
      submissionProcess,
      deliveries.map(({ event, ...delivery }) => ({
        ...delivery,
        event: (stored) => {
          before.push(stored);
          return { ...event, ...inField.get(stored.id) };
        },
      })),
      act,
    );
    return moved.map((after, index) => ({ before: before[index] as StoredCase, after }));
  }

  /** Draws up letters in a fixed number of statements of SQL, and tells their statements. @returns their ids, in order. */
  async prepare(
    tx: EntityManager,
    prepared: readonly Prepared[],
    act: Act,
    ids?: readonly string[],
  ): Promise<string[]> {
    const steps = await this.draw(tx, prepared, act, ids);
    await this.ties.tell(tx, steps, act);
    return steps.map(({ after }) => after.id);
  }

  /** The same without telling anybody. @returns the steps of which others are to be told, in order. */
  async draw(
    tx: EntityManager,
    prepared: readonly Prepared[],
    act: Act,
    ids: readonly string[] = prepared.map(() => randomUUID() as string),
  ): Promise<Step[]> {
    const year = Number(civilDay(await this.clock.now(tx)).slice(0, 4));
    const numbers = await nextNumbers(tx, 'L', year, prepared.length);
    const letters = prepared.map(({ letter }) => letter);
    const holders = await holdersOf(tx, letters);
    const responsible = ({ responsibleId, responsibleSeatId }: Letter) =>
      responsibleId ?? holders.get(responsibleSeatId ?? '') ?? act.viewer?.personId ?? null;
    const created = await this.workflow.create(
      tx,
      submissionProcess,
      prepared.map(({ statementId, versionNumber, letter, event, successorOfId, sample, act: its }, index) => ({
        id: ids[index] as string,
        row: {
          number: numbers[index],
          statement_id: statementId,
          statement_version_number: versionNumber,
          addressee_id: letter.addresseeId,
          unit_id: letter.unitId,
          responsible_id: responsible(letter),
          our_reference: letter.ourReference ?? numbers[index],
          successor_of_id: successorOfId,
          sample: sample ?? false,
        },
        event,
        ...(its ? { act: its } : {}),
      })),
      act,
    );
    await writeItems(
      tx,
      prepared.map(({ letter: { items } }, index) => ({ submissionId: ids[index] as string, items })),
    );
    return created.map((after, index) => {
      const { statementId, successorOfId, act: its } = prepared[index] as Prepared;
      return { statementId, successorOfId, before: undefined, after, ...(its ? { act: its } : {}) };
    });
  }
}
