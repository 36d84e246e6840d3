import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

let folder: string;
const children: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anusas-start-'));
  await chmod(folder, 0o755);
});
afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGTERM');
  await Promise.all(children.map((child) => child.exitCode === null && child.signalCode === null && once(child, 'exit')));
  await rm(folder, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  url: string;
  output: () => string;
}

/** What `npm start` runs, until it says that it is ready. */
async function start(env: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, ['dist/apps/local/src/main.js'], {
    env: { PATH: process.env['PATH'], HOME: folder, ANUSAS_DATA: join(folder, 'data'), PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let text = '';
  child.stderr.on('data', (chunk) => (text += chunk));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const ready = /Anusas is ready at (\S+)/.exec(text);
      if (ready) resolve(ready[1] as string);
    });
    child.once('exit', (code, signal) => reject(new Error(`ended with ${code ?? signal}: ${text}`)));
  });
  return { child, url, output: () => text };
}

async function postmasters(dataDirectory: string): Promise<number> {
  const list = spawn('ps', ['-eo', 'args'], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  list.stdout.on('data', (chunk) => (text += chunk));
  await once(list, 'close');
  return text.split('\n').filter((line) => line.includes('bin/postgres') && line.includes(dataDirectory)).length;
}

const count = async (url: string) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sample-officer' },
    body: JSON.stringify({ query: '{ recommendations(first: 1) { totalCount } }' }),
  });
  const { data } = (await response.json()) as { data: { recommendations: { totalCount: number } } };
  return data.recommendations.totalCount;
};

describe('npm start', () => {
  it('on an empty folder brings database, sample data and sign-ins, and says so in one line', async () => {
    const { child, url, output } = await start();
    expect(output()).toMatch(/Anusas is ready at http:\/\/127\.0\.0\.1:\d+ · sample sign-ins: .*sample-officer.*sample-member.*sample-budget-group/);
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('sample-officer');
    expect((await fetch(`${url}/graphiql`)).status).toBe(200);
    expect(await (await fetch(`${url}/health/ready`)).json()).toMatchObject({ status: 'ready' });
    expect(await count(url)).toBeGreaterThan(0);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await postmasters(join(folder, 'data'))).toBe(0);
  }, 120_000);

  it('after twenty kills of every Node process it starts again, with the data and one server', async () => {
    let expected: number | undefined;
    for (let round = 0; round < 20; round += 1) {
      const { child, url } = await start();
      const found = await count(url);
      expect(found).toBe(expected ?? found);
      expected = found;
      expect(await postmasters(join(folder, 'data'))).toBe(1);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const { child } = await start();
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await postmasters(join(folder, 'data'))).toBe(0);
  }, 300_000);

  it('answers nothing of its own page, and no sample sign-in, to a request that was meant for another name', async () => {
    const { child, url } = await start();
    const { port } = new URL(url);
    const foreign = await fetch(`http://127.0.0.1:${port}/`, { headers: { host: 'evil.example' } }).catch(() => undefined);
    // fetch does not let a test set Host; the raw socket does.
    const { connect } = await import('node:net');
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 404/);
    expect(foreign?.status ?? 404).toBeGreaterThanOrEqual(200);
    child.kill('SIGTERM');
    await once(child, 'exit');
  }, 60_000);

  it('with production settings has no sample data, no sample sign-ins and no page', async () => {
    const data = join(folder, 'production');
    const { child, url, output } = await start({ NODE_ENV: 'production', ANUSAS_DATA: data, ANUSAS_SECRET: 'x'.repeat(40) });
    expect(output()).not.toContain('sample');
    expect((await fetch(url)).status).toBe(404);
    child.kill('SIGTERM');
    await once(child, 'exit');
  }, 60_000);

  it.each([
    ['PORT', 'ninety'],
    ['DATABASE_URL', 'mysql://x'],
    ['REDIS_URL', 'http://x'],
    ['QUEUE', 'rabbit'],
  ])('a wrong %s is refused at start, by name', async (name, value) => {
    await expect(start({ [name]: value })).rejects.toThrow(new RegExp(`${name}: `));
  });

  it('.env.example lists what the settings say', async () => {
    expect(await readFile('.env.example', 'utf8')).toContain('ANUSAS_DATA');
  });
});
