import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Database, DomainError, fromGlobalId, refuseIf } from '#platform';
import type { Reason } from '#platform';
import { acts, reasonsOfWho } from '#policy';
import type { Act } from '#workflow';
import { newestCalendar, readCalendars } from './calendar.js';
import type { CalendarRow } from './calendar.js';
import type { CalendarEntryInput, ReviseCalendarInput } from './calendar.model.js';

const REVISION = { process: 'calendar', event: 'REVISE_CALENDAR' };

/** The calendar as versioned data: each change is the next revision, and no running deadline moves by it alone. */
@Injectable()
export class Calendars {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** One revision, the newest if none is named; public as the holidays are. */
  async find(revision?: number | null): Promise<CalendarRow | null> {
    const found = await readCalendars(this.db, revision == null ? undefined : [revision]);
    return [...found.values()][0] ?? null;
  }

  /** @throws DomainError refused when whoever acts does not keep the calendar. */
  mayRevise({ viewer }: Act): void {
    refuseIf(viewer ? reasonsOfWho(acts.calendar.REVISE_CALENDAR, viewer, []) : [], REVISION);
  }

  /**
   * Sets the next revision. @returns its number.
   * @throws DomainError refused with everything that does not fit, conflict when somebody else has revised it meanwhile.
   */
  async revise(tx: EntityManager, input: ReviseCalendarInput, act: Act): Promise<number> {
    const entries = input.entries ?? [];
    const removed = input.remove ?? [];
    refuseIf(
      [
        ...(act.viewer ? reasonsOfWho(acts.calendar.REVISE_CALENDAR, act.viewer, []) : []),
        ...problemsOf(input),
        ...(await unknown(tx, entries, removed)),
      ],
      REVISION,
    );
    const written = await tx.query<{ revision: number }[]>(
      `INSERT INTO calendar_revisions (revision, weekend, answer_days, source, set_by_id, set_at)
       SELECT revision + 1, coalesce($2, weekend), coalesce($3, answer_days), $4, $5, ${this.clock.sql()}
         FROM calendar_revisions WHERE revision = $1 AND revision = (SELECT max(revision) FROM calendar_revisions)
       ON CONFLICT DO NOTHING RETURNING revision`,
      [
        input.expectedRevision,
        input.weekend ? [...new Set(input.weekend)].sort() : null,
        input.answerDays ?? null,
        text(input.source),
        act.viewer?.personId ?? null,
      ],
    );
    const revision = written[0]?.revision;
    if (revision === undefined) {
      const versions = { yours: input.expectedRevision, current: await newestCalendar(tx) };
      const reason = { code: 'CHANGED_MEANWHILE', parameters: versions, path: ['expectedRevision'] };
      throw new DomainError('conflict', [reason], { versions });
    }
    await tx.query(
      `INSERT INTO calendar_entries (id, revision, kind, from_day, until_day, name_km, name_en, status, source,
                                     organisation_id, place_code)
       SELECT id, $2, kind, from_day, until_day, name_km, name_en, status, source, organisation_id, place_code
         FROM jsonb_populate_recordset(NULL::calendar_entries, $1)`,
      [JSON.stringify(entries.map((entry) => rowOf(entry, input.source))), revision],
    );
    await tx.query(
      `INSERT INTO calendar_entries (id, revision, kind, from_day, until_day, name_km, name_en, status, source,
                                     organisation_id, place_code, removed)
       SELECT DISTINCT ON (id) id, $2::integer, kind, from_day, until_day, name_km, name_en, status, $3, organisation_id,
              place_code, true
         FROM calendar_entries WHERE id = ANY($1) ORDER BY id, revision DESC`,
      [removed, revision, text(input.source)],
    );
    return revision;
  }
}

const text = (given: string) => given.normalize('NFC').trim();

