import { z } from 'zod';
import type { FrozenText } from '#statements';
import type { EntryContent, Seal } from './seal-content.js';
import type { CaseEvidence } from './verify-evidence.js';

/** The first line of an export says that it is one. */
export const FORMAT = 'anusas history export 1';

const whole = z.int().min(0);
const text = z.string();
const perhaps = text.nullable();
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const seal: z.ZodType<Seal> = z.strictObject({
  position: whole,
  caseId: text,
  version: whole,
  entryId: text,
  recordedAt: text,
  sealedAt: text,
  entryHash: hash,
  caseHash: hash,
  hash,
});

// `unknown` may be absent for zod, though not for us: an entry without it has another hash.
const entry = z.strictObject({
  id: text,
  process: text,
  machine_version: whole,
  case_id: text,
  version: whole,
  event: text,
  payload: z.record(text, z.unknown()),
  from_state: z.unknown().optional(),
  to_state: z.unknown(),
  actor_id: perhaps,
  seat_id: perhaps,
  organisation_id: perhaps,
  happened_at: text,
  happened_precision: text,
  happened_until: perhaps,
  recorded_at: text,
  reason: perhaps,
  evidence: z.array(text),
  imported: z.boolean(),
  not_known: z.array(text),
  corrects: whole.nullable(),
  cause_case_id: perhaps,
  cause_version: whole.nullable(),
  command_key: perhaps,
}) as z.ZodType<EntryContent>;

const row = z.strictObject({
  table: text,
  version: whole,
  machineVersion: whole,
  state: z.unknown(),
  context: z.unknown(),
  historyValue: z.unknown(),
});

const kept: z.ZodType<CaseEvidence> = z.strictObject({
  id: text,
  number: perhaps,
  rows: z.array(row),
  entries: z.array(entry),
  seals: z.array(seal),
  removedSample: z.boolean(),
});

const frozen: z.ZodType<FrozenText> = z.strictObject({
  caseId: text,
  number: text,
  versionNumber: whole,
  entry: whole.nullable(),
  said: perhaps,
  stands: perhaps,
  shown: perhaps,
});

/** What the lines of an export may hold, by the one key that each has. */
export const LINES = {
  header: z.strictObject({ format: z.literal(FORMAT), entries: whole, cases: whole }),
  checkpoint: text,
  seal,
  case: kept,
  text: frozen,
  manifest: z.strictObject({ lines: whole, sha256: hash, key: perhaps, signature: perhaps }),
};
