import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Context } from '#platform';
import type { RequestContext } from '#platform';
import { AsOfArguments } from '#workflow';
import { IntegrationAsOf, toIntegrationAsOf } from './integration-as-of.model.js';
import { Integration } from './integration.model.js';
import { IntegrationsAsOf } from './integrations-as-of.queries.js';

@Resolver(() => Integration)
export class IntegrationAsOfResolver {
  constructor(@Inject(IntegrationsAsOf) private readonly pasts: IntegrationsAsOf) {}

  @ResolveField(() => IntegrationAsOf, {
    nullable: true,
    description: 'Where it stood on a past day; null when it was not there yet, or not for you.',
  })
  async asOf(
    @Parent() parent: Integration,
    @Args() { day, by }: AsOfArguments,
    @Context() context: RequestContext,
  ): Promise<IntegrationAsOf | null> {
    const past = await context.loaders.loadAsked(this.pasts.byIds, parent.row.id, { day, by });
    return past ? toIntegrationAsOf(past, { day, by }) : null;
  }
}
