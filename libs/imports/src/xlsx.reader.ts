import { hasPart, textPieces } from './archive.js';
import type { Parts } from './archive.js';
import type { Merge } from './header.js';
import { note, refusal, someOf } from './said.js';
import type { Note } from './said.js';
import { LIMITS } from './sheet.js';
import type { Limits } from './sheet.js';
import { surveyTable } from './table.survey.js';
import type { SurveyedList } from './table.survey.js';
import { countsFrom1904, sheetsOf } from './workbook.js';
import type { WorkbookSheet } from './workbook.js';
import { noFindings, rowsOfSheet } from './xlsx.cells.js';
import type { Findings } from './xlsx.cells.js';
import { sharedTexts } from './xlsx.strings.js';
import { stylesOf } from './xlsx.styles.js';
import type { Book } from './xlsx.values.js';

const TEXTS = 'xl/sharedStrings.xml';

/**
 * Looks through one sheet of a workbook: the first, or the one that is named. Dates come as `YYYY-MM-DD`, and as
 * `YYYY-MM` or `YYYY` where the sheet shows no more than that; formulas as the value that was stored with them.
 * @throws DomainError IMPORT_SHEET_NOT_FOUND, IMPORT_OLD_FONT, IMPORT_FORMULAS_WITHOUT_VALUE, IMPORT_FILE_DAMAGED, or as
 * `surveyTable`.
 */
export async function surveyXlsx(
  bytes: Buffer,
  parts: Parts,
  sheetName?: string,
  limits: Limits = LIMITS,
): Promise<SurveyedList> {
  const sheets = sheetsOf(parts, (path) => hasPart(bytes, path));
  const first = sheets.find((sheet) => !sheet.hidden) ?? sheets[0];
  const chosen = sheetName === undefined ? first : sheets.find((sheet) => sheet.name === sheetName);
  const others = sheets.filter((sheet) => sheet !== chosen).map((sheet) => sheet.name);
  if (!chosen) throw refusal('IMPORT_SHEET_NOT_FOUND', { sheet: sheetName ?? '', sheets: someOf(others) });
  const book: Book = {
    styles: stylesOf(parts),
    texts: hasPart(bytes, TEXTS) ? await sharedTexts(TEXTS, textPieces(bytes, TEXTS, limits.unpackedBytes)) : [],
    from1904: countsFrom1904(parts),
  };
  const findings = noFindings();
  const read = (found?: Findings) =>
    rowsOfSheet(chosen.path, textPieces(bytes, chosen.path, limits.unpackedBytes), book, limits, found);
  return surveyTable({ kind: 'xlsx', sheetName: chosen.name }, () => read(), limits, {
    rows: read(findings),
    after: () => after(findings, chosen, others),
  });
}

/** What the first reading came upon: a refusal, or what a person should know. */
function after(
  findings: Findings,
  chosen: WorkbookSheet,
  others: readonly string[],
): { notes: Note[]; merges: Merge[] } {
  const [old] = findings.old;
  if (old) {
    throw refusal('IMPORT_OLD_FONT', { font: old.font, cells: someOf(findings.old.map((each) => each.address)) });
  }
  if (findings.unsaved.length > 0) throw refusal('IMPORT_FORMULAS_WITHOUT_VALUE', { cells: someOf(findings.unsaved) });
  const notes: Note[] = [];
  if (findings.errors.length > 0) notes.push(note('IMPORT_CELLS_WITH_ERRORS', { cells: someOf(findings.errors) }));
  if (findings.hidden.length > 0) notes.push(note('IMPORT_HIDDEN_ROWS', { rows: someOf(findings.hidden) }));
  if (findings.partial.length > 0) notes.push(note('IMPORT_DATES_WITHOUT_DAY', { cells: someOf(findings.partial) }));
  if (others.length > 0) notes.push(note('IMPORT_OTHER_SHEETS', { sheet: chosen.name, others: someOf(others) }));
  return { notes, merges: findings.merged.flatMap((range) => mergeOf(range)) };
}

function mergeOf(range: string): Merge[] {
  const parts = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(range);
  if (!parts) return [];
  const [, left, top, right, bottom] = parts as unknown as [string, string, string, string, string];
  return [{ range, left, right, top: Number(top), bottom: Number(bottom) }];
}
