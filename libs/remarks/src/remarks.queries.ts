import { Inject, Injectable } from '@nestjs/common';
import { Cursors, Database, isoText, readPage, readPagesBeside } from '#platform';
import type { Page, PageRequest, Queryable, Viewer } from '#platform';
import type { RemarkFilter } from './remark.inputs.js';
import type { RemarkEntry, RemarkRow } from './remark.model.js';
import { readsWhole, visibleRemarks } from './remark.scope.js';

const COLUMNS = `k.id, k.version, k.kind, k.statement_id AS "statementId", k.recommendation_id AS "recommendationId",
  k.organisation_id AS "organisationId", k.audience, k.language, k.text, k.edited, k.answer_language AS "answerLanguage",
  k.answer, ${isoText('k.answered_at')} AS "answeredAt", ${isoText('k.withdrawn_at')} AS "withdrawnAt",
  ${isoText('k.created_at')} AS "createdAt"`;
const KEY = [
  { expression: 'k.created_at', type: 'timestamptz' as const },
  { expression: 'k.id', type: 'uuid' as const },
];

/** What the row is beside this viewer. */
const beside =
  (viewer: Viewer) =>
  (row: RemarkRow): RemarkRow => ({
    ...row,
    whole: readsWhole(viewer, row.organisationId),
  });

/** Reads, each through the viewer's scope. */
@Injectable()
export class RemarksQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  readonly byIds = async (
    ids: readonly string[],
    viewer: Viewer,
    db: Queryable = this.db.as(viewer),
  ): Promise<Map<string, RemarkRow>> => {
    const parameters: unknown[] = [ids];
    const rows = await db.query<RemarkRow[]>(
      `SELECT ${COLUMNS} FROM remarks k WHERE k.id = ANY($1) AND ${visibleRemarks(viewer, parameters)}`,
      parameters,
      { prepared: true },
    );
    return new Map(rows.map(beside(viewer)).map((row) => [row.id, row]));
  };

  /** Every act on remarks, oldest first, for those who read all of them. */
  readonly entries = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, RemarkEntry[]>> => {
    const seen = await this.byIds(ids, viewer);
    const whole = [...seen.values()].filter((row) => row.whole).map(({ id }) => id);
    const rows = await this.db.as(viewer).query<(RemarkEntry & { id: string })[]>(
      `SELECT remark_id AS id, version, act, language, text, audience, ${isoText('at')} AS at FROM remark_entries
        WHERE remark_id = ANY($1) ORDER BY remark_id, version`,
      [whole],
      { prepared: true },
    );
    const byId = new Map<string, RemarkEntry[]>(whole.map((id) => [id, []]));
    for (const { id, ...entry } of rows) byId.get(id)?.push(entry);
    return byId;
  };

  /** Those that the viewer may see, newest first. */
  async list(filter: RemarkFilter, request: PageRequest, viewer: Viewer): Promise<Page<RemarkRow>> {
    const parameters: unknown[] = [];
    const where = [visibleRemarks(viewer, parameters)];
    if (filter.kind) where.push(`k.kind = ANY($${parameters.push(filter.kind)})`);
    if (filter.unanswered) where.push(`k.kind = 'question' AND k.answered_at IS NULL AND k.withdrawn_at IS NULL`);
    const page = await readPage<RemarkRow>(
      this.db.as(viewer),
      this.cursors,
      {
        ...{ columns: COLUMNS, from: 'remarks k', where, parameters, key: KEY, descending: true },
        identity: ['remarks', filter.kind ?? null, filter.unanswered ?? false],
      },
      request,
    );
    return { ...page, rows: page.rows.map(beside(viewer)) };
  }

  readonly ofStatements = (ids: readonly string[], viewer: Viewer, request: PageRequest) =>
    this.of('statement_id', ids, viewer, request);

  readonly ofRecommendations = (ids: readonly string[], viewer: Viewer, request: PageRequest) =>
    this.of('recommendation_id', ids, viewer, request);

  private async of(
    column: 'statement_id' | 'recommendation_id',
    ids: readonly string[],
    viewer: Viewer,
    request: PageRequest,
  ): Promise<Map<string, Page<RemarkRow>>> {
    const parameters: unknown[] = [];
    const where = [visibleRemarks(viewer, parameters)];
    const pages = await readPagesBeside<RemarkRow>(
      this.db.as(viewer),
      this.cursors,
      {
        ...{ columns: COLUMNS, from: 'remarks k', where, parameters, key: KEY, descending: true },
        of: `k.${column}`,
        identity: (id) => ['remarks of', id],
      },
      ids,
      request,
    );
    return new Map([...pages].map(([id, page]) => [id, { ...page, rows: page.rows.map(beside(viewer)) }]));
  }
}
