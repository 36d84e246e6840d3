import { readDocx } from './docx.reader.js';
import type { Document } from './docx.reader.js';
import { beginningOf } from './docx.tables.js';
import { itemsOf } from './list.items.js';
import type { Item } from './list.items.js';
import { linesOf } from './list.lines.js';
import type { Line } from './list.lines.js';
import { OldKhmerTally } from './old-khmer.tally.js';
import { excerpt, note, refusal, someOf } from './said.js';
import type { Note } from './said.js';
import { LIMITS, letterOf } from './sheet.js';
import type { Sheet } from './sheet.js';
import { openSource } from './source.js';
import type { OpenOptions, Opened, Source } from './source.js';

export interface ListOptions extends OpenOptions {
  /** What `1.1` under `1.` is; without it, an item if every `1.` has them, and else a line of its item. */
  subItems?: 'items' | 'lines';
}

/**
 * Reads a numbered list, pasted as text or from a Word document: one row an item, its Khmer and its English apart.
 * What stands before, between and after the items is not read; the notes say what it was.
 * @throws DomainError IMPORT_LIST_EMPTY when nothing is numbered.
 */
export async function readList(source: Source | { text: string }, options: ListOptions = {}): Promise<Sheet> {
  return readOpenedList(
    'text' in source ? { kind: 'text', text: source.text, notes: [] } : await openSource(source, options),
    options,
  );
}

/** The same for a file that is already open. */
export async function readOpenedList(opened: Opened, options: ListOptions = {}): Promise<Sheet> {
  if (opened.kind === 'xlsx') throw refusal('IMPORT_SHEET_IS_A_TABLE');
  const document: Document =
    opened.kind === 'docx'
      ? await readDocx(opened.parts)
      : { lines: linesOf(opened.text), notes: opened.notes, tables: [] };
  return readDocumentList(opened.kind, document, options);
}

/** The same for a document that was read. */
export function readDocumentList(
  kind: Sheet['kind'],
  document: Document,
  { subItems, limits = LIMITS }: ListOptions = {},
): Sheet {
  if (document.lines.length > limits.rows) throw refusal('IMPORT_TOO_MANY_ROWS', { limit: limits.rows });
  refuseOldKhmer(document.lines);
  const list = itemsOf(document.lines, subItems);
  if (list.items.length === 0) {
    const [table] = document.tables;
    throw table ? refusal('IMPORT_LIST_IS_A_TABLE', { text: beginningOf(table) }) : refusal('IMPORT_LIST_EMPTY');
  }
  if (list.items.length > limits.rows) throw refusal('IMPORT_TOO_MANY_ROWS', { limit: limits.rows });
  const headers = ['number', 'text km', 'text en', ...(list.twoLevels ? ['group'] : [])];
  const cells = (item: Item) => [
    item.number,
    item.km.join('\n'),
    item.en.join('\n'),
    ...(list.twoLevels ? [item.group ?? ''] : []),
  ];
  return {
    kind,
    headerRow: 0,
    columns: headers.map((header, index) => ({ letter: letterOf(index), header })),
    rows: list.items.map((item, index) => ({ number: index + 1, cells: cells(item) })),
    notes: [
      ...outside('IMPORT_LIST_BEFORE', list.before),
      ...outside('IMPORT_LIST_BETWEEN', list.between),
      ...outside('IMPORT_LIST_AFTER', list.after),
      ...list.notes,
      ...aboutLanguages(list.items),
      ...tablesLeftOut(document),
      ...document.notes,
    ],
  };
}

function refuseOldKhmer(lines: readonly Line[]): void {
  const tally = new OldKhmerTally();
  for (const line of lines) tally.add({ cells: [line.text] });
  tally.refuse([{ letter: 'A' }]);
}

function outside(
  code: 'IMPORT_LIST_BEFORE' | 'IMPORT_LIST_BETWEEN' | 'IMPORT_LIST_AFTER',
  lines: readonly string[],
): Note[] {
  return lines.length === 0 ? [] : [note(code, { count: lines.length, text: excerpt(lines.join(' · '), 200) })];
}

function tablesLeftOut({ tables }: Document): Note[] {
  if (tables.length === 0) return [];
  const names = tables.map((table) => `“${beginningOf(table)}”`).join(', ');
  return [note('IMPORT_LIST_TABLES_LEFT_OUT', { count: tables.length, names: excerpt(names, 300) })];
}

/** A list in two languages whose item lacks one: it may have been overlooked, or stand where it was not looked for. */
function aboutLanguages(items: readonly Item[]): Note[] {
  const lacks = (language: 'km' | 'en') =>
    items.filter((item) => item[language].length === 0).map((item) => item.number);
  return (['km', 'en'] as const)
    .map((language) => [language, lacks(language)] as const)
    .filter(([, numbers]) => numbers.length > 0 && numbers.length < items.length)
    .map(([language, numbers]) =>
      note('IMPORT_LIST_LANGUAGE_MISSING', {
        language: language === 'km' ? 'ខ្មែរ / Khmer' : 'English',
        items: someOf(numbers),
      }),
    );
}
