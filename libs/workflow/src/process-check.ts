import { createHash } from 'node:crypto';
import type { Queryable } from '#platform';
import type { Candidate } from './process-candidate.js';
import { readWholeCases } from './process-histories.js';
import { judgeCase } from './process-verdict.js';
import type { Verdict } from './process-verdict.js';

/** So many ids stand for each kind of verdict. */
const EXAMPLES = 3;

/** Cases with the same verdict for the same reason. */
export interface VerdictGroup {
  verdict: Verdict['verdict'];
  /** From where to where, or which entry is not accepted and why; nothing for cases that stay the same. */
  words: string;
  count: number;
  /** Ids of a few of them. */
  examples: string[];
}

export interface VerdictCounts {
  same: number;
  moves: number;
  cannot: number;
}

/** What a candidate makes of all histories. */
export interface ProcessCheck {
  process: string;
  candidate: string;
  counts: VerdictCounts;
  /** The largest first. */
  groups: VerdictGroup[];
  /** Over every verdict: two checks with the same digest say the same of the same cases. */
  digest: string;
  entries: number;
  seconds: number;
}

/**
 * Replays the history of every case, living or closed, by a candidate; nothing is written. Cases are read in batches,
 * so that memory does not grow with their number.
 * @param options.pinnedTo only the cases that run on this version.
 * @param options.each is told the verdict of every case.
 */
export async function checkProcess(
  db: Queryable,
  candidate: Candidate,
  options: { pinnedTo?: number; each?: (caseId: string, verdict: Verdict) => void } = {},
): Promise<ProcessCheck> {
  const began = performance.now();
  const counts: VerdictCounts = { same: 0, moves: 0, cannot: 0 };
  const groups = new Map<string, VerdictGroup>();
  const digest = createHash('sha256');
  let entries = 0;
  for await (const batch of readWholeCases(db, candidate.process, options.pinnedTo)) {
    for (const whole of batch) {
      const { verdict } = judgeCase(candidate.process, candidate.version, whole);
      const words = verdictInWords(verdict);
      const group = groups.get(words) ?? { verdict: verdict.verdict, words, count: 0, examples: [] };
      groups.set(words, group);
      group.count += 1;
      if (group.examples.length < EXAMPLES) group.examples.push(whole.id);
      counts[verdict.verdict] += 1;
      entries += whole.entries.length;
      digest.update(`${whole.id} ${words}\n`);
      options.each?.(whole.id, verdict);
    }
  }
  return {
    process: candidate.process.name,
    candidate: candidate.name,
    counts,
    groups: [...groups.values()].sort((a, b) => b.count - a.count),
    digest: digest.digest('hex'),
    entries,
    seconds: (performance.now() - began) / 1_000,
  };
}

/** A verdict as one line; the same for all cases of which the same is to be said. */
export function verdictInWords(verdict: Verdict): string {
  switch (verdict.verdict) {
    case 'same':
      return 'same';
    case 'moves':
      return `moves (${verdict.what.join(', ')}): ${verdict.from} → ${verdict.to}`;
    case 'cannot':
      return `cannot: entry ${verdict.entry} (${verdict.event}): ${verdict.why}`;
  }
}
