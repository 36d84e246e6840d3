import type { Queryable } from './database.js';
import type { Log } from './log.js';

/** A table of counts to which steps append what they change: by which columns it counts, and what is summed. */
export interface CountTable {
  table: string;
  by: readonly string[];
  sums: readonly string[];
}

/**
 * Puts one row in the place of the many that steps have appended. Nobody waits for it, and two at once do no harm: each
 * adds up what it has taken away. What was not touched since the last time is not looked at.
 * @returns how many rows were put together.
 */
export async function foldCounts(db: Queryable, { table, by, sums }: CountTable): Promise<number> {
  const key = by.join(', ');
  const [row] = await db.query<{ folded: number }[]>(
    `WITH touched AS (SELECT DISTINCT ${key} FROM ${table} WHERE fresh),
          taken AS (SELECT c.ctid AS place FROM ${table} c JOIN touched USING (${key}) FOR UPDATE OF c SKIP LOCKED),
          gone AS (DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT place FROM taken)) RETURNING *),
          kept AS (INSERT INTO ${table} (${key}, ${sums.join(', ')}, fresh)
                   SELECT ${key}, ${sums.map((sum) => `sum(${sum})`).join(', ')}, false FROM gone GROUP BY ${key}
                   HAVING ${sums.map((sum) => `sum(${sum}) <> 0`).join(' OR ')})
     SELECT count(*)::integer AS folded FROM gone`,
  );
  return row?.folded ?? 0;
}

/** Counts to which steps append what they change. */
export interface Foldable {
  fold(): Promise<number>;
}

const SECONDS = 2;

/** Puts the counts together every few seconds, in a worker. Without it they stay exact, and become slower to add up. */
export class FoldCounts {
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly counts: readonly Foldable[],
    private readonly log: Log,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.turn = this.fold().then(() => {
        if (this.timer) this.start();
      });
    }, SECONDS * 1_000);
  }

  /** Begins no other turn, and waits for the one that runs. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.turn;
  }

  private async fold(): Promise<void> {
    try {
      for (const each of this.counts) await each.fold();
    } catch (error) {
      this.log.error({ err: error }, 'the counts were not put together; it is tried again soon');
    }
  }
}
