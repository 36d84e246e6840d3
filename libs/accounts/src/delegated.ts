import { publicViewer } from '#platform';
import type { Clock, Queryable, Right } from '#platform';
import { groupField } from './group-field.sql.js';
import { SEAT_OF, toLooked } from './seat-of.js';
import type { Looked, SeatOfRow } from './seat-of.js';

/**
 * The viewer who acts through somebody else's seat, by a delegation that its holder gave: themselves, with the seat's
 * organisation and role, and of its rights those that were delegated. Whoever has no seat of their own any more has no
 * other's either.
 */
export async function throughDelegation(db: Queryable, clock: Clock, own: Looked, id: string): Promise<Looked> {
  const { personId, seatId } = own.viewer;
  if (seatId === publicViewer.seatId) return own;
  // A token is for its own seat.
  if (own.viewer.apiToken) return { viewer: publicViewer };
  const now = clock.sql();
  const [row] = await db.query<(SeatOfRow & { given: Right[]; holds: boolean })[]>(
    `SELECT ${SEAT_OF}, ARRAY(SELECT unnest(s.rights) INTERSECT SELECT unnest(d.rights)) AS given, '' AS day,
            d.revoked_at IS NULL AND d.valid_from <= ${now} AND d.valid_to > ${now}
              AND s.valid_from <= ${now} AND s.valid_to > ${now} AS holds
       FROM seat_delegations d JOIN seats s ON s.id = d.seat_id ${groupField(now)} WHERE d.id = $1 AND d.to_person_id = $2`,
    [id, personId],
  );
  if (!row) return { viewer: publicViewer };
  if (!row.holds) {
    const ended = { personId, seatId: row.seat_id, organisationId: row.organisation_id };
    return { viewer: { ...publicViewer, ended: { ...ended, why: 'DELEGATION_ENDED' } } };
  }
  const { session, tokenHash } = own.viewer;
  const viewer = {
    ...toLooked(row).viewer,
    ...(session ? { session } : {}),
    ...(tokenHash ? { tokenHash } : {}),
    personId,
    rights: row.given,
    delegation: { id, holderId: row.person_id },
  };
  return { ...own, viewer };
}
