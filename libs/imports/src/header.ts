import { isHeaderName } from './column-names.js';
import { excerpt, note, someOf } from './said.js';
import type { Note } from './said.js';
import { ROWS_ABOVE, indexOf, letterOf } from './sheet.js';
import type { Column, Row } from './sheet.js';

/** A range of merged cells: only its upper left one has a text. */
export interface Merge {
  range: string;
  left: string;
  right: string;
  top: number;
  bottom: number;
}

/** The headers of a table, and its last row that holds some of them. */
export interface Header {
  row: Row;
  headers: string[];
  /** What stands above, and whether the row was only guessed. */
  notes: Note[];
}

/**
 * Finds the headers in the first rows of a table. Where merged cells say so, they stand in two rows: what is written once
 * over several columns belongs to each of them, and what stands below it is added.
 */
export function headerOf(rows: readonly Row[], merges: readonly Merge[] = []): Header {
  const { at, sure } = headerAt(rows);
  const header = rows[at] as Row;
  const [upper, lower] = twoRows(rows, at, merges);
  const top = upper ?? header;
  const notes = rows.filter((row) => row.number < top.number).map(above);
  if (!sure) notes.push(note('IMPORT_HEADER_GUESSED', { row: header.number }, { row: header.number }));
  const first = spread(top, merges);
  if (!lower) return { row: header, headers: first, notes };
  const second = spread(lower, merges);
  const headers = Array.from({ length: Math.max(first.length, second.length) }, (_, index) =>
    [...new Set([first[index] ?? '', second[index] ?? ''])].join(' ').trim(),
  );
  return { row: lower, headers, notes };
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
  const widths = rows.map(count).sort((one, other) => one - other);
  const usual = widths[Math.floor(widths.length / 2)] as number;
  const wide = candidates.findIndex((row) => count(row) >= usual * 0.6 && row.cells.every(looksLikeHeader));
  return { at: Math.max(wide, 0), sure: wide >= 0 && most > 0 };
}

function count(row: Row): number {
  return row.cells.filter((cell) => cell.trim() !== '').length;
}

/** The two rows of a header, when the found one is the upper or the lower of them. */
function twoRows(rows: readonly Row[], at: number, merges: readonly Merge[]): [Row, Row] | [] {
  const found = rows[at] as Row;
  for (const [upper, lower] of [
    [found, rows[at + 1]],
    [rows[at - 1], found],
  ]) {
    if (!upper || !lower || lower.number !== upper.number + 1 || !lower.cells.every(looksLikeHeader)) continue;
    const wide = merges.filter((merge) => merge.top === upper.number && merge.left !== merge.right);
    // Merged over the whole width, it is a title.
    const parts = wide.filter((merge) => indexOf(merge.right) - indexOf(merge.left) + 1 < lower.cells.length);
    const isUnder = (index: number) =>
      parts.some((merge) => index >= indexOf(merge.left) && index <= indexOf(merge.right)) ||
      (upper.cells[index] ?? '') === '';
    const under = lower.cells.map((cell, index) => [cell, index] as const).filter(([cell]) => cell.trim() !== '');
    // What stands under a header that is not merged is a value.
    if (parts.length > 0 && under.length > 0 && (upper !== found || under.every(([, index]) => isUnder(index))))
      return [upper, lower];
  }
  return [];
}

/** The texts of a row, each in all the columns that it is merged over. */
function spread(row: Row, merges: readonly Merge[]): string[] {
  const cells = [...row.cells];
  for (const { top, left, right } of merges) {
    if (row.number !== top) continue;
    const text = row.cells[indexOf(left)] ?? '';
    for (let index = indexOf(left); index <= indexOf(right); index += 1) cells[index] ||= text;
  }
  return Array.from(cells, (cell: string | undefined) => cell ?? '');
}

function looksLikeHeader(cell: string): boolean {
  return cell.length <= 120 && !/^[\s\d០-៩.,/-]+$/.test(cell);
}

function above(row: Row): Note {
  const text = excerpt(row.cells.filter((cell) => cell.trim() !== '').join(' · '));
  return note('IMPORT_ROW_ABOVE_HEADER', { text }, { row: row.number });
}

/** What a person should look at in the headers: missing ones, and one that stands there twice. */
export function headerNotes(columns: readonly Column[], rows: readonly Row[], width: number): Note[] {
  const notes: Note[] = [];
  for (const [index, { header, letter }] of columns.entries()) {
    const twin = columns.findIndex((other) => other.header !== '' && other.header === header);
    if (twin >= 0 && twin < index)
      notes.push(note('IMPORT_HEADER_TWICE', { header, first: letterOf(twin), second: letter }, { column: letter }));
    if (header === '' && index < width && rows.some((row) => (row.cells[index] ?? '').trim() !== ''))
      notes.push(note('IMPORT_HEADER_MISSING', { column: letter }, { column: letter }));
  }
  return notes;
}

/** Rows that go on to the right of the last header. */
export function longerNotes(rows: readonly number[], width: number): Note[] {
  if (rows.length === 0) return [];
  return [note('IMPORT_ROWS_LONGER_THAN_HEADER', { rows: someOf(rows), last: letterOf(Math.max(width - 1, 0)) })];
}

/** Cells below the header that are merged over several rows: only the first of them has the text. */
export function mergeNotes(merges: readonly Merge[], headerRow: number): Note[] {
  const tall = merges.filter((merge) => merge.top !== merge.bottom && merge.bottom > headerRow);
  if (tall.length === 0) return [];
  const row = tall.reduce((lowest, merge) => Math.max(lowest, merge.top), 0);
  return [note('IMPORT_MERGED_CELLS', { ranges: someOf(tall.map((merge) => merge.range)) }, { row })];
}
