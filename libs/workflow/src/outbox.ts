import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, DomainError } from '#platform';
import type { Log, Queues } from '#platform';
import { Processors } from './processors.js';
import type { Effect, LongProcessor, ShortProcessor } from './processors.js';

/** How long a claimed effect is left to the queue before somebody else may take it, in seconds. */
const LEASE_SECONDS = 60;
const BATCH = 100;
const COLUMNS = `id, kind, process, case_id AS "caseId", payload, due_at AS "dueAt"`;
const LIVE = `status IN ('pending', 'queued')`;
/** After so many failures a person has to look at it. */
export const MOST_ATTEMPTS = 10;

interface Claimed {
  id: string;
  kind: string;
  attempts: number;
}

/**
 * Takes due rows from the outbox and sees that each is performed at least once, and once in our database. PostgreSQL
 * says what is due, by its own clock; the queue only spreads the work over workers and may be wiped at any moment:
 * what it forgets is performed here when its lease is over.
 */
@Injectable()
export class Outbox {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Processors) private readonly processors: Processors,
  ) {}

  /**
   * One look at what is due. The first attempt of each effect goes through the queue, if there is one that answers;
   * later ones are performed here.
   * @returns how many rows were taken; fewer than a batch means that nothing more is due.
   */
  async relay(queues: Queues | undefined, log: Log): Promise<number> {
    const claimed = await this.claim();
    const direct: Claimed[] = [];
    const queued = new Map<string, Claimed[]>();
    for (const row of claimed) {
      if (!queues || row.attempts > 1) direct.push(row);
      else queued.set(row.kind, [...(queued.get(row.kind) ?? []), row]);
    }
    for (const [kind, rows] of queued) {
      try {
        await (queues as Queues).add(
          kind,
          rows.map((row) => ({ effectId: row.id, attempt: row.attempts })),
        );
      } catch (error) {
        log.warn({ kind, count: rows.length, err: error }, 'the queue does not answer: performing here');
        direct.push(...rows);
      }
    }
    for (const row of direct) await this.performAndRecord(row.id, log);
    return claimed.length;
  }

  /** Performs everything that is due, here and now, without the queue. */
  async drain(log: Log): Promise<void> {
    while ((await this.relay(undefined, log)) > 0);
  }

  private claim(): Promise<Claimed[]> {
    const now = this.clock.sql();
    // `= ANY(ARRAY(…))`: a join with the locking subquery can be planned badly when the table has just grown.
    return this.db
      .query<[Claimed[], number]>(
        `UPDATE effects SET status = 'queued', attempts = attempts + 1,
                lease_until = ${now} + interval '${LEASE_SECONDS} seconds'
          WHERE id = ANY (ARRAY(
                SELECT id FROM effects
                 WHERE status IN ('pending', 'queued') AND due_at <= ${now} AND (lease_until IS NULL OR lease_until <= ${now})
                 ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
          RETURNING id, kind, attempts`,
      )
      .then(([rows]) => rows);
  }

  /** Performs one effect; a failure is written to its row and tried again later, with a growing pause. */
  async performAndRecord(effectId: string, log: Log): Promise<void> {
    try {
      await this.perform(effectId);
    } catch (error) {
      log.error({ effectId, err: error }, 'an effect failed');
      const message = error instanceof Error ? error.message : String(error);
      await this.db.query(
        `UPDATE effects SET last_error = $2,
                status = CASE WHEN attempts >= ${MOST_ATTEMPTS} THEN 'failed' ELSE 'pending' END,
                ended_at = CASE WHEN attempts >= ${MOST_ATTEMPTS} THEN ${this.clock.sql()} END,
                lease_until = ${this.clock.sql()} + interval '1 second' * power(2, attempts)
          WHERE id = $1 AND status IN ('pending', 'queued')`,
        [effectId, message.slice(0, 500)],
      );
    }
  }

  /** Performs one effect. Twice is once: a row that is over is passed over. */
  async perform(effectId: string): Promise<void> {
    const [effect] = await this.db.query<Effect[]>(`SELECT ${COLUMNS} FROM effects WHERE id = $1 AND ${LIVE}`, [effectId]);
    if (!effect) return;
    const processor = this.processors.of(effect.kind);
    if ('perform' in processor) await this.performInOneTransaction(effectId, processor);
    else await this.performInSteps(effect, processor);
  }

  /** The row is locked, so that nobody else performs it, and marked done in the same transaction. */
  private async performInOneTransaction(effectId: string, processor: ShortProcessor): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [effect] = await tx.query<Effect[]>(`SELECT ${COLUMNS} FROM effects WHERE id = $1 AND ${LIVE} FOR UPDATE`, [effectId]);
      if (!effect) return;
      let refusal: string | null = null;
      // A savepoint: a refused event undoes its own writes and no more, and the row is still marked.
      await tx.query('SAVEPOINT performing');
      try {
        await processor.perform(effect, tx);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        // The case has moved on, and what was to be done no longer fits: said on the row, not tried again.
        refusal = error.message;
        await tx.query('ROLLBACK TO SAVEPOINT performing');
      }
      await tx.query(`UPDATE effects SET status = 'done', ended_at = ${this.clock.sql()}, last_error = $2 WHERE id = $1`, [
        effectId,
        refusal,
      ]);
    });
  }

  /** While it runs its lease is kept alive, so that nobody else begins it. */
  private async performInSteps(effect: Effect, processor: LongProcessor): Promise<void> {
    const keepAlive = setInterval(() => {
      void this.db
        .query(`UPDATE effects SET lease_until = ${this.clock.sql()} + interval '${LEASE_SECONDS} seconds' WHERE id = $1`, [effect.id])
        .catch(() => undefined);
    }, (LEASE_SECONDS * 1_000) / 4);
    try {
      await processor.performInSteps(effect);
    } finally {
      clearInterval(keepAlive);
    }
    await this.db.query(`UPDATE effects SET status = 'done', ended_at = ${this.clock.sql()} WHERE id = $1`, [effect.id]);
  }

  /** Seconds that the oldest due effect has been waiting; 0 when nothing waits. */
  async oldestUnsentSeconds(): Promise<number> {
    const [row] = await this.db.query<{ seconds: string | null }[]>(
      `SELECT extract(epoch FROM ${this.clock.sql()} - min(due_at)) AS seconds FROM effects
        WHERE status IN ('pending', 'queued') AND due_at <= ${this.clock.sql()}`,
    );
    return Math.round(Number(row?.seconds ?? 0));
  }

  /** Forgets the answers of commands that are older than seven days. */
  async forgetOldCommands(): Promise<void> {
    await this.db.query(`DELETE FROM commands WHERE created_at < now() - interval '7 days'`);
  }
}
