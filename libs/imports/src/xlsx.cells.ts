import { refusal } from './said.js';
import { ROWS_ABOVE, indexOf, letterOf } from './sheet.js';
import type { Limits, Row } from './sheet.js';
import { attributesOf, undamaged } from './workbook.js';
import { TextGatherer, longer, plain } from './xlsx.strings.js';
import { valueOf } from './xlsx.values.js';
import type { Book, RawCell } from './xlsx.values.js';
import { XmlReader } from './xml.reader.js';

/** What a reading of a sheet comes upon beside the values of its cells, by their addresses. */
export interface Findings {
  errors: string[];
  unsaved: string[];
  /** Filled rows that are hidden. */
  hidden: number[];
  /** Dates that show no day. */
  partial: string[];
  /** Texts in a font from before Unicode. */
  old: { address: string; font: string }[];
  /** Ranges of merged cells. */
  merged: string[];
}

/** Few of many; a person reads the first ones, and a hostile file has millions. */
const MOST_FINDINGS = 10_000;

export function noFindings(): Findings {
  return { errors: [], unsaved: [], hidden: [], partial: [], old: [], merged: [] };
}

/**
 * The rows of a sheet, one by one, with their cells as text; rows without a filled cell are left out. Only filled cells
 * count for the limits: a format without a text may go as far as it likes.
 * @throws DomainError IMPORT_TOO_MANY_ROWS, IMPORT_TOO_MANY_COLUMNS or IMPORT_FILE_DAMAGED.
 */
export async function* rowsOfSheet(
  path: string,
  pieces: AsyncIterable<string>,
  book: Book,
  limits: Limits,
  findings: Findings = noFindings(),
): AsyncGenerator<Row> {
  const sheet = new SheetListener(path, book, limits, findings);
  const reader = new XmlReader(sheet);
  for await (const piece of pieces) {
    undamaged(path, () => reader.push(piece));
    yield* sheet.done.splice(0);
  }
  undamaged(path, () => reader.end());
  yield* sheet.done.splice(0);
}

/** Makes rows of what the XML of a sheet says. */
class SheetListener {
  /** Rows that are complete and not yet given on. */
  readonly done: Row[] = [];
  private row: Row = { number: 0, cells: [] };
  private hidden = false;
  private column = -1;
  private cell: (RawCell & { address: string }) | undefined;
  private inside: 'v' | 'is' | undefined;
  private readonly gatherer = new TextGatherer();

  constructor(
    private readonly path: string,
    private readonly book: Book,
    private readonly limits: Limits,
    private readonly findings: Findings,
  ) {}

  open(name: string, attributes: string): void {
    if (this.inside === 'is') return this.gatherer.open(name, attributes);
    if (name === 'row') this.beginRow(attributes);
    else if (name === 'c') this.beginCell(attributes);
    else if (name === 'mergeCell') this.find(this.findings.merged, attributesOf(attributes).get('ref') ?? '');
    else if (!this.cell) return;
    else if (name === 'f') this.cell.formula = true;
    else if (name === 'v') [this.inside, this.cell.value] = ['v', ''];
    else if (name === 'is') this.inside = 'is';
  }

  text(piece: string): void {
    if (this.inside === 'v' && this.cell) this.cell.value = longer(this.cell.value ?? '', piece, this.cell.address);
    else if (this.inside === 'is') this.gatherer.text(piece, this.cell?.address);
  }

  close(name: string): void {
    if (name === 'v' && this.inside === 'v') this.inside = undefined;
    else if (name === 'is' && this.inside === 'is') {
      this.inside = undefined;
      if (this.cell) this.cell.inline = this.gatherer.take();
    } else if (this.inside === 'is') this.gatherer.close(name);
    else if (name === 'c') this.endCell();
    else if (name === 'row') this.endRow();
  }

  private beginRow(tag: string): void {
    const attributes = attributesOf(tag);
    const stated = attributes.get('r');
    const number = stated === undefined ? this.row.number + 1 : Number(stated);
    // In another order, or twice, no program that makes workbooks writes them.
    if (!/^\d{1,7}$/.test(String(number)) || number <= this.row.number) throw this.damaged();
    this.row = { number, cells: [] };
    this.column = -1;
    this.hidden = /^(1|true)$/.test(attributes.get('hidden') ?? '');
  }

  private endRow(): void {
    if (this.row.cells.length === 0) return;
    if (this.hidden) this.find(this.findings.hidden, this.row.number);
    this.done.push(this.row);
    this.row = { number: this.row.number, cells: [] };
  }

  private beginCell(tag: string): void {
    const attributes = attributesOf(tag);
    const address = attributes.get('r') ?? `${letterOf(this.column + 1)}${this.row.number}`;
    const parts = /^([A-Z]{1,3})(\d{1,7})$/.exec(address);
    if (!parts || Number(parts[2]) !== this.row.number || this.cell) throw this.damaged();
    this.column = indexOf(parts[1] as string);
    this.cell = {
      address,
      type: attributes.get('t') ?? 'n',
      style: this.book.styles[Number(attributes.get('s') ?? 0)],
    };
  }

  private endCell(): void {
    const cell = this.cell;
    this.cell = undefined;
    if (!cell) return;
    if (cell.value !== undefined) cell.value = plain(cell.value);
    const read = valueOf(cell, this.book);
    if (read === 'damaged') throw this.damaged();
    if (read.unsaved) this.find(this.findings.unsaved, cell.address);
    if (read.error) this.find(this.findings.errors, cell.address);
    if (read.text === '' && !read.error) return;
    if (this.row.number > this.limits.rows + ROWS_ABOVE)
      throw refusal('IMPORT_TOO_MANY_ROWS', { limit: this.limits.rows });
    if (this.column >= this.limits.columns)
      throw refusal('IMPORT_TOO_MANY_COLUMNS', { limit: this.limits.columns, row: this.row.number });
    if (read.partial) this.find(this.findings.partial, cell.address);
    if (read.oldFont !== undefined) this.find(this.findings.old, { address: cell.address, font: read.oldFont });
    while (this.row.cells.length < this.column) this.row.cells.push('');
    this.row.cells[this.column] = read.text;
  }

  private find<T>(list: T[], found: T): void {
    if (list.length < MOST_FINDINGS) list.push(found);
  }

  private damaged() {
    return refusal('IMPORT_FILE_DAMAGED', { part: this.path });
  }
}
