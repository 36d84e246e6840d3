import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Cursors, DomainError, civilDay, endOfDay, startOfDay } from '#platform';
import { Pasts, byItself, checkCases } from '#workflow';
import type { Act, AsOf, Precision } from '#workflow';
import { openEngine, zooProcess } from '../support/engine.js';
import type { Engine } from '../support/engine.js';
import { daysOf } from './days.js';
import { dayOf, stoodOn } from './diary.js';
import type { Line, Stood, Told } from './diary.js';
import { walkMachine } from './walk.machine.js';
import type { Place } from './walk.machine.js';

const DAYS = 9;
const CASES = 24;
const process_ = zooProcess('walk', { 1: walkMachine });

/** What is done on one day; numbers are reduced to what there is when its turn comes. */
interface Deed {
  kind: 'begin' | 'past' | 'send' | 'late' | 'correct' | 'leaveOut';
  which: number;
  entry: number;
  event: 'STOP' | 'GO' | 'NOTE' | 'END' | 'REVIVE';
  place: Place;
  ago: number;
  precision: Precision;
  length: number;
  edge: 'begins' | 'noon' | 'ends';
  redate: boolean;
  sharpen: boolean;
  reword: boolean;
}

const deed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom('begin', 'past', 'past', 'send', 'send', 'late', 'late', 'late', 'correct', 'leaveOut'),
  which: fc.nat(CASES - 1),
  entry: fc.nat(20),
  event: fc.constantFrom('STOP', 'GO', 'STOP', 'GO', 'NOTE', 'END', 'REVIVE', 'REVIVE'),
  place: fc.constantFrom('walking', 'resting', 'ended'),
  ago: fc.nat(8),
  precision: fc.constantFrom('moment', 'day', 'month', 'year', 'range'),
  length: fc.nat(6),
  edge: fc.constantFrom('begins', 'noon', 'ends'),
  redate: fc.boolean(),
  sharpen: fc.boolean(),
  reword: fc.boolean(),
});
const life = fc.array(fc.record({ hour: fc.nat(23), deeds: fc.array(deed, { minLength: 25, maxLength: 40 }) }), {
  minLength: DAYS,
  maxLength: DAYS,
});

let engine: Engine;
let pasts: Pasts;
const met = { moved: 0, late: 0, corrected: 0, sharpened: 0, refused: 0, differing: 0, passedOver: 0, asked: 0 };
beforeAll(async () => {
  engine = await openEngine(process_);
  pasts = new Pasts(engine.db, engine.clock, new Cursors('of a test'));
});
afterAll(() => engine?.close());

const momentOn = (day: string, edge: Deed['edge']) =>
  edge === 'begins'
    ? startOfDay(day)
    : edge === 'ends'
      ? endOfDay(day)
      : new Date(Date.parse(startOfDay(day)) + 43_200_000).toISOString();

