import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Context } from '#platform';
import type { RequestContext, Shown } from '#platform';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { Recommendation, RecommendationsQueries, toRecommendation } from '#recommendations';
import { Concern, ConcernEntry, toConcern } from './concern.model.js';
import { ConcernsQueries } from './concerns.queries.js';

/** What stands beside a concern. */
@Resolver(() => Concern)
export class ConcernFieldsResolver {
  constructor(
    @Inject(ConcernsQueries) private readonly queries: ConcernsQueries,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
    @Inject(RecommendationsQueries) private readonly carrying: RecommendationsQueries,
  ) {}

  @ResolveField(() => Organisation, { nullable: true, description: 'The organisation that heard it.' })
  organisation({ row }: Concern, _args: unknown, context: RequestContext): Shown<Organisation> {
    return context.loaders.show(this.organisations.byIds, row.organisationId, toOrganisation);
  }

  @ResolveField(() => [Recommendation], { description: 'The recommendations that it became part of, if you see them.' })
  async recommendations(@Parent() { row }: Concern, @Context() context: RequestContext): Promise<Recommendation[]> {
    const ids = (await context.loaders.load(this.queries.recommendations, row.id)) ?? [];
    return context.loaders.showAll(this.carrying.byIds, ids, toRecommendation);
  }

  @ResolveField(() => [ConcernEntry], {
    description:
      'Every act on it with the words of that time, oldest first; for the secretariat and the organisation that heard it.',
  })
  async entries(@Parent() { row }: Concern, @Context() context: RequestContext): Promise<ConcernEntry[]> {
    return row.whole ? ((await context.loaders.load(this.queries.entries, row.id)) ?? []) : [];
  }
}

/** Where a recommendation comes from. */
@Resolver(() => Recommendation)
export class RecommendationOriginsResolver {
  constructor(@Inject(ConcernsQueries) private readonly queries: ConcernsQueries) {}

  @ResolveField(() => [Concern], {
    description:
      'The concerns of community groups that it goes back to, also by what it was merged, split or made of; as far as you may see them.',
  })
  async origins(@Parent() { row }: Recommendation, @Context() context: RequestContext): Promise<Concern[]> {
    const ids = (await context.loaders.load(this.queries.origins, row.id)) ?? [];
    return context.loaders.showAll(this.queries.byIds, ids, toConcern);
  }
}
