import { DomainError } from '#platform';
import { isHeaderName } from './column-names.js';
import type { Parts } from './archive.js';
import { readDocx } from './docx.reader.js';
import { hasColumnNames, surveyDocumentTable } from './docx.tables.js';
import { itemsOf } from './list.items.js';
import { linesOf } from './list.lines.js';
import { readDocumentList, readOpenedList } from './list.reader.js';
import type { ListOptions } from './list.reader.js';
import { LIMITS } from './sheet.js';
import type { Sheet } from './sheet.js';
import { openSource } from './source.js';
import type { Opened, Source } from './source.js';
import { surveyOpenedTable, wholeSheet } from './table.reader.js';
import type { TableOptions } from './table.reader.js';
import type { SurveyedList } from './table.survey.js';

export type { SurveyedList };

export interface ReadOptions extends TableOptions, ListOptions {}

/**
 * Looks through whatever came: a Word document as a list, or as the table that it has, a workbook as a table, a text as what it looks like. A file that
 * is refused is refused here, as a whole; its rows can then be taken one by one.
 * @throws DomainError with a sentence for the person who sent the file.
 */
export async function surveySource(source: Source, options: ReadOptions = {}): Promise<SurveyedList> {
  const opened = await openSource(source, options);
  if (opened.kind === 'xlsx') return surveyOpenedTable(opened, options);
  if (opened.kind === 'docx') return surveyDocument(opened.parts, options);
  return surveyText(opened, options);
}

/** The same with all rows at once. */
export async function readSource(source: Source, options: ReadOptions = {}): Promise<Sheet> {
  return wholeSheet(await surveySource(source, options));
}

/** A table that names its columns as ours are named is read like a sheet; without one, the document is a list. */
async function surveyDocument(parts: Parts, options: ReadOptions): Promise<SurveyedList> {
  const document = await readDocx(parts);
  const table = document.tables.find(hasColumnNames);
  if (!table) return asSurvey(readDocumentList('docx', document, options));
  const lines = document.lines.map((line) => line.text);
  const tables = document.tables.filter((other) => other !== table);
  return surveyDocumentTable(table, { lines, tables }, options.limits);
}

/** A list has numbered lines, and no row above them that names two columns. */
async function surveyText(opened: Opened & { kind: 'text' }, options: ReadOptions): Promise<SurveyedList> {
  const { rows: most } = options.limits ?? LIMITS;
  const isList = () => {
    const lines = linesOf(opened.text);
    return lines.length <= most && itemsOf(lines).items.length >= 2;
  };
  let table: SurveyedList;
  try {
    table = await surveyOpenedTable(opened, options);
  } catch (refused) {
    // What makes no table, such as a quotation mark that is not closed, may stand in a list. A font from before Unicode is
    // refused in both: between tabs, lines that begin with numbers look like a list, in which English beside it hides it.
    if (refused instanceof DomainError && !isOfOldFont(refused) && isList())
      return asSurvey(await readOpenedList(opened, options));
    throw refused;
  }
  const named = table.sheet.columns.filter((column) => isHeaderName(column.header)).length >= 2;
  return named || !isList() ? table : asSurvey(await readOpenedList(opened, options));
}

const isOfOldFont = ({ reasons }: DomainError) => reasons.some(({ code }) => code === 'IMPORT_OLD_FONT_TEXT');

/** A list is short, and was read as a whole. */
function asSurvey(sheet: Sheet): SurveyedList {
  return {
    sheet,
    total: sheet.rows.length,
    async *rows() {
      yield* sheet.rows;
    },
  };
}
