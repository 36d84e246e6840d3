import type { Queryable } from './database.js';

/**
 * The one clock. PostgreSQL's time is the truth for what is due, so that a wrong clock of an application server sends
 * nothing early; an offset, zero outside tests and rehearsals, moves the moment that every process sees.
 */
export class Clock {
  /** The moments of transactions that are known already: within one it stands still. */
  private readonly moments = new WeakMap<Queryable, { sql: string; at: string }>();

  constructor(private offsetMilliseconds = 0) {}

  /** The present moment as an SQL expression: `now()`, or `now()` moved by the offset. */
  sql(): string {
    return this.offsetMilliseconds === 0 ? 'now()' : `(now() + interval '${this.offsetMilliseconds} milliseconds')`;
  }

  /**
   * The present moment as an SQL expression that goes on within a transaction, where `sql()` stands still: for what must
   * hold at the moment at which a lock was got.
   */
  live(): string {
    return this.offsetMilliseconds === 0
      ? 'clock_timestamp()'
      : `(clock_timestamp() + interval '${this.offsetMilliseconds} milliseconds')`;
  }

  /** The present moment by the database, as ISO 8601 in UTC with milliseconds. */
  async now(db: Queryable): Promise<string> {
    const known = this.moments.get(db);
    if (known && known.sql === this.sql()) return known.at;
    const [row] = await db.query<{ at: Date }[]>(`SELECT ${this.sql()} AS at`);
    return (row as { at: Date }).at.toISOString();
  }

  /** Hands on the moment of a transaction, read by it as `sql()` together with something else. */
  remember(tx: Queryable, moment: Date): void {
    this.moments.set(tx, { sql: this.sql(), at: moment.toISOString() });
  }

  /** Milliseconds by which this process's own clock is ahead of the database's, negative when behind; for warnings only. */
  async ahead(db: Queryable): Promise<number> {
    const [row] = await db.query<{ at: Date }[]>('SELECT clock_timestamp() AS at');
    return Date.now() - (row as { at: Date }).at.getTime();
  }

  /** Moves the clock; tests and rehearsals only. */
  advance(milliseconds: number): void {
    this.offsetMilliseconds += milliseconds;
  }
}

/** The hour of the users, all year: deadlines are ends of days there. No daylight saving time (tz database). */
export const PHNOM_PENH = 'Asia/Phnom_Penh';
const PHNOM_PENH_OFFSET = '+07:00';

/** The moment at which a civil day ends in Phnom Penh: 23:59:59.999, as ISO 8601 in UTC. `day` is `YYYY-MM-DD`. */
export function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59.999${PHNOM_PENH_OFFSET}`).toISOString();
}

/** The moment at which a civil day begins in Phnom Penh, as ISO 8601 in UTC. `day` is `YYYY-MM-DD`. */
export function startOfDay(day: string): string {
  return new Date(`${day}T00:00:00.000${PHNOM_PENH_OFFSET}`).toISOString();
}

// Made once: making it costs more than everything else that a short command does.
const CIVIL_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: PHNOM_PENH, dateStyle: 'short' });

/** The civil day, `YYYY-MM-DD`, on which a moment falls in Phnom Penh. */
export function civilDay(moment: string): string {
  return CIVIL_DAY.format(new Date(moment));
}
