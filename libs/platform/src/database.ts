import pg from 'pg';
import type { Pool } from 'pg';
import { DataSource, getMetadataArgsStorage } from 'typeorm';
import type { MigrationInterface, EntityManager } from 'typeorm';
import type { Config } from './config.js';
import type { Viewer } from './actor.js';
import { PRODUCT, prepareNames } from './in-the-name-of.js';
import type { InTheNameOf } from './in-the-name-of.js';
import { SharedConnections } from './shared-connections.js';
import { inTransaction, isOutdated, runSql } from './transaction.js';
import type { LastStatement } from './transaction.js';

/** What can run SQL: the pool, or a transaction. */
export interface Queryable {
  query<T = unknown>(sql: string, parameters?: unknown[], options?: QueryOptions): Promise<T>;
}

export interface QueryOptions {
  /**
   * Parsed and planned once for each connection, whatever the values; for a read that is asked again and again with the
   * same text. `forItsValues`: parsed once and planned anew each time, where the best plan depends on what is asked for, as
   * in a search for words. In a transaction every statement is planned once.
   */
  prepared?: boolean | 'forItsValues';
}

/** SQL: is this role held by the policies? Unknown before the tables are there. */
const HELD = `row_security_active(to_regclass('public.endorsements')::oid)`;

/** A serialisation failure, a deadlock. */
const RETRYABLE = new Set(['40001', '40P01']);

/**
 * The database: reads go through the pool, changes through `transaction`, which is the only way to open one.
 * Reads of what is restricted say in whose name they are: `as(viewer)`, or `asProduct` for the product's own work; where
 * row-level security is on, others find nothing in those tables.
 * A step that is read and then changed takes its rows through the `tx` that it was handed, so that what is atomic is
 * visible in every signature.
 */
export class Database implements Queryable {
  /**
   * @param shared connections for short prepared reads.
   * @param planned connections for what is planned anew each time. Both are by default those of `source`.
   * @param held is the role held by row-level security? If not, in whose name it asks makes no difference, and is not said.
   * @param who in whose name it runs SQL.
   */
  constructor(
    readonly source: DataSource,
    private readonly shared?: SharedConnections,
    private readonly planned?: Pool,
    private readonly held = true,
    private readonly who?: InTheNameOf,
  ) {}

  /** The same database for the product's own work: jobs, bookkeeping, what is held against everything that is stored. */
  get asProduct(): Database {
    return (this.product ??= new Database(this.source, this.shared, this.planned, this.held, PRODUCT));
  }
  private product?: Database;

  /** Reads in the name of a viewer: rows that are not the viewer's to see are not there, whatever the SQL asks for. */
  as(viewer: Viewer): Queryable {
    return {
      query: <T>(sql: string, parameters?: unknown[], options?: QueryOptions) =>
        this.run<T>(viewer, sql, parameters, options),
    };
  }

  /** Does row-level security hold this process now? Not where its role owns the tables, and not before they are there. */
  async isHeld(): Promise<boolean> {
    const [row] = await this.query<{ held: boolean | null }[]>(`SELECT ${HELD} AS held`);
    return row?.held ?? false;
  }

  /** Runs SQL outside any transaction. Parameters are `$1`, `$2`, …; nothing else ever enters the text of a statement. */
  query<T = unknown>(sql: string, parameters?: unknown[], options?: QueryOptions): Promise<T> {
    return this.run<T>(this.who, sql, parameters, options);
  }

  private async run<T>(
    who: InTheNameOf,
    sql: string,
    parameters: unknown[] = [],
    options: QueryOptions = {},
  ): Promise<T> {
    const prepared = options.prepared ?? false;
    const through = (prepared === true ? this.shared : this.planned) ?? this.pool;
    for (;;) {
      try {
        return await runSql<T>(this.source, through, sql, parameters, {
          prepared: prepared !== false,
          who: this.held ? who : undefined,
        });
      } catch (error) {
        if (!isOutdated(error)) throw error;
        this.shared?.renew();
      }
    }
  }

