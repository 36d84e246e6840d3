import { Inject } from '@nestjs/common';
import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Context, Nodes, PageArguments, fromGlobalId, toConnection } from '#platform';
import type { Connection, RequestContext } from '#platform';
import { toReceipt, toResponse } from './response.model.js';
import { ResponsesQueries } from './responses.queries.js';
import { SubmissionFilter } from './submission.inputs.js';
import { Submission, SubmissionConnection, toSubmission } from './submission.model.js';
import { SubmissionsQueries } from './submissions.queries.js';

@Resolver(() => Submission)
export class SubmissionsResolver {
  constructor(
    @Inject(SubmissionsQueries) private readonly queries: SubmissionsQueries,
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
    @Context() context: RequestContext,
  ): Promise<Connection<Submission>> {
    return toConnection(await this.queries.list({ ...filter }, page, context.viewer), page, toSubmission);
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
