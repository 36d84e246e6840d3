import { assign, setup } from 'xstate';
import type { CaseEvent } from '#workflow/pure';

export type Place = 'walking' | 'resting' | 'ended';
export interface Notes {
  notes: string[];
}

type Event = CaseEvent & { type: string; word?: string; place?: Place };

const note = assign<Notes, Event, undefined, Event, never>({
  notes: ({ context, event }) => [...context.notes, `${event.type} ${event.word ?? ''}`],
});

/** A machine that refuses much, so that leaving an entry out often makes a later one impossible. */
export const walkMachine = setup({ types: { context: {} as Notes, events: {} as Event } }).createMachine({
  id: 'walk',
  context: { notes: [] },
  initial: 'unborn',
  states: {
    unborn: {
      on: {
        BEGIN: { target: 'walking', actions: note },
        RECORD_PAST: (['walking', 'resting', 'ended'] as const).map((place) => ({
          guard: ({ event }: { event: Event }) => event.place === place,
          target: place,
          actions: note,
        })),
      },
    },
    walking: { on: { STOP: { target: 'resting', actions: note }, NOTE: { actions: note }, END: 'ended' } },
    resting: { on: { GO: { target: 'walking', actions: note }, NOTE: { actions: note }, END: 'ended' } },
    ended: { on: { REVIVE: { target: 'walking', actions: note } } },
  },
});

/** The same by hand, for the reference: the next place and notes, or nothing when the machine would refuse. */
export function walk(
  from: { place: Place; notes: string[] } | undefined,
  event: { type: string; word?: string; place?: Place },
): { place: Place; notes: string[] } | undefined {
  const notes = [...(from?.notes ?? []), `${event.type} ${event.word ?? ''}`];
  const at = from?.place;
  switch (event.type) {
    case 'BEGIN':
      return at ? undefined : { place: 'walking', notes };
    case 'RECORD_PAST':
      return at ? undefined : { place: event.place as Place, notes };
    case 'STOP':
      return at === 'walking' ? { place: 'resting', notes } : undefined;
    case 'GO':
      return at === 'resting' ? { place: 'walking', notes } : undefined;
    case 'NOTE':
      return at && from && at !== 'ended' ? { place: at, notes } : undefined;
    case 'END':
      return from && at !== 'ended' ? { place: 'ended', notes: from.notes } : undefined;
    default:
      return at === 'ended' ? { place: 'walking', notes } : undefined;
  }
}
