import { isDeepStrictEqual } from 'node:util';
import type { Queryable } from '#platform';
import { readWholeCases } from './process-histories.js';
import type { WholeCase } from './process-histories.js';
import type { Process } from './pure.js';
import { NotReproducible, replay } from './replay.js';

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
        const why = discrepancy(process, whole);
        if (why) discrepancies.push({ process: process.name, caseId: whole.id, why });
      }
    }
  }
  return { checked, discrepancies };
}

function discrepancy(
  process: Process,
  { version, standing: stored, entries, machineVersion }: WholeCase,
): string | undefined {
  if (entries.length !== version) return `it is at version ${version} with ${entries.length} entries`;
  const last = entries[entries.length - 1]?.machineVersion;
  if (last !== undefined && last !== machineVersion)
    return `it runs on version ${machineVersion} of its process, its history on ${last}`;
  try {
    const { standing } = replay(process, entries);
    return isDeepStrictEqual(standing, stored)
      ? undefined
      : `its history leads to ${JSON.stringify(standing)}, stored is ${JSON.stringify(stored)}`;
  } catch (error) {
    if (error instanceof NotReproducible) return error.message;
    throw error;
  }
}
