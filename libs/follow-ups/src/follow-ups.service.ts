import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, DomainError, civilDay, fromGlobalId, notFound, publicViewer, refuseIf } from '#platform';
import type { Queryable, Reason, Right, Role, Viewer } from '#platform';
import { acts, reasonsOfWho, seesEvery, seesRow } from '#policy';
import type { Relation } from '#policy';
import type { Act } from '#workflow';
import type {
  HandOverFollowUpInput,
  OpenFollowUpInput,
  RecordOutcomeInput,
  SnoozeFollowUpInput,
  StopFollowUpInput,
} from './follow-up.inputs.js';
import type { FollowUpAct, FollowUpKind, Outcome } from './follow-up.model.js';
import { visibleFollowUps } from './follow-up.scope.js';
import { subjectOf } from './follow-up.subjects.js';
import type { Subject } from './follow-up.subjects.js';

const MOST_CHARACTERS = 2_000;

type FollowUpEvent = keyof typeof acts.followUp;
interface Stored {
  version: number;
  status: string;
  submissionId: string | null;
  ownerId: string | null;
  ownerRole: Role | null;
}

/** A task that a rung asks for; a rung that asked already asks no more. */
export interface AskedByRung extends Partial<Subject> {
  rung: string;
  kind: FollowUpKind;
  dueOn: string;
  ownerId: string | null;
  ownerRole: 'policyOfficer' | 'coordinator' | 'chair' | null;
}

/** What an act writes into the task as it stands, and into its entries. */
interface Change {
  act: FollowUpAct;
  reason: string | null;
  until?: string;
  outcome?: Outcome;
  ownerId?: string;
}

/**
 * Tasks beside cases. No case of its own: it is open or it is over, and what makes one due is the ladder's or a person's
 * day; but each act is kept with the person, the seat and the reason.
 */
@Injectable()
export class FollowUps {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * Opens a task about something that the viewer sees.
   * @returns its id.
   * @throws DomainError notFound, or refused with everything that is wrong.
   */
  async open(tx: EntityManager, input: OpenFollowUpInput, act: Act): Promise<string> {
    const viewer = act.viewer as Viewer;
    const subject = await subjectOf(tx, input.aboutId, viewer);
    const note = input.note?.normalize('NFC').trim() || null;
    const owner = input.ownerSeatId ? await this.holder(tx, input.ownerSeatId, subject) : { personId: viewer.personId };
    refuseIf(
      [
        ...reasonsOfWho(acts.followUp.OPEN, viewer, relationsTo(subject.submissionId)),
        ...(await this.notPast(tx, input.dueOn, 'dueOn')),
        ...tooLong(note, 'note'),
        ...(owner ? [] : [{ code: 'CANNOT_FOLLOW_UP', path: ['ownerSeatId'] }]),
      ],
      { process: 'followUp', event: 'OPEN' },
    );
    const ownerId = (owner as { personId: string }).personId;
    const asked = { ...subject, kind: input.kind ?? ('other' as const), dueOn: input.dueOn, ownerId, ownerRole: null };
    const [id] = await this.write(tx, [{ ...asked, rung: null, note }], viewer);
    return id as string;
  }

  /** Opens what rungs ask for, each once; two statements for any number. @returns the ids of those that were new. */
  openByRungs(tx: EntityManager, asked: readonly AskedByRung[]): Promise<string[]> {
    return this.write(
      tx,
      asked.map((each) => ({ ...each, note: null })),
      null,
    );
  }

  async snooze(tx: EntityManager, id: string, input: SnoozeFollowUpInput, act: Act): Promise<void> {
    const wrong = await this.notPast(tx, input.until, 'until');
    const change = { act: 'snoozed' as const, until: input.until, reason: clean(input.reason) };
    await this.step(tx, id, input.expectedVersion, 'SNOOZE', act, change, [...wrong, ...withoutReason(input.reason)]);
  }

