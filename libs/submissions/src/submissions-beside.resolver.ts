import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Context, PageArguments, toConnection } from '#platform';
import type { Connection, Page, RequestContext, Shown } from '#platform';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { Recommendation, RecommendationsQueries, toRecommendation } from '#recommendations';
import { Statement } from '#statements';
import { Response, ResponseItem } from './response.model.js';
import { ResponsesQueries } from './responses.queries.js';
import {
  Position,
  Submission,
  SubmissionConnection,
  SubmissionItem,
  toPosition,
  toSubmission,
} from './submission.model.js';
import type { SubmissionRow } from './submission.model.js';
import { SubmissionsQueries } from './submissions.queries.js';

@Resolver(() => Statement)
export class StatementSubmissionsResolver {
  constructor(@Inject(SubmissionsQueries) private readonly queries: SubmissionsQueries) {}

  @ResolveField(() => SubmissionConnection, {
    description: 'To whom it was handed over, as far as you may see it, newest first.',
  })
  async submissions(
    @Parent() parent: Statement,
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<Submission>> {
    const asked = { first: page.first, after: page.after };
    const rows = await context.loaders.loadAsked(this.queries.ofStatements, parent.row.id, asked);
    return toConnection(rows as Page<SubmissionRow>, page, toSubmission);
  }
}

@Resolver(() => Recommendation)
export class RecommendationPositionsResolver {
  constructor(@Inject(SubmissionsQueries) private readonly queries: SubmissionsQueries) {}

  @ResolveField(() => [Position], {
    description:
      'What each addressee that it was handed over to last answered, never folded into one word; as far as you may see it.',
  })
  async positions(@Parent() parent: Recommendation, @Context() context: RequestContext): Promise<Position[]> {
    return ((await context.loaders.load(this.queries.positions, parent.row.id)) ?? []).map(toPosition);
  }
}

@Resolver(() => Position)
export class PositionFieldsResolver {
  constructor(
    @Inject(SubmissionsQueries) private readonly queries: SubmissionsQueries,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
  ) {}

  @ResolveField(() => Organisation, { nullable: true, description: 'The institution that was asked.' })
  addressee(parent: Position, _args: unknown, context: RequestContext): Shown<Organisation> {
    return context.loaders.show(this.organisations.byIds, parent.row.addresseeId, toOrganisation);
  }

  @ResolveField(() => Submission, { nullable: true, description: 'The submission that it was asked with.' })
  submission(parent: Position, _args: unknown, context: RequestContext): Shown<Submission> {
    return context.loaders.show(this.queries.byIds, parent.row.submissionId, toSubmission);
  }
}

@Resolver(() => SubmissionItem)
export class SubmissionItemFieldsResolver {
  constructor(@Inject(RecommendationsQueries) private readonly recommendations: RecommendationsQueries) {}

  @ResolveField(() => Recommendation, { nullable: true, description: 'The recommendation, as you may see it.' })
  async recommendation(
    @Parent() parent: SubmissionItem,
    @Context() context: RequestContext,
  ): Promise<Recommendation | null> {
    const row = await context.loaders.load(this.recommendations.byIds, parent.row.recommendationId);
    return row ? toRecommendation(row) : null;
  }
}

@Resolver(() => Response)
export class ResponseFieldsResolver {
  constructor(
    @Inject(ResponsesQueries) private readonly answers: ResponsesQueries,
    @Inject(SubmissionsQueries) private readonly queries: SubmissionsQueries,
  ) {}

  @ResolveField(() => [ResponseItem], { description: 'How it is read, item by item, in the order of the statement.' })
  async items(@Parent() parent: Response, @Context() context: RequestContext): Promise<ResponseItem[]> {
    return (await context.loaders.load(this.answers.itemsOf, parent.row.id)) ?? [];
  }

  @ResolveField(() => Submission, { nullable: true, description: 'What it answers.' })
  submission(parent: Response, _args: unknown, context: RequestContext): Shown<Submission> {
    return context.loaders.show(this.queries.byIds, parent.row.submissionId, toSubmission);
  }
}
