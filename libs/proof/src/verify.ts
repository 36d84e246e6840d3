import type { Checkpoint } from './checkpoint-line.js';
import type { Processes } from '#workflow';
import { CORRECT } from '#workflow';
import { checkCase } from './verify-case.js';
import { ChainCheck } from './verify-chain.js';
import { checkCheckpoints } from './verify-checkpoints.js';
import { checkText } from './verify-texts.js';
import type { Evidence, Found } from './verify-evidence.js';

/** What was looked at, and what there is to know beside what is wrong. */
export interface Verdict {
  cases: number;
  sealed: number;
  findings: number;
  /** Entries that are not sealed yet: nothing proves them. `oldest` is when the oldest was recorded. */
  unsealed: { entries: number; oldest: string | null };
  /** Entries by which another was corrected, and entries that came in from an old record. */
  corrections: number;
  imported: number;
  removedSamples: number;
  /** Frozen texts that were held against the fingerprints in their histories. */
  texts: number;
  checkpoints: number;
  /** The newest checkpoint with which the chain was compared. */
  newest: Checkpoint | undefined;
  /** The public keys of the checkpoints. */
  keys: string[];
}

export interface VerifyOptions {
  /** Public keys that may sign checkpoints; without any, every key may, and it is for people to compare them. */
  keys?: readonly string[];
  /** Checkpoint lines that a witness kept. */
  against?: readonly string[];
  /** May cases have been sample data that were removed? Not in real use, where there never are any. */
  samples?: boolean;
  found: Found;
  /** Told of each correction: what was said before stays, and this says what is right. */
  corrected?: (correction: {
    process: string;
    caseId: string;
    number: string | null;
    version: number;
    corrects: number;
  }) => void;
  /** Told now and then how far it is. */
  progress?: (part: 'chain' | 'cases', done: number, of: number) => void;
}

/** So many between two words about how far it is. */
const OFTEN = { seals: 10_000, cases: 1_000 };

/**
 * Holds every history against its seals, the seals against their chain, the chain against the checkpoints, and every
 * stored case against what replaying its history makes of it, and every frozen text against the fingerprint in its history.
 */
export async function verify(evidence: Evidence, processes: Processes, options: VerifyOptions): Promise<Verdict> {
  let findings = 0;
  const found: Found = (finding) => {
    findings += 1;
    options.found(finding);
  };
  const lines = await evidence.checkpoints();
  const held = checkCheckpoints(lines, options.against ?? [], options.keys ?? [], found);

  const chain = new ChainCheck(held, found);
  let sealed = 0;
  for await (const seal of evidence.seals()) {
    chain.add(seal);
    sealed += 1;
    if (sealed % OFTEN.seals === 0) options.progress?.('chain', sealed, evidence.size.entries);
  }
  chain.end();

  const counts = { cases: 0, corrections: 0, imported: 0, removedSamples: 0, texts: 0 };
  const unsealed: Verdict['unsealed'] = { entries: 0, oldest: null };
  for await (const whole of evidence.cases()) {
    checkCase(whole, chain, { processes, samples: options.samples ?? true, found });
    counts.cases += 1;
    if (whole.removedSample && whole.entries.length === 0) counts.removedSamples += 1;
    const sealedVersions = new Set(whole.seals.map((seal) => seal.version));
    for (const entry of whole.entries) {
      if (entry.imported) counts.imported += 1;
      if (entry.event === CORRECT) {
        counts.corrections += 1;
        const { process, version, corrects } = entry;
        options.corrected?.({ process, caseId: whole.id, number: whole.number, version, corrects: corrects as number });
      }
      if (sealedVersions.has(entry.version)) continue;
      unsealed.entries += 1;
      if (unsealed.oldest === null || entry.recorded_at < unsealed.oldest) unsealed.oldest = entry.recorded_at;
    }
    if (counts.cases % OFTEN.cases === 0) options.progress?.('cases', counts.cases, evidence.size.cases);
  }
  for await (const text of evidence.texts()) {
    counts.texts += 1;
    checkText(text, found);
  }
  for (const [from, to] of chain.left()) {
    const which = from === to ? `the entry of seal ${from}` : `the entries of the seals ${from} to ${to}`;
    const why = `nothing is kept of ${which}`;
    found({ what: 'deleted', position: from, why });
  }
  const newest = held
    .map(({ checkpoint }) => checkpoint)
    .sort((one, other) => one.number - other.number)
    .at(-1);
  const keys = [...new Set(held.map(({ checkpoint }) => checkpoint.key))];
  return { ...counts, sealed, findings, unsealed, checkpoints: lines.length, newest, keys };
}
