import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { until } from './until.js';

/** A Redis of the test's own, set up as in real use: append-only, and refusing rather than forgetting. */
export interface RedisServer {
  url: string;
  /** Runs one command and gives its answer back. */
  command(...words: string[]): string;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with what it had written down. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const installed = spawnSync('redis-server', ['--version']).status === 0;

/** What needs Redis: skipped, and said so, where there is none; run and failing in CI, which has to install it. */
export const describeWithRedis = installed || process.env['CI'] ? describe : describe.skip;
if (!installed && !process.env['CI']) console.log('skipped: no redis-server');

export async function startRedis(): Promise<RedisServer> {
  if (!installed) throw new Error('redis-server is not installed; in CI .ci/run installs it');
  const folder = await mkdtemp(join(tmpdir(), 'anusas-redis-'));
  const port = await freePort();
  let child: ChildProcess | undefined;
  const command = (...words: string[]) =>
    spawnSync('redis-cli', ['-p', String(port), ...words], { encoding: 'utf8' }).stdout.trim();
  const start = async () => {
    const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
    const durable = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'];
    child = spawn('redis-server', [...settings, ...durable], { stdio: 'ignore' });
    await until(() => command('PING') === 'PONG');
  };
  const end = async (signal: NodeJS.Signals) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    command,
    kill: () => end('SIGKILL'),
    restart: start,
    async close() {
      await end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
