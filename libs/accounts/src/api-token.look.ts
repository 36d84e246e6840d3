import { publicViewer } from '#platform';
import type { Clock, Queryable, Right } from '#platform';
import { groupField } from './group-field.sql.js';
import { SEAT_OF, toLooked } from './seat-of.js';
import type { Looked, SeatOfRow } from './seat-of.js';

/** With what every token of a program begins, so that programs that look for secrets in code find one. */
export const API_TOKEN = 'anusas_pat_';
/** Requests that a program may send in a minute. */
export const MOST_IN_A_MINUTE = 300;

/**
 * The viewer behind a token of a program: its person, through its seat alone, with the rights that both the token and the
 * seat have. That it is used is written down by the day, and counted by the minute. The public viewer when the token was
 * ended or is over, or its seat is.
 */
export async function throughApiToken(
  db: Queryable,
  clock: Clock,
  tokenHash: string,
  seatId: string | undefined,
): Promise<Looked> {
  const now = clock.sql();
  const [row] = await db.query<(SeatOfRow & { token_id: string; given: Right[]; reads: string[]; used: number })[]>(
    `WITH t AS (
       UPDATE api_tokens SET last_used_on = (${now} AT TIME ZONE 'UTC')::date, minute = date_trunc('minute', ${now}),
              minute_count = CASE WHEN minute = date_trunc('minute', ${now}) THEN minute_count + 1 ELSE 1 END
        WHERE token_hash = $1 AND ended_at IS NULL AND expires_at > ${now}
       RETURNING id, person_id, seat_id, rights, reads, minute_count)
     SELECT ${SEAT_OF}, t.id AS token_id, t.reads, t.minute_count AS used, '' AS day,
            ARRAY(SELECT unnest(s.rights) INTERSECT SELECT unnest(t.rights)) AS given
       FROM t JOIN seats s ON s.id = t.seat_id AND s.person_id = t.person_id ${groupField(now)}
      WHERE s.valid_from <= ${now} AND s.valid_to > ${now} AND ($2::uuid IS NULL OR s.id = $2)`,
    [tokenHash, seatId ?? null],
  );
  if (!row) return { viewer: publicViewer };
  const tooOften = row.used > MOST_IN_A_MINUTE;
  const apiToken = { id: row.token_id, reads: tooOften ? [] : row.reads, tooOften };
  return { viewer: { ...toLooked(row).viewer, rights: tooOften ? [] : row.given, apiToken } };
}
