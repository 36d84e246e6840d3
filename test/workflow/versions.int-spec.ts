import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assign, raise, setup } from 'xstate';
import { publicViewer } from '#platform';
import type { Viewer } from '#platform';
import {
  ProcessMigrations,
  byItself,
  candidateFrom,
  checkCases,
  checkProcess,
  unknownStates,
  versionNamed,
} from '#workflow';
import { openEngine, zooProcess } from '../support/engine.js';
import type { Engine } from '../support/engine.js';

const MINUTE = 60_000;
const machinesWithPatience = (minutes: number) =>
  setup({
    types: { context: {} as { calls: number } },
    actions: { called: assign({ calls: ({ context }) => context.calls + 1 }) },
    // A delay that has a name keeps it when its length changes, and with it the event that comes of it.
    delays: { patience: minutes * MINUTE, shift: 60 * MINUTE },
  });

const first = machinesWithPatience(10).createMachine({
  id: 'keeper',
  context: { calls: 0 },
  initial: 'unborn',
  states: {
    unborn: { on: { BEGIN: 'waiting' } },
    waiting: { after: { patience: 'overdue' }, on: { WORK: 'working', CALL: { actions: 'called' } } },
    working: { after: { shift: 'over' }, on: { REST: 'waiting', SHOUT: 'loud', DONE: 'over' } },
    loud: { on: { REST: 'waiting' } },
    overdue: { entry: raise({ type: 'CALL' }, { delay: 5 * MINUTE, id: 'call' }), on: { WORK: 'working', CALL: {} } },
    over: {},
  },
});
/** The patience is longer, `working` has another name and no end of its own, nobody shouts any more, and a case can be put aside. */
const second = machinesWithPatience(30).createMachine({
  id: 'keeper',
  context: { calls: 0 },
  initial: 'unborn',
  states: {
    unborn: { on: { BEGIN: 'waiting' } },
    waiting: { after: { patience: 'overdue' }, on: { WORK: 'doing', CALL: { actions: 'called' }, PUT_ASIDE: 'over' } },
    doing: { on: { REST: 'waiting', DONE: 'over' } },
    overdue: { entry: raise({ type: 'CALL' }, { delay: 5 * MINUTE, id: 'call' }), on: { WORK: 'doing', CALL: {} } },
    over: {},
  },
});

const old = zooProcess('keeper', { 1: first });
const both = zooProcess('keeper', { 1: first, 2: second });

let engine: Engine;
let migrations: ProcessMigrations;
beforeAll(async () => {
  engine = await openEngine(both);
  migrations = new ProcessMigrations(engine.db, engine.clock, engine.processes);
});
afterAll(() => engine?.close());

const seat = (role: Viewer['role']): Viewer => ({
  ...publicViewer,
  personId: randomUUID(),
  seatId: randomUUID(),
  organisationId: randomUUID(),
  role,
  rights: ['administer'],
});
const administrator = seat('administrator');
const coordinator = seat('coordinator');

/** A case that was begun while only the first version was there. */
const begin = async (process = old, ...events: string[]) => {
  const id = randomUUID();
  await engine.db.transaction((tx) =>
    engine.workflow.create(tx, process, [{ id, row: {}, event: { type: 'BEGIN' } }], byItself),
  );
  for (const type of events) await send(id, type);
  return id;
};
const send = (id: string, type: string) =>
  engine.db.transaction((tx) => engine.workflow.send(tx, both, [{ id, event: { type } }], byItself));
const correct = (id: string, entry: number) =>
  engine.db.transaction((tx) =>
    engine.workflow.correct(tx, both, { id, entry, replacement: null }, { ...byItself, reason: 'wrong' }),
  );
const stored = async (id: string) => {
  const [row] = await engine.db.query<{ state: unknown; version: number; pinned: number }[]>(
    'SELECT state, version, machine_version AS pinned FROM zoo WHERE id = $1',
    [id],
  );
  return row;
};
const live = async (id: string) => {
  const rows = await engine.db.query<{ key: string; wait: string }[]>(
    `SELECT key, extract(epoch FROM due_at - (SELECT max(recorded_at) FROM case_history h
                                               WHERE h.case_id = effects.case_id AND h.event <> 'MIGRATE_PROCESS'))::integer AS wait
       FROM effects WHERE case_id = $1 AND status IN ('pending', 'queued') ORDER BY key`,
    [id],
  );
  return rows.map(({ key, wait }) => `${key.split('.')[2] ?? key} in ${wait} s`);
};
const versions = () =>
  [versionNamed(engine.processes, 'keeper@1'), versionNamed(engine.processes, 'keeper@2')] as const;
