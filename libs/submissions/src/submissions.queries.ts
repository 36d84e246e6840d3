import { Inject, Injectable } from '@nestjs/common';
import { NO_OFFICE, calendarOf, dayNumbered, daysBefore, numberOf, readCalendars, readClocks } from '#deadlines';
import type { CalendarRow, ClockRow } from '#deadlines';
import {
  Clock,
  Cursors,
  Database,
  PHNOM_PENH,
  civilDay,
  fromGlobalId,
  isoText,
  readPage,
  readPagesBeside,
  refuseIf,
} from '#platform';
import { sees, seesEvery } from '#policy';
import type { Listing, Page, PageRequest, Viewer, Queryable } from '#platform';
import type { SubmissionFilter } from './submission.inputs.js';
import type { ItemRow, PositionRow, SubmissionRow } from './submission.model.js';
import { inField, statementFacts } from './submission.facts.js';
import { visibleSubmissions } from './submission.scope.js';

const COLUMNS = `s.id, s.number, s.version, s.status, s.context, s.statement_id AS "statementId",
  s.statement_version_number AS "statementVersion", s.addressee_id AS "addresseeId", s.unit_id AS "unitId",
  s.responsible_id AS "responsibleId", s.our_reference AS "ourReference", s.successor_of_id AS "successorOfId",
  s.created_at AS "createdAt"`;
const FROM = `submissions s JOIN statements st ON st.id = s.statement_id`;

const NEWEST_FIRST: Pick<Listing, 'columns' | 'from' | 'key' | 'descending'> = {
  columns: COLUMNS,
  from: FROM,
  key: [
    { expression: 's.created_at', type: 'timestamptz' },
    { expression: 's.id', type: 'uuid' },
  ],
  descending: true,
};

/** The readings of an item that count, newest first; over `i`, an item that is asked. */
const READING = `SELECT r.id, ri.reading, coalesce(ri.verbatim, r.verbatim) AS verbatim, ri.reason, r.answered_on, r.precision,
    r.recorded_at
   FROM responses r JOIN response_items ri ON ri.response_id = r.id AND ri.item_key = i.item_key
  WHERE r.submission_id = i.submission_id AND NOT r.annuls
    AND NOT EXISTS (SELECT 1 FROM responses c WHERE c.corrects_id = r.id)
  ORDER BY r.answered_on DESC, r.recorded_at DESC, r.id DESC LIMIT 1`;
const POSITION = `s.id AS "submissionId", s.addressee_id AS "addresseeId", a.id AS "responseId", a.reading, a.verbatim, a.reason,
  a.answered_on::text AS "answeredOn", a.precision`;

/** For how many working days at the most one can ask: some eight years. */
const MOST_DAYS = 2_000;

