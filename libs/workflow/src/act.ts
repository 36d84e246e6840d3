import type { Viewer } from '#platform';

/** How exactly the day of something is known. */
export const PRECISIONS = ['moment', 'day', 'month', 'year', 'range'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** Which step of which case made this one happen, in the same transaction. */
export interface Cause {
  caseId: string;
  version: number;
}

/** Who acts, for whom, when it happened and why: what every history entry says besides the event. */
export interface Act {
  /** Nobody: the product itself, at a due moment. */
  viewer: Viewer | null;
  /** When it happened (ISO 8601, UTC); the present moment if not given. Never in the future. */
  happenedAt?: string;
  precision?: Precision;
  /** The end of a range. */
  happenedUntil?: string;
  reason?: string;
  /** Documents that prove it. */
  evidence?: readonly string[];
  cause?: Cause;
  commandKey?: string;
  /** Came in from an old record; `notKnown` lists the steps of which nothing is known. */
  imported?: boolean;
  notKnown?: readonly string[];
}

/** The act of the product itself: a due moment has come. */
export const byItself: Act = Object.freeze({ viewer: null });
