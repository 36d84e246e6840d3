import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Context, Nodes, fromGlobalId, payloadType } from '#platform';
import type { Payload, RequestContext } from '#platform';
import { Commands } from '#workflow';
import { ImportListInput, ImportRow, ImportRun, RowActionEnum, toImportRow, toImportRun } from './import-run.model.js';
import { ImportRuns } from './import-runs.service.js';
import type { RowAction } from './import.plan.js';

const ImportListPayload = payloadType('ImportListPayload', { run: () => ImportRun });

@Resolver(() => ImportRun)
export class ImportsResolver {
  constructor(
    @Inject(ImportRuns) private readonly runs: ImportRuns,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Nodes) nodes: Nodes,
  ) {
    // Sentences of a run that is found by its id alone come in English; `importRun` speaks the language of the request.
    nodes.register('imp', runs.byIds, (row) => toImportRun(row, { language: 'en' }));
  }

  @Mutation(() => ImportListPayload, {
    description: 'Brings in a list in the background, or says what each of its rows would do.',
  })
  importList(
    @Args('input', { description: 'Which list, and how.' }) input: ImportListInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'importList',
      input,
      (tx, act) => this.runs.begin(tx, input, act),
      async (id) => ({ run: await this.find(id, context) }),
    );
  }

  @Query(() => ImportRun, { nullable: true, description: 'A run that you began; null for any other.' })
  importRun(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Context() context: RequestContext,
  ): Promise<ImportRun | null> {
    return this.find(fromGlobalId('imp', id), context);
  }

  @ResolveField(() => [ImportRow], { description: 'Its rows, in the order of the list; at most 500 at a time.' })
  async rows(
    @Parent() parent: ImportRun,
    @Args('action', { type: () => RowActionEnum, nullable: true, description: 'Only these.' }) action: RowAction | null,
    @Args('from', { type: () => Int, nullable: true, description: 'Rows of the sheet from this number on.' })
    from: number | null,
    @Context() context: RequestContext,
  ): Promise<ImportRow[]> {
    const rows = await this.runs.rows(fromGlobalId('imp', parent.id), { action, from: from ?? 0, most: 500 });
    return rows.map((row) => toImportRow(row, context));
  }

  private async find(id: string, context: RequestContext): Promise<ImportRun | null> {
    const row = await context.loaders.load(this.runs.byIds, id);
    return row ? toImportRun(row, context) : null;
  }
}
