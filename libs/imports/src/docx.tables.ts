import { isHeaderName } from './column-names.js';
import type { Merge } from './header.js';
import { excerpt, note } from './said.js';
import type { Note } from './said.js';
import { LIMITS, ROWS_ABOVE, letterOf } from './sheet.js';
import type { Limits, Row } from './sheet.js';
import { surveyTable } from './table.survey.js';
import type { SurveyedList } from './table.survey.js';

/** A table of a document, its cells where they stand: of merged cells the upper left one has the text. */
export interface DocumentTable {
  rows: Row[];
  merges: Merge[];
}

/** A cell as it stands in the document: what it says, and over how many columns and rows. */
export interface SpannedCell {
  text: string;
  columns: number;
  rows: number;
}

/** No table of a page is wider; a cell that says so is damaged or means harm. */
const WIDEST = LIMITS.columns + 1;

/** Lays out the rows of a table, in which a cell that is merged with the one above it is left out. */
export function layOut(rows: readonly (readonly SpannedCell[])[]): DocumentTable {
  const merges: Merge[] = [];
  /** Until which row a column is taken by a cell further up. */
  const taken: number[] = [];
  const laid = rows.map((cells, index) => {
    const number = index + 1;
    const texts: string[] = [];
    let column = 0;
    for (const { text, columns, rows: height } of cells) {
      while ((taken[column] ?? 0) >= number) column += 1;
      if (column >= WIDEST) break;
      texts[column] = text;
      const right = Math.min(column + Math.max(columns, 1), WIDEST) - 1;
      const bottom = Math.min(number + Math.max(height, 1) - 1, rows.length);
      if (right > column || bottom > number) merges.push(mergeOf(column, right, number, bottom));
      for (; column <= right; column += 1) taken[column] = bottom;
    }
    return { number, cells: Array.from(texts, (text: string | undefined) => text ?? '') };
  });
  return { rows: laid, merges };
}

function mergeOf(from: number, to: number, top: number, bottom: number): Merge {
  const [left, right] = [letterOf(from), letterOf(to)];
  return { range: `${left}${top}:${right}${bottom}`, left, right, top, bottom };
}

/** Has the table a row with two column names that are known? Then it is a list as a sheet has it, and no layout. */
export function hasColumnNames({ rows }: DocumentTable): boolean {
  return rows.slice(0, ROWS_ABOVE).some((row) => row.cells.filter(isHeaderName).length >= 2);
}

/** What a table begins with, to name it. */
export function beginningOf({ rows }: DocumentTable): string {
  const first = rows.find((row) => row.cells.some((cell) => cell.trim() !== ''));
  return excerpt(first?.cells.filter((cell) => cell.trim() !== '').join(' · ') ?? '', 60);
}

/** Reads a table of a document like a sheet; what stands around it is named and left out. */
export async function surveyDocumentTable(
  table: DocumentTable,
  around: { lines: readonly string[]; tables: readonly DocumentTable[] },
  limits?: Limits,
): Promise<SurveyedList> {
  async function* read() {
    yield* table.rows;
  }
  const notes: Note[] = [];
  if (around.lines.length > 0) {
    const text = excerpt(around.lines.join(' · '), 200);
    notes.push(note('IMPORT_TABLE_TEXT_AROUND', { count: around.lines.length, text }));
  }
  if (around.tables.length > 0) {
    const names = around.tables.map((other) => `“${beginningOf(other)}”`).join(', ');
    notes.push(note('IMPORT_TABLE_OTHERS_LEFT_OUT', { count: around.tables.length, names: excerpt(names, 300) }));
  }
  return surveyTable({ kind: 'docx' }, read, limits, {
    rows: read(),
    after: () => ({ notes, merges: table.merges }),
  });
}
