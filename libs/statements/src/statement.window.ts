import { civilDay, endOfDay } from '#platform';
import type { Reason } from '#platform';

/**
 * How long those who have signed must have to look again at a change in substance: whole working days after the day of
 * the change. A new number is a new setting; each amendment's history entry says by which one it was judged.
 */
export const MINIMUM_WINDOW = { setting: 1, workingDays: 5 } as const;

const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

/** Saturday or Sunday? There is no table of holidays yet. `day` is `YYYY-MM-DD`. */
export function isWeekend(day: string): boolean {
  return weekday(day) === 0 || weekday(day) === 6;
}

/** The last of so many working days after a day; that day itself does not count. Days are `YYYY-MM-DD`. */
export function workingDaysAfter(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  for (let left = count; left > 0;) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (!isWeekend(date.toISOString().slice(0, 10))) left -= 1;
  }
  return date.toISOString().slice(0, 10);
}

/** The earliest moment at which a window may close after a change in substance, and its day; Phnom Penh time. */
export function earliestClose(moment: string): { earliest: string; earliestDay: string } {
  const earliestDay = workingDaysAfter(civilDay(moment), MINIMUM_WINDOW.workingDays);
  return { earliest: endOfDay(earliestDay), earliestDay };
}

/** What a person should know about a deadline that is nevertheless taken. */
export function warningsOf(deadline: string | null): Reason[] {
  if (deadline === null) return [];
  const day = civilDay(deadline);
  return isWeekend(day) ? [{ code: 'DEADLINE_ON_WEEKEND', parameters: { day }, path: ['deadlineOn'] }] : [];
}
