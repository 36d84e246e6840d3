import { say } from '#platform';
import type { Queryable, Reason } from '#platform';
import { overlay, readContents, sameContent } from '#recommendations';
import type { Mapping } from './columns.js';
import { readLookup } from './registers.lookup.js';
import { readRow } from './row.reader.js';
import type { CellProblem, Record as ImportRecord } from './row.reader.js';
import { problem } from './said.js';
import type { Note, Said } from './said.js';
import type { Sheet } from './sheet.js';

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

/** A row with what it needs to be carried out. */
export interface Step extends PlannedRow {
  record: ImportRecord | null;
  existing: { id: string; version: number } | null;
}

export interface Plan {
  steps: Step[];
  notes: Note[];
}

/**
 * What each row would do, without doing it. A row is known again by its number here, or by its key within the source
 * that it came from once before.
 */
export async function planImport(db: Queryable, sheet: Sheet, mapping: Mapping, source: string): Promise<Plan> {
  const lookup = await readLookup(db);
  const first = new Map<string, number>();
  const steps: Step[] = sheet.rows.map((row) => {
    const read = readRow(row, mapping, lookup);
    const base = { row: row.number, number: null, refusals: [], existing: null };
    if (!('record' in read)) return { ...base, action: 'reject', problems: read.problems, notes: [], record: null };
    const twin = first.get(read.record.key);
    if (twin !== undefined) {
      const key = read.record.content.externalReference ?? '';
      const twice = problem('IMPORT_ROW_TWICE', key, '', { first: twin, key }).problem;
      return { ...base, action: 'reject', problems: [{ ...twice, column: 'A', value: key }], notes: [], record: null };
    }
    first.set(read.record.key, row.number);
    return { ...base, action: 'create', problems: [], notes: read.record.notes, record: read.record };
  });
  await recogniseExisting(db, steps, source);
  return { steps, notes: sheet.notes };
}

async function recogniseExisting(db: Queryable, steps: Step[], source: string): Promise<void> {
  const keys = steps.flatMap((step) => (step.record ? [step.record.key] : []));
  const known = await db.query<{ key: string; id: string }[]>(
    `SELECT number AS key, id FROM recommendations WHERE number = ANY($1)
     UNION ALL SELECT row_key, recommendation_id FROM import_keys WHERE source = $2 AND row_key = ANY($1)`,
    [keys, source],
  );
  const ids = new Map(known.map((row) => [row.key, row.id]));
  const contents = await readContents(db, [...new Set(ids.values())]);
  for (const step of steps) {
    const id = step.record && ids.get(step.record.key);
    const current = id === null || id === undefined ? undefined : contents.get(id);
    if (!step.record || !current) continue;
    step.existing = { id: current.id, version: current.version };
    step.number = current.number;
    // Its own number in the reference column is no reference of somebody else's list.
    if (step.record.content.externalReference === current.number) {
      step.record.content.externalReference = current.content.externalReference;
    }
    // An authentic language, once stated, is not for a list to change.
    step.record.content = overlay(current.content, {
      ...step.record.content,
      authenticLanguage: current.content.authenticLanguage,
    });
    step.action = sameContent(step.record.content, current.content) ? 'unchanged' : 'update';
  }
}

/** A refusal of the recommendation as a report keeps it. */
export function toRefusals(reasons: readonly Reason[]): PlannedRow['refusals'] {
  return reasons.map((reason) => ({ code: reason.code, ...say(reason.code, reason.parameters) }));
}

/** Everything wrong with a row in one cell of text, in one language, for the rejects file. */
export function reasonsOf(row: PlannedRow, language: 'en' | 'km'): string {
  return [
    ...row.problems.map((each) => `${each.column}: ${each[language]}`),
    ...row.refusals.map((each) => each[language]),
  ].join('\n');
}
