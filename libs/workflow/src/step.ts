import { initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot, AnyStateMachine, EventObject, StateValue } from 'xstate';
import { ENTERED, asEntered, enteredIn, inOrderOf } from './entered.js';
import type { CaseEvent } from './pure.js';

/** Everything of a case that lives between two events; plain JSON. */
export interface Standing {
  state: StateValue;
  context: Record<string, unknown>;
  historyValue: Record<string, string[]>;
}

/** What a step asks for beyond the new state, in the order in which the machine asked. */
export type Asked =
  | { do: 'effect'; kind: string; key: string | undefined; due: string | undefined; payload: Record<string, unknown> }
  | { do: 'schedule'; key: string | undefined; delay: number; event: EventObject; due?: string }
  | { do: 'cancel'; key: string };

export interface Step {
  next: Standing;
  asked: Asked[];
}

/** The moment before a case exists. Every machine starts there, and its first event leads out: creation is a transition. */
export const UNBORN = 'unborn';

/**
 * The snapshot behind a stored case, as XState would have kept it in memory. Its regions stand in the order in which they
 * were entered, or else in the order of the machine, whatever the order in which the database keeps keys: which of two
 * regions answers first, and which gives way, depends on it.
 * @throws when the machine does not have the state.
 */
export function awaken(machine: AnyStateMachine, standing: Standing): AnyMachineSnapshot {
  const { [ENTERED]: entered, ...remembered } = standing.historyValue;
  const historyValue = Object.fromEntries(
    Object.entries(remembered).map(([id, nodes]) => [id, nodes.map((node) => machine.getStateNodeById(node))]),
  );
  const value = inOrderOf(machine.root, standing.state, (node) => node.order);
  const snapshot = machine.resolveState({ value, context: standing.context, historyValue }) as AnyMachineSnapshot;
  if (entered) return asEntered(snapshot, standing.state, entered);
  snapshot._nodes.sort((one, other) => one.order - other.order);
  return snapshot;
}

type Transitioned = [
  AnyMachineSnapshot,
  { type: string; params: Record<string, string | number | object> | undefined }[],
];

/** Does the machine begin in `unborn`? Ours do; one that does not is created in its own initial state. */
export function startsUnborn(machine: AnyStateMachine): boolean {
  return machine.root.initial.target[0]?.key === UNBORN;
}

const beginnings = new WeakMap<AnyStateMachine, Transitioned>();

/** The snapshot of a case that does not exist yet; the same for all of a machine, and worked out once. */
export function unborn(machine: AnyStateMachine): AnyMachineSnapshot {
  return beginning(machine)[0];
}

/** The same with what a machine asks for on entering its root. */
function beginning(machine: AnyStateMachine): Transitioned {
  const known = beginnings.get(machine);
  if (known) return known;
  const made = initialTransition(machine, undefined as never) as unknown as Transitioned;
  beginnings.set(machine, made);
  return made;
}

/**
 * The step that creates a case: out of `unborn`, or into the initial state of a machine that has none. What a machine
 * asks for before its first event (on entering its root) belongs to it.
 */
export function firstStep(machine: AnyStateMachine, event: CaseEvent, effects: readonly string[]): Step | undefined {
  if (!startsUnborn(machine)) {
    return toStep(machine, initialTransition(machine, event as never) as unknown as Transitioned, effects);
  }
  const before = toStep(machine, beginning(machine), effects);
  const born = takeStep(machine, unborn(machine), event, effects);
  return born && { ...born, asked: [...before.asked, ...born.asked] };
}

/** Does any state that the case is in know this event, whatever its guards say? */
export function knowsEvent(snapshot: AnyMachineSnapshot, type: string): boolean {
  return snapshot._nodes.some(
    (node) => node.transitions.has(type) || [...node.transitions.keys()].some((key) => matches(key, type)),
  );
}

function matches(descriptor: string, type: string): boolean {
  if (descriptor === '*') return true;
  return descriptor.endsWith('.*') && (type === descriptor.slice(0, -2) || type.startsWith(descriptor.slice(0, -1)));
}

/**
 * One step: the next state and what it asks for, as data; nothing when the machine does not accept the event, which
 * XState itself would pass over without a word.
 * @throws when the machine asks for something that the engine does not carry out, naming it.
 */
