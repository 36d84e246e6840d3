import { cancel, raise } from 'xstate';
import { HOUR, keeper, start, tell, tellMemory } from './keeper.js';
import type { Species } from './keeper.js';

/** Delays raced with cancels, with being left, with being entered again, and with each other at one moment. */
export const timers: Species = {
  events: ['GO', 'REST', 'AGAIN', 'STAY', 'CALM', 'WIND', 'UNWIND', 'COUNT', 'BOTH'],
  machine: keeper.createMachine({
    id: 'timers',
    context: start,
    initial: 'unborn',
    on: { COUNT: { actions: 'count' } },
    states: {
      unborn: { on: { BEGIN: { target: 'waiting', actions: 'count' } } },
      waiting: {
        entry: [raise({ type: 'NUDGE' }, { delay: 2 * HOUR, id: 'nudge' }), tell('waiting')],
        exit: [cancel('nudge'), tell('waited')],
        after: {
          [HOUR]: { guard: 'third', actions: ['note', 'count'] },
          [3 * HOUR]: [
            { guard: 'even', target: 'late' },
            { target: 'waiting', reenter: true, actions: 'note' },
          ],
        },
        on: {
          NUDGE: { actions: ['note', 'count', tellMemory('nudged')] },
          CALM: { actions: cancel('nudge') },
          GO: 'working',
          STAY: { target: 'waiting', actions: 'count' },
          AGAIN: { target: 'waiting', reenter: true },
          BOTH: 'both',
        },
      },
      working: {
        after: {
          soon: { target: '.second', actions: tell('soon') },
          byMemory: { actions: ['note', tellMemory('by memory')] },
        },
        initial: 'first',
        states: {
          first: { after: { [2 * HOUR]: { target: '#timers.late', actions: 'note' } } },
          second: { on: { COUNT: { target: 'first', actions: 'count' } } },
        },
        on: {
          // Wound again, it rings once: what was wound before is unwound first.
          WIND: {
            actions: [
              cancel('ring'),
              raise(({ context }) => ({ type: 'RING', n: context.n }), {
                delay: ({ context }) => ((context.n % 3) + 1) * HOUR,
                id: 'ring',
              }),
            ],
          },
          UNWIND: { actions: [cancel(({ context }) => (context.n > 20 ? 'nothing' : 'ring')), 'count'] },
          RING: [
            {
              guard: 'small',
              actions: ['note', 'count', raise({ type: 'RING', n: 1 }, { delay: 'soon', id: 'ring' })],
            },
            { target: 'waiting', actions: 'note' },
          ],
          REST: 'waiting',
          AGAIN: { target: 'working', reenter: true },
        },
      },
      // Two regions whose delays end at one moment: the one that was armed first comes first.
      both: {
        type: 'parallel',
        after: { [4 * HOUR]: { target: 'late', actions: tell('too long') } },
        states: {
          theLongerName: {
            initial: 'on',
            states: {
              on: { entry: tell('on'), after: { [HOUR]: { target: 'off', actions: ['note', tellMemory('first')] } } },
              off: { after: { [HOUR]: 'on' }, on: { STAY: 'on' } },
            },
          },
          short: {
            initial: 'on',
            states: {
              on: { after: { [HOUR]: { target: 'off', actions: ['count', tellMemory('second')] } } },
              off: { after: { [2 * HOUR]: { guard: 'even', target: '#timers.waiting' }, soon: 'on' } },
            },
          },
        },
        on: { AGAIN: { target: 'both', reenter: true }, REST: 'waiting' },
      },
      late: {
        entry: raise({ type: 'NUDGE' }, { delay: 0 }),
        on: { NUDGE: { target: 'waiting', actions: ['note', tell('at once')] }, GO: 'both' },
      },
    },
  }),
};
