import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assign, cancel, createMachine, fromPromise, raise, sendTo, setup, spawnChild } from 'xstate';
import type { DomainError } from '#platform';
import { byItself, checkCases, unknownStates } from '#workflow';
import { openEngine, zooProcess } from '../support/engine.js';
import type { Engine } from '../support/engine.js';

const MINUTE = 60_000;

/** Uses what an engine forgets most easily: delays, cancels, parallel regions and remembered states. */
const zooMachine = setup({
  types: { context: {} as { rang: number; seen: string[] } },
  actions: {
    rang: assign({ rang: ({ context }) => context.rang + 1 }),
    tellSomebody: (_, _params: { key: string }) => undefined,
  },
}).createMachine({
  id: 'zoo',
  context: { rang: 0, seen: [] },
  initial: 'unborn',
  states: {
    unborn: { on: { BEGIN: 'waiting' } },
    waiting: {
      after: { [10 * MINUTE]: { target: 'overdue', actions: 'rang' } },
      entry: raise({ type: 'NUDGE' }, { delay: 5 * MINUTE, id: 'nudge' }),
      on: {
        NUDGE: { actions: assign({ seen: ({ context }) => [...context.seen, 'nudge'] }) },
        CALM: { actions: cancel('nudge') },
        WORK: 'working',
        ASK: { actions: { type: 'tellSomebody', params: { key: 'ask' } } },
      },
    },
    working: {
      type: 'parallel',
      states: {
        left: { initial: 'one', states: { one: { on: { NEXT: 'two' } }, two: {}, past: { type: 'history' } } },
        right: { initial: 'one', states: { one: { on: { NEXT: 'two', SKIP: 'two' } }, two: {} } },
      },
      on: { REST: 'waiting' },
    },
    resuming: {},
    overdue: { on: { BACK: '#zoo.working.left.past' } },
  },
});
const zoo = zooProcess('zoo', { 1: zooMachine }, { effects: ['tellSomebody'] });

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine(zoo);
});
afterAll(() => engine?.close());

const begin = async () => {
  const id = randomUUID();
  await engine.db.transaction((tx) =>
    engine.workflow.create(tx, zoo, [{ id, row: {}, event: { type: 'BEGIN' } }], byItself),
  );
  return id;
};
const send = (id: string, type: string, expectedVersion?: number) =>
  engine.db.transaction((tx) =>
    engine.workflow.send(
      tx,
      zoo,
      [{ id, event: { type }, ...(expectedVersion === undefined ? {} : { expectedVersion }) }],
      byItself,
    ),
  );
const stored = async (id: string) => {
  const [row] = await engine.db.query<{ state: unknown; context: unknown; version: number }[]>(
    'SELECT state, context, version FROM zoo WHERE id = $1',
    [id],
  );
  return row;
};
const live = (id: string) =>
  engine.db.query<{ key: string; kind: string }[]>(
    `SELECT key, kind FROM effects WHERE case_id = $1 AND status IN ('pending', 'queued') ORDER BY key`,
    [id],
  );

describe('a case that is named more than once in one send', () => {
  it('takes its events in their order, with an entry and a version for each, and stands where one at a time would leave it', async () => {
    const [together, alone] = [await begin(), await begin()];
    const events = ['NUDGE', 'WORK', 'NEXT', 'REST', 'NUDGE', 'CALM', 'ASK', 'ASK'];
    const moved = await engine.db.transaction((tx) =>
      engine.workflow.send(
        tx,
        zoo,
        events.map((type) => ({ id: together, event: { type } })),
        byItself,
      ),
    );
    for (const type of events) await send(alone, type);
    expect(moved.map((step) => step.version)).toEqual(events.map((_, index) => index + 2));
    expect(await stored(together)).toEqual(await stored(alone));
    expect((await live(together)).map((row) => row.key)).toEqual((await live(alone)).map((row) => row.key));
    const entries = (id: string) =>
      engine.db.query(
        `SELECT version, event, from_state, to_state FROM case_history WHERE case_id = $1 ORDER BY version`,
        [id],
      );
    expect(await entries(together)).toEqual(await entries(alone));
  });

  it('is all or nothing, holds the sender to the version that each step finds, and gives each event the case as it then stands', async () => {
    const id = await begin();
    const before = await stored(id);
    const all = (...events: [string, number?][]) =>
      engine.db.transaction((tx) =>
        engine.workflow.send(
          tx,
          zoo,
          events.map(([type, expectedVersion]) => ({
            id,
            event: { type },
            ...(expectedVersion === undefined ? {} : { expectedVersion }),
          })),
          byItself,
        ),
      );
    await expect(all(['WORK'], ['CALM'])).rejects.toMatchObject({ reasons: [{ code: 'NOT_IN_THIS_STATE' }] });
    await expect(all(['WORK', 1], ['REST', 1])).rejects.toMatchObject({ failure: 'conflict' });
    expect(await stored(id)).toEqual(before);
    await all(['WORK', 1], ['REST', 2]);
    const seen: unknown[] = [];
    const event = ({ state, version }: { state: unknown; version: number }) => {
      seen.push([version, state]);
      return { type: state === 'waiting' ? 'WORK' : 'REST' };
    };
    await engine.db.transaction((tx) =>
      engine.workflow.send(
        tx,
        zoo,
        [
          { id, event },
          { id, event },
        ],
        byItself,
      ),
    );
    expect(seen).toEqual([
      [3, 'waiting'],
      [4, { working: { left: 'one', right: 'one' } }],
    ]);
    expect(await stored(id)).toMatchObject({ state: 'waiting', version: 5 });
  });
});

