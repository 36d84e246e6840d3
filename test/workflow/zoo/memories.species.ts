import { HOUR, keeper, start, tell, tellMemory } from './keeper.js';
import type { Species } from './keeper.js';

/** Remembers where it was: shallow and deep, within regions, with a default and without, left by events and by delays. */
export const memories: Species = {
  events: ['OPEN', 'CLOSE', 'SHALLOW', 'DEEP', 'IN', 'OUT', 'FLIP', 'BOTH'],
  machine: keeper.createMachine({
    id: 'memories',
    context: start,
    initial: 'unborn',
    states: {
      unborn: { on: { BEGIN: 'away' } },
      home: {
        initial: 'hall',
        entry: tell('home'),
        exit: tell('left home'),
        states: {
          hall: { on: { IN: 'room', FLIP: 'cellars' } },
          room: {
            initial: 'door',
            states: {
              door: { on: { IN: 'window' } },
              window: { on: { OUT: 'door' }, after: { [2 * HOUR]: '#memories.away' } },
              lastPlace: { type: 'history' },
            },
            on: { OUT: 'hall', FLIP: '#memories.home.cellars' },
          },
          cellars: {
            type: 'parallel',
            states: {
              leftHandCellar: {
                initial: 'dark',
                states: {
                  dark: { on: { FLIP: { target: 'lit', actions: 'count' } } },
                  lit: { on: { FLIP: 'dark', OUT: '#memories.home.hall' } },
                },
              },
              right: {
                initial: 'dark',
                states: {
                  dark: { on: { IN: 'lit' } },
                  lit: {
                    initial: 'dim',
                    states: { dim: { on: { IN: 'bright' } }, bright: { after: { [HOUR]: 'dim' } } },
                    on: { BOTH: '#memories.home.room.lastPlace' },
                  },
                },
              },
              kept: { type: 'history', history: 'deep' },
            },
            on: { CLOSE: '#memories.away' },
          },
          shallow: { type: 'history', history: 'shallow', target: 'room' },
          deep: { type: 'history', history: 'deep' },
        },
        on: {
          CLOSE: 'away',
          BOTH: '#memories.elsewhere',
          SHALLOW: '#memories.home.room.lastPlace',
          DEEP: '#memories.home.cellars.kept',
        },
        after: { [5 * HOUR]: 'away' },
      },
      elsewhere: {
        on: {
          DEEP: { target: '#memories.home.cellars.kept', actions: tell('back to the cellars') },
          SHALLOW: '#memories.home.room.lastPlace',
          OUT: 'away',
          IN: 'gone',
        },
        after: { [HOUR]: { target: '#memories.home.deep', actions: tellMemory('by itself') } },
      },
      away: {
        on: {
          OPEN: 'home',
          SHALLOW: { target: 'home.shallow', actions: 'count' },
          DEEP: { target: '#memories.home.deep', actions: tell('as it was') },
          BOTH: 'elsewhere',
        },
      },
      gone: { type: 'final', entry: tell('gone') },
    },
  }),
};
