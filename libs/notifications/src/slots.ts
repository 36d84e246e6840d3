import { NO_OFFICE, calendarOf, dayNumbered, kindsOf, numberOf, readCalendars } from '#deadlines';
import { civilDay } from '#platform';
import type { Queryable } from '#platform';

/** Is a day, by its number, one on which the country's offices are open? */
export type IsWorking = (day: number) => boolean;

/** What is urgent waits for the morning too: nobody is woken. Hours of Phnom Penh, the last one not included. */
const [MORNING, NIGHT] = [6, 21];
/** Longer than any holiday: a calendar without a working day for so long is not believed. */
const FURTHEST = 60;

/** The working days of the newest calendar of the country, in two statements. */
export async function readWorkingDays(db: Queryable): Promise<IsWorking> {
  const [calendar] = [...(await readCalendars(db)).values()];
  if (!calendar) return () => true;
  const kindOf = kindsOf(calendarOf(calendar, NO_OFFICE), numberOf);
  return (day) => kindOf(day).is === 'working';
}

const at = (day: number, hour: number) =>
  new Date(`${dayNumbered(day)}T${String(hour).padStart(2, '0')}:00:00+07:00`).toISOString();

/**
 * When something goes out that is there since `now`: at the person's next hour on a working day; what is urgent at once,
 * or in the morning. Moments as ISO 8601 in UTC, the hour as it is in Phnom Penh.
 */
export function slotOf(now: string, hour: number, isWorking: IsWorking, urgent: boolean): string {
  const today = numberOf(civilDay(now));
  if (urgent) {
    if (now >= at(today, NIGHT)) return at(today + 1, MORNING);
    return now >= at(today, MORNING) ? now : at(today, MORNING);
  }
  for (let day = today; day < today + FURTHEST; day += 1) {
    if (isWorking(day) && at(day, hour) >= now) return at(day, hour);
  }
  return at(today + FURTHEST, hour);
}

/** May anything go out now? Quiet at night, whatever it is. */
export function isDaytime(now: string): boolean {
  const today = numberOf(civilDay(now));
  return now >= at(today, MORNING) && now < at(today, NIGHT);
}
