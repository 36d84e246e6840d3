import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../support/redis.js';
import { until } from '../support/until.js';

const installed = spawnSync('caddy', ['version']).status === 0;
if (!installed && !process.env['CI']) console.log('skipped: no caddy');
const describeWithCaddy = installed || process.env['CI'] ? describe : describe.skip;

describeWithCaddy('the proxy', () => {
  let folder: string;
  let caddy: ChildProcess;
  let url: string;
  const apis: { name: string; port: number; server: Server }[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'anusas-proxy-'));
    for (const name of ['one', 'two']) {
      const port = await freePort();
      const server = createServer((request, response) => response.end(`${name} ${request.method} ${request.url}`));
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      apis.push({ name, port, server });
    }
    // The file as it is, but for the name that only compose knows, and the folder.
    const upstreams = `to ${apis.map(({ port }) => `127.0.0.1:${port}`).join(' ')}`;
    const text = (await readFile('deploy/Caddyfile', 'utf8'))
      .replace(/dynamic a \{[^}]*name api\s+port 3000[^}]*\}/, upstreams)
      .replace('root * /srv', `root * ${folder}/web`);
    expect(text).toContain(upstreams);
    await writeFile(join(folder, 'Caddyfile'), text);
    await mkdir(join(folder, 'web'));
    await writeFile(join(folder, 'web', 'index.html'), '<p>the web</p>');
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    caddy = spawn('caddy', ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'], {
      env: { PATH: process.env['PATH'], HOME: folder, SITE_ADDRESS: `:${port}` },
      stdio: 'ignore',
    });
    await until(async () => (await fetch(url)).ok);
  });
  afterAll(async () => {
    caddy?.kill('SIGTERM');
    for (const { server } of apis) server.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('takes the api where it has to, and the web files for the rest', async () => {
    const texts = await Promise.all(
      ['/graphql', '/documents', '/documents/a', '/health/ready', '/'].map(async (path) =>
        (await fetch(`${url}${path}`)).text(),
      ),
    );
    expect(texts.map((text) => text.replace(/^(one|two) /, ''))).toEqual([
      'GET /graphql',
      'GET /documents',
      'GET /documents/a',
      'GET /health/ready',
      '<p>the web</p>',
    ]);
  });

  it('keeps the numbers inside, and says nothing about itself', async () => {
    const metrics = await fetch(`${url}/metrics`);
    expect([metrics.status, await metrics.text()]).toEqual([404, '']);
    const { headers } = await fetch(url);
    expect(headers.get('server')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('shares the work, and goes on when one api is gone', async () => {
    const answers = async (count: number) => {
      const all = await Promise.all(
        Array.from({ length: count }, async () => {
          // Without a body: Debian's Caddy 2.6 does not yet send one again to the next api, the image's newer one does.
          const answer = await fetch(`${url}/graphql`);
          return `${answer.status} ${await answer.text()}`;
        }),
      );
      return new Set(all);
    };
    expect([...(await answers(40))].sort()).toEqual(['200 one GET /graphql', '200 two GET /graphql']);
    apis[0]?.server.close();
    apis[0]?.server.closeAllConnections();
    for (let round = 0; round < 5; round += 1) expect([...(await answers(20))]).toEqual(['200 two GET /graphql']);
  });
});
