import { CsvError, parse } from 'csv-parse/sync';
import { unescapeCell } from './cell-escape.js';
import { refusal } from './said.js';
import { LIMITS } from './sheet.js';
import type { Delimiter, Limits, Row, Sheet } from './sheet.js';
import { toSheet } from './to-sheet.js';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];
/** Longer than any text of a recommendation: a longer record is a quote that nobody closed. */
const LONGEST_RECORD = 1_000_000;
/** As many rows as a spreadsheet can hold. */
const MOST_RECORDS = 1_048_576;

/**
 * Reads text with cells separated by comma, semicolon or tab; which of them is found out.
 * @throws DomainError IMPORT_QUOTE_NOT_CLOSED, or as `toSheet`.
 */
export function readCsv(text: string, limits: Limits = LIMITS): Sheet {
  const stated = /^sep=([,;\t])\r?\n/.exec(text);
  const delimiter = (stated?.[1] as Delimiter | undefined) ?? delimiterOf(text);
  const records = recordsOf(text, delimiter, MOST_RECORDS);
  const rows = records.map((cells, index): Row => ({
    number: index + 1,
    cells: cells.map((cell) => unescapeCell(cell).replace(/\r\n?/g, '\n')),
  }));
  if (stated) rows.shift();
  return toSheet({ kind: delimiter === '\t' ? 'tsv' : 'csv', delimiter }, rows, [], limits);
}

function recordsOf(text: string, delimiter: Delimiter, most: number): string[][] {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: LONGEST_RECORD,
      to: most,
    });
  } catch (cause) {
    if (cause instanceof CsvError) throw refusal('IMPORT_QUOTE_NOT_CLOSED', { row: Number(cause['records'] ?? 0) + 1 });
    throw cause;
  }
}

/**
 * The character that cuts most of the first rows into one same number of cells, two or more. Commas and semicolons
 * inside texts cut each row differently.
 */
function delimiterOf(text: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const widths = firstRecords(text, delimiter).filter((width) => width > 0);
    const counts = new Map<number, number>();
    for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
    for (const [width, count] of counts) {
      const score = count / widths.length + Math.min(width, 50) / 1000;
      if (score > best.score) best = { delimiter, score };
    }
  }
  return best.delimiter;
}

/** How many cells each of the first rows has, 0 for an empty one. */
function firstRecords(text: string, delimiter: Delimiter): number[] {
  const widths: number[] = [];
  let width = 1;
  let quoted = false;
  let empty = true;
  for (let at = 0; at < Math.min(text.length, 65_536) && widths.length < 50; at += 1) {
    const character = text[at] as string;
    if (character === '"') quoted = !quoted;
    else if (!quoted && character === delimiter) width += 1;
    else if (!quoted && (character === '\n' || character === '\r')) {
      widths.push(empty ? 0 : width);
      width = 1;
      empty = true;
      continue;
    }
    if (character !== delimiter) empty = false;
  }
  if (!empty) widths.push(width);
  return widths;
}
