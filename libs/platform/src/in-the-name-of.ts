import pg from 'pg';
import type { QueryConfig } from 'pg';
import type { Viewer } from './actor.js';

/** The product itself: its jobs, its bookkeeping, and what a command moves beyond what the person may see. */
export const PRODUCT = 'product';

/**
 * In whose name a statement runs, for the row-level security of the database. Nobody (`undefined`) sees no restricted row:
 * a read that forgot to say so finds nothing, instead of everything.
 */
export type InTheNameOf = Viewer | typeof PRODUCT | undefined;

const SEE_EVERYTHING = new Set<Viewer['role']>(['policyOfficer', 'coordinator', 'chair']);

/** Whom the policies of the tables let read every row; the same roles as in the migrations that make them. */
export const seesEverything = (who: InTheNameOf): boolean =>
  who === PRODUCT || (who !== undefined && SEE_EVERYTHING.has(who.role));

/** What the policies of the tables look at: the role, the organisation and the person. */
type Settings = readonly [role: string, organisationId: string, personId: string];

const settingsOf = (who: Viewer | typeof PRODUCT): Settings =>
  who === PRODUCT ? [PRODUCT, '', ''] : [who.role, who.organisationId, who.personId];

/** Where a transaction begins in the name of the product; the setting ends with it. */
export const BEGIN_AS_PRODUCT = `START TRANSACTION; SET LOCAL anusas.role = '${PRODUCT}'`;

/** Prepared on each connection when it opens, before anything else is sent over it. */
const SETTING: QueryConfig & { name: string } = {
  name: 'in_the_name_of',
  text: `SELECT set_config('anusas.role', $1, true), set_config('anusas.organisation', $2, true),
                set_config('anusas.person', $3, true)`,
  values: ['', '', ''],
};

/** Makes a connection that was just opened ready for `QueryInTheNameOf`. */
export async function prepareNames(client: { query(query: QueryConfig): Promise<unknown> }): Promise<void> {
  await client.query(SETTING);
}

/** The parts of the driver's connection and query that are used here and that its types leave out. */
interface Wire {
  bind(message: { statement: string; values: readonly string[]; valueMapper: (value: string) => string }): void;
  execute(message: { portal: string; rows: number }): void;
}
interface Answers {
  prepare(connection: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
}
const driver = pg.Query.prototype as unknown as Answers;

/**
 * A statement in somebody's name. The setting and the statement are sent before one and the same Sync, which makes them one
 * implicit transaction: the setting is local to it, so it ends before the next statement of the connection begins,
 * whoever sent that and however it ended. It costs no round trip.
 */
export class QueryInTheNameOf extends pg.Query {
  private readonly settings: Settings;
  private set = false;

  constructor(query: QueryConfig, who: Viewer | typeof PRODUCT) {
    // `extended`: several messages before one Sync are only known there.
    super({ ...query, queryMode: 'extended' } as QueryConfig);
    this.settings = settingsOf(who);
  }

  protected prepare(connection: Wire): void {
    connection.bind({ statement: SETTING.name, values: this.settings, valueMapper: (value) => value });
    connection.execute({ portal: '', rows: 0 });
    driver.prepare.call(this as unknown as Answers, connection);
  }

  /** The first row is what was set, and nobody's answer. */
  protected handleDataRow(message: unknown): void {
    if (this.set) driver.handleDataRow.call(this as unknown as Answers, message);
  }

  protected handleCommandComplete(message: unknown, connection: Wire): void {
    if (this.set) driver.handleCommandComplete.call(this as unknown as Answers, message, connection);
    this.set = true;
  }
}

/** Runs a statement in somebody's name through whatever takes queries of the driver's. */
export function queryInTheNameOf<R>(
  through: { query(query: never, done: (error: Error | null, result: R) => void): unknown },
  query: QueryConfig,
  who: Viewer | typeof PRODUCT,
): Promise<R> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null | undefined, result: R) => (error ? reject(error) : resolve(result));
    through.query(new QueryInTheNameOf(query, who) as never, done);
  });
}
