import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process of the product, as it runs in real use. */
export interface Started {
  child: ChildProcess;
  url: string;
  /** What it has logged until now. */
  log(): Record<string, unknown>[];
  /** Sends a signal, waits for the end, and says how long that took (ms) and how it ended. */
  stop(signal: NodeJS.Signals): Promise<{ took: number; code: number | null; signal: NodeJS.Signals | null }>;
}

/**
 * Starts `apps/<app>` of a build, with these settings and no others, until it has logged where it listens.
 * @throws with everything that it printed when it ends before that.
 */
export async function startProcess(app: string, env: Record<string, string>, cwd = '.'): Promise<Started> {
  const child = spawn(process.execPath, [`dist/apps/${app}/src/main.js`], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const log = () =>
    text
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      text += chunk.toString();
      const listening = /"url":"([^"]+)"/.exec(text);
      if (listening) resolve(listening[1] as string);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code, signal) => reject(new Error(`${app} ended with ${code ?? signal}: ${text}`)));
  });
  return {
    child,
    url,
    log,
    async stop(signal) {
      const begun = performance.now();
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill(signal);
        await ended;
      }
      return { took: performance.now() - begun, code: child.exitCode, signal: child.signalCode };
    },
  };
}
