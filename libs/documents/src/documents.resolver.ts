import { Inject } from '@nestjs/common';
import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Context, Nodes, fromGlobalId } from '#platform';
import type { RequestContext } from '#platform';
import { HistoryEntry } from '#workflow';
import { Document, toDocument } from './document.model.js';
import { DocumentsQueries } from './documents.queries.js';

@Resolver(() => Document)
export class DocumentsResolver {
  constructor(
    @Inject(DocumentsQueries) private readonly queries: DocumentsQueries,
    @Inject(Nodes) nodes: Nodes,
  ) {
    nodes.register('doc', queries.byIds, toDocument);
  }

  @Query(() => Document, {
    nullable: true,
    description: 'One document by its id; null when it is not there or not for you. Handed in by `POST /documents`.',
  })
  async document(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Context() context: RequestContext,
  ): Promise<Document | null> {
    const row = await context.loaders.load(this.queries.byIds, fromGlobalId('doc', id));
    return row ? toDocument(row) : null;
  }
}

/** What proves a step, beside each entry of a history. */
@Resolver(() => HistoryEntry)
export class HistoryDocumentsResolver {
  constructor(@Inject(DocumentsQueries) private readonly queries: DocumentsQueries) {}

  @ResolveField(() => [Document], { description: 'The documents that prove it, those of them that you may see.' })
  async documents(@Parent() entry: HistoryEntry, @Context() context: RequestContext): Promise<Document[]> {
    const ids = entry.evidence.map((id) => fromGlobalId('doc', id));
    return context.loaders.showAll(this.queries.byIds, ids, toDocument);
  }
}
