import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { assign, raise, setup } from 'xstate';
import { Queues } from '#platform';
import { LEASE_SECONDS, MOST_ATTEMPTS, Relay, byItself, checkCases } from '#workflow';
import { openEngine, zooProcess } from '../support/engine.js';
import type { Engine } from '../support/engine.js';
import { describeWithRedis, startRedis } from '../support/redis.js';
import type { RedisServer } from '../support/redis.js';
import { until } from '../support/until.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LEASE = (LEASE_SECONDS + 1) * 1_000;

/** Nudged after five minutes, overdue after ten: whoever performs both late must still perform them in this order. */
const bellMachine = setup({
  types: { context: {} as { nudges: number }, events: {} as { type: 'BEGIN' | 'NUDGE' } },
  actions: { note: (_, _params: { key: string }) => undefined },
}).createMachine({
  id: 'bell',
  context: { nudges: 0 },
  initial: 'unborn',
  states: {
    unborn: { on: { BEGIN: 'waiting' } },
    waiting: {
      entry: raise({ type: 'NUDGE' }, { delay: 5 * MINUTE, id: 'nudge' }),
      after: { [10 * MINUTE]: { target: 'overdue', actions: { type: 'note', params: { key: 'overdue' } } } },
      on: {
        NUDGE: {
          actions: [
            assign({ nudges: ({ context }) => context.nudges + 1 }),
            { type: 'note', params: { key: 'nudged' } },
          ],
        },
      },
    },
    overdue: {},
  },
});
const bell = zooProcess('bell', { 1: bellMachine }, { effects: ['note'] });

/** A way to perform effects. */
interface Mode {
  name: string;
  settings(): Promise<Record<string, string>>;
}
let redis: RedisServer | undefined;
const modes: Record<'none' | 'postgres' | 'redis', Mode> = {
  none: { name: 'without a queue', settings: async () => ({ QUEUE: 'none' }) },
  postgres: { name: 'with BullMQ on PostgreSQL', settings: async () => ({ QUEUE: 'bullmq' }) },
  redis: {
    name: 'with BullMQ on Redis',
    async settings() {
      redis ??= await startRedis();
      redis.command('FLUSHALL');
      return { QUEUE: 'bullmq', REDIS_URL: redis.url };
    },
  },
};
afterAll(() => redis?.close());

/** What the same story came to in each mode: all three must be equal. */
const outcomes: Record<string, unknown> = {};

