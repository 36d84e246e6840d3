import { isDeepStrictEqual } from 'node:util';
import type { Queryable } from '#platform';
import { readEntries } from './history.queries.js';
import type { Process } from './pure.js';
import { NotReproducible, replay } from './replay.js';
import type { Standing } from './step.js';

/** A case whose stored state its own history does not reproduce. */
export interface Discrepancy {
  process: string;
  caseId: string;
  why: string;
}

/**
 * Replays the history of every case and compares with what is stored: state, context, remembered states and version.
 * A case without history, or a history that its machine refuses, is a discrepancy too.
 */
export async function checkCases(
  db: Queryable,
  processes: readonly Process[],
): Promise<{ checked: number; discrepancies: Discrepancy[] }> {
  const discrepancies: Discrepancy[] = [];
  let checked = 0;
  for (const process of processes) {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await db.query<
        { id: string; version: number; state: never; context: never; history_value: never }[]
      >(
        `SELECT id, version, state, context, history_value FROM "${process.table}" WHERE id > $1 ORDER BY id LIMIT 500`,
        [after],
      );
      if (rows.length === 0) break;
      for (const row of rows) {
        checked += 1;
        const stored: Standing = { state: row.state, context: row.context, historyValue: row.history_value };
        const why = await discrepancy(db, process, row.id, row.version, stored);
        if (why) discrepancies.push({ process: process.name, caseId: row.id, why });
      }
      after = rows[rows.length - 1]?.id as string;
    }
  }
  return { checked, discrepancies };
}

async function discrepancy(
  db: Queryable,
  process: Process,
  caseId: string,
  version: number,
  stored: Standing,
): Promise<string | undefined> {
  const entries = await readEntries(db, caseId);
  if (entries.length !== version) return `it is at version ${version} with ${entries.length} entries`;
  try {
    const { standing } = replay(process, entries);
    return isDeepStrictEqual(standing, stored)
      ? undefined
      : `its history leads to ${JSON.stringify(standing)}, stored is ${JSON.stringify(stored)}`;
  } catch (error) {
    if (error instanceof NotReproducible) return error.message;
    throw error;
  }
}
