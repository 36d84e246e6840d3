import { isHeaderName } from './column-names.js';
import { note, someOf } from './said.js';
import type { Note } from './said.js';
import { ROWS_ABOVE, letterOf } from './sheet.js';
import type { Column, Row } from './sheet.js';

/**
 * The row with most headers that are known; without any, the first that is nearly as wide as the table and holds only
 * short words. A title above a table fills one cell or two.
 */
export function headerAt(rows: readonly Row[]): { at: number; sure: boolean } {
  const candidates = rows.slice(0, ROWS_ABOVE);
  const known = candidates.map((row) =>
    row.cells.some((cell) => cell.length > 200) ? 0 : row.cells.filter(isHeaderName).length,
  );
  const most = Math.max(...known);
  if (most >= 2) return { at: known.indexOf(most), sure: true };
  const count = (row: Row) => row.cells.filter((cell) => cell.trim() !== '').length;
  const widths = rows
    .slice(0, 50)
    .map(count)
    .sort((one, other) => one - other);
  const usual = widths[Math.floor(widths.length / 2)] as number;
  const wide = candidates.findIndex((row) => count(row) >= usual * 0.6 && row.cells.every(looksLikeHeader));
  return { at: Math.max(wide, 0), sure: wide >= 0 && most > 0 };
}

function looksLikeHeader(cell: string): boolean {
  return cell.length <= 120 && !/^[\s\d០-៩.,/-]+$/.test(cell);
}

/** What a person should look at in the headers. */
export function headerNotes(columns: readonly Column[], rows: readonly Row[], header: Row): Note[] {
  const notes: Note[] = [];
  const longer = rows.filter((row) => row.cells.length > header.cells.length).map((row) => row.number);
  if (longer.length > 0) {
    notes.push(
      note('IMPORT_ROWS_LONGER_THAN_HEADER', {
        rows: someOf(longer),
        last: columns[header.cells.length - 1]?.letter ?? 'A',
      }),
    );
  }
  for (const [index, column] of columns.entries()) {
    const twin = columns.findIndex((other) => other.header !== '' && other.header === column.header);
    if (twin >= 0 && twin < index) {
      notes.push(
        note(
          'IMPORT_HEADER_TWICE',
          { header: column.header, first: letterOf(twin), second: column.letter },
          { column: column.letter },
        ),
      );
    }
    if (
      column.header === '' &&
      index < header.cells.length &&
      rows.some((row) => (row.cells[index] ?? '').trim() !== '')
    ) {
      notes.push(note('IMPORT_HEADER_MISSING', { column: column.letter }, { column: column.letter }));
    }
  }
  return notes;
}
