import { and, enqueueActions, log, not, or, raise } from 'xstate';
import { HOUR, keeper, start, tell, tellMemory } from './keeper.js';
import type { Species } from './keeper.js';

/** One event leads to many steps: eventless transitions, raised events, wildcards, and guards made of guards. */
export const chains: Species = {
  events: ['SORT', 'ASK.one', 'ASK.two', 'ASK', 'ASK.one', 'ODD', 'ODD', 'ADD', 'FALL', 'PAIR', 'UNEVEN', 'UNHEARD.OF'],
  machine: keeper.createMachine({
    id: 'chains',
    context: start,
    initial: 'unborn',
    states: {
      unborn: { on: { BEGIN: { target: 'sorting', actions: 'count' } } },
      sorting: {
        always: [
          { guard: and(['even', not('small')]), target: 'heap', actions: tell('to the heap') },
          { guard: or([and(['third', 'small']), not('even')]), target: 'pile', actions: 'note' },
          { target: 'loose' },
        ],
      },
      heap: {
        entry: [raise({ type: 'SETTLE', n: 2 }), 'count'],
        on: {
          SETTLE: { actions: ['note', 'count', tellMemory('settled')] },
          'ASK.*': { target: 'loose', actions: ['note', 'count'] },
          '*': { target: 'sorting', actions: ['note', 'count'] },
          // Forbidden here: the wildcard does not get it.
          ODD: {},
        },
        after: { [2 * HOUR]: { target: 'sorting', actions: 'count' } },
      },
      pile: {
        initial: 'top',
        states: {
          top: {
            always: { guard: 'third', target: 'middle', actions: ['count', tell('slips')] },
            on: { FALL: { target: 'middle', actions: [raise({ type: 'FELL' }), tellMemory('falls')] } },
          },
          middle: {
            on: {
              FELL: { target: 'bottom', actions: [raise({ type: 'FELL' }), 'note'] },
              'ASK.two': { guard: or(['even', 'big']), target: 'bottom' },
            },
          },
          bottom: { on: { FELL: { actions: ['note', tell('lies')] }, 'ASK.*': { target: 'top', actions: 'count' } } },
        },
        on: {
          '*': { actions: 'note' },
          ODD: {},
          ADD: {
            actions: enqueueActions(({ context, enqueue, check }) => {
              enqueue('count');
              if (check('even')) enqueue.raise({ type: 'FELL' });
              if (context.n > 6) enqueue({ type: 'tell', params: { what: 'much' } });
              else {
                enqueue.cancel('tidy');
                enqueue.raise({ type: 'TIDY' }, { delay: HOUR, id: 'tidy' });
              }
            }),
          },
          TIDY: { target: 'sorting', actions: ['note', log('tidied')] },
          SORT: { guard: not(and(['even', 'third'])), target: 'sorting', actions: 'count' },
        },
        exit: enqueueActions(({ enqueue }) => enqueue.cancel('tidy')),
      },
      // Two regions, one of them without states of its own, that want to leave at once: the first one goes.
      uneven: {
        type: 'parallel',
        states: {
          deep: { initial: 'x', states: { x: { always: { guard: 'third', target: '#chains.heap' } } } },
          flat: { always: { guard: 'third', target: '#chains.pile', actions: tell('flat') } },
        },
        on: { ADD: { actions: 'count' }, SORT: { target: 'sorting', actions: 'count' } },
      },
      loose: {
        type: 'parallel',
        states: {
          aVeryLongName: {
            initial: 'calm',
            states: {
              calm: { on: { PAIR: { target: 'stirred', actions: [raise({ type: 'STIR', n: 1 }), 'count'] } } },
              stirred: { always: { guard: 'third', target: 'calm', actions: ['count', tellMemory('calms')] } },
            },
          },
          b: {
            initial: 'calm',
            states: {
              calm: { on: { STIR: { target: 'stirred', actions: ['note', tell('stirs')] } } },
              stirred: { always: { guard: 'even', target: 'calm', actions: tell('calm again') } },
            },
          },
        },
        on: {
          SORT: 'sorting',
          ADD: { actions: 'count' },
          'ASK.*': { target: 'heap', actions: 'count' },
          UNEVEN: 'uneven',
          ODD: {},
          '*': { target: 'pile', actions: ['note', 'count'] },
        },
      },
    },
  }),
};
