import { fromGlobalId } from '#platform';
import { STAGES } from '#recommendations';
import type { RecommendationContentInput, Stage } from '#recommendations';
import { SUBSTANTIVE } from '#submissions';
import type { Reading } from '#submissions';
import type { DateValue } from './dates.js';
import { isAnswered } from './row.reader.js';
import type { Past, Record as ImportRecord } from './row.reader.js';
import { saying } from './said.js';
import type { ImportCode, Said } from './said.js';
import type { Degree } from './values.js';

/** A letter of the past: to whom, and when it was handed over, as far as that is known. */
export interface PastLetter {
  addresseeId: string;
  on: DateValue;
  /** The day is that of the answer: it was handed over before, nobody knows when. */
  dayNotKnown: boolean;
}

/** An answer of the past to one letter, in the words of the list. */
export interface PastAnswer {
  on: DateValue;
  reading: Reading;
  verbatim: string;
}

/** A place in a text at which the list says that the recommendation stands. */
export interface PastFinding {
  editionId: string;
  adoptedOn: string | null;
  provision: string;
  quote: string | null;
  degree: Degree;
}

/** What an old record becomes: cases of its own where it says enough, and words where it does not. */
export interface PastCases {
  statement: { title: string | null; endorsedOn: DateValue | null } | null;
  letters: PastLetter[];
  /** There was no answer, says the list. */
  silent: boolean;
  answer: PastAnswer | null;
  finding: PastFinding | null;
  /** What is kept in words only, and why. */
  inWords: Said[];
  /** The stage that no case stands for; `drafted` where the cases say it all. */
  recorded: Stage;
  /** The first day of which the record knows anything. */
  on: DateValue;
  /** Steps of which nothing is known. */
  notKnown: string[];
}

/** Before every list: the record says that it was, and not when. */
const UNKNOWN: DateValue = { on: '1900-01-01', precision: 'year', until: '1900-12-31' };

/**
 * What of a record's past can stand as a case: a statement that was endorsed, a letter to each addressee, an answer where
 * it is plain whose it is, a finding with its place and degree. Nothing is made up: the rest stays as words.
 * @param today the day of the import, `YYYY-MM-DD`: an answer without a day came between its letter and then.
 */
export function pastCasesOf(
  { past, content }: Pick<ImportRecord, 'content'> & { past: Past },
  today: string,
): PastCases {
  const inWords: Said[] = [];
  const keep = (code: ImportCode) => void inWords.push(saying(code));
  const letters = lettersOf(past, content);
  const handedOver = past.submittedOn !== null || past.answeredOn !== null;
  if (handedOver && letters.length === 0) keep('IMPORT_PAST_ADDRESSEE_NEEDED');
  const answer = answerOf(past, letters, today);
  if (isAnswered(past) && !answer && letters.length > 0)
    keep(letters.length > 1 ? 'IMPORT_PAST_WHOSE_ANSWER' : 'IMPORT_PAST_READING_NEEDED');
  const finding = findingOf(past, keep);
  const carried = past.endorsedOn !== null || letters.length > 0 || (past.statement !== null && handedOver);
  const reached: Stage = isSubstantive(answer?.reading)
    ? 'answered'
    : letters.length > 0
      ? 'submitted'
      : carried
        ? 'endorsed'
        : 'drafted';
  const said = stageOf(past);
  return {
    statement: carried ? { title: past.statement, endorsedOn: past.endorsedOn } : null,
    letters,
    silent: past.answer === 'noAnswer',
    answer,
    finding,
    inWords,
    recorded: STAGES.indexOf(said) > STAGES.indexOf(reached) ? said : 'drafted',
    on: firstOf([past.endorsedOn, past.submittedOn, past.answeredOn]) ?? adoptionOf(finding) ?? UNKNOWN,
    notKnown: [
      'DRAFT',
      ...(past.endorsedOn || said === 'drafted' ? [] : ['OPEN', 'CLOSE']),
      ...(past.submittedOn || said === 'drafted' || said === 'endorsed' ? [] : ['DELIVER']),
    ],
  };
}

/** Which statement of the past carries a record, in one run: those that name the same one, endorsed on the same day. */
export function statementKey({ statement }: Pick<PastCases, 'statement'>): string | null {
  return statement && JSON.stringify([statement.title, statement.endorsedOn]);
}

/** The earliest of what is known. */
export function firstOf(days: readonly (DateValue | null)[]): DateValue | undefined {
  return days.filter((day) => day !== null).sort((one, other) => (one.on < other.on ? -1 : 1))[0];
}

function lettersOf(past: Past, content: RecommendationContentInput): PastLetter[] {
  const on = past.submittedOn ?? past.answeredOn;
  if (!on) return [];
  const addressees = (content.addresseeIds ?? []).map((id) => fromGlobalId('org', id));
  // Handed over to somebody, and asking one only: to that one.
  const to = past.submittedTo.length > 0 ? past.submittedTo : addressees.length === 1 ? addressees : [];
  return [...new Set(to)].map((addresseeId) => ({ addresseeId, on, dayNotKnown: past.submittedOn === null }));
}

function answerOf(past: Past, letters: readonly PastLetter[], today: string): PastAnswer | null {
  const [letter] = letters;
  if (!letter || letters.length > 1 || past.answer === null || past.answer === 'noAnswer') return null;
  return {
    on: past.answeredOn ?? { on: letter.on.on, until: today, precision: 'range' },
    reading: past.answer,
    verbatim: past.answerText ?? past.answerSaid ?? past.answer,
  };
}

function findingOf({ integration }: Past, keep: (code: ImportCode) => void): PastFinding | null {
  if (!integration) return null;
  const { edition, provision, quote, degree } = integration;
  if (!edition) keep('IMPORT_PAST_EDITION_NEEDED');
  if (!degree) keep('IMPORT_PAST_DEGREE_NEEDED');
  return edition && degree ? { editionId: edition.id, adoptedOn: edition.adoptedOn, provision, quote, degree } : null;
}

const adoptionOf = (finding: PastFinding | null): DateValue | undefined =>
  finding?.adoptedOn ? { on: finding.adoptedOn, precision: 'day' } : undefined;

const isSubstantive = (reading: string | null | undefined) => (SUBSTANTIVE as readonly unknown[]).includes(reading);

/** How far the old record says that it had come. */
function stageOf(past: Past): Stage {
  if (isSubstantive(past.answer)) return 'answered';
  if (past.submittedOn || past.answeredOn || past.submittedTo.length > 0) return 'submitted';
  return past.endorsedOn ? 'endorsed' : 'drafted';
}
