import { Inject, Injectable } from '@nestjs/common';
import { Clock, Cursors, Database, fromGlobalId, readPage } from '#platform';
import type { Listing, Page, PageRequest, Viewer, Queryable } from '#platform';
import { scopeOf, seesEvery } from '#policy';
import type { FactsSql } from '#policy';
import { grouped } from '#instruments';
import { UPTAKES, visibleRecommendations } from '#recommendations';
import type { IntegrationFilter } from './integration.inputs.js';
import type { IntegrationRow } from './integration.model.js';
import { otherVerifiers } from './integrations.facts.js';

const ON_TARGET = `EXISTS (SELECT 1 FROM recommendation_targets t
  WHERE t.recommendation_id = i.recommendation_id AND t.instrument_id = e.instrument_id)`;
const COLUMNS = `i.id, i.number, i.version, i.status, i.degree, i.recommendation_id AS "recommendationId",
  i.edition_id AS "editionId", i.provision_id AS "provisionId", i.context, ${ON_TARGET} AS "onTarget", i.created_at AS "createdAt"`;
const FROM = `integrations i JOIN recommendations r ON r.id = i.recommendation_id JOIN editions e ON e.id = i.edition_id`;

/** What counts, in SQL; the same as `countsAs` says of one. */
const COUNTING = `i.status IN ('verified', 'toRecheck') AND i.degree <> 'contrary'`;

/** How many findings of one edition are shown with it; a list of them has pages. */
const MOST_BESIDE = 100;

/**
 * Which integrations a viewer may see, by the policy, as SQL over `i` and `r`. A claim that nobody has looked at is no
 * finding: verified once is also what was reversed after that.
 * @param then what was otherwise at another time.
 */
export function visibleIntegrations(
  viewer: Viewer,
  parameters: unknown[],
  then: Partial<FactsSql<'Integration'>> = {},
): string {
  return scopeOf('Integration', viewer, parameters, {
    ofRecommendationInSight: () => visibleRecommendations(viewer, parameters),
    verifiedOnce: () => `i.status IN ('verified', 'toRecheck', 'reversed')`,
    ...then,
  });
}

