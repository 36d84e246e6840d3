import { UNTIL, isBuddhistEra, wordsOf } from './date-words.js';
import { problem, saying } from './said.js';
import type { Read, Said } from './said.js';

/** A date as exactly as it is known. `until` is the last day it may mean; a day has none. */
export interface DateValue {
  on: string;
  until?: string;
  precision: 'day' | 'month' | 'year' | 'range';
}

/** A year, a month or a day. */
interface Moment {
  year: number;
  month?: number;
  day?: number;
}

/** Longer than any date with its weekday and its lunar line. */
const LONGEST = 300;
const RIGHT = '2021-10-05 · 5 Oct 2021 · ៥ តុលា ២០២១ · Oct 2021 · 2021 · Sep-Nov 2021';

/**
 * Reads a date with its precision: a day, a month, a year, or a range of any of them; digits and months in Khmer or
 * English. Where day and month could be either, the day comes first, as Cambodia writes, and a note says so.
 */
export function readDate(text: string): Read<DateValue> {
  const value = text.trim();
  if (value === '') return problem('IMPORT_CELL_EMPTY', value, RIGHT);
  if (value.length > LONGEST) return problem('IMPORT_DATE_NOT_READ', value, RIGHT);
  const words = wordsOf(value);
  if (isBuddhistEra(words)) return problem('IMPORT_DATE_BUDDHIST_ERA', value, RIGHT);
  const notes: Said[] = [];
  const moment = momentOf(words, value, notes);
  const [from, until] = moment ? [moment, moment] : (rangeOf(words, value, notes) ?? []);
  if (!from || !until) {
    const short = /^\d{1,2}[-/. ](?:\d{1,2}|<\d+>)[-/. ]\d{2}$|^<\d+>[-/. ]\d{2}$/.test(words);
    return problem(short ? 'IMPORT_DATE_SHORT_YEAR' : 'IMPORT_DATE_NOT_READ', value, RIGHT);
  }
  for (const one of [from, until]) {
    if (one.year >= 2400 && one.year <= 2700) return problem('IMPORT_DATE_BUDDHIST_ERA', value, RIGHT);
    if (one.year < 1900 || one.year > 2100) return problem('IMPORT_DATE_YEAR', value, RIGHT, { year: one.year });
    if (!exists(one)) return problem('IMPORT_DATE_NOT_IN_CALENDAR', value, RIGHT);
  }
  if (first(from) > last(until)) return problem('IMPORT_DATE_BACKWARDS', value, RIGHT);
  const ok: DateValue = { on: first(from), precision: moment ? precisionOf(moment) : 'range' };
  if (ok.precision !== 'day') ok.until = last(until);
  return notes.length > 0 ? { ok, notes } : { ok };
}

function momentOf(words: string, value: string, notes: Said[]): Moment | undefined {
  const match = (pattern: RegExp) => pattern.exec(words)?.slice(1).map(Number);
  const found = (order: string, numbers: number[]): Moment => {
    const at = (letter: string) => numbers[order.indexOf(letter)];
    return { year: at('y') as number, month: at('m'), day: at('d') };
  };
  let numbers = match(/^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/);
  if (numbers) return found('ymd', numbers);
  numbers = match(/^(\d{1,2})(?=([-/. ]))[-/. ](\d{1,2})\2(\d{4})$/);
  if (numbers) return dayFirst([numbers[0], numbers[2], numbers[3]] as [number, number, number], value, notes);
  numbers = match(/^(\d{1,2})[-/. ]?<(\d+)>[-/. ]?(\d{4})$/);
  if (numbers) return found('dmy', numbers);
  numbers = match(/^<(\d+)>[-/. ]?(\d{1,2})[-/. ](\d{4})$/);
  if (numbers) return found('mdy', numbers);
  numbers = match(/^(\d{4})[-/. ]?<(\d+)>[-/. ]?(\d{1,2})$/);
  if (numbers) return found('ymd', numbers);
  numbers = match(/^<(\d+)>[-/. ]?(\d{4})$/) ?? match(/^(\d{1,2})[-/.](\d{4})$/);
  if (numbers) return found('my', numbers);
  numbers = match(/^(\d{4})[-/. ]?<(\d+)>$/) ?? match(/^(\d{4})[-/.](\d{1,2})$/) ?? match(/^(\d{4})$/);
  if (numbers) return found('ym', numbers);
  numbers = match(/^(\d{5})(?:\.\d+)?$/);
  return numbers && daySince1900(numbers[0] as number, value, notes);
}

function dayFirst([one, two, year]: [number, number, number], value: string, notes: Said[]): Moment {
  if (two > 12 && one <= 12) {
    notes.push(saying('IMPORT_DATE_MONTH_FIRST', { value, read: iso(year, one, two) }));
    return { year, month: one, day: two };
  }
  if (one <= 12 && one !== two) notes.push(saying('IMPORT_DATE_DAY_FIRST', { value, read: iso(year, two, one) }));
  return { year, month: two, day: one };
}

/** A date that lost its format in a spreadsheet is the number of days since 30 December 1899. */
function daySince1900(days: number, value: string, notes: Said[]): Moment {
  const date = new Date(Date.UTC(1899, 11, 30 + days));
  notes.push(saying('IMPORT_DATE_FROM_NUMBER', { value, read: date.toISOString().slice(0, 10) }));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function rangeOf(words: string, value: string, notes: Said[]): [Moment, Moment] | undefined {
  const days = /^<(\d+)> ?(\d{1,2})-(\d{1,2}) (\d{4})$/.exec(words)?.slice(1).map(Number);
  if (days) {
    const [month, from, until, year] = days as [number, number, number, number];
    return [
      { year, month, day: from },
      { year, month, day: until },
    ];
  }
  for (const separator of words.matchAll(UNTIL)) {
    const kept: Said[] = [];
    const right = momentOf(words.slice(separator.index + separator[0].length), value, kept);
    const left = right && beginningOf(words.slice(0, separator.index), right, value, kept);
    if (!right || !left) continue;
    notes.push(...kept);
    return [left, right];
  }
  return undefined;
}

/** The beginning of a range takes from its end what it does not say itself: "Sept" of "Sept-Nov 2021". */
function beginningOf(words: string, end: Moment, value: string, notes: Said[]): Moment | undefined {
  const whole = momentOf(words, value, notes);
  if (whole) return whole;
  const { year } = end;
  const part = /^(?:(\d{1,2})[-/. ]?)?<(\d+)>$/.exec(words) ?? /^(\d{1,2})[/.](\d{1,2})$/.exec(words);
  if (part) return { year, month: Number(part[2]), day: part[1] === undefined ? undefined : Number(part[1]) };
  const monthFirst = /^<(\d+)> ?(\d{1,2})$/.exec(words);
  if (monthFirst) return { year, month: Number(monthFirst[1]), day: Number(monthFirst[2]) };
  if (!/^\d{1,2}$/.test(words) || end.month === undefined) return undefined;
  return end.day === undefined ? { year, month: Number(words) } : { ...end, day: Number(words) };
}

function precisionOf(moment: Moment): DateValue['precision'] {
  return moment.day !== undefined ? 'day' : moment.month !== undefined ? 'month' : 'year';
}

function exists({ year, month = 1, day = 1 }: Moment): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function first({ year, month = 1, day = 1 }: Moment): string {
  return iso(year, month, day);
}

function last({ year, month = 12, day }: Moment): string {
  return iso(year, month, day ?? new Date(Date.UTC(year, month, 0)).getUTCDate());
}

function iso(year: number, month: number, day: number): string {
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}
