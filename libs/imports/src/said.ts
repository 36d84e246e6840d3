import { DomainError, say } from '#platform';
import type { Parameters } from '#platform';
// For its effect: what is said here must have been declared.
import './import.messages.js';
import type { importMessages } from './import.messages.js';

export type ImportCode = keyof typeof importMessages;

/** One sentence of the catalogue, filled in, with what filled it: reports are stored, and read in either language. */
export interface Said {
  code: ImportCode;
  parameters: Parameters;
  en: string;
  km: string;
}

/** Something that a person should know about what was read, and where it is, in the sheet's own terms. */
export interface Note extends Said {
  /** The row as the sheet numbers it. */
  row?: number;
  /** The column's letter. */
  column?: string;
}

/** Why a cell could not be read; `right` shows values that could be, in any language. */
export interface Problem extends Said {
  right: string;
}

/** What a cell holds, or why it could not be read. Notes tell what was assumed in reading it. */
export type Read<T> = { ok: T; notes?: Said[] } | { problem: Problem };

/** A sentence of the catalogue in both languages. */
export function saying(code: ImportCode, parameters: Parameters = {}): Said {
  return { code, parameters, ...say(code, parameters) };
}

/** A note, with the place that it is about. */
export function note(
  code: ImportCode,
  parameters: Parameters = {},
  place: { row?: number; column?: string } = {},
): Note {
  return { ...saying(code, parameters), ...place };
}

/** The refusal of one cell: what is wrong with `value`, and values that would be right. */
export function problem(code: ImportCode, value: string, right: string, more: Parameters = {}): { problem: Problem } {
  return { problem: { ...saying(code, { value: excerpt(value), right, ...more }), right } };
}

/** The refusal of a whole file, for `throw`. */
export function refusal(code: ImportCode, parameters: Parameters = {}): DomainError {
  return new DomainError('refused', [{ code, parameters }]);
}

/** The beginning of a long text, cut between words, which Khmer does not separate; a longer word between its letters. */
export function excerpt(text: string, length = 80): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain.length <= length) return plain;
  const beginning = beginningOf(plain, length - 1, 'word') || beginningOf(plain, length - 1, 'grapheme');
  return `${beginning.trimEnd()}…`;
}

function beginningOf(text: string, length: number, granularity: 'word' | 'grapheme'): string {
  let end = 0;
  // What lies far beyond the cut cannot matter, and segmenting it takes long.
  for (const { index, segment } of new Intl.Segmenter('km', { granularity }).segment(text.slice(0, length + 100))) {
    if (index + segment.length > length) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** The first few of many, and how many more there are: `E4, F5, F6 … (+12)`. */
export function someOf(all: readonly (string | number)[], shown = 8): string {
  const first = all.slice(0, shown).join(', ');
  return all.length > shown ? `${first} … (+${all.length - shown})` : first;
}
