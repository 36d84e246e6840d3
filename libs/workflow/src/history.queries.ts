import type { Queryable } from '#platform';
import type { Entry } from './replay.js';

/** A history entry with all that it says. Moments are ISO 8601 in UTC. */
export interface HistoryRow extends Entry {
  id: string;
  process: string;
  caseId: string;
  fromState: unknown;
  seatId: string | null;
  precision: string;
  happenedUntil: string | null;
  imported: boolean;
  notKnown: string[];
  causeCaseId: string | null;
  causeVersion: number | null;
  commandKey: string | null;
}

const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The columns of a history entry under the names that `HistoryRow` has. */
export const HISTORY_ROW = `id, process, case_id AS "caseId", version, machine_version AS "machineVersion", event, payload,
  from_state AS "fromState", to_state AS "toState", actor_id AS "actorId", seat_id AS "seatId",
  organisation_id AS "organisationId", ${iso('happened_at')} AS "happenedAt", happened_precision AS precision,
  ${iso('happened_until')} AS "happenedUntil", ${iso('recorded_at')} AS "recordedAt", reason, evidence, imported,
  not_known AS "notKnown", corrects, cause_case_id AS "causeCaseId", cause_version AS "causeVersion", command_key AS "commandKey"`;

/** The whole history of one case, oldest first. */
export function readEntries(db: Queryable, caseId: string): Promise<HistoryRow[]> {
  return db.query<HistoryRow[]>(`SELECT ${HISTORY_ROW} FROM case_history WHERE case_id = $1 ORDER BY version`, [
    caseId,
  ]);
}
