import { endOfDay } from '#platform';
import { rightMoment } from './corrected-moment.js';
import type { HistoryRow } from './history.queries.js';
import type { Process } from './pure.js';
import { NotReproducible, correctionsIn, fold, isAboutHistory, replacementOf } from './replay.js';
import type { Entry } from './replay.js';
import type { Standing } from './step.js';

/** By which of its two moments an entry counts on a day. */
export const AS_OF_BY = ['happened', 'recorded'] as const;
export type AsOfBy = (typeof AS_OF_BY)[number];

/** A past day, as it is asked for: `day` is `YYYY-MM-DD` in Phnom Penh, its end counts. */
export interface AsOf {
  day: string;
  by: AsOfBy;
}

/** Where a case stood on a day, and the version of the newest entry that counts. */
export interface Past {
  standing: Standing;
  version: number;
}

type Dated = Entry & Pick<HistoryRow, 'precision' | 'happenedUntil'>;

/** The first moment after the day (ISO 8601, UTC): what counts lies before it. */
export function boundOf({ day }: AsOf): string {
  return new Date(Date.parse(endOfDay(day)) + 1).toISOString();
}

/**
 * Where a case stood on a day; nothing when it was not there yet.
 *
 * By `recorded`: what was stored at the end of that day, corrections as they were known then. By `happened`: what we
 * know today to have been true then. Every correction made since applies, and what had not happened yet is left out.
 * Entries are taken in the order in which they were recorded, as the case itself was: as of today both ways answer what
 * is stored. An entry that its machine does not accept without one that happened later counts from when that one does.
 * @param entries the whole history, oldest first.
 */
export function pastOf(process: Process, entries: readonly Dated[], asOf: AsOf): Past | undefined {
  const bound = boundOf(asOf);
  return asOf.by === 'recorded' ? asRecorded(process, entries, bound) : asHappened(process, entries, bound);
}

function asRecorded(process: Process, entries: readonly Dated[], bound: string): Past | undefined {
  // The last one and all before it: an entry that waited for another's lock may bear an earlier moment than that one.
  const version = entries.findLastIndex((entry) => entry.recordedAt < bound) + 1;
  if (version === 0 || (entries[0] as Dated).recordedAt >= bound) return undefined;
  const known = entries.slice(0, version);
  return { standing: fold(process, known, correctionsIn(known)).standing, version };
}

function asHappened(process: Process, entries: readonly Dated[], bound: string): Past | undefined {
  const corrections = correctionsIn(entries);
  const moments = correctedMoments(entries);
  let counted = entries.filter(
    (entry) => isAboutHistory(entry.event) || (moments.get(entry.version) ?? countsFrom(entry)) < bound,
  );
  if (counted[0]?.version !== 1) return undefined;
  for (;;) {
    try {
      const { standing, asked } = fold(process, counted, corrections);
      return { standing, version: Math.max(...asked.keys()) };
    } catch (error) {
      if (!(error instanceof NotReproducible) || error.version === 1) throw error;
      const { version } = error;
      counted = counted.filter((entry) => entry.version !== version);
    }
  }
}

/**
 * From when entries count by what corrections say of their moments. Nothing happens after it was written down: what had
 * begun by the entry itself not after that one, anything else not after its correction.
 */
function correctedMoments(entries: readonly Dated[]): Map<number, string> {
  const moments = new Map<number, string>();
  for (const entry of entries) {
    if (entry.corrects === null) continue;
    const wrong = entries[entry.corrects - 1] as Dated;
    const given = replacementOf(entry);
    if (!given) moments.delete(entry.corrects);
    else {
      const { happenedAt, happenedUntil = null, precision } = rightMoment(given, wrong);
      const recordedAt = happenedAt <= wrong.recordedAt ? wrong.recordedAt : entry.recordedAt;
      moments.set(entry.corrects, countsFrom({ happenedAt, happenedUntil, precision, recordedAt }));
    }
  }
  return moments;
}

/**
 * From when an entry counts as happened (ISO 8601, UTC): from the end of what is known of its moment, a month's for a
 * month; but not from later than it was written down, for by then it had happened. `COUNTS_FROM` says the same in SQL.
 */
function countsFrom({
  happenedAt,
  happenedUntil,
  precision,
  recordedAt,
}: Pick<Dated, 'happenedAt' | 'happenedUntil' | 'precision' | 'recordedAt'>): string {
  return earlier(happenedUntil ?? endOf(precision, happenedAt), recordedAt);
}

function endOf(precision: string, moment: string): string {
  const day = new Date(Date.parse(moment) + PHNOM_PENH_OFFSET).toISOString();
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  if (precision === 'month') return new Date(Date.UTC(year, month, 1) - PHNOM_PENH_OFFSET - 1).toISOString();
  if (precision === 'year') return new Date(Date.UTC(year + 1, 0, 1) - PHNOM_PENH_OFFSET - 1).toISOString();
  return moment;
}

/** Fixed, as in `startOfDay`: the time zone's name means another offset before 1911. */
const PHNOM_PENH_OFFSET = 7 * 3_600_000;

const earlier = (one: string, other: string) => (one < other ? one : other);

const endOfSql = (unit: string) => `((date_trunc('${unit}', h.happened_at AT TIME ZONE interval '7 hours')
  + interval '1 ${unit}' - interval '1 millisecond') AT TIME ZONE interval '7 hours')`;

/** From when an entry counts as happened, over `h`, a row of the history. */
export const COUNTS_FROM = `least(h.recorded_at, coalesce(h.happened_until, CASE h.happened_precision
  WHEN 'month' THEN ${endOfSql('month')} WHEN 'year' THEN ${endOfSql('year')} ELSE h.happened_at END))`;
