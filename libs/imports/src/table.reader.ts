import { surveyCsv } from './csv.reader.js';
import { refusal } from './said.js';
import type { Sheet } from './sheet.js';
import { openSource } from './source.js';
import type { OpenOptions, Opened, Source } from './source.js';
import type { SurveyedList } from './table.survey.js';
import { surveyXlsx } from './xlsx.reader.js';

export interface TableOptions extends OpenOptions {
  /** XLSX: which sheet; without it, the first that is not hidden. */
  sheetName?: string;
}

/**
 * Reads a table: CSV or TSV with its separator found out, or a sheet of an XLSX workbook.
 * @throws DomainError with a sentence for the person who sent the file.
 */
export async function readTable(source: Source, options: TableOptions = {}): Promise<Sheet> {
  return wholeSheet(await surveyOpenedTable(await openSource(source, options), options));
}

/** The same for a file that is already open, its rows one by one. */
export async function surveyOpenedTable(opened: Opened, options: TableOptions = {}): Promise<SurveyedList> {
  if (opened.kind === 'docx') throw refusal('IMPORT_WORD_IS_A_LIST');
  if (opened.kind === 'xlsx') return surveyXlsx(opened.bytes, opened.parts, options.sheetName, options.limits);
  const list = await surveyCsv(opened.text, options.limits);
  return { ...list, sheet: { ...list.sheet, notes: [...opened.notes, ...list.sheet.notes] } };
}

/** A list with all its rows in memory. */
export async function wholeSheet(list: SurveyedList): Promise<Sheet> {
  const rows = [];
  for await (const row of list.rows()) rows.push(row);
  return { ...list.sheet, rows };
}
