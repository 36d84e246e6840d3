import { Inject } from '@nestjs/common';
import { Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Context, Node, Nodes } from '#platform';
import type { RequestContext } from '#platform';
import { MyWorkItem } from './my-work.model.js';
import { MyWorkQueries } from './my-work.queries.js';
import { whatWords, whyWords } from './my-work.words.js';

/** What waits for whoever asks. */
@Resolver(() => MyWorkItem)
export class MyWorkResolver {
  constructor(
    @Inject(MyWorkQueries) private readonly queries: MyWorkQueries,
    @Inject(Nodes) private readonly nodes: Nodes,
  ) {}

  @Query(() => [MyWorkItem], {
    description:
      'What waits for you, up to a hundred: first what only you can do, then by what waiting costs; empty for who works on nothing.',
  })
  async myWork(@Context() { viewer }: RequestContext): Promise<MyWorkItem[]> {
    const rows = await this.queries.of(viewer);
    return rows.map((row) => ({
      kind: row.kind,
      turn: row.turn,
      what: whatWords[row.kind],
      why: whyWords[row.as],
      by: row.by,
      late: row.late,
      row,
    }));
  }

  @ResolveField(() => Node, { nullable: true, description: 'What it is about, with as much of it as you may see.' })
  about(@Parent() { row }: MyWorkItem, @Context() context: RequestContext): Promise<Node | null> {
    return this.nodes.find(row.about, context);
  }
}