/** Lives a few days with a few cases, and keeps a diary and, at the end of each day, a picture of what is stored. */
async function live(days: { hour: number; deeds: Deed[] }[]) {
  const now = await engine.clock.now(engine.db);
  // The first day begins at the next midnight, so that no day ends while it is being lived.
  const first = dayOf(civilDay(now), 1);
  let clock = Date.parse(now);
  const to = (moment: number) => {
    engine.clock.advance(moment - clock);
    clock = moment;
  };
  const ids: string[] = Array.from({ length: CASES }, () => randomUUID());
  const diaries = new Map<string, Line[]>();
  const versions = new Map<string, { line: Line | null }[]>();
  const pictures: Map<string, { state: unknown; context: unknown }>[] = [];
  for (const [today, { hour, deeds }] of days.entries()) {
    to(Date.parse(startOfDay(dayOf(first, today))) + hour * 3_600_000 + 300_000);
    for (const each of deeds) {
      const id = ids[each.which] as string;
      try {
        await engine.db.transaction((tx) => act(tx as never, id, each, today));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        met.refused += 1;
      }
    }
    const rows = await engine.db.query<{ id: string; state: unknown; context: unknown }[]>(
      `SELECT id, state, context FROM zoo WHERE id = ANY($1)`,
      [ids],
    );
    pictures.push(new Map(rows.map(({ id, ...picture }) => [id, picture])));
  }
  return { first, ids, diaries, pictures };

  async function act(tx: never, id: string, each: Deed, today: number): Promise<void> {
    const lines = diaries.get(id);
    const told: Told = { type: each.event, word: String(met.moved) };
    const dated = (happened: number): [Act, Pick<Line, 'happened' | 'precision' | 'until'>] => {
      const until = each.precision === 'range' ? happened + each.length : null;
      // Today at noon may not have come yet; its beginning has.
      const edge = happened === today || each.precision !== 'moment' ? 'begins' : each.edge;
      return [
        {
          ...byItself,
          happenedAt: momentOn(dayOf(first, happened), edge),
          precision: each.precision,
          ...(until === null ? {} : { happenedUntil: endOfDay(dayOf(first, until)) }),
        },
        { happened, precision: each.precision, until },
      ];
    };
    const write = (event: Told, when: Pick<Line, 'happened' | 'precision' | 'until'>) => {
      const line: Line = { event, ...when, recorded: today, correction: null };
      diaries.set(id, [...(diaries.get(id) ?? []), line]);
      versions.set(id, [...(versions.get(id) ?? []), { line }]);
      met.moved += 1;
    };
    const atOnce = { happened: today, precision: 'moment' as const, until: null };
    if (each.kind === 'begin' || each.kind === 'past') {
      if (lines) return;
      const event: Told = each.kind === 'begin' ? { type: 'BEGIN' } : { type: 'RECORD_PAST', place: each.place };
      const [how, when] = each.kind === 'begin' ? [byItself, atOnce] : dated(today - each.ago);
      await engine.workflow.create(tx, process_, [{ id, row: {}, event: { ...event } }], how);
      write(event, when);
    } else if (!lines) {
      return;
    } else if (each.kind === 'send' || each.kind === 'late') {
      const [how, when] = each.kind === 'send' ? [byItself, atOnce] : dated(today - each.ago);
      await engine.workflow.send(tx, process_, [{ id, event: { ...told } }], how);
      write(told, when);
      if (each.kind === 'late') met.late += 1;
    } else {
      const all = versions.get(id) ?? [];
      const entry = (each.entry % all.length) + 1;
      const line = all[entry - 1]?.line;
      const event = line && each.reword ? { ...line.event, word: `${met.moved} anew` } : line?.event;
      const happened = each.redate && line && today - each.ago !== line.happened ? today - each.ago : null;
      const length = each.precision === 'range' ? each.length : null;
      const from = happened ?? line?.happened ?? today;
      const moment =
        each.sharpen && line
          ? { happened: from, precision: each.precision, until: length === null ? null : from + length }
          : happened === null
            ? null
            : { happened, precision: 'moment' as const, until: null };
      const replacement =
        each.kind === 'leaveOut'
          ? null
          : {
              ...(event ? { payload: { ...event, type: undefined } as Record<string, unknown> } : {}),
              ...(happened === null ? {} : { happenedAt: momentOn(dayOf(first, happened), 'begins') }),
              ...(each.sharpen ? { precision: each.precision } : {}),
              ...(each.sharpen && length !== null ? { happenedUntil: endOfDay(dayOf(first, from + length)) } : {}),
            };
      if (replacement?.payload) delete replacement.payload['type'];
      await engine.workflow.correct(tx, process_, { id, entry, replacement }, byItself);
      if (!line) throw new Error('a correction was corrected');
      line.correction =
        replacement === null ? { gone: true } : { gone: false, event: event as Told, moment, recorded: today };
      versions.set(id, [...all, { line: null }]);
      met.corrected += 1;
      if (replacement && each.sharpen) met.sharpened += 1;
    }
  }
}

/** By the order of their ids, so that two ways to the same are the same. */
const inWords = <T extends [string, unknown]>(all: T[], value: (one: T) => unknown) =>
  Object.fromEntries(all.map((one): [string, unknown] => [one[0], value(one)]).sort());

const toStood = (past: { state: unknown; context: unknown } | undefined): Stood | undefined =>
  past && { place: past.state as Place, notes: (past.context as { notes: string[] }).notes };

