import { plainDigits } from '#platform';
import type { Row } from './sheet.js';

/** Words and signs that begin a footnote. */
const FOOTNOTE = /^([*†‡¹²³⁴⁵]|(foot)?notes?\b|sources?\b|legend\b|សម្គាល់|សំគាល់|កំណត់សម្គាល់|ប្រភព)/i;
/** A longer tail is no footnote but a part of the table. */
const LONGEST = 30;

interface Last {
  row: Row;
  /** An empty row stands above it. */
  apart: boolean;
}

/**
 * Finds what stands below a table: rows with nothing but a text in the first cell, after an empty row or with the words of
 * a footnote.
 */
export class TableEnd {
  private tail: Last[] = [];
  private number = 0;
  private body = false;

  add(row: Row): void {
    const alone = row.cells.length === 1 && !/^[\d.)\s]+$/.test(plainDigits(row.cells[0] ?? ''));
    if (!alone || this.tail.length > LONGEST) [this.tail, this.body] = [[], true];
    else this.tail.push({ row, apart: this.number > 0 && row.number > this.number + 1 });
    this.number = row.number;
  }

  /** The rows below a table whose header has so many cells; a narrow one may well have such rows itself. */
  below(width: number): Row[] {
    const from = this.tail.findIndex(({ row, apart }) => apart || FOOTNOTE.test((row.cells[0] as string).trim()));
    if (!this.body || width < 3 || from < 0) return [];
    return this.tail.slice(from).map(({ row }) => row);
  }
}