export function takeStep(
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  event: CaseEvent,
  effects: readonly string[],
): Step | undefined {
  // `can` looks at transitions only: the root of a machine that has come to its end would still answer.
  if (snapshot.status !== 'active' || !snapshot.can(event)) return undefined;
  return toStep(machine, transition(machine, snapshot, event) as unknown as Transitioned, effects);
}

function toStep(machine: AnyStateMachine, [next, actions]: Transitioned, effects: readonly string[]): Step {
  if (next.status === 'error') throw next.error;
  if (Object.keys(next.children as object).length > 0)
    throw new Error(`${machine.id} spawned an actor, which nothing here would keep`);
  return {
    next: toStanding(next),
    asked: actions.flatMap((action) => ask(machine, action, effects)),
  };
}

function toStanding(snapshot: AnyMachineSnapshot): Standing {
  const historyValue = Object.fromEntries(
    Object.entries(snapshot.historyValue).map(([id, nodes]) => [id, nodes.map((node) => node.id)]),
  );
  const entered = enteredIn(snapshot);
  // JSON drops `undefined`; doing it here keeps what is replayed equal to what was stored.
  return toJson({
    state: snapshot.value as unknown,
    context: snapshot.context as unknown,
    historyValue: entered ? { ...historyValue, [ENTERED]: entered } : historyValue,
  }) as Standing;
}

/** The value as it comes back from JSON; itself where that is the same, which a context nearly always is. */
function toJson(value: unknown): unknown {
  return isJson(value) ? value : (JSON.parse(JSON.stringify(value)) as unknown);
}

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || 'toJSON' in value) return false;
  if (Array.isArray(value)) {
    // Not `every`, which passes over holes.
    for (let index = 0; index < value.length; index += 1) if (!isJson(value[index])) return false;
    return true;
  }
  const plain = Object.getPrototypeOf(value) === Object.prototype;
  if (!plain || Object.getOwnPropertySymbols(value).length > 0) return false;
  for (const key in value) if (!isJson((value as Record<string, unknown>)[key])) return false;
  return true;
}

function ask(
  machine: AnyStateMachine,
  action: { type: string; params: Record<string, string | number | object> | undefined },
  effects: readonly string[],
): Asked[] {
  const params = action.params ?? {};
  switch (action.type) {
    case 'xstate.raise':
      // Without a delay it was already taken within this step.
      return params['delay'] === undefined
        ? []
        : [
            {
              do: 'schedule',
              key: params['id'] as string | undefined,
              delay: Number(params['delay']),
              event: params['event'] as EventObject,
            },
          ];
    case 'xstate.cancel':
      return [{ do: 'cancel', key: params['sendId'] as string }];
    case 'xstate.log':
    case 'xstate.assign':
      return [];
    default: {
      if (!effects.includes(action.type)) {
        throw new Error(`${machine.id} asks for “${action.type}”, which its process does not list among its effects`);
      }
      const { key, due, ...payload } = params;
      return [
        {
          do: 'effect',
          kind: action.type,
          key: key as string | undefined,
          due: due as string | undefined,
          payload,
        },
      ];
    }
  }
}

/** The name of XState's own action behind an action, which may stand there itself or under a name of the machine's. */
function builtIn(machine: AnyStateMachine, action: unknown): string | undefined {
  const name = typeof action === 'string' ? action : (action as { type?: string }).type;
  const implementations = machine.implementations.actions as Record<string, { type?: string } | undefined>;
  return implementations[name ?? '']?.type ?? name;
}

const REFUSED_ACTIONS = new Set(['xstate.spawnChild', 'xstate.stopChild', 'xstate.sendTo', 'xstate.emit']);

/**
 * What in a machine the engine would not keep between two events, in words, one line each; empty when it can run it.
 * Looked at once, when the process is registered.
 */
export function unfitFor(machine: AnyStateMachine): string[] {
  const problems: string[] = [];
  const visit = (node: AnyStateMachine['root']): void => {
    for (const invoked of node.invoke) problems.push(`${node.id} invokes ${invoked.id}`);
    const transitions = [...node.transitions.values(), ...(node.always ? [node.always] : [])].flat();
    const atFirst = node.type === 'compound' ? node.initial.actions : [];
    for (const action of [...node.entry, ...node.exit, ...atFirst, ...transitions.flatMap((each) => each.actions)]) {
      const type = builtIn(machine, action);
      if (type && REFUSED_ACTIONS.has(type)) problems.push(`${node.id} uses ${type}`);
    }
    for (const child of Object.values(node.states)) visit(child);
  };
  visit(machine.root);
  return problems;
}
