import { isDeepStrictEqual } from 'node:util';
import type { Process } from './pure.js';
import { replay } from './replay.js';
import type { Entry } from './replay.js';
import type { Standing } from './step.js';

/** A case as it is stored, beside its whole history, oldest entry first. */
export interface StoredBesideHistory {
  version: number;
  machineVersion: number;
  standing: Standing;
  entries: readonly Entry[];
}

/** Why a case does not stand where its history leads; `replayed`: where that is, if it leads anywhere. */
export interface StandsOtherwise {
  why: string;
  replayed?: Standing;
}

const PARTS = ['state', 'context', 'historyValue'] as const;

/**
 * Replays a history and compares with what is stored: version, version of the process, state, context and remembered
 * states. The sentence names parts and never what stands in them.
 * @returns nothing where all of it is the same. Whatever a replay throws is a reason too: entries that were tampered with
 * can fail in any way.
 */
export function whyStandsOtherwise(process: Process, stored: StoredBesideHistory): StandsOtherwise | undefined {
  const { version, machineVersion, standing, entries } = stored;
  if (version !== entries.length) return { why: `it is at version ${version}, with ${entries.length} entries` };
  const last = entries[entries.length - 1]?.machineVersion;
  if (last !== undefined && last !== machineVersion)
    return { why: `it runs on version ${machineVersion} of its process, its history on ${last}` };
  let replayed: Standing;
  try {
    replayed = replay(process, entries).standing;
  } catch (error) {
    return { why: `its history cannot be replayed: ${error instanceof Error ? error.message : String(error)}` };
  }
  const differing = PARTS.filter((part) => !isDeepStrictEqual(replayed[part], standing[part]));
  if (differing.length === 0) return undefined;
  return { why: `its history leads to another ${differing.join(' and ')} than is stored`, replayed };
}
