import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** A state of a machine, by its path, and an event that it takes there. */
export interface Pair {
  state: string;
  event: string;
}

/**
 * Every state of a machine with every event that it knows there, as the machine itself says: what an outer state knows
 * counts for each state in it, what a parallel one knows counts once. States that are left at once are left out.
 */
export function pairsOf(machine: AnyStateMachine): Pair[] {
  const visit = (node: AnyStateNode, inherited: readonly string[]): Pair[] => {
    const state = node.path.join('.');
    const children = Object.values(node.states);
    if (node.always && node.always.length > 0) return [];
    const events = [...new Set([...inherited, ...node.ownEvents.map(String)])];
    const own = events.map((event) => ({ state, event }));
    if (node.type === 'parallel') return [...own, ...children.flatMap((child) => visit(child, []))];
    return children.length > 0 ? children.flatMap((child) => visit(child, events)) : own;
  };
  return visit(machine.root, []);
}

/** Every state of a machine that a case can rest in, by its path. */
export function statesOf(machine: AnyStateMachine): string[] {
  const visit = (node: AnyStateNode): string[] => {
    const children = Object.values(node.states);
    if (node.always && node.always.length > 0) return [];
    return children.length > 0 ? children.flatMap(visit) : [node.path.join('.')];
  };
  return visit(machine.root);
}

/** Is a stored state value at this path? Nothing is where a case is before it is born. */
export function isAt(value: unknown, path: string): boolean {
  if (value === null) return path === 'unborn';
  let here: unknown = value;
  const steps = path.split('.');
  for (const [index, step] of steps.entries()) {
    if (typeof here === 'string') return here === step && index === steps.length - 1;
    if (typeof here !== 'object' || here === null || !(step in here)) return false;
    here = (here as Record<string, unknown>)[step];
  }
  return true;
}
