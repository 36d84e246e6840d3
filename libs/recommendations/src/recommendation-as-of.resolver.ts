import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Context } from '#platform';
import type { RequestContext } from '#platform';
import { AsOfArguments } from '#workflow';
import { RecommendationAsOf, toRecommendationAsOf } from './recommendation-as-of.model.js';
import { Recommendation } from './recommendation.model.js';
import { RecommendationsAsOf } from './recommendations-as-of.queries.js';

@Resolver(() => Recommendation)
export class RecommendationAsOfResolver {
  constructor(@Inject(RecommendationsAsOf) private readonly pasts: RecommendationsAsOf) {}

  @ResolveField(() => RecommendationAsOf, {
    nullable: true,
    description: 'Where it stood on a past day; null when it was not there yet, or not for you.',
  })
  async asOf(
    @Parent() parent: Recommendation,
    @Args() { day, by }: AsOfArguments,
    @Context() context: RequestContext,
  ): Promise<RecommendationAsOf | null> {
    const past = await context.loaders.loadAsked(this.pasts.byIds, parent.row.id, { day, by });
    return past ? toRecommendationAsOf(past, { day, by }) : null;
  }
}
