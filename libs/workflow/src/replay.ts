import { isDeepStrictEqual } from 'node:util';
import type { CaseEvent, Process } from './pure.js';
import { awaken, firstStep, takeStep } from './step.js';
import type { Asked, Standing } from './step.js';

/** An entry of a case's history, as far as replaying needs it. */
export interface Entry {
  version: number;
  machineVersion: number;
  event: string;
  payload: Record<string, unknown>;
  happenedAt: string;
  recordedAt: string;
  actorId: string | null;
  organisationId: string | null;
  reason: string | null;
  evidence: string[];
  toState: unknown;
  corrects: number | null;
}

/** The event by which a wrong entry is compensated. It names the entry; nothing is rewritten. */
export const CORRECT = 'CORRECT';

/** A history that its machine does not accept, with the entry at which it stops. */
export class NotReproducible extends Error {
  constructor(
    readonly version: number,
    readonly event: string,
    why: string,
  ) {
    super(`entry ${version} (${event}): ${why}`);
  }
}

/** What a correction puts in the place of the entry that it names; nothing leaves the entry out. */
export type Replacement = { payload: Record<string, unknown>; happenedAt: string } | null;

/**
 * Where a history leads. `asked` is what each entry asked for; `armed` is what is still to come at its end, by key, with
 * its due moment: delays that nobody cancelled, and effects for a later moment.
 */
export interface Replayed {
  standing: Standing;
  asked: Map<number, Asked[]>;
  armed: Map<string, Asked>;
}

/**
 * Replays a history from the moment before the case existed, by the machine version that each entry names.
 * Corrections count from where they stand: an entry before them is judged as it was known then.
 * @throws NotReproducible at the first entry that its machine does not accept or that led elsewhere than was stored.
 */
export function replay(process: Process, entries: readonly Entry[]): Replayed {
  const corrections = new Map<number, Replacement>();
  let seen: Replayed | undefined;
  for (const [index, entry] of entries.entries()) {
    if (entry.version !== index + 1)
      throw new NotReproducible(entry.version, entry.event, `entry ${index + 1} is missing`);
    if (entry.event === CORRECT) {
      corrections.set(entry.corrects as number, replacementOf(entry));
      seen = fold(process, entries.slice(0, index), corrections);
    } else {
      seen = take(process, seen, entry);
    }
    if (!isDeepStrictEqual(seen.standing.state, entry.toState)) {
      throw new NotReproducible(entry.version, entry.event, 'it led to another state than the one stored');
    }
  }
  if (!seen) throw new NotReproducible(1, '', 'there is no history');
  return seen;
}

/** Replays with corrections applied, without looking at stored states: what the case would be, had it been known. */
export function fold(
  process: Process,
  entries: readonly Entry[],
  corrections: ReadonlyMap<number, Replacement>,
): Replayed {
  let seen: Replayed | undefined;
  for (const entry of entries) {
    if (entry.event === CORRECT) continue;
    const correction = corrections.get(entry.version);
    if (correction === null) continue;
    seen = take(process, seen, correction ? { ...entry, ...correction } : entry);
  }
  if (!seen) throw new NotReproducible(1, '', 'nothing is left of it');
  return seen;
}

function take(process: Process, seen: Replayed | undefined, entry: Entry): Replayed {
  const machine = process.versions[entry.machineVersion];
  if (!machine)
    throw new NotReproducible(
      entry.version,
      entry.event,
      `version ${entry.machineVersion} of ${process.name} is not here`,
    );
  const event: CaseEvent = {
    ...entry.payload,
    type: entry.event,
    at: entry.happenedAt,
    by: entry.actorId ? { person: entry.actorId, organisation: entry.organisationId as string } : null,
    reason: entry.reason,
    evidence: entry.evidence,
  };
  const step = seen
    ? takeStep(machine, awaken(machine, seen.standing), event, process.effects)
    : firstStep(machine, event, process.effects);
  if (!step) throw new NotReproducible(entry.version, entry.event, 'the machine does not accept it here');
  const asked = seen?.asked ?? new Map<number, Asked[]>();
  const armed = seen?.armed ?? new Map<string, Asked>();
  asked.set(entry.version, step.asked);
  for (const each of step.asked) {
    if (each.key === undefined) continue;
    if (each.do === 'cancel') armed.delete(each.key);
    else if (each.do === 'effect' && each.due !== undefined) armed.set(each.key, each);
    else if (each.do === 'schedule') {
      armed.set(each.key, { ...each, due: new Date(Date.parse(entry.recordedAt) + each.delay).toISOString() });
    }
  }
  return { standing: step.next, asked, armed };
}

/** The replacement that a stored correction carries. */
export function replacementOf(entry: Entry): Replacement {
  const given = entry.payload['replacement'] as { payload: Record<string, unknown>; happenedAt: string } | undefined;
  return given ?? null;
}
