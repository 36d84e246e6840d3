import type { EntityManager } from 'typeorm';
import type { Queryable } from '#platform';
import type { Act } from './act.js';
import type { Process } from './pure.js';
import { keyOf } from './replay.js';
import type { Asked, Standing } from './step.js';

/** A case as it is stored, with the columns of its row that its process looks at, and the present moment. */
export interface StoredCase extends Standing {
  id: string;
  machineVersion: number;
  version: number;
  row: Record<string, unknown>;
  now: string;
}

/** A step that was decided and is to be written. `from` is nothing for a creation. */
export interface Decided {
  id: string;
  machineVersion: number;
  /** The version after the step. */
  version: number;
  from: unknown;
  next: Standing;
  event: string;
  payload: Record<string, unknown>;
  corrects?: number;
  asked: readonly Asked[];
  /** The other columns of a new row. */
  row?: Record<string, unknown>;
  act: Act;
  now: string;
}

const quoted = (name: string) => `"${name.replaceAll('"', '')}"`;

/** Reads cases, locked in the order of their ids when a step will follow, so that two steps cannot wait for each other. */
export async function readCases(
  db: Queryable,
  process: Process,
  ids: readonly string[],
  options: { lock: boolean; now: string },
): Promise<Map<string, StoredCase>> {
  const columns = process.columns.map((column) => `, ${quoted(column)}`).join('');
  const rows = await db.query<
    {
      id: string;
      machine_version: number;
      version: number;
      state: never;
      context: never;
      history_value: never;
      now: Date;
    }[]
  >(
    `SELECT id, machine_version, version, state, context, history_value, ${options.now} AS now${columns}
       FROM ${quoted(process.table)} WHERE id = ANY($1) ${options.lock ? 'ORDER BY id FOR UPDATE' : ''}`,
    [ids],
  );
  return new Map(
    rows.map(({ id, machine_version, version, state, context, history_value, now, ...row }) => [
      id,
      {
        id,
        machineVersion: machine_version,
        version,
        state,
        context,
        historyValue: history_value,
        now: now.toISOString(),
        row: { ...row, id },
      },
    ]),
  );
}

const HISTORY_COLUMNS = `process, machine_version, case_id, version, event, payload, from_state, to_state, actor_id, seat_id,
  organisation_id, happened_at, happened_precision, happened_until, recorded_at, reason, evidence, imported, not_known,
  corrects, cause_case_id, cause_version, command_key`;

/**
 * Writes decided steps, whatever their number: case rows, history entries and what the steps asked for in one statement
 * (one for creations and one for moves), so that two hundred recommendations move in one. Existing cases move by
 * compare-and-swap on their version, whatever the number of their steps; of one that was changed meanwhile nothing is
 * written.
 * @returns the ids that were written.
 */
export async function writeSteps(
  tx: EntityManager,
  process: Process,
  decided: readonly Decided[],
): Promise<Set<string>> {
  const table = quoted(process.table);
  const creations = decided.filter((step) => step.from === undefined);
  const moves = decided.filter((step) => step.from !== undefined);
  const written = new Set<string>();
  for (const [steps, sql] of [
    [creations, creations.length > 0 ? insertCases(table, Object.keys(creations[0]?.row ?? {})) : ''],
    [moves, moveCases(table, moves.length)],
  ] as const) {
    if (steps.length === 0) continue;
    const { cancelled, wanted } = outboxChanges(process, steps);
    const parameters = [toCaseRows(steps), steps.map((step) => toHistoryRow(process, step))];
    const asks = cancelled.length > 0 || wanted.length > 0;
    if (asks) parameters.push(cancelled, wanted);
    const rows = await tx.query<{ case_id: string }[]>(
      `WITH written AS (${sql}),
       entries AS (INSERT INTO case_history (${HISTORY_COLUMNS})
         SELECT ${HISTORY_COLUMNS} FROM jsonb_populate_recordset(NULL::case_history, $2)
           JOIN written ON written.written_id = case_id)${asks ? `, ${CHANGE_OUTBOX}` : ''}
       SELECT written_id AS case_id FROM written`,
      parameters.map((each) => JSON.stringify(each)),
    );
    for (const row of rows) written.add(row.case_id);
  }
  return written;
}

