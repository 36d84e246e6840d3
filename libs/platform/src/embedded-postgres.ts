import { createHash } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedPostgresError } from './postgres-binaries.js';
import type { Binaries } from './postgres-binaries.js';
import { claimFolder } from './postgres-claim.js';
import type { Claim } from './postgres-claim.js';
import { ensureCluster, findPlace, readPassword, SUPERUSER } from './postgres-folder.js';
import type { Place } from './postgres-folder.js';
import { answers, isPostmasterOf, launch, readPostmaster, stopPostmaster } from './postgres-processes.js';

export { EmbeddedPostgresError } from './postgres-binaries.js';

export interface EmbeddedPostgres {
  /** The superuser's URL, password included, of a database of that name; `ensureDatabase` creates it. */
  url(database: string): string;
  /** The same for the role of the application, which owns nothing; `ensureApplicationRole` makes it. */
  applicationUrl(database: string): string;
  /** `ensureDatabase` for a name: creates that database unless it is there, and says whether it did. */
  ensureDatabase(database: string): Promise<boolean>;
  port: number;
  /** Where the data really are: not the wanted folder when root's stand-in account cannot reach that. */
  dataDirectory: string;
  binaries: Binaries;
  /** The server was running already. */
  adopted: boolean;
  /** Whether `stop` stops it: not while another living process owns it. */
  owned: boolean;
  /**
   * Stops the server if we own it, within 20 seconds, and waits until it is gone. May be called again.
   * @throws EmbeddedPostgresError when it does not go.
   */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Made if absent. Password (mode 0600), log and the owner's mark lie beside it, named after it. */
  dataDirectory: string;
  /** A wish: without it, or when it is taken, a free one. */
  port?: number;
  /** Takes single lines for the person who starts Anusas. */
  log: (line: string) => void;
}

const APPLICATION = 'anusas_application';

/** Milliseconds that another start, or what a crash left behind, may take to settle. */
const SETTLING_PATIENCE = 60_000;

/**
 * Brings up the PostgreSQL that came with npm, on 127.0.0.1 only, and answers once it takes queries. The process that
 * starts it owns it. When the owner is killed the server lives on, and the next start takes it over; a start beside a
 * living owner uses the same server and never stops it, so it loses it when the owner stops. There is never more than
 * one server on a folder, and no data folder is ever deleted.
 * @throws EmbeddedPostgresError saying what to do: no PostgreSQL for this system, data of another major version, a
 *   folder that cannot be used, a server that does not start (with the end of its log), an owner that does not get on.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = await findPlace(options.dataDirectory, options.log);
  for (const until = Date.now() + SETTLING_PATIENCE; ; await sleep(20 + Math.random() * 100)) {
    const claim = await claimFolder(place.dataDirectory);
    if (typeof claim === 'object') {
      return runAsOwner(place, claim, options).catch(async (error) => {
        await claim.release();
        throw error;
      });
    }
    const server = claim === undefined ? undefined : await findServer(place);
    const password = server && (await readPassword(place));
    if (password && (await answers(server.pid, place, password))) {
      return running(place, server.port, password, { adopted: true, owned: false, stop: () => Promise.resolve() });
    }
    if (Date.now() > until) {
      throw new EmbeddedPostgresError(
        `Process ${claim ?? 'of another start'} keeps the database in ${place.dataDirectory}, but it cannot be used from here. ` +
          `Stop that process and start again; ${place.dataDirectory}.log may tell more.`,
      );
    }
  }
}

/** Takes over what a killed owner left, or starts. The claim keeps every other start out meanwhile. */
async function runAsOwner(place: Place, claim: Claim, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDirectory } = place;
  const left = await findServer(place);
  if (left) {
    const password = await readPassword(place);
    if (password && (await answers(left.pid, place, password))) {
      options.log(`PostgreSQL (process ${left.pid}) was left running: taken over`);
      const stop = once(() => stopPostmaster(left.pid, dataDirectory).then(() => claim.release()));
      return running(place, left.port, password, { adopted: true, owned: true, stop });
    }
    if (await isPostmasterOf(left.pid, dataDirectory)) {
      options.log(`PostgreSQL (process ${left.pid}) was left running and does not answer: stopping it`);
      await stopPostmaster(left.pid, dataDirectory);
    }
  }
  const password = await ensureCluster(place);
  let port = await freePort(options.port);
  if (options.port && port !== options.port) options.log(`Port ${options.port} is taken: PostgreSQL uses ${port}`);
  const until = Date.now() + SETTLING_PATIENCE;
  for (let waiting = false; ; waiting = true) {
    const server = await launch(place, port);
    if (await answers(server.pid, place, password, server.exit)) {
      let stopping = false;
      void server.exit.then(() => stopping || options.log(`PostgreSQL stopped by itself: see ${dataDirectory}.log`));
      const stop = once(() => {
        stopping = true;
        return stopPostmaster(server.pid, dataDirectory).then(() => claim.release());
      });
      return running(place, port, password, { adopted: false, owned: true, stop });
    }
    const words = await server.lastWords();
    if (await isPostmasterOf(server.pid, dataDirectory)) {
      await stopPostmaster(server.pid, dataDirectory);
      throw new EmbeddedPostgresError(
        `PostgreSQL started in ${dataDirectory}, but let nobody in:\n${words}\n` +
          `If the password is to blame, remove ${dataDirectory}.password and start again: a new one is set.`,
      );
    }
    // Another server, launched just before its Node was killed, is quicker: take that one over.
    if (await findServer(place)) return runAsOwner(place, claim, options);
    if (Date.now() > until || !(await isPassing(words, dataDirectory))) {
      throw new EmbeddedPostgresError(`PostgreSQL does not start in ${dataDirectory}:\n${words}`);
    }
    if (!waiting) options.log('PostgreSQL cannot start yet (its log says why): trying for a minute');
    port = await freePort(port);
  }
}

