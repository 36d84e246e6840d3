import type { Queryable } from '#platform';
import type { Process } from './pure.js';
import { awaken } from './step.js';

/**
 * Every row must be in a state that the machine version it names knows.
 * @returns one line for each state that is not known, with how many rows and one of their ids; empty when all is well.
 */
export async function unknownStates(db: Queryable, processes: readonly Process[]): Promise<string[]> {
  const problems: string[] = [];
  for (const process of processes) {
    const rows = await db.query<{ machine_version: number; state: never; count: string; id: string }[]>(
      `SELECT machine_version, state, count(*) AS count, min(id::text) AS id FROM "${process.table}" GROUP BY 1, 2`,
    );
    for (const row of rows) {
      const where = `${row.count} of ${process.table} (${row.id})`;
      const machine = process.versions[row.machine_version];
      if (!machine) {
        problems.push(`${where}: version ${row.machine_version} of ${process.name} is not here`);
        continue;
      }
      try {
        awaken(machine, { state: row.state, context: {}, historyValue: {} });
      } catch {
        problems.push(
          `${where}: ${JSON.stringify(row.state)} is no state of ${process.name} version ${row.machine_version}`,
        );
      }
    }
  }
  return problems;
}