  private get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }

  /**
   * Runs `work` in one transaction. A deadlock or a serialisation failure is tried again, up to four times, with a
   * random pause, so `work` must hold no side effect outside `tx`.
   * @param last the statement with which it ends, made of what `work` returned. It is sent together with the COMMIT, so its
   *   answer is not read: it must fail where nothing may be kept.
   */
  async transaction<T>(work: (tx: EntityManager) => Promise<T>, last?: LastStatement<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await inTransaction(this.source, this.pool, work, { held: this.held, last });
      } catch (error) {
        if (isOutdated(error)) continue;
        if (attempt >= 4 || !RETRYABLE.has((error as { code?: string }).code ?? '')) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 25 * 2 ** attempt));
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.shared?.end(), this.planned?.end()]);
    if (this.source.isInitialized) await this.source.destroy();
  }
}

const CONNECTION = {
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  statement_timeout: 15_000,
  lock_timeout: 3_000,
  idle_in_transaction_session_timeout: 30_000,
  // What is asked for lies in memory or on a disk without a head: one page costs what another does. And no request is so
  // large that compiling its plan would pay.
  options: '-c random_page_cost=1.1 -c jit=off',
  // The pool would otherwise close every idle connection after 10 s and pay for a new one at the next request.
  idleTimeoutMillis: 60_000,
};

/** A pool waits for this before it hands a new connection out. */
const NAMED = { onConnect: prepareNames };

/** Left to itself, PostgreSQL plans anew for each short list of ids, which costs more than reading them. */
const PLANNED_ONCE = { options: `${CONNECTION.options} -c plan_cache_mode=force_generic_plan` };

/** What was prepared nevertheless is then only parsed once. */
const PLANNED_EACH_TIME = { options: `${CONNECTION.options} -c plan_cache_mode=force_custom_plan` };

/**
 * Opens the connections: most for transactions, a quarter shared by short reads, an eighth for searches and whatever else
 * is planned for its values. Every class marked `@Entity` that has been imported is known.
 * @throws when the server is older than PostgreSQL 15 or does not answer.
 */
export async function openDatabase(
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_POOL'>,
  migrations: (new () => MigrationInterface)[] = [],
): Promise<Database> {
  const [shares, searches] = [4, 8].map((part) => Math.max(1, Math.floor(config.DATABASE_POOL / part))) as [
    number,
    number,
  ];
  const url = config.DATABASE_URL as string;
  const source = new DataSource({
    type: 'postgres',
    url,
    entities: getMetadataArgsStorage().tables.map((table) => table.target as new () => unknown),
    migrations,
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    extra: {
      ...CONNECTION,
      ...PLANNED_ONCE,
      ...NAMED,
      // What a transaction asks goes out without waiting for the answer before, where its code does not wait either.
      pipeline: true,
      max: Math.max(2, config.DATABASE_POOL - shares - searches),
    },
    // A dropped idle connection must not end the process: the next query opens another.
    poolErrorHandler: () => undefined,
  });
  await source.initialize();
  const [server] = await source.query<{ version: number; held: boolean }[]>(
    `SELECT current_setting('server_version_num')::integer AS version,
            coalesce(${HELD}, (SELECT NOT (rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname = current_user)) AS held`,
  );
  if (!server || server.version < 150000) {
    await source.destroy();
    throw new Error(`PostgreSQL 15 or later is needed; this server is ${server?.version}`);
  }
  const planned = new pg.Pool({
    ...CONNECTION,
    ...PLANNED_EACH_TIME,
    connectionString: url,
    max: searches,
    ...NAMED,
  });
  planned.on('error', () => undefined);
  const shared = new SharedConnections({ ...CONNECTION, ...PLANNED_ONCE, connectionString: url }, shares);
  return new Database(source, shared, planned, server.held);
}
