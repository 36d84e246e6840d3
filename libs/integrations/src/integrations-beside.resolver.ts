import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Context } from '#platform';
import type { RequestContext } from '#platform';
import { Edition, InstrumentsQueries, toInstrument } from '#instruments';
import { Recommendation } from '#recommendations';
import { Integration, UptakeByTarget, toIntegration } from './integration.model.js';
import { IntegrationsQueries } from './integrations.queries.js';

@Resolver(() => Recommendation)
export class RecommendationIntegrationsResolver {
  constructor(
    @Inject(IntegrationsQueries) private readonly queries: IntegrationsQueries,
    @Inject(InstrumentsQueries) private readonly instruments: InstrumentsQueries,
  ) {}

  @ResolveField(() => [Integration], {
    description: 'Where it was found in texts, newest first, as far as you may see it.',
  })
  async integrations(@Parent() parent: Recommendation, @Context() context: RequestContext): Promise<Integration[]> {
    return ((await context.loaders.load(this.queries.ofRecommendations, parent.row.id)) ?? []).map(toIntegration);
  }

  @ResolveField(() => [UptakeByTarget], { description: 'How far each instrument that it is aimed at takes it up.' })
  async uptakeByTarget(
    @Parent() parent: Recommendation,
    @Context() context: RequestContext,
  ): Promise<UptakeByTarget[]> {
    const targets = (await context.loaders.load(this.queries.uptakeByTarget, parent.row.id)) ?? [];
    const shown = await Promise.all(
      targets.map(async ({ instrumentId, uptake }) => {
        const instrument = await context.loaders.show(this.instruments.byIds, instrumentId, toInstrument);
        return instrument && { instrument, uptake };
      }),
    );
    return shown.filter((each) => each !== null);
  }
}

@Resolver(() => Edition)
export class EditionIntegrationsResolver {
  constructor(@Inject(IntegrationsQueries) private readonly queries: IntegrationsQueries) {}

  @ResolveField(() => [Integration], {
    description: 'What was found in it, as far as you may see it: the newest hundred; `integrations` has pages of all.',
  })
  async integrations(@Parent() parent: Edition, @Context() context: RequestContext): Promise<Integration[]> {
    return ((await context.loaders.load(this.queries.inEditions, parent.row.id)) ?? []).map(toIntegration);
  }
}
