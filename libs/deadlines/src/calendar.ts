import type { Queryable } from '#platform';
import type { Calendar, DaysOff } from './working-days.js';

export const CALENDAR_ENTRY_KINDS = ['holiday', 'closure'] as const satisfies readonly DaysOff['kind'][];
export const CALENDAR_ENTRY_STATUSES = ['computed', 'confirmed'] as const;

/** Days off as a revision of the calendar has them; a closure is of an institution with its offices, or of a province. */
export interface CalendarEntryRow extends DaysOff {
  id: string;
  /** The revision that said so last. */
  revision: number;
  status: (typeof CALENDAR_ENTRY_STATUSES)[number];
  source: string;
  organisationId: string | null;
  placeCode: string | null;
}

/** One revision of the calendar, whole. It never changes. */
export interface CalendarRow {
  revision: number;
  weekend: number[];
  /** Working days within which an answer is due. */
  answerDays: number;
  source: string;
  setAt: Date;
  entries: CalendarEntryRow[];
}

/** Which offices a clock waits for: the addressee and its unit with what they belong to, and the places where they are. */
export interface Offices {
  organisationIds: readonly string[];
  placeCodes: readonly string[];
}

/** The number of the calendar that counts today. */
export async function newestCalendar(db: Queryable): Promise<number> {
  const [row] = await db.query<{ revision: number }[]>(`SELECT max(revision) AS revision FROM calendar_revisions`);
  return (row as { revision: number }).revision;
}

/** Revisions of the calendar by their numbers, the newest without any, in two statements. */
export async function readCalendars(db: Queryable, revisions?: readonly number[]): Promise<Map<number, CalendarRow>> {
  const heads = await db.query<Omit<CalendarRow, 'entries'>[]>(
    `SELECT revision, weekend, answer_days AS "answerDays", source, set_at AS "setAt" FROM calendar_revisions
      WHERE revision = ANY(coalesce($1, ARRAY(SELECT max(revision) FROM calendar_revisions)))`,
    [revisions ?? null],
  );
  const entries = await db.query<(Omit<CalendarEntryRow, 'name'> & { asked: number; km: string; en: string })[]>(
    `SELECT a.revision AS asked, e.* FROM unnest($1::integer[]) AS a(revision) JOIN LATERAL (
       SELECT DISTINCT ON (id) id, revision, kind, from_day::text AS "from", until_day::text AS until, name_km AS km,
              name_en AS en, status, source, organisation_id AS "organisationId", place_code AS "placeCode", removed
         FROM calendar_entries WHERE revision <= a.revision ORDER BY id, revision DESC) e ON NOT e.removed
      ORDER BY e."from", e.until, e.en, e.id`,
    [heads.map(({ revision }) => revision)],
  );
  const calendars = new Map<number, CalendarRow>(heads.map((head) => [head.revision, { ...head, entries: [] }]));
  for (const { asked, km, en, ...entry } of entries) calendars.get(asked)?.entries.push({ ...entry, name: { km, en } });
  return calendars;
}

/** The calendar as these offices live it. A closure of a province holds for its districts: their codes begin with its own. */
export function calendarOf({ weekend, entries }: CalendarRow, offices: Offices): Calendar {
  const concerned = ({ organisationId, placeCode }: CalendarEntryRow) =>
    (organisationId === null || offices.organisationIds.includes(organisationId)) &&
    (placeCode === null || offices.placeCodes.some((code) => code.startsWith(placeCode)));
  return { weekend, daysOff: entries.filter(concerned) };
}

/** The calendar of the whole country. */
export const NO_OFFICE: Offices = { organisationIds: [], placeCodes: [] };