/** Reads, straight to SQL, each through the viewer's scope. */
@Injectable()
export class IntegrationsQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  readonly byIds = async (
    ids: readonly string[],
    viewer: Viewer,
    db: Queryable = this.db.as(viewer),
  ): Promise<Map<string, IntegrationRow>> => {
    const rows = await this.read(`i.id = ANY($1)`, ids, viewer, db);
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** The integrations of each recommendation, newest first. */
  readonly ofRecommendations = async (
    ids: readonly string[],
    viewer: Viewer,
  ): Promise<Map<string, IntegrationRow[]>> => {
    return grouped(ids, await this.read(`i.recommendation_id = ANY($1)`, ids, viewer), (row) => row.recommendationId);
  };

  /** The newest hundred integrations found in each edition. */
  readonly inEditions = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, IntegrationRow[]>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db.as(viewer).query<IntegrationRow[]>(
      `SELECT * FROM (
         SELECT ${COLUMNS}, row_number() OVER (PARTITION BY i.edition_id ORDER BY i.created_at DESC, i.id DESC) AS place
           FROM ${FROM} WHERE i.edition_id = ANY($1) AND ${visibleIntegrations(viewer, parameters)}
       ) AS ranked WHERE place <= ${MOST_BESIDE} ORDER BY place`,
      parameters,
      { prepared: true },
    );
    return grouped(ids, rows, (row) => row.editionId);
  };

  /** Newest first. */
  list(filter: IntegrationFilter, request: PageRequest, viewer: Viewer): Promise<Page<IntegrationRow>> {
    return readPage<IntegrationRow>(this.db.as(viewer), this.cursors, this.listing(filter, viewer), request);
  }

  /** The pieces of the list, for whoever narrows it further. */
  listing(filter: IntegrationFilter, viewer: Viewer): Listing {
    const parameters: unknown[] = [];
    const bind = (value: unknown) => `$${parameters.push(value)}`;
    const ids = (prefix: string, globalIds: readonly string[]) => bind(globalIds.map((id) => fromGlobalId(prefix, id)));
    const where = [visibleIntegrations(viewer, parameters)];
    if (filter.recommendationIds) where.push(`i.recommendation_id = ANY(${ids('rec', filter.recommendationIds)})`);
    if (filter.editionIds) where.push(`i.edition_id = ANY(${ids('edi', filter.editionIds)})`);
    if (filter.instrumentIds) where.push(`e.instrument_id = ANY(${ids('ins', filter.instrumentIds)})`);
    if (filter.status) where.push(`i.status = ANY(${bind(filter.status)})`);
    if (filter.degree) where.push(`i.degree = ANY(${bind(filter.degree)})`);
    if (filter.onTarget != null) where.push(`${ON_TARGET} = ${bind(filter.onTarget)}`);
    return {
      columns: COLUMNS,
      from: FROM,
      where,
      parameters,
      key: [
        { expression: 'i.created_at', type: 'timestamptz' },
        { expression: 'i.id', type: 'uuid' },
      ],
      descending: true,
      identity: ['integrations', filter],
    };
  }

  /** How far each instrument that a recommendation is aimed at takes it up, in order of the instruments' codes. */
  readonly uptakeByTarget = async (
    ids: readonly string[],
    viewer: Viewer,
  ): Promise<Map<string, { id: string; instrumentId: string; uptake: (typeof UPTAKES)[number] }[]>> => {
    const rows = await this.db
      .as(viewer)
      .query<{ id: string; instrumentId: string; uptake: (typeof UPTAKES)[number] }[]>(
        `SELECT t.recommendation_id AS id, t.instrument_id AS "instrumentId",
              CASE WHEN bool_or(f.as = 'adopted') THEN 'integrated' WHEN bool_or(f.as = 'draft') THEN 'inDraft' ELSE 'none' END AS uptake
         FROM recommendation_targets t JOIN instruments n ON n.id = t.instrument_id
         LEFT JOIN (SELECT i.recommendation_id, e.instrument_id, i.context ->> 'editionStatus' AS "as"
                      FROM integrations i JOIN editions e ON e.id = i.edition_id
                     WHERE i.recommendation_id = ANY($1) AND ${COUNTING}) AS f
                ON f.recommendation_id = t.recommendation_id AND f.instrument_id = t.instrument_id
        WHERE t.recommendation_id = ANY($1) GROUP BY 1, 2, n.code ORDER BY n.code`,
        [ids],
      );
    return grouped(ids, rows, (row) => row.id);
  };

  /** The offices of people, for those who work inside the coalition. */
  readonly offices = async (
    ids: readonly string[],
    viewer: Viewer,
  ): Promise<Map<string, { km: string | null; en: string }>> => {
    if (!seesEvery('Actor', viewer)) return new Map();
    const rows = await this.db
      .as(viewer)
      .query<{ id: string; km: string | null; en: string }[]>(
        `SELECT id, office_km AS km, office_en AS en FROM people WHERE id = ANY($1)`,
        [ids],
        { prepared: true },
      );
    return new Map(rows.map(({ id, km, en }) => [id, { km, en }]));
  };

  /** Whether somebody of another organisation could verify, by integration. */
  readonly otherVerifiers = (ids: readonly string[], viewer: Viewer) =>
    otherVerifiers(this.db.as(viewer), ids, this.clock);

  private read(
    condition: string,
    ids: readonly string[],
    viewer: Viewer,
    db: Queryable = this.db.as(viewer),
  ): Promise<IntegrationRow[]> {
    const parameters: unknown[] = [ids];
    return db.query<IntegrationRow[]>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE ${condition} AND ${visibleIntegrations(viewer, parameters)}
        ORDER BY i.created_at DESC, i.id DESC`,
      parameters,
    );
  }
}
