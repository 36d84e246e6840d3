import { plainDigits } from '#platform';
import { readDate } from './dates.js';
import { scriptOf } from './script.js';
import { ENOUGH } from './table.sample.js';
import { readAnswer } from './values.js';

/** What the cells of a column look like, from the first few hundred of them. Shares are of the filled cells. */
export interface Content {
  filled: number;
  /** Share that reads as a date, as an answer, as Khmer text. */
  dates: number;
  answers: number;
  khmer: number;
  /** The length of the middle and of the longest text. */
  length: number;
  longest: number;
  /** A text has more than one line. */
  broken: boolean;
  /** Numbers that count up. */
  counting: boolean;
}

/** Looks at the cells of one column. */
export function contentOf(cells: readonly string[]): Content {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const some = filled.slice(0, ENOUGH);
  const share = (test: (cell: string) => boolean) => (some.length === 0 ? 0 : some.filter(test).length / some.length);
  const lengths = filled.map((cell) => cell.length).sort((one, other) => one - other);
  const numbers = some.map((cell) => Number(plainDigits(cell).replace(/[.)]$/, '')));
  return {
    filled: filled.length,
    dates: share((cell) => 'ok' in readDate(cell)),
    answers: share((cell) => 'ok' in readAnswer(cell)),
    khmer: share((cell) => scriptOf(cell) === 'km'),
    length: lengths[Math.floor(lengths.length / 2)] ?? 0,
    longest: lengths.at(-1) ?? 0,
    broken: filled.some((cell) => cell.includes('\n')),
    counting:
      numbers.length > 1 &&
      numbers.every((number, at) => Number.isInteger(number) && (at === 0 || number > (numbers[at - 1] as number))),
  };
}
