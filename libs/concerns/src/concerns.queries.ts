import { Inject, Injectable } from '@nestjs/common';
import { Cursors, Database, isoText, readPage } from '#platform';
import type { Page, PageRequest, Queryable, Viewer } from '#platform';
import { visibleRecommendations } from '#recommendations';
import type { ConcernEntry, ConcernRow } from './concern.model.js';
import { readsWhole, visibleConcerns } from './concern.scope.js';

const COLUMNS = `c.id, c.version, c.kind, c.community, c.organisation_id AS "organisationId", c.confidential,
  c.language, c.text, c.place_code AS "placeCode", c.heard_in::text AS "heardIn", ${isoText('c.withdrawn_at')} AS "withdrawnAt"`;

/** Reads, each through the viewer's scope. */
@Injectable()
export class ConcernsQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  readonly byIds = async (
    ids: readonly string[],
    viewer: Viewer,
    db: Queryable = this.db.as(viewer),
  ): Promise<Map<string, ConcernRow>> => {
    const parameters: unknown[] = [ids];
    const rows = await db.query<ConcernRow[]>(
      `SELECT ${COLUMNS} FROM concerns c WHERE c.id = ANY($1) AND ${visibleConcerns(viewer, parameters)}`,
      parameters,
      { prepared: true },
    );
    return new Map(rows.map((row) => [row.id, { ...row, whole: readsWhole(viewer, row.organisationId) }]));
  };

  /** Those that the viewer may see, newest first. */
  async list(request: PageRequest, viewer: Viewer): Promise<Page<ConcernRow>> {
    const parameters: unknown[] = [];
    const where = [visibleConcerns(viewer, parameters)];
    const page = await readPage<ConcernRow>(
      this.db.as(viewer),
      this.cursors,
      {
        ...{ columns: COLUMNS, from: 'concerns c', where, parameters, descending: true, identity: ['concerns'] },
        key: [
          { expression: 'c.created_at', type: 'timestamptz' },
          { expression: 'c.id', type: 'uuid' },
        ],
      },
      request,
    );
    const whole = (row: ConcernRow) => ({ ...row, whole: readsWhole(viewer, row.organisationId) });
    return { ...page, rows: page.rows.map(whole) };
  }

  /** Every act on concerns, oldest first, for those who read all of them. */
  readonly entries = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, ConcernEntry[]>> => {
    const seen = await this.byIds(ids, viewer);
    const whole = [...seen.values()].filter((row) => row.whole).map(({ id }) => id);
    const rows = await this.db.as(viewer).query<(ConcernEntry & { id: string })[]>(
      `SELECT concern_id AS id, version, act, language, text, confidential, ${isoText('at')} AS at FROM concern_entries
        WHERE concern_id = ANY($1) ORDER BY concern_id, version`,
      [whole],
      { prepared: true },
    );
    const byId = new Map<string, ConcernEntry[]>(whole.map((id) => [id, []]));
    for (const { id, ...entry } of rows) byId.get(id)?.push(entry);
    return byId;
  };

  /**
   * The ids of the concerns that each recommendation goes back to: its own, and those of whatever it took the place of,
   * seen or not. Each is then shown by its own rules, so that what is confidential stays so through every merge and split.
   */
  readonly origins = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, string[]>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db.as(viewer).query<{ of: string; ids: string[] }[]>(
      `WITH RECURSIVE back(of, id) AS (
         SELECT x, x FROM unnest($1::uuid[]) x
         UNION SELECT back.of, l.from_id FROM recommendation_links l JOIN back ON l.to_id = back.id)
       SELECT back.of, array_agg(DISTINCT c.id) AS ids FROM back
         JOIN recommendation_concerns p ON p.recommendation_id = back.id JOIN concerns c ON c.id = p.concern_id
        WHERE ${visibleConcerns(viewer, parameters)} GROUP BY back.of`,
      parameters,
      { prepared: true },
    );
    return new Map(rows.map((row) => [row.of, row.ids]));
  };

  /** The ids of the recommendations that each became part of, as far as the viewer sees them. */
  readonly recommendations = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, string[]>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db.as(viewer).query<{ of: string; ids: string[] }[]>(
      `SELECT p.concern_id AS of, array_agg(r.id ORDER BY r.number) AS ids
         FROM recommendation_concerns p JOIN recommendations r ON r.id = p.recommendation_id
        WHERE p.concern_id = ANY($1) AND ${visibleRecommendations(viewer, parameters)} GROUP BY 1`,
      parameters,
      { prepared: true },
    );
    return new Map(rows.map((row) => [row.of, row.ids]));
  };
}
