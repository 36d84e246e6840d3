import type { Queryable } from '#platform';
import { TIMER } from './case-rows.js';
import { HISTORY_ROW } from './history.queries.js';
import type { HistoryRow } from './history.queries.js';
import type { Process } from './pure.js';
import type { Asked, Standing } from './step.js';

/** So many cases are in memory at a time, with their histories, however many there are. */
const BATCH = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Something that is still to come, with its moment (ISO 8601, UTC): a delay, or an effect for later. */
export interface Pending {
  key: string;
  kind: string;
  due: string;
  payload: Record<string, unknown>;
}

/** A case as it is stored, with all that a replay can be held against. */
export interface WholeCase {
  id: string;
  machineVersion: number;
  version: number;
  standing: Standing;
  /** Oldest first. */
  entries: HistoryRow[];
  pending: Pending[];
}

interface CaseRow {
  id: string;
  machine_version: number;
  version: number;
  state: Standing['state'];
  context: Standing['context'];
  history_value: Standing['historyValue'];
}

const CASE_ROW = 'id, machine_version, version, state, context, history_value';

/**
 * Every case of a process, a batch at a time in the order of their ids, so that memory does not grow with their number.
 * @param pinnedTo only those that run on this version.
 */
export async function* readWholeCases(
  db: Queryable,
  process: Process,
  pinnedTo: number | null = null,
): AsyncGenerator<WholeCase[]> {
  let after = BEFORE_ALL;
  for (;;) {
    const rows = await db.query<CaseRow[]>(
      `SELECT ${CASE_ROW} FROM "${process.table}"
        WHERE id > $1 AND ($2::integer IS NULL OR machine_version = $2) ORDER BY id LIMIT ${BATCH}`,
      [after, pinnedTo],
    );
    if (rows.length === 0) return;
    yield await withHistories(db, rows);
    after = rows[rows.length - 1]?.id as string;
  }
}

/** One case, locked for a step that follows; nothing when it is not there. */
export async function lockWholeCase(tx: Queryable, process: Process, id: string): Promise<WholeCase | undefined> {
  const rows = await tx.query<CaseRow[]>(`SELECT ${CASE_ROW} FROM "${process.table}" WHERE id = $1 FOR UPDATE`, [id]);
  return (await withHistories(tx, rows))[0];
}

async function withHistories(db: Queryable, rows: readonly CaseRow[]): Promise<WholeCase[]> {
  const ids = rows.map((row) => row.id);
  const entries = await db.query<HistoryRow[]>(
    `SELECT ${HISTORY_ROW} FROM case_history WHERE case_id = ANY($1) ORDER BY case_id, version`,
    [ids],
    { prepared: true },
  );
  const pending = await db.query<(Omit<Pending, 'due'> & { case_id: string; due: Date })[]>(
    `SELECT case_id, key, kind, due_at AS due, payload FROM effects
      WHERE case_id = ANY($1) AND status IN ('pending', 'queued') AND (kind = '${TIMER}' OR due_at > created_at)`,
    [ids],
  );
  const cases = new Map<string, WholeCase>(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        machineVersion: row.machine_version,
        version: row.version,
        standing: { state: row.state, context: row.context, historyValue: row.history_value },
        entries: [],
        pending: [],
      },
    ]),
  );
  for (const entry of entries) cases.get(entry.caseId)?.entries.push(entry);
  for (const { case_id, due, ...rest } of pending) {
    cases.get(case_id)?.pending.push({ ...rest, due: due.toISOString() });
  }
  return [...cases.values()];
}

/** What a replay says is still to come, in the words of the outbox. */
export function toPending(armed: ReadonlyMap<string, Asked>): Pending[] {
  return [...armed].flatMap(([key, asked]): Pending[] => {
    if (asked.do === 'cancel') return [];
    return asked.do === 'schedule'
      ? [{ key, kind: TIMER, due: asked.due as string, payload: { event: asked.event } }]
      : [{ key, kind: asked.kind, due: asked.due as string, payload: asked.payload }];
  });
}