const sound = async () => expect((await checkCases(engine.db, [both])).discrepancies).toEqual([]);

describe('two versions side by side', () => {
  it('what was begun by the old one goes on by it; what begins now takes the newest', async () => {
    const before = await begin(old, 'WORK');
    const after = await begin(both, 'WORK');
    expect(await stored(before)).toMatchObject({ state: 'working', pinned: 1 });
    expect(await stored(after)).toMatchObject({ state: 'doing', pinned: 2 });
    await send(before, 'SHOUT');
    await expect(send(after, 'SHOUT')).rejects.toMatchObject({ reasons: [{ code: 'NOT_IN_THIS_STATE' }] });
    expect(await stored(before)).toMatchObject({ state: 'loud', pinned: 1 });
    await sound();
  });

  it('a version that a row needs and that is not here is named', async () => {
    const [row] = await engine.db.query<{ count: string }[]>('SELECT count(*) FROM zoo WHERE machine_version = 2');
    const unknown = await unknownStates(engine.db, [old]);
    expect(unknown).toHaveLength(1);
    expect(unknown[0]).toMatch(new RegExp(`^${row?.count} of zoo \\(.*\\): version 2 of keeper is not here$`));
  });
});

describe('the check of a candidate', () => {
  it('says of every case whether it stays the same, moves, or cannot', async () => {
    const same = await begin(old, 'WORK', 'DONE');
    const named = await begin(old, 'WORK');
    const longer = await begin(old);
    const shouted = await begin(old, 'WORK', 'SHOUT', 'REST');
    const verdicts = new Map<string, unknown>();
    const check = await checkProcess(engine.db, versions()[1], { each: (id, verdict) => verdicts.set(id, verdict) });
    expect(verdicts.get(same)).toEqual({ verdict: 'moves', what: ['path'], from: 'over', to: 'over' });
    expect(verdicts.get(named)).toEqual({
      verdict: 'moves',
      what: ['path', 'state', 'delays'],
      from: 'working',
      to: 'doing',
    });
    expect(verdicts.get(longer)).toEqual({ verdict: 'moves', what: ['delays'], from: 'waiting', to: 'waiting' });
    expect(verdicts.get(shouted)).toEqual({
      verdict: 'cannot',
      entry: 3,
      event: 'SHOUT',
      why: 'the machine does not accept it here',
    });
    const { same: unchanged, moves, cannot } = check.counts;
    expect(unchanged + moves + cannot).toBe(verdicts.size);
    expect(check.groups.find((group) => group.words.startsWith('cannot'))?.examples).toContain(shouted);
    const again = await checkProcess(engine.db, versions()[0], { pinnedTo: 1 });
    expect(again.counts).toEqual({ same: again.counts.same, moves: 0, cannot: 0 });
    expect(again.counts.same).toBeGreaterThan(0);
  });

  it('takes a candidate that is not released, and refuses what the engine could not run', async () => {
    const candidate = candidateFrom(engine.processes, { process: 'keeper', machine: second }, 'a file');
    expect(candidate.version).toBe(3);
    const [one, two] = [await checkProcess(engine.db, candidate), await checkProcess(engine.db, versions()[1])];
    expect(one.digest).toBe(two.digest);
    expect(() => candidateFrom(engine.processes, { process: 'keeper' }, 'a file')).toThrow(/exports no candidate/);
    expect(() => candidateFrom(engine.processes, { process: 'nobody', machine: second }, 'a file')).toThrow(
      /No process is called nobody/,
    );
    expect(() => versionNamed(engine.processes, 'keeper@9')).toThrow(/keeper has no version 9/);
  });

  it('does not count as changed what has already come, and has a candidate that fails stop at the entry', async () => {
    const id = await begin(old);
    engine.clock.advance(11 * MINUTE);
    await engine.drain();
    expect(await stored(id)).toMatchObject({ state: 'overdue' });
    expect(await live(id)).toEqual(['call in 300 s']);
    engine.clock.advance(6 * MINUTE);
    await engine.drain();
    expect(await live(id)).toEqual([]);
    const verdicts = new Map<string, unknown>();
    const each = (caseId: string, verdict: unknown) => verdicts.set(caseId, verdict);
    await checkProcess(engine.db, versions()[1], { each });
    expect(verdicts.get(id)).toEqual({ verdict: 'same' });
    const failing = setup({
      actions: {
        fail: assign(() => {
          throw new Error('no such field');
        }),
      },
    }).createMachine({
      id: 'keeper',
      initial: 'unborn',
      states: { unborn: { on: { BEGIN: { target: 'on', actions: 'fail' } } }, on: {} },
    });
    await checkProcess(engine.db, candidateFrom(engine.processes, { process: 'keeper', machine: failing }, 'f'), {
      each,
    });
    expect(verdicts.get(id)).toMatchObject({ verdict: 'cannot', entry: 1, why: 'the machine fails: no such field' });
  });
});

