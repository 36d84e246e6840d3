import { Inject, Injectable } from '@nestjs/common';
import { Cursors, Database, foldKhmer, fromGlobalId, readPage } from '#platform';
import type { Page, PageRequest, Viewer, Queryable } from '#platform';
import type { RecommendationFilter } from './recommendation.inputs.js';
import type { RecommendationRow } from './recommendation.model.js';

const COLUMNS = `r.id, r.number, r.version, r.machine_version AS "machineVersion", r.state, r.context, r.stage, r.uptake,
  r.standing, r.scope, r.administration_type AS "administrationType", r.authentic_language AS "authenticLanguage",
  r.release, r.proposed_by_id AS "proposedById", r.external_reference AS "externalReference", r.created_at AS "createdAt",
  t.title_km AS "titleKm", t.title_en AS "titleEn", t.body_km AS "bodyKm", t.body_en AS "bodyEn",
  t.problem_km AS "problemKm", t.problem_en AS "problemEn", t.km_status AS "kmStatus", t.en_status AS "enStatus"`;
const FROM = `recommendations r JOIN recommendation_texts t ON t.recommendation_id = r.id`;

/** What a member organisation sees, as SQL over `r`; `organisation` is a bound parameter or a column. */
export function memberSees(organisation: string): string {
  return `(r.proposed_by_id = ${organisation} OR r.stage <> 'drafted' OR r.uptake <> 'none')`;
}

/**
 * Which recommendations a viewer may see, as SQL over `r`. The secretariat and the administrator see all; a member sees
 * what its organisation proposed and whatever has been opened for sign-on; the budget working group sees its field;
 * observers and the public see what was released.
 */
export function visibleRecommendations(viewer: Viewer, parameters: unknown[]): string {
  const bind = (value: unknown) => `$${parameters.push(value)}`;
  switch (viewer.role) {
    case 'policyOfficer':
    case 'coordinator':
    case 'chair':
    case 'administrator':
      return 'true';
    case 'memberRepresentative':
      return memberSees(bind(viewer.organisationId));
    case 'budgetGroupMember':
      return `(r.stage <> 'drafted' AND (
        EXISTS (SELECT 1 FROM recommendation_topics x WHERE x.recommendation_id = r.id AND x.code = ANY(${bind(viewer.field.topics)}))
        OR EXISTS (SELECT 1 FROM recommendation_addressees x WHERE x.recommendation_id = r.id
                    AND x.organisation_id = ANY(${bind(viewer.field.addresseeIds)}))
        OR EXISTS (SELECT 1 FROM recommendation_targets x WHERE x.recommendation_id = r.id
                    AND x.instrument_id = ANY(${bind(viewer.field.instrumentIds)}))))`;
    default:
      return `r.release = 'public'`;
  }
}

/** Ids of organisations and instruments, codes of topics, places and goals. */
export interface Links {
  addressees: string[];
  concerned: string[];
  targets: string[];
  topics: string[];
  places: string[];
  goals: string[];
}

export interface Lineage {
  successors: string[];
  predecessors: string[];
}

