import { Inject } from '@nestjs/common';
import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Context, Nodes, PageArguments, fromGlobalId, toConnection } from '#platform';
import type { Connection, RequestContext } from '#platform';
import { AsOfInput } from '#workflow';
import { toReceipt, toResponse } from './response.model.js';
import { ResponsesQueries } from './responses.queries.js';
import { SubmissionFilter } from './submission.inputs.js';
import { Submission, SubmissionConnection, toSubmission } from './submission.model.js';
import { SubmissionsAsOf } from './submissions-as-of.queries.js';
import { SubmissionsQueries } from './submissions.queries.js';

@Resolver(() => Submission)
export class SubmissionsResolver {
  constructor(
    @Inject(SubmissionsQueries) private readonly queries: SubmissionsQueries,
    @Inject(SubmissionsAsOf) private readonly pasts: SubmissionsAsOf,
    @Inject(ResponsesQueries) responses: ResponsesQueries,
    @Inject(Nodes) nodes: Nodes,
  ) {
    nodes.register('sub', queries.byIds, toSubmission);
    nodes.register('res', responses.byIds, toResponse);
    nodes.register('rcp', responses.receiptsByIds, toReceipt);
  }

  @Query(() => SubmissionConnection, { description: 'Submissions that you can see, newest first.' })
  async submissions(
    @Args() page: PageArguments,
    @Args('filter', { type: () => SubmissionFilter, nullable: true, description: 'Which ones.' })
    filter: SubmissionFilter | null,
    @Args('asOf', {
      type: () => AsOfInput,
      nullable: true,
      description:
        'Those that were there by then: `status` filters by what it was on that day, everything else by what it is today. The rows themselves are as they stand today; their field `asOf` says where each stood.',
    })
    asOf: AsOfInput | null,
    @Context() context: RequestContext,
  ): Promise<Connection<Submission>> {
    const list = asOf
      ? this.pasts.list({ ...filter }, page, context.viewer, asOf)
      : this.queries.list({ ...filter }, page, context.viewer);
    return toConnection(await list, page, toSubmission);
  }

  @Query(() => Submission, {
    nullable: true,
    description: 'One submission by its id; null when it is not there or not for you.',
  })
  async submission(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Context() context: RequestContext,
  ): Promise<Submission | null> {
    const row = await context.loaders.load(this.queries.byIds, fromGlobalId('sub', id));
    return row ? toSubmission(row) : null;
  }
}
