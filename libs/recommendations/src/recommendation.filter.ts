import { foldKhmer, fromGlobalId } from '#platform';
import type { QueryOptions } from '#platform';
import type { RecommendationFilter } from './recommendation.inputs.js';

/** Where a filtered list reads from: tables, conditions, and the columns that say when a recommendation was entered and which it is. */
export interface Filtered {
  from: string;
  at: string;
  id: string;
  where: string[];
  /** How often it pays to plan it. */
  prepared: QueryOptions['prepared'];
}

const ASKED = `recommendation_addressees a JOIN recommendations r ON r.id = a.recommendation_id
  JOIN recommendation_texts t ON t.recommendation_id = a.recommendation_id`;
const ALL = `recommendations r JOIN recommendation_texts t ON t.recommendation_id = r.id`;
/**
 * What the index finds is put in order by its day alone, and the texts are read from the newest on until there is a page:
 * of hundreds that hold the words only the twenty that are shown. (`OFFSET 0` keeps it so.)
 */
const found = (parts: readonly string[], asked: boolean) => `(SELECT t.recommendation_id, t.created_at
    FROM recommendation_texts t WHERE ${parts.join(' AND ')}
   ORDER BY t.created_at DESC, t.recommendation_id DESC OFFSET 0) f
  JOIN recommendation_texts t ON t.recommendation_id = f.recommendation_id
  JOIN recommendations r ON r.id = f.recommendation_id${asked ? ` JOIN recommendation_addressees a ON a.recommendation_id = f.recommendation_id` : ''}`;
const NUMBER = /^[a-z]+-[0-9a-z]+(-[0-9]+)+$/i;
/** One index holds each three letters in a row, another each five; of less they know nothing. */
const PARTS = [
  { letters: 5, of: 'text_long_parts' },
  { letters: 3, of: 'text_parts' },
];

/**
 * A filter as SQL over `r`, its text `t` and, where one institution is asked, `a`: a list is read in order from an index
 * that holds what it is filtered by, so its cost is that of its page and not of what is left out.
 */
export function recommendationsWhere(filter: RecommendationFilter, parameters: unknown[]): Filtered {
  const bind = (value: unknown) => `$${parameters.push(value)}`;
  const where: string[] = [];
  const addressees = filter.addresseeIds?.map((id) => fromGlobalId('org', id));
  const one = addressees?.length === 1;
  const own = one ? 'a' : 'r';
  // One value is an equality, which an index can be read by in order; of several, it cannot.
  const among = (column: string, values: readonly string[]) =>
    where.push(values.length === 1 ? `${column} = ${bind(values[0])}` : `${column} = ANY(${bind(values)})`);
  if (one) where.push(`a.role = 'addressee' AND a.organisation_id = ${bind(addressees[0])}`);
  else if (addressees) {
    where.push(`r.id IN (SELECT recommendation_id FROM recommendation_addressees
      WHERE role = 'addressee' AND organisation_id = ANY(${bind(addressees)}))`);
  }
  if (filter.stage) among(`${own}.stage`, filter.stage);
  if (filter.uptake) among(`${own}.uptake`, filter.uptake);
  // Written out, so that the index of what is active fits.
  if (filter.standing?.length === 1 && filter.standing[0] === 'active') where.push(`${own}.standing = 'active'`);
  else if (filter.standing) among(`${own}.standing`, filter.standing);
  if (filter.targetIds) {
    const ids = bind(filter.targetIds.map((id) => fromGlobalId('ins', id)));
    where.push(`r.id IN (SELECT recommendation_id FROM recommendation_targets WHERE instrument_id = ANY(${ids}))`);
  }
  if (filter.topics) {
    where.push(
      `r.id IN (SELECT recommendation_id FROM recommendation_topics WHERE code = ANY(${bind(filter.topics)}))`,
    );
  }
  const text = filter.text?.trim() ?? '';
  const isNumber = NUMBER.test(text);
  const words = isNumber ? [] : foldKhmer(text).split(' ').filter(Boolean);
  if (isNumber) where.push(`r.number = ${bind(text.toUpperCase())}`);
  const parts: string[] = [];
  for (const word of words) {
    const folded = bind(word);
    const indexed = partsOf(word);
    // The index says where all parts of a word are, the text whether they stand together.
    if (indexed) parts.push(`${indexed.of}(t.folded) @> ${indexed.of}(${folded}::text)`);
    where.push(`position(${folded} in t.folded) > 0`);
  }
  // Planned once: of what somebody searches for the plan would learn nothing, and planning costs as much as a search.
  const prepared = words.length === 0 ? true : 'onItsOwn';
  if (parts.length > 0) {
    return { from: found(parts, one), at: 'f.created_at', id: 'f.recommendation_id', where, prepared };
  }
  if (one) return { from: ASKED, at: 'a.created_at', id: 'a.recommendation_id', where, prepared };
  return text
    ? { from: ALL, at: 't.created_at', id: 't.recommendation_id', where, prepared }
    : { from: ALL, at: 'r.created_at', id: 'r.id', where, prepared };
}

/** The longest parts that the word has and an index knows. */
const partsOf = (word: string) => PARTS.find(({ letters }) => [...word].length >= letters);