function story(mode: Mode) {
  let engine: Engine;
  let settings: Record<string, string>;
  const relays: Relay[] = [];
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    settings = await mode.settings();
    engine = await openEngine(bell);
    await engine.db.query(
      `CREATE TABLE performed (effect_id uuid NOT NULL, worker text, at timestamptz NOT NULL DEFAULT clock_timestamp())`,
    );
    engine.processors.add({
      kind: 'note',
      async perform(effect, tx) {
        await tx.query(`INSERT INTO performed (effect_id, worker) VALUES ($1, 'here')`, [effect.id]);
      },
    });
  });
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    for (const child of children.splice(0)) await stop(child, 'SIGTERM');
  });
  afterAll(() => engine?.close());

  /** A worker's loop in this process, on the clock of the test. */
  const relay = () => {
    const config = { DATABASE_URL: engine.databaseUrl, RELAY_SECONDS: 0.05, ...settings } as never;
    const started = new Relay(engine.outbox, engine.processors, config, engine.log);
    started.start();
    relays.push(started);
    return started;
  };
  /** A worker in a process of its own, from the build. */
  const worker = async (name: string, env: Record<string, string> = {}, ...load: string[]) => {
    const child = fork('test/support/bare-worker.js', {
      execArgv: load.flatMap((file) => ['--import', file]),
      env: {
        ...{ PATH: process.env['PATH'], DATABASE_URL: engine.databaseUrl, WORKER_NAME: name, LOG_LEVEL: 'silent' },
        ...settings,
        ...env,
      },
    });
    children.push(child);
    const [{ clock }] = (await once(child, 'message')) as [{ clock: number }];
    return { child, clock };
  };
  /** Effects that are due `dueIn` milliseconds from the real present, which is where worker processes live. */
  const plan = async (kind: string, count = 1, dueIn = 0): Promise<string[]> => {
    const rows = await engine.db.query<{ id: string }[]>(
      `INSERT INTO effects (kind, due_at) SELECT $1, now() + $3::double precision * interval '1 millisecond'
         FROM generate_series(1, $2) RETURNING id`,
      [kind, count, dueIn],
    );
    return rows.map((row) => row.id);
  };
  const timesPerformed = async (ids: string[]) => {
    const rows = await engine.db.query<{ times: number }[]>(
      `SELECT count(performed.effect_id)::int AS times FROM unnest($1::uuid[]) AS wanted(id)
         LEFT JOIN performed ON performed.effect_id = wanted.id GROUP BY wanted.id`,
      [ids],
    );
    return rows.map((row) => row.times);
  };
  const each = (times: number, ids: string[]) => ids.map(() => times);
  const allOver = (ids: string[]) => async () => {
    const [row] = await engine.db.query<{ live: number }[]>(
      `SELECT count(*)::int AS live FROM effects WHERE id = ANY ($1) AND status IN ('pending', 'queued')`,
      [ids],
    );
    return row?.live === 0;
  };
  const rowOf = async (id: string) => {
    const [row] = await engine.db.query<{ status: string; attempts: number; last_error: string | null }[]>(
      'SELECT status, attempts, last_error FROM effects WHERE id = $1',
      [id],
    );
    return row;
  };

  it('performs what machines delayed, each once and in order, also when all of it is late', async () => {
    relay();
    const ids = Array.from({ length: 60 }, () => randomUUID());
    const create = (some: string[]) =>
      engine.db.transaction((tx) =>
        engine.workflow.create(
          tx,
          bell,
          some.map((id) => ({ id, row: {}, event: { type: 'BEGIN' } })),
          byItself,
        ),
      );
    const inState = async (state: string, some: string[]) => {
      const [row] = await engine.db.query<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM zoo WHERE id = ANY ($1) AND state = to_jsonb($2::text)`,
        [some, state],
      );
      return row?.count === some.length;
    };
    await create(ids.slice(0, 30));
    engine.clock.advance(6 * MINUTE);
    await create(ids.slice(30));
    // The first thirty are five minutes from overdue; for the others both delays pass while nobody looks.
    engine.clock.advance(11 * MINUTE);
    await until(() => inState('overdue', ids));
    await until(
      async () => (await engine.db.query<unknown[]>(`SELECT 1 FROM effects WHERE status <> 'done'`)).length === 0,
    );
    const effects = await engine.db.query<{ kind: string; key: string; count: number; times: number }[]>(
      `SELECT kind, key, count(*)::int AS count, sum((SELECT count(*) FROM performed WHERE effect_id = effects.id))::int AS times
         FROM effects GROUP BY kind, key ORDER BY kind, key`,
    );
    const histories = await engine.db.query<{ events: string; count: number }[]>(
      `SELECT events, count(*)::int AS count FROM (
         SELECT string_agg(event, ' ' ORDER BY version) AS events FROM case_history GROUP BY case_id) AS each GROUP BY events`,
    );
    expect(histories).toHaveLength(1);
    expect(effects.filter((row) => row.kind === 'note')).toEqual([
      { kind: 'note', key: 'nudged', count: 60, times: 60 },
      { kind: 'note', key: 'overdue', count: 60, times: 60 },
    ]);
    expect((await checkCases(engine.db, [bell])).discrepancies).toEqual([]);
    outcomes[mode.name] = { effects, histories };
  });

  it('with two workers at once performs each effect once', async () => {
    await Promise.all([worker('one'), worker('two')]);
    const ids = [...(await plan('note', 150)), ...(await plan('note', 150))];
    await until(allOver(ids));
    expect(await timesPerformed(ids)).toEqual(each(1, ids));
  });

  it('of a worker that is killed while it performs, another does the work again, and once', async () => {
    const { child } = await worker('killed');
    const [id] = (await plan('hang')) as [string];
    await until(async () => (await rowOf(id))?.attempts === 1);
    const killed = once(child, 'exit');
    child.kill('SIGKILL');
    await killed;
    // The same kind of work, by a worker that ends it.
    if (!engine.processors.kinds().includes('hang')) {
      engine.processors.add({
        kind: 'hang',
        async perform(effect, tx) {
          await tx.query(`INSERT INTO performed (effect_id, worker) VALUES ($1, 'survivor')`, [effect.id]);
        },
      });
    }
    engine.clock.advance(LEASE);
    relay();
    await until(allOver([id]));
    expect(await timesPerformed([id])).toEqual([1]);
    expect(await rowOf(id)).toMatchObject({ status: 'done', attempts: 2 });
  });

  it('gives up a poisoned effect after ten attempts, with its error, and holds up no other', async () => {
    const [poisoned] = (await plan('poison')) as [string];
    if (!engine.processors.kinds().includes('poison')) {
      engine.processors.add({
        kind: 'poison',
        perform: () => Promise.reject(new Error('poisoned')),
      });
    }
    relay();
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const others = await plan('note', 5);
      await until(async () => {
        const row = await rowOf(poisoned);
        return row?.attempts === attempt && (row.status === 'pending' || row.status === 'failed');
      });
      await until(allOver(others));
      expect(await timesPerformed(others)).toEqual(each(1, others));
      engine.clock.advance(2 ** attempt * 1_000 + 1_000);
    }
    expect(await rowOf(poisoned)).toEqual({ status: 'failed', attempts: MOST_ATTEMPTS, last_error: 'poisoned' });
    expect(await engine.outbox.failedCount()).toBe(1);
  });

  it('gives up an effect that ends its worker each time', async () => {
    const [deadly] = (await plan('note')) as [string];
    await engine.db.query(`UPDATE effects SET attempts = $2 WHERE id = $1`, [deadly, MOST_ATTEMPTS]);
    relay();
    await until(allOver([deadly]));
    expect(await rowOf(deadly)).toMatchObject({
      status: 'failed',
      last_error: expect.stringContaining('worker ended'),
    });
    expect(await timesPerformed([deadly])).toEqual([0]);
  });

  it('performs an effect whose row is locked for a moment by a look that does not take it', async () => {
    const [id] = (await plan('note', 1, HOUR)) as [string];
    let performing: Promise<void> | undefined;
    await engine.db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM effects WHERE id = $1 FOR UPDATE', [id]);
      performing = engine.outbox.performAndRecord(id, engine.log);
      await sleep(300);
    });
    await performing;
    expect(await timesPerformed([id])).toEqual([1]);
  });

  it('leaves to newer workers what it does not know', async () => {
    const [unknown] = (await plan('fromTheFuture')) as [string];
    relay();
    const known = await plan('note', 3);
    await until(allOver(known));
    expect(await rowOf(unknown)).toMatchObject({ status: 'pending', attempts: 0 });
    await engine.db.query('DELETE FROM effects WHERE id = $1', [unknown]);
  });

  it.each([
    ['a day ahead', DAY],
    ['a day behind', -DAY],
  ])('a worker whose clock is %s sends nothing early, nothing late and nothing twice', async (_name, wrongBy) => {
    const wrong = await worker('wrong', { CLOCK_WRONG_BY: String(wrongBy) }, './test/support/shifted-clock.js');
    expect(Math.abs(wrong.clock - wrongBy)).toBeLessThan(MINUTE);
    const due = await plan('note', 50);
    const later = await plan('note', 10, HOUR);
    await until(allOver(due));
    await worker('right');
    const more = await plan('note', 100);
    await until(allOver(more));
    expect(await timesPerformed([...due, ...more])).toEqual(each(1, [...due, ...more]));
    expect(await timesPerformed(later)).toEqual(each(0, later));
    await engine.db.query('DELETE FROM effects WHERE id = ANY ($1)', [later]);
  });

  return { engine: () => engine, relay, plan, allOver, timesPerformed, each };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

describe('the outbox without a queue', () => void story(modes.none));

describe('the outbox with BullMQ on PostgreSQL', () => {
  const { engine, relay, plan, allOver, timesPerformed, each } = story(modes.postgres);

  it('goes on when the server drops every connection of the queue', async () => {
    relay();
    const before = await plan('note', 5);
    await until(allOver(before));
    await engine().db.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
          AND application_name IN ('note', 'sendDelayedEvent')`,
    );
    const after = await plan('note', 20);
    await until(allOver(after));
    expect(await timesPerformed(after)).toEqual(each(1, after));
  });
});