/** Whether the reason for which the server did not start goes away by itself. Waits a little if so. */
async function isPassing(words: string, dataDirectory: string): Promise<boolean> {
  if (/could not create any TCP\/IP sockets/.test(words)) return true;
  await sleep(500);
  // Killed between making its mark and writing it: PostgreSQL then refuses for ever. Nobody but us starts one here.
  if (/lock file .* is empty/.test(words)) {
    const mark = join(dataDirectory, 'postmaster.pid');
    const size = await stat(mark).then(
      (found) => found.size,
      () => undefined,
    );
    if (size === 0) await rm(mark, { force: true });
    return true;
  }
  // Children of a killed server notice within moments that it is gone.
  return /lock file .* already exists|shared memory block .* still in use/.test(words);
}

/**
 * Creates the database that the URL names, on whatever server that is, unless it is there. Any number may do so at once.
 * @returns whether it was created.
 * @throws what PostgreSQL says, if the server cannot be reached or the user may not create databases.
 */
export async function ensureDatabase(url: string): Promise<boolean> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const missing = await withClient(url, () => Promise.resolve(false)).catch((error: { code?: string }) => {
    if (error.code === '3D000') return true;
    throw error;
  });
  if (!missing) return false;
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  return withClient(maintenance.href, (client) =>
    client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`).then(
      () => true,
      (error: { code?: string }) => {
        // duplicate_database, or unique_violation in its catalogue: somebody was quicker.
        if (error.code === '42P04' || error.code === '23505') return false;
        throw error;
      },
    ),
  );
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

function running(
  { dataDirectory, binaries }: Place,
  port: number,
  password: string,
  rest: Pick<EmbeddedPostgres, 'adopted' | 'owned' | 'stop'>,
): EmbeddedPostgres {
  const urlOf = (role: string, secret: string) => (database: string) =>
    `postgresql://${role}:${secret}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  const url = urlOf(SUPERUSER, password);
  // Who has the application's password cannot tell the superuser's from it.
  const applicationUrl = urlOf(APPLICATION, createHash('sha256').update(`application ${password}`).digest('hex'));
  return {
    url,
    applicationUrl,
    ensureDatabase: (database) => ensureDatabase(url(database)),
    port,
    dataDirectory,
    binaries,
    ...rest,
  };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}

async function findServer({ dataDirectory }: Place) {
  const server = await readPostmaster(dataDirectory);
  return server && (await isPostmasterOf(server.pid, dataDirectory)) ? server : undefined;
}

/** The wished port of 127.0.0.1 if it is free, otherwise one that is. It can be taken again before it is used. */
async function freePort(wish = 0): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.once('error', () => resolve(0));
    server.listen(wish, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  await new Promise((resolve) => server.close(resolve));
  return port || freePort();
}
