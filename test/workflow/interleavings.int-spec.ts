import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '#platform';
import { byItself, checkCases } from '#workflow';
import { openEngine, zooProcess } from '../support/engine.js';
import type { Engine } from '../support/engine.js';
import { timers } from './zoo/timers.species.js';

const CASES = 4;
const zoo = zooProcess('zoo', { 1: timers.machine }, { effects: ['tell'] });

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine(zoo);
});
afterAll(() => engine?.close());

/** One command: an event for one or several cases, in any order; `seen` is the version that its sender goes by. */
interface Command {
  cases: number[];
  event: number;
  seen: number | null;
}

const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.record({
    cases: fc.uniqueArray(fc.nat({ max: CASES - 1 }), { minLength: 1, maxLength: 3 }),
    event: fc.nat({ max: timers.events.length - 1 }),
    seen: fc.option(fc.integer({ min: 1, max: 12 }), { freq: 2 }),
  }),
  { minLength: 20, maxLength: 40 },
);

describe('many commands at once on a few cases', () => {
  it('each happen wholly or not at all, one after the other, and leave histories without a gap', async () => {
    let happened = 0;
    let conflicts = 0;
    const lived = async (all: readonly Command[]) => {
      const ids = Array.from({ length: CASES }, (): string => randomUUID());
      await engine.db.transaction((tx) =>
        engine.workflow.create(
          tx,
          zoo,
          ids.map((id) => ({ id, row: {}, event: { type: 'BEGIN' } })),
          byItself,
        ),
      );
      const steps = new Map<string, number>(ids.map((id) => [id, 1]));
      const outcomes = await Promise.allSettled(
        all.map(({ cases, event, seen }) =>
          engine.db.transaction((tx) =>
            engine.workflow.send(
              tx,
              zoo,
              cases.map((index) => ({
                id: ids[index] as string,
                event: { type: timers.events[event] as string },
                ...(seen === null ? {} : { expectedVersion: seen }),
              })),
              byItself,
            ),
          ),
        ),
      );
      for (const outcome of outcomes) {
        if (outcome.status === 'fulfilled') {
          happened += 1;
          for (const { id } of outcome.value) steps.set(id, (steps.get(id) as number) + 1);
        } else {
          // Neither a deadlock nor a broken constraint: only a conflict or a refusal.
          expect(outcome.reason).toBeInstanceOf(DomainError);
          if ((outcome.reason as DomainError).failure === 'conflict') conflicts += 1;
        }
      }
      const rows = await engine.db.query<{ id: string; version: number; versions: number[] }[]>(
        `SELECT zoo.id, zoo.version, array_agg(case_history.version ORDER BY case_history.version) AS versions
           FROM zoo JOIN case_history ON case_history.case_id = zoo.id WHERE zoo.id = ANY ($1) GROUP BY zoo.id`,
        [ids],
      );
      expect(rows).toHaveLength(CASES);
      for (const row of rows) {
        expect(row.version).toBe(steps.get(row.id));
        expect(row.versions).toEqual(Array.from({ length: row.version }, (_, index) => index + 1));
      }
    };
    await fc.assert(fc.asyncProperty(commands, lived), { numRuns: 10, endOnFailure: true });
    expect(happened).toBeGreaterThan(20);
    expect(conflicts).toBeGreaterThan(20);
    expect((await checkCases(engine.db, [zoo])).discrepancies).toEqual([]);
  });
});
