import type { Queryable } from '#platform';
import { fromGlobalId } from '#platform';
import { readContents } from '#recommendations';
import type { Sheet } from './sheet.js';
import { writeTable } from './table.writer.js';
import type { WrittenTable } from './table.writer.js';

/** Headers that the import knows again. */
const HEADERS = [
  'Reference',
  'Title (English)',
  'Title (Khmer)',
  'Text (English)',
  'Text (Khmer)',
  'Addressees',
  'Target instruments',
  'Topics',
  'Places',
  'Goals',
];

/**
 * Recommendations as a table that imports back to the same: its reference is their number here. Which ones is the
 * caller's choice, made through the viewer's scope.
 */
export async function exportRecommendations(
  db: Queryable,
  ids: readonly string[],
  like: Pick<Sheet, 'kind' | 'delimiter'>,
): Promise<WrittenTable> {
  const contents = [...(await readContents(db, ids)).values()].sort((one, other) =>
    one.number < other.number ? -1 : 1,
  );
  const codes = new Map(
    (
      await db.query<{ id: string; code: string }[]>(
        `SELECT id, code FROM organisations UNION ALL SELECT id, code FROM instruments`,
      )
    ).map((row) => [row.id, row.code]),
  );
  const names = (prefix: string, globalIds: readonly string[] | null | undefined) =>
    (globalIds ?? [])
      .map((id) => codes.get(fromGlobalId(prefix, id)) ?? '')
      .sort()
      .join('; ');
  return writeTable({
    like,
    headers: HEADERS,
    rows: contents.map(({ number, content }) => [
      number,
      content.title.en ?? '',
      content.title.km ?? '',
      content.body?.en ?? '',
      content.body?.km ?? '',
      names('org', content.addresseeIds),
      names('ins', content.targetIds),
      (content.topics ?? []).join('; '),
      (content.places ?? []).join('; '),
      (content.goals ?? []).join('; '),
    ]),
  });
}
