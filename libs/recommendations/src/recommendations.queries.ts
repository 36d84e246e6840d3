import { Inject, Injectable } from '@nestjs/common';
import { Cursors, Database, foldKhmer, fromGlobalId, readPage } from '#platform';
import type { Page, PageRequest, Viewer } from '#platform';
import type { RecommendationFilter } from './recommendation.inputs.js';
import type { RecommendationLinkKind } from './recommendations.service.js';
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

/** Reads, straight to SQL, each through the viewer's scope. */
@Injectable()
export class RecommendationsQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  readonly byIds = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, RecommendationRow>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db.query<RecommendationRow[]>(
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

  /** Ids of the organisations asked, by recommendation. */
  readonly addressees = (ids: readonly string[], _viewer: Viewer) => this.organisations(ids, 'addressee');

  /** Ids of the organisations concerned but not asked, by recommendation. */
  readonly concerned = (ids: readonly string[], _viewer: Viewer) => this.organisations(ids, 'concerned');

  /** Ids of the instruments aimed at, by recommendation. */
  readonly targets = (ids: readonly string[], _viewer: Viewer) =>
    this.grouped(
      `SELECT recommendation_id AS id, instrument_id AS value FROM recommendation_targets WHERE recommendation_id = ANY($1)`,
      [ids],
    );

  /** Codes of topics, places and goals, by recommendation. */
  readonly tags = async (
    ids: readonly string[],
    _viewer: Viewer,
  ): Promise<Map<string, { topics: string[]; places: string[]; goals: string[] }>> => {
    const rows = await this.db.query<{ id: string; kind: 'topics' | 'places' | 'goals'; code: string }[]>(
      `SELECT recommendation_id AS id, 'topics' AS kind, code FROM recommendation_topics WHERE recommendation_id = ANY($1)
       UNION ALL SELECT recommendation_id, 'places', code FROM recommendation_places WHERE recommendation_id = ANY($1)
       UNION ALL SELECT recommendation_id, 'goals', code FROM recommendation_goals WHERE recommendation_id = ANY($1)
       ORDER BY 3`,
      [ids],
    );
    const tags = new Map(
      ids.map((id) => [id, { topics: [] as string[], places: [] as string[], goals: [] as string[] }]),
    );
    for (const row of rows) tags.get(row.id)?.[row.kind].push(row.code);
    return tags;
  };

  /** What took the place of each recommendation, and how. */
  readonly successors = (ids: readonly string[], viewer: Viewer) => this.links(ids, 'from_id', 'to_id', viewer);

  /** Whose place each recommendation took, and how. */
  readonly predecessors = (ids: readonly string[], viewer: Viewer) => this.links(ids, 'to_id', 'from_id', viewer);

  private organisations(ids: readonly string[], role: string): Promise<Map<string, string[]>> {
    return this.grouped(
      `SELECT a.recommendation_id AS id, a.organisation_id AS value FROM recommendation_addressees a
         JOIN organisations o ON o.id = a.organisation_id WHERE a.recommendation_id = ANY($1) AND a.role = $2 ORDER BY o.code`,
      [ids, role],
    );
  }

  private async links(
    ids: readonly string[],
    here: 'from_id' | 'to_id',
    there: 'from_id' | 'to_id',
    viewer: Viewer,
  ): Promise<Map<string, { id: string; kind: RecommendationLinkKind }[]>> {
    const parameters: unknown[] = [ids];
    const rows = await this.db.query<{ here: string; id: string; kind: RecommendationLinkKind }[]>(
      `SELECT l.${here} AS here, l.${there} AS id, l.kind FROM recommendation_links l JOIN recommendations r ON r.id = l.${there}
        WHERE l.${here} = ANY($1) AND ${visibleRecommendations(viewer, parameters)}`,
      parameters,
    );
    const links = new Map<string, { id: string; kind: RecommendationLinkKind }[]>(ids.map((id) => [id, []]));
    for (const { here: from, id, kind } of rows) links.get(from)?.push({ id, kind });
    return links;
  }

  private async grouped(sql: string, parameters: [readonly string[], ...unknown[]]): Promise<Map<string, string[]>> {
    const rows = await this.db.query<{ id: string; value: string }[]>(sql, parameters);
    const groups = new Map<string, string[]>(parameters[0].map((id) => [id, []]));
    for (const row of rows) groups.get(row.id)?.push(row.value);
    return groups;
  }
}
