import { SimulatedClock, createActor } from 'xstate';
import type { AnyMachineSnapshot, EventObject } from 'xstate';
import { awaken, firstStep, takeStep } from '../../../libs/workflow/src/step.js';
import type { Asked, Standing } from '../../../libs/workflow/src/step.js';
import type { CaseEvent } from '../../../libs/workflow/src/pure.js';
import type { Life } from './herd.js';
import { HOUR } from './keeper.js';
import type { Species } from './keeper.js';

/** What one event did: to the machine, and what the machine asked for. */
interface Happened {
  event: EventObject;
  did: unknown;
}

/** One event that XState's own actor was sent or sent itself, and what it made of it. */
interface Observed {
  event: EventObject;
  actions: { type: string; params: Record<string, unknown> | undefined }[];
  snapshot?: AnyMachineSnapshot;
}

/**
 * Lives a life in an XState actor that nobody has touched, and gives each event that the actor took (from outside or of
 * its own clock) to the engine's step as well, with nothing between two steps but what a row keeps.
 * @returns what each made of every event, to be compared.
 */
export function liveByStep({ machine, events }: Species, life: Life, waits: readonly number[]) {
  const actor: Happened[] = [];
  const engine: Happened[] = [];
  const clock = new SimulatedClock();
  let observed: Observed[] = [];
  let standing: Standing | undefined;
  const one = createActor(machine, {
    clock,
    logger: () => undefined,
    inspect(inspected) {
      if (inspected.type === '@xstate.event') observed.push({ event: inspected.event, actions: [] });
      const last = observed.at(-1);
      if (inspected.type === '@xstate.action') last?.actions.push(inspected.action as Observed['actions'][number]);
      if (inspected.type === '@xstate.snapshot' && last) last.snapshot = inspected.snapshot as AnyMachineSnapshot;
    },
  });
  let failure: Error | undefined;
  one.subscribe({
    error: (error) => {
      failure = error as Error;
    },
  });
  one.start();
  // What a machine asks for before its first event belongs to the step that creates the case.
  const made = observed.flatMap(({ actions }) => actions);
  observed = [];
  const follow = () => {
    if (failure) throw failure;
    for (const { event, actions, snapshot = one.getSnapshot() as AnyMachineSnapshot } of observed) {
      actor.push({ event, did: { ...plainOf(snapshot), asked: actions.flatMap(askedOf) } });
      const before = standing && awaken(machine, standing);
      const step = before
        ? takeStep(machine, before, event as CaseEvent, ['tell'])
        : firstStep(machine, event as CaseEvent, ['tell']);
      if (step) standing = asKept(step.next);
      const asked = (step?.asked ?? []).map(bare);
      engine.push({ event, did: { ...plainOf(awaken(machine, standing as Standing)), asked } });
    }
    observed = [];
  };
  one.send({ type: 'BEGIN', n: 1 });
  observed[0]?.actions.unshift(...made);
  follow();
  for (const [turn, hours] of waits.entries()) {
    const happening = life.turns[turn];
    if (happening) one.send({ type: events[happening.event % events.length] as string, n: happening.n });
    follow();
    for (let hour = 0; hour < hours; hour += 1) clock.increment(HOUR);
    follow();
  }
  return { actor, engine };
}

function plainOf({ value, context, historyValue, status }: AnyMachineSnapshot) {
  const past = Object.entries(historyValue).map(([id, nodes]) => [id, nodes.map((node) => node.id).sort()]);
  return { state: value as unknown, context: context as unknown, past: Object.fromEntries(past) as unknown, status };
}

function askedOf({ type, params = {} }: Observed['actions'][number]): unknown[] {
  if (type === 'tell') return [{ do: 'effect', payload: params }];
  if (type === 'xstate.cancel') return [{ do: 'cancel', key: params['sendId'] }];
  if (type !== 'xstate.raise' || params['delay'] === undefined) return [];
  return [{ do: 'schedule', key: params['id'], delay: params['delay'], event: params['event'] }];
}

const bare = (asked: Asked): unknown => (asked.do === 'effect' ? { do: 'effect', payload: asked.payload } : asked);

/** What jsonb gives back: the keys in the order of their length. */
function asKept<T>(value: T): T {
  if (Array.isArray(value)) return value.map(asKept) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => one.length - other.length || (one < other ? -1 : 1))
      .map(([key, inner]) => [key, asKept(inner as unknown)]),
  ) as T;
}
