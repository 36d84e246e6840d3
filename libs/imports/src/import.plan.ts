import { say } from '#platform';
import type { Queryable, Reason } from '#platform';
import { overlay, readContents, sameContent } from '#recommendations';
import type { Mapping } from './columns.js';
import { pastCasesOf, statementKey } from './past.cases.js';
import type { Lookup } from './registers.lookup.js';
import { readRow } from './row.reader.js';
import type { CellProblem, Past, Record as ImportRecord } from './row.reader.js';
import { problem, saying } from './said.js';
import type { Said } from './said.js';
import type { Row } from './sheet.js';

export const ROW_ACTIONS = ['create', 'update', 'unchanged', 'reject'] as const;
export type RowAction = (typeof ROW_ACTIONS)[number];

/** What a row would do, or did. */
export interface PlannedRow {
  row: number;
  action: RowAction;
  /** The recommendation's number, once there is one. */
  number: string | null;
  problems: CellProblem[];
  /** Refusals of the recommendation itself, which no cell can say. */
  refusals: { code: string; en: string; km: string }[];
  notes: Said[];
}

/** A row with what it needs to be carried out, or to be given back. */
export interface Step extends PlannedRow {
  /** As it stands in the list: it may go back with its reasons. */
  cells: string[];
  record: ImportRecord | null;
  existing: { id: string; version: number } | null;
  /** Rows that one statement of the past carries come in together. */
  carriedBy: string | null;
}

/** What the rows of a list are held against. */
export interface Planning {
  mapping: Mapping;
  lookup: Lookup;
  source: string;
  /** The day of the run, `YYYY-MM-DD`, Phnom Penh. */
  day: string;
  /** The rows that each key had first, in all that was read of this list before. */
  first: Map<string, number>;
}

/**
 * What each of some rows would do, without doing it. A row is known again by its number here, or by its key within the
 * source that it came from once before; one in which nothing was touched since is not looked at further.
 */
export async function planRows(db: Queryable, rows: readonly Row[], planning: Planning): Promise<Step[]> {
  const steps = rows.map((row) => planRow(row, planning));
  await recogniseExisting(db, steps, planning.source);
  return steps;
}

function planRow(row: Row, { mapping, lookup, day, first }: Planning): Step {
  const read = readRow(row, mapping, lookup, day);
  const base = { row: row.number, number: null, refusals: [], existing: null, carriedBy: null, cells: row.cells };
  if (!('record' in read)) return { ...base, action: 'reject', problems: read.problems, notes: [], record: null };
  const { record } = read;
  const twin = first.get(record.key);
  if (twin !== undefined) {
    const key = record.content.externalReference ?? '';
    const twice = problem('IMPORT_ROW_TWICE', key, '', { first: twin, key }).problem;
    return { ...base, action: 'reject', problems: [{ ...twice, column: 'A', value: key }], notes: [], record: null };
  }
  first.set(record.key, row.number);
  const cases = record.past && pastCasesOf({ ...record, past: record.past }, day);
  return {
    ...base,
    action: 'create',
    problems: [],
    notes: [...record.notes, ...(cases?.inWords ?? [])],
    record,
    carriedBy: cases && statementKey(cases),
  };
}

interface Known {
  key: string;
  id: string;
  number: string;
  hash: string | null;
  pastHash: string | null;
}

async function recogniseExisting(db: Queryable, steps: readonly Step[], source: string): Promise<void> {
  const keys = steps.flatMap((step) => (step.record ? [step.record.key] : []));
  const rows = await db.query<Known[]>(
    `SELECT number AS key, id, number, NULL AS hash, NULL AS "pastHash" FROM recommendations WHERE number = ANY($1)
     UNION ALL
     SELECT k.row_key, k.recommendation_id, r.number, k.row_hash, k.past_hash
       FROM import_keys k JOIN recommendations r ON r.id = k.recommendation_id WHERE k.source = $2 AND k.row_key = ANY($1)`,
    [keys, source],
    { prepared: true },
  );
  const known = new Map(rows.map((row) => [row.key, row]));
  const changed = new Map<Step, Known>();
  for (const step of steps) {
    const found = step.record && known.get(step.record.key);
    if (!found) continue;
    step.number = found.number;
    step.carriedBy = null;
    step.action = 'unchanged';
    if (found.hash !== step.record?.hash) changed.set(step, found);
  }
  const contents = await readContents(db, [...new Set([...changed.values()].map((found) => found.id))]);
  for (const [step, found] of changed) {
    const current = contents.get(found.id);
    if (!step.record || !current) continue;
    step.existing = { id: current.id, version: current.version };
    // Its own number in the reference column is no reference of somebody else's list.
    if (step.record.content.externalReference === current.number) {
      step.record.content.externalReference = current.content.externalReference;
    }
    // An authentic language, once stated, is not for a list to change.
    step.record.content = overlay(current.content, {
      ...step.record.content,
      authenticLanguage: current.content.authenticLanguage,
    });
    if (!sameContent(step.record.content, current.content)) step.action = 'update';
    // What came in has a history of its own by now: only steps add to it.
    step.notes = step.notes.filter((note) => !note.code.startsWith('IMPORT_PAST_'));
    if (step.record.pastHash !== found.pastHash) step.notes.push(saying('IMPORT_PAST_NOT_CHANGED'));
  }
}

/** The cases of a record's past; nothing where it has none. */
export function casesOf(record: ImportRecord, day: string) {
  return record.past && pastCasesOf(record as ImportRecord & { past: Past }, day);
}

/** A refusal of the recommendation as a report keeps it. */
export function toRefusals(reasons: readonly Reason[]): PlannedRow['refusals'] {
  return reasons.map((reason) => ({ code: reason.code, ...say(reason.code, reason.parameters) }));
}

/** Everything wrong with a row in one cell of text, in one language, for the rejects file. */
export function reasonsOf(row: Pick<PlannedRow, 'problems' | 'refusals'>, language: 'en' | 'km'): string {
  return [
    ...row.problems.map((each) => `${each.column}: ${each[language]}`),
    ...row.refusals.map((each) => each[language]),
  ].join('\n');
}
