import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkCases } from '#workflow';
import { openEngine, zooProcess } from '../support/engine.js';
import type { Engine } from '../support/engine.js';
import { Exercised } from './zoo/features.js';
import { liveTwice } from './zoo/herd.js';
import { herdsOf } from './zoo/herd.arbitrary.js';
import { wildMachines } from './zoo/wild.arbitrary.js';

const MACHINES = 40;
/** Seeds with which something once differed. They stay. */
const KEPT: readonly number[] = [1, 119_405_119, 114_325_321, 114_358_574];

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine?.close());

describe('machines of random shape', () => {
  // `ZOO_SEED=$RANDOM` tries machines that nobody has seen.
  const more = process.env['ZOO_SEED'] ? [Number(process.env['ZOO_SEED'])] : [];
  const live = async (seed: number) => {
    const wild = Array.from({ length: MACHINES }, (_, index) => {
      const [species] = fc.sample(wildMachines(index), { numRuns: 1, seed: seed + index });
      return species as NonNullable<typeof species>;
    });
    const versions = Object.fromEntries(wild.map(({ machine }, index) => [index + 1, machine]));
    const process = zooProcess(`wild ${seed}`, versions, { effects: ['tell'] });
    engine.processes.register(process);
    const exercised = new Exercised();
    const herds = herdsOf({ species: wild.map((_, index) => index), lives: 100 });
    await fc.assert(
      fc.asyncProperty(herds, (herd) => liveTwice(engine, process, wild, herd, exercised)),
      { numRuns: 1, seed, endOnFailure: true },
    );
    expect(exercised.counts.get('parallel regions')).toBeGreaterThan(100);
    expect((await checkCases(engine.db, [process])).discrepancies).toEqual([]);
    await engine.db.query('TRUNCATE zoo');
  };

  const name = 'end in the same place in memory and through the engine (ZOO_SEED=%i)';
  it.each([...KEPT, ...more])(name, live, 240_000);
});
