/**
 * Civil days of Phnom Penh, `YYYY-MM-DD` outside and a count of days inside, so that no hour and no zone can come
 * between two of them. Cambodia has the Gregorian calendar for offices, and no daylight saving time.
 */

const DAY = 86_400_000;

/** Which day it is, counted from 1 January 1970. @throws RangeError for what is no day. */
export function numberOf(day: string): number {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) throw new RangeError(`${day} is no day: write it as 2026-04-14`);
  return at / DAY;
}

/** The day with that number, `YYYY-MM-DD`. */
export function dayNumbered(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** Which day of the week it is: 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdayOf(number: number): number {
  // 1 January 1970 was a Thursday.
  return ((((number + 3) % 7) + 7) % 7) + 1;
}
