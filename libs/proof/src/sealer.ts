import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Database } from '#platform';
import type { Checkpoint } from './checkpoint-line.js';
import type { CheckpointKey } from './checkpoint-key.js';
import { addDueCheckpoint } from './checkpoints.queries.js';
import { CONTENT_COLUMNS, NOTHING, momentSql, sealOf, toContent } from './seal-content.js';
import type { ReadContent, Seal } from './seal-content.js';

/** Entries that one transaction seals at most. */
const BATCH = 500;
/** Any number that nobody else locks: of two workers one seals, and the other looks again later. */
const LOCK = 7_261_803_512;
/** Milliseconds after which a look begins with the first entry again. */
const SWEEP = 3_600_000;
const UNSEALED = `NOT EXISTS (SELECT FROM history_seals s WHERE s.case_id = h.case_id AND s.version = h.version)`;

/**
 * Gives each history entry its place in the chain, some seconds after it was written: inside the command, ten thousand
 * endorsements would queue for one chain head.
 */
@Injectable()
export class Sealer {
  /** Up to this id every entry is sealed or was never written: looks begin after it. Only a shortcut, so it may be lost. */
  private from = { id: '0', at: -Infinity };
  /** The next such id, once the transactions that were running when it was the newest are over. */
  private next: { id: string; running: string } | undefined;

  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Seals what is not sealed yet, oldest first, and then makes the checkpoint of the day if there is none.
   * Safe to run in several processes at once: one of them seals.
   * @param key signs checkpoints; without one none is made.
   */
  async seal(key?: CheckpointKey): Promise<{ sealed: number; checkpoint?: Checkpoint }> {
    let sealed = 0;
    if (performance.now() - this.from.at > SWEEP) {
      this.from = { id: '0', at: performance.now() };
      this.next = undefined;
    }
    const reached = await this.reached();
    for (;;) {
      const batch = await this.db.transaction(async (tx) => {
        const [lock] = await tx.query<{ mine: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS mine', [LOCK]);
        if (!lock?.mine) return undefined;
        const count = await this.sealBatch(tx);
        const checkpoint = count < BATCH && key ? await addDueCheckpoint(tx, this.clock, key) : undefined;
        return { count, checkpoint };
      });
      if (!batch) return { sealed };
      sealed += batch.count;
      if (batch.count < BATCH) {
        if (reached) this.from = { ...this.from, id: reached };
        return { sealed, ...(batch.checkpoint ? { checkpoint: batch.checkpoint } : {}) };
      }
    }
  }

  /** Seconds since the oldest entry was recorded that should have been sealed and is not; 0 when all are. */
  async oldestUnsealedSeconds(): Promise<number> {
    // Only what is newer than the head of the chain: the rest was looked at when the head was sealed.
    const [row] = await this.db.asProduct.query<{ seconds: string | null }[]>(
      `SELECT extract(epoch FROM ${this.clock.sql()} - min(h.recorded_at)) AS seconds FROM case_history h
        WHERE h.id > coalesce((SELECT entry_id FROM history_seals ORDER BY position DESC LIMIT 1), 0) AND ${UNSEALED}`,
    );
    return Math.max(0, Math.round(Number(row?.seconds ?? 0)));
  }

  private async sealBatch(tx: EntityManager): Promise<number> {
    // The first look after a start reads all ids, which may take longer than a request may.
    await tx.query('SET LOCAL statement_timeout = 0');
    const rows = await tx.query<ReadContent[]>(
      `SELECT ${CONTENT_COLUMNS} FROM case_history h WHERE h.id > $1 AND ${UNSEALED} ORDER BY h.id LIMIT ${BATCH}`,
      [this.from.id],
    );
    if (rows.length === 0) return 0;
    const [head] = await tx.query<{ position: string; hash: string; now: string }[]>(
      `SELECT coalesce(max(position), 0)::text AS position, ${momentSql(this.clock.sql())} AS now,
              (SELECT encode(hash, 'hex') FROM history_seals ORDER BY position DESC LIMIT 1) AS hash FROM history_seals`,
    );
    const cases = await tx.query<{ id: string; hash: string }[]>(
      `SELECT DISTINCT ON (case_id) case_id AS id, encode(case_hash, 'hex') AS hash FROM history_seals
        WHERE case_id = ANY($1) ORDER BY case_id, position DESC`,
      [[...new Set(rows.map((row) => row.case_id))]],
    );
    const caseHashes = new Map(cases.map((each) => [each.id, each.hash]));
    const { now, ...last } = head as { position: string; hash: string | null; now: string };
    let { position, hash } = { position: Number(last.position), hash: last.hash ?? NOTHING };
    const seals = rows.map((row): Seal => {
      const seal = sealOf(toContent(row), (position += 1), now, {
        hash,
        caseHash: caseHashes.get(row.case_id) ?? NOTHING,
      });
      hash = seal.hash;
      caseHashes.set(seal.caseId, seal.caseHash);
      return seal;
    });
    await tx.query(
      `INSERT INTO history_seals (position, case_id, version, entry_id, recorded_at, sealed_at, entry_hash, case_hash, hash)
       SELECT position, "caseId", version, "entryId", "recordedAt", "sealedAt", decode("entryHash", 'hex'),
              decode("caseHash", 'hex'), decode(hash, 'hex')
         FROM jsonb_to_recordset($1) AS s(position bigint, "caseId" uuid, version integer, "entryId" bigint,
              "recordedAt" timestamptz, "sealedAt" timestamptz, "entryHash" text, "caseHash" text, hash text)`,
      [JSON.stringify(seals)],
    );
    return rows.length;
  }

  /**
   * Ids are given before transactions end, so an entry may appear below one that is sealed already. What was the newest
   * id is behind us once every transaction that ran then is over.
   */
  private async reached(): Promise<string | undefined> {
    const [now] = await this.db.asProduct.query<{ id: string; running: string; over: boolean }[]>(
      `SELECT coalesce(max(id), 0)::text AS id, pg_snapshot_xmax(pg_current_snapshot())::text AS running,
              pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 AS over FROM case_history`,
      [this.next?.running ?? '0'],
    );
    const reached = this.next && now?.over ? this.next.id : undefined;
    if (now && (!this.next || reached)) this.next = { id: now.id, running: now.running };
    return reached;
  }
}