/** Reads, straight to SQL, each through the viewer's scope. */
@Injectable()
export class SubmissionsQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  readonly byIds = async (
    ids: readonly string[],
    viewer: Viewer,
    db: Queryable = this.db.as(viewer),
  ): Promise<Map<string, SubmissionRow>> => {
    const parameters: unknown[] = [ids];
    const rows = await db.query<SubmissionRow[]>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE s.id = ANY($1) AND ${visibleSubmissions(viewer, parameters)}`,
      parameters,
      { prepared: true },
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** Newest first. */
  async list(filter: SubmissionFilter, request: PageRequest, viewer: Viewer): Promise<Page<SubmissionRow>> {
    const listing = this.listing(filter, viewer, await this.overdueBefore(filter));
    return readPage<SubmissionRow>(this.db.as(viewer), this.cursors, listing, request);
  }

  /**
   * The day before which an answer had to be due for more working days to have gone by since than the filter names, today
   * included; by the days off of the whole country.
   */
  async overdueBefore({ overdueWorkingDays }: SubmissionFilter): Promise<string | null> {
    if (!overdueWorkingDays) return null;
    const [calendar] = (await readCalendars(this.db)).values();
    const tomorrow = dayNumbered(numberOf(civilDay(await this.clock.now(this.db))) + 1);
    const { moreThan } = overdueWorkingDays;
    if (moreThan < 0 || moreThan > MOST_DAYS) {
      const path = ['filter', 'overdueWorkingDays', 'moreThan'];
      const parameters = { field: path.join('.'), value: moreThan, right: `0–${MOST_DAYS}` };
      refuseIf([{ code: 'WRONG_VALUE', parameters, path }]);
    }
    return daysBefore(tomorrow, moreThan + 1, calendarOf(calendar as CalendarRow, NO_OFFICE));
  }

  /** The pieces of the list, for whoever narrows it further. */
  listing(filter: SubmissionFilter, viewer: Viewer, overdueBefore: string | null = null): Listing {
    const parameters: unknown[] = [];
    const bind = (value: unknown) => `$${parameters.push(value)}`;
    const where = [visibleSubmissions(viewer, parameters)];
    if (filter.status) where.push(`s.status = ANY(${bind(filter.status)})`);
    if (filter.addresseeIds) {
      where.push(`s.addressee_id = ANY(${bind(filter.addresseeIds.map((id) => fromGlobalId('org', id)))})`);
    }
    if (filter.recommendationIds) {
      const ids = bind(filter.recommendationIds.map((id) => fromGlobalId('rec', id)));
      where.push(`s.id IN (SELECT submission_id FROM submission_items WHERE recommendation_id = ANY(${ids}))`);
    }
    if (filter.proof) {
      where.push(`s.context ->> 'deliveredAt' IS NOT NULL`);
      where.push(`(jsonb_array_length(s.context -> 'receipts') > 0) = ${bind(filter.proof === 'withReceipt')}`);
    }
    if (overdueBefore !== null) {
      // Who may not read a deadline does not find it by a filter either.
      if (!sees(viewer, 'Submission.deadline')) where.push('false');
      where.push(
        `s.awaited AND s.id IN (SELECT case_id FROM clocks WHERE running AND due_on < ${bind(overdueBefore)}::date)`,
      );
    }
    if (filter.mine) where.push(`s.responsible_id = ${bind(viewer.personId)}`);
    return { ...NEWEST_FIRST, where, parameters, identity: ['submissions', filter] };
  }

  /** Those of each statement, newest first. */
  readonly ofStatements = (
    statementIds: readonly string[],
    viewer: Viewer,
    request: PageRequest,
  ): Promise<Map<string, Page<SubmissionRow>>> => {
    const parameters: unknown[] = [];
    const listing = {
      ...NEWEST_FIRST,
      of: 's.statement_id',
      where: [visibleSubmissions(viewer, parameters)],
      parameters,
      identity: (statementId: string) => ['submissions', { statementId }],
    };
    return readPagesBeside<SubmissionRow>(this.db.as(viewer), this.cursors, listing, statementIds, request);
  };

  /**
   * How many submissions each institution has had for more than `days` civil days (Phnom Penh) without any answer, as far
   * as the viewer may see them. What was found unanswered is over, and not among them.
   */
  overdue(days: number, viewer: Viewer): Promise<{ addresseeId: string; count: number }[]> {
    const today = `(${this.clock.sql()} AT TIME ZONE '${PHNOM_PENH}')::date`;
    const parameters: unknown[] = [days];
    return this.db.as(viewer).query(
      `SELECT s.addressee_id AS "addresseeId", count(*)::integer AS count
         FROM ${seesEvery('Submission', viewer) ? 'submissions s' : FROM}
        WHERE s.awaited AND s.delivered_at < ${isoText(`((${today} - $1::integer)::timestamp AT TIME ZONE '${PHNOM_PENH}')`)} COLLATE "C"
          AND ${visibleSubmissions(viewer, parameters)}
        GROUP BY s.addressee_id`,
      parameters,
      { prepared: true },
    );
  }

  /** Whom each of all submissions that the viewer may see is addressed to. */
  async addresseesOfAll(viewer: Viewer): Promise<Map<string, string>> {
    const parameters: unknown[] = [];
    const rows = await this.db
      .as(viewer)
      .query<{ id: string; addressee: string }[]>(
        `SELECT s.id, s.addressee_id AS addressee FROM ${FROM} WHERE ${visibleSubmissions(viewer, parameters)}`,
        parameters,
      );
    return new Map(rows.map(({ id, addressee }) => [id, addressee]));
  }

  /** The items that each submission asks, in order, with what was last answered. Whoever has the submission may see them. */
  readonly itemsOf = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, ItemRow[]>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db.as(viewer).query<ItemRow[]>(
      `SELECT i.item_key AS key, i.position AS "order", i.recommendation_id AS "recommendationId",
              i.not_endorsed_by_all AS "notEndorsedByAll", ${POSITION}
         FROM ${FROM} JOIN submission_items i ON i.submission_id = s.id LEFT JOIN LATERAL (${READING}) a ON true
        WHERE s.id = ANY($1) AND ${visibleSubmissions(viewer, parameters)} ORDER BY s.id, i.position`,
      parameters,
      { prepared: true },
    );
    return grouped(ids, rows, (row) => row.submissionId);
  };

  /**
   * What each addressee last answered to each recommendation, of what was handed over to it and the viewer may see; in the
   * order in which they were first asked.
   */
  readonly positions = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, PositionRow[]>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db.as(viewer).query<(PositionRow & { recommendationId: string })[]>(
      `SELECT p.* FROM (
         SELECT DISTINCT ON (i.recommendation_id, s.addressee_id) i.recommendation_id AS "recommendationId", ${POSITION},
                min(s.created_at) OVER (PARTITION BY i.recommendation_id, s.addressee_id) AS asked
           FROM ${FROM} JOIN submission_items i ON i.submission_id = s.id LEFT JOIN LATERAL (${READING}) a ON true
          WHERE i.recommendation_id = ANY($1) AND s.status NOT IN ('prepared', 'cancelled')
            AND ${visibleSubmissions(viewer, parameters)}
          ORDER BY i.recommendation_id, s.addressee_id, a.answered_on DESC NULLS LAST, a.recorded_at DESC, s.created_at DESC) p
        ORDER BY p.asked, p."addresseeId"`,
      parameters,
    );
    return grouped(ids, rows, (row) => row.recommendationId);
  };

  /** When an answer to each is due. Whoever has the submission may see it, as far as the policy lets them. */
  readonly clocks = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, ClockRow>> =>
    sees(viewer, 'Submission.deadline') ? readClocks(this.db.as(viewer), ids) : new Map();

  /** Revisions of the calendar, by their numbers. */
  readonly calendars = (revisions: readonly number[]): Promise<Map<number, CalendarRow>> =>
    readCalendars(this.db, revisions);

  /** Whether each lies in the viewer's field. */
  readonly inField = (ids: readonly string[], viewer: Viewer) => inField(this.db.as(viewer), ids, viewer);

  /** What a letter has to fit before it is handed over, by the ids of statements. */
  readonly statementFacts = (ids: readonly string[], viewer: Viewer) => statementFacts(this.db.as(viewer), ids);
}

function grouped<Row>(keys: readonly string[], rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return groups;
}
