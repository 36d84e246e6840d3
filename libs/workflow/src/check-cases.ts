import type { Queryable } from '#platform';
import { readWholeCases } from './process-histories.js';
import type { Process } from './pure.js';
import { whyStandsOtherwise } from './stands-otherwise.js';

/** A case whose stored state its own history does not reproduce. */
export interface Discrepancy {
  process: string;
  caseId: string;
  why: string;
}

/**
 * Replays the history of every case and compares with what is stored: state, context, remembered states, version, and
 * the version of the process.
 * A case without history, or a history that its machine refuses, is a discrepancy too.
 */
export async function checkCases(
  db: Queryable,
  processes: readonly Process[],
): Promise<{ checked: number; discrepancies: Discrepancy[] }> {
  const discrepancies: Discrepancy[] = [];
  let checked = 0;
  for (const process of processes) {
    for await (const batch of readWholeCases(db, process)) {
      for (const whole of batch) {
        checked += 1;
        const differs = whyStandsOtherwise(process, whole);
        if (!differs) continue;
        const { why, replayed } = differs;
        const both = replayed && `: ${JSON.stringify(replayed)}, stored is ${JSON.stringify(whole.standing)}`;
        discrepancies.push({ process: process.name, caseId: whole.id, why: `${why}${both ?? ''}` });
      }
    }
  }
  return { checked, discrepancies };
}
