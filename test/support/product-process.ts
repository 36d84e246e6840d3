import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `npm start` runs, in a process and a folder of its own. */
export interface ProductProcess {
  child: ChildProcess;
  url: string;
  output: () => string;
  /** Ends it as Ctrl-C does and removes its folder, unless that was given. */
  stop(): Promise<void>;
}

/** A folder that PostgreSQL's account can reach, also when the tests run as root. */
export async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'anusas-start-'));
  await chmod(folder, 0o755);
  return folder;
}

/** Starts the build and waits until it says that it is ready. @throws with its words when it does not start. */
export async function startProduct(env: Record<string, string> = {}, given?: string): Promise<ProductProcess> {
  const folder = given ?? (await openFolder());
  const child = spawn(process.execPath, ['dist/apps/local/src/main.js'], {
    env: { PATH: process.env['PATH'], HOME: folder, ANUSAS_DATA: join(folder, 'data'), PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const ready = /Anusas is ready at (\S+)/.exec(text);
      if (ready) resolve(ready[1] as string);
    });
    child.once('close', (code, signal) => reject(new Error(`ended with ${code ?? signal}: ${text}`)));
  });
  return {
    child,
    url,
    output: () => text,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGINT');
        await once(child, 'exit');
      }
      if (!given) await rm(folder, { recursive: true, force: true });
    },
  };
}
