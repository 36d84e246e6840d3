import { Inject, Injectable } from '@nestjs/common';
import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { DomainError } from './errors.js';
import { Context, Node } from './graphql.js';
import type { Batch, RequestContext } from './graphql.js';
import { fromGlobalId, prefixOf } from './ids.js';

interface Loader {
  batch: Batch<string, unknown>;
  toNode: (row: unknown) => Node;
}

/** How each type is found by its id, for `node` and `nodes`; through the same scoped reads as its lists. */
@Injectable()
export class Nodes {
  private readonly loaders = new Map<string, Loader>();

  /** Each feature registers its types. `batch` must leave out what the viewer may not see. */
  register<Row>(prefix: string, batch: Batch<string, Row>, toNode: (row: Row) => Node): void {
    this.loaders.set(prefix, { batch, toNode: toNode as (row: unknown) => Node });
  }

  /** The thing behind an id; null when it is not there or not for this viewer: the two look the same. */
  async find(globalId: string, context: RequestContext): Promise<Node | null> {
    const prefix = prefixOf(globalId);
    const loader = prefix && this.loaders.get(prefix);
    if (!loader) return null;
    const row = await context.loaders.load(loader.batch, fromGlobalId(prefix, globalId));
    return row === undefined ? null : loader.toNode(row);
  }
}

@Resolver(() => Node)
export class NodesResolver {
  constructor(@Inject(Nodes) private readonly nodes: Nodes) {}

  @Query(() => Node, { nullable: true, description: 'Anything by its id; null when it is not there or not for you.' })
  node(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Context() context: RequestContext,
  ): Promise<Node | null> {
    return this.nodes.find(id, context);
  }

  @Query(() => [Node], {
    name: 'nodes',
    nullable: 'items',
    description: 'Up to fifty things by their ids, in the order asked.',
  })
  several(
    @Args('ids', { type: () => [ID], description: 'Their ids.' }) ids: string[],
    @Context() context: RequestContext,
  ): Promise<(Node | null)[]> {
    if (ids.length > 50)
      throw new DomainError('refused', [{ code: 'TOO_MANY', parameters: { most: 50 }, path: ['ids'] }]);
    return Promise.all(ids.map((id) => this.nodes.find(id, context)));
  }
}
