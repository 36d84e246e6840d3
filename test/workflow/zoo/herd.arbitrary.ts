import fc from 'fast-check';
import type { Herd } from './herd.js';

const TURNS = 16;

/** Herds of so many lives of these species, by their index. Which event a number means is the species' own matter. */
export function herdsOf({ species, lives }: { species: readonly number[]; lives: number }): fc.Arbitrary<Herd> {
  const turn = fc.record({ event: fc.nat({ max: 89 }), n: fc.nat({ max: 6 }) }, { noNullPrototype: true });
  const turns = fc.array(fc.option(turn, { freq: 8 }), { minLength: TURNS, maxLength: TURNS });
  const life = fc.record({ species: fc.constantFrom(...species), turns }, { noNullPrototype: true });
  return fc.record({
    lives: fc.array(life, { minLength: lives, maxLength: lives }),
    waits: fc.array(fc.constantFrom(0, 0, 0, 0, 1, 1, 3), { minLength: TURNS, maxLength: TURNS }),
  });
}