describeWithRedis('the outbox with BullMQ on Redis', () => {
  const { engine, relay, plan, allOver, timesPerformed, each } = story(modes.redis);

  it('finds again what Redis forgot', async () => {
    const { DATABASE_URL, REDIS_URL } = { DATABASE_URL: engine().databaseUrl, REDIS_URL: redis?.url };
    const queues = new Queues({ DATABASE_URL, REDIS_URL }, 1, engine().log);
    await until(() => queues.ping());
    const ids = await plan('note', 50);
    // Rung, and no worker there yet.
    expect(await engine().outbox.relay(queues, engine().log)).toBe(50);
    expect(redis?.command('LLEN', 'bull:note:wait')).toBe('50');
    redis?.command('FLUSHALL');
    await queues.close();
    relay();
    const more = await plan('note', 20);
    await until(allOver(more));
    expect(await timesPerformed(ids)).toEqual(each(0, ids));
    engine().clock.advance(LEASE);
    await until(allOver(ids));
    expect(await timesPerformed([...ids, ...more])).toEqual(each(1, [...ids, ...more]));
  });

  it('forgotten at any moment loses and doubles nothing', async () => {
    relay();
    const ids: string[] = [];
    for (let round = 0; round < 50; round += 1) {
      ids.push(...(await plan('note', 4)));
      await sleep(Math.random() * 40);
      redis?.command('FLUSHALL');
    }
    await until(async () => {
      engine().clock.advance(LEASE);
      return allOver(ids)();
    });
    expect(await timesPerformed(ids)).toEqual(each(1, ids));
  });

  it('performs without Redis while Redis is down, and through it again afterwards', async () => {
    const worker = relay();
    const rung = async () =>
      Number(/cmdstat_evalsha:calls=(\d+)/.exec(redis?.command('INFO', 'commandstats') ?? '')?.[1] ?? 0);
    await until(async () => (await worker.queues?.ping()) === true);
    await redis?.kill();
    const meanwhile = await plan('note', 30);
    await until(allOver(meanwhile), 10);
    expect(await worker.queues?.ping()).toBe(false);
    await redis?.restart();
    await until(async () => (await worker.queues?.ping()) === true);
    const before = await rung();
    const afterwards = await plan('note', 30);
    await until(allOver(afterwards));
    expect(await timesPerformed([...meanwhile, ...afterwards])).toEqual(each(1, [...meanwhile, ...afterwards]));
    expect(await rung()).toBeGreaterThan(before);
  });

  it('stops within seconds when Redis is gone', async () => {
    const worker = relay();
    await until(async () => (await worker.queues?.ping()) === true);
    await redis?.kill();
    const begun = performance.now();
    await worker.stop();
    expect(performance.now() - begun).toBeLessThan(5_000);
    await redis?.restart();
  });
});

describe('the ways to perform effects', () => {
  it('come to the same', () => {
    const [first, ...others] = Object.values(outcomes);
    expect(others.length).toBeGreaterThanOrEqual(1);
    for (const other of others) expect(other).toEqual(first);
  });
});
