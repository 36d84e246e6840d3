import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Database, DomainError } from '#platform';
import type { Log, Queues } from '#platform';
import { TIMER } from './case-rows.js';
import { Processors } from './processors.js';
import type { Effect, LongProcessor, ShortProcessor } from './processors.js';

/** How long a claimed effect is left to the queue before somebody else may take it, in seconds. */
export const LEASE_SECONDS = 60;
/** Rows that one look takes at most. */
export const BATCH = 100;
const COLUMNS = `id, kind, process, case_id AS "caseId", payload, due_at AS "dueAt"`;
const LIVE = `status IN ('pending', 'queued')`;
/** After so many failures a person has to look at it. */
export const MOST_ATTEMPTS = 10;
/** Effects that one relay performs itself at a time: a slow one does not hold up the others. */
const AT_A_TIME = 4;

/** PostgreSQL waited its `lock_timeout` for a row in vain: somebody else is performing this effect. */
const LOCKED = '55P03';
const isLocked = (error: unknown) => (error as { code?: string }).code === LOCKED;

interface Claimed {
  id: string;
  kind: string;
  attempts: number;
  /** Nobody has been told of it yet, or its last attempt failed. */
  fresh: boolean;
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

  /** Asks for work that belongs to no case, in the transaction of whatever asks for it. `payload` holds ids only. */
  async ask(tx: EntityManager, kind: string, payload: Record<string, string>): Promise<void> {
    await tx.query(`INSERT INTO effects (kind, payload, due_at) VALUES ($1, $2, ${this.clock.sql()})`, [
      kind,
      JSON.stringify(payload),
    ]);
  }

