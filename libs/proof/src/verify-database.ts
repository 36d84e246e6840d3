import type { Database, Queryable } from '#platform';
import { frozenTexts } from '#statements';
import { readCheckpointLines } from './checkpoints.queries.js';
import type { Processes } from '#workflow';
import { CONTENT_COLUMNS, SEAL_COLUMNS, toContent, toSeal } from './seal-content.js';
import type { ReadContent, ReadSeal, Seal } from './seal-content.js';
import type { CaseEvidence, CaseState, Evidence } from './verify-evidence.js';

const SEALS = 1_000;
const CASES = 100;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

type ReadCase = { id: string; number: string | null } & CaseState;

/**
 * Hands over the database as it was at one moment, while commands go on: what they write meanwhile is not seen, and
 * they wait for nothing.
 */
export function withEvidence<T>(
  database: Database,
  processes: Processes,
  work: (evidence: Evidence) => Promise<T>,
): Promise<T> {
  return database.transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    // It takes as long as it takes, with pauses in which cases are replayed.
    await tx.query('SET LOCAL statement_timeout = 0');
    await tx.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    const tables = [...new Set(processes.all().map((process) => process.table))];
    const [size] = await tx.query<{ entries: number; cases: number }[]>(
      `SELECT count(*)::integer AS entries, count(DISTINCT case_id)::integer AS cases FROM case_history`,
    );
    return work({
      size: size as { entries: number; cases: number },
      checkpoints: () => readCheckpointLines(tx),
      seals: () => sealsOf(tx),
      cases: () => casesOf(tx, tables),
      texts: () => frozenTexts(tx),
    });
  });
}

async function* sealsOf(tx: Queryable): AsyncGenerator<Seal> {
  let after = '0';
  for (;;) {
    const rows = await tx.query<ReadSeal[]>(
      `SELECT ${SEAL_COLUMNS} FROM history_seals WHERE position > $1 ORDER BY history_seals.position LIMIT ${SEALS}`,
      [after],
    );
    yield* rows.map(toSeal);
    const last = rows[rows.length - 1];
    if (!last) return;
    after = last.position;
  }
}

/** Every case of which anything is kept: a row, an entry or a seal. */
async function* casesOf(tx: Queryable, tables: readonly string[]): AsyncGenerator<CaseEvidence> {
  const some = (column: string, table: string) =>
    `(SELECT DISTINCT ${column} AS id FROM ${table} WHERE ${column} > $1 ORDER BY ${column} LIMIT ${CASES})`;
  const kept = [
    some('case_id', 'case_history'),
    some('case_id', 'history_seals'),
    ...tables.map((table) => some('id', `"${table}"`)),
  ].join(' UNION ');
  let after = BEFORE_ALL;
  for (;;) {
    const ids = (
      await tx.query<{ id: string }[]>(`SELECT id FROM (${kept}) AS kept ORDER BY id LIMIT ${CASES}`, [after])
    ).map(({ id }) => id);
    if (ids.length === 0) return;
    yield* await readCases(tx, tables, ids);
    after = ids[ids.length - 1] as string;
  }
}

async function readCases(tx: Queryable, tables: readonly string[], ids: string[]): Promise<CaseEvidence[]> {
  const cases = new Map(
    ids.map((id): [string, CaseEvidence] => [
      id,
      { id, number: null, rows: [], entries: [], seals: [], removedSample: false },
    ]),
  );
  const of = (id: string) => cases.get(id) as CaseEvidence;
  for (const table of tables) {
    const rows = await tx.query<ReadCase[]>(
      `SELECT id, to_jsonb(stored) ->> 'number' AS number, $2::text AS table, version, machine_version AS "machineVersion",
              state, context, history_value AS "historyValue" FROM "${table}" AS stored WHERE id = ANY($1)`,
      [ids, table],
    );
    for (const { id, number, ...row } of rows) {
      of(id).rows.push(row);
      of(id).number ??= number;
    }
  }
  const entries = await tx.query<ReadContent[]>(
    `SELECT ${CONTENT_COLUMNS} FROM case_history WHERE case_id = ANY($1)
      ORDER BY case_history.case_id, case_history.version, case_history.id`,
    [ids],
  );
  for (const entry of entries) of(entry.case_id).entries.push(toContent(entry));
  const seals = await tx.query<ReadSeal[]>(
    `SELECT ${SEAL_COLUMNS} FROM history_seals WHERE case_id = ANY($1) ORDER BY history_seals.position`,
    [ids],
  );
  for (const seal of seals) of(seal.caseId).seals.push(toSeal(seal));
  const removed = await tx.query<{ id: string }[]>(
    'SELECT case_id AS id FROM removed_samples WHERE case_id = ANY($1)',
    [ids],
  );
  for (const { id } of removed) of(id).removedSample = true;
  return [...cases.values()];
}
