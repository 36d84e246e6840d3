import { describe, expect, it } from '@jest/globals';
import { kept, kinds } from './zoo/kept.js';
import { liveByStep } from './zoo/step-by-step.js';
import { KEPT, freshSeed, wildZoo } from './zoo/wild.arbitrary.js';

/** How many fresh seeds in a row; `ZOO_SEEDS=300` looks further. */
const FRESH = Number(process.env['ZOO_SEEDS'] ?? 12);
const first = freshSeed();
const seeds = [...KEPT, ...Array.from({ length: FRESH }, (_, index) => first + index)];

describe('an XState actor that nobody touched, and the step of the engine with only a row between two events', () => {
  it.each(kept)('make the same of every event where they once did not: $what', ({ herd }) => {
    for (const life of herd.lives) {
      const { actor, engine } = liveByStep(kinds[life.species] as never, life, herd.waits);
      expect(engine).toEqual(actor);
    }
  });

  it(`make the same of every event, whatever the shape of the machine (ZOO_SEED=${first})`, () => {
    let steps = 0;
    for (const seed of seeds) {
      const { wild, herd } = wildZoo(seed);
      for (const life of herd.lives) {
        const { actor, engine } = liveByStep(wild[life.species] as never, life, herd.waits);
        const at = { seed, machine: life.species };
        steps += actor.length;
        expect({ ...at, did: engine }).toEqual({ ...at, did: actor });
      }
    }
    console.info(`${steps} steps of ${seeds.length * 40} machines of random shape, from seed ${first}`);
    expect(steps).toBeGreaterThan(1_000 * seeds.length);
  }, 1_200_000);
});
