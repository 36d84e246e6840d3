/** How long a session lives without being used, and at the most; how long a second factor counts as fresh. */
export const IDLE_MINUTES = 30;
/** The same for those who keep people and seats: what they left open opens more. */
export const IDLE_MINUTES_OF_KEEPERS = 15;
export const LONGEST_HOURS = 12;
export const FRESH_MINUTES = 10;

/**
 * The condition that a session `e` counts at `now`: neither ended, nor over, nor idle for too long.
 * @param now an SQL expression, as the clock gives it.
 */
export const isLive = (now: string): string => `e.ended_at IS NULL AND e.expires_at > ${now}
  AND e.used_at > ${now} - CASE WHEN EXISTS (
    SELECT FROM seats k WHERE k.person_id = e.person_id AND k.role IN ('administrator', 'coordinator')
       AND k.valid_from <= ${now} AND k.valid_to > ${now})
    THEN interval '${IDLE_MINUTES_OF_KEEPERS} minutes' ELSE interval '${IDLE_MINUTES} minutes' END`;

/**
 * A `WITH` that reads the session of a token hash (`$1`) as `live`, and writes down that it was used, once a minute: a
 * write for each request would cost more than the request. `$2`: do sample people count?
 */
export const readSession = (now: string): string => `WITH live AS MATERIALIZED (
    SELECT e.id, e.person_id, e.proved_at, e.used_at FROM sessions e
     WHERE e.token_hash = $1 AND (NOT e.sample OR $2) AND ${isLive(now)}),
  used AS (
    UPDATE sessions SET used_at = ${now} FROM live
     WHERE sessions.id = live.id AND live.used_at < ${now} - interval '1 minute')`;

/**
 * The condition that a person keeps people and seats, verifies or administers, in an own seat or a delegated one, and has
 * neither a passkey nor a code app.
 * @param person an SQL expression, the person's id.
 * @param now an SQL expression, as the clock gives it.
 */
export const lacksSecondFactor = (person: string, now: string): string => {
  const counts = (of: string) => `${of}.valid_from <= ${now} AND ${of}.valid_to > ${now}`;
  const keeps = (rights: string) =>
    `(k.role IN ('administrator', 'coordinator') OR ${rights} && ARRAY['verify', 'administer'])`;
  return `(NOT EXISTS (SELECT FROM passkeys y WHERE y.person_id = ${person})
    AND NOT EXISTS (SELECT FROM authenticators y WHERE y.person_id = ${person} AND y.confirmed_at IS NOT NULL)
    AND (EXISTS (SELECT FROM seats k WHERE k.person_id = ${person} AND ${counts('k')} AND ${keeps('k.rights')})
      OR EXISTS (SELECT FROM seat_delegations d JOIN seats k ON k.id = d.seat_id
                  WHERE d.to_person_id = ${person} AND d.revoked_at IS NULL AND ${counts('d')} AND ${counts('k')}
                    AND ${keeps('d.rights')})))`;
};
