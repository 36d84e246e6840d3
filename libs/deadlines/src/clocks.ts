import type { EntityManager } from 'typeorm';
import type { Queryable } from '#platform';
import { calendarOf, readCalendars } from './calendar.js';
import type { CalendarRow, Offices } from './calendar.js';
import { dueOf } from './due.js';
import type { Clock, LedgerEntry } from './due.js';

/** What a case makes of a clock: when it began, what stopped or lengthened it, by which calendar. Days `YYYY-MM-DD`. */
export interface CaseClock extends Offices {
  caseId: string;
  startedOn: string;
  /** The day until which it runs, where that is fixed; else working days as the calendar gives them. */
  fixedOn: string | null;
  ledger: LedgerEntry[];
  calendarRevision: number;
  /** Something is still waited for. */
  running: boolean;
}

/** A clock as it is kept. `dueOn` is null while it stands still. */
export interface ClockRow extends CaseClock {
  workingDays: number | null;
  dueOn: string | null;
}

/** A due day that a later calendar would move. */
export interface ClockMove {
  caseId: string;
  from: string | null;
  to: string | null;
}

const COLUMNS = `case_id AS "caseId", started_on::text AS "startedOn", fixed_on::text AS "fixedOn", ledger,
  organisation_ids AS "organisationIds", place_codes AS "placeCodes", calendar_revision AS "calendarRevision", running,
  working_days AS "workingDays", due_on::text AS "dueOn"`;

/** The clock as the counting wants it. */
export function clockOf({ startedOn: start, fixedOn, ledger }: CaseClock, { answerDays }: CalendarRow): Clock {
  return fixedOn === null ? { start, ledger, workingDays: answerDays } : { start, ledger, fixed: fixedOn };
}

/** When a clock is due by a revision of the calendar, as the offices that it waits for live it. */
export function dueBy(clock: CaseClock, calendar: CalendarRow): string | null {
  return dueOf(clockOf(clock, calendar), calendarOf(calendar, clock));
}

/** Writes clocks as their cases now make them, each by its own revision of the calendar; three statements for any number. */
export async function placeClocks(tx: EntityManager, clocks: readonly CaseClock[]): Promise<void> {
  if (clocks.length === 0) return;
  const calendars = await readCalendars(tx, [...new Set(clocks.map((clock) => clock.calendarRevision))]);
  const rows = clocks.map((clock) => {
    const calendar = calendars.get(clock.calendarRevision) as CalendarRow;
    return {
      case_id: clock.caseId,
      kind: 'answer',
      started_on: clock.startedOn,
      working_days: clock.fixedOn === null ? calendar.answerDays : null,
      fixed_on: clock.fixedOn,
      ledger: clock.ledger,
      organisation_ids: clock.organisationIds,
      place_codes: clock.placeCodes,
      calendar_revision: clock.calendarRevision,
      due_on: dueBy(clock, calendar),
      running: clock.running,
    };
  });
  await tx.query(
    `INSERT INTO clocks (case_id, kind, started_on, working_days, fixed_on, ledger, organisation_ids, place_codes,
                         calendar_revision, due_on, running)
     SELECT case_id, kind, started_on, working_days, fixed_on, ledger, organisation_ids, place_codes,
            calendar_revision, due_on, running
       FROM jsonb_populate_recordset(NULL::clocks, $1)
     ON CONFLICT (case_id, kind) DO UPDATE SET
       started_on = excluded.started_on, working_days = excluded.working_days, fixed_on = excluded.fixed_on,
       ledger = excluded.ledger, organisation_ids = excluded.organisation_ids, place_codes = excluded.place_codes,
       calendar_revision = excluded.calendar_revision, due_on = excluded.due_on, running = excluded.running`,
    [JSON.stringify(rows)],
  );
}

/** Takes away the clocks of cases that have none any more. */
export async function removeClocks(tx: EntityManager, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length > 0) await tx.query(`DELETE FROM clocks WHERE case_id = ANY($1)`, [caseIds]);
}

/** The clocks of cases, by their ids. `db` names for whom is read. */
export async function readClocks(db: Queryable, caseIds: readonly string[]): Promise<Map<string, ClockRow>> {
  const rows = await db.query<ClockRow[]>(`SELECT ${COLUMNS} FROM clocks WHERE case_id = ANY($1)`, [caseIds]);
  return new Map(rows.map((row) => [row.caseId, row]));
}

/** Which running clocks the newest calendar would move, from when to when, the soonest new day first. */
export async function clocksToMove(db: Queryable): Promise<{ calendarRevision: number; moves: ClockMove[] }> {
  const [newest] = (await readCalendars(db)).values();
  const calendar = newest as CalendarRow;
  const rows = await db.query<ClockRow[]>(
    `SELECT ${COLUMNS} FROM clocks WHERE running AND calendar_revision < $1 ORDER BY case_id`,
    [calendar.revision],
  );
  const moves = rows
    .map((row) => ({ caseId: row.caseId, from: row.dueOn, to: dueBy(row, calendar) }))
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => String(a.to).localeCompare(String(b.to)));
  return { calendarRevision: calendar.revision, moves };
}
