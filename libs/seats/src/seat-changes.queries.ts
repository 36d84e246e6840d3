import { isoText } from '#platform';
import type { Queryable, Right, Role } from '#platform';
import type { Act } from '#workflow';

export const SEAT_EVENTS = [
  'given',
  'changed',
  'ended',
  'handedOver',
  'delegated',
  'delegationRevoked',
  'workReassigned',
] as const;
export type SeatEvent = (typeof SEAT_EVENTS)[number];

/** What became of a seat, to be written down. */
export interface Noted {
  seatId: string;
  event: SeatEvent;
  at: string;
  act: Act;
  role?: Role;
  rights?: readonly Right[];
  validTo?: Date | string | null;
  otherSeatId?: string;
}

export async function noteChange(tx: Queryable, noted: Noted): Promise<void> {
  const { viewer, reason } = noted.act;
  await tx.query(
    `INSERT INTO seat_changes (seat_id, event, role, rights, valid_to, other_seat_id, actor_id, actor_seat_id, reason, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      noted.seatId,
      noted.event,
      noted.role ?? null,
      noted.rights ?? null,
      noted.validTo ?? null,
      noted.otherSeatId ?? null,
      viewer?.personId ?? null,
      viewer?.seatId ?? null,
      reason ?? null,
      noted.at,
    ],
  );
}

/** An entry of a seat's history as it is read; moments as ISO 8601 in UTC. */
export interface SeatChangeRow {
  seatId: string;
  event: SeatEvent;
  at: string;
  role: Role | null;
  rights: Right[] | null;
  until: string | null;
  reason: string | null;
  otherSeatId: string | null;
  actorId: string | null;
  organisationId: string | null;
}

/** The histories of seats, the newest entry first; whether the viewer may see the seat is asked before. */
export async function changesOf(db: Queryable, seatIds: readonly string[]): Promise<Map<string, SeatChangeRow[]>> {
  const rows = await db.query<SeatChangeRow[]>(
    `SELECT c.seat_id AS "seatId", c.event, ${isoText('c.at')} AS at, c.role, c.rights,
            CASE WHEN isfinite(c.valid_to) THEN ${isoText('c.valid_to')} END AS until, c.reason,
            c.other_seat_id AS "otherSeatId", c.actor_id AS "actorId", s.organisation_id AS "organisationId"
       FROM seat_changes c LEFT JOIN seats s ON s.id = c.actor_seat_id
      WHERE c.seat_id = ANY($1) ORDER BY c.id DESC`,
    [seatIds],
  );
  const bySeat = new Map<string, SeatChangeRow[]>(seatIds.map((id) => [id, []]));
  for (const row of rows) bySeat.get(row.seatId)?.push(row);
  return bySeat;
}
