import { Readable, pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { unescapeCell } from './cell-escape.js';
import { delimiterOf } from './csv.delimiter.js';
import { refusal } from './said.js';
import { LIMITS } from './sheet.js';
import type { Delimiter, Limits, Row } from './sheet.js';
import { surveyTable } from './table.survey.js';
import type { SurveyedList } from './table.survey.js';

/** Longer than any text of a recommendation: a longer record is a quote that nobody closed. */
const LONGEST_RECORD = 1_000_000;
/** As many rows as a spreadsheet can hold, empty ones too. */
const MOST_RECORDS = 1_048_576;
const PIECE = 65_536;

/**
 * Looks through a text with cells separated by comma, semicolon or tab; which of them is found out.
 * @throws DomainError IMPORT_QUOTE_NOT_CLOSED, or as `surveyTable`.
 */
export function surveyCsv(text: string, limits: Limits = LIMITS): Promise<SurveyedList> {
  const stated = /^sep=([,;\t])\r?\n/.exec(text);
  const delimiter = (stated?.[1] as Delimiter | undefined) ?? delimiterOf(text);
  const kind = delimiter === '\t' ? 'tsv' : 'csv';
  return surveyTable({ kind, delimiter }, () => rowsOf(text, delimiter, stated ? 1 : 0), limits);
}

async function* rowsOf(text: string, delimiter: Delimiter, skipped: number): AsyncGenerator<Row> {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_RECORD,
  });
  // Its error reaches the loop below; here it would only be told a second time.
  pipeline(Readable.from(piecesOf(text)), parser, () => undefined);
  let number = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number += 1;
      if (number === MOST_RECORDS) throw refusal('IMPORT_TOO_MANY_ROWS', { limit: MOST_RECORDS });
      if (number > skipped) yield { number, cells: cells.map((cell) => unescapeCell(cell).replace(/\r\n?/g, '\n')) };
    }
  } catch (cause) {
    if (cause instanceof CsvError) throw refusal('IMPORT_QUOTE_NOT_CLOSED', { row: Number(cause['records'] ?? 0) + 1 });
    throw cause;
  }
}

/** The text in pieces that part no character. */
function* piecesOf(text: string): Generator<Buffer> {
  for (let at = 0; at < text.length;) {
    let end = Math.min(at + PIECE, text.length);
    if (end < text.length && /[\uD800-\uDBFF]/.test(text[end - 1] as string)) end += 1;
    yield Buffer.from(text.slice(at, end));
    at = end;
  }
}
