import { createHash } from 'node:crypto';
import { foldKhmer, toGlobalId } from '#platform';
import type { RecommendationContentInput } from '#recommendations';
import type { Field } from './column-names.js';
import type { Mapping } from './columns.js';
import type { DateValue } from './dates.js';
import type { AdoptedEdition, Lookup, Names } from './registers.lookup.js';
import { excerpt, problem } from './said.js';
import type { Problem, Read, Said } from './said.js';
import { indexOf } from './sheet.js';
import type { Row } from './sheet.js';
import { readAnswer, readCodes, readDate, readDegree } from './values.js';
import type { Answer, Degree } from './values.js';

/** What a cell has wrong, in the sheet's own terms. */
export interface CellProblem extends Problem {
  column: string;
  value: string;
}

/** What a row says of the past: each part only where the row has it. */
export interface Past {
  statement: string | null;
  endorsedOn: DateValue | null;
  submittedTo: string[];
  submittedOn: DateValue | null;
  /** How the answer is read; `noAnswer` where the row says that there was none. */
  answer: Answer | null;
  /** What stands in that cell. */
  answerSaid: string | null;
  answeredOn: DateValue | null;
  answerText: string | null;
  integration: {
    instrumentId: string;
    /** The one adopted edition and the day of its adoption, where there is exactly one. */
    edition: AdoptedEdition | null;
    provision: string;
    quote: string | null;
    degree: Degree | null;
  } | null;
}

/** A row as it would come in. */
export interface Record {
  row: number;
  /** The sheet's own number, or what stands for it: a hash of the text. */
  key: string;
  /** Changes when anything in the row changes, or what a column is taken to be. */
  hash: string;
  /** Changes when what the row says of the past does; nothing where it says nothing. */
  pastHash: string | null;
  content: RecommendationContentInput;
  past: Past | null;
  notes: Said[];
}

export type ReadRow = { record: Record } | { row: number; problems: CellProblem[] };

const TITLE_LENGTH = 160;

/**
 * Reads one row by its mapping and the registers: a record, or everything that is wrong with it. Never half of both.
 * @param today the present day in Phnom Penh, `YYYY-MM-DD`: nothing of the past lies after it.
 */
export function readRow(row: Row, mapping: Mapping, lookup: Lookup, today: string): ReadRow {
  const problems: CellProblem[] = [];
  const notes: Said[] = [];
  const columnOf = new Map(mapping.columns.map((column) => [column.field, column.letter]));
  const text = (field: Field) => {
    const letter = columnOf.get(field);
    return letter === undefined ? '' : (row.cells[indexOf(letter)] ?? '').trim();
  };
  const take = <T>(field: Field, read: (text: string) => Read<T>): T | null => {
    const value = text(field);
    if (value === '') return null;
    const result = read(value);
    if ('problem' in result) {
      problems.push({ ...result.problem, column: columnOf.get(field) as string, value });
      return null;
    }
    notes.push(...(result.notes ?? []));
    return result.ok;
  };
  const ids = (field: Field, names: Names, right: string) => (value: string) => {
    const codes = readCodes(value, (name) => names.has(name));
    if ('problem' in codes) return codes;
    const unknown = codes.ok.filter((name) => !names.has(name));
    if (unknown.length > 0) return problem('IMPORT_NAME_UNKNOWN', unknown.join('; '), right, { field });
    return { ok: [...new Set(codes.ok.map((name) => names.find(name) as string))] };
  };
  const institutions = (field: Field) => take(field, ids(field, lookup.institutions, 'MoP; MEF; MoI')) ?? [];

  const titles = { en: text('titleEn') || shortened(text('bodyEn')), km: text('titleKm') || shortened(text('bodyKm')) };
  if (!titles.en && !titles.km) {
    const letter =
      columnOf.get('titleEn') ?? columnOf.get('titleKm') ?? columnOf.get('bodyEn') ?? columnOf.get('bodyKm') ?? 'A';
    problems.push({
      ...problem('IMPORT_TEXT_MISSING', '', 'Publish the district budget in March').problem,
      column: letter,
      value: '',
    });
  }
  // A column that the sheet does not have says nothing; an empty cell says that there is nothing.
  const said = <T>(field: Field, value: T) => (columnOf.has(field) ? value : undefined);
  const places = take('places', ids('places', lookup.places, '02; 0203')) ?? [];
  const content: RecommendationContentInput = {
    authenticLanguage: titles.en ? 'en' : 'km',
    title: { en: titles.en || undefined, km: titles.km || undefined },
    body: { en: said('bodyEn', text('bodyEn') || null), km: said('bodyKm', text('bodyKm') || null) },
    addresseeIds: said(
      'addressees',
      institutions('addressees').map((id) => toGlobalId('org', id)),
    ),
    targetIds: said(
      'targets',
      (take('targets', ids('targets', lookup.instruments, 'NP-II; NSDP')) ?? []).map((id) => toGlobalId('ins', id)),
    ),
    topics: said('topics', take('topics', ids('topics', lookup.topics, 'sna-budget')) ?? []),
    places: said('places', places),
    goals: said('goals', take('goals', ids('goals', lookup.goals, '16; 5')) ?? []),
    externalReference: said('reference', text('reference') || null),
  };
  const past = readPast(text, take, institutions, lookup, problems, columnOf, today);
  if (problems.length > 0) return { row: row.number, problems };
  const used = mapping.columns
    .map((column) => [column.field, (row.cells[indexOf(column.letter)] ?? '').trim()] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    record: {
      row: row.number,
      key:
        text('reference') ||
        digest([foldKhmer(titles.en), foldKhmer(titles.km), foldKhmer(text('bodyEn')), foldKhmer(text('bodyKm'))]),
      hash: digest(used),
      pastHash: past && digest(past),
      content,
      past,
      notes,
    },
  };
}

