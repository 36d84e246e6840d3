import { dayNumbered, numberOf } from './civil-days.js';
import { kindsOf } from './working-days.js';
import type { Calendar, DayKind } from './working-days.js';

/** A stretch that does not count: from its first day, until the day on which the clock runs again (null while it lasts). */
export interface Suspension {
  kind: 'suspension';
  from: string;
  until: string | null;
  reason: string | null;
}

/** More time: so many working days, or until the end of a day. */
export type Extension = { kind: 'extension'; from: string; reason: string | null } & (
  { days: number; until?: undefined } | { until: string; days?: undefined }
);

export type LedgerEntry = Suspension | Extension;

/** What a clock runs for: working days after the day on which it starts, or until a fixed day. All days `YYYY-MM-DD`. */
export type Clock = { start: string; ledger: readonly LedgerEntry[] } & (
  { workingDays: number; fixed?: undefined } | { fixed: string; workingDays?: undefined }
);

/** What one day between start and due is to a clock. `stopped` and `granted` name what made it so. */
export type ClockDay = DayKind | { is: 'stopped'; by: Suspension } | { is: 'granted'; by: Extension };

/**
 * The day at whose end a clock is due, `YYYY-MM-DD`; nothing while it stands still, because nobody knows then.
 * The day of the start does not count. A fixed day does not move by days off or suspensions; an extension moves both.
 * The order of the ledger does not matter: stretches are united, added days summed, and of days granted the last counts.
 */
export function dueOf(clock: Clock, calendar: Calendar): string | null {
  const days = daysOf(clock, calendar);
  return days === null ? null : dayNumbered(numberOf(clock.start) + days.length);
}

/** What each day after the start is, up to the due one, each exactly once; nothing while the clock stands still. */
export function daysOf(clock: Clock, calendar: Calendar): ClockDay[] | null {
  const suspensions = clock.ledger.filter((entry) => entry.kind === 'suspension');
  const extensions = clock.ledger.filter((entry) => entry.kind === 'extension');
  if (clock.fixed === undefined && suspensions.some(({ until }) => until === null)) return null;
  const kindOf = kindsOf(calendar, numberOf);
  const stoppedBy = (day: number) =>
    suspensions.find(({ from, until }) => day >= numberOf(from) && (until === null || day < numberOf(until)));
  const dayOf = (day: number): ClockDay => {
    const by = clock.fixed === undefined ? stoppedBy(day) : undefined;
    return by ? { is: 'stopped', by } : kindOf(day);
  };
  const added = extensions.reduce((sum, { days = 0 }) => sum + days, 0);
  const days: ClockDay[] = [];
  const start = numberOf(clock.start);
  const fixed = clock.fixed === undefined ? start : numberOf(clock.fixed);
  while (start + days.length < fixed) days.push(dayOf(start + days.length + 1));
  for (let counted = 0, wanted = (clock.workingDays ?? 0) + added; counted < wanted;) {
    const day = dayOf(start + days.length + 1);
    days.push(day);
    if (day.is === 'working') counted++;
  }
  const last = extensions.reduce<Extension | undefined>(
    (latest, each) => (each.until !== undefined && each.until > (latest?.until ?? '') ? each : latest),
    undefined,
  );
  if (last?.until !== undefined) {
    while (start + days.length < numberOf(last.until)) days.push({ is: 'granted', by: last });
  }
  return days;
}

/** The day that is so many working days after another; with none, that day itself. */
export function daysAfter(day: string, workingDays: number, calendar: Calendar): string {
  return step(day, workingDays, calendar, 1);
}

/** The working day from which so many working days lead to another day, that one counted; with none, that day itself. */
export function daysBefore(day: string, workingDays: number, calendar: Calendar): string {
  return step(day, workingDays, calendar, -1);
}

/** How many working days lie after the first day, up to and with the last; none when that is not later. */
export function workingDaysBetween(after: string, until: string, calendar: Calendar): number {
  const kindOf = kindsOf(calendar, numberOf);
  let count = 0;
  for (let day = numberOf(after) + 1; day <= numberOf(until); day++) if (kindOf(day).is === 'working') count++;
  return count;
}

function step(from: string, workingDays: number, calendar: Calendar, direction: 1 | -1): string {
  const kindOf = kindsOf(calendar, numberOf);
  let day = numberOf(from);
  for (let left = workingDays; left > 0;) {
    day += direction;
    if (kindOf(day).is === 'working') left--;
  }
  return dayNumbered(day);
}
