import type { EntityManager } from 'typeorm';
import type { Queryable } from '#platform';
import type { PlannedRow, RowAction, Step } from './import.plan.js';

/** Rows in one transaction: enough to be quick, few enough that one bad row costs little, and no more than one statement holds. */
export const BATCH = 500;

const COLUMNS = 'row, action, number, problems, refusals, notes';

/** Keeps what was read of a list, before the first row comes in; only what is still open keeps what it needs for that. */
export async function stageRows(db: Queryable, runId: string, steps: readonly Step[]): Promise<void> {
  const rows = steps.map(({ carriedBy, cells, record, existing, ...step }) => ({
    ...step,
    run_id: runId,
    carried_by: carriedBy,
    record: isOpen(step) ? record : null,
    existing: isOpen(step) ? existing : null,
    // A row that is refused later goes back as it came.
    cells: isOpen(step) || step.action === 'reject' ? cells : null,
  }));
  await db.query(
    `INSERT INTO import_rows (run_id, ${COLUMNS}, cells, record, existing, carried_by)
     SELECT run_id, ${COLUMNS}, cells, record, existing, carried_by FROM jsonb_populate_recordset(NULL::import_rows, $1)`,
    [JSON.stringify(rows)],
  );
}

const isOpen = ({ action }: Pick<PlannedRow, 'action'>) => action === 'create' || action === 'update';

/**
 * Divides the open rows into batches: in their order, except that rows which one statement carries stay together, as far
 * as one statement can hold them.
 */
export async function scheduleRows(tx: EntityManager, runId: string): Promise<void> {
  const rows = await tx.query<{ row: number; group: string | null }[]>(
    `SELECT row, md5(carried_by) AS group FROM import_rows WHERE run_id = $1 AND action IN ('create', 'update') ORDER BY row`,
    [runId],
  );
  const batchOf = inBatches(rows);
  await tx.query(
    `UPDATE import_rows SET batch = planned.batch FROM unnest($2::integer[], $3::integer[]) AS planned(row, batch)
      WHERE import_rows.run_id = $1 AND import_rows.row = planned.row`,
    [runId, [...batchOf.keys()], [...batchOf.values()]],
  );
}

/** Which batch each row belongs to; a group begins where its first row stands. */
export function inBatches(rows: readonly { row: number; group: string | null }[], most = BATCH): Map<number, number> {
  const members = new Map<string, number[]>();
  for (const { row, group } of rows) if (group !== null) members.set(group, [...(members.get(group) ?? []), row]);
  const batches = new Map<number, number>();
  let batch = 0;
  let filled = 0;
  const place = (together: readonly number[]) => {
    if (filled > 0 && filled + together.length > most) [batch, filled] = [batch + 1, 0];
    for (const row of together) batches.set(row, batch);
    filled += together.length;
  };
  for (const { row, group } of rows) {
    if (batches.has(row)) continue;
    const together = group === null ? [row] : (members.get(group) as number[]);
    for (let from = 0; from < together.length; from += most) place(together.slice(from, from + most));
  }
  return batches;
}

/** The batches that are still to be done, in order. */
export async function openBatches(db: Queryable, runId: string): Promise<number[]> {
  const rows = await db.query<{ batch: number }[]>(
    `SELECT DISTINCT batch FROM import_rows WHERE run_id = $1 AND batch IS NOT NULL ORDER BY batch`,
    [runId],
  );
  return rows.map((row) => row.batch);
}

/** The rows of a batch that are still to be done, with what they need for that. */
export function readBatch(db: Queryable, runId: string, batch: number): Promise<Step[]> {
  return db.query<Step[]>(
    `SELECT ${COLUMNS}, cells, record, existing, carried_by AS "carriedBy"
       FROM import_rows WHERE run_id = $1 AND batch = $2 ORDER BY row`,
    [runId, batch],
  );
}

/** The numbers of the rows of a batch that are still to be done, for this transaction alone. */
export async function takeBatch(tx: EntityManager, runId: string, batch: number): Promise<Set<number>> {
  const rows = await tx.query<{ row: number }[]>(
    `SELECT row FROM import_rows WHERE run_id = $1 AND batch = $2 ORDER BY row FOR UPDATE`,
    [runId, batch],
  );
  return new Set(rows.map(({ row }) => row));
}

/** Marks rows as over, with what became of them. */
export async function finishRows(db: Queryable, runId: string, steps: readonly Step[]): Promise<void> {
  await db.query(
    `UPDATE import_rows AS r SET action = done.action, number = done.number, refusals = done.refusals, batch = NULL,
            record = NULL, existing = NULL, cells = CASE WHEN done.action = 'reject' THEN r.cells END
       FROM jsonb_to_recordset($2) AS done(row integer, action text, number text, refusals jsonb)
      WHERE r.run_id = $1 AND r.row = done.row`,
    [runId, JSON.stringify(steps.map(({ row, action, number, refusals }) => ({ row, action, number, refusals })))],
  );
}

/** How many rows there are, and how many of them are over. */
export async function countRows(db: Queryable, runId: string): Promise<{ total: number; open: number }> {
  const [counts] = await db.query<{ total: number; open: number }[]>(
    `SELECT count(*)::integer AS total, count(batch)::integer AS open FROM import_rows WHERE run_id = $1`,
    [runId],
  );
  return counts as { total: number; open: number };
}

/** How many rows did what. */
export async function countActions(db: Queryable, runId: string): Promise<Record<RowAction, number>> {
  const rows = await db.query<{ action: RowAction; count: number }[]>(
    `SELECT action, count(*)::integer AS count FROM import_rows WHERE run_id = $1 GROUP BY action`,
    [runId],
  );
  return {
    create: 0,
    update: 0,
    unchanged: 0,
    reject: 0,
    ...Object.fromEntries(rows.map((row) => [row.action, row.count])),
  };
}

/** Rows as they were planned or done, from a number on, in the order of the list. */
export function readRows(
  db: Queryable,
  runId: string,
  { action = null, from = 0, most }: { action?: RowAction | null; from?: number; most: number },
): Promise<PlannedRow[]> {
  return db.query<PlannedRow[]>(
    `SELECT ${COLUMNS} FROM import_rows
      WHERE run_id = $1 AND row >= $2 AND ($3::text IS NULL OR action = $3) ORDER BY row LIMIT $4`,
    [runId, from, action, most],
  );
}

/** All of them, some hundred at a time. */
export async function* eachRow(db: Queryable, runId: string): AsyncGenerator<PlannedRow> {
  for (let from = 0; ;) {
    const rows = await readRows(db, runId, { from, most: BATCH });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    from = last.row + 1;
  }
}

/** The rows that stay out, with their cells and everything that is wrong with them. */
export function rejectedRows(
  db: Queryable,
  runId: string,
): Promise<(Pick<PlannedRow, 'row' | 'problems' | 'refusals'> & { cells: string[] })[]> {
  return db.query(
    `SELECT row, problems, refusals, cells FROM import_rows WHERE run_id = $1 AND action = 'reject' ORDER BY row`,
    [runId],
  );
}
