import { readSheet } from 'read-excel-file/node';
import { pack } from './archive.js';
import type { Parts } from './archive.js';
import { unescapeCell } from './cell-escape.js';
import { note, refusal, someOf } from './said.js';
import { LIMITS, letterOf } from './sheet.js';
import type { Limits, Row, Sheet } from './sheet.js';
import { toSheet } from './to-sheet.js';
import { oldFontOf, sheetsOf, shownByStyle, textOf } from './workbook.js';
import type { Shown, WorkbookSheet } from './workbook.js';
import { checkSheet } from './xlsx.check.js';

/**
 * Reads one sheet of a workbook: the first, or the one that is named. Dates come as `YYYY-MM-DD`, and as `YYYY-MM` or
 * `YYYY` where the sheet shows no more than that; formulas as the value that was stored with them.
 * @throws DomainError IMPORT_SHEET_NOT_FOUND, IMPORT_FILE_DAMAGED, or as `toSheet`.
 */
export async function readXlsx(parts: Parts, sheetName?: string, limits: Limits = LIMITS): Promise<Sheet> {
  const sheets = sheetsOf(parts);
  const first = sheets.find((sheet) => !sheet.hidden) ?? sheets[0];
  const chosen = sheetName === undefined ? first : sheets.find((sheet) => sheet.name === sheetName);
  const others = sheets.filter((sheet) => sheet !== chosen).map((sheet) => sheet.name);
  if (!chosen) throw refusal('IMPORT_SHEET_NOT_FOUND', { sheet: sheetName ?? '', sheets: someOf(others) });
  const check = checkSheet(chosen.path, textOf(parts, chosen.path), shownByStyle(parts), limits);
  const rest = new Map([...parts].filter(([path]) => !sheets.some((sheet) => sheet.path === path)));
  const rows = await valuesOf(rest, chosen, check.xml);
  const cells = rows.map((row, at): Row => ({
    number: at + 1,
    cells: row.map((value, index) => textOfValue(value, check.partial.get(`${letterOf(index)}${at + 1}`))),
  }));
  const notes = [...check.notes];
  const partial = [...check.partial.keys()];
  if (partial.length > 0) notes.push(note('IMPORT_DATES_WITHOUT_DAY', { cells: someOf(partial) }));
  if (others.length > 0) notes.push(note('IMPORT_OTHER_SHEETS', { sheet: chosen.name, others: someOf(others) }));
  const font = oldFontOf(parts);
  if (font !== undefined) notes.push(note('IMPORT_OLD_FONT', { font }));
  return toSheet({ kind: 'xlsx', sheetName: chosen.name }, cells, notes, limits);
}

/** The reader gets the workbook with this one sheet, as it was checked: it cannot come upon another. */
async function valuesOf(rest: Parts, chosen: WorkbookSheet, xml: string): Promise<unknown[][]> {
  const workbook = pack(new Map([...rest, [chosen.path, Buffer.from(xml)]]));
  try {
    return await readSheet(workbook, chosen.number, { trim: false });
  } catch {
    throw refusal('IMPORT_FILE_DAMAGED', { part: chosen.path });
  }
}

function textOfValue(value: unknown, shown: Shown | undefined): string {
  if (value instanceof Date) {
    // Day 0 of Excel's calendar: a time of day, not a date.
    if (value.getUTCFullYear() < 1900) return value.toISOString().slice(11, 16);
    return value.toISOString().slice(0, shown === 'year' ? 4 : shown === 'month' ? 7 : 10);
  }
  if (typeof value === 'string') return unescapeCell(value).replace(/\r\n?/g, '\n');
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