function rowOf(entry: CalendarEntryInput, source: string) {
  return {
    id: entry.id ?? randomUUID(),
    kind: entry.kind,
    from_day: entry.from,
    until_day: entry.until ?? entry.from,
    name_km: text(entry.nameKm),
    name_en: text(entry.nameEn),
    status: entry.status,
    source: text(entry.source ?? source),
    organisation_id: entry.organisationId ? fromGlobalId('org', entry.organisationId) : null,
    place_code: entry.placeCode ?? null,
  };
}

const YEAR = 366 * 86_400_000;

/** What is wrong with a revision whatever is there already. */
function problemsOf({ entries, remove, weekend, answerDays, source }: ReviseCalendarInput): Reason[] {
  const reasons: Reason[] = [];
  const missing = (path: string[]) =>
    reasons.push({ code: 'VALUE_MISSING', parameters: { field: path.join('.') }, path });
  const wrong = (path: string[], value: string | number, right: string) =>
    reasons.push({ code: 'WRONG_VALUE', parameters: { field: path.join('.'), value, right }, path });
  if (!text(source)) missing(['source']);
  const strange = weekend?.find((day) => day < 1 || day > 7);
  if (strange !== undefined) wrong(['weekend'], strange, '1–7');
  if (weekend && new Set(weekend).size > 6) reasons.push({ code: 'NO_WORKING_DAY', path: ['weekend'] });
  if (answerDays != null && (answerDays < 1 || answerDays > 365)) wrong(['answerDays'], answerDays, '1–365');
  const ids = [...(remove ?? []), ...(entries ?? []).flatMap(({ id }) => (id ? [id] : []))];
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) wrong(['entries', 'id'], twice, '1 ×');
  for (const entry of entries ?? []) {
    const until = entry.until ?? entry.from;
    if (until < entry.from) wrong(['entries', 'until'], until, `≥ ${entry.from}`);
    else if (Date.parse(until) - Date.parse(entry.from) >= YEAR) wrong(['entries', 'until'], until, '≤ 366');
    if (!text(entry.nameKm)) missing(['entries', 'nameKm']);
    if (!text(entry.nameEn)) missing(['entries', 'nameEn']);
    const ofOne = Boolean(entry.organisationId) || Boolean(entry.placeCode);
    if (entry.kind === 'closure' && !ofOne)
      reasons.push({ code: 'CLOSURE_OF_WHOM', path: ['entries', 'organisationId'] });
    if (entry.kind === 'holiday' && ofOne) reasons.push({ code: 'HOLIDAY_OF_ALL', path: ['entries', 'kind'] });
  }
  return reasons;
}

/** What is named and not there: entries that change or go, institutions, provinces. */
async function unknown(
  tx: EntityManager,
  entries: readonly CalendarEntryInput[],
  removed: readonly string[],
): Promise<Reason[]> {
  const changed = entries.flatMap(({ id }) => (id ? [id] : []));
  const organisations = entries.flatMap(({ organisationId }) =>
    organisationId ? [fromGlobalId('org', organisationId)] : [],
  );
  const places = entries.flatMap(({ placeCode }) => (placeCode ? [placeCode] : []));
  const rows = await tx.query<{ field: string; value: string }[]>(
    `SELECT 'entries.id' AS field, id::text AS value FROM unnest($1::uuid[]) AS t(id)
      WHERE NOT EXISTS (SELECT 1 FROM calendar_entries e WHERE e.id = t.id)
     UNION ALL SELECT 'entries.organisationId', id::text FROM unnest($2::uuid[]) AS t(id)
      WHERE NOT EXISTS (SELECT 1 FROM organisations o WHERE o.id = t.id AND o.kind IN ('institution', 'unit'))
     UNION ALL SELECT 'entries.placeCode', code FROM unnest($3::text[]) AS t(code)
      WHERE NOT EXISTS (SELECT 1 FROM places p WHERE p.code = t.code)`,
    [[...changed, ...removed], organisations, places],
  );
  return rows.map(({ field, value }) => ({
    code: 'UNKNOWN_REFERENCE',
    parameters: { field, value },
    path: field.split('.'),
  }));
}