/** Reads, straight to SQL, each through the viewer's scope. */
@Injectable()
export class RecommendationsQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  readonly byIds = async (
    ids: readonly string[],
    viewer: Viewer,
    db: Queryable = this.db,
  ): Promise<Map<string, RecommendationRow>> => {
    const parameters: unknown[] = [ids];
    const rows = await db.query<RecommendationRow[]>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE r.id = ANY($1) AND ${visibleRecommendations(viewer, parameters)}`,
      parameters,
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** Newest first. */
  list(filter: RecommendationFilter, request: PageRequest, viewer: Viewer): Promise<Page<RecommendationRow>> {
    const parameters: unknown[] = [];
    const bind = (value: unknown) => `$${parameters.push(value)}`;
    const where = [visibleRecommendations(viewer, parameters)];
    if (filter.stage) where.push(`r.stage = ANY(${bind(filter.stage)})`);
    if (filter.uptake) where.push(`r.uptake = ANY(${bind(filter.uptake)})`);
    if (filter.standing) where.push(`r.standing = ANY(${bind(filter.standing)})`);
    if (filter.addresseeIds) {
      const ids = filter.addresseeIds.map((id) => fromGlobalId('org', id));
      where.push(
        `r.id IN (SELECT recommendation_id FROM recommendation_addressees WHERE role = 'addressee' AND organisation_id = ANY(${bind(ids)}))`,
      );
    }
    if (filter.targetIds) {
      const ids = filter.targetIds.map((id) => fromGlobalId('ins', id));
      where.push(
        `r.id IN (SELECT recommendation_id FROM recommendation_targets WHERE instrument_id = ANY(${bind(ids)}))`,
      );
    }
    if (filter.topics)
      where.push(
        `r.id IN (SELECT recommendation_id FROM recommendation_topics WHERE code = ANY(${bind(filter.topics)}))`,
      );
    for (const word of foldKhmer(filter.text ?? '')
      .split(' ')
      .filter(Boolean)) {
      where.push(`position(${bind(word)} in t.folded) > 0`);
    }
    return readPage<RecommendationRow>(
      this.db,
      this.cursors,
      {
        columns: COLUMNS,
        from: FROM,
        where,
        parameters,
        key: [
          { expression: 'r.created_at', type: 'timestamptz' },
          { expression: 'r.id', type: 'uuid' },
        ],
        descending: true,
        identity: ['recommendations', filter],
      },
      request,
    );
  }

  /** The ids of all that the viewer may see, for an export. */
  async allIds(viewer: Viewer): Promise<string[]> {
    const parameters: unknown[] = [];
    const rows = await this.db.query<{ id: string }[]>(
      `SELECT r.id FROM recommendations r WHERE ${visibleRecommendations(viewer, parameters)} ORDER BY r.number`,
      parameters,
    );
    return rows.map((row) => row.id);
  }

  /** Whom it asks and concerns, what it is aimed at and tagged with: ids and codes, in one statement for any number of them. */
  readonly links = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, Links>> => {
    const rows = await this.db.query<{ id: string; kind: keyof Links; value: string }[]>(
      `SELECT a.recommendation_id AS id, CASE a.role WHEN 'addressee' THEN 'addressees' ELSE 'concerned' END AS kind,
              a.organisation_id::text AS value, o.code AS rank
         FROM recommendation_addressees a JOIN organisations o ON o.id = a.organisation_id WHERE a.recommendation_id = ANY($1)
       UNION ALL SELECT t.recommendation_id, 'targets', t.instrument_id::text, i.code
         FROM recommendation_targets t JOIN instruments i ON i.id = t.instrument_id WHERE t.recommendation_id = ANY($1)
       UNION ALL SELECT recommendation_id, 'topics', code, code FROM recommendation_topics WHERE recommendation_id = ANY($1)
       UNION ALL SELECT recommendation_id, 'places', code, code FROM recommendation_places WHERE recommendation_id = ANY($1)
       UNION ALL SELECT recommendation_id, 'goals', code, code FROM recommendation_goals WHERE recommendation_id = ANY($1)
       ORDER BY rank`,
      [ids],
    );
    const none = (): Links => ({ addressees: [], concerned: [], targets: [], topics: [], places: [], goals: [] });
    const links = new Map(ids.map((id) => [id, none()]));
    for (const row of rows) links.get(row.id)?.[row.kind].push(row.value);
    return links;
  };

  /** What took the place of each recommendation, and whose place it took. */
  readonly lineage = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, Lineage>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db.query<{ here: string; there: string; successor: boolean }[]>(
      `SELECT l.here, l.there, l.successor FROM (
         SELECT from_id AS here, to_id AS there, true AS successor FROM recommendation_links WHERE from_id = ANY($1)
         UNION ALL SELECT to_id, from_id, false FROM recommendation_links WHERE to_id = ANY($1)) l
       JOIN recommendations r ON r.id = l.there WHERE ${visibleRecommendations(viewer, parameters)} ORDER BY r.number`,
      parameters,
    );
    const lineage = new Map<string, Lineage>(ids.map((id) => [id, { successors: [], predecessors: [] }]));
    for (const row of rows) lineage.get(row.here)?.[row.successor ? 'successors' : 'predecessors'].push(row.there);
    return lineage;
  };
}
