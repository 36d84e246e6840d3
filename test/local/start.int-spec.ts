import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openFolder, startProduct } from '../support/product-process.js';

let folder: string;
beforeAll(async () => {
  folder = await openFolder();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = (env: Record<string, string> = {}) => startProduct(env, folder);

/** Servers on a folder; a child that was just forked still bears its parent's arguments, and is none. */
async function postmasters(dataDirectory: string): Promise<number> {
  const list = spawn('ps', ['-eo', 'pid=,ppid=,args='], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  list.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(list, 'close');
  const found = text
    .split('\n')
    .filter((line) => line.includes('postgres') && line.includes(`-D ${dataDirectory}`))
    .map((line) => line.trim().split(/\s+/));
  return found.filter(([, parent]) => !found.some(([pid]) => pid === parent)).length;
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
    expect(output()).toMatch(
      /Anusas is ready at http:\/\/127\.0\.0\.1:\d+ · sample sign-ins: .*sample-officer.*sample-member.*sample-budget-group/,
    );
    expect(await (await fetch(url)).text()).toContain('<div id="root">');
    const page = await fetch(`${url}/start`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('sample-officer');
    expect((await fetch(`${url}/graphiql`)).status).toBe(200);
    expect(await (await fetch(`${url}/health/ready`)).json()).toMatchObject({ status: 'ready' });
    expect(await count(url)).toBeGreaterThan(0);
    expect(await postmasters(join(folder, 'data', 'postgres'))).toBe(1);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await postmasters(join(folder, 'data', 'postgres'))).toBe(0);
  }, 120_000);

  it('after twenty kills of every Node process it starts again, with the data and one server', async () => {
    let expected: number | undefined;
    for (let round = 0; round < 20; round += 1) {
      const { child, url } = await start();
      const found = await count(url);
      expect(found).toBe(expected ?? found);
      expected = found;
      expect(await postmasters(join(folder, 'data', 'postgres'))).toBe(1);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const { child } = await start();
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await postmasters(join(folder, 'data', 'postgres'))).toBe(0);
  }, 300_000);

  it('shows its page to nobody who asked for another name, as a page elsewhere could make a browser do', async () => {
    const product = await start();
    const socket = connect(Number(new URL(product.url).port), '127.0.0.1');
    socket.write('GET /start HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 404/);
    await product.stop();
  }, 60_000);

  it('with production settings has no sample data, no sample sign-ins and no page', async () => {
    const product = await start({
      NODE_ENV: 'production',
      ANUSAS_DATA: join(folder, 'production'),
      ANUSAS_SECRET: 'x'.repeat(40),
    });
    expect(product.output()).not.toContain('sample');
    expect((await fetch(`${product.url}/start`)).status).toBe(404);
    expect((await fetch(`${product.url}/graphiql`)).status).toBe(404);
    await product.stop();
  }, 60_000);

  it.each([
    ['PORT', 'ninety'],
    ['DATABASE_URL', 'mysql://x'],
    ['REDIS_URL', 'http://x'],
    ['QUEUE', 'rabbit'],
  ])('a wrong %s is refused at start, by name', async (name, value) => {
    await expect(start({ [name]: value })).rejects.toThrow(new RegExp(`${name}: `));
  });
});
