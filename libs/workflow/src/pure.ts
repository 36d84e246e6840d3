import type { AnyStateMachine, EventObject } from 'xstate';
import type { Parameters, Reason, Role, Viewer } from '#platform';
import type { Relation, Who } from '#policy';

/**
 * What a process is made of, and the few functions that its pure files need. Nothing in here reads a database, a clock
 * or the environment.
 */

/** An event as the machine gets it: what was sent, and what the history entry says beside it. */
export interface CaseEvent extends EventObject {
  /** When it happened (ISO 8601, UTC). */
  at: string;
  /** Who sent it, for which organisation; nobody when the product sends it by itself. */
  by: { person: string; organisation: string } | null;
  reason: string | null;
  /** Ids of the documents that prove it. */
  evidence: readonly string[];
}

/** What a requirement or a relation may look at. `event` has its input only when it is really being sent. */
export interface Look {
  context: Record<string, unknown>;
  state: unknown;
  event: CaseEvent & Record<string, unknown>;
  row: Record<string, unknown>;
}

/** One thing that must hold before an event is accepted. The machine's guards and the reasons given to people are both made of these. */
export interface Requirement {
  code: string;
  clearedBy: readonly Role[];
  /** True when only what is sent along decides it: such a requirement says nothing before somebody sends. */
  ofInput?: boolean;
  path?: readonly string[];
  /** False when it holds, else what fills the sentence. */
  unmet(look: Look): false | Parameters;
  /** What the secretariat reads instead of the plain sentence. */
  detail?(look: Look): { code: string; parameters?: Parameters };
}

/** A process: the machine in all its versions, and everything that is decided about it without looking elsewhere. */
export interface Process {
  name: string;
  /** The table whose rows are the cases. It has id, machine_version, version, state, context and history_value. */
  table: string;
  /** Every version that a case may still be pinned to; new cases take the highest. */
  versions: Readonly<Record<number, AnyStateMachine>>;
  /** The effects that its machines may ask for; each has exactly one processor. */
  effects: readonly string[];
  wishes: Readonly<Record<string, readonly Who[]>>;
  requirements: Readonly<Record<string, readonly Requirement[]>>;
  /** Columns of the row that requirements and relations look at. */
  columns: readonly string[];
  /** Which relations hold between a person and a case. `anyone` always does. */
  relations(viewer: Viewer, look: Look): readonly Relation[];
}

/** The requirements of an event that are not met, as reasons. Without input, those that only input decides are passed over. */
export function unmetRequirements(
  requirements: readonly Requirement[] | undefined,
  look: Look,
  options: { withInput: boolean },
): Reason[] {
  const reasons: Reason[] = [];
  for (const requirement of requirements ?? []) {
    if (requirement.ofInput && !options.withInput) continue;
    const parameters = requirement.unmet(look);
    if (parameters === false) continue;
    reasons.push({
      code: requirement.code,
      parameters,
      clearedBy: requirement.clearedBy,
      ...(requirement.path ? { path: requirement.path } : {}),
      ...(requirement.detail ? { detail: requirement.detail(look) } : {}),
    });
  }
  return reasons;
}

/**
 * A guard that holds when every requirement of its event is met. The machine and the reasons cannot disagree, because
 * both are this list. `row` is not known to a machine: requirements that look at it belong to a policy, not a guard.
 */
export function meets(requirements: Readonly<Record<string, readonly Requirement[]>>) {
  return ({ context, event }: { context: unknown; event: EventObject }): boolean =>
    unmetRequirements(
      requirements[event.type],
      {
        context: context as Record<string, unknown>,
        state: undefined,
        event: event as Look['event'],
        row: {},
      },
      { withInput: true },
    ).length === 0;
}

/** A state value as one line for people and logs: `living.stage.drafted, living.uptake.none`. */
export function stateInWords(value: unknown): string {
  if (typeof value === 'string') return value;
  return Object.entries(value as Record<string, unknown>)
    .flatMap(([name, inner]) =>
      typeof inner === 'string' && inner === ''
        ? [name]
        : stateInWords(inner)
            .split(', ')
            .map((rest) => `${name}.${rest}`),
    )
    .join(', ');
}
