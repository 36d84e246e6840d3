import { and, assign, not, or, setup, stateIn } from 'xstate';
import type { AnyStateMachine } from 'xstate';

export const HOUR = 3_600_000;

/** What every animal remembers: a number that guards and delays look at, and the last events that it noticed. */
export interface Memory {
  n: number;
  seen: string[];
}

/** A machine, and what can be sent to it from outside. */
export interface Species {
  machine: AnyStateMachine;
  events: readonly string[];
}

/** What all animals are made of: the same guards, delays and effects, so that a machine shows nothing but its shape. */
export const keeper = setup({
  types: { context: {} as Memory, events: {} as { type: string; n?: number } },
  actions: {
    tell: (_, _params: { what: string; n?: number }) => undefined,
    note: assign({ seen: ({ context, event }) => [...context.seen.slice(-7), event.type] }),
    count: assign({ n: ({ context, event }) => (context.n + (event.n ?? 1)) % 12 }),
  },
  guards: {
    even: ({ context }) => context.n % 2 === 0,
    odd: ({ context }) => context.n % 2 === 1,
    third: ({ context }) => context.n % 3 === 0,
    small: ({ context }) => context.n < 6,
    big: ({ event }) => (event.n ?? 0) > 3,
  },
  delays: {
    soon: HOUR,
    byMemory: ({ context }) => (context.n % 4) * HOUR,
    laterByMemory: ({ context }) => ((context.n % 4) + 1) * HOUR,
  },
});

/** An effect that says where it was asked for. */
export const tell = (what: string) => ({ type: 'tell' as const, params: { what } });

/** An effect that also says what was remembered at that moment. */
export const tellMemory = (what: string) => ({
  type: 'tell' as const,
  params: ({ context }: { context: Memory }) => ({ what, n: context.n }),
});

export const start = (): Memory => ({ n: 0, seen: [] });

export const evenAndSmall = and(['even', 'small']);
export const notEven = not('even');
export const inState = (value: Parameters<typeof stateIn>[0]) => stateIn(value);
export const thirdOrSmall = or(['third', 'small']);
/** Is the animal in the state of this id? */
export const inPlace = (id: string) => stateIn(id as never);
