import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, besides, refuseIf } from '#platform';
import type { Reason } from '#platform';
import { StatementsService } from '#statements';
import { Workflow } from '#workflow';
import type { Act, StoredCase } from '#workflow';
import type { SubmissionContext } from './submission.context.js';
import { actOn, latestOf } from './submission.days.js';
import type { Span } from './submission.days.js';
import { lockStatementOf, lockStatements } from './submission.facts.js';
import {
  askedItems,
  firstLetter,
  ofOneLetter,
  problemsOfItems,
  unknownReferences,
  withItems,
} from './submission.letters.js';
import type { Letter, LetterOrder } from './submission.letters.js';
import { submissionProcess } from './submission.process.js';
import { unansweredItems } from './readings.js';
import { SubmissionSteps } from './submission.steps.js';
import type { Chosen } from './submission.steps.js';
import { SubmissionTies, stepOf } from './submission.ties.js';

/** What concerns a statement's letters as a whole: who is asked what, again, elsewhere, or no longer. */
@Injectable()
export class LettersService {
  constructor(
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(StatementsService) private readonly statements: StatementsService,
    @Inject(SubmissionSteps) private readonly steps: SubmissionSteps,
    @Inject(SubmissionTies) private readonly ties: SubmissionTies,
  ) {}

  /**
   * Submits a statement: its quorum is judged again unless it was handed over before, and a letter is prepared for each
   * addressee, in a fixed number of statements whatever their number.
   * @returns the ids of the submissions, in order.
   * @throws DomainError refused with everything that stands against the statement and any of the letters.
   */
  async submit(tx: EntityManager, input: Chosen & { letters: readonly LetterOrder[] }, act: Act): Promise<string[]> {
    const reasons = [
      ...(input.letters.length === 0 ? [{ code: 'LETTERS_NEEDED', path: ['letters'] }] : []),
      ...(await unknownReferences(tx, input.letters, await this.clock.now(tx))),
    ];
    const { items, versionNumber } = await besides(reasons, () => this.statements.submit(tx, input, act));
    const each = input.letters.map(() => items);
    const letters = await withItems(tx, input.letters, each);
    const statementId = input.id;
    refuseIf([
      ...reasons,
      ...(await problemsOfItems(
        tx,
        letters.map(() => statementId),
        letters,
      )),
    ]);
    return this.steps.prepare(
      tx,
      letters.map((letter) => ({
        statementId,
        versionNumber,
        letter,
        event: firstLetter(letter, versionNumber),
        successorOfId: null,
      })),
      act,
    );
  }

  /** Concludes a statement; refused while one of its submissions is not over. */
  async conclude(tx: EntityManager, input: Chosen, act: Act): Promise<void> {
    await this.statements.conclude(tx, input, act);
  }

  /** Takes a statement back: what is prepared is cancelled, what was handed over is withdrawn with the letter in the evidence. */
  async withdrawStatement(tx: EntityManager, input: Chosen, act: Act): Promise<void> {
    await lockStatements(tx, [input.id]);
    const open = await tx.query<{ id: string; status: string }[]>(
      `SELECT id, status FROM submissions WHERE statement_id = $1 AND status IN ('prepared', 'delivered', 'acknowledged')
        ORDER BY id`,
      [input.id],
    );
    const delivered = open.some(({ status }) => status !== 'prepared');
    const reasons: Reason[] = [
      ...(delivered && !act.evidence?.length
        ? [{ code: 'LETTER_NEEDED', clearedBy: ['policyOfficer' as const], path: ['evidence'] }]
        : []),
    ];
    await besides(reasons, () => this.statements.withdraw(tx, input, act));
    refuseIf(reasons);
    const before = await this.workflow.read(
      tx,
      submissionProcess,
      open.map(({ id }) => id),
      { lock: true },
    );
    const moved = await this.workflow.send(
      tx,
      submissionProcess,
      open.map(({ id, status }) => ({ id, event: { type: status === 'prepared' ? 'CANCEL' : 'WITHDRAW' } })),
      { ...act, cause: { caseId: input.id, version: input.expectedVersion + 1 } },
    );
    await this.ties.tell(
      tx,
      moved.map((after) => stepOf(before.get(after.id) as StoredCase, after)),
      act,
    );
  }

