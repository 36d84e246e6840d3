import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Ran {
  code: number;
  output: string;
}

/** Runs the command line of the build against a database, as one of the cast. */
export const runCli = (databaseUrl: string, token: string, ...args: string[]): Promise<Ran> =>
  runCliWith({ DATABASE_URL: databaseUrl, ANUSAS_TOKEN: token }, ...args);

/** Runs the command line of the build with these settings and no others. */
export async function runCliWith(settings: Record<string, string>, ...args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, ['dist/apps/cli/src/main.js', ...args], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}
