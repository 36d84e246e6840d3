import { stringify } from 'csv-stringify/sync';
import writeExcelFile from 'write-excel-file/node';
import { escapeCell } from './cell-escape.js';
import type { Delimiter, Sheet } from './sheet.js';

/** A table to be written, in the format of the sheet that it answers. */
export interface Table {
  like: Pick<Sheet, 'kind' | 'delimiter' | 'sheetName'>;
  headers: readonly string[];
  rows: readonly (readonly string[])[];
}

export interface WrittenTable {
  bytes: Buffer;
  extension: 'csv' | 'tsv' | 'xlsx';
  contentType: string;
}

const WIDEST = 60;

/**
 * Writes a table as it came in: CSV and TSV with the same separator, anything else as a workbook. CSV carries a mark
 * of UTF-8 at its beginning and ends lines with CRLF: without them Excel shows Khmer as rubbish. No cell can become a
 * formula; `readTable` gives back the very texts that were written.
 */
export async function writeTable({ like, headers, rows }: Table): Promise<WrittenTable> {
  const cells = [headers, ...rows].map((row) => row.map(escapeCell));
  if (like.kind === 'csv' || like.kind === 'tsv') {
    const delimiter = like.delimiter ?? (like.kind === 'tsv' ? '\t' : ',');
    return { bytes: Buffer.from(csv(cells, delimiter)), extension: like.kind, contentType: contentTypeOf(like.kind) };
  }
  return {
    bytes: await xlsx(cells, like.sheetName ?? 'Sheet1'),
    extension: 'xlsx',
    contentType: contentTypeOf('xlsx'),
  };
}

/** The rows of a sheet that were refused, with the reasons in one column more, in the format that the sheet came in. */
export function writeRejects(
  sheet: Sheet,
  rejects: ReadonlyMap<number, string>,
  reasonHeader: string,
): Promise<WrittenTable> {
  return writeTable({
    like: sheet,
    headers: [...sheet.columns.map((column) => column.header), reasonHeader],
    rows: sheet.rows
      .filter((row) => rejects.has(row.number))
      .map((row) => [...row.cells, rejects.get(row.number) ?? '']),
  });
}

function csv(cells: string[][], delimiter: Delimiter): string {
  // Quotes for a line break of either kind: left to itself csv-stringify sees only the one that ends its records.
  return stringify(cells, { bom: true, delimiter, record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
}

function xlsx(cells: string[][], sheetName: string): Promise<Buffer> {
  const columns = (cells[0] ?? []).map((_, index) => ({
    width: cells.reduce((width, row) => Math.min(WIDEST, Math.max(width, (row[index] ?? '').length + 2)), 10),
  }));
  const data = cells.map((row, at) =>
    row.map((text) =>
      text === ''
        ? null
        : { value: literal(text), type: String, wrap: true, ...(at === 0 && { fontWeight: 'bold' as const }) },
    ),
  );
  return writeExcelFile(data, { sheet: sheetNameOf(sheetName), stickyRowsCount: 1, columns }).toBuffer();
}

/**
 * `_x0041_` is how a workbook writes characters that XML has not, so such a text as it stands needs its first sign
 * written so. The same keeps write-excel-file 4.1 from damaging the file at a text such as "constructor", which it looks
 * up in a plain object.
 */
function literal(text: string): string {
  const plain = text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  return plain in {} ? `_x${plain.charCodeAt(0).toString(16).padStart(4, '0')}_${plain.slice(1)}` : plain;
}

/** What a spreadsheet allows as a name of a sheet: 31 characters, none of these signs. */
function sheetNameOf(name: string): string {
  return (
    name
      .replace(/[\\/?*[\]:]/g, ' ')
      .slice(0, 31)
      .trim() || 'Sheet1'
  );
}

function contentTypeOf(kind: 'csv' | 'tsv' | 'xlsx'): string {
  if (kind === 'xlsx') return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return kind === 'tsv' ? 'text/tab-separated-values; charset=utf-8' : 'text/csv; charset=utf-8';
}
