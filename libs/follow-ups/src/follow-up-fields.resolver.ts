import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AccountsQueries, Actor } from '#accounts';
import { Edition, EditionsQueries, toEdition } from '#instruments';
import { Integration } from '#integrations';
import { Context, Node, Nodes, PageArguments, toConnection } from '#platform';
import type { BatchAsked, Connection, Page, PageRequest, RequestContext, Shown } from '#platform';
import { Recommendation } from '#recommendations';
import { Statement } from '#statements';
import { Submission } from '#submissions';
import {
  FollowUp,
  FollowUpConnection,
  FollowUpEntry,
  aboutOf,
  toFollowUp,
  toFollowUpEntry,
} from './follow-up.model.js';
import type { FollowUpRow } from './follow-up.model.js';
import { FollowUpsQueries } from './follow-ups.queries.js';

/** What stands beside a task. */
@Resolver(() => FollowUp)
export class FollowUpFieldsResolver {
  constructor(
    @Inject(FollowUpsQueries) private readonly queries: FollowUpsQueries,
    @Inject(AccountsQueries) private readonly accounts: AccountsQueries,
    @Inject(EditionsQueries) private readonly editions: EditionsQueries,
    @Inject(Nodes) private readonly nodes: Nodes,
  ) {}

  @ResolveField(() => Actor, { nullable: true, description: 'Whose it is; null where it is whoever has the role.' })
  owner({ row }: FollowUp, _args: unknown, context: RequestContext): Shown<Actor> {
    return context.loaders.show(this.accounts.offices, row.ownerId, (office) => ({ office }));
  }

  @ResolveField(() => Node, { nullable: true, description: 'What it follows up.' })
  about(@Parent() { row }: FollowUp, @Context() context: RequestContext): Promise<Node | null> {
    return this.nodes.find(aboutOf(row), context);
  }

  @ResolveField(() => Edition, {
    nullable: true,
    description: 'The edition in which to look, where it is about one.',
  })
  edition({ row }: FollowUp, _args: unknown, context: RequestContext): Shown<Edition> {
    return context.loaders.show(this.editions.byIds, row.editionId, toEdition);
  }

  @ResolveField(() => [FollowUpEntry], { description: 'Every act on it, oldest first.' })
  async entries(@Parent() { row }: FollowUp, @Context() context: RequestContext): Promise<FollowUpEntry[]> {
    return ((await context.loaders.load(this.queries.entries, row.id)) ?? []).map(toFollowUpEntry);
  }
}

@Resolver(() => FollowUpEntry)
export class FollowUpEntriesResolver {
  constructor(@Inject(AccountsQueries) private readonly accounts: AccountsQueries) {}

  @ResolveField(() => Actor, { nullable: true, description: 'Whose it was from then on.' })
  owner({ row }: FollowUpEntry, _args: unknown, context: RequestContext): Shown<Actor> {
    return context.loaders.show(this.accounts.offices, row.ownerId, (office) => ({ office }));
  }

  @ResolveField(() => Actor, { nullable: true, description: 'Who did it; null: the product itself, by a ladder.' })
  actor({ row }: FollowUpEntry, _args: unknown, context: RequestContext): Shown<Actor> {
    return context.loaders.show(this.accounts.offices, row.actorId, (office) => ({ office }));
  }
}

const WHAT = 'The follow-up tasks beside it that you can see, the soonest due first.';

async function pageOf(
  batch: BatchAsked<string, Page<FollowUpRow>, PageRequest>,
  id: string,
  page: PageArguments,
  context: RequestContext,
): Promise<Connection<FollowUp>> {
  const rows = await context.loaders.loadAsked(batch, id, { first: page.first, after: page.after });
  return toConnection(rows as Page<FollowUpRow>, page, toFollowUp);
}

@Resolver(() => Submission)
export class SubmissionFollowUpsResolver {
  constructor(@Inject(FollowUpsQueries) private readonly queries: FollowUpsQueries) {}

  @ResolveField(() => FollowUpConnection, { description: WHAT })
  followUps(
    @Parent() { row }: Submission,
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<FollowUp>> {
    return pageOf(this.queries.ofSubmissions, row.id, page, context);
  }
}

@Resolver(() => Statement)
export class StatementFollowUpsResolver {
  constructor(@Inject(FollowUpsQueries) private readonly queries: FollowUpsQueries) {}

  @ResolveField(() => FollowUpConnection, { description: WHAT })
  followUps(
    @Parent() { row }: Statement,
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<FollowUp>> {
    return pageOf(this.queries.ofStatements, row.id, page, context);
  }
}

@Resolver(() => Recommendation)
export class RecommendationFollowUpsResolver {
  constructor(@Inject(FollowUpsQueries) private readonly queries: FollowUpsQueries) {}

  @ResolveField(() => FollowUpConnection, { description: WHAT })
  followUps(
    @Parent() { row }: Recommendation,
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<FollowUp>> {
    return pageOf(this.queries.ofRecommendations, row.id, page, context);
  }
}

@Resolver(() => Integration)
export class IntegrationFollowUpsResolver {
  constructor(@Inject(FollowUpsQueries) private readonly queries: FollowUpsQueries) {}

  @ResolveField(() => FollowUpConnection, { description: WHAT })
  followUps(
    @Parent() { row }: Integration,
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<FollowUp>> {
    return pageOf(this.queries.ofIntegrations, row.id, page, context);
  }
}
