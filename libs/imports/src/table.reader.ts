import { readCsv } from './csv.reader.js';
import { refusal } from './said.js';
import type { Limits, Sheet } from './sheet.js';
import { openSource } from './source.js';
import type { Opened, Source } from './source.js';
import { readXlsx } from './xlsx.reader.js';

export interface TableOptions {
  /** XLSX: which sheet; without it, the first that is not hidden. */
  sheetName?: string;
  limits?: Limits;
}

/**
 * Reads a table: CSV or TSV with its separator found out, or a sheet of an XLSX workbook.
 * @throws DomainError with a sentence for the person who sent the file.
 */
export async function readTable(source: Source, options: TableOptions = {}): Promise<Sheet> {
  return readOpenedTable(await openSource(source, options.limits), options);
}

/** The same for a file that is already open. */
export async function readOpenedTable(opened: Opened, options: TableOptions = {}): Promise<Sheet> {
  if (opened.kind === 'docx') throw refusal('IMPORT_WORD_IS_A_LIST');
  if (opened.kind === 'xlsx') return readXlsx(opened.parts, options.sheetName, options.limits);
  return readCsv(opened.text, options.limits);
}
