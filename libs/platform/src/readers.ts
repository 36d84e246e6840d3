import pg from 'pg';
import type { Pool } from 'pg';
import { prepareNames } from './in-the-name-of.js';
import { SharedConnections } from './shared-connections.js';
import type { QueryOptions } from './database.js';

/** What every connection of the product is opened with. */
export const CONNECTION = {
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  statement_timeout: 15_000,
  lock_timeout: 3_000,
  idle_in_transaction_session_timeout: 30_000,
  // The pool would otherwise close every idle connection after 10 s and pay for a new one at the next request.
  idleTimeoutMillis: 60_000,
};

/** A pool waits for this before it hands a new connection out. */
export const NAMED = { onConnect: prepareNames };

// What is asked for lies in memory or on a disk without a head: one page costs what another does. And no request is so
// large that compiling its plan would pay.
const OPTIONS = '-c random_page_cost=1.1 -c jit=off';
/** Left to itself, PostgreSQL plans anew for each short list of ids, which costs more than reading them. */
export const PLANNED_ONCE = '-c plan_cache_mode=force_generic_plan';

/**
 * The settings of a session.
 * @param role that it takes on when it begins; a backslash keeps what is special in a name.
 */
export const sessionOptions = (plans: string, role?: string): string =>
  [OPTIONS, plans, ...(role ? [`-c role=${role.replace(/[\\\s]/g, '\\$&')}`] : [])].join(' ');

/**
 * Connections for reads: short prepared ones share a few, whatever else takes one to itself. What is not prepared is planned
 * for its values.
 */
export class Readers {
  private readonly shared: SharedConnections;
  private readonly apart: Pool;

  /**
   * @param most connections of each kind; they are opened as they are needed.
   * @param role that they take on.
   */
  constructor(connectionString: string, most: { shared: number; apart: number }, role?: string) {
    const settings = { ...CONNECTION, connectionString };
    this.shared = new SharedConnections({ ...settings, options: sessionOptions(PLANNED_ONCE, role) }, most.shared);
    this.apart = new pg.Pool({
      ...settings,
      // A plan for any values takes over after a few for theirs, unless it would cost more.
      options: sessionOptions('', role),
      max: most.apart,
      ...NAMED,
    });
    this.apart.on('error', () => undefined);
  }

  /** Through which connections a statement goes. */
  of(prepared: QueryOptions['prepared']): SharedConnections | Pool {
    return prepared === true ? this.shared : this.apart;
  }

  /** After a table was altered: uses no connection for short reads that is open now for anything else. */
  renew(): void {
    this.shared.renew();
  }

  async end(): Promise<void> {
    await Promise.all([this.shared.end(), this.apart.end()]);
  }
}
