import type { AnyStateMachine } from 'xstate';
import type { Process } from './pure.js';

type StateNode = AnyStateMachine['root'];

/**
 * A process as a Mermaid state diagram, drawn from its newest machine: the picture cannot drift from the code.
 * Guards that have a name stand in brackets.
 */
export function drawProcess(process: Process): string {
  const newest = Math.max(...Object.keys(process.versions).map(Number));
  const machine = process.versions[newest] as AnyStateMachine;
  return ['stateDiagram-v2', ...drawNode(machine.root, '  ')].join('\n');
}

const name = (node: StateNode) => node.path.join('_') || node.machine.id;

function drawNode(node: StateNode, indent: string): string[] {
  const lines: string[] = [];
  const children: StateNode[] = Object.values(node.states);
  if (node.type !== 'parallel' && children.length > 0) {
    const [initial] = node.initial.target ?? [];
    if (initial) lines.push(`${indent}[*] --> ${name(initial)}`);
  }
  children.forEach((child, index) => {
    if (node.type === 'parallel' && index > 0) lines.push(`${indent}--`);
    if (Object.keys(child.states).length > 0) {
      lines.push(`${indent}state ${name(child)} {`, ...drawNode(child, `${indent}  `), `${indent}}`);
    } else {
      lines.push(`${indent}${name(child)}: ${child.key}`);
      if (child.type === 'final') lines.push(`${indent}${name(child)} --> [*]`);
    }
  });
  for (const child of children) lines.push(...drawTransitions(child, indent));
  return lines;
}

function drawTransitions(node: StateNode, indent: string): string[] {
  const transitions = [...node.transitions.values(), node.always ?? []].flat();
  return transitions.map((transition) => {
    const [target = node] = (transition.target ?? []) as StateNode[];
    const guard = transition.guard as string | { type?: string } | undefined;
    const condition = typeof guard === 'object' ? guard.type : guard;
    const label = `${transition.eventType || 'at once'}${typeof condition === 'string' ? ` [${condition}]` : ''}`;
    return `${indent}${name(node)} --> ${name(target)}: ${label}`;
  });
}
