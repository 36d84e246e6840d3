import { HOUR, evenAndSmall, inState, keeper, notEven, start, tell, tellMemory } from './keeper.js';
import type { Species } from './keeper.js';

/** Regions within regions that answer the same event, look at each other, and interrupt each other. */
export const regions: Species = {
  events: ['NEXT', 'BACK', 'LEAVE', 'JUMP', 'DEEP', 'SWAP', 'SPLIT', 'LOOK', 'IN'],
  machine: keeper.createMachine({
    id: 'regions',
    context: start,
    initial: 'unborn',
    states: {
      unborn: { on: { BEGIN: { target: 'grazing', actions: ['count', tell('born')] } } },
      // The names are of different lengths on purpose: a database may keep keys in an order of its own.
      grazing: {
        type: 'parallel',
        entry: tell('grazing'),
        exit: tell('grazed'),
        states: {
          northernMeadow: {
            initial: 'one',
            states: {
              one: {
                exit: tell('north one'),
                on: {
                  NEXT: { target: 'two', actions: ['count', 'note'] },
                  LEAVE: { target: '#regions.resting', actions: tell('north leaves') },
                  SWAP: { target: ['#regions.grazing.east.inner.up.b', '#regions.grazing.east.inner.down.b'] },
                },
              },
              two: {
                entry: tellMemory('north two'),
                on: {
                  NEXT: [
                    { guard: evenAndSmall, target: 'three' },
                    { target: 'one', actions: 'count' },
                  ],
                  BACK: 'one',
                },
              },
              three: { after: { [HOUR]: 'one' }, on: { BACK: 'two', DEEP: '#regions.grazing.east.inner' } },
            },
          },
          east: {
            initial: 'inner',
            states: {
              inner: {
                type: 'parallel',
                exit: tell('inner left'),
                states: {
                  up: {
                    initial: 'a',
                    states: {
                      a: { on: { NEXT: { target: 'b', actions: ['note', 'count', tellMemory('up')] } } },
                      b: {
                        on: {
                          NEXT: { target: 'a', actions: ['note', 'count'] },
                          LEAVE: { guard: notEven, target: '#regions.grazing.east.outer', actions: tell('up leaves') },
                        },
                      },
                    },
                  },
                  down: {
                    initial: 'a',
                    states: {
                      a: {
                        on: {
                          NEXT: { target: 'b', actions: tellMemory('down') },
                          SWAP: { target: '#regions.grazing.east.outer', actions: tell('down swaps') },
                        },
                      },
                      b: { on: { NEXT: { guard: inState({ grazing: { northernMeadow: 'two' } }), target: 'a' } } },
                    },
                  },
                },
                on: { JUMP: { target: ['.up.b', '.down.b'], actions: 'count' } },
              },
              outer: { on: { IN: 'inner', JUMP: 'inner', LOOK: { actions: ['count', tellMemory('outer')] } } },
            },
          },
          w: {
            initial: 'idle',
            states: {
              idle: {
                on: {
                  LOOK: { guard: inState({ grazing: { east: 'outer' } }), target: 'busy' },
                  NEXT: { guard: inState({ grazing: { northernMeadow: 'one' } }), target: 'busy' },
                  LEAVE: { guard: 'third', target: '#regions.resting', actions: tell('w leaves') },
                },
              },
              busy: { on: { BACK: 'idle', NEXT: { target: 'idle', actions: ['count', 'note', tellMemory('w')] } } },
            },
          },
        },
        on: { LEAVE: { target: 'resting', actions: tell('all leave') }, SPLIT: { target: 'grazing', reenter: true } },
      },
      resting: {
        on: {
          BACK: 'grazing',
          IN: { target: ['#regions.grazing.northernMeadow.two', '#regions.grazing.east.outer'] },
          DEEP: '#regions.grazing.east.inner.down.b',
        },
        after: { [2 * HOUR]: 'grazing' },
      },
    },
  }),
};