describe('the migration of cases', () => {
  it('needs two people, of whom the second is the coordinator', async () => {
    await expect(migrations.propose(seat('policyOfficer'), ...versions())).rejects.toMatchObject({
      reasons: [{ code: 'NOT_YOUR_ACT' }],
    });
    const plan = await migrations.propose(coordinator, ...versions());
    await expect(migrations.confirm(coordinator, plan.id)).rejects.toMatchObject({
      reasons: [{ code: 'SECOND_PERSON_CONFIRMS' }],
    });
    await expect(migrations.confirm(administrator, plan.id)).rejects.toMatchObject({
      reasons: [{ code: 'NOT_YOUR_ACT' }],
    });
    await expect(migrations.apply(plan.id)).rejects.toMatchObject({ reasons: [{ code: 'PLAN_OVER' }] });
    await expect(migrations.confirm(coordinator, randomUUID())).rejects.toMatchObject({ failure: 'notFound' });
    const newer = await migrations.propose(administrator, ...versions());
    expect((await migrations.all()).map(({ id, status }) => [id, status])).toEqual([
      [newer.id, 'proposed'],
      [plan.id, 'replaced'],
    ]);
  });

  it('is confirmed only as it was proposed', async () => {
    const plan = await migrations.propose(administrator, ...versions());
    const id = await begin(old, 'WORK');
    await expect(migrations.confirm(coordinator, plan.id)).rejects.toMatchObject({
      reasons: [{ code: 'PLAN_OUTDATED' }],
    });
    expect(await stored(id)).toMatchObject({ pinned: 1 });
  });

  it('takes each case over with an entry of its own, delays included, and names what has to stay', async () => {
    const waiting = await begin(old, 'CALL');
    const working = await begin(old, 'WORK');
    const shouted = await begin(old, 'WORK', 'SHOUT');
    expect(await live(waiting)).toEqual(['patience in 600 s']);
    expect(await live(working)).toEqual(['shift in 3600 s']);
    const plan = await migrations.propose(administrator, ...versions());
    await migrations.confirm(coordinator, plan.id);
    const applied = await migrations.apply(plan.id);
    expect(applied.moved).toBe(plan.counts.same + plan.counts.moves);
    expect(applied.stays).toBe(plan.counts.cannot);

    expect(await stored(waiting)).toEqual({ state: 'waiting', version: 3, pinned: 2 });
    expect(await live(waiting)).toEqual(['patience in 1800 s']);
    expect(await stored(working)).toEqual({ state: 'doing', version: 3, pinned: 2 });
    expect(await live(working)).toEqual([]);
    expect(await stored(shouted)).toEqual({ state: 'loud', version: 3, pinned: 1 });
    expect((await migrations.stays(plan.id)).find(({ caseId }) => caseId === shouted)).toMatchObject({
      event: 'SHOUT',
      entry: 3,
    });
    const [entry] = await engine.db.query<Record<string, unknown>[]>(
      `SELECT event, machine_version, from_state, to_state, actor_id, payload FROM case_history WHERE case_id = $1 AND version = 3`,
      [working],
    );
    expect(entry).toEqual({
      event: 'MIGRATE_PROCESS',
      machine_version: 2,
      from_state: 'working',
      to_state: 'doing',
      actor_id: coordinator.personId,
      payload: {
        from: 1,
        to: 2,
        planId: plan.id,
        proposedById: administrator.personId,
        confirmedById: coordinator.personId,
      },
    });
    // They go on by the new version.
    await send(waiting, 'PUT_ASIDE');
    await send(working, 'REST');
    await sound();
    // Twice is once.
    expect(await migrations.apply(plan.id)).toEqual({ moved: 0, stays: applied.stays });
    expect(await stored(working)).toMatchObject({ version: 4 });
  });

  it('goes on after a kill where it was, and two runs at once take each case once', async () => {
    const ids = [];
    for (let index = 0; index < 12; index += 1) ids.push(await begin(old, 'WORK'));
    const plan = await migrations.propose(administrator, ...versions());
    await migrations.confirm(coordinator, plan.id);
    // A run that ends after some cases: what it has done is done, the rest is as it was.
    const broken = new ProcessMigrations(failingAfter(engine.db, 5), engine.clock, engine.processes);
    await expect(broken.apply(plan.id)).rejects.toThrow('killed');
    const pinned = await engine.db.query<{ n: number }[]>(
      'SELECT count(*)::integer AS n FROM zoo WHERE id = ANY($1) AND machine_version = 2',
      [ids],
    );
    expect(pinned[0]?.n).toBeGreaterThan(0);
    expect(pinned[0]?.n).toBeLessThan(12);
    await sound();
    expect((await migrations.confirm(coordinator, plan.id)).status).toBe('confirmed');
    const runs = await Promise.all([migrations.apply(plan.id), migrations.apply(plan.id)]);
    expect(runs.reduce((sum, run) => sum + run.moved, pinned[0]?.n ?? 0)).toBe(12);
    const entries = await engine.db.query<{ n: number }[]>(
      `SELECT count(*)::integer AS n FROM case_history WHERE case_id = ANY($1) AND event = 'MIGRATE_PROCESS'`,
      [ids],
    );
    expect(entries[0]?.n).toBe(12);
    expect((await migrations.all()).find(({ id }) => id === plan.id)?.status).toBe('done');
    await sound();
  });

  it('lets an entry from before it be corrected, by the rules of the new version, and itself not', async () => {
    const id = await begin(old, 'CALL', 'WORK', 'REST', 'WORK');
    const other = await begin(old, 'WORK', 'REST', 'CALL');
    const plan = await migrations.propose(administrator, ...versions());
    await migrations.confirm(coordinator, plan.id);
    await migrations.apply(plan.id);
    expect(await stored(id)).toEqual({ state: 'doing', version: 6, pinned: 2 });
    await expect(correct(id, 6)).rejects.toMatchObject({ reasons: [{ code: 'ENTRY_NOT_FOUND' }] });
    await expect(correct(id, 3)).rejects.toMatchObject({
      reasons: [{ code: 'LATER_ENTRY_DEPENDS', parameters: { entry: 4, event: 'REST' } }],
    });
    await correct(id, 5);
    expect(await stored(id)).toEqual({ state: 'waiting', version: 7, pinned: 2 });
    expect(await live(id)).toHaveLength(1);
    await send(id, 'PUT_ASIDE');
    expect(await stored(other)).toMatchObject({ state: 'waiting', pinned: 2 });
    await sound();
  });

  it('goes back the same way', async () => {
    const id = await begin(both, 'WORK');
    const [one, two] = versions();
    const plan = await migrations.propose(administrator, two, one);
    await migrations.confirm(coordinator, plan.id);
    await migrations.apply(plan.id);
    expect(await stored(id)).toEqual({ state: 'working', version: 3, pinned: 1 });
    await send(id, 'SHOUT');
    await sound();
  });
});

/** The database, until so many transactions have been committed. */
function failingAfter(db: Engine['db'], transactions: number): Engine['db'] {
  let left = transactions;
  return new Proxy(db, {
    get(target, name) {
      if (name !== 'transaction') return Reflect.get(target, name).bind?.(target) ?? Reflect.get(target, name);
      return async (work: never) => {
        if (left === 0) throw new Error('killed');
        left -= 1;
        return target.transaction(work);
      };
    },
  });
}
