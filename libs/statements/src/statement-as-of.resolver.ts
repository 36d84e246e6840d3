import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Context } from '#platform';
import type { RequestContext } from '#platform';
import { AsOfArguments } from '#workflow';
import { StatementAsOf, toStatementAsOf } from './statement-as-of.model.js';
import { Statement } from './statement.model.js';
import { StatementsAsOf } from './statements-as-of.queries.js';

@Resolver(() => Statement)
export class StatementAsOfResolver {
  constructor(@Inject(StatementsAsOf) private readonly pasts: StatementsAsOf) {}

  @ResolveField(() => StatementAsOf, {
    nullable: true,
    description: 'Where it stood on a past day; null when it was not there yet, or not for you.',
  })
  async asOf(
    @Parent() parent: Statement,
    @Args() { day, by }: AsOfArguments,
    @Context() context: RequestContext,
  ): Promise<StatementAsOf | null> {
    const past = await context.loaders.loadAsked(this.pasts.byIds, parent.row.id, { day, by });
    return past ? toStatementAsOf(past, { day, by }) : null;
  }
}
