import { civilDay, startOfDay } from '#platform';
import type { Clock, Queryable } from '#platform';
import { dayOf } from './diary.js';

/** The days of a test: the first begins at the next midnight in Phnom Penh, so that none ends while it is being lived. */
export interface Days {
  /** Day 0, 1, … or, before them, -1, -2, …: `YYYY-MM-DD`. */
  day(index: number): string;
  /** Moves the clock to ten in the morning of a day; never backwards. */
  to(index: number): void;
}

export async function daysOf({ clock, db }: { clock: Clock; db: Queryable }): Promise<Days> {
  const now = await clock.now(db);
  const first = dayOf(civilDay(now), 1);
  let at = Date.parse(now);
  const day = (index: number) => dayOf(first, index);
  return {
    day,
    to(index) {
      const moment = Date.parse(startOfDay(day(index))) + 10 * 3_600_000;
      clock.advance(moment - at);
      at = moment;
    },
  };
}
