import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { Ask, Name } from './requests.js';

const SERVER_CORE = '0';
const OTHER_CORE = '1';
/** Connections to the database that each server may have. */
const POOL = '16';

/** A server under measurement, in a process of its own on a core of its own. */
export interface Subject {
  title: string;
  ask(name: Name, ask: Ask): Promise<{ status: number; body: string }>;
  /** Processor time that it has used, in microseconds; nothing where the system does not tell. */
  cpu(): Promise<number | undefined>;
  stop(): Promise<void>;
}

/** Whether processes can be kept to a core here. Keeps this one, and the PostgreSQL that it will start, off the servers'. */
export function pinHere(): boolean {
  try {
    execFileSync('taskset', ['-a', '-c', '-p', OTHER_CORE, String(process.pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The product's api as it is deployed: production settings, authorisation on. */
export async function startProduct(title: string, databaseUrl: string, pinned: boolean): Promise<Subject> {
  const main = join(import.meta.dirname, '../apps/api/src/main.js');
  const child = start(main, pinned, {
    NODE_ENV: 'production',
    ANUSAS_SECRET: 'only for the bench, and long enough',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL: POOL,
    QUEUE: 'none',
    PORT: '0',
    LOG_LEVEL: 'info',
  });
  return subject(title, child, await urlOf(child), (_, { product: { query, variables, token } }) => ({
    path: '/graphql',
    headers: { authorization: `Bearer ${token}`, accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
  }));
}

/** node:http and pg, nothing between. */
export async function startBare(databaseUrl: string, pinned: boolean): Promise<Subject> {
  const child = start(join(import.meta.dirname, 'bare-server.js'), pinned, { DATABASE_URL: databaseUrl, PORT: '0' });
  const toRequest = (name: Name, ask: Ask) => ({ path: `/${name}`, headers: {}, body: JSON.stringify(ask.bare) });
  return subject('bare', child, await urlOf(child), toRequest);
}

function start(file: string, pinned: boolean, env: Record<string, string>): ChildProcess {
  const profile = process.env['ANUSAS_BENCH_PROFILE']
    ? ['--cpu-prof', '--cpu-prof-dir', process.env['ANUSAS_BENCH_PROFILE']]
    : [];
  const node = [process.execPath, ...profile, file];
  const [command, ...parameters] = pinned ? ['taskset', '-c', SERVER_CORE, ...node] : node;
  return spawn(command as string, parameters, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The address that a server prints when it listens. */
function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const url = /http:\/\/[\w.]+:\d+/.exec(output);
      if (url) resolve(url[0]);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it listened: ${output}`)));
  });
}

function subject(
  title: string,
  child: ChildProcess,
  url: string,
  toRequest: (name: Name, ask: Ask) => { path: string; headers: Record<string, string>; body: string },
): Subject {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const { hostname, port } = new URL(url);
  return {
    title,
    ask(name, ask) {
      const { path, headers, body } = toRequest(name, ask);
      const length = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      return new Promise((resolve, reject) => {
        const sent = request(
          { agent, hostname, port, path, method: 'POST', headers: { ...headers, ...length } },
          (answer) => {
            const chunks: Buffer[] = [];
            answer.on('data', (chunk: Buffer) => chunks.push(chunk));
            answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
          },
        );
        sent.on('error', reject);
        sent.end(body);
      });
    },
    async cpu() {
      const line = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '');
      const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
      // User and system time, in hundredths of a second.
      return line === '' ? undefined : (Number(fields[11]) + Number(fields[12])) * 10_000;
    },
    async stop() {
      agent.destroy();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    },
  };
}
