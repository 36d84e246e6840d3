import fc from 'fast-check';
import { cancel, raise } from 'xstate';
import type { AnyStateMachine, EventObject } from 'xstate';
import { HOUR, evenAndSmall, inPlace, keeper, notEven, start, tell, tellMemory, thirdOrSmall } from './keeper.js';
import type { Herd } from './herd.js';
import { herdsOf } from './herd.arbitrary.js';
import type { Species } from './keeper.js';

/** A machine that nobody thought of: states within states, with transitions from anywhere to anywhere. */
type Shape = { kind: 'atomic' | 'compound' | 'parallel'; children: Shape[]; hasFinal: boolean; hasHistory: boolean };

const EVENTS = ['A', 'B', 'C', 'D.E', 'F'] as const;
const GUARDS = [...Array<undefined>(5), 'even', 'small', 'third', 'big', evenAndSmall, notEven, thirdOrSmall] as const;
/** What is not an event from outside but raised by the machine, at once or later. */
const RAISED = ['R', 'NUDGE'] as const;
/** Never zero: what rings at once, and arms itself again, would ring for ever. */
const DELAYS = [HOUR, HOUR, 2 * HOUR, 3 * HOUR, 'soon', 'laterByMemory'] as const;

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
function wildMachines(id: number): fc.Arbitrary<Species> {
  return fc.tuple(fc.array(shapes, { minLength: 2, maxLength: 3 }), decisions).map(([tops, stream]) => {
    const config = configOf(`wild${id}`, tops, () => stream.next().value as number);
    return {
      machine: keeper.createMachine(config as never) as unknown as AnyStateMachine,
      events: [...EVENTS, 'UNHEARD'],
    };
  });
}

/** Seeds with which something once differed. They stay. */
export const KEPT: readonly number[] = [1, 119_405_119];

/** Another one each time; `ZOO_SEED` repeats one that was printed. One that differed belongs into the list above. */
export const freshSeed = (): number => Number(process.env['ZOO_SEED'] ?? Date.now() % 2 ** 30);

const MACHINES = 40;

/** So many machines that nobody has seen, and a hundred lives in them; the same ones for the same seed. */
export function wildZoo(seed: number): { wild: Species[]; herd: Herd } {
  const sample = <T>(arbitrary: fc.Arbitrary<T>, from: number) =>
    fc.sample(arbitrary, { numRuns: 1, seed: from })[0] as T;
  const wild = Array.from({ length: MACHINES }, (_, index) => sample(wildMachines(index), seed + index * 7_919));
  return { wild, herd: sample(herdsOf({ species: wild.map((_, index) => index), lives: 100 }), seed) };
}

type Config = Record<string, unknown>;

