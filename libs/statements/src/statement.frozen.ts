import type { Queryable } from '#platform';
import type { Content, Language } from './statement.content.js';
import { hashOf } from './statement.examination.js';
import { statementProcess } from './statement.process.js';
import { readFrozen } from './statement.versions.js';

/** A text that a history says was frozen, or that is stored as frozen: what was said of it, and what stands there now. */
export interface FrozenText {
  caseId: string;
  /** The number that people know the statement by. */
  number: string;
  versionNumber: number;
  /** The entry that froze it, and the fingerprint that it gave; nothing when no entry tells of it. */
  entry: number | null;
  said: string | null;
  /** The fingerprint of the text as it is stored, worked out anew; nothing when no frozen text is stored. */
  stands: string | null;
  /** The fingerprint that is shown beside it. */
  shown: string | null;
}

interface Told {
  id: string;
  number: string;
  authentic: Language;
  /** Another language was made the authentic one at some time. */
  changed: boolean;
  entries: { version: number; versionNumber: number; hash: string }[];
}

/** So many statements at a time. */
const BATCH = 50;

/**
 * Every frozen text, beside the fingerprint that the history of its statement sealed when it was frozen. A statement whose
 * row is gone is not looked at here.
 */
export async function* frozenTexts(db: Queryable): AsyncGenerator<FrozenText> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const told = await db.query<Told[]>(
      `SELECT s.id, s.number, s.authentic_language AS authentic,
              EXISTS (SELECT 1 FROM case_history h WHERE h.case_id = s.id AND h.payload -> 'languageChanged' = 'true') AS changed,
              coalesce((SELECT jsonb_agg(jsonb_build_object('version', h.version, 'hash', h.payload ->> 'hash',
                                'versionNumber', coalesce((h.payload ->> 'versionNumber')::integer, 1)) ORDER BY h.version)
                          FROM case_history h
                         WHERE h.case_id = s.id AND h.process = $3 AND h.event = ANY($4)), '[]') AS entries
         FROM statements s WHERE s.id > $1 ORDER BY s.id LIMIT $2`,
      [after, BATCH, statementProcess.name, FREEZING],
    );
    if (told.length === 0) return;
    const stored = new Map(
      (
        await readFrozen(
          db,
          told.map(({ id }) => id),
        )
      ).map((each) => [`${each.statementId} ${each.number}`, each]),
    );
    for (const { id: caseId, number, authentic, changed, entries } of told) {
      for (const { version, versionNumber, hash: said } of entries) {
        const key = `${caseId} ${versionNumber}`;
        const text = stored.get(key);
        stored.delete(key);
        const stands = text ? fingerprint(text.content, authentic, changed, said) : null;
        yield { caseId, number, versionNumber, entry: version, said, stands, shown: text?.hash ?? null };
      }
    }
    const numbers = new Map(told.map(({ id, number }) => [id, number]));
    for (const { statementId: caseId, number: versionNumber, hash } of stored.values()) {
      const number = numbers.get(caseId) as string;
      yield { caseId, number, versionNumber, entry: null, said: null, stands: hash, shown: hash };
    }
    after = (told[told.length - 1] as Told).id;
  }
}

/** The events that freeze a text; each gives the fingerprint of what it froze. */
const FREEZING = ['OPEN', 'AMEND', 'RECORD_PAST'];

/** A draft after a lapse may have another authentic language than what was frozen before it. */
function fingerprint(content: Content, authentic: Language, changed: boolean, said: string): string {
  const stands = hashOf(authentic, content);
  if (stands === said || !changed) return stands;
  const other = hashOf(authentic === 'km' ? 'en' : 'km', content);
  return other === said ? other : stands;
}
