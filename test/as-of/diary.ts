import type { Precision } from '#workflow';
import { walk } from './walk.machine.js';
import type { Place } from './walk.machine.js';

/** Days are counted from a first one, so that the reference shares no line with what it is held against. */
export const dayOf = (first: string, index: number): string =>
  new Date(Date.parse(`${first}T00:00:00Z`) + index * 86_400_000).toISOString().slice(0, 10);

export interface Told {
  type: string;
  word?: string;
  place?: Place;
}

/** A line of a case's diary, as the test itself has kept it. */
export interface Line {
  event: Told;
  /** The first day of what is known. */
  happened: number;
  precision: Precision;
  /** The last day of a range. */
  until: number | null;
  recorded: number;
  /** Its moment is nothing where only what was told was put right. */
  correction:
    | { gone: true }
    | { gone: false; event: Told; moment: Pick<Line, 'happened' | 'precision' | 'until'> | null; recorded: number }
    | null;
}

export interface Stood {
  place: Place;
  notes: string[];
}

/** From which day a line counts: the last that it can have been, and no later than it was written down. */
function countsOn(line: Line, first: string): number {
  const corrected = line.correction?.gone === false ? line.correction : null;
  const { happened, precision, until } = corrected?.moment ?? line;
  let last = until ?? happened;
  if (precision === 'month' || precision === 'year') {
    const length = precision === 'month' ? 7 : 4;
    const period = dayOf(first, happened).slice(0, length);
    while (dayOf(first, last + 1).slice(0, length) === period) last += 1;
  }
  // Put right to a day after it was written down: then it was known by the correction.
  return Math.min(last, corrected && happened > line.recorded ? corrected.recorded : line.recorded);
}

/**
 * Where a case stood on a day, by what is known at the end: its lines in order, those that had not happened left out.
 * @param passedOver is told of each line that is not possible without one that had not happened yet.
 */
export function stoodOn(lines: readonly Line[], day: number, first: string, passedOver: () => void): Stood | undefined {
  let stood: Stood | undefined;
  for (const line of lines) {
    if (line.correction?.gone || countsOn(line, first) > day) continue;
    if (line !== lines[0] && !stood) return undefined;
    const next = walk(stood, line.correction ? line.correction.event : line.event);
    if (next) stood = next;
    else passedOver();
  }
  return stood;
}
