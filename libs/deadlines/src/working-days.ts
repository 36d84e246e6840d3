import { weekdayOf } from './civil-days.js';

/** What people read, in both languages. */
export interface Both {
  km: string;
  en: string;
}

/** Days on which offices are closed: a holiday of the country, or a closure of one institution or province. */
export interface DaysOff {
  kind: 'holiday' | 'closure';
  /** First and last day, `YYYY-MM-DD`. */
  from: string;
  until: string;
  name: Both;
}

/** A calendar as one office lives it: its weekend, and the days off that concern it. */
export interface Calendar {
  /** Days of the week without work, 1 is Monday and 7 Sunday; never all seven. */
  weekend: readonly number[];
  daysOff: readonly DaysOff[];
}

/** Why a day does not count, or that it does. */
export type DayKind = { is: 'working' } | { is: 'weekend' } | { is: 'off'; off: DaysOff };

const WORKING: DayKind = { is: 'working' };
const WEEKEND: DayKind = { is: 'weekend' };

/**
 * What each day is, by its number. A holiday goes before a closure and both before the weekend, because whoever reads
 * the explanation looks for the name. @throws RangeError when no day of the week is worked: nothing would ever be due.
 */
export function kindsOf({ weekend, daysOff }: Calendar, numberOf: (day: string) => number): (day: number) => DayKind {
  if (new Set(weekend).size > 6) throw new RangeError('A week needs at least one working day');
  const off = new Map<number, DayKind>();
  const holidaysLast = [...daysOff].sort((a, b) => Number(a.kind === 'holiday') - Number(b.kind === 'holiday'));
  for (const days of holidaysLast) {
    for (let day = numberOf(days.from); day <= numberOf(days.until); day++) off.set(day, { is: 'off', off: days });
  }
  return (day) => off.get(day) ?? (weekend.includes(weekdayOf(day)) ? WEEKEND : WORKING);
}
