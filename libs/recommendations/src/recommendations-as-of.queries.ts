import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { Page, PageRequest, Viewer } from '#platform';
import { Pasts } from '#workflow';
import type { AsOf, Past } from '#workflow';
import type { StageCount } from './recommendation.counts.js';
import type { RecommendationFilter } from './recommendation.inputs.js';
import type { RecommendationRow } from './recommendation.model.js';
import { recommendationProcess } from './recommendation.process.js';
import { visibleRecommendations } from './recommendation.scope.js';
import { RecommendationsQueries } from './recommendations.queries.js';

const then = (name: 'stage' | 'uptake' | 'standing', past = 'past') => `(${past}.state #>> '{living,${name}}')`;

/** Reads where recommendations stood on a past day. */
@Injectable()
export class RecommendationsAsOf {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Pasts) private readonly pasts: Pasts,
    @Inject(RecommendationsQueries) private readonly queries: RecommendationsQueries,
  ) {}

  /** Where each stood; of those that the viewer may see now and could have seen as they stood then. */
  readonly byIds = (ids: readonly string[], viewer: Viewer, asOf: AsOf): Promise<Map<string, Past>> =>
    this.pasts.seen(
      recommendationProcess,
      ids,
      asOf,
      (past, _bind, parameters) =>
        `SELECT r.id FROM ${past} JOIN recommendations r ON r.id = past.id WHERE ${visibleNowAndThen(viewer, parameters)}`,
    );

  /** Newest first: those that were there by then, filtered by where they stood; by all else, as they are today. */
  list(
    filter: RecommendationFilter,
    request: PageRequest,
    viewer: Viewer,
    asOf: AsOf,
  ): Promise<Page<RecommendationRow>> {
    const { stage, uptake, standing, ...others } = filter;
    const listing = { ...this.queries.listing(others, viewer), identity: ['recommendations', filter] };
    return this.pasts.page(listing, request, looked(asOf), (bind, parameters) => [
      ...couldBeSeen(viewer, parameters),
      ...(stage ? [`${then('stage')} = ANY(${bind(stage)})`] : []),
      ...(uptake ? [`${then('uptake')} = ANY(${bind(uptake)})`] : []),
      ...(standing ? [`${then('standing')} = ANY(${bind(standing)})`] : []),
    ]);
  }

  /** By stage and addressee as they stood, addressees as they are today; one to two institutions stands under both. */
  async byStageAndAddressee(viewer: Viewer, standing: readonly string[] | null, asOf: AsOf): Promise<StageCount[]> {
    const parameters: unknown[] = [standing];
    const past = await this.pasts.join(looked(asOf), (value) => `$${parameters.push(value)}`);
    return this.db.as(viewer).query<StageCount[]>(
      `SELECT a.organisation_id AS "addresseeId", ${then('stage')} AS stage, count(*)::integer AS count
         FROM recommendations r ${past}
         JOIN recommendation_addressees a ON a.recommendation_id = r.id AND a.role = 'addressee'
        WHERE ${visibleNowAndThen(viewer, parameters)} AND ($1::text[] IS NULL OR ${then('standing')} = ANY($1))
        GROUP BY 1, 2`,
      parameters,
    );
  }
}

const looked = (asOf: AsOf) => ({ process: recommendationProcess, asOf, id: 'r.id' });

/** Over `r` and `past`: what the viewer may see now, and could have seen as it stood then. */
function visibleNowAndThen(viewer: Viewer, parameters: unknown[]): string {
  return [visibleRecommendations(viewer, parameters), ...couldBeSeen(viewer, parameters)].join(' AND ');
}

/**
 * The viewer's scope over the recommendation `r` as it stood then; what its history does not keep, as it is today.
 * @param past the name of the join that says where it stood.
 */
export function couldBeSeen(viewer: Viewer, parameters: unknown[], past = 'past'): string[] {
  const scope = visibleRecommendations(viewer, parameters);
  if (scope === 'true') return [];
  return [
    `EXISTS (SELECT 1 FROM (SELECT r.id, r.proposed_by_id, r.release, ${then('stage', past)} AS stage,
                                   ${then('uptake', past)} AS uptake) r WHERE ${scope})`,
  ];
}
