import type { EntityManager } from 'typeorm';
import type { EditionsService } from '#instruments';
import type { Act } from '#workflow';
import type { PastFinding } from './past.cases.js';

/** A place in a text, in the words that a list has for it. */
type Words = Pick<PastFinding, 'editionId' | 'provision'>;
interface Parts {
  chapter: string | null;
  section: string | null;
  article: string | null;
  page: string | null;
}

const PARTS: readonly [keyof Parts, RegExp][] = [
  ['chapter', /^(?:chapter|ch\.?|ជំពូក(?:ទី)?)\s*/i],
  ['article', /^(?:article|art\.?|មាត្រា(?:ទី)?)\s*/i],
  ['section', /^(?:section|sec\.?|ផ្នែក(?:ទី)?)\s*/i],
  ['page', /^(?:pages?|pp?\.|ទំព័រ(?:ទី)?)\s*/i],
];

/** `chapter 4, page 63` apart into its numbers; what has no such word before it is a section of that name. */
export function readPlace(text: string): Parts {
  const parts: Parts = { chapter: null, section: null, article: null, page: null };
  const rest: string[] = [];
  for (const piece of text.split(/[,;\n]/).map((each) => each.trim())) {
    const known = PARTS.find(([part, word]) => parts[part] === null && word.test(piece));
    const value = known && piece.replace(known[1], '').trim();
    if (known && value) parts[known[0]] = value;
    else if (piece) rest.push(piece);
  }
  if (rest.length > 0) parts.section = [parts.section, ...rest].filter(Boolean).join(', ');
  return parts;
}

const keyOf = ({ chapter, section, article, page }: Parts) => JSON.stringify([chapter, section, article, page]);

/**
 * The provisions at these places, in their order: those that their editions have, and the others added behind them.
 * A few statements for each edition, whatever the number of places.
 */
export async function provisionsAt(
  tx: EntityManager,
  editions: EditionsService,
  places: readonly Words[],
  act: Act,
): Promise<string[]> {
  const ids = new Map<string, string>();
  for (const editionId of new Set(places.map((place) => place.editionId))) {
    const present = await tx.query<(Parts & { id: string })[]>(
      `SELECT id, chapter, section, article, page FROM provisions WHERE edition_id = $1 ORDER BY position DESC`,
      [editionId],
    );
    const known = new Map(present.map((row) => [keyOf(row), row.id]));
    const wanted = places.filter((place) => place.editionId === editionId).map((place) => readPlace(place.provision));
    const missing = [...new Map(wanted.map((parts) => [keyOf(parts), parts]))].filter(([key]) => !known.has(key));
    if (missing.length > 0) {
      const [edition] = await tx.query<{ version: number }[]>(`SELECT version FROM editions WHERE id = $1 FOR UPDATE`, [
        editionId,
      ]);
      const provisions = missing.map(([, parts]) => parts);
      const expectedVersion = edition?.version ?? 0;
      const added = await editions.addProvisions(tx, { editionId, expectedVersion, provisions }, act);
      missing.forEach(([key], index) => known.set(key, added[index] as string));
    }
    for (const [key, id] of known) ids.set(`${editionId} ${key}`, id);
  }
  return places.map((place) => ids.get(`${place.editionId} ${keyOf(readPlace(place.provision))}`) as string);
}
