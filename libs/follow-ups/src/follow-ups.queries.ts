import { Inject, Injectable } from '@nestjs/common';
import { Cursors, Database, isoText, readPage, readPagesBeside } from '#platform';
import type { Page, PageRequest, Queryable, Viewer } from '#platform';
import type { FollowUpFilter } from './follow-up.inputs.js';
import type { FollowUpEntryRow, FollowUpRow } from './follow-up.model.js';
import { visibleFollowUps } from './follow-up.scope.js';

const COLUMNS = `f.id, f.version, f.kind, f.status, f.submission_id AS "submissionId", f.statement_id AS "statementId",
  f.recommendation_id AS "recommendationId", f.integration_id AS "integrationId", f.edition_id AS "editionId", f.note,
  f.due_on::text AS "dueOn", f.snoozed_until::text AS "snoozedUntil", f.owner_id AS "ownerId", f.owner_role AS "ownerRole",
  f.outcome, f.outcome_note AS "outcomeNote", ${isoText('f.ended_at')} AS "endedAt", ${isoText('f.created_at')} AS "createdAt"`;
const KEY = [
  { expression: 'f.due_on', type: 'date' as const },
  { expression: 'f.id', type: 'uuid' as const },
];

/** What a follow-up task can stand beside, by the column that says so. */
export type Followed = 'submission_id' | 'statement_id' | 'recommendation_id' | 'integration_id';

/** Reads, each through the viewer's scope; the soonest due first. */
@Injectable()
export class FollowUpsQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  readonly byIds = async (
    ids: readonly string[],
    viewer: Viewer,
    db: Queryable = this.db.as(viewer),
  ): Promise<Map<string, FollowUpRow>> => {
    const parameters: unknown[] = [ids];
    const rows = await db.query<FollowUpRow[]>(
      `SELECT ${COLUMNS} FROM follow_ups f WHERE f.id = ANY($1) AND ${visibleFollowUps(viewer, parameters)}`,
      parameters,
      { prepared: true },
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** Every act on tasks that the viewer sees, oldest first. */
  readonly entries = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, FollowUpEntryRow[]>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db.as(viewer).query<(FollowUpEntryRow & { id: string })[]>(
      `SELECT e.follow_up_id AS id, e.version, e.act, e.reason, e.due_on::text AS "dueOn", e.until::text AS until, e.outcome,
              e.owner_id AS "ownerId", e.owner_role AS "ownerRole", e.actor_id AS "actorId", ${isoText('e.at')} AS at
         FROM follow_up_entries e JOIN follow_ups f ON f.id = e.follow_up_id
        WHERE f.id = ANY($1) AND ${visibleFollowUps(viewer, parameters)} ORDER BY e.follow_up_id, e.version`,
      parameters,
      { prepared: true },
    );
    const byId = new Map<string, FollowUpEntryRow[]>(ids.map((id) => [id, []]));
    for (const { id, ...entry } of rows) byId.get(id)?.push(entry);
    return byId;
  };

  list(filter: FollowUpFilter, request: PageRequest, viewer: Viewer): Promise<Page<FollowUpRow>> {
    const parameters: unknown[] = [];
    const bind = (value: unknown) => `$${parameters.push(value)}`;
    const where = [visibleFollowUps(viewer, parameters)];
    if (filter.status) where.push(`f.status = ANY(${bind(filter.status)})`);
    if (filter.kind) where.push(`f.kind = ANY(${bind(filter.kind)})`);
    if (filter.mine) where.push(`(f.owner_id = ${bind(viewer.personId)} OR f.owner_role = ${bind(viewer.role)})`);
    if (filter.dueBefore) where.push(`f.due_on < ${bind(filter.dueBefore)}::date`);
    return readPage<FollowUpRow>(
      this.db.as(viewer),
      this.cursors,
      {
        ...{ columns: COLUMNS, from: 'follow_ups f', where, parameters, key: KEY, descending: false },
        identity: ['followUps', filter],
      },
      request,
    );
  }

  readonly ofSubmissions = (ids: readonly string[], viewer: Viewer, request: PageRequest) =>
    this.of('submission_id', ids, viewer, request);
  readonly ofStatements = (ids: readonly string[], viewer: Viewer, request: PageRequest) =>
    this.of('statement_id', ids, viewer, request);
  readonly ofRecommendations = (ids: readonly string[], viewer: Viewer, request: PageRequest) =>
    this.of('recommendation_id', ids, viewer, request);
  readonly ofIntegrations = (ids: readonly string[], viewer: Viewer, request: PageRequest) =>
    this.of('integration_id', ids, viewer, request);

  private of(
    column: Followed,
    ids: readonly string[],
    viewer: Viewer,
    request: PageRequest,
  ): Promise<Map<string, Page<FollowUpRow>>> {
    const parameters: unknown[] = [];
    const where = [visibleFollowUps(viewer, parameters)];
    return readPagesBeside<FollowUpRow>(
      this.db.as(viewer),
      this.cursors,
      {
        ...{ columns: COLUMNS, from: 'follow_ups f', where, parameters, key: KEY, descending: false },
        of: `f.${column}`,
        identity: (id) => ['follow-ups of', id],
      },
      ids,
      request,
    );
  }
}
