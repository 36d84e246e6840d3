import { HOUR, keeper, start, tell, tellMemory } from './keeper.js';
import type { Species } from './keeper.js';

/** Enters itself again in every way, comes to an end in parts, and once for good. */
export const ends: Species = {
  events: ['IN', 'RE', 'RE_CHILD', 'SELF', 'DO', 'DO', 'MORE', 'END', 'OVER'],
  machine: keeper.createMachine({
    id: 'ends',
    context: start,
    initial: 'unborn',
    // What the whole machine arms when it is made: it is asked for when the case is created.
    entry: tell('made'),
    after: { [6 * HOUR]: { actions: ['note', tell('six hours old')] } },
    on: { OVER: { guard: 'even', target: '.over' }, SELF: { actions: ['count', tell('root')] } },
    states: {
      unborn: { on: { BEGIN: 'tasks' } },
      tasks: {
        type: 'parallel',
        entry: tell('tasks'),
        exit: tell('no tasks'),
        states: {
          writing: {
            initial: 'draft',
            states: {
              draft: {
                entry: tell('draft'),
                exit: tell('no draft'),
                on: {
                  DO: { target: 'ready', actions: 'count' },
                  SELF: { target: 'draft', actions: 'count' },
                  RE: { target: 'draft', reenter: true, actions: 'note' },
                },
                after: { [3 * HOUR]: 'ready' },
              },
              ready: { type: 'final', output: ({ context }) => ({ n: context.n }) },
            },
            onDone: { actions: ['note', tellMemory('written')] },
            on: {
              RE_CHILD: { target: '.draft', reenter: true },
              MORE: { target: '.draft', actions: 'note' },
            },
          },
          bo: {
            initial: 'thinking',
            states: {
              thinking: { on: { DO: 'known', MORE: { actions: 'count' } } },
              known: { type: 'final' },
            },
            onDone: { actions: tell('thought') },
          },
        },
        onDone: { target: 'between', actions: ['note', 'count', tell('all done')] },
        on: { RE: { target: 'tasks', reenter: true, actions: 'count' }, END: 'between' },
      },
      between: {
        initial: 'first',
        states: {
          first: { on: { DO: 'second', SELF: { target: 'first', reenter: true } }, after: { [HOUR]: 'second' } },
          second: { on: { DO: 'last', IN: '#ends.between' } },
          last: { type: 'final', entry: tell('last') },
        },
        onDone: [
          { guard: 'big', target: 'over' },
          { target: 'tasks', actions: 'note' },
        ],
        on: {
          END: 'over',
          IN: { target: 'between', actions: tell('inside') },
          RE: { target: 'between', reenter: true, actions: tell('outside') },
          RE_CHILD: { target: '.second', reenter: true },
        },
      },
      over: { type: 'final', entry: tell('over') },
    },
  }),
};
