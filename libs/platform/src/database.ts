import type { Pool } from 'pg';
import { DataSource, getMetadataArgsStorage } from 'typeorm';
import type { MigrationInterface, EntityManager } from 'typeorm';
import type { Config } from './config.js';
import { inTransaction, isOutdated, runSql } from './transaction.js';

/** What can run SQL: the pool, or a transaction. */
export interface Queryable {
  query<T = unknown>(sql: string, parameters?: unknown[], options?: QueryOptions): Promise<T>;
}

export interface QueryOptions {
  /**
   * Parsed and planned once for each connection; for a read that is asked again and again with the same text. Not for
   * one whose best plan depends on its values. In a transaction every statement is prepared.
   */
  prepared?: boolean;
}

/** A serialisation failure, a deadlock. */
const RETRYABLE = new Set(['40001', '40P01']);

/**
 * The database: reads go through the pool, changes through `transaction`, which is the only way to open one.
 * A step that is read and then changed takes its rows through the `tx` that it was handed, so that what is atomic is
 * visible in every signature.
 */
export class Database implements Queryable {
  constructor(readonly source: DataSource) {}

  /** Runs SQL outside any transaction. Parameters are `$1`, `$2`, …; nothing else ever enters the text of a statement. */
  async query<T = unknown>(sql: string, parameters: unknown[] = [], options: QueryOptions = {}): Promise<T> {
    for (;;) {
      try {
        return await runSql<T>(this.source, this.pool, sql, parameters, { prepared: options.prepared ?? false });
      } catch (error) {
        if (!isOutdated(error)) throw error;
      }
    }
  }

  private get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }

  /**
   * Runs `work` in one transaction. A deadlock or a serialisation failure is tried again, up to four times, with a
   * random pause, so `work` must hold no side effect outside `tx`.
   */
  async transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await inTransaction(this.source, this.pool, work);
      } catch (error) {
        if (isOutdated(error)) continue;
        if (attempt >= 4 || !RETRYABLE.has((error as { code?: string }).code ?? '')) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 25 * 2 ** attempt));
      }
    }
  }

  async close(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}

/**
 * Opens the pool. Every class marked `@Entity` that has been imported is known.
 * @throws when the server is older than PostgreSQL 15 or does not answer.
 */
export async function openDatabase(
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_POOL'>,
  migrations: (new () => MigrationInterface)[] = [],
): Promise<Database> {
  const source = new DataSource({
    type: 'postgres',
    url: config.DATABASE_URL as string,
    entities: getMetadataArgsStorage().tables.map((table) => table.target as new () => unknown),
    migrations,
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    extra: {
      max: config.DATABASE_POOL,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      statement_timeout: 15_000,
      lock_timeout: 3_000,
      idle_in_transaction_session_timeout: 30_000,
      // What is asked for lies in memory or on a disk without a head: one page costs what another does. And no request is
      // so large that compiling its plan would pay.
      options: '-c random_page_cost=1.1 -c jit=off',
      // The pool would otherwise close every idle connection after 10 s and pay for a new one at the next request.
      idleTimeoutMillis: 60_000,
      // A dropped idle connection must not end the process: the next query opens another.
    },
    poolErrorHandler: () => undefined,
  });
  await source.initialize();
  const [server] = await source.query<{ server_version_num: string }[]>('SHOW server_version_num');
  if (Number(server?.server_version_num) < 150000) {
    await source.destroy();
    throw new Error(`PostgreSQL 15 or later is needed; this server is ${server?.server_version_num}`);
  }
  return new Database(source);
}
