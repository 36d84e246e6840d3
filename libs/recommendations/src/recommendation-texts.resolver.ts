import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Context } from '#platform';
import type { RequestContext } from '#platform';
import { BilingualText, Recommendation } from './recommendation.model.js';
import type { TextsRow } from './recommendation.model.js';
import { RecommendationsQueries } from './recommendations.queries.js';

/** The long texts of a recommendation, read only where they are asked for: a list of titles does not pay for them. */
@Resolver(() => Recommendation)
export class RecommendationTextsResolver {
  constructor(@Inject(RecommendationsQueries) private readonly queries: RecommendationsQueries) {}

  @ResolveField(() => BilingualText, { description: 'The ask in full.' })
  async body(@Parent() parent: Recommendation, @Context() context: RequestContext): Promise<BilingualText> {
    return (await this.textsOf(parent, context)).body;
  }

  @ResolveField(() => BilingualText, { description: 'The problem that it answers.' })
  async problem(@Parent() parent: Recommendation, @Context() context: RequestContext): Promise<BilingualText> {
    return (await this.textsOf(parent, context)).problem;
  }

  private async textsOf(parent: Recommendation, context: RequestContext): Promise<TextsRow> {
    const none = { body: { km: null, en: null }, problem: { km: null, en: null } };
    return (await context.loaders.load(this.queries.texts, parent.row.id)) ?? none;
  }
}
