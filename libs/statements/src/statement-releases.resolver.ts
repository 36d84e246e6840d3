import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Context, Database, fromGlobalId, notFound, payloadType } from '#platform';
import type { Payload, RequestContext } from '#platform';
import { seesEvery } from '#policy';
import { Commands } from '#workflow';
import { StatementReleases } from './statement-releases.service.js';
import { Embargo, ReleasePreview, ReleaseStatementInput, ReleaseWishInput, toWish } from './statement-release.model.js';
import { Statement, toStatement } from './statement.model.js';
import { StatementsQueries } from './statements.queries.js';

const ReleaseStatementPayload = payloadType('ReleaseStatementPayload', { statement: () => Statement });

/** Who may see the text of a statement outside the coalition. */
@Resolver(() => Statement)
export class StatementReleasesResolver {
  constructor(
    @Inject(StatementReleases) private readonly releases: StatementReleases,
    @Inject(StatementsQueries) private readonly queries: StatementsQueries,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Database) private readonly db: Database,
  ) {}

  @ResolveField(() => Embargo, { nullable: true, description: 'What its text is held back for; null when it is not.' })
  embargo(@Parent() { row }: Statement): Embargo | null {
    const { release } = row.context;
    if (row.release !== 'embargoed' || !release) return null;
    return { until: release.until ? new Date(release.until) : null, upon: release.upon };
  }

  @Query(() => ReleasePreview, {
    nullable: true,
    description:
      'What a release of this statement’s text would open to whom; null when it is not there or not for you.',
  })
  async releasePreview(
    @Args('id', { type: () => ID, description: 'The statement.' }) id: string,
    @Args('release', { description: 'Who may see it.' }) wish: ReleaseWishInput,
    @Context() { viewer }: RequestContext,
  ): Promise<ReleasePreview | null> {
    const statementId = fromGlobalId('stm', id);
    if (!seesEvery('ReleasePreview', viewer)) return null;
    if (!(await this.queries.sees(statementId, viewer, this.db.as(viewer)))) return null;
    return this.releases.preview(this.db.asProduct, statementId, toWish(wish));
  }

  @Mutation(() => ReleaseStatementPayload, {
    description:
      'Says who may see the text of the version that counts outside the coalition: after a preview, and after showing that it is you. It releases no name.',
  })
  releaseStatement(
    @Args('input', { description: 'Which, and who may see it.' }) input: ReleaseStatementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    const show = () => context.loaders.show(this.queries.byIds, fromGlobalId('stm', input.id), toStatement);
    return this.commands.answer(
      context,
      'releaseStatement',
      input,
      async (tx, act) => {
        const id = fromGlobalId('stm', input.id);
        if (!(await this.queries.sees(id, context.viewer, tx))) throw notFound();
        const { expectedVersion, release, previewDigest: digest } = input;
        await this.releases.release(tx, { id, expectedVersion, wish: toWish(release), digest }, act);
      },
      async () => ({ statement: await show() }),
      async () => show(),
    );
  }
}
