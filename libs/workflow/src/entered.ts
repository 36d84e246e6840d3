import type { AnyMachineSnapshot, AnyStateNode, StateValue } from 'xstate';

/**
 * What XState remembers between two events beside state, context and history: in which order the active states were
 * entered, and which of them were. It asks regions for their transitions in that order, not in the order of the
 * document, and a transition into the history of a parallel state can leave a parent out. Kept beside what history
 * states remember, under a name that none of them can have, and only where it shows.
 */
export const ENTERED = '#entered';

/**
 * The active states in the order in which they were entered, when the state alone would not tell what that order
 * decides: which of two regions answers first, which of two eventless transitions is taken first, who is there at all.
 */
export function enteredIn(snapshot: AnyMachineSnapshot): string[] | undefined {
  const nodes = snapshot._nodes as AnyStateNode[];
  const leaping = nodes.filter((node) => isAtomic(node) && leaps(node));
  const tells =
    isWhole(nodes) && isInOrder(leaping) && hasRegionsInOrder(snapshot.machine.root, snapshot.value as StateValue);
  return tells ? undefined : nodes.map((node) => node.id);
}

/**
 * Puts a snapshot that was made from its state alone back as it was left. A configuration that SCXML does not know stays
 * what it was: XState would complete it.
 */
export function asEntered(
  snapshot: AnyMachineSnapshot,
  state: StateValue,
  entered: readonly string[],
): AnyMachineSnapshot {
  const nodes = entered.map((id) => snapshot.machine.getStateNodeById(id) as AnyStateNode);
  const value = inOrderOf(snapshot.machine.root, state, (node) => {
    const index = nodes.indexOf(node);
    return index < 0 ? nodes.length + node.order : index;
  });
  return Object.assign(snapshot, { _nodes: nodes, value, tags: new Set(nodes.flatMap((node) => node.tags)) });
}

/** The same state value with its keys in an order; what the machine does not know stays, to be refused. */
export function inOrderOf(
  node: AnyStateNode | undefined,
  value: StateValue,
  orderOf: (node: AnyStateNode) => number,
): StateValue {
  if (typeof value === 'string') return value;
  const order = (key: string) => {
    const child = node?.states[key];
    return child ? orderOf(child) : Infinity;
  };
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => order(one) - order(other))
      .map(([key, inner]) => [key, inOrderOf(node?.states[key], inner as StateValue, orderOf)]),
  );
}

const isAtomic = (node: AnyStateNode) => node.type === 'atomic' || node.type === 'final';

function leaps(node: AnyStateNode): boolean {
  for (let each: AnyStateNode | undefined = node; each; each = each.parent) if (each.always?.length) return true;
  return false;
}

const isInOrder = (nodes: readonly AnyStateNode[]) =>
  nodes.every((node, index) => index === 0 || (nodes[index - 1] as AnyStateNode).order < node.order);

/** A configuration as SCXML defines it: one child of each compound state, every region of each parallel one. */
function isWhole(nodes: readonly AnyStateNode[]): boolean {
  const active = new Set(nodes);
  return nodes.every((node) => {
    const children = Object.values(node.states).filter((child) => child.type !== 'history');
    const there = children.filter((child) => active.has(child)).length;
    return (!node.parent || active.has(node.parent)) && there === (node.type === 'compound' ? 1 : children.length);
  });
}

function hasRegionsInOrder(node: AnyStateNode, value: StateValue): boolean {
  if (typeof value === 'string') return true;
  const children = Object.keys(value).map((key) => node.states[key] as AnyStateNode);
  return isInOrder(children) && children.every((child) => hasRegionsInOrder(child, value[child.key] as StateValue));
}