describe('the state on a past day', () => {
  it('is what was stored at its end, or what we know today to have been true', async () => {
    await fc.assert(
      fc.asyncProperty(life, async (days) => {
        const { first, ids, diaries, pictures } = await live(days);
        for (let day = -400; day < DAYS; day = day < -40 ? day + 90 : day + 1) {
          for (const by of ['recorded', 'happened'] as const) {
            const asOf: AsOf = { day: dayOf(first, day), by };
            const stood = new Map(
              ids.flatMap((id): [string, Stood][] => {
                const one =
                  by === 'recorded'
                    ? toStood(pictures[day]?.get(id))
                    : stoodOn(diaries.get(id) ?? [], day, first, () => (met.passedOver += 1));
                return one ? [[id, one]] : [];
              }),
            );
            const found = await pasts.of(process_, ids, asOf);
            expect({ asOf, found: inWords([...found], ([, past]) => toStood(past.standing)) }).toEqual({
              asOf,
              found: inWords([...stood], ([, one]) => one),
            });
            expect({ asOf, listed: inWords([...(await listOf(asOf, ids))], ([, state]) => state) }).toEqual({
              asOf,
              listed: inWords([...stood], ([, one]) => one.place),
            });
            met.asked += ids.length;
            if (by === 'happened' && day >= 0) {
              met.differing += ids.filter(
                (id) => toStood(pictures[day]?.get(id))?.notes.join() !== stood.get(id)?.notes.join(),
              ).length;
            }
          }
        }
      }),
      { numRuns: 6, seed: Number(process.env['AS_OF_SEED'] ?? Date.now() % 2 ** 31), endOnFailure: true },
    );
  }, 240_000);

  it('has met what makes it hard', () => {
    console.info(JSON.stringify(met));
    expect(met.late).toBeGreaterThan(60);
    expect(met.corrected).toBeGreaterThan(40);
    expect(met.sharpened).toBeGreaterThan(15);
    expect(met.passedOver).toBeGreaterThan(0);
    expect(met.differing).toBeGreaterThan(100);
  });

  it('counts an entry that needs another from when that one had happened', async () => {
    const days = await daysOf(engine);
    const id = randomUUID();
    const send = (type: string, index: number) =>
      engine.db.transaction((tx) =>
        engine.workflow.send(tx, process_, [{ id, event: { type } }], {
          ...byItself,
          happenedAt: startOfDay(days.day(index)),
          precision: 'day',
        }),
      );
    days.to(0);
    await engine.db.transaction((tx) =>
      engine.workflow.create(tx, process_, [{ id, row: {}, event: { type: 'BEGIN' } }], byItself),
    );
    days.to(5);
    await send('STOP', 4);
    // Nobody goes who has not stopped.
    await send('GO', 2);
    await send('NOTE', 3);
    const notes = async (index: number) => {
      const asOf: AsOf = { day: days.day(index), by: 'happened' };
      const past = (await pasts.of(process_, [id], asOf)).get(id);
      expect((await listOf(asOf, [id])).get(id)).toEqual(past?.standing.state);
      return past && { version: past.version, ...toStood(past.standing) };
    };
    expect(await notes(-1)).toBeUndefined();
    expect(await notes(2)).toEqual({ version: 1, place: 'walking', notes: ['BEGIN '] });
    expect(await notes(3)).toEqual({ version: 4, place: 'walking', notes: ['BEGIN ', 'NOTE '] });
    expect(await notes(4)).toEqual({ version: 4, place: 'walking', notes: ['BEGIN ', 'STOP ', 'GO ', 'NOTE '] });
  });

  it('as of today is what is stored, both ways', async () => {
    const today = civilDay(await engine.clock.now(engine.db));
    const rows = await engine.db.query<{ id: string; state: string }[]>(`SELECT id, state FROM zoo`);
    const ids = rows.map((row) => row.id);
    const stored = new Map(rows.map((row) => [row.id, row.state]));
    expect(stored.size).toBeGreaterThan(20);
    expect(await listOf({ day: today, by: 'recorded' }, ids)).toEqual(stored);
    expect(await listOf({ day: today, by: 'happened' }, ids)).toEqual(stored);
  });

  it('is not told of a day that has not begun', async () => {
    const tomorrow = dayOf(civilDay(await engine.clock.now(engine.db)), 1);
    await expect(listOf({ day: tomorrow, by: 'recorded' }, [])).rejects.toMatchObject({
      reasons: [{ code: 'IN_THE_FUTURE' }],
    });
  });

  it('leaves histories that reproduce every case', async () => {
    const { discrepancies } = await checkCases(engine.db, [process_]);
    expect(discrepancies).toEqual([]);
  });
});

async function listOf(asOf: AsOf, ids: readonly string[]): Promise<Map<string, unknown>> {
  const parameters: unknown[] = [ids];
  const join = await pasts.join({ process: process_, asOf, id: 'z.id' }, (value) => `$${parameters.push(value)}`);
  const rows = await engine.db.query<{ id: string; state: unknown }[]>(
    `SELECT z.id, past.state FROM zoo z ${join} WHERE z.id = ANY($1)`,
    parameters,
  );
  return new Map(rows.map((row) => [row.id, row.state]));
}
