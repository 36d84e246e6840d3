import { unescapeCell } from './cell-escape.js';
import { isWrittenIn } from './old-khmer.js';
import type { BookText } from './xlsx.strings.js';
import type { Style } from './xlsx.styles.js';

/** What the cells of all sheets refer to. */
export interface Book {
  styles: readonly Style[];
  texts: readonly BookText[];
  /** Days are counted from 1904, and not from 1900. */
  from1904: boolean;
}

/** A cell as the file has it. */
export interface RawCell {
  type: string;
  style: Style | undefined;
  formula?: boolean;
  value?: string;
  inline?: BookText;
}

/** A cell as a person reads it, and what is to be told of it. */
export interface CellText {
  text: string;
  /** A formula whose value was not stored. */
  unsaved?: boolean;
  /** `#REF!` and its like, read as empty. */
  error?: boolean;
  /** A date that shows no day. */
  partial?: boolean;
  oldFont?: string;
}

const DAYS_TO_1904 = 1462;
/** 31 December 9999: the last day that a workbook knows. */
const LAST_DAY = 2_958_465;

/** The text of a cell; dates as `YYYY-MM-DD`, or as far as they are shown; formulas as the value stored with them. */
export function valueOf(cell: RawCell, book: Book): CellText | 'damaged' {
  const { type, value = '' } = cell;
  if (type === 'inlineStr') return textCell(cell.inline ?? { text: value }, cell.style);
  if (value.trim() === '') return { text: '', ...(cell.formula && type !== 'str' && { unsaved: true }) };
  switch (type) {
    case 's': {
      const text = /^\d+$/.test(value) ? book.texts[Number(value)] : undefined;
      return text ? textCell(text, cell.style) : 'damaged';
    }
    case 'str':
      return textCell({ text: value }, cell.style);
    case 'b':
      return { text: value === '1' ? 'true' : 'false' };
    case 'e':
      return { text: '', error: true };
    case 'd':
      return /^\d{4}-\d{2}-\d{2}/.test(value) ? { text: value.slice(0, 10) } : 'damaged';
    case 'n':
      return Number.isFinite(Number(value)) ? numberCell(Number(value), cell.style, book) : 'damaged';
    default:
      return 'damaged';
  }
}

function textCell({ text, oldFont }: BookText, style: Style | undefined): CellText {
  const font = oldFont ?? (isWrittenIn(text) ? style?.oldFont : undefined);
  return { text: unescapeCell(text).replace(/\r\n?/g, '\n'), ...(font !== undefined && { oldFont: font }) };
}

function numberCell(number: number, style: Style | undefined, book: Book): CellText {
  const date = style?.date;
  const days = number + (book.from1904 && number >= 1 ? DAYS_TO_1904 : 0);
  if (date === undefined || days < 0 || days > LAST_DAY) return { text: String(number) };
  const moment = new Date(Date.UTC(1899, 11, 30) + Math.round(days * 86_400_000)).toISOString();
  // Day 0: a time of day, not a date.
  if (days < 1) return { text: moment.slice(11, 16) };
  return {
    text: moment.slice(0, date === 'year' ? 4 : date === 'month' ? 7 : 10),
    ...(date !== 'day' && { partial: true }),
  };
}
