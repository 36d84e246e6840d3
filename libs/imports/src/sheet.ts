import { isHeaderName } from './column-names.js';
import { excerpt, note, refusal, someOf } from './said.js';
import type { Note } from './said.js';

/** What was read from: decided by the content of a file, never by its name. */
export type SheetKind = 'csv' | 'tsv' | 'xlsx' | 'docx' | 'text';

export interface Column {
  /** `A`, `B`, … `AA`: as spreadsheets name it. */
  letter: string;
  header: string;
}

export interface Row {
  /** As the person sees it: the row of the sheet, or in a list the place of the item, from 1. */
  number: number;
  cells: string[];
}

/** A table or a list as it was found, in text; nothing is interpreted yet. Every row has a cell for every column. */
export interface Sheet {
  kind: SheetKind;
  /** CSV and TSV: what separates the cells. */
  delimiter?: Delimiter;
  /** XLSX: which sheet was read. */
  sheetName?: string;
  /** The row that holds the headers; 0 in a list, which has none. */
  headerRow: number;
  columns: Column[];
  rows: Row[];
  /** What was left aside or assumed. */
  notes: Note[];
}

export type Delimiter = ',' | ';' | '\t';

export interface Limits {
  fileBytes: number;
  unpackedBytes: number;
  rows: number;
  columns: number;
}

/** More than any list of recommendations, and small enough for one process to hold. */
export const LIMITS: Limits = { fileBytes: 20 * 2 ** 20, unpackedBytes: 200 * 2 ** 20, rows: 50_000, columns: 200 };

/** How many rows a title above the header may take. */
export const ROWS_ABOVE = 20;

/** `0` → `A`, `26` → `AA`. */
export function letterOf(index: number): string {
  return (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** `A` → 0, `AA` → 26. */
export function indexOf(letter: string): number {
  return [...letter].reduce((sum, character) => sum * 26 + character.charCodeAt(0) - 64, 0) - 1;
}

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

/**
 * The row with most headers that are known; without any, the first that is nearly as wide as the table and holds only
 * short words. A title above a table fills one cell or two.
 */
function headerAt(rows: readonly Row[]): { at: number; sure: boolean } {
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

function headerNotes(columns: readonly Column[], rows: readonly Row[], header: Row): Note[] {
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
