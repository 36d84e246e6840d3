import { isDeepStrictEqual } from 'node:util';
import type { KnownMoment } from './corrected-moment.js';
import type { CaseEvent, Process } from './pure.js';
import { awaken, firstStep, takeStep } from './step.js';
import type { Asked, Standing, Step } from './step.js';

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

/**
 * The event by which a case goes over to another version of its process: it becomes what that version makes of its
 * history. Its entry names the new version; what came before is read by that version from then on.
 */
export const MIGRATE = 'MIGRATE_PROCESS';

/** Entries that the engine itself writes about a history; no machine knows them, and none can be corrected. */
export const isAboutHistory = (event: string): boolean => event === CORRECT || event === MIGRATE;

/** A history that its machine does not accept, with the entry at which it stops. */
export class NotReproducible extends Error {
  constructor(
    readonly version: number,
    readonly event: string,
    readonly why: string,
  ) {
    super(`entry ${version} (${event}): ${why}`);
  }
}

/**
 * What a correction puts in the place of the entry that it names; nothing leaves the entry out. One that does not say how
 * exactly its moment is known knows it exactly, or as the entry does where the moment is the same.
 */
export type Replacement =
  ({ payload: Record<string, unknown> } & Pick<KnownMoment, 'happenedAt'> & Partial<KnownMoment>) | null;

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
 * Corrections and changes of version count from where they stand: an entry before them is judged as it was known then.
 * @throws NotReproducible at the first entry that its machine does not accept or that led elsewhere than was stored.
 */
export function replay(process: Process, entries: readonly Entry[]): Replayed {
  const corrections = new Map<number, Replacement>();
  let seen: Replayed | undefined;
  for (const [index, entry] of entries.entries()) {
    if (entry.version !== index + 1)
      throw new NotReproducible(entry.version, entry.event, `entry ${index + 1} is missing`);
    if (isAboutHistory(entry.event)) {
      if (entry.event === CORRECT) corrections.set(entry.corrects as number, replacementOf(entry));
      seen = fold(process, entries.slice(0, index + 1), corrections);
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

/**
 * Replays with corrections applied, without looking at stored states: what the case would be, had it been known.
 * @param by the version that reads it; without one, the version that the case last went over to, or else each entry's own.
 * @param after is told where each entry leads.
 */
export function fold(
  process: Process,
  entries: readonly Entry[],
  corrections: ReadonlyMap<number, Replacement>,
  by: number | undefined = entries.findLast((entry) => entry.event === MIGRATE)?.machineVersion,
  after?: (entry: Entry, standing: Standing) => void,
): Replayed {
  let seen: Replayed | undefined;
  for (const entry of entries) {
    if (isAboutHistory(entry.event)) continue;
    const correction = corrections.get(entry.version);
    if (correction === null) continue;
    seen = take(process, seen, { ...entry, ...correction, machineVersion: by ?? entry.machineVersion });
    after?.(entry, seen.standing);
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
  let step: Step | undefined;
  try {
    step = seen
      ? takeStep(machine, awaken(machine, seen.standing), event, process.effects)
      : firstStep(machine, event, process.effects);
  } catch (error) {
    throw new NotReproducible(entry.version, entry.event, `the machine fails: ${(error as Error).message}`);
  }
  if (!step) throw new NotReproducible(entry.version, entry.event, 'the machine does not accept it here');
  const asked = seen?.asked ?? new Map<number, Asked[]>();
  const armed = seen?.armed ?? new Map<string, Asked>();
  asked.set(entry.version, step.asked);
  for (const [index, each] of step.asked.entries()) {
    const key = each.key ?? keyOf(entry.version, index);
    if (each.do === 'cancel') armed.delete(key);
    else if (each.do === 'effect' && each.due !== undefined) armed.set(key, { ...each, key });
    else if (each.do === 'schedule') {
      armed.set(key, { ...each, key, due: new Date(Date.parse(entry.recordedAt) + each.delay).toISOString() });
    }
  }
  return { standing: step.next, asked, armed };
}

/**
 * Of what a replay has armed, what has not come yet: a replay does not know. What the history as it is read now has armed
 * too, and is not live any more, has come.
 * @param live the keys of what the outbox still has to send.
 */
export function stillToCome(
  process: Process,
  entries: readonly Entry[],
  armed: Replayed['armed'],
  live: ReadonlySet<string>,
): Replayed['armed'] {
  if ([...armed.keys()].every((key) => live.has(key))) return armed;
  let before: Replayed['armed'];
  try {
    before = fold(process, entries, correctionsIn(entries)).armed;
  } catch (error) {
    // The version that it runs on is not here any more.
    if (!(error instanceof NotReproducible)) throw error;
    return armed;
  }
  return new Map([...armed].filter(([key]) => live.has(key) || !before.has(key)));
}

/** The key of what a step asked for without naming it, by its version and place: the same when it is replayed. */
export const keyOf = (version: number, index: number) => `${version}.${index}`;

/** What the corrections of a history come to, by the version of the entry that each names. */
export function correctionsIn(entries: readonly Entry[]): Map<number, Replacement> {
  return new Map(
    entries.filter((entry) => entry.event === CORRECT).map((entry) => [entry.corrects as number, replacementOf(entry)]),
  );
}

/** The replacement that a stored correction carries. */
export function replacementOf(entry: Entry): Replacement {
  const given = entry.payload['replacement'] as Replacement | undefined;
  return given ?? null;
}
