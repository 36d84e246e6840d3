import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openDatabase } from '#platform';
import type { Database } from '#platform';
import { addCast, cast, instrument, instrumentId, org, orgId } from '../support/cast.js';
import { runCli } from '../support/cli.js';
import { emptyDatabase } from '../support/own-database.js';
import type { OwnDatabase } from '../support/own-database.js';
import { startProcess } from '../support/processes.js';
import type { Started } from '../support/processes.js';
import { describeWithRedis, startRedis } from '../support/redis.js';
import type { RedisServer } from '../support/redis.js';
import { until } from '../support/until.js';

describeWithRedis('PostgreSQL, Redis, two apis and two workers, each a process', () => {
  let own: OwnDatabase;
  let redis: RedisServer;
  let db: Database;
  let folder: string;
  const processes: Started[] = [];
  let apis: [Started, Started];
  let workers: [Started, Started];
  let settings: Record<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'anusas-layout-'));
    [own, redis] = await Promise.all([emptyDatabase(), startRedis()]);
    settings = {
      ...{ NODE_ENV: 'production', PORT: '0', WORKER_PORT: '0', RELAY_SECONDS: '0.1', LOG_LEVEL: 'info' },
      ...{ DATABASE_URL: own.url, DATABASE_POOL: '5', REDIS_URL: redis.url },
      ...{ ANUSAS_DATA: folder, ANUSAS_SECRET: 'a secret of at least thirty-two characters' },
    };
    const migrated = await runCli(own.url, '', 'migrate');
    expect(migrated).toMatchObject({ code: 0, output: expect.stringContaining('migrations') });
    db = await openDatabase({ DATABASE_URL: own.url, DATABASE_POOL: 4 });
    await addCast(db);
    const start = async (app: string) => {
      const started = await startProcess(app, settings);
      processes.push(started);
      return started;
    };
    apis = await Promise.all([start('api'), start('api')]);
    workers = await Promise.all([start('worker'), start('worker')]);
  }, 120_000);
  afterAll(async () => {
    await Promise.all(processes.map((each) => each.stop('SIGKILL')));
    await db?.close();
    await own?.drop();
    await redis?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = async (api: Started, query: string, variables: Record<string, unknown> = {}): Promise<any> => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${cast.officer.token}` },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data: unknown; errors?: unknown };
    expect(answer.errors).toBeUndefined();
    return answer.data;
  };
  const draft = async (api: Started, title: string, idempotencyKey: string = randomUUID()) => {
    const content = {
      ...{ authenticLanguage: 'EN', title: { en: title } },
      ...{ addresseeIds: [orgId(org.finance)], targetIds: [instrumentId(instrument.programme)] },
    };
    const data = await ask(
      api,
      `mutation ($input: DraftRecommendationInput!) { draftRecommendation(input: $input) { recommendation { id number } userErrors { code } } }`,
      { input: { idempotencyKey, content } },
    );
    expect(data.draftRecommendation.userErrors).toEqual([]);
    return data.draftRecommendation.recommendation as { id: string; number: string };
  };
  const countOf = async (titles: string[]) => {
    const rows = await db.query<{ title: string; count: number }[]>(
      `SELECT title_en AS title, count(*)::int AS count FROM recommendation_texts WHERE title_en = ANY ($1) GROUP BY 1`,
      [titles],
    );
    return new Map(rows.map((row) => [row.title, row.count]));
  };
  /** A list that is looked at in the background, begun through one api. */
  const beginImport = async (api: Started) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ kind: 'import', visibility: 'secretariat' })) form.set(name, value);
    form.set('file', new Blob([`No,Recommendation\n1,${randomUUID()}\n`]), 'list.csv');
    const headers = { authorization: `Bearer ${cast.officer.token}` };
    const response = await fetch(`${api.url}/documents`, { method: 'POST', headers, body: form });
    const { document } = (await response.json()) as { document: { id: string } };
    const data = await ask(
      api,
      `mutation ($input: ImportListInput!) { importList(input: $input) { run { id } userErrors { code } } }`,
      { input: { idempotencyKey: randomUUID(), documentId: document.id, apply: false } },
    );
    expect(data.importList.userErrors).toEqual([]);
    return data.importList.run.id as string;
  };
  const isDone = (api: Started, id: string) => async () => {
    const data = await ask(api, `query ($id: ID!) { importRun(id: $id) { status } }`, { id });
    return data.importRun.status === 'DONE';
  };
  const performedBy = (worker: Started) =>
    worker.log().filter((line) => line['msg'] === 'performed' && line['kind'] === 'runImport');

  it('each says how it is', async () => {
    for (const each of [...apis, ...workers]) {
      expect(await (await fetch(`${each.url}/health/live`)).json()).toEqual({ status: 'alive' });
      const ready = await fetch(`${each.url}/health/ready`);
      expect([ready.status, await ready.json()]).toMatchObject([
        200,
        {
          status: 'ready',
          checks: { database: 'ok', migrations: 'ok', machineVersions: 'ok', oldestUnsentEffect: 'ok' },
        },
      ]);
      const metrics = await (await fetch(`${each.url}/metrics`)).text();
      expect(metrics).toContain('anusas_oldest_unsent_effect_seconds 0');
      expect(metrics).toContain('process_cpu_seconds_total');
    }
    for (const each of workers) {
      expect(await (await fetch(`${each.url}/health/ready`)).json()).toMatchObject({ checks: { queue: 'ok' } });
    }
  });

  it('a command through one api is seen through the other, and its effect is performed by one worker', async () => {
    const { id, number } = await draft(apis[0], 'Seen from both sides');
    expect(await ask(apis[1], `query ($id: ID!) { recommendation(id: $id) { number } }`, { id })).toEqual({
      recommendation: { number },
    });
    const runs = await Promise.all(Array.from({ length: 12 }, (_, index) => beginImport(apis[index % 2] as Started)));
    for (const run of runs) await until(isDone(apis[0], run));
    await until(() => workers.flatMap(performedBy).length >= 12);
    const effects = workers.flatMap(performedBy).map((line) => line['effectId']);
    expect([effects.length, new Set(effects).size]).toEqual([12, 12]);
  });

  it('the same command through both apis at the same time happens once, with one answer', async () => {
    for (let round = 0; round < 15; round += 1) {
      const [title, key] = [`Once, round ${round}`, randomUUID()];
      const answers = await Promise.all([0, 1, 0, 1, 0, 1].map((api) => draft(apis[api] as Started, title, key)));
      expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
      expect((await countOf([title])).get(title)).toBe(1);
    }
  });

  it('without Redis the commands go on, and so do their effects; the worker says so', async () => {
    await redis.kill();
    const run = await beginImport(apis[0]);
    await until(isDone(apis[1], run));
    const ready = await fetch(`${workers[0].url}/health/ready`);
    expect([ready.status, await ready.json()]).toMatchObject([
      200,
      { checks: { queue: expect.stringContaining('does not answer') } },
    ]);
    await redis.restart();
    await until(async () => {
      const body = (await (await fetch(`${workers[0].url}/health/ready`)).json()) as { checks: { queue: string } };
      return body.checks.queue === 'ok';
    });
  });

  it('says that it is not ready before the migration has run', async () => {
    const [last] = await db.query<{ id: number; timestamp: string; name: string }[]>(
      'SELECT id, timestamp, name FROM migrations ORDER BY id DESC LIMIT 1',
    );
    await db.query('DELETE FROM migrations WHERE id = $1', [last?.id]);
    const ready = await fetch(`${apis[0].url}/health/ready`);
    expect([ready.status, await ready.json()]).toMatchObject([
      503,
      { status: 'notReady', checks: { migrations: '1 pending' } },
    ]);
    await db.query('INSERT INTO migrations (id, timestamp, name) VALUES ($1, $2, $3)', [
      last?.id,
      last?.timestamp,
      last?.name,
    ]);
    expect((await fetch(`${apis[0].url}/health/ready`)).status).toBe(200);
  });

  it('when a worker is killed the other goes on', async () => {
    expect((await workers[0].stop('SIGKILL')).signal).toBe('SIGKILL');
    const runs = await Promise.all(Array.from({ length: 6 }, () => beginImport(apis[0])));
    for (const run of runs) await until(isDone(apis[1], run), 90);
  }, 120_000);

  it('an api that is told to stop finishes what is in flight, and what it did not take did not happen', async () => {
    const [stopping, other] = apis;
    const requests = Array.from({ length: 200 }, (_, index) => ({ title: `In flight ${index}`, key: randomUUID() }));
    // The first one waits for a lock, so that it is certainly in flight when the signal comes.
    let waiting: Promise<unknown> | undefined;
    let ending: ReturnType<Started['stop']> | undefined;
    const sent: Promise<string>[] = [];
    await db.transaction(async (tx) => {
      await tx.query('LOCK TABLE recommendations IN EXCLUSIVE MODE');
      waiting = draft(stopping, 'In flight, waiting');
      await sleep(300);
      for (const [index, { title, key }] of requests.entries()) {
        sent.push(
          draft(stopping, title, key).then(
            () => 'done',
            (error: Error) => error.message,
          ),
        );
        if (index === 100) ending = stopping.stop('SIGTERM');
        await sleep(2);
      }
      await sleep(300);
    });
    await waiting;
    const outcomes = await Promise.all(sent);
    const ended = await ending;
    expect(ended).toMatchObject({ code: 0 });
    expect(ended?.took).toBeLessThan(12_000);
    // Answered, or never taken: a request that was refused by the network left nothing behind.
    expect([...new Set(outcomes)].sort()).toEqual(['done', 'fetch failed']);
    const made = await countOf(requests.map(({ title }) => title));
    for (const [index, { title }] of requests.entries()) {
      expect([title, made.get(title) ?? 0]).toEqual([title, outcomes[index] === 'done' ? 1 : 0]);
    }
    // Whoever sends them again, to the other api with the same keys, ends up with one of each.
    for (const { title, key } of requests) await draft(other, title, key);
    expect([...(await countOf(requests.map(({ title }) => title))).values()]).toEqual(requests.map(() => 1));
  }, 120_000);

  it('a worker that is told to stop ends in order', async () => {
    const ended = await workers[1].stop('SIGTERM');
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.took).toBeLessThan(10_000);
  });

  it('wrote no title into a log', () => {
    const logs = processes.map((each) => JSON.stringify(each.log())).join('\n');
    expect(logs.length).toBeGreaterThan(100);
    expect(logs).not.toMatch(/In flight|Once, round|Seen from/);
  });
});
