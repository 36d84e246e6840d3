import type { FrozenText } from '#statements';
import type { EntryContent, Seal } from './seal-content.js';

/** What can be wrong with a history. */
export type Wrong =
  | 'edited'
  | 'deleted'
  | 'inserted'
  | 'reordered'
  | 'stateDiffers'
  | 'sealDiffers'
  | 'caseMissing'
  | 'textDiffers'
  | 'checkpointContradicts'
  | 'exportDamaged';

/** One thing that is wrong, and where, as far as it can be told. */
export interface Finding {
  what: Wrong;
  process?: string;
  caseId?: string;
  /** The number that people know the case by. */
  number?: string | null;
  /** Of the entry. */
  version?: number;
  /** In the chain of everything. */
  position?: number;
  why: string;
}

export type Found = (finding: Finding) => void;

/** A row of a case as it is stored. */
export interface CaseState {
  table: string;
  version: number;
  machineVersion: number;
  state: unknown;
  context: unknown;
  historyValue: unknown;
}

/** A case with everything that is kept of its history. Any of it may be missing: that is what is to be found out. */
export interface CaseEvidence {
  id: string;
  number: string | null;
  rows: CaseState[];
  /** By version. */
  entries: EntryContent[];
  /** By position. */
  seals: Seal[];
  /** It was sample data, and was removed as such. */
  removedSample: boolean;
}

/**
 * What a verification looks at, from the database or from an export alone. It is taken once and in this order, a batch
 * at a time, so that memory does not grow with it.
 */
export interface Evidence {
  /** How many entries and cases there are, about: for the progress. */
  size: { entries: number; cases: number };
  /** The stored checkpoint lines, oldest first. */
  checkpoints(): Promise<string[]>;
  /** By position. */
  seals(): AsyncIterable<Seal>;
  cases(): AsyncIterable<CaseEvidence>;
  /** Every text that was frozen, by its fingerprint alone. */
  texts(): AsyncIterable<FrozenText>;
}