function configOf(id: string, tops: readonly Shape[], next: () => number): Config {
  const pick = <T>(from: readonly T[]): T => from[next() % from.length] as T;
  const oneIn = (chances: number) => next() % chances === 0;
  const places = tops.flatMap((top, index) => placesOf(top, keyOf(index)));
  const anywhere = () => `#${id}.${pick(places)}`;
  /** Two states of two regions, which are entered together. */
  const pairs = tops.flatMap((top, index) => pairsOf(top, keyOf(index)));
  const together = () => pick(pairs).map((path) => `#${id}.${path}`);
  const actions = () => {
    const some = ['count', 'note', tell(`t${next() % 9}`), tellMemory('m')];
    return Array.from({ length: next() % 3 }, () => pick(some));
  };
  const guard = () => (oneIn(9) ? inPlace(anywhere()) : pick(GUARDS));
  const transition = (path: string): Config => {
    if (oneIn(14)) return {};
    const target = oneIn(9) && pairs.length > 0 ? together() : oneIn(5) ? `#${id}.${path}` : anywhere();
    return {
      ...(oneIn(6) ? {} : { target, reenter: oneIn(4) }),
      guard: guard(),
      actions: ['count', ...actions()],
    };
  };
  const timer = (): unknown[] => {
    const key = `k${next() % 3}`;
    const event = { type: pick(RAISED), n: 1 } as EventObject;
    return oneIn(3) ? [cancel(key)] : [cancel(key), raise(event, { delay: pick(DELAYS) as number, id: key })];
  };
  const on = (path: string, chances: number): Record<string, Config> => {
    const all = Object.fromEntries(
      [...EVENTS, ...RAISED, '*', 'D.*'].filter(() => oneIn(chances)).map((event) => [event, transition(path)]),
    );
    for (const event of EVENTS)
      if (all[event] && oneIn(4)) all[event]['actions'] = [raise({ type: 'R' }), tell('raises')];
    // The end of a state is an event too: whoever leaves at any event whatever could go round for ever.
    if (all['*']?.['target']) all['*']['guard'] = 'big';
    return all;
  };
  /** Only onwards, to a later sibling or to the last top: no chain of eventless transitions may go round for ever. */
  const leap = (path: string, to: readonly string[]): Config | undefined =>
    to.length === 0 || !oneIn(4)
      ? undefined
      : {
          always: {
            target: `#${id}.${pick(to)}`,
            guard: pick(['third', 'even', evenAndSmall, notEven]),
            actions: tell(`leaps from ${path}`),
          },
        };
  const node = (shape: Shape, path: string, later: readonly string[]): Config => {
    const after = oneIn(3) ? { [pick(DELAYS)]: transition(path) } : {};
    const behaviour = {
      on: on(path, 3),
      after,
      entry: [...actions(), ...(oneIn(3) ? timer() : [])],
      exit: [...actions(), tell(`leaves ${path}`)],
      ...leap(path, later),
    };
    if (shape.kind === 'atomic') return behaviour;
    const isLast = path.startsWith(keyOf(tops.length - 1));
    const onDone = isLast ? { actions: 'count' } : { target: `#${id}.${last}`, actions: ['count', tell('done')] };
    const keys = shape.children.map((_, index) => keyOf(index));
    const onwards = (index: number) => [
      ...(shape.kind === 'compound' ? keys.slice(index + 1).map((key) => `${path}.${key}`) : []),
      ...(isLast ? [] : [last]),
    ];
    return {
      ...behaviour,
      ...childrenOf(shape, (child, key, index) => node(child, `${path}.${key}`, onwards(index))),
      onDone,
    };
  };
  const last = keyOf(tops.length - 1);
  return {
    id,
    context: start,
    // A machine that never comes to rest fails by name instead of hanging.
    options: { maxIterations: 1_000 },
    initial: 'unborn',
    on: on('', 9),
    states: {
      unborn: { on: { BEGIN: { target: 's0', actions: 'count' } } },
      ...Object.fromEntries(
        tops.map((top, index) => [keyOf(index), node(top, keyOf(index), index === tops.length - 1 ? [] : [last])]),
      ),
      over: { type: 'final', entry: tell('over') },
    },
  };
}

function childrenOf(shape: Shape, node: (shape: Shape, key: string, index: number) => Config): Config {
  const states = Object.fromEntries(
    shape.children.map((child, index) => [keyOf(index), node(child, keyOf(index), index)]),
  );
  const past = shape.hasHistory ? { past: { type: 'history', history: shape.hasFinal ? 'deep' : 'shallow' } } : {};
  if (shape.kind === 'parallel') return { type: 'parallel', states: { ...states, ...past } };
  const end = shape.hasFinal ? { end: { type: 'final', entry: tell('end') } } : {};
  return { initial: 's0', states: { ...states, ...end, ...past } };
}

/** Later ones have shorter names, so that an order by length is not the order of the machine. */
const keyOf = (index: number) => ['s0', 'r', 't1longer'][index] ?? `s${index}`;

/** Where a transition may lead: anywhere, out of its region and into another one, and to what is remembered. */
function placesOf(shape: Shape, path: string): string[] {
  const special = [shape.hasHistory && 'past', shape.kind === 'compound' && shape.hasFinal && 'end'];
  return [
    path,
    ...special.filter((key) => key !== false).map((key) => `${path}.${key}`),
    ...shape.children.flatMap((child, index) => placesOf(child, `${path}.${keyOf(index)}`)),
  ];
}

function pairsOf(shape: Shape, path: string): string[][] {
  const inner = shape.children.map((child, index) => placesOf(child, `${path}.${keyOf(index)}`));
  const own =
    shape.kind === 'parallel'
      ? (inner[0] as string[]).flatMap((one) => (inner[1] as string[]).map((other) => [one, other]))
      : [];
  return [...own, ...shape.children.flatMap((child, index) => pairsOf(child, `${path}.${keyOf(index)}`))];
}
