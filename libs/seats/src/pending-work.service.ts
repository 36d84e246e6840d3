import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Database, fromGlobalId, refuseIf } from '#platform';
import type { Queryable, Right, Viewer } from '#platform';
import { seesEvery } from '#policy';
import type { Act } from '#workflow';
import { aboutOf } from './pending-work.model.js';
import type { ReassignWorkInput, WorkKind, WorkRow } from './pending-work.model.js';
import { noteChange } from './seat-changes.queries.js';
import { SeatRules } from './seat-rules.service.js';

/** What a seat must give to go on with a thing. */
const NEEDED: Record<WorkKind, Right> = {
  recommendation: 'draft',
  statement: 'draft',
  submission: 'record',
  integration: 'record',
  invitation: 'administer',
  endorsement: 'endorse',
};

/** SQL over `b`: the thing is still where somebody has to go on with it. */
const PENDING = `CASE b.kind
    WHEN 'recommendation' THEN EXISTS (
      SELECT FROM recommendations x WHERE x.id = b.thing_id AND x.stage = 'drafted' AND x.standing = 'active')
    WHEN 'statement' THEN EXISTS (SELECT FROM statements x WHERE x.id = b.thing_id AND x.status = 'drafting')
    WHEN 'submission' THEN EXISTS (SELECT FROM submissions x WHERE x.id = b.thing_id AND x.status = 'prepared')
    WHEN 'integration' THEN EXISTS (SELECT FROM integrations x WHERE x.id = b.thing_id AND x.status = 'claimed')
    WHEN 'invitation' THEN EXISTS (
      SELECT FROM seat_invitations x WHERE x.id = b.thing_id AND x.accepted_at IS NULL AND x.withdrawn_at IS NULL)
    WHEN 'endorsement' THEN EXISTS (SELECT FROM statements x WHERE x.id = b.thing_id AND x.status = 'endorsing')
      AND NOT EXISTS (SELECT FROM endorsements e WHERE e.statement_id = b.thing_id AND e.organisation_id = s.organisation_id
                         AND e.status NOT IN ('awaitingConfirmation', 'toReconfirm'))
    ELSE false END`;

/** At most so many of one seat are listed, and reassigned at once. */
const MOST = 500;

/**
 * What the holder of a seat has begun, and what becomes of it once the seat has ended: it goes to a named seat, or has
 * lapsed for all to see who see the seat. Nothing is changed in a case by that: whoever has the right can go on with it.
 */