/** Cancels first, then new rows, in the order asked for: these wait for those, since a key is live only once. */
const CHANGE_OUTBOX = `gone AS (UPDATE effects SET status = 'cancelled', ended_at = cancelled.at
    FROM jsonb_to_recordset($3) AS cancelled(case_id uuid, key text, at timestamptz) JOIN written ON written_id = case_id
   WHERE effects.case_id = cancelled.case_id AND effects.key = cancelled.key AND effects.status IN ('pending', 'queued')
   RETURNING effects.id),
  armed AS (INSERT INTO effects (kind, process, case_id, case_version, key, payload, due_at, created_at)
   SELECT kind, process, case_id, case_version, key, payload, due_at, created_at
     FROM jsonb_populate_recordset(NULL::effects, $4) WITH ORDINALITY AS wanted JOIN written ON written_id = case_id
    WHERE (SELECT count(*) FROM gone) >= 0 ORDER BY ordinality)`;

function insertCases(table: string, columns: string[]): string {
  const names = ['id', 'machine_version', 'version', 'state', 'context', 'history_value', ...columns]
    .map(quoted)
    .join(', ');
  return `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${table}, $1) RETURNING id AS written_id`;
}

/** One that is alone says so: of a list PostgreSQL expects a hundred, and would rather read the whole table. */
function moveCases(table: string, count: number): string {
  return `UPDATE ${table} AS stored SET version = moved.version, state = moved.state, context = moved.context,
            history_value = moved.history_value
       FROM (SELECT * FROM jsonb_to_recordset($1)
               AS each(id uuid, was integer, version integer, state jsonb, context jsonb, history_value jsonb)${count === 1 ? ' LIMIT 1' : ''}) AS moved
      WHERE stored.id = moved.id AND stored.version = moved.was RETURNING stored.id AS written_id`;
}

/** Each case as its last step leaves it; `was` is its version before the first. */
function toCaseRows(steps: readonly Decided[]): Record<string, unknown>[] {
  const rows = new Map<string, Record<string, unknown>>();
  for (const step of steps) {
    rows.set(step.id, {
      ...step.row,
      id: step.id,
      machine_version: step.machineVersion,
      was: rows.get(step.id)?.['was'] ?? step.version - 1,
      version: step.version,
      state: step.next.state,
      context: step.next.context,
      history_value: step.next.historyValue,
    });
  }
  return [...rows.values()];
}

function toHistoryRow(process: Process, step: Decided): Record<string, unknown> {
  const { act } = step;
  return {
    process: process.name,
    machine_version: step.machineVersion,
    case_id: step.id,
    version: step.version,
    event: step.event,
    payload: step.payload,
    from_state: step.from ?? null,
    to_state: step.next.state,
    actor_id: act.viewer?.personId ?? null,
    seat_id: act.viewer?.seatId ?? null,
    organisation_id: act.viewer?.organisationId ?? null,
    happened_at: act.happenedAt ?? step.now,
    happened_precision: act.precision ?? 'moment',
    happened_until: act.happenedUntil ?? null,
    recorded_at: step.now,
    reason: act.reason ?? null,
    evidence: act.evidence ?? [],
    imported: act.imported ?? false,
    not_known: act.notKnown ?? [],
    corrects: step.corrects ?? null,
    cause_case_id: act.cause?.caseId ?? null,
    cause_version: act.cause?.version ?? null,
    command_key: act.commandKey ?? null,
  };
}

/** What the steps change in the outbox; a key that is asked for again replaces its live row. */
function outboxChanges(process: Process, decided: readonly Decided[]) {
  const cancelled: Record<string, unknown>[] = [];
  const wanted = new Map<string, Record<string, unknown>>();
  for (const step of decided) {
    for (const [index, asked] of step.asked.entries()) {
      const key = asked.key ?? keyOf(step.version, index);
      const live = `${step.id} ${key}`;
      if (asked.key !== undefined) cancelled.push({ case_id: step.id, key, at: step.now });
      wanted.delete(live);
      if (asked.do !== 'cancel') wanted.set(live, toEffectRow(process, step, asked, key));
    }
  }
  return { cancelled, wanted: [...wanted.values()] };
}

/** The effect by which the engine sends itself what a machine delayed. */
export const TIMER = 'sendDelayedEvent';

function toEffectRow(
  process: Process,
  step: Decided,
  asked: Exclude<Asked, { do: 'cancel' }>,
  key: string,
): Record<string, unknown> {
  const row = { process: process.name, case_id: step.id, case_version: step.version, key, created_at: step.now };
  return asked.do === 'effect'
    ? { ...row, kind: asked.kind, payload: asked.payload, due_at: asked.due ?? step.now }
    : {
        ...row,
        kind: TIMER,
        payload: { event: asked.event },
        due_at: asked.due ?? new Date(Date.parse(step.now) + asked.delay).toISOString(),
      };
}
