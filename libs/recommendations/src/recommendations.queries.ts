import { Inject, Injectable } from '@nestjs/common';
import { Cursors, Database, isoText, readPage } from '#platform';
import type { Listing, Page, PageRequest, Viewer, Queryable } from '#platform';
import { RecommendationCounts } from './recommendation.counts.js';
import { recommendationsWhere } from './recommendation.filter.js';
import type { RecommendationFilter } from './recommendation.inputs.js';
import type { DetailsRow, RecommendationRow } from './recommendation.model.js';
import { visibleProposals, visibleRecommendations } from './recommendation.scope.js';

const COLUMNS = `r.id, r.number, r.version, r.stage, r.uptake, r.standing, r.context #>> '{closed,as}' AS "closedAs", r.scope,
  r.administration_type AS "administrationType", r.authentic_language AS "authenticLanguage", r.release,
  r.context -> 'proposal' AS proposal, r.proposed_by_id AS "proposedById", r.external_reference AS "externalReference", ${isoText('r.created_at')} AS "createdAt",
  t.title_km AS "titleKm", t.title_en AS "titleEn", t.km_status AS "kmStatus", t.en_status AS "enStatus"`;
const FROM = `recommendations r JOIN recommendation_texts t ON t.recommendation_id = r.id`;

/** Ids of the organisations that are asked, and of those that are concerned but not asked. */
export interface Parties {
  addressees: string[];
  concerned: string[];
}

/** Ids of instruments, codes of topics, places and goals. */
export interface Links {
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
    @Inject(RecommendationCounts) private readonly counts: RecommendationCounts,
  ) {}

  readonly byIds = async (
    ids: readonly string[],
    viewer: Viewer,
    db: Queryable = this.db.as(viewer),
  ): Promise<Map<string, RecommendationRow>> => {
    const parameters: unknown[] = [ids];
    const rows = await db.query<RecommendationRow[]>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE r.id = ANY($1) AND ${visibleRecommendations(viewer, parameters)}`,
      parameters,
      { prepared: true },
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** Newest first. */
  list(filter: RecommendationFilter, request: PageRequest, viewer: Viewer): Promise<Page<RecommendationRow>> {
    return readPage<RecommendationRow>(this.db.as(viewer), this.cursors, this.listing(filter, viewer), request);
  }

  /** The pieces of the list, for whoever narrows it further. */
  listing(filter: RecommendationFilter, viewer: Viewer): Listing {
    const parameters: unknown[] = [];
    const { from, at, id, where, prepared } = recommendationsWhere(filter, parameters);
    // Of a proposal that is not theirs to know of, nobody learns by a filter.
    const proposed = filter.proposal
      ? [
          `r.context #>> '{proposal,status}' = ANY($${parameters.push(filter.proposal)})`,
          visibleProposals(viewer, parameters),
        ]
      : [];
    return {
      columns: COLUMNS,
      from,
      where: [visibleRecommendations(viewer, parameters), ...where, ...proposed],
      parameters,
      key: [
        { expression: at, type: 'timestamptz' },
        { expression: id, type: 'uuid' },
      ],
      descending: true,
      identity: ['recommendations', filter],
      total: () => this.counts.total(filter, viewer),
      prepared,
    };
  }

  /** What is shown of one and not of each in a list: the long texts, and what statements made of it. */
  readonly details = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, DetailsRow>> => {
    const rows = await this.db.as(viewer).query<(DetailsRow & { id: string })[]>(
      `SELECT t.recommendation_id AS id, json_build_object('km', t.body_km, 'en', t.body_en) AS body,
              json_build_object('km', t.problem_km, 'en', t.problem_en) AS problem, r.context -> 'carryings' AS carryings
         FROM recommendation_texts t JOIN recommendations r ON r.id = t.recommendation_id
        WHERE t.recommendation_id = ANY($1)`,
      [ids],
      { prepared: true },
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** The ids of all that the viewer may see, for an export. */
  async allIds(viewer: Viewer): Promise<string[]> {
    const parameters: unknown[] = [];
    const rows = await this.db
      .as(viewer)
      .query<{ id: string }[]>(
        `SELECT r.id FROM recommendations r WHERE ${visibleRecommendations(viewer, parameters)} ORDER BY r.number`,
        parameters,
      );
    return rows.map((row) => row.id);
  }

  /** Whom each asks and concerns. */
  readonly parties = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, Parties>> => {
    const rows = await this.db
      .as(viewer)
      .query<{ id: string; role: 'addressee' | 'concerned'; organisation: string }[]>(
        `SELECT recommendation_id AS id, role, organisation_id AS organisation FROM recommendation_addressees
        WHERE recommendation_id = ANY($1)`,
        [ids],
        { prepared: true },
      );
    const parties = new Map(ids.map((id): [string, Parties] => [id, { addressees: [], concerned: [] }]));
    for (const { id, role, organisation } of rows) {
      parties.get(id)?.[role === 'addressee' ? 'addressees' : 'concerned'].push(organisation);
    }
    return parties;
  };

  /** What each is aimed at and tagged with: ids and codes, in one statement for any number of them. */
  readonly links = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, Links>> => {
    const rows = await this.db.as(viewer).query<{ id: string; kind: keyof Links; value: string }[]>(
      `SELECT t.recommendation_id AS id, 'targets' AS kind, t.instrument_id::text AS value, i.code AS rank
         FROM recommendation_targets t JOIN instruments i ON i.id = t.instrument_id WHERE t.recommendation_id = ANY($1)
       UNION ALL SELECT recommendation_id, 'topics', code, code FROM recommendation_topics WHERE recommendation_id = ANY($1)
       UNION ALL SELECT recommendation_id, 'places', code, code FROM recommendation_places WHERE recommendation_id = ANY($1)
       UNION ALL SELECT recommendation_id, 'goals', code, code FROM recommendation_goals WHERE recommendation_id = ANY($1)
       ORDER BY rank`,
      [ids],
      { prepared: true },
    );
    const none = (): Links => ({ targets: [], topics: [], places: [], goals: [] });
    const links = new Map(ids.map((id) => [id, none()]));
    for (const row of rows) links.get(row.id)?.[row.kind].push(row.value);
    return links;
  };

  /** What took the place of each recommendation, and whose place it took. */
  readonly lineage = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, Lineage>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db.as(viewer).query<{ here: string; there: string; successor: boolean }[]>(
      `SELECT l.here, l.there, l.successor FROM (
         SELECT from_id AS here, to_id AS there, true AS successor FROM recommendation_links WHERE from_id = ANY($1)
         UNION ALL SELECT to_id, from_id, false FROM recommendation_links WHERE to_id = ANY($1)) l
       JOIN recommendations r ON r.id = l.there WHERE ${visibleRecommendations(viewer, parameters)} ORDER BY r.number`,
      parameters,
      { prepared: true },
    );
    const lineage = new Map<string, Lineage>(ids.map((id) => [id, { successors: [], predecessors: [] }]));
    for (const row of rows) lineage.get(row.here)?.[row.successor ? 'successors' : 'predecessors'].push(row.there);
    return lineage;
  };
}
