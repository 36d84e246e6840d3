import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SimulatedClock, createActor, createMachine, raise } from 'xstate';
import { byItself } from '#workflow';
import { openEngine, zooProcess } from '../support/engine.js';
import type { Engine } from '../support/engine.js';
import { until } from '../support/until.js';

const HOUR = 3_600_000;

const bell = createMachine({
  id: 'bell',
  initial: 'unborn',
  states: { unborn: { on: { BEGIN: 'waiting' } }, waiting: { after: { [HOUR]: 'overdue' } }, overdue: {} },
});

/** Asks for the same delay under the same key twice. */
const nagMachine = createMachine({
  id: 'nag',
  initial: 'unborn',
  context: { rung: 0 },
  states: {
    unborn: { on: { BEGIN: 'waiting' } },
    waiting: {
      on: {
        WIND: { actions: raise({ type: 'RING' }, { delay: HOUR, id: 'ring' }) },
        RING: { target: 'waiting' },
      },
    },
  },
});
const nag = zooProcess('nag', { 1: nagMachine });

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine(nag);
});
afterAll(() => engine?.close());

describe('a delay that was running when the process ended', () => {
  it('is lost with what XState itself keeps (its issue 5331); should this fail, it is no longer', () => {
    const clock = new SimulatedClock();
    const actor = createActor(bell, { clock }).start();
    actor.send({ type: 'BEGIN' });
    const kept = JSON.parse(JSON.stringify(actor.getPersistedSnapshot())) as never;
    actor.stop();
    const restored = createActor(bell, { clock, snapshot: kept }).start();
    clock.increment(24 * HOUR);
    expect(restored.getSnapshot().value).toBe('waiting');
  });

  it('is kept by the engine: armed by a process that is killed, it ends in another', async () => {
    const id = randomUUID();
    const children: ChildProcess[] = [];
    const run = (what: 'arm' | 'ring', hours: number) => {
      const env = { PATH: process.env['PATH'], DATABASE_URL: engine.databaseUrl, CASE_ID: id, HOURS: String(hours) };
      const child = fork('test/support/timer-process.js', [what], { execArgv: [], env });
      children.push(child);
      return child;
    };
    const state = async () => {
      const [row] = await engine.db.query<{ state: string }[]>('SELECT state FROM zoo WHERE id = $1', [id]);
      return row?.state;
    };
    try {
      const first = run('arm', 0);
      await once(first, 'message');
      first.kill('SIGKILL');
      expect(await once(first, 'exit')).toEqual([null, 'SIGKILL']);
      expect(await state()).toBe('waiting');
      run('ring', 2);
      await until(async () => (await state()) === 'overdue');
      const events = await engine.db.query<{ event: string }[]>(
        'SELECT event FROM case_history WHERE case_id = $1 ORDER BY version',
        [id],
      );
      expect(events.map(({ event }) => event)).toEqual(['BEGIN', `xstate.after.${HOUR}.bell.waiting`]);
    } finally {
      for (const child of children) child.kill('SIGKILL');
    }
  });
});

describe('a delay that is asked for again under its key', () => {
  it('rings twice in XState, which forgets how to cancel the first', () => {
    const clock = new SimulatedClock();
    let rung = 0;
    const actor = createActor(nagMachine, {
      clock,
      inspect: (inspected) => {
        if (inspected.type === '@xstate.event' && inspected.event.type === 'RING') rung += 1;
      },
    }).start();
    for (const type of ['BEGIN', 'WIND', 'WIND']) actor.send({ type });
    clock.increment(HOUR);
    clock.increment(HOUR);
    expect(rung).toBe(2);
  });

  it('rings once through the engine: the later one takes its place', async () => {
    const id = randomUUID();
    await engine.db.transaction((tx) =>
      engine.workflow.create(tx, nag, [{ id, row: {}, event: { type: 'BEGIN' } }], byItself),
    );
    for (let winding = 0; winding < 2; winding += 1)
      await engine.db.transaction((tx) => engine.workflow.send(tx, nag, [{ id, event: { type: 'WIND' } }], byItself));
    engine.clock.advance(2 * HOUR);
    await engine.drain();
    const rung = await engine.db.query(`SELECT 1 FROM case_history WHERE case_id = $1 AND event = 'RING'`, [id]);
    expect(rung).toHaveLength(1);
  });
});