  /**
   * One look at what is due. Each effect is rung once in the queue, if there is one that answers; one that was rung
   * and not performed within its lease is performed here.
   * @param stopping once aborted, nothing more is begun; what was taken is found again when its lease is over.
   * @returns how many rows were taken; fewer than a batch means that nothing more is due.
   */
  async relay(queues: Queues | undefined, log: Log, stopping?: AbortSignal): Promise<number> {
    const claimed = await this.claim();
    const direct: Claimed[] = [];
    const queued = new Map<string, Claimed[]>();
    for (const row of claimed) {
      if (queues && row.fresh) queued.set(row.kind, [...(queued.get(row.kind) ?? []), row]);
      else direct.push(row);
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
    const performer = async () => {
      for (let row = direct.shift(); row && !stopping?.aborted; row = direct.shift()) {
        await this.performAndRecord(row.id, log);
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, performer));
    return claimed.length;
  }

  /** Performs everything that is due, here and now, without the queue. */
  async drain(log: Log): Promise<void> {
    while ((await this.relay(undefined, log)) > 0);
  }

  /**
   * Only kinds that this process can perform: beside a newer worker, an older one leaves what it does not know. What
   * a case sent to itself comes one after the other, so that after a pause in service it happens in the order in which
   * it would have happened.
   */
  private async claim(): Promise<Claimed[]> {
    const now = this.clock.sql();
    // `= ANY(ARRAY(…))`: a join with the locking subquery can be planned badly when the table has just grown.
    const [rows] = await this.db.query<[Claimed[], number]>(
      `WITH due AS MATERIALIZED (
         SELECT id, status FROM effects AS e
          WHERE ${LIVE} AND due_at <= ${now} AND (lease_until IS NULL OR lease_until <= ${now})
            AND kind = ANY ($1)
            AND NOT (kind = '${TIMER}' AND EXISTS (
                  SELECT 1 FROM effects AS earlier
                   WHERE earlier.case_id = e.case_id AND earlier.kind = '${TIMER}' AND earlier.id <> e.id
                     AND earlier.status IN ('pending', 'queued') AND (earlier.due_at, earlier.id) < (e.due_at, e.id)))
          ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
       UPDATE effects SET status = 'queued', lease_until = ${now} + interval '${LEASE_SECONDS} seconds'
        WHERE id = ANY (ARRAY(SELECT id FROM due))
        RETURNING id, kind, attempts, (SELECT due.status = 'pending' FROM due WHERE due.id = effects.id) AS fresh`,
      [this.processors.kinds()],
    );
    return rows;
  }

  /** Performs one effect; a failure is written to its row and tried again later, with a growing pause. */
  async performAndRecord(effectId: string, log: Log): Promise<void> {
    const kind = await this.begin(effectId, log);
    if (!kind) return;
    try {
      if (await this.perform(effectId)) log.info({ effectId, kind }, 'performed');
    } catch (error) {
      log.error({ effectId, kind, err: error }, 'an effect failed');
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

  /**
   * Counts the attempt before it is made, so that an effect that ends its worker each time is given up as well.
   * It waits for the row: a look of another relay holds the lock for a moment also of rows that it does not take, so
   * that whoever skips what is locked would leave an effect to nobody.
   * @returns the kind; nothing when the effect is over, or is being performed by somebody else.
   */
  private async begin(effectId: string, log: Log): Promise<string | undefined> {
    const now = this.clock.sql();
    const [[begun]] = await this.db
      .query<[{ kind: string; status: string }[], number]>(
        `UPDATE effects SET attempts = attempts + 1, lease_until = ${now} + interval '${LEASE_SECONDS} seconds',
                status = CASE WHEN attempts >= ${MOST_ATTEMPTS} THEN 'failed' ELSE 'queued' END,
                ended_at = CASE WHEN attempts >= ${MOST_ATTEMPTS} THEN ${now} END,
                last_error = CASE WHEN attempts >= ${MOST_ATTEMPTS}
                                  THEN coalesce(last_error, 'its worker ended each time before it was done') END
          WHERE id = $1 AND ${LIVE} RETURNING kind, status`,
        [effectId],
      )
      .catch((error: unknown): [[], number] => {
        if (isLocked(error)) return [[], 0];
        throw error;
      });
    if (begun?.status !== 'failed') return begun?.kind;
    log.error({ effectId, kind: begun.kind }, 'an effect was given up: its worker ended each time before it was done');
    return undefined;
  }

  /** Twice is once: a row that is over is passed over. @returns whether it was performed here. */
  private async perform(effectId: string): Promise<boolean> {
    const [effect] = await this.db.query<Effect[]>(`SELECT ${COLUMNS} FROM effects WHERE id = $1 AND ${LIVE}`, [
      effectId,
    ]);
    if (!effect) return false;
    const processor = this.processors.of(effect.kind);
    return 'perform' in processor
      ? this.performInOneTransaction(effectId, processor)
      : this.performInSteps(effect, processor);
  }

  /** The row is locked, so that nobody else performs it, and marked done in the same transaction. */
  private async performInOneTransaction(effectId: string, processor: ShortProcessor): Promise<boolean> {
    let elsewhere = false;
    const performed = this.db.transaction(async (tx) => {
      const [effect] = await tx
        .query<Effect[]>(`SELECT ${COLUMNS} FROM effects WHERE id = $1 AND ${LIVE} FOR UPDATE`, [effectId])
        .catch((error: unknown) => {
          elsewhere = isLocked(error);
          throw error;
        });
      if (!effect) return false;
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
      await tx.query(
        `UPDATE effects SET status = 'done', ended_at = ${this.clock.sql()}, last_error = $2 WHERE id = $1`,
        [effectId, refusal],
      );
      return true;
    });
    return performed.catch((error: unknown) => {
      if (elsewhere) return false;
      throw error;
    });
  }

  /** While it runs its lease is kept alive, so that nobody else begins it. */
  private async performInSteps(effect: Effect, processor: LongProcessor): Promise<boolean> {
    const now = this.clock.sql();
    const keepAlive = setInterval(
      () => {
        const longer = `UPDATE effects SET lease_until = ${now} + interval '${LEASE_SECONDS} seconds' WHERE id = $1`;
        this.db.query(longer, [effect.id]).catch(() => undefined);
      },
      (LEASE_SECONDS * 1_000) / 4,
    );
    try {
      await processor.performInSteps(effect);
    } finally {
      clearInterval(keepAlive);
    }
    await this.db.query(`UPDATE effects SET status = 'done', ended_at = ${this.clock.sql()} WHERE id = $1`, [
      effect.id,
    ]);
    return true;
  }

  /** Seconds that the oldest due effect has been waiting; 0 when nothing waits. */
  async oldestUnsentSeconds(): Promise<number> {
    const [row] = await this.db.query<{ seconds: string | null }[]>(
      `SELECT extract(epoch FROM ${this.clock.sql()} - min(due_at)) AS seconds FROM effects
        WHERE status IN ('pending', 'queued') AND due_at <= ${this.clock.sql()}`,
    );
    return Math.round(Number(row?.seconds ?? 0));
  }

  /** Effects that were given up, and that a person has to look at. */
  async failedCount(): Promise<number> {
    const [row] = await this.db.query<{ count: string }[]>(
      `SELECT count(*) AS count FROM effects WHERE status = 'failed'`,
    );
    return Number(row?.count);
  }

  /** Forgets the answers of commands that are older than seven days. */
  async forgetOldCommands(): Promise<void> {
    await this.db.query(`DELETE FROM commands WHERE created_at < now() - interval '7 days'`);
  }
}
