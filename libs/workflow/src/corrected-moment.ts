import type { Reason } from '#platform';
import type { Precision } from './act.js';
import type { HistoryRow } from './history.queries.js';

/** When something happened, and how exactly that is known. Moments are ISO 8601 in UTC. */
export interface KnownMoment {
  /** The first moment that it can have been. */
  happenedAt: string;
  precision: Precision;
  /** The end of a range; nothing for the others, whose end the precision says. */
  happenedUntil?: string;
}

/** What a correction says of the moment; what is left out stays as the entry itself says it. */
export interface MomentGiven {
  happenedAt?: string | undefined;
  precision?: Precision | undefined;
  happenedUntil?: string | undefined;
}

/**
 * The moment that counts in the place of an entry's own. Another moment without a precision is known exactly: what was
 * wrong says nothing of how well the right one is known.
 */
export function rightMoment(
  { happenedAt, precision, happenedUntil }: MomentGiven,
  wrong: Pick<HistoryRow, 'happenedAt' | 'precision' | 'happenedUntil'>,
): KnownMoment {
  const same = happenedAt === undefined || happenedAt === wrong.happenedAt;
  const known = precision ?? (same ? (wrong.precision as Precision) : 'moment');
  const until = happenedUntil ?? (same ? wrong.happenedUntil : null);
  return {
    happenedAt: happenedAt ?? wrong.happenedAt,
    precision: known,
    ...(known === 'range' && until ? { happenedUntil: until } : {}),
  };
}

/** What is wrong with such a moment: it has not come yet, or its range has no end or ends before it begins. */
export function problemsOfMoment({ happenedAt, precision, happenedUntil }: KnownMoment, now: string): Reason[] {
  const path = ['happenedUntil'];
  const ends = precision === 'range';
  const tooEarly = happenedUntil !== undefined && happenedUntil < happenedAt;
  return [
    ...(happenedAt > now ? [{ code: 'IN_THE_FUTURE', path: ['happenedAt'] }] : []),
    ...(ends && happenedUntil === undefined
      ? [{ code: 'VALUE_MISSING', parameters: { field: 'happenedUntil' }, path }]
      : []),
    ...(ends && tooEarly
      ? [
          {
            code: 'WRONG_VALUE',
            parameters: { field: 'happenedUntil', value: happenedUntil, right: `≥ ${happenedAt}` },
            path,
          },
        ]
      : []),
  ];
}
