import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, DomainError, fromGlobalId, notFound, prefixOf, refuseIf } from '#platform';
import type { Reason, Viewer } from '#platform';
import { acts, reasonsOfWho } from '#policy';
import { visibleRecommendations } from '#recommendations';
import { visibleStatements } from '#statements';
import type { Act } from '#workflow';
import type { AnswerQuestionInput, EditRemarkInput, SayInput, ShowRemarkInput } from './remark.inputs.js';
import type { RemarkAct, RemarkAudience, RemarkKind } from './remark.model.js';
import { visibleRemarks } from './remark.scope.js';

/** How long a remark or an answer may be, in characters as people count them in any script (code points). */
const MOST_CHARACTERS = 4_000;

type RemarkEvent = keyof typeof acts.remark;
type Stored = { version: number; kind: RemarkKind; organisationId: string; withdrawn: boolean };

/** What is written by an act: into the remark as it stands, and into its entries. */
interface Change {
  act: RemarkAct;
  text?: string;
  language?: 'km' | 'en';
  audience?: RemarkAudience;
}

/**
 * Comments and questions of member organisations. No case: nothing waits and nothing is due; but each act is kept with
 * the person, the seat and the organisation, and with its words.
 */
@Injectable()
export class RemarksService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * Says or asks something about a statement or a recommendation that the viewer sees, for the viewer's organisation.
   * @returns its id.
   * @throws DomainError notFound, or refused with everything that is wrong.
   */
  async say(tx: EntityManager, kind: RemarkKind, input: SayInput, act: Act): Promise<string> {
    const viewer = act.viewer as Viewer;
    const subject = await subjectOf(tx, input.subjectId, viewer);
    const text = clean(input.text);
    const event = kind === 'comment' ? 'COMMENT' : 'ASK';
    refuseIf(
      [
        ...reasonsOfWho(acts.remark[event], viewer, []),
        ...(subject.over ? [{ code: 'NOTHING_TO_REMARK_ON', path: ['subjectId'] }] : []),
        ...wrongText(text),
      ],
      { process: 'remark', event },
    );
    const id = randomUUID() as string;
    const audience = input.audience ?? 'secretariat';
    await tx.query(
      `INSERT INTO remarks (id, kind, statement_id, recommendation_id, organisation_id, audience, language, text, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[id, kind, subject.statementId, subject.recommendationId, viewer.organisationId],
        ...[audience, input.language, text, await this.clock.now(tx)],
      ],
    );
    await this.enter(tx, id, 1, { act: 'said', text, language: input.language, audience }, viewer);
    return id;
  }

  /** Other words; the ones before stay in its entries. */
  async edit(tx: EntityManager, id: string, input: EditRemarkInput, act: Act): Promise<void> {
    const text = clean(input.text);
    await this.step(tx, id, input.expectedVersion, 'EDIT', act, () => wrongText(text), {
      ...{ act: 'edited', text, language: input.language },
    });
  }

  /** Who reads it from now on; its own organisation alone decides that. */
  async show(tx: EntityManager, id: string, input: ShowRemarkInput, act: Act): Promise<void> {
    const { expectedVersion, audience } = input;
    await this.step(tx, id, expectedVersion, 'SHOW', act, () => [], { act: 'shown', audience });
  }

  /** Takes it back: the mark stays, the words are read by the secretariat and its organisation only. */
  async withdraw(tx: EntityManager, id: string, expectedVersion: number, act: Act): Promise<void> {
    await this.step(tx, id, expectedVersion, 'WITHDRAW', act, () => [], { act: 'withdrawn' });
  }

  /** Answers a question, or answers it otherwise. */
  async answer(tx: EntityManager, id: string, input: AnswerQuestionInput, act: Act): Promise<void> {
    const text = clean(input.text);
    const asked = ({ kind }: Stored): Reason[] => (kind === 'question' ? [] : [{ code: 'NOT_A_QUESTION' }]);
    const reasons = (stored: Stored) => [...asked(stored), ...wrongText(text)];
    await this.step(tx, id, input.expectedVersion, 'ANSWER', act, reasons, {
      ...{ act: 'answered', text, language: input.language },
    });
  }

  private async step(
    tx: EntityManager,
    id: string,
    expectedVersion: number,
    event: RemarkEvent,
    act: Act,
    wrong: (stored: Stored) => Reason[],
    change: Change,
  ): Promise<void> {
    const viewer = act.viewer as Viewer;
    const parameters: unknown[] = [id];
    const [stored] = await tx.query<Stored[]>(
      `SELECT k.version, k.kind, k.organisation_id AS "organisationId", k.withdrawn_at IS NOT NULL AS withdrawn
         FROM remarks k WHERE k.id = $1 AND ${visibleRemarks(viewer, parameters)} FOR UPDATE OF k`,
      parameters,
    );
    if (!stored) throw notFound();
    const own = stored.organisationId === viewer.organisationId;
    refuseIf(
      [
        ...reasonsOfWho(acts.remark[event], viewer, own ? ['ownOrganisation'] : []),
        ...(stored.withdrawn ? [{ code: 'REMARK_TAKEN_BACK' }] : []),
        ...wrong(stored),
      ],
      { process: 'remark', event, caseId: id, caseVersion: stored.version },
    );
    if (stored.version !== expectedVersion) {
      const versions = { yours: expectedVersion, current: stored.version };
      throw new DomainError('conflict', [{ code: 'CHANGED_MEANWHILE', parameters: versions }], { versions });
    }
    await tx.query(`UPDATE remarks SET version = version + 1, ${CHANGES[change.act]} WHERE id = $1`, [
      id,
      ...(await this.valuesOf(tx, change)),
    ]);
    await this.enter(tx, id, stored.version + 1, change, viewer);
  }

  private async valuesOf(tx: EntityManager, { act, text, language, audience }: Change): Promise<unknown[]> {
    if (act === 'edited') return [text, language];
    if (act === 'shown') return [audience];
    const now = await this.clock.now(tx);
    return act === 'answered' ? [text, language, now] : [now];
  }

  private async enter(tx: EntityManager, id: string, version: number, change: Change, viewer: Viewer): Promise<void> {
    await tx.query(
      `INSERT INTO remark_entries (remark_id, version, act, language, text, audience, actor_id, seat_id, organisation_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[id, version, change.act, change.language ?? null, change.text ?? null, change.audience ?? null],
        ...[viewer.personId, viewer.seatId, viewer.organisationId, await this.clock.now(tx)],
      ],
    );
  }
}

