import { foldKhmer, plainDigits } from '#platform';
import { problem } from './said.js';
import type { Read } from './said.js';

export { readDate } from './dates.js';

/** How an addressee's answer is read; `noAnswer` says that there is none to record. */
export type Answer =
  | 'acknowledged'
  | 'underConsideration'
  | 'moreInformationAsked'
  | 'accepted'
  | 'partlyAccepted'
  | 'noted'
  | 'notAccepted'
  | 'referredElsewhere'
  | 'noAnswer';

/** How far a provision takes a recommendation up. */
export type Degree = 'verbatim' | 'inSubstance' | 'weakened' | 'contrary';

/** Whole phrases only: "accepted" stands inside "not accepted". Khmer where the glossary has a source for it. */
const ANSWERS: Record<Answer, string> = {
  accepted: 'accepted, accept, supported, support, agreed, agree, approved, fully accepted, full support, ទទួលយក',
  partlyAccepted:
    'partly accepted, partially accepted, accepted in part, accepted partly, accepted partially, partly supported, partially supported, partly agreed, partially agreed, supported in part',
  noted: 'noted, note, takes note, taken note, took note, taken note of, កត់សម្គាល់',
  notAccepted:
    'not accepted, rejected, reject, refused, declined, not supported, does not support, not agreed, disagreed, disagree, not approved, denied',
  acknowledged: 'acknowledged, receipt acknowledged, acknowledgement, received, receipt confirmed',
  underConsideration:
    'under consideration, considering, being considered, under review, being reviewed, under study, will consider, will be considered, to be considered',
  moreInformationAsked:
    'more information asked, more information requested, more information needed, further information requested, asked for more information, clarification requested, clarification needed',
  referredElsewhere:
    'referred elsewhere, referred, referred to another ministry, referred to another institution, forwarded, forwarded elsewhere, transferred',
  noAnswer:
    'no answer, no response, no reply, no answer yet, no response yet, no reply yet, none, n/a, -, –, —, awaiting response, awaiting answer',
};
const DEGREES: Record<Degree, string> = {
  verbatim: 'verbatim, word for word, literally',
  inSubstance: 'in substance, substance',
  weakened: 'weakened, diluted, watered down',
  contrary: 'contrary, contradicted, opposite',
};
/** What Khmer puts before a verb to say that it is done, or was done to it. */
const DONE = /^(ត្រូវ)?បាន/;
/** Longer than any phrase of these. */
const LONGEST = 300;
const answers = phrases(ANSWERS);
const degrees = phrases(DEGREES);

/** Reads how an answer is to be understood. An empty cell: there is no answer. */
export function readAnswer(text: string): Read<Answer> {
  if (text.trim() === '') return { ok: 'noAnswer' };
  // A text is no phrase, however it is spelled.
  const phrase = text.length > LONGEST ? '' : plain(text);
  const ok =
    answers.get(phrase) ??
    answers.get(phrase.replace(DONE, '')) ??
    (/^(referred|forwarded|transferred) to \S/.test(foldKhmer(text.slice(0, LONGEST)))
      ? 'referredElsewhere'
      : undefined);
  if (ok) return { ok };
  return problem(
    'IMPORT_ANSWER_NOT_READ',
    text,
    'accepted · partly accepted · noted · not accepted · acknowledged · under consideration · more information asked · referred elsewhere · no answer',
  );
}

/** Reads how far a recommendation was taken up. */
export function readDegree(text: string): Read<Degree> {
  const ok = degrees.get(plain(text));
  return ok ? { ok } : problem('IMPORT_DEGREE_NOT_READ', text, 'verbatim · in substance · weakened · contrary');
}

/**
 * Reads a whole number: Khmer or Latin digits, even mixed, with thousands apart by comma, space or, in Khmer digits,
 * full stop. `1.234` in Latin digits is refused: it is 1,234 to one reader and a little over one to another.
 */
export function readInteger(text: string, bounds: { min?: number; max?: number } = {}): Read<number> {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = bounds;
  const right = '1283 · 1,283 · ១២៨៣';
  const value = text.trim();
  if (value === '') return problem('IMPORT_CELL_EMPTY', value, right);
  const khmer = /^[^0-9]*$/.test(value) && /[០-៩]/.test(value);
  const digits = plainDigits(value)
    .replace(/[\s\u00A0\u202F\u200B]+/g, ' ')
    .replace(/^[-\u2212]/, '-');
  const grouped = khmer ? /^-?\d{1,3}([., ]\d{3})+$/ : /^-?\d{1,3}(([, ]\d{3})+|(\.\d{3}){2,})$/;
  const plainNumber = /^-?\d+([.]0{1,2})?$/;
  if (!grouped.test(digits) && !plainNumber.test(digits)) return problem('IMPORT_INTEGER_NOT_READ', value, right);
  const ok = Number(plainNumber.test(digits) ? digits : digits.replace(/[., ]/g, ''));
  if (!Number.isSafeInteger(ok) || ok < min || ok > max)
    return problem('IMPORT_INTEGER_OUT_OF_BOUNDS', value, right, { min, max });
  return { ok };
}

/**
 * Reads codes or names apart at semicolon, comma or line break, each once. Names may hold a comma themselves
 * ("Ministry of Agriculture, Forestry and Fisheries"): what `known` recognises stays whole.
 */
export function readCodes(text: string, known: (name: string) => boolean = () => false): Read<string[]> {
  const found = new Map<string, string>();
  for (const piece of text.split(/[;\n]/)) {
    for (const name of known(clean(piece)) ? [piece] : joined(piece.split(','), known)) {
      const code = clean(name);
      if (code !== '' && !found.has(foldKhmer(code))) found.set(foldKhmer(code), code);
    }
  }
  return { ok: [...found.values()] };
}

/** No name holds more commas than this. */
const MOST_COMMAS = 5;

/** Neighbours that are one known name with the comma between them, longest first. */
function joined(pieces: readonly string[], known: (name: string) => boolean): string[] {
  const names: string[] = [];
  for (let at = 0; at < pieces.length;) {
    let end = Math.min(pieces.length, at + MOST_COMMAS + 1);
    while (end > at + 1 && !known(clean(pieces.slice(at, end).join(',')))) end -= 1;
    names.push(pieces.slice(at, end).join(','));
    at = end;
  }
  return names;
}

function clean(name: string): string {
  return name
    .replace(/^[\s•*·-]+/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function phrases<T extends string>(table: Record<T, string>): Map<string, T> {
  return new Map(
    (Object.entries(table) as [T, string][]).flatMap(([value, all]) =>
      [value, ...all.split(', ')].map((phrase) => [plain(phrase), value] as const),
    ),
  );
}

/** Folded, without spaces, points and underscores, so that `PARTLY_ACCEPTED` and `partlyAccepted` are phrases too. */
function plain(text: string): string {
  const folded = foldKhmer(text).replace(/[\s_.!៖។:]+/g, '');
  return folded.length > 1 ? folded.replace(/-/g, '') : folded;
}