  async handOver(tx: EntityManager, id: string, input: HandOverFollowUpInput, act: Act): Promise<void> {
    const [row] = await tx.query<Subject[]>(`SELECT submission_id AS "submissionId" FROM follow_ups WHERE id = $1`, [
      id,
    ]);
    const to = row && (await this.holder(tx, input.toSeatId, row));
    const change = { act: 'handedOver' as const, ownerId: to?.personId as string, reason: clean(input.reason) };
    await this.step(tx, id, input.expectedVersion, 'HAND_OVER', act, change, [
      ...(to ? [] : [{ code: 'CANNOT_FOLLOW_UP', path: ['toSeatId'] }]),
      ...withoutReason(input.reason),
    ]);
  }

  async stop(tx: EntityManager, id: string, input: StopFollowUpInput, act: Act): Promise<void> {
    const change = { act: 'stopped' as const, reason: clean(input.reason) };
    await this.step(tx, id, input.expectedVersion, 'STOP', act, change, withoutReason(input.reason));
  }

  async end(tx: EntityManager, id: string, input: RecordOutcomeInput, act: Act): Promise<void> {
    const note = input.note?.normalize('NFC').trim() || null;
    const change = { act: 'ended' as const, outcome: input.outcome, reason: note };
    await this.step(tx, id, input.expectedVersion, 'RECORD_OUTCOME', act, change, tooLong(note, 'note'));
  }

  /** Whoever holds a seat now and can follow this up; nobody who would not see it. */
  private async holder(
    db: Queryable,
    seatId: string,
    { submissionId }: Subject,
  ): Promise<{ personId: string } | undefined> {
    const now = this.clock.sql();
    const [seat] = await db.query<{ personId: string; role: Role; rights: Right[] }[]>(
      `SELECT person_id AS "personId", role, rights FROM seats WHERE id = $1 AND valid_from <= ${now} AND valid_to > ${now}`,
      [fromGlobalId('sea', seatId)],
    );
    if (!seat) return undefined;
    const would: Viewer = { ...publicViewer, ...seat };
    const may = reasonsOfWho(acts.followUp.RECORD_OUTCOME, would, ['responsible']).length === 0;
    const sees = seesRow('FollowUp', would, new Set(submissionId ? ['ofSubmissionInSight'] : []));
    return may && (sees || seesEvery('FollowUp', would)) ? seat : undefined;
  }

  private async notPast(tx: EntityManager, day: string, field: string): Promise<Reason[]> {
    const today = civilDay(await this.clock.now(tx));
    return day < today ? [{ code: 'DAY_IN_THE_PAST', parameters: { day }, path: [field] }] : [];
  }

