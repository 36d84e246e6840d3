import type { Type } from '@nestjs/common';
import { Args, ArgsType, Field, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Page } from './page.js';

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field({ description: 'Is there more after this page?' })
  hasNextPage!: boolean;
  @Field({ description: 'Is there something before this page?' })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first row.' })
  startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last row: hand it to `after` for the next page.' })
  endCursor!: string | null;
}

@ArgsType()
export class PageArguments {
  @Field(() => Int, { description: 'How many rows, 1 to 100.' })
  first!: number;
  @Field(() => String, { nullable: true, description: 'The cursor after which the page begins.' })
  after?: string | null;
}

export interface Connection<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
  /** Counted only when it is read. */
  readonly count: (exact: boolean) => Promise<number | null>;
}

/** One resolver for each connection type, for the field that is counted only when it is asked for. */
export const connectionResolvers: Type[] = [];

/** The connection and edge types of a thing: `RecommendationConnection`, `RecommendationEdge`. */
export function connectionType<T>(name: string, node: () => Type<T>): Type<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a list, with its cursor.` })
  class Edge {
    @Field({ description: 'Where this row stands in the list.' })
    cursor!: string;
    @Field(() => node(), { description: 'The row.' })
    node!: T;
  }
  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class Page {
    @Field(() => [Edge], { description: 'The rows of this page.' })
    edges!: Edge[];
    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo!: PageInfo;
  }
  @Resolver(() => Page)
  class PageResolver {
    @ResolveField(() => Int, {
      nullable: true,
      description: 'How many rows there are that you can see; null beyond 10,000, unless asked to be exact.',
    })
    totalCount(
      @Parent() page: Connection<T>,
      @Args('exact', {
        type: () => Boolean,
        defaultValue: false,
        description: 'Count to the end, however long the list; ask for it once, not with each page.',
      })
      exact: boolean,
    ): Promise<number | null> {
      return page.count(exact);
    }
  }
  connectionResolvers.push(PageResolver);
  return Page as unknown as Type<Connection<T>>;
}

/** A page of rows as a connection of things. */
export function toConnection<Row, T>(
  page: Page<Row>,
  request: { after?: string | null },
  toThing: (row: Row) => T,
): Connection<T> {
  // A cursor is a signature: written where it is asked for, not for every row of every list.
  const edges = page.rows.map((row, index) => ({
    get cursor() {
      return page.cursor(index);
    },
    node: toThing(row),
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: request.after != null,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
    count: (exact) => page.count(exact),
  };
}
