import type { Row } from './sheet.js';

/** Filled cells of a column that are enough to guess from: `contentOf` looks at as many. */
export const ENOUGH = 300;

/**
 * So many rows of a table that each of its columns shows in them what it holds: its first cells, its longest, and one
 * that is broken into lines.
 */
export class Sample {
  readonly rows: Row[] = [];
  private readonly columns: { filled: number; longest: number; broken: boolean }[] = [];

  add(row: Row): void {
    let tells = false;
    for (const [index, cell] of row.cells.entries()) {
      if (cell === '') continue;
      const column = (this.columns[index] ??= { filled: 0, longest: 0, broken: false });
      const broken = !column.broken && cell.includes('\n');
      if (column.filled >= ENOUGH && cell.length <= column.longest && !broken) continue;
      tells = true;
      column.filled += 1;
      column.longest = Math.max(column.longest, cell.length);
      column.broken ||= broken;
    }
    if (tells) this.rows.push(row);
  }
}
