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
  /** How long a table may take to be looked through; only a file made to be slow takes as long. */
  milliseconds: number;
}

/** More than any list of recommendations, and small enough for one process to hold. */
export const LIMITS: Limits = {
  fileBytes: 20 * 2 ** 20,
  unpackedBytes: 200 * 2 ** 20,
  rows: 50_000,
  columns: 200,
  milliseconds: 120_000,
};

/** More characters than any text of a recommendation; a workbook allows a third of it in a cell. */
export const LONGEST_CELL = 100_000;

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