  /** "Not our mandate": the successor to the other addressee keeps the clock, and the hand-over is counted. @returns its id. */
  async redirect(tx: EntityManager, input: Chosen & { on: Span; letter: LetterOrder }, act: Act): Promise<string> {
    const { letter } = input;
    const reasons = (await unknownReferences(tx, [letter], await this.clock.now(tx))).map(ofOneLetter);
    const successor = randomUUID() as string;
    const { before, moved } = await besides(reasons, () =>
      this.steps.step(tx, input, actOn(act, input.on), ({ row }) => ({
        type: 'REDIRECT',
        successor,
        sameAddressee: row['addressee_id'] === letter.addresseeId && row['unit_id'] === letter.unitId,
        ...latestOf(input.on),
      })),
    );
    const context = moved.context as unknown as SubmissionContext;
    const wanted = letter.itemKeys ?? unansweredItems(context);
    const items = (await askedItems(tx, input.id)).filter((item) => wanted.includes(item.key));
    const strange = new Set(wanted.filter((key) => !items.some((item) => item.key === key)));
    if (strange.size > 0) {
      reasons.push({ code: 'ITEM_NOT_ASKED', parameters: { count: strange.size }, path: ['letter', 'itemKeys'] });
    } else if (items.length === 0) reasons.push({ code: 'NO_ITEM_ASKED', path: ['letter', 'itemKeys'] });
    refuseIf(reasons);
    const { clockStartedAt, calendarRevision, statementVersion, handOvers } = context;
    const event = {
      ...firstLetter({ ...letter, items }, statementVersion),
      clockStartedAt,
      calendarRevision,
      handOvers: handOvers + 1,
    };
    await this.steps.prepare(
      tx,
      [
        {
          statementId: before.row['statement_id'] as string,
          versionNumber: statementVersion,
          letter: { ...letter, items },
          event,
          successorOfId: input.id,
        },
      ],
      { ...act, cause: { caseId: input.id, version: moved.version } },
      [successor],
    );
    return successor;
  }

  /**
   * The letter of an older version is cancelled, and drawn up anew for the version that counts now, asking what is left of
   * its items; the quorum is judged again unless the statement was handed over before.
   * @returns the id of the new submission.
   */
  async prepareAgain(tx: EntityManager, input: Chosen, act: Act): Promise<string> {
    await lockStatementOf(tx, input.id);
    const { before, moved } = await this.steps.alone(tx, input, act, () => ({ type: 'CANCEL' }));
    const statementId = before.row['statement_id'] as string;
    const [statement] = await tx.query<{ version: number; current: number }[]>(
      `SELECT version, (context ->> 'versionNumber')::integer AS current FROM statements WHERE id = $1`,
      [statementId],
    );
    const { version, current } = statement as { version: number; current: number };
    if ((before.context as unknown as SubmissionContext).statementVersion === current) {
      refuseIf([{ code: 'LETTER_NOT_OUTDATED' }]);
    }
    const submittable = await this.statements.submit(tx, { id: statementId, expectedVersion: version }, act);
    await this.ties.tell(tx, [stepOf(before, moved)], act);
    const [row] = await tx.query<{ ourReference: string }[]>(
      `SELECT our_reference AS "ourReference" FROM submissions WHERE id = $1`,
      [input.id],
    );
    const asked = new Set((before.context as unknown as SubmissionContext).items);
    const items = submittable.items.filter((item) => asked.has(item.key));
    if (items.length === 0) refuseIf([{ code: 'NO_ITEM_ASKED' }]);
    const letter: Letter = {
      addresseeId: before.row['addressee_id'] as string,
      unitId: before.row['unit_id'] as string | null,
      itemKeys: null,
      ourReference: row?.ourReference ?? null,
      responsibleSeatId: null,
      responsibleId: before.row['responsible_id'] as string | null,
      items,
    };
    const event = firstLetter(letter, submittable.versionNumber);
    const cause = { caseId: moved.id, version: moved.version };
    const { versionNumber } = submittable;
    const prepared = [{ statementId, versionNumber, letter, event, successorOfId: null }];
    const [id] = await this.steps.prepare(tx, prepared, { ...act, cause });
    return id as string;
  }
}