describe('what a machine delays', () => {
  it('becomes rows with a due moment, and comes back as an event when its time has come', async () => {
    const id = await begin();
    expect((await live(id)).map((row) => row.key)).toEqual(['nudge', `xstate.after.${10 * MINUTE}.zoo.waiting`]);
    await engine.drain();
    expect(await stored(id)).toMatchObject({ state: 'waiting', version: 1 });
    engine.clock.advance(6 * MINUTE);
    await engine.drain();
    expect(await stored(id)).toMatchObject({ state: 'waiting', context: { seen: ['nudge'], rang: 0 }, version: 2 });
    engine.clock.advance(6 * MINUTE);
    await engine.drain();
    expect(await stored(id)).toMatchObject({ state: 'overdue', context: { rang: 1 }, version: 3 });
    expect(await live(id)).toEqual([]);
  });

  it('is cancelled by cancel, and by leaving the state', async () => {
    const id = await begin();
    await send(id, 'CALM');
    expect((await live(id)).map((row) => row.key)).toEqual([`xstate.after.${10 * MINUTE}.zoo.waiting`]);
    await send(id, 'WORK');
    expect(await live(id)).toEqual([]);
    engine.clock.advance(60 * MINUTE);
    await engine.drain();
    expect(await stored(id)).toMatchObject({ state: { working: { left: 'one', right: 'one' } } });
  });

  it('is armed anew when the state is entered again', async () => {
    const id = await begin();
    await send(id, 'WORK');
    await send(id, 'REST');
    expect(await live(id)).toHaveLength(2);
    engine.clock.advance(11 * MINUTE);
    await engine.drain();
    expect(await stored(id)).toMatchObject({ state: 'overdue', context: { seen: ['nudge'] } });
  });
});

describe('between two events', () => {
  it('everything lives in the database: parallel regions and remembered states', async () => {
    const id = await begin();
    await send(id, 'WORK');
    await send(id, 'NEXT');
    expect(await stored(id)).toMatchObject({ state: { working: { left: 'two', right: 'two' } } });
    await send(id, 'REST');
    engine.clock.advance(11 * MINUTE);
    await engine.drain();
    await send(id, 'BACK');
    expect(await stored(id)).toMatchObject({ state: { working: { left: 'two', right: 'one' } } });
  });

  it('an effect is a row of the outbox, and a key that is asked for again is there once', async () => {
    const id = await begin();
    await send(id, 'ASK');
    await send(id, 'ASK');
    expect((await live(id)).filter((row) => row.kind === 'tellSomebody')).toHaveLength(1);
  });
});

describe('two at once', () => {
  it('of fifty events at one version one wins, forty-nine get the conflict', async () => {
    const id = await begin();
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => send(id, 'CALM', 1)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as DomainError] : []));
    expect(failures).toHaveLength(49);
    for (const failure of failures)
      expect(failure).toMatchObject({ failure: 'conflict', versions: { yours: 1, current: 2 } });
    expect(await stored(id)).toMatchObject({ version: 2 });
  });

  it('many cases move in one statement each for state and history', async () => {
    const ids = Array.from({ length: 200 }, () => randomUUID());
    await engine.db.transaction((tx) =>
      engine.workflow.create(
        tx,
        zoo,
        ids.map((id) => ({ id, row: {}, event: { type: 'BEGIN' } })),
        byItself,
      ),
    );
    const [before] = await engine.db.query<{ n: string }[]>('SELECT count(*) AS n FROM case_history');
    await engine.db.transaction(async (tx) => {
      const statements: string[] = [];
      const query = tx.query.bind(tx);
      tx.query = ((sql: string, parameters?: unknown[]) => {
        statements.push(sql);
        return query(sql, parameters);
      }) as typeof tx.query;
      await engine.workflow.send(
        tx,
        zoo,
        ids.map((id) => ({ id, event: { type: 'WORK' } })),
        byItself,
      );
      expect(statements.length).toBeLessThanOrEqual(4);
    });
    const [after] = await engine.db.query<{ n: string }[]>('SELECT count(*) AS n FROM case_history');
    expect(Number(after?.n) - Number(before?.n)).toBe(200);
  });
});

