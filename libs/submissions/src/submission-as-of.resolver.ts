import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Context } from '#platform';
import type { RequestContext } from '#platform';
import { AsOfArguments } from '#workflow';
import { SubmissionAsOf, toSubmissionAsOf } from './submission-as-of.model.js';
import { Submission } from './submission.model.js';
import { SubmissionsAsOf } from './submissions-as-of.queries.js';

@Resolver(() => Submission)
export class SubmissionAsOfResolver {
  constructor(@Inject(SubmissionsAsOf) private readonly pasts: SubmissionsAsOf) {}

  @ResolveField(() => SubmissionAsOf, {
    nullable: true,
    description: 'Where it stood on a past day; null when it was not there yet, or not for you.',
  })
  async asOf(
    @Parent() parent: Submission,
    @Args() { day, by }: AsOfArguments,
    @Context() context: RequestContext,
  ): Promise<SubmissionAsOf | null> {
    const past = await context.loaders.loadAsked(this.pasts.byIds, parent.row.id, { day, by });
    return past ? toSubmissionAsOf(past, { day, by }) : null;
  }
}