@Injectable()
export class PendingWork {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SeatRules) private readonly rules: SeatRules,
  ) {}

  /**
   * By seats, which have been seen already. On what an organisation has not decided yet is its own business, and that of
   * who sees all endorsements. Ids and kinds only: whoever keeps a seat learns what has to be gone on with, not what it says.
   */
  readonly ofSeats = async (seatIds: readonly string[], viewer: Viewer): Promise<Map<string, WorkRow[]>> => {
    const every = seesEvery('Endorsement', viewer);
    const rows = (await this.read(this.db.asProduct, seatIds)).filter(
      (row) => row.kind !== 'endorsement' || every || row.organisationId === viewer.organisationId,
    );
    return new Map(seatIds.map((id) => [id, rows.filter((row) => row.seatId === id)]));
  };

  /**
   * Gives what is pending to another seat.
   * @returns the id of the seat whose it was.
   * @throws DomainError refused with all reasons: the other seat is none of the organisation, or cannot go on with it.
   */
  async reassign(tx: EntityManager, input: ReassignWorkInput, act: Act): Promise<string> {
    const seat = await this.rules.lock(tx, fromGlobalId('sea', input.seatId));
    await this.rules.mayKeep(tx, 'REASSIGN_WORK', act, seat.organisationId, { fresh: false });
    await this.pass(tx, seat.id, fromGlobalId('sea', input.toSeatId), act, input.about ?? undefined);
    return seat.id;
  }

  /** The same for who has been allowed to already. @param about only these things, by the ids that clients see. */
  async pass(tx: Queryable, fromId: string, toId: string, act: Act, about?: readonly string[]): Promise<void> {
    const now = await this.rules.now(tx);
    const [to] = await tx.query<{ rights: Right[] }[]>(
      `SELECT t.rights FROM seats t JOIN seats f ON f.id = $1 AND f.organisation_id = t.organisation_id
        WHERE t.id = $2 AND t.id <> f.id AND t.valid_from <= $3 AND t.valid_to > $3 FOR SHARE OF t`,
      [fromId, toId, now],
    );
    refuseIf(to ? [] : [{ code: 'NOT_A_SUCCESSOR', path: ['toSeatId'] }]);
    const left = (await this.read(tx, [fromId])).filter(({ standing }) => standing !== 'reassigned');
    const chosen = left.filter((row) => !about || about.includes(aboutOf(row)));
    const known = new Set(chosen.map(aboutOf));
    const missing = new Set(chosen.map(({ kind }) => NEEDED[kind]).filter((right) => !to?.rights.includes(right)));
    refuseIf([
      ...(about ?? [])
        .filter((id) => !known.has(id))
        .map((value) => ({
          code: 'UNKNOWN_REFERENCE',
          parameters: { field: 'about', value },
          path: ['about'],
        })),
      ...[...missing].map((right) => ({ code: 'CANNOT_GO_ON', parameters: { right }, path: ['toSeatId'] })),
    ]);
    await this.move(tx, fromId, toId, chosen, act);
  }

  /** All that the seat which takes the place of another can go on with; the rest has lapsed. */
  async goAlong(tx: Queryable, fromId: string, toId: string, act: Act): Promise<void> {
    const [to] = await tx.query<{ rights: Right[] }[]>(`SELECT rights FROM seats WHERE id = $1`, [toId]);
    const left = await this.read(tx, [fromId]);
    const able = left.filter((row) => row.standing !== 'reassigned' && to?.rights.includes(NEEDED[row.kind]));
    await this.move(tx, fromId, toId, able, act);
  }

  private async move(tx: Queryable, fromId: string, toId: string, chosen: readonly WorkRow[], act: Act): Promise<void> {
    if (chosen.length === 0) return;
    const now = await this.rules.now(tx);
    const things = [chosen.map(({ kind }) => kind), chosen.map(({ thingId }) => thingId)];
    await tx.query(
      `INSERT INTO work_reassignments (kind, thing_id, from_seat_id, to_seat_id, at)
       SELECT kind, thing_id, $3, $4, $5 FROM unnest($1::text[], $2::uuid[]) AS things(kind, thing_id)`,
      [...things, fromId, toId, now],
    );
    await tx.query(`UPDATE seat_invitations SET kept_by = $2 WHERE kept_by = $1 AND id = ANY($3)`, [
      fromId,
      toId,
      chosen.filter(({ kind }) => kind === 'invitation').map(({ thingId }) => thingId),
    ]);
    await noteChange(tx, { seatId: fromId, event: 'workReassigned', at: now, act, otherSeatId: toId });
  }

  private read(db: Queryable, seatIds: readonly string[]): Promise<(WorkRow & { organisationId: string })[]> {
    const now = this.clock.live();
    return db.query<(WorkRow & { organisationId: string })[]>(
      `SELECT s.id AS "seatId", s.organisation_id AS "organisationId", w.kind, w.thing_id AS "thingId", w.to_seat_id AS "toSeatId",
              CASE WHEN w.to_seat_id IS NOT NULL THEN 'reassigned' WHEN s.valid_to > ${now} THEN 'open'
                   WHEN w.kind = 'endorsement' AND EXISTS (
                     SELECT FROM seats o WHERE o.organisation_id = s.organisation_id AND 'endorse' = ANY(o.rights)
                        AND o.valid_from <= ${now} AND o.valid_to > ${now}) THEN 'open'
                   ELSE 'lapsed' END AS standing
         FROM seats s CROSS JOIN LATERAL (
           SELECT b.kind, b.thing_id, NULL::uuid AS to_seat_id FROM (
             SELECT h.process AS kind, h.case_id AS thing_id FROM case_history h
              WHERE h.version = 1 AND h.seat_id = s.id AND h.process <> 'endorsement'
             UNION SELECT r.kind, r.thing_id FROM work_reassignments r WHERE r.to_seat_id = s.id
             UNION SELECT 'invitation', i.id FROM seat_invitations i WHERE i.kept_by = s.id
             UNION SELECT 'endorsement', t.id FROM statements t
              WHERE t.status = 'endorsing' AND 'endorse' = ANY(s.rights)
                AND EXISTS (SELECT FROM case_history h WHERE h.case_id = t.id AND h.event = 'OPEN' AND h.recorded_at < s.valid_to)
           ) AS b
            WHERE ${PENDING} AND NOT EXISTS (
              SELECT FROM work_reassignments away WHERE away.from_seat_id = s.id AND away.thing_id = b.thing_id
                 AND away.kind = b.kind AND NOT EXISTS (
                   SELECT FROM work_reassignments back WHERE back.to_seat_id = s.id AND back.thing_id = b.thing_id
                      AND back.kind = b.kind AND back.id > away.id))
           UNION ALL SELECT r.kind, r.thing_id, r.to_seat_id FROM work_reassignments r WHERE r.from_seat_id = s.id
            ORDER BY kind, thing_id, to_seat_id LIMIT ${MOST}) AS w
        WHERE s.id = ANY($1)`,
      [seatIds],
    );
  }
}
