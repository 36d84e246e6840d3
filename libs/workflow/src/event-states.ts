import type { AnyStateNode } from 'xstate';
import type { Process } from './pure.js';

/** In which states the newest version of a process knows each event, by the paths of the states; for tables that people read. */
export function eventStates(process: Process): Record<string, string[]> {
  const newest = process.versions[Math.max(...Object.keys(process.versions).map(Number))];
  const found: Record<string, string[]> = {};
  const visit = (node: AnyStateNode, outer: readonly string[]): void => {
    const children = Object.values(node.states);
    const own = [...new Set([...outer, ...node.ownEvents.map(String)])];
    // What an outer state knows counts for each state in it; what a parallel one knows counts once.
    const here = children.length === 0 ? own : node.type === 'parallel' ? own : [];
    for (const event of here) (found[event] ??= []).push(node.path.join('.'));
    if (!node.always?.length) for (const child of children) visit(child, node.type === 'parallel' ? [] : own);
  };
  if (newest) visit(newest.root, []);
  return found;
}
