import { Inject, Injectable } from '@nestjs/common';
import type { Page, PageRequest, Viewer } from '#platform';
import { couldBeSeen, recommendationProcess } from '#recommendations';
import { Pasts } from '#workflow';
import type { AsOf, Bind, Past } from '#workflow';
import type { IntegrationFilter } from './integration.inputs.js';
import type { IntegrationRow } from './integration.model.js';
import { integrationProcess } from './integration.process.js';
import { IntegrationsQueries, visibleIntegrations } from './integrations.queries.js';

const STATUS = `(past.state #>> '{}')`;

/** Reads where integrations stood on a past day. */
@Injectable()
export class IntegrationsAsOf {
  constructor(
    @Inject(Pasts) private readonly pasts: Pasts,
    @Inject(IntegrationsQueries) private readonly queries: IntegrationsQueries,
  ) {}

  /** Where each stood; of those that the viewer may see now and could have seen as they stood then. */
  readonly byIds = (ids: readonly string[], viewer: Viewer, asOf: AsOf): Promise<Map<string, Past>> =>
    this.pasts.seen(integrationProcess, ids, asOf, async (past, bind, parameters) => {
      const where = [
        visibleIntegrations(viewer, parameters),
        ...(await this.visibleThen(viewer, asOf, bind, parameters)),
      ];
      return `SELECT i.id FROM ${past} JOIN integrations i ON i.id = past.id
        JOIN recommendations r ON r.id = i.recommendation_id WHERE ${where.join(' AND ')}`;
    });

  /** Newest first: those that were there by then, filtered by their status then; by all else, as they are today. */
  list(filter: IntegrationFilter, request: PageRequest, viewer: Viewer, asOf: AsOf): Promise<Page<IntegrationRow>> {
    const { status, ...others } = filter;
    const listing = { ...this.queries.listing(others, viewer), identity: ['integrations', filter] };
    const looked = { process: integrationProcess, asOf, id: 'i.id' };
    return this.pasts.page(listing, request, looked, async (bind, parameters) => [
      ...(await this.visibleThen(viewer, asOf, bind, parameters)),
      ...(status ? [`${STATUS} = ANY(${bind(status)})`] : []),
    ]);
  }

  /** Over `i`, `r` and `past`: the viewer's scope over it as it stood then, and over its recommendation as that stood then. */
  private async visibleThen(viewer: Viewer, asOf: AsOf, bind: Bind, parameters: unknown[]): Promise<string[]> {
    const itsScope = couldBeSeen(viewer, parameters, 'its');
    const its =
      itsScope.length === 0
        ? ''
        : await this.pasts.join({ process: recommendationProcess, asOf, id: 'r.id' }, bind, 'its');
    return [
      visibleIntegrations(viewer, parameters, {
        ofRecommendationInSight: () =>
          its ? `EXISTS (SELECT 1 FROM (VALUES (1)) AS one ${its} WHERE ${itsScope.join(' AND ')})` : 'true',
        verifiedOnce: () => `${STATUS} IN ('verified', 'toRecheck', 'reversed')`,
      }),
    ];
  }
}
