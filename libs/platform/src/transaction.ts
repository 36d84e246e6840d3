import { createHash } from 'node:crypto';
import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { QueryFailedError } from 'typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { BEGIN_AS_PRODUCT, queryInTheNameOf } from './in-the-name-of.js';
import type { InTheNameOf } from './in-the-name-of.js';
import { SharedConnections } from './shared-connections.js';

/** Names of prepared statements by their text; the texts are the product's own, so there are not many. */
const names = new Map<string, string>();
/** Texts that put their conditions together from pieces could otherwise fill the memory of every connection. */
const MOST_NAMES = 2_000;

function nameOf(sql: string): string | undefined {
  const known = names.get(sql);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `p_${createHash('sha256').update(sql).digest('base64url').slice(0, 20)}`;
  names.set(sql, name);
  return name;
}

/** What the driver, a pool of its connections and `SharedConnections` have in common. */
type Runs = SharedConnections | Pool | PoolClient;

function send(through: Runs, query: QueryConfig, who: InTheNameOf): Promise<QueryResult<QueryResultRow>> {
  if (through instanceof SharedConnections) return through.query(query, who);
  return who ? queryInTheNameOf(through, query, who) : through.query(query);
}

/**
 * Runs one statement through the driver, past TypeORM, whose query runner costs more than many a statement; what it logs,
 * how it fails and what it answers (for UPDATE and DELETE the rows and their number) stays the same.
 * @param options.prepared parsed once for each connection, and planned once where that is no worse.
 * @param options.who in whose name; a statement of a transaction runs in the one in which that began.
 */
export async function runSql<T>(
  source: DataSource,
  through: Runs,
  sql: string,
  parameters: unknown[] | undefined,
  options: { prepared: boolean; who?: InTheNameOf },
): Promise<T> {
  source.logger.logQuery(sql, parameters);
  const name = options.prepared && parameters !== undefined && parameters.length > 0 ? nameOf(sql) : undefined;
  const query = { text: sql, ...(parameters ? { values: parameters } : {}), ...(name ? { name } : {}) };
  try {
    const result = await send(through, query, options.who);
    const counted = result.command === 'UPDATE' || result.command === 'DELETE';
    return (counted ? [result.rows, result.rowCount] : result.rows) as T;
  } catch (error) {
    throw new QueryFailedError(sql, parameters, error as Error);
  }
}

/**
 * Was a table altered under a prepared statement? Nothing was run then. The connection is closed on that account, and the
 * next one prepares it anew: trying again comes to an end, at the latest with a connection that was never used.
 */
export function isOutdated(error: unknown): boolean {
  return /cached plan must not change result type/.test((error as Error).message);
}

/** The statement with which a transaction ends, where there is one: its text and its parameters. */
export type LastStatement<T> = (value: T) => [sql: string, parameters: unknown[]] | undefined;

/**
 * Runs `work` in one transaction on one connection, in the name of the product: what one decision moves, such as a quorum
 * or the standing of what a statement carries, goes beyond what who decided may see. Its statements are prepared: they are few, and are run again and
 * again. What the work gets is TypeORM's manager by its type and has `query` only, which is all that is used of it: a
 * `save()` would silently overwrite newer data.
 * @param held is the role held by row-level security? Only then it matters in whose name it begins.
 */
export async function inTransaction<T>(
  source: DataSource,
  pool: Pool,
  work: (tx: EntityManager) => Promise<T>,
  { held, last }: { held: boolean; last?: LastStatement<T> | undefined },
): Promise<T> {
  const client: PoolClient = await pool.connect();
  const query = <R>(sql: string, parameters?: unknown[]) =>
    runSql<R>(source, client, sql, parameters, { prepared: true });
  let spent = false;
  // A connection that breaks between two statements says so by an event; unheard, it would end the process.
  const unheard = () => undefined;
  client.on('error', unheard);
  try {
    // The first statement does not wait for it; if it fails, so does everything after it.
    const begun = client.query(held ? BEGIN_AS_PRODUCT : 'START TRANSACTION');
    begun.catch(unheard);
    const value = await work({ query } as unknown as EntityManager);
    await begun;
    const ending = last?.(value);
    const [kept, ended] = await Promise.allSettled([ending && query(...ending), client.query('COMMIT')]);
    if (kept.status === 'rejected') throw kept.reason;
    if (ended.status === 'rejected') throw ended.reason;
    // After a failure that nobody heard of, COMMIT takes everything back and says so.
    if (ended.value.command !== 'COMMIT') throw new Error('The transaction was taken back by an earlier failure');
    return value;
  } catch (error) {
    spent = isOutdated(error);
    await client.query('ROLLBACK').catch(() => (spent = true));
    throw error;
  } finally {
    client.off('error', unheard);
    client.release(spent);
  }
}
