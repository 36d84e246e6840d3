import pg from 'pg';
import type { Pool } from 'pg';
import { DataSource, getMetadataArgsStorage } from 'typeorm';
import type { MigrationInterface, EntityManager } from 'typeorm';
import type { Config } from './config.js';
import type { Viewer } from './actor.js';
import { roleForAll } from './application-role.js';
import { PRODUCT, seesEverything } from './in-the-name-of.js';
import type { InTheNameOf } from './in-the-name-of.js';
import { CONNECTION, NAMED, PLANNED_ONCE, Readers, sessionOptions } from './readers.js';
import { inTransaction, isOutdated, runSql } from './transaction.js';
import type { LastStatement } from './transaction.js';

/** What can run SQL: the pool, or a transaction. */
export interface Queryable {
  query<T = unknown>(sql: string, parameters?: unknown[], options?: QueryOptions): Promise<T>;
}

export interface QueryOptions {
  /**
   * Parsed and planned once for each connection, whatever the values; for a short read that is asked again and again with
   * the same text. `onItsOwn`: the same for what may take long, as a search: nothing waits behind it. In a transaction every
   * statement is planned once.
   */
  prepared?: boolean | 'onItsOwn';
}

/** SQL: is this role held by the policies? Unknown before the tables are there. */
const HELD = `row_security_active(to_regclass('public.endorsements')::oid)`;

/** SQL: the role that the policies let read every row, where there is one that this one may take on. */
const FOR_ALL = `(SELECT r.rolname FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles)
  WHERE p.polrelid = to_regclass('public.endorsements') AND p.polname = 'everything' AND r.rolname = $1
    AND pg_has_role(current_user, r.oid, 'MEMBER'))`;

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
   * @param readers connections for reads, and those for whoever may see every row, where there are such. Everything goes
   *   through those of `source` by default.
   * @param held is the role held by row-level security? If not, in whose name it asks makes no difference, and is not said.
   * @param who in whose name it runs SQL.
   */
  constructor(
    readonly source: DataSource,
    private readonly readers?: { some: Readers; all?: Readers | undefined },
    private readonly held = true,
    private readonly who?: InTheNameOf,
  ) {}

  /** The same database for the product's own work: jobs, bookkeeping, what is held against everything that is stored. */
  get asProduct(): Database {
    return (this.product ??= new Database(this.source, this.readers, this.held, PRODUCT));
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
    const all = this.held && seesEverything(who) ? this.readers?.all : undefined;
    const through = (all ?? this.readers?.some)?.of(prepared) ?? this.pool;
    // Where every row can be read there is nothing to be said, unless the product writes.
    const named = this.held && !(all && who !== PRODUCT);
    for (;;) {
      try {
        return await runSql<T>(this.source, through, sql, parameters, {
          prepared: prepared !== false,
          who: named ? who : undefined,
        });
      } catch (error) {
        if (!isOutdated(error)) throw error;
        this.readers?.some.renew();
        this.readers?.all?.renew();
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
    await Promise.all([this.readers?.some.end(), this.readers?.all?.end()]);
    if (this.source.isInitialized) await this.source.destroy();
  }
}

/**
 * Opens the connections: for transactions, for short reads that share a few, and for searches and whatever else takes one
 * to itself. Where rows are held back from the role, half of those for reads are for whoever may see every row, and so are
 * those for transactions. Every class marked `@Entity` that has been imported is known.
 * @throws when the server is older than PostgreSQL 15 or does not answer.
 */
export async function openDatabase(
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_POOL'>,
  migrations: (new () => MigrationInterface)[] = [],
): Promise<Database> {
  const url = config.DATABASE_URL as string;
  const server = await look(url);
  const part = (parts: number) => Math.max(1, Math.floor(config.DATABASE_POOL / parts));
  const most = server.all ? { shared: part(8), apart: part(5) } : { shared: part(4), apart: part(4) };
  const reading = (most.shared + most.apart) * (server.all ? 2 : 1);
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
      options: sessionOptions(PLANNED_ONCE, server.all),
      ...NAMED,
      // What a transaction asks goes out without waiting for the answer before, where its code does not wait either.
      pipeline: true,
      max: Math.max(2, config.DATABASE_POOL - reading),
    },
    // A dropped idle connection must not end the process: the next query opens another.
    poolErrorHandler: () => undefined,
  });
  await source.initialize();
  const all = server.all === undefined ? undefined : new Readers(url, most, server.all);
  return new Database(source, { some: new Readers(url, most), all }, server.held);
}

/** What the server is, and what the role may see there. */
async function look(url: string): Promise<{ held: boolean; all: string | undefined }> {
  const client = new pg.Client({ ...CONNECTION, connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: number; held: boolean; all: string | null }>(
      `SELECT current_setting('server_version_num')::integer AS version, ${FOR_ALL} AS all,
              coalesce(${HELD}, (SELECT NOT (rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname = current_user)) AS held`,
      [roleForAll(decodeURIComponent(new URL(url).username))],
    );
    const [server] = rows as [{ version: number; held: boolean; all: string | null }];
    if (server.version < 150000) {
      throw new Error(`PostgreSQL 15 or later is needed; this server is ${server.version}`);
    }
    return { held: server.held, all: server.held ? (server.all ?? undefined) : undefined };
  } finally {
    await client.end();
  }
}
