import { headerAt, headerNotes } from './header.js';
import { excerpt, note, refusal } from './said.js';
import type { Note } from './said.js';
import { LIMITS, letterOf } from './sheet.js';
import type { Limits, Row, Sheet } from './sheet.js';

/**
 * Finds the header in rows as they stand in the file, and puts what follows below it. Empty rows go, the numbers of
 * the others stay.
 * @throws DomainError IMPORT_NO_TABLE, IMPORT_TOO_MANY_ROWS or IMPORT_TOO_MANY_COLUMNS.
 */
export function toSheet(
  about: Pick<Sheet, 'kind' | 'delimiter' | 'sheetName'>,
  found: Row[],
  notes: Note[] = [],
  limits: Limits = LIMITS,
): Sheet {
  const filled = found
    .map((row) => ({ number: row.number, cells: withoutEmptyEnd(row.cells) }))
    .filter((row) => row.cells.length > 0);
  if (filled.length === 0) throw refusal('IMPORT_NO_TABLE');
  for (const row of filled) {
    if (row.cells.length > limits.columns) {
      throw refusal('IMPORT_TOO_MANY_COLUMNS', { limit: limits.columns, row: row.number });
    }
  }
  const { at, sure } = headerAt(filled);
  const header = filled[at] as Row;
  const rows = filled.slice(at + 1);
  if (rows.length > limits.rows) throw refusal('IMPORT_TOO_MANY_ROWS', { limit: limits.rows });
  const width = filled.slice(at).reduce((widest, row) => Math.max(widest, row.cells.length), 0);
  const columns = Array.from({ length: width }, (_, index) => ({
    letter: letterOf(index),
    header: (header.cells[index] ?? '').replace(/\s+/g, ' ').trim(),
  }));
  return {
    ...about,
    headerRow: header.number,
    columns,
    rows: rows.map((row) => ({ ...row, cells: columns.map((_, index) => row.cells[index] ?? '') })),
    notes: [
      ...filled.slice(0, at).map((row) => above(row)),
      ...(sure ? [] : [note('IMPORT_HEADER_GUESSED', { row: header.number }, { row: header.number })]),
      ...headerNotes(columns, rows, header),
      ...notes.filter((each) => each.row === undefined || each.row > header.number),
    ],
  };
}

function withoutEmptyEnd(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
}

function above(row: Row): Note {
  const text = excerpt(row.cells.filter((cell) => cell.trim() !== '').join(' · '));
  return note('IMPORT_ROW_ABOVE_HEADER', { text }, { row: row.number });
}
