import type { Herd } from './herd.js';
import type { Species } from './keeper.js';
import { chains } from './chains.species.js';
import { ends } from './ends.species.js';
import { memories } from './memories.species.js';
import { orders } from './orders.species.js';
import { regions } from './regions.species.js';
import { timers } from './timers.species.js';

/** The zoo: its index is the machine version less one. */
export const kinds: readonly Species[] = [timers, regions, memories, chains, ends, ...orders];

/** Turns are the name of an event, or hours to wait. */
function life(species: Species, ...turns: (string | number)[]): Herd {
  const events = turns.map((turn) => (typeof turn === 'number' ? null : { event: species.events.indexOf(turn), n: 1 }));
  return {
    lives: [{ species: kinds.indexOf(species), turns: events }],
    waits: turns.map((turn) => (typeof turn === 'number' ? turn : 0)),
  };
}

const [askedInTurn, leavesFirst, forgotten, inTwoPlaces] = orders as [Species, Species, Species, Species];

/** Lives that once ended differently in memory and through the engine. A new one goes to the end, and stays. */
export const kept: readonly { what: string; herd: Herd }[] = [
  { what: 'what the whole machine arms when it is made', herd: life(ends, 6, 1) },
  {
    what: 'the region that comes first in the machine answers first, also where the database keeps keys by their length',
    herd: life(regions, 'NEXT', 'SWAP', 'BACK', 'SWAP', 'NEXT'),
  },
  { what: 'two regions that leave at one event: the first one wins', herd: life(regions, 'NEXT', 'LEAVE', 'LEAVE') },
  {
    what: 'two regions that leave by themselves, one of them without states of its own: the first one wins',
    herd: life(chains, 'SORT', 'UNEVEN', 'ADD'),
  },
  { what: 'after its end nothing is accepted, not even by the root', herd: life(ends, 'OVER', 'END', 'END', 'SELF') },
  {
    what: 'of two delays that end at one moment the one that was armed first comes first',
    herd: life(timers, 'BOTH', 1, 1, 'AGAIN', 1, 1, 'AGAIN', 1, 'AGAIN', 1, 'AGAIN', 1, 'AGAIN', 1),
  },
  {
    what: 'a region that was entered again by itself answers after the others (seed 1)',
    herd: life(askedInTurn, 'AGAIN', 'ASK', 'ASK'),
  },
  {
    what: 'of two regions that leave by themselves at one event the one that was entered first wins (seed 119405119)',
    herd: life(leavesFirst, 'MOVE', 'COUNT', 'BACK'),
  },
  {
    what: 'a parallel state that XState forgot, entering what it remembers of it, is not left either',
    herd: life(forgotten, 'NEXT', 'PAST', 'GO', 'BACK', 'GO'),
  },
  {
    what: 'a machine that XState brings into two places at once is in both',
    herd: life(inTwoPlaces, 'GO', 'ASK', 'BACK', 'ASK', 'GO', 'ASK'),
  },
];