function readPast(
  text: (field: Field) => string,
  take: <T>(field: Field, read: (text: string) => Read<T>) => T | null,
  institutions: (field: Field) => string[],
  lookup: Lookup,
  problems: CellProblem[],
  columnOf: ReadonlyMap<Field, string>,
  today: string,
): Past | null {
  const complain = (
    field: Field,
    code:
      | 'IMPORT_DATE_NEEDED'
      | 'IMPORT_DATE_AHEAD'
      | 'IMPORT_ANSWER_BEFORE_SUBMISSION'
      | 'IMPORT_PLACE_IN_TEXT_NEEDED'
      | 'IMPORT_NAME_UNKNOWN',
    right: string,
  ) =>
    problems.push({
      ...problem(code, text(field), right, { field }).problem,
      column: columnOf.get(field) ?? 'A',
      value: text(field),
    });
  const past: Past = {
    statement: text('statement') || null,
    endorsedOn: take('endorsedOn', readDate),
    submittedTo: institutions('submittedTo'),
    submittedOn: take('submittedOn', readDate),
    answer: take('answer', readAnswer),
    answerSaid: text('answer') || null,
    answeredOn: take('answeredOn', readDate),
    answerText: text('answerText') || null,
    integration: null,
  };
  if (text('integratedIn')) {
    const { instrumentId, rest } = instrumentIn(text('integratedIn'), lookup);
    const provision = [rest, text('provision')].filter(Boolean).join(', ');
    if (!instrumentId) complain('integratedIn', 'IMPORT_NAME_UNKNOWN', 'NP-II');
    // Not integrated without a place in a text: there is no other door.
    else if (!provision) complain('integratedIn', 'IMPORT_PLACE_IN_TEXT_NEEDED', 'chapter 4, page 63');
    else {
      past.integration = {
        instrumentId,
        edition: lookup.adoptedEditions.get(instrumentId) ?? null,
        provision,
        quote: text('quote') || null,
        degree: take('degree', readDegree),
      };
    }
  }
  for (const field of ['endorsedOn', 'submittedOn', 'answeredOn'] as const)
    if (past[field] && past[field].on > today) complain(field, 'IMPORT_DATE_AHEAD', `≤ ${today}`);
  if (past.submittedOn && past.answeredOn && (past.answeredOn.until ?? past.answeredOn.on) < past.submittedOn.on)
    complain('answeredOn', 'IMPORT_ANSWER_BEFORE_SUBMISSION', `≥ ${past.submittedOn.on}`);
  const dated = text('answeredOn') || text('submittedOn');
  if (isAnswered(past) && !dated) complain('answer', 'IMPORT_DATE_NEEDED', '2021-10-05 · Oct 2021 · 2021');
  if (past.submittedTo.length > 0 && !dated) complain('submittedTo', 'IMPORT_DATE_NEEDED', 'Sept-Nov 2021');
  const says = past.endorsedOn ?? past.submittedOn ?? past.answeredOn ?? past.integration;
  return says || past.submittedTo.length > 0 ? past : null;
}

/** `NP-II, chapter 3` apart into the text and the place in it; many lists have both in one cell. */
function instrumentIn(cell: string, lookup: Lookup): { instrumentId: string | undefined; rest: string } {
  const whole = lookup.instruments.find(cell);
  if (whole) return { instrumentId: whole, rest: '' };
  const [name = '', ...rest] = cell.split(/[,;:\n]/);
  return { instrumentId: lookup.instruments.find(name.trim()), rest: rest.map((each) => each.trim()).join(', ') };
}

/** Says the row that there was an answer? */
export function isAnswered(past: Pick<Past, 'answer' | 'answerText'>): boolean {
  return (past.answer !== null && past.answer !== 'noAnswer') || past.answerText !== null;
}

/** A list often has one text and no title: its first sentence serves, cut between letters where it is long. */
function shortened(text: string): string {
  const first = text.split('\n')[0]?.trim() ?? '';
  return first === '' ? '' : excerpt(first, TITLE_LENGTH);
}

function digest(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