  private async step(
    tx: EntityManager,
    id: string,
    expectedVersion: number,
    event: FollowUpEvent,
    act: Act,
    change: Change,
    wrong: readonly Reason[],
  ): Promise<void> {
    const viewer = act.viewer as Viewer;
    const parameters: unknown[] = [id];
    const [stored] = await tx.query<Stored[]>(
      `SELECT f.version, f.status, f.submission_id AS "submissionId", f.owner_id AS "ownerId", f.owner_role AS "ownerRole"
         FROM follow_ups f WHERE f.id = $1 AND ${visibleFollowUps(viewer, parameters)} FOR UPDATE OF f`,
      parameters,
    );
    if (!stored) throw notFound();
    const theirs = stored.ownerId === viewer.personId || stored.ownerRole === viewer.role;
    const relations: Relation[] = [...relationsTo(stored.submissionId), ...(theirs ? (['responsible'] as const) : [])];
    refuseIf(
      [
        ...reasonsOfWho(acts.followUp[event], viewer, relations),
        ...(stored.status === 'open' ? [] : [{ code: 'FOLLOW_UP_OVER' }]),
        ...wrong,
      ],
      { process: 'followUp', event, caseId: id, caseVersion: stored.version },
    );
    if (stored.version !== expectedVersion) {
      const versions = { yours: expectedVersion, current: stored.version };
      throw new DomainError('conflict', [{ code: 'CHANGED_MEANWHILE', parameters: versions }], { versions });
    }
    const now = await this.clock.now(tx);
    await tx.query(
      `UPDATE follow_ups SET version = version + 1,
              status = CASE $2 WHEN 'ended' THEN 'done' WHEN 'stopped' THEN 'stopped' ELSE status END,
              snoozed_until = CASE $2 WHEN 'snoozed' THEN $3::date WHEN 'handedOver' THEN NULL ELSE snoozed_until END,
              owner_role = CASE $2 WHEN 'handedOver' THEN NULL ELSE owner_role END,
              owner_id = coalesce($4::uuid, owner_id), outcome = $5,
              outcome_note = CASE $2 WHEN 'ended' THEN $6 END,
              ended_at = CASE WHEN $2 IN ('ended', 'stopped') THEN $7::timestamptz END
        WHERE id = $1`,
      [
        id,
        change.act,
        change.until ?? null,
        change.ownerId ?? null,
        change.outcome ?? null,
        change.act === 'ended' ? change.reason : null,
        now,
      ],
    );
    await tx.query(
      `INSERT INTO follow_up_entries (follow_up_id, version, act, reason, until, outcome, owner_id, actor_id, seat_id, organisation_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[id, stored.version + 1, change.act, change.reason, change.until ?? null, change.outcome ?? null],
        ...[change.ownerId ?? null, viewer.personId, viewer.seatId, viewer.organisationId, now],
      ],
    );
  }

  private async write(
    tx: EntityManager,
    asked: readonly (Omit<AskedByRung, 'rung'> & { rung: string | null; note: string | null })[],
    viewer: Viewer | null,
  ): Promise<string[]> {
    if (asked.length === 0) return [];
    const rows = asked.map((each) => ({
      id: randomUUID(),
      kind: each.kind,
      submission_id: each.submissionId ?? null,
      statement_id: each.statementId ?? null,
      recommendation_id: each.recommendationId ?? null,
      integration_id: each.integrationId ?? null,
      edition_id: each.editionId ?? null,
      note: each.note,
      due_on: each.dueOn,
      owner_id: each.ownerId,
      owner_role: each.ownerRole,
      rung: each.rung,
    }));
    const columns = `id, kind, submission_id, statement_id, recommendation_id, integration_id, edition_id, note, due_on,
      owner_id, owner_role, rung`;
    const written = await tx.query<{ id: string }[]>(
      `WITH fresh AS (
         INSERT INTO follow_ups (${columns}, created_at)
         SELECT ${columns}, $2 FROM jsonb_populate_recordset(NULL::follow_ups, $1)
         ON CONFLICT (rung) DO NOTHING RETURNING *)
       INSERT INTO follow_up_entries (follow_up_id, version, act, reason, due_on, owner_id, owner_role, actor_id, seat_id,
                                      organisation_id, at)
       SELECT id, 1, 'opened', note, due_on, owner_id, owner_role, $3, $4, $5, $2 FROM fresh
       RETURNING follow_up_id AS id`,
      [
        JSON.stringify(rows),
        await this.clock.now(tx),
        viewer?.personId ?? null,
        viewer?.seatId ?? null,
        viewer?.organisationId ?? null,
      ],
    );
    return written.map(({ id }) => id);
  }
}

/** Whoever sees a submission only in the field of their group sees its tasks: what is acted on has been seen before. */
const relationsTo = (submissionId: string | null): Relation[] => (submissionId ? ['inField'] : []);

const clean = (text: string) => text.normalize('NFC').trim();
const withoutReason = (reason: string): Reason[] =>
  clean(reason) === '' ? [{ code: 'REASON_NEEDED', path: ['reason'] }] : tooLong(reason, 'reason');

function tooLong(text: string | null, field: string): Reason[] {
  const { length } = [...(text ?? '')];
  return length <= MOST_CHARACTERS
    ? []
    : [{ code: 'NOTE_TOO_LONG', parameters: { length, most: MOST_CHARACTERS }, path: [field] }];
}
