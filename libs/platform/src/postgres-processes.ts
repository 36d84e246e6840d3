import { spawn } from 'node:child_process';
import { open, readFile, readlink, stat, truncate } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { bareEnvironment, EmbeddedPostgresError, giveTo, run } from './postgres-binaries.js';
import { SUPERUSER } from './postgres-folder.js';
import type { Place } from './postgres-folder.js';

const LINUX = process.platform === 'linux';
const STOP_PATIENCE = 10_000;
const ANSWER_PATIENCE = 5_000;
/** Milliseconds that a server may take to recover from a crash. */
export const RECOVERY_PATIENCE = 300_000;
const LARGEST_LOG = 5_000_000;

/** What `postmaster.pid` says about the server of a folder; PostgreSQL keeps it while it runs, and after a crash. */
export interface Postmaster {
  pid: number;
  port: number;
  /** `starting`, `ready`, `stopping`. */
  status: string;
}

/** Reads `postmaster.pid`. It proves nothing: after a crash its process is gone, or is another program by now. */
export async function readPostmaster(dataDirectory: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  // A standalone backend writes its process id as a negative number.
  const pid = Math.abs(Number(lines[0]));
  return pid > 1 ? { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() || 'starting' } : undefined;
}

/** Whether the process runs, is a PostgreSQL, and serves this folder (given as a real path). */
export async function isPostmasterOf(pid: number, dataDirectory: string): Promise<boolean> {
  if (LINUX) {
    const [program, folder] = await Promise.all(
      ['exe', 'cwd'].map((link) => readlink(`/proc/${pid}/${link}`).catch(() => '')),
    );
    // " (deleted)": its package was installed anew while it ran.
    return basename((program as string).replace(/ \(deleted\)$/, '')) === 'postgres' && folder === dataDirectory;
  }
  const { ok, output } = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  return (
    ok && basename(output.split(' -D ')[0] as string) === 'postgres' && `${output} `.includes(` -D ${dataDirectory} `)
  );
}

/** Whether a process id is in use by anything, ours or not. */
function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Stops the server of a folder: fast shutdown, after 10 seconds immediate shutdown. The process is looked at again
 * before each signal, so that a reused process id never gets one. No SIGKILL: it would leave PostgreSQL's children.
 * @throws EmbeddedPostgresError when it still runs after 20 seconds.
 */
export async function stopPostmaster(pid: number, dataDirectory: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    const until = Date.now() + STOP_PATIENCE;
    if (await isPostmasterOf(pid, dataDirectory)) {
      // One that is suspended would never read the signal, hence the second.
      for (const next of [signal, 'SIGCONT'] as const) if (isTaken(pid)) process.kill(pid, next);
    }
    for (; Date.now() < until; await sleep(LINUX ? 15 : 100)) {
      if (!(await isPostmasterOf(pid, dataDirectory))) return;
    }
  }
  throw new EmbeddedPostgresError(`PostgreSQL (process ${pid}, data in ${dataDirectory}) does not stop.`);
}

/** A server that was launched: it may yet fail. */
export interface Launched {
  pid: number;
  exit: Promise<void>;
  /** The end of what it wrote to its log since then. */
  lastWords(): Promise<string>;
}

/**
 * Launches the server of a folder in a session of its own, so that Ctrl-C in the terminal reaches Node alone, which
 * then stops it in its order. It outlives Node. A log of more than 5 MB begins anew.
 */
export async function launch({ dataDirectory, account, binaries }: Place, port: number): Promise<Launched> {
  const file = `${dataDirectory}.log`;
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LARGEST_LOG) await truncate(file);
  const log = await open(file, 'a', 0o600);
  const from = (await log.stat()).size;
  await giveTo(account, file);
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'fsync=on',
    'logging_collector=off',
    'log_destination=stderr',
  ].flatMap((setting) => ['-c', setting]);
  // PostgreSQL clears the mark of a crashed server itself, unless its process id is by now another program's: then it
  // refuses for ever. This variable, made for pg_ctl, names a process id that is no reason to refuse. The mark itself
  // stays, for PostgreSQL looks in it for children of the crashed server that still use the data.
  const mark = await readPostmaster(dataDirectory);
  const reused = mark && isTaken(mark.pid) && !(await isPostmasterOf(mark.pid, dataDirectory));
  const child = spawn(join(binaries.folder, 'postgres'), ['-D', dataDirectory, ...settings], {
    cwd: '/',
    detached: true,
    env: { ...bareEnvironment, ...(reused && { PG_GRANDPARENT_PID: String(mark.pid) }) },
    stdio: ['ignore', log.fd, log.fd],
    uid: account?.uid,
    gid: account?.gid,
  });
  let ending = '';
  const exit = new Promise<void>((resolve) => {
    child.once('exit', (_code, signal) => {
      if (signal) ending = `Its process was ended by ${signal}.\n`;
      resolve();
    });
    child.once('error', (error) => {
      ending = `${error.message}\n`;
      resolve();
    });
  });
  child.unref();
  await log.close();
  const lastWords = async () =>
    ending + (await readFile(file)).subarray(from).toString().trim().split('\n').slice(-12).join('\n');
  return { pid: child.pid ?? 0, exit, lastWords };
}

/**
 * Waits while the server of the folder starts, recovers or stops; then says whether it takes our password and a query
 * within 5 seconds. A launched one gives its `exit`, since until it has written its mark nothing else tells of it.
 */
export async function answers(pid: number, place: Place, password: string, exit?: Promise<void>): Promise<boolean> {
  let gone = false;
  void exit?.then(() => (gone = true));
  const latest = Date.now() + RECOVERY_PATIENCE;
  let until = Date.now() + ANSWER_PATIENCE;
  for (let pause = 5; !gone && Date.now() < until; pause = Math.min(pause * 1.5, 250)) {
    const mark = await readPostmaster(place.dataDirectory);
    const marked = mark?.pid === pid;
    if (!exit && !(marked && (await isPostmasterOf(pid, place.dataDirectory)))) return false;
    if (!marked || mark.status !== 'ready') until = Math.min(latest, Date.now() + ANSWER_PATIENCE);
    else if (await takesQueries(mark.port, password)) return true;
    await sleep(pause);
  }
  return false;
}

async function takesQueries(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    ...{ host: '127.0.0.1', port, user: SUPERUSER, password, database: 'postgres' },
    ...{ connectionTimeoutMillis: 2000, query_timeout: 2000 },
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    // A suspended server would let a polite goodbye wait for ever.
    await Promise.race([client.end().catch(() => undefined), sleep(500, undefined, { ref: false })]);
  }
}
