import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { raise, setup } from 'xstate';
import { byItself, checkCases } from '#workflow';
import { openEngine, zooProcess } from '../support/engine.js';
import type { Engine } from '../support/engine.js';

const HOUR = 3_600_000;

/** Rings an hour after it begins, with and without a name, and stays where it is; every step tells somebody. */
const alarm = zooProcess(
  'alarm',
  {
    1: setup({
      actions: { tell: (_, _params: { what: string }) => undefined },
    }).createMachine({
      id: 'alarm',
      initial: 'unborn',
      context: {},
      states: {
        unborn: {
          on: {
            BEGIN: {
              target: 'waiting',
              actions: [
                raise({ type: 'RING' }, { delay: HOUR, id: 'ring' }),
                raise({ type: 'BUZZ' }, { delay: HOUR }),
                raise({ type: 'LATE' }, { delay: 3 * HOUR }),
              ],
            },
          },
        },
        waiting: {
          on: Object.fromEntries(
            ['RING', 'BUZZ', 'LATE', 'OTHER', 'WRONG'].map((type) => [
              type,
              { actions: { type: 'tell' as const, params: { what: type } } },
            ]),
          ),
        },
      },
    }),
  },
  { effects: ['tell'] },
);

let engine: Engine;
let told: unknown[] = [];
beforeAll(async () => {
  engine = await openEngine(alarm);
  engine.processors.add({ kind: 'tell', perform: async (effect) => void told.push(effect.payload['what']) });
});
afterAll(() => engine?.close());

const send = (id: string, type: string) =>
  engine.db.transaction((tx) => engine.workflow.send(tx, alarm, [{ id, event: { type } }], byItself));
const begin = async () => {
  const id = randomUUID();
  told = [];
  await engine.db.transaction((tx) =>
    engine.workflow.create(tx, alarm, [{ id, row: {}, event: { type: 'BEGIN' } }], byItself),
  );
  return id;
};
const correct = (id: string, entry: number) =>
  engine.db.transaction((tx) =>
    engine.workflow.correct(tx, alarm, { id, entry, replacement: null }, { ...byItself, reason: 'A mistake' }),
  );
const pass = async (hours: number) => {
  engine.clock.advance(hours * HOUR);
  await engine.drain();
};

it('a correction arms nothing anew that has come already, and everything that has not, named or not', async () => {
  const id = await begin();
  await pass(2);
  expect(told.toSorted()).toEqual(['BUZZ', 'RING']);
  await send(id, 'WRONG');
  await engine.drain();
  await correct(id, 4);
  await pass(5);
  expect(told.toSorted()).toEqual(['BUZZ', 'LATE', 'RING', 'WRONG']);
});

it('a correction before anything has come keeps the moments at which it comes', async () => {
  const id = await begin();
  await send(id, 'WRONG');
  await correct(id, 2);
  await pass(0.5);
  expect(told).toEqual([]);
  await pass(1);
  expect(told.toSorted()).toEqual(['BUZZ', 'RING']);
  await pass(2);
  expect(told.toSorted()).toEqual(['BUZZ', 'LATE', 'RING']);
});

it('what another step has asked for at once is told all the same; what the wrong one asked for is not', async () => {
  const id = await begin();
  await send(id, 'OTHER');
  await send(id, 'WRONG');
  await correct(id, 3);
  await engine.drain();
  expect(told).toEqual(['OTHER']);
  expect((await checkCases(engine.db, [alarm])).discrepancies).toEqual([]);
});