/** What each act makes of the remark; the id is $1. */
const CHANGES: Record<RemarkAct, string> = {
  said: '',
  edited: 'text = $2, language = $3, edited = true',
  shown: 'audience = $2',
  answered: 'answer = $2, answer_language = $3, answered_at = $4',
  withdrawn: 'withdrawn_at = $2',
};

const clean = (text: string) => text.normalize('NFC').trim();

function wrongText(text: string): Reason[] {
  if (text === '') return [{ code: 'VALUE_MISSING', parameters: { field: 'text' }, path: ['text'] }];
  const { length } = [...text];
  if (length <= MOST_CHARACTERS) return [];
  return [{ code: 'REMARK_TOO_LONG', parameters: { length, most: MOST_CHARACTERS }, path: ['text'] }];
}

interface Subject {
  statementId: string | null;
  recommendationId: string | null;
  /** Taken back or closed: nothing is said about it any more. */
  over: boolean;
}

/** @throws DomainError notFound when it is neither, not there, or not for this viewer. */
async function subjectOf(tx: EntityManager, subjectId: string, viewer: Viewer): Promise<Subject> {
  const statement = prefixOf(subjectId) === 'stm';
  const id = fromGlobalId(statement ? 'stm' : 'rec', subjectId);
  const parameters: unknown[] = [id];
  const [row] = await tx.query<{ over: boolean }[]>(
    statement
      ? `SELECT s.status IN ('withdrawn', 'concluded') AS over FROM statements s
          WHERE s.id = $1 AND ${visibleStatements(viewer, parameters)}`
      : `SELECT r.standing = 'closed' AS over FROM recommendations r
          WHERE r.id = $1 AND ${visibleRecommendations(viewer, parameters)}`,
    parameters,
  );
  if (!row) throw notFound();
  return { statementId: statement ? id : null, recommendationId: statement ? null : id, over: row.over };
}
