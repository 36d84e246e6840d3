import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMachine } from 'xstate';
import { Cursors, publicViewer } from '#platform';
import type { Viewer } from '#platform';
import { Pasts, ProcessMigrations, byItself, checkCases, versionNamed } from '#workflow';
import type { AsOf } from '#workflow';
import { openEngine, zooProcess } from '../support/engine.js';
import type { Engine } from '../support/engine.js';
import { daysOf } from './days.js';
import type { Days } from './days.js';

const keeper = (atWork: string) =>
  createMachine({
    id: 'keeper',
    initial: 'unborn',
    context: {},
    states: {
      unborn: { on: { BEGIN: 'waiting' } },
      waiting: { on: { WORK: atWork } },
      [atWork]: { on: { REST: 'waiting' } },
    },
  });
const old = zooProcess('keeper', { 1: keeper('working') });
const both = zooProcess('keeper', { 1: keeper('working'), 2: keeper('doing') });
const seat = (role: Viewer['role']): Viewer => ({
  ...publicViewer,
  ...{ personId: randomUUID(), seatId: randomUUID(), organisationId: randomUUID(), role, rights: ['administer'] },
});

let engine: Engine;
let days: Days;
let pasts: Pasts;
beforeAll(async () => {
  engine = await openEngine(both);
  days = await daysOf(engine);
  pasts = new Pasts(engine.db, engine.clock, new Cursors('of a test'));
});
afterAll(() => engine?.close());

/** Where a case stood, one by one and in a list: they must say the same. */
async function on(id: string, index: number, by: AsOf['by']): Promise<unknown> {
  const asOf = { day: days.day(index), by };
  const parameters: unknown[] = [id];
  const join = await pasts.join({ process: both, asOf, id: 'z.id' }, (value) => `$${parameters.push(value)}`);
  const [row] = await engine.db.query<{ state: unknown }[]>(
    `SELECT past.state FROM zoo z ${join} WHERE z.id = $1`,
    parameters,
  );
  const state = (await pasts.of(both, [id], asOf)).get(id)?.standing.state;
  expect(row?.state).toEqual(state);
  return state;
}

describe('a case that went over to another version of its process', () => {
  it('is shown as it was stored then, or as the version of today reads it', async () => {
    const id = randomUUID();
    const send = (type: string) =>
      engine.db.transaction((tx) => engine.workflow.send(tx, both, [{ id, event: { type } }], byItself));
    days.to(0);
    await engine.db.transaction((tx) =>
      engine.workflow.create(tx, old, [{ id, row: {}, event: { type: 'BEGIN' } }], byItself),
    );
    days.to(1);
    await send('WORK');
    days.to(3);
    const migrations = new ProcessMigrations(engine.db, engine.clock, engine.processes);
    const plan = await migrations.propose(
      seat('administrator'),
      versionNamed(engine.processes, 'keeper@1'),
      versionNamed(engine.processes, 'keeper@2'),
    );
    await migrations.confirm(seat('coordinator'), plan.id);
    expect(await migrations.apply(plan.id)).toMatchObject({ moved: 1 });
    days.to(5);
    await send('REST');

    expect(await Promise.all([0, 1, 2, 3, 4, 5].map((index) => on(id, index, 'recorded')))).toEqual([
      ...['waiting', 'working', 'working', 'doing', 'doing', 'waiting'],
    ]);
    expect(await Promise.all([0, 1, 2, 3, 4, 5].map((index) => on(id, index, 'happened')))).toEqual([
      ...['waiting', 'doing', 'doing', 'doing', 'doing', 'waiting'],
    ]);
    expect(await on(id, -1, 'happened')).toBeUndefined();
    expect((await checkCases(engine.db, [both])).discrepancies).toEqual([]);
  });
});
