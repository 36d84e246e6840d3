import { headerNotes, headerOf, longerNotes, mergeNotes } from './header.js';
import type { Merge } from './header.js';
import { OldKhmerTally } from './old-khmer.tally.js';
import { excerpt, note, refusal } from './said.js';
import type { Note } from './said.js';
import { LIMITS, LONGEST_CELL, letterOf } from './sheet.js';
import type { Limits, Row, Sheet } from './sheet.js';
import { TableEnd } from './table.end.js';
import { Sample } from './table.sample.js';

/** A list that has been looked through from beginning to end. Its rows are read again each time they are asked for. */
export interface SurveyedList {
  /** With all its columns and notes, and so many of its rows that guesses from them are those from all. */
  sheet: Sheet;
  /** How many rows there are. */
  total: number;
  /** All rows in order, each with a cell for every column. */
  rows(): AsyncIterable<Row>;
}

/** What belongs to the first reading of a table only. */
interface FirstReading {
  rows: AsyncIterable<Row>;
  /** Called when it is over; may refuse the table. */
  after: () => { notes: Note[]; merges: Merge[] };
}

/** The header is among them, whatever stands above it. */
const ROWS_FOR_HEADER = 50;

/**
 * Goes through the rows of a table as they stand in the file: finds the header and the end, and says what a person should
 * know. Nothing is given on before the last row was seen, so a table is refused as a whole. Empty rows go, the numbers of
 * the others stay.
 * @param read reads the rows from the beginning.
 * @throws DomainError IMPORT_NO_TABLE, IMPORT_TOO_MANY_ROWS, IMPORT_TOO_MANY_COLUMNS, IMPORT_CELL_TOO_LONG,
 * IMPORT_OLD_FONT_TEXT or IMPORT_TOO_SLOW.
 */
export async function surveyTable(
  about: Pick<Sheet, 'kind' | 'delimiter' | 'sheetName'>,
  read: () => AsyncIterable<Row>,
  limits: Limits = LIMITS,
  first: FirstReading = { rows: read(), after: () => ({ notes: [], merges: [] }) },
): Promise<SurveyedList> {
  const survey = new Survey(limits);
  for await (const row of first.rows) survey.add(filled(row));
  const { notes, merges } = first.after();
  const { headerRow, columns, sample, below, total, ...found } = survey.end(merges);
  const last = below[0]?.number ?? Infinity;
  const padded = ({ number, cells }: Row): Row => ({ number, cells: columns.map((_, index) => cells[index] ?? '') });
  const isBody = (row: Row) => row.number > headerRow && row.number < last && row.cells.length > 0;
  return {
    sheet: {
      ...about,
      headerRow,
      columns,
      rows: sample.filter(isBody).map(padded),
      notes: [...found.notes, ...notes, ...mergeNotes(merges, headerRow)],
    },
    total,
    async *rows() {
      for await (const each of read()) {
        if (each.number >= last) return;
        const row = filled(each);
        if (isBody(row)) yield padded(row);
      }
    },
  };
}

/** What is gathered while the rows of a table go by. */
class Survey {
  private readonly begun = performance.now();
  private readonly beginning: Row[] = [];
  private readonly sample = new Sample();
  private readonly tail = new TableEnd();
  private readonly tally = new OldKhmerTally();
  private readonly longer: { number: number; width: number }[] = [];
  private header: Row | undefined;
  private width = 0;
  private count = 0;

  constructor(private readonly limits: Limits) {}

  /** @throws DomainError as soon as the table is more than the limits allow. */
  add(row: Row): void {
    const { columns: limit, milliseconds } = this.limits;
    if (row.cells.length === 0) return;
    if (row.cells.length > limit) throw refusal('IMPORT_TOO_MANY_COLUMNS', { limit, row: row.number });
    const long = row.cells.findIndex((cell) => cell.length > LONGEST_CELL);
    if (long >= 0)
      throw refusal('IMPORT_CELL_TOO_LONG', { cell: `${letterOf(long)}${row.number}`, limit: LONGEST_CELL });
    if (performance.now() - this.begun > milliseconds) throw refusal('IMPORT_TOO_SLOW');
    if (this.header) this.take(row, this.header);
    else if (this.beginning.push(row) === ROWS_FOR_HEADER) this.begin();
  }

  end(merges: readonly Merge[]) {
    const before = this.header ?? this.begin();
    const { row, headers, notes } = headerOf(this.beginning, merges);
    const below = this.tail.below(row.cells.length);
    const total = this.count - below.length - (row.number - before.number);
    if (total > this.limits.rows) throw refusal('IMPORT_TOO_MANY_ROWS', { limit: this.limits.rows });
    // A header may be merged far beyond the table.
    const columns = Array.from({ length: this.width }, (_, index) => ({
      letter: letterOf(index),
      header: (headers[index] ?? '').replace(/\s+/g, ' ').trim(),
    }));
    this.tally.refuse(columns);
    // A header that is merged ends further right than its text does.
    const width = Math.max(row.cells.length, headers.length);
    const longer = this.longer.filter((each) => each.number > row.number && each.width > width);
    return {
      headerRow: row.number,
      columns,
      sample: this.sample.rows,
      below,
      total,
      notes: [
        ...notes,
        ...longerNotes(
          longer.map(({ number }) => number),
          width,
        ),
        ...headerNotes(columns, this.sample.rows, headers.length),
        ...below.map(({ number, cells }) =>
          note('IMPORT_ROW_BELOW_TABLE', { text: excerpt(cells[0] ?? '') }, { row: number }),
        ),
      ],
    };
  }

  private begin(): Row {
    if (this.beginning.length === 0) throw refusal('IMPORT_NO_TABLE');
    const header = headerOf(this.beginning).row;
    this.header = header;
    this.width = header.cells.length;
    for (const row of this.beginning) this.take(row, header);
    return header;
  }

  private take(row: Row, header: Row): void {
    if (row.number <= header.number) return;
    this.count += 1;
    // A row below the table or a second one of headers may be among them: the exact number is held to the limit at the end.
    if (this.count > this.limits.rows + ROWS_FOR_HEADER)
      throw refusal('IMPORT_TOO_MANY_ROWS', { limit: this.limits.rows });
    this.width = Math.max(this.width, row.cells.length);
    if (row.cells.length > header.cells.length) this.longer.push({ number: row.number, width: row.cells.length });
    this.sample.add(row);
    this.tail.add(row);
    this.tally.add(row);
  }
}

// eslint-disable-next-line no-control-regex
const NO_TEXT = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Surrogate}/gu;

/** Without the empty cells at its end, and without characters that are no text: PostgreSQL refuses some of them. */
function filled(row: Row): Row {
  const cells = row.cells.map((cell) => cell.replace(NO_TEXT, ''));
  return { number: row.number, cells: cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1) };
}
