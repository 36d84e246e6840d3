import { oddWordsOf, plainlyOldWordsOf } from './old-khmer.js';
import { excerpt, refusal } from './said.js';
import type { Column, Row } from './sheet.js';

/** Odd words in a column before they are believed; fewer, where they are plainly so. */
const ENOUGH = 4;
const ENOUGH_PLAIN = 2;

/** Counts, column by column, texts that read like Khmer from before Unicode. */
export class OldKhmerTally {
  private readonly columns: { texts: number; old: number; words: number; plain: number; example: string }[] = [];

  add(row: Pick<Row, 'cells'>): void {
    for (const [index, cell] of row.cells.entries()) {
      if (cell.length < 8 || !/[A-Za-z]{2}/.test(cell)) continue;
      const column = (this.columns[index] ??= { texts: 0, old: 0, words: 0, plain: 0, example: '' });
      const words = oddWordsOf(cell);
      const plain = plainlyOldWordsOf(cell);
      column.texts += 1;
      if (words === 0 && plain === 0) continue;
      column.old += 1;
      column.words += words;
      column.plain += plain;
      column.example ||= excerpt(cell, 40);
    }
  }

  /** @throws DomainError IMPORT_OLD_FONT_TEXT for the first column that is mostly such texts. */
  refuse(columns: readonly Pick<Column, 'letter'>[]): void {
    for (const [index, column] of this.columns.entries()) {
      if (!column || (column.words < ENOUGH && column.plain < ENOUGH_PLAIN)) continue;
      if (column.old * 2 < column.texts) continue;
      throw refusal('IMPORT_OLD_FONT_TEXT', { column: columns[index]?.letter ?? 'A', example: column.example });
    }
  }
}
