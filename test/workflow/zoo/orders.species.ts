import type { AnyStateMachine } from 'xstate';
import { keeper, start, tell } from './keeper.js';
import type { Species } from './keeper.js';

/**
 * The smallest machines in which the order of entry shows, which XState keeps in memory only. Each was found by a machine
 * of random shape (its seed stands beside it) that ended differently once the database had put its keys in another order.
 */
const smallest = (id: string, states: Record<string, unknown>, events: readonly string[]): Species => ({
  machine: keeper.createMachine({
    id,
    context: start,
    initial: 'unborn',
    states: { unborn: { on: { BEGIN: 'home' } }, ...states },
  } as never) as unknown as AnyStateMachine,
  events,
});

const asks = (what: string) => ({ ASK: { actions: tell(what) } });

/** `first` was entered again by itself, so that `second` is asked first from then on. */
const askedInTurn = smallest(
  'askedInTurn',
  {
    home: {
      type: 'parallel',
      states: {
        first: { on: { AGAIN: { target: '#askedInTurn.home.first', reenter: true }, ...asks('first') } },
        second: { on: asks('second') },
      },
    },
  },
  ['AGAIN', 'ASK'],
);

/** Both regions leave by themselves at one event, and the one that was entered first wins. */
const leavesFirst = smallest(
  'leavesFirst',
  {
    home: {
      type: 'parallel',
      on: { COUNT: { actions: 'count' } },
      states: {
        first: region('first'),
        second: region('second'),
      },
    },
    away: { on: { BACK: 'home' } },
  },
  ['MOVE', 'COUNT', 'BACK'],
);

function region(name: 'first' | 'second') {
  const stays = { always: { guard: 'odd', target: '#leavesFirst.away', actions: tell(name) } };
  return {
    initial: 'one',
    states: name === 'first' ? { one: { on: { MOVE: 'two' }, ...stays }, two: stays } : { one: stays },
  };
}

/** Leaving for what is remembered of all regions, XState forgets the state around them, and so its way out. */
const forgotten = smallest(
  'forgotten',
  {
    home: {
      type: 'parallel',
      entry: tell('enters home'),
      exit: tell('leaves home'),
      states: {
        first: { initial: 'one', states: { one: { on: { NEXT: 'two' } }, two: {} } },
        second: { on: { PAST: { target: '#forgotten.home.past', reenter: true } } },
        past: { type: 'history', history: 'deep' },
      },
      on: { GO: '#forgotten.away' },
    },
    away: { on: { BACK: 'home' } },
  },
  ['NEXT', 'PAST', 'GO', 'BACK'],
);

/** One region leaves while another, which has no states, answers itself: XState is then in both places. */
const inTwoPlaces = smallest(
  'inTwoPlaces',
  {
    home: {
      type: 'parallel',
      states: {
        first: { on: { GO: { target: '#inTwoPlaces.home.first', actions: tell('stays') }, ...asks('first') } },
        second: { on: { GO: { target: '#inTwoPlaces.away', actions: tell('goes') }, ...asks('second') } },
        third: { on: asks('third') },
      },
    },
    away: { on: { BACK: 'home', ...asks('away') } },
  },
  ['GO', 'ASK', 'BACK'],
);

export const orders: readonly Species[] = [askedInTurn, leavesFirst, forgotten, inTwoPlaces];
