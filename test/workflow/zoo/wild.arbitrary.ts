import fc from 'fast-check';
import { cancel, raise } from 'xstate';
import type { AnyStateMachine, EventObject } from 'xstate';
import { HOUR, evenAndSmall, keeper, notEven, start, tell, tellMemory } from './keeper.js';
import type { Species } from './keeper.js';

/** A machine that nobody thought of: states within states, with transitions from anywhere to anywhere. */
type Shape = { kind: 'atomic' | 'compound' | 'parallel'; children: Shape[]; hasFinal: boolean; hasHistory: boolean };

const EVENTS = ['A', 'B', 'C', 'D.E', 'F'] as const;
const GUARDS = [undefined, undefined, undefined, 'even', 'small', 'third', evenAndSmall, notEven] as const;
/** What is not an event from outside but raised by the machine, at once or later. */
const RAISED = ['R', 'S'] as const;

const shapes = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constant<Shape>({ kind: 'atomic', children: [], hasFinal: false, hasHistory: false }),
    fc.record({
      kind: fc.constantFrom('compound' as const, 'compound' as const, 'parallel' as const),
      children: fc.array(tie('shape'), { minLength: 2, maxLength: 3 }),
      hasFinal: fc.boolean(),
      hasHistory: fc.boolean(),
    }),
  ),
})).shape;

/** Numbers that decide, in the order of the walk, what each state gets. */
const decisions = fc.infiniteStream(fc.nat({ max: 9_999 }));

/**
 * Machines of random shape, each with every kind of transition that the engine accepts.
 * @param id told apart by a number, as the machines of a herd are the versions of one process.
 */
export function wildMachines(id: number): fc.Arbitrary<Species> {
  return fc.tuple(fc.array(shapes, { minLength: 2, maxLength: 3 }), decisions).map(([tops, stream]) => {
    const config = configOf(`wild${id}`, tops, () => stream.next().value as number);
    return {
      machine: keeper.createMachine(config as never) as unknown as AnyStateMachine,
      events: [...EVENTS, 'UNHEARD'],
    };
  });
}

type Config = Record<string, unknown>;

function configOf(id: string, tops: readonly Shape[], next: () => number): Config {
  const pick = <T>(from: readonly T[]): T => from[next() % from.length] as T;
  const places = tops.flatMap((top, index) => placesOf(top, keyOf(index), ''));
  const anywhere = (region: string) => {
    const within = places.filter((place) => place.region === region || place.region === '');
    return `#${id}.${pick(within).path}`;
  };
  const actions = () => {
    const some = ['count', 'note', tell(`t${next() % 9}`), tellMemory('m')];
    return Array.from({ length: next() % 3 }, () => pick(some));
  };
  const lastTop = `#${id}.${keyOf(tops.length - 1)}`;
  const transition = (region: string): Config => ({
    ...(next() % 6 > 0 ? { target: anywhere(region), reenter: next() % 4 === 0 } : {}),
    guard: pick(GUARDS),
    actions: ['count', ...actions()],
  });
  const timer = (): unknown[] => {
    const key = `k${next() % 3}`;
    const delay = ((next() % 4) + 1) * HOUR;
    const event = { type: pick(RAISED), n: 1 } as EventObject;
    return next() % 3 === 0 ? [cancel(key)] : [cancel(key), raise(event, { delay, id: key })];
  };
  /** Only out of what is not the last: no chain of eventless transitions, and no end, may go round for ever. */
  const leap = (actions: unknown[]): Config => ({ target: lastTop, actions });
  const node = (shape: Shape, isLast: boolean, path: string, region: string): Config => {
    const on = Object.fromEntries(
      [...EVENTS, ...RAISED, '*', 'D.*'].filter(() => next() % 3 === 0).map((event) => [event, transition(region)]),
    );
    for (const event of EVENTS)
      if (on[event] && next() % 4 === 0) on[event]['actions'] = [raise({ type: 'R' }), tell('raises')];
    const after = next() % 3 === 0 ? { [((next() % 4) + 1) * HOUR]: transition(region) } : {};
    const behaviour = { on, after, entry: [...actions(), ...(next() % 3 === 0 ? timer() : [])], exit: actions() };
    if (shape.kind === 'atomic')
      return isLast || next() % 4 > 0
        ? behaviour
        : { ...behaviour, always: { guard: pick(['third', evenAndSmall]), ...leap([tell('at once')]) } };
    const onDone = isLast ? { actions: 'count' } : leap(['count', tell('done')]);
    return {
      ...behaviour,
      ...childrenOf(shape, (child, key) => {
        const inner = `${path}.${key}`;
        return node(child, isLast, inner, shape.kind === 'parallel' ? inner : region);
      }),
      onDone,
    };
  };
  return {
    id,
    context: start,
    // A machine that never comes to rest fails by name instead of hanging.
    options: { maxIterations: 1_000 },
    initial: 'unborn',
    states: {
      unborn: { on: { BEGIN: { target: 's0', actions: 'count' } } },
      ...Object.fromEntries(
        tops.map((top, index) => [keyOf(index), node(top, index === tops.length - 1, keyOf(index), '')]),
      ),
    },
  };
}

function childrenOf(shape: Shape, node: (shape: Shape, key: string) => Config): Config {
  const states = Object.fromEntries(shape.children.map((child, index) => [keyOf(index), node(child, keyOf(index))]));
  const past = shape.hasHistory ? { past: { type: 'history', history: shape.hasFinal ? 'deep' : 'shallow' } } : {};
  if (shape.kind === 'parallel') return { type: 'parallel', states };
  const end = shape.hasFinal ? { end: { type: 'final', entry: tell('end') } } : {};
  return { initial: 's0', states: { ...states, ...end, ...past } };
}

/** Later ones have shorter names, so that an order by length is not the order of the machine. */
const keyOf = (index: number) => ['s0', 'r', 't1longer'][index] ?? `s${index}`;

/** A state that can be a target. `region` is the innermost region that it lies in, or nothing. */
interface Place {
  path: string;
  region: string;
}

/**
 * Where a transition may lead: within its own region, or out of all regions. From one region into another XState itself
 * can end with half a parallel state, which is no configuration to compare with.
 */
function placesOf(shape: Shape, path: string, region: string): Place[] {
  const special = shape.kind === 'compound' ? [shape.hasHistory && 'past', shape.hasFinal && 'end'] : [];
  return [
    { path, region },
    ...special.filter((key) => key !== false).map((key) => ({ path: `${path}.${key}`, region })),
    ...shape.children.flatMap((child, index) => {
      const inner = `${path}.${keyOf(index)}`;
      return placesOf(child, inner, shape.kind === 'parallel' ? inner : region);
    }),
  ];
}
