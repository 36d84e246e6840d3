import pg from 'pg';
import type { QueryConfig, QueryResult } from 'pg';
import type { Viewer } from './actor.js';
import { prepareNames, queryInTheNameOf } from './in-the-name-of.js';
import type { PRODUCT } from './in-the-name-of.js';

interface Shared {
  client: pg.Client;
  ready: Promise<unknown>;
  inFlight: number;
  gone: boolean;
}

/**
 * A few connections on which short reads follow one another without waiting for each other's answers. A request asks some
 * ten small things; with a connection taken from a pool and given back for each, that costs more than the answers. Each
 * read stands for itself, as it would on a connection of its own. Not for what takes long: all behind it wait.
 */
export class SharedConnections {
  private readonly open: Shared[] = [];
  private ended = false;

  /** @param most connections; they are opened as they are needed, and again when they were lost. */
  constructor(
    private readonly settings: pg.ClientConfig,
    private readonly most: number,
  ) {}

  /**
   * Runs one statement, in nobody's name unless one is given.
   * @throws what the driver throws; a connection that was lost fails what was on its way.
   */
  async query(query: QueryConfig, who?: Viewer | typeof PRODUCT): Promise<QueryResult> {
    const shared = this.least();
    shared.inFlight += 1;
    try {
      await shared.ready;
      return await (who ? queryInTheNameOf<QueryResult>(shared.client, query, who) : shared.client.query(query));
    } finally {
      shared.inFlight -= 1;
      if (shared.gone && shared.inFlight === 0) void shared.client.end().catch(() => undefined);
    }
  }

  /** Lets what is on its way finish and uses no connection that is open now for anything else. */
  renew(): void {
    for (const shared of this.open.splice(0)) {
      shared.gone = true;
      if (shared.inFlight === 0) void shared.client.end().catch(() => undefined);
    }
  }

  async end(): Promise<void> {
    this.ended = true;
    await Promise.all(this.open.splice(0).map(({ client }) => client.end().catch(() => undefined)));
  }

  /** The connection with the least to do; another one where all have something and there may be more. */
  private least(): Shared {
    if (this.ended) throw new Error('The database was closed');
    let least = this.open[0];
    for (const each of this.open) if (least === undefined || each.inFlight < least.inFlight) least = each;
    if (least !== undefined && (least.inFlight === 0 || this.open.length >= this.most)) return least;
    return this.connect();
  }

  private connect(): Shared {
    const client = new pg.Client({ ...this.settings, pipeline: true });
    const shared: Shared = {
      client,
      ready: client.connect().then(() => prepareNames(client)),
      inFlight: 0,
      gone: false,
    };
    const forget = () => {
      shared.gone = true;
      const place = this.open.indexOf(shared);
      if (place >= 0) this.open.splice(place, 1);
    };
    client.on('error', forget);
    client.on('end', forget);
    shared.ready.catch(forget);
    this.open.push(shared);
    return shared;
  }
}