describe('what is not accepted', () => {
  it('is refused with its reasons, and leaves no trace in the case', async () => {
    const id = await begin();
    await expect(send(id, 'BACK')).rejects.toMatchObject({
      failure: 'refused',
      reasons: [{ code: 'NOT_IN_THIS_STATE', parameters: { state: 'waiting' } }],
      attempt: { process: 'zoo', event: 'BACK', caseId: id, caseVersion: 1 },
    });
    expect(await stored(id)).toMatchObject({ version: 1 });
  });

  it('at registration, what would live in memory is refused by name', () => {
    const child = fromPromise(async () => 1);
    const invoking = createMachine({ id: 'm', initial: 'a', states: { a: { invoke: { src: child, id: 'asksOut' } } } });
    const spawning = createMachine({ id: 'm', initial: 'a', states: { a: { entry: spawnChild(child) } } });
    const sending = createMachine({
      id: 'm',
      initial: 'a',
      states: { a: { on: { GO: { actions: sendTo('other', { type: 'X' }) } } } },
    });
    expect(() => engine.processes.register(zooProcess('invoking', { 1: invoking }))).toThrow(/invoking: m\.a invokes/);
    expect(() => engine.processes.register(zooProcess('spawning', { 1: spawning }))).toThrow(
      /m\.a uses xstate\.spawnChild/,
    );
    expect(() => engine.processes.register(zooProcess('sending', { 1: sending }))).toThrow(/m\.a uses xstate\.sendTo/);
  });

  it('a row in a state that its version does not know is named', async () => {
    const id = await begin();
    await engine.db.query(`UPDATE zoo SET state = '"nowhere"' WHERE id = $1`, [id]);
    expect(await unknownStates(engine.db, [zoo])).toEqual([`1 of zoo (${id}): "nowhere" is no state of zoo version 1`]);
    await engine.db.query(`UPDATE zoo SET state = '"waiting"', machine_version = 7 WHERE id = $1`, [id]);
    expect(await unknownStates(engine.db, [zoo])).toEqual([`1 of zoo (${id}): version 7 of zoo is not here`]);
    await engine.db.query(`UPDATE zoo SET machine_version = 1 WHERE id = $1`, [id]);
  });

  it('an effect without a processor is named', () => {
    expect(() => engine.processors.assertComplete(engine.processes)).toThrow(
      'These effects have no processor: tellSomebody',
    );
  });
});

describe('a history', () => {
  it('cannot be rewritten', async () => {
    const id = await begin();
    await expect(engine.db.query(`UPDATE case_history SET reason = 'x' WHERE case_id = $1`, [id])).rejects.toThrow(
      /append-only/,
    );
    await expect(engine.db.query(`DELETE FROM case_history WHERE case_id = $1`, [id])).rejects.toThrow(/append-only/);
  });

  it('is compensated by naming the wrong entry, and refuses to lose what later entries stand on', async () => {
    const id = await begin();
    await send(id, 'WORK');
    await send(id, 'NEXT');
    const correct = (entry: number) =>
      engine.db.transaction((tx) =>
        engine.workflow.correct(tx, zoo, { id, entry, replacement: null }, { ...byItself, reason: 'wrong' }),
      );
    await expect(correct(2)).rejects.toMatchObject({
      reasons: [{ code: 'LATER_ENTRY_DEPENDS', parameters: { entry: 3, event: 'NEXT' } }],
    });
    await correct(3);
    expect(await stored(id)).toMatchObject({ state: { working: { left: 'one', right: 'one' } }, version: 4 });
    await correct(2);
    expect(await stored(id)).toMatchObject({ state: 'waiting', version: 5 });
    expect((await live(id)).map((row) => row.key)).toEqual(['nudge', `xstate.after.${10 * MINUTE}.zoo.waiting`]);
    await expect(correct(1)).rejects.toMatchObject({ reasons: [{ code: 'CREATION_STAYS' }] });
  });

  it('reproduces the state of every case, and a case that was changed by hand is found', async () => {
    const well = await checkCases(engine.db, [zoo]);
    expect(well.checked).toBeGreaterThan(200);
    expect(well.discrepancies).toEqual([]);
    const id = await begin();
    await engine.db.query(`UPDATE zoo SET state = '"overdue"' WHERE id = $1`, [id]);
    expect((await checkCases(engine.db, [zoo])).discrepancies).toMatchObject([{ process: 'zoo', caseId: id }]);
  });
});
