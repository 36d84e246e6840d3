import { Inject } from '@nestjs/common';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext, Shown } from '#platform';
import { BilingualText, Recommendation } from './recommendation.model.js';
import { RecommendationsQueries } from './recommendations.queries.js';

/** The long texts of a recommendation, read only where they are asked for: a list of titles does not pay for them. */
@Resolver(() => Recommendation)
export class RecommendationTextsResolver {
  constructor(@Inject(RecommendationsQueries) private readonly queries: RecommendationsQueries) {}

  @ResolveField(() => BilingualText, { description: 'The ask in full.' })
  body(parent: Recommendation, _args: unknown, context: RequestContext): Shown<BilingualText> {
    return context.loaders.show(this.queries.details, parent.row.id, ({ body }) => body);
  }

  @ResolveField(() => BilingualText, { description: 'The problem that it answers.' })
  problem(parent: Recommendation, _args: unknown, context: RequestContext): Shown<BilingualText> {
    return context.loaders.show(this.queries.details, parent.row.id, ({ problem }) => problem);
  }
}
