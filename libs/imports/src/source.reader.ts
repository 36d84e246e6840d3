import { isHeaderName } from './column-names.js';
import { readCsv } from './csv.reader.js';
import { itemsOf } from './list.items.js';
import { linesOf } from './list.lines.js';
import { readOpenedList } from './list.reader.js';
import type { ListOptions } from './list.reader.js';
import type { Limits, Sheet } from './sheet.js';
import { openSource } from './source.js';
import type { Source } from './source.js';
import { readOpenedTable } from './table.reader.js';
import type { TableOptions } from './table.reader.js';

/** Reads whatever came: a Word document as a list, a workbook as a table, a text as what it looks like. */
export async function readSource(source: Source, options: TableOptions & ListOptions = {}): Promise<Sheet> {
  const opened = await openSource(source, options.limits);
  const isList = opened.kind === 'docx' || (opened.kind === 'text' && looksLikeList(opened.text, options.limits));
  return isList ? readOpenedList(opened, options) : readOpenedTable(opened, options);
}

/** Numbered lines, and no row above them that names two columns. */
function looksLikeList(text: string, limits: Limits | undefined): boolean {
  if (readCsv(text, limits).columns.filter((column) => isHeaderName(column.header)).length >= 2) return false;
  return itemsOf(linesOf(text)).items.length >= 2;
}
