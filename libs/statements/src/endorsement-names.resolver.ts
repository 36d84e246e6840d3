import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Context, Database, fromGlobalId, notFound, payloadType } from '#platform';
import type { Payload, RequestContext } from '#platform';
import { seesEvery } from '#policy';
import { Commands } from '#workflow';
import { NamesPreview, ReleaseNamesInput, Signatory } from './endorsement-names.model.js';
import { EndorsementNames } from './endorsement-names.service.js';
import type { NameShown } from './endorsement-names.service.js';
import { Statement, toStatement } from './statement.model.js';
import { StatementsQueries } from './statements.queries.js';

const ReleaseNamesPayload = payloadType('ReleaseNamesPayload', { statement: () => Statement });

const toSignatory = ({ km, en }: NameShown): Signatory => ({ name: { km, en } });
const idsOf = (ids: readonly string[] | null | undefined) => ids?.map((id) => fromGlobalId('end', id));

/** Names of endorsers that others than the secretariat may read. */
@Resolver(() => Statement)
export class EndorsementNamesResolver {
  constructor(
    @Inject(EndorsementNames) private readonly names: EndorsementNames,
    @Inject(StatementsQueries) private readonly statements: StatementsQueries,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Database) private readonly db: Database,
  ) {}

  @ResolveField(() => [Signatory], {
    description:
      'Organisations that have signed, let everybody see it, and whose names were released, by name. How many others have signed it does not say.',
  })
  async signatories(@Parent() { row }: Statement, @Context() context: RequestContext): Promise<Signatory[]> {
    const found = (await context.loaders.load(this.names.signatories, row.id)) ?? [];
    return found.map(toSignatory);
  }

  @Query(() => NamesPreview, {
    nullable: true,
    description: 'What releasing names of endorsers would show to whom; null when it is not there or not for you.',
  })
  async namesPreview(
    @Args('id', { type: () => ID, description: 'The statement.' }) id: string,
    @Context() { viewer }: RequestContext,
    @Args('endorsementIds', {
      type: () => [ID],
      nullable: true,
      description: 'Which endorsements; all whose organisations let their names be seen if left out.',
    })
    endorsementIds?: string[],
  ): Promise<NamesPreview | null> {
    const statementId = fromGlobalId('stm', id);
    if (!seesEvery('NamesPreview', viewer)) return null;
    if (!(await this.statements.sees(statementId, viewer, this.db.as(viewer)))) return null;
    const shown = await this.names.preview(this.db.as(viewer), statementId, idsOf(endorsementIds));
    return { ...shown, names: shown.names.map(toSignatory), toAddressees: shown.toAddressees.map(toSignatory) };
  }

  @Mutation(() => ReleaseNamesPayload, {
    description:
      'Releases names of organisations that let them be seen: after a preview, and after showing that it is you. Each organisation reads it in the history of its endorsement, and ends it by appearing otherwise.',
  })
  releaseNames(
    @Args('input', { description: 'Of which statement, and whose.' }) input: ReleaseNamesInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    const statementId = fromGlobalId('stm', input.statementId);
    return this.commands.answer(
      context,
      'releaseNames',
      input,
      async (tx, act) => {
        if (!(await this.statements.sees(statementId, context.viewer, tx))) throw notFound();
        const asked = { statementId, chosen: idsOf(input.endorsementIds), digest: input.previewDigest };
        await this.names.release(tx, asked, act);
      },
      async () => ({ statement: await context.loaders.show(this.statements.byIds, statementId, toStatement) }),
    );
  }
}
