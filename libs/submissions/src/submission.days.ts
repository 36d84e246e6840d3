import { endOfDay, refuseIf, startOfDay } from '#platform';
import type { Act, Precision } from '#workflow';

/** How exactly the day of a handing over or an answer is known. */
export const DAY_PRECISIONS = ['day', 'month', 'year', 'range'] as const satisfies readonly Precision[];
export type DayPrecision = (typeof DAY_PRECISIONS)[number];

/** A day as it is known: `day` is `YYYY-MM-DD`; with `range`, `until` is its last day. */
export interface KnownDay {
  day: string;
  precision?: DayPrecision | null | undefined;
  until?: string | null | undefined;
}

/** The first and the last day that it can have been, `YYYY-MM-DD`. */
export interface Span {
  precision: DayPrecision;
  from: string;
  until: string;
}

/** @throws DomainError refused when a range has no end, or ends before it begins. `path`: the input field of its end. */
export function spanOf({ day, precision, until }: KnownDay, path: readonly string[] = ['until']): Span {
  const [year, month] = day.split('-') as [string, string];
  switch (precision) {
    case 'month':
      return { precision, from: `${year}-${month}-01`, until: lastDayOf(Number(year), Number(month)) };
    case 'year':
      return { precision, from: `${year}-01-01`, until: `${year}-12-31` };
    case 'range':
      if (!until) refuseIf([{ code: 'VALUE_MISSING', parameters: { field: path.join('.') }, path }]);
      else if (until < day) {
        const parameters = { field: path.join('.'), value: until, right: `≥ ${day}` };
        refuseIf([{ code: 'WRONG_VALUE', parameters, path }]);
      }
      return { precision, from: day, until: until as string };
    default:
      return { precision: 'day', from: day, until: day };
  }
}

/** What an act says of that day, Phnom Penh time. */
export function dayOf(span: Span): Pick<Act, 'happenedAt' | 'precision' | 'happenedUntil'> {
  return {
    happenedAt: startOfDay(span.from),
    precision: span.precision,
    ...(span.precision === 'range' ? { happenedUntil: endOfDay(span.until) } : {}),
  };
}

/** The act of that day, Phnom Penh time. */
export const actOn = (act: Act, span: Span): Act => ({ ...act, ...dayOf(span) });

/** The latest moment at which it can have happened, for the requirements. */
export const latestOf = (span: Span) => ({ latest: endOfDay(span.until) });

function lastDayOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
