import { note, refusal, someOf } from './said.js';
import type { Note } from './said.js';
import { ROWS_ABOVE, indexOf, letterOf } from './sheet.js';
import type { Limits } from './sheet.js';
import { attribute, attributesOf, tags } from './workbook.js';
import type { Shown } from './workbook.js';

/** A sheet after the look at every cell. */
export interface SheetCheck {
  /** The same sheet with nothing but the values of its filled cells, each with its address. */
  xml: string;
  notes: Note[];
  /** Cells whose dates show no day, by address. */
  partial: Map<string, Shown>;
}

const NAME = '(?:[^\\s<>/:]+:)?';
const ATTRIBUTES = `((?:\\s+[^\\s<>=/]+\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*`;
const INSIDE = `([^<]*(?:<(?!/?${NAME}(?:c|row)[\\s/>])[^<]*)*)`;
const CELL = new RegExp(`<${NAME}(row|c)${ATTRIBUTES}(?:/>|>${INSIDE})`, 'g');
const FORMULA = /<(?:\w+:)?f[\s/>]/;
const VALUE = /<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)<\/(?:\w+:)?v>/;
const TEXT = /<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)<\/(?:\w+:)?t>/g;

/**
 * Looks at every cell before its reader does: one filled cell at the far corner of a sheet would make the reader fill
 * the memory with empty ones. What the reader gets is written anew from what was looked at, so that both see the same.
 * Tells too what the reader passes over in silence: errors, formulas without a value, hidden rows, merged cells.
 * @throws DomainError IMPORT_TOO_MANY_ROWS, IMPORT_TOO_MANY_COLUMNS or IMPORT_FILE_DAMAGED.
 */
export function checkSheet(path: string, source: string, styles: readonly Shown[], limits: Limits): SheetCheck {
  const damaged = () => refusal('IMPORT_FILE_DAMAGED', { part: path });
  const sheet = plain(source);
  const found = { errors: [] as string[], unsaved: [] as string[], hidden: new Set<number>() };
  const partial = new Map<string, Shown>();
  const rows = new Map<number, string[]>();
  let [row, column, hidden] = [0, -1, false];
  for (const [, kind, tag = '', inside = ''] of sheet.matchAll(CELL)) {
    const attributes = attributesOf(tag);
    const stated = attributes.get('r');
    if (kind === 'row') {
      if (stated !== undefined && !/^\d{1,7}$/.test(stated)) throw damaged();
      row = stated === undefined ? row + 1 : Number(stated);
      column = -1;
      hidden = /^(1|true)$/.test(attributes.get('hidden') ?? '');
      continue;
    }
    const parts = /^([A-Z]{1,3})(\d{1,7})$/.exec(stated ?? `${letterOf(column + 1)}${row}`);
    if (!parts || Number(parts[2]) !== row) throw damaged();
    column = indexOf(parts[1] as string);
    const address = parts[0];
    const type = attributes.get('t') ?? 'n';
    const value = type === 'inlineStr' ? textOf(inside) : VALUE.exec(inside)?.[1];
    if (value === undefined || value.trim() === '') {
      if (FORMULA.test(inside) && type !== 'str') found.unsaved.push(address);
      continue;
    }
    if (row > limits.rows + ROWS_ABOVE) throw refusal('IMPORT_TOO_MANY_ROWS', { limit: limits.rows });
    if (column >= limits.columns) throw refusal('IMPORT_TOO_MANY_COLUMNS', { limit: limits.columns, row });
    const style = attributes.get('s') ?? '0';
    if (!/^\w+$/.test(type) || !/^\d+$/.test(style)) throw damaged();
    const shown = styles[Number(style)];
    if (type === 'e') found.errors.push(address);
    if (type === 'n' && (shown === 'month' || shown === 'year')) partial.set(address, shown);
    if (hidden) found.hidden.add(row);
    const held = type === 'inlineStr' ? `<is><t>${value}</t></is>` : `<v>${value}</v>`;
    const cell = `<c r="${address}" t="${type}"${attributes.has('s') ? ` s="${style}"` : ''}>${held}</c>`;
    const cells = rows.get(row);
    if (cells) cells.push(cell);
    else rows.set(row, [cell]);
  }
  return { xml: written(rows), partial, notes: notesOf(found, sheet) };
}

/** Comments go and CDATA becomes ordinary text: both may hold what looks like cells. */
function plain(source: string): string {
  const uncommented = replaced(source, '<!--', '-->', () => '');
  return replaced(uncommented, '<![CDATA[', ']]>', (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;'));
}

/** Step by step and not by a pattern, which would look for each missing end all over again. */
function replaced(source: string, begin: string, end: string, by: (inside: string) => string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = source.indexOf(begin); at >= 0; at = source.indexOf(begin, from)) {
    const until = source.indexOf(end, at + begin.length);
    if (until < 0) break;
    pieces.push(source.slice(from, at), by(source.slice(at + begin.length, until)));
    from = until + end.length;
  }
  return from === 0 ? source : pieces.join('') + source.slice(from);
}

/** The text of a cell that holds it itself, from all its differently styled pieces but without phonetic ones. */
function textOf(inside: string): string {
  const pieces = replaced(inside, '<rPh', '</rPh>', () => '').matchAll(TEXT);
  return [...pieces].map((piece) => piece[1]).join('');
}

function written(rows: ReadonlyMap<number, string[]>): string {
  const sorted = [...rows].sort(([one], [other]) => one - other);
  return `<worksheet><sheetData>${sorted.map(([row, cells]) => `<row r="${row}">${cells.join('')}</row>`).join('')}</sheetData></worksheet>`;
}

function notesOf(found: { errors: string[]; unsaved: string[]; hidden: Set<number> }, sheet: string): Note[] {
  const notes: Note[] = [];
  if (found.errors.length > 0) notes.push(note('IMPORT_CELLS_WITH_ERRORS', { cells: someOf(found.errors) }));
  if (found.unsaved.length > 0) notes.push(note('IMPORT_FORMULAS_WITHOUT_VALUE', { cells: someOf(found.unsaved) }));
  if (found.hidden.size > 0) notes.push(note('IMPORT_HIDDEN_ROWS', { rows: someOf([...found.hidden]) }));
  const tall = tags(sheet, 'mergeCell')
    .map((tag) => /^[A-Z]+(\d+):[A-Z]+(\d+)$/.exec(attribute(tag, 'ref') ?? ''))
    .filter((range) => range !== null && range[1] !== range[2]);
  if (tall.length > 0) {
    const row = tall.reduce((lowest, range) => Math.max(lowest, Number(range?.[1])), 0);
    notes.push(note('IMPORT_MERGED_CELLS', { ranges: someOf(tall.map((range) => range?.[0] ?? '')) }, { row }));
  }
  return notes;
}
