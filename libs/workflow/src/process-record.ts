import type { Queryable } from '#platform';
import { readWholeCases, toPending } from './process-histories.js';
import type { Pending, WholeCase } from './process-histories.js';
import type { Process } from './pure.js';
import { stateInWords } from './pure.js';
import { replay } from './replay.js';
import type { Entry } from './replay.js';
import type { Standing } from './step.js';

/** A history as it is kept for good: what went in, where each entry led, and what it came to. */
export interface RecordedHistory {
  entries: Entry[];
  standing: Standing;
  pending: Pending[];
}

/** What stands where somebody wrote something: that there was a text may decide, what it said must not. */
const TEXT = 'text';
/** Ids, moments, days, digests, numbers, and the words of the code; everything else may be somebody's words or name. */
const NO_TEXT =
  /^(?:[0-9a-f-]{36}|[0-9a-f]{64}|\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?|\d+|[a-z][A-Za-z0-9.-]*|[A-Z][A-Z0-9_-]+|)$/;

/**
 * Histories of the cases that run on a version, as few as show every step that any of them took (from where, by which
 * event, to where). Ids only: texts and names are replaced, and what then counts is where the history leads without them.
 * @param wanted the cases that may be kept: invented ones, for what is kept is for everybody to read.
 */
export async function recordHistories(
  db: Queryable,
  process: Process,
  version: number,
  wanted: ReadonlySet<string>,
): Promise<RecordedHistory[]> {
  const known = new Set<string>();
  const recorded: RecordedHistory[] = [];
  for await (const batch of readWholeCases(db, process, version)) {
    for (const whole of batch) {
      const steps = stepsOf(whole);
      if (!wanted.has(whole.id) || steps.every((step) => known.has(step))) continue;
      for (const step of steps) known.add(step);
      recorded.push(withoutTexts(process, whole));
    }
  }
  return recorded;
}

function stepsOf({ entries }: WholeCase): string[] {
  return entries.map(
    ({ fromState, event, toState }) =>
      `${fromState === null ? '' : stateInWords(fromState)} ${event} ${stateInWords(toState)}`,
  );
}

function withoutTexts(process: Process, whole: WholeCase): RecordedHistory {
  const entries = whole.entries.map((entry): Entry => ({
    version: entry.version,
    machineVersion: entry.machineVersion,
    event: entry.event,
    payload: redacted(entry.payload) as Entry['payload'],
    happenedAt: entry.happenedAt,
    recordedAt: entry.recordedAt,
    actorId: entry.actorId,
    organisationId: entry.organisationId,
    reason: entry.reason === null ? null : TEXT,
    evidence: entry.evidence,
    toState: entry.toState,
    corrects: entry.corrects,
  }));
  // Throws when a state depended on what a text said: such a case cannot be kept without it.
  const { standing, armed } = replay(process, entries);
  return { entries, standing, pending: toPending(armed) };
}

function redacted(value: unknown): unknown {
  if (typeof value === 'string') return NO_TEXT.test(value) ? value : TEXT;
  if (Array.isArray(value)) return value.map(redacted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, redacted(inner)]));
}

/**
 * Replays a recorded history by the code that is here.
 * @returns nothing when it leads where it led; else what is different.
 */
export function differenceFrom(process: Process, recorded: RecordedHistory): string | undefined {
  try {
    const { standing, armed } = replay(process, recorded.entries);
    const now = JSON.stringify(inOrder({ standing, pending: toPending(armed) }));
    const then = JSON.stringify(inOrder({ standing: recorded.standing, pending: recorded.pending }));
    return now === then ? undefined : `it led to ${then}, and now leads to ${now}`;
  } catch (error) {
    return (error as Error).message;
  }
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  const named = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(named.map(([name, inner]) => [name, inOrder(inner)]));
}
