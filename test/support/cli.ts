import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Ran {
  code: number;
  output: string;
}

/** Runs the command line of the build against a database, as one of the cast. */
export async function runCli(databaseUrl: string, token: string, ...args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, ['dist/apps/cli/src/main.js', ...args], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATABASE_URL: databaseUrl, ANUSAS_TOKEN: token },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}
