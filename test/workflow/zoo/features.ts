import type { AnyMachineSnapshot, AnyStateNode, AnyTransitionDefinition, EventObject } from 'xstate';

/** What the inspection of XState tells of one step within a step; its own type hides the transitions. */
export interface Microstep {
  event: EventObject;
  snapshot: AnyMachineSnapshot;
  _transitions: readonly AnyTransitionDefinition[];
}

/** Every feature of a machine that the engine accepts. The names are what the run prints. */
export const FEATURES = [
  'event with payload',
  'nested states',
  'parallel regions',
  'nested parallel regions',
  'several regions at one event',
  'one region interrupts the others',
  'several targets',
  'shallow history',
  'deep history',
  'history with nothing to remember',
  'eventless transition',
  'raised event',
  'delayed transition (after)',
  'delayed raise',
  'delay of zero',
  'computed delay',
  'delay cancelled by leaving',
  'delay cancelled by cancel',
  'delay armed again',
  'wildcard *',
  'wildcard part.*',
  'transition without target',
  'internal self-transition',
  'external self-transition',
  'entering a child again',
  'transition of the root',
  'forbidden transition',
  'not accepted',
  'final state',
  'onDone of a state',
  'onDone of regions',
  'the end of the machine',
  'guard',
  'guard: and',
  'guard: or',
  'guard: not',
  'guard: stateIn',
  'entry and exit actions',
  'assign',
  'effect',
] as const;
export type Feature = (typeof FEATURES)[number];

/** How many steps (or steps within steps) each feature took part in. */
export class Exercised {
  readonly counts = new Map<Feature, number>(FEATURES.map((feature) => [feature, 0]));

  add(feature: Feature, holds = true): void {
    if (holds) this.counts.set(feature, (this.counts.get(feature) as number) + 1);
  }

  /** Looks at one microstep: which transitions were taken, and what they did. */
  microstep(before: AnyMachineSnapshot, step: Microstep, external: EventObject): void {
    const transitions = step._transitions;
    if (transitions.length === 0) return;
    this.add('several regions at one event', transitions.length > 1);
    this.add('one region interrupts the others', interrupts(before, transitions));
    this.add('raised event', isRaised(step.event, external) && !transitions.every(isEventless));
    this.add('delayed raise', DELAYED.has(step.event.type) && step.event === external);
    this.add('event with payload', 'n' in step.event);
    this.add('assign', before.context !== step.snapshot.context);
    this.add('the end of the machine', before.status === 'active' && step.snapshot.status === 'done');
    const now = new Set(step.snapshot._nodes);
    const nodes = [...now];
    this.add('parallel regions', nodes.some(isParallel));
    this.add('nested parallel regions', nodes.filter(isParallel).length > 1);
    this.add('nested states', nodes.length > 2);
    this.add(
      'final state',
      nodes.some((node) => node.type === 'final' && !before._nodes.includes(node)),
    );
    for (const transition of transitions) this.transition(before, transition);
  }

  private transition(before: AnyMachineSnapshot, transition: AnyTransitionDefinition): void {
    const { source, target, eventType, reenter } = transition;
    const [first] = target ?? [];
    this.add('eventless transition', isEventless(transition));
    this.add('delayed transition (after)', eventType.startsWith('xstate.after.'));
    this.add('onDone of a state', eventType.startsWith('xstate.done.state.') && source.type === 'compound');
    this.add('onDone of regions', eventType.startsWith('xstate.done.state.') && source.type === 'parallel');
    this.add('wildcard *', eventType === '*');
    this.add('wildcard part.*', eventType.endsWith('.*'));
    this.add('transition without target', !first);
    this.add('internal self-transition', first === source && !reenter);
    this.add('external self-transition', first === source && reenter);
    this.add('entering a child again', !!first && reenter && within(first, source));
    this.add('transition of the root', !source.parent);
    this.add('several targets', (target?.length ?? 0) > 1);
    const history = target?.find((node) => node.type === 'history');
    this.add('shallow history', !!history && history.history !== 'deep');
    this.add('deep history', history?.history === 'deep');
    this.add('history with nothing to remember', !!history && !before.historyValue[history.id]);
    const { guard } = transition;
    this.add('guard', !!guard);
    const kinds = guard ? kindsOfGuard(guard) : [];
    for (const kind of ['and', 'or', 'not', 'stateIn'] as const) this.add(`guard: ${kind}`, kinds.includes(kind));
  }
}

/** What the machines of the zoo raise with a delay. */
export const DELAYED: ReadonlySet<string> = new Set(['NUDGE', 'RING', 'TIDY']);

const isParallel = (node: AnyStateNode) => node.type === 'parallel';
const isEventless = (transition: AnyTransitionDefinition) => transition.eventType === '';
const isRaised = (event: EventObject, external: EventObject) =>
  event !== external && !event.type.startsWith('xstate.done.');

function within(node: AnyStateNode, ancestor: AnyStateNode): boolean {
  for (let each = node.parent; each; each = each.parent) if (each === ancestor) return true;
  return false;
}

/** A transition of one region leaves the state whose other regions were active too. */
function interrupts(before: AnyMachineSnapshot, transitions: readonly AnyTransitionDefinition[]): boolean {
  return transitions.some(({ source, target }) =>
    before._nodes.some(
      (node) =>
        isParallel(node) && within(source, node) && (target ?? []).some((each) => each !== node && !within(each, node)),
    ),
  );
}

function kindsOfGuard(guard: unknown): string[] {
  const { name, guards } = guard as { name?: string; guards?: readonly unknown[] };
  return [name ?? '', ...(guards ?? []).flatMap(kindsOfGuard)];
}
