import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * All that a history entry says, under the names of its columns, moments as ISO 8601 in UTC with microseconds: what its
 * hash covers. `from_state` is left out where the column is empty, so that nothing and JSON's null differ.
 *
 * Erasing: today a payload holds ids, never a name that may have to be forgotten. Should one come to hold such a value,
 * the entry will hold a commitment in its place, SHA-256 over a random salt and the value, and a table beside it the
 * salt with the value. Deleting that row erases the value; the commitment, this content and all hashes stay as they are.
 */
export interface EntryContent {
  id: string;
  process: string;
  machine_version: number;
  case_id: string;
  version: number;
  event: string;
  payload: Record<string, unknown>;
  from_state?: unknown;
  to_state: unknown;
  actor_id: string | null;
  seat_id: string | null;
  organisation_id: string | null;
  happened_at: string;
  happened_precision: string;
  happened_until: string | null;
  recorded_at: string;
  reason: string | null;
  evidence: string[];
  imported: boolean;
  not_known: string[];
  corrects: number | null;
  cause_case_id: string | null;
  cause_version: number | null;
  command_key: string | null;
}

/** One link: an entry's place in the chain of its case and in the chain of everything. Hashes are 64 hexadecimal digits. */
export interface Seal {
  position: number;
  caseId: string;
  version: number;
  entryId: string;
  recordedAt: string;
  sealedAt: string;
  /** Of the entry's content. */
  entryHash: string;
  /** Of the case's chain up to this entry. */
  caseHash: string;
  /** Of the chain of everything up to this seal. */
  hash: string;
}

/** What the first link of every chain stands on. */
export const NOTHING = '0'.repeat(64);

/** A moment as the hashes cover it: to the microsecond, the same whatever the session's settings are. */
export const momentSql = (expression: string) => `to_json((${expression}) AT TIME ZONE 'UTC') #>> '{}' || 'Z'`;

const moment = (column: string) => `${momentSql(column)} AS ${column}`;

/** Reads `ReadContent` from case_history. A test holds it against the columns that the table has. */
export const CONTENT_COLUMNS = `id::text AS id, process, machine_version, case_id, version, event, payload,
  from_state, from_state IS NULL AS begins, to_state, actor_id, seat_id, organisation_id, ${moment('happened_at')},
  happened_precision, ${moment('happened_until')}, ${moment('recorded_at')}, reason, evidence, imported, not_known,
  corrects, cause_case_id, cause_version, command_key`;

/** A row of `CONTENT_COLUMNS`. */
export type ReadContent = EntryContent & { begins: boolean };

export function toContent({ begins, from_state, ...rest }: ReadContent): EntryContent {
  return begins ? rest : { ...rest, from_state };
}

/** The columns of a seal under the names of `Seal`, except the position, which the driver gives as text. */
export const SEAL_COLUMNS = `position::text AS position, case_id AS "caseId", version, entry_id::text AS "entryId",
  ${momentSql('recorded_at')} AS "recordedAt", ${momentSql('sealed_at')} AS "sealedAt",
  encode(entry_hash, 'hex') AS "entryHash", encode(case_hash, 'hex') AS "caseHash", encode(hash, 'hex') AS hash`;

/** A row of `SEAL_COLUMNS`. */
export type ReadSeal = Omit<Seal, 'position'> & { position: string };

export const toSeal = (row: ReadSeal): Seal => ({ ...row, position: Number(row.position) });

/** RFC 8785: the same value is the same text, whoever writes it. */
export const canonical = (value: unknown): string => canonicalize(value) as string;

const sha256 = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

// Each kind of hash begins with a word of its own, so that one can never pass for another.
export const entryHashOf = (content: EntryContent): string => sha256('anusas entry 1\n', canonical(content));

export const caseHashOf = (before: string, entryHash: string): string =>
  sha256('anusas case 1\n', Buffer.from(before, 'hex'), Buffer.from(entryHash, 'hex'));

export const sealHashOf = (before: string, { hash: _, ...seal }: Omit<Seal, 'hash'> & { hash?: string }): string =>
  sha256('anusas seal 1\n', Buffer.from(before, 'hex'), canonical(seal));

/** The link that follows: `before` are the hashes on which it stands, of everything and of its case. */
export function sealOf(
  content: EntryContent,
  position: number,
  sealedAt: string,
  before: { hash: string; caseHash: string },
): Seal {
  const entryHash = entryHashOf(content);
  const link = {
    position,
    caseId: content.case_id,
    version: content.version,
    entryId: content.id,
    recordedAt: content.recorded_at,
    sealedAt,
    entryHash,
    caseHash: caseHashOf(before.caseHash, entryHash),
  };
  return { ...link, hash: sealHashOf(before.hash, link) };
}
