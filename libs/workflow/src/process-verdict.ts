import { isDeepStrictEqual } from 'node:util';
import type { Pending, WholeCase } from './process-histories.js';
import { toPending } from './process-histories.js';
import type { Process } from './pure.js';
import { stateInWords } from './pure.js';
import { NotReproducible, correctionsIn, fold, isAboutHistory, stillToCome } from './replay.js';
import type { Replayed } from './replay.js';
import type { Standing } from './step.js';

/** What is different: a state on the way, the state it is in, what is known of it, what is still to come. */
export type Difference = 'path' | 'state' | 'context' | 'delays';

/** What another version of a process makes of a case. */
export type Verdict =
  /** Every entry is accepted and leads where it led; what is stored stays as it is. */
  | { verdict: 'same' }
  /** Every entry is accepted, but something would be different. */
  | { verdict: 'moves'; what: Difference[]; from: string; to: string }
  /** An entry is not accepted. */
  | { verdict: 'cannot'; entry: number; event: string; why: string };

/** The verdict, and, where the candidate accepts the history, what the case would be. */
export interface Judged {
  verdict: Verdict;
  standing?: Standing;
  pending?: Pending[];
}

/** Replays a case by a version of its process and compares with what is stored. Nothing is written. */
export function judgeCase(process: Process, version: number, whole: WholeCase): Judged {
  const { entries, standing: stored } = whole;
  const comparable = entries.findLast((entry) => isAboutHistory(entry.event))?.version ?? 0;
  let strayed = false;
  let replayed: Replayed;
  try {
    replayed = fold(process, entries, correctionsIn(entries), version, (entry, seen) => {
      // Before a correction or a change of version the stored states are those of another reading.
      if (entry.version > comparable && !isDeepStrictEqual(seen.state, entry.toState)) strayed = true;
    });
  } catch (error) {
    if (!(error instanceof NotReproducible)) throw error;
    return { verdict: { verdict: 'cannot', entry: error.version, event: error.event, why: error.why } };
  }
  const { standing } = replayed;
  const live = new Set(whole.pending.map(({ key }) => key));
  const pending = toPending(stillToCome(process, entries, replayed.armed, live));
  const what: Difference[] = [
    ...(strayed ? (['path'] as const) : []),
    ...(isDeepStrictEqual(standing.state, stored.state) ? [] : (['state'] as const)),
    ...(isDeepStrictEqual([standing.context, standing.historyValue], [stored.context, stored.historyValue])
      ? []
      : (['context'] as const)),
    ...(isDeepStrictEqual(inOrder(pending), inOrder(whole.pending)) ? [] : (['delays'] as const)),
  ];
  const verdict: Verdict =
    what.length === 0
      ? { verdict: 'same' }
      : { verdict: 'moves', what, from: stateInWords(stored.state), to: stateInWords(standing.state) };
  return { verdict, standing, pending };
}

const inOrder = (pending: readonly Pending[]) => pending.toSorted((a, b) => (a.key < b.key ? -1 : 1));
