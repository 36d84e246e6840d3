import { Inject } from '@nestjs/common';
import { Int, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '#platform';
import { Recommendation, RecommendationsQueries } from '#recommendations';
import { Carrying, toStatement, toStatementItem } from './statement.model.js';
import { EndorsementCounts } from './endorsement.counts.js';
import { StatementsQueries } from './statements.queries.js';

/** What statements made of a recommendation: the field of a thing below, added by the feature that knows. */
@Resolver(() => Recommendation)
export class RecommendationCarryingsResolver {
  constructor(
    @Inject(StatementsQueries) private readonly queries: StatementsQueries,
    @Inject(EndorsementCounts) private readonly endorsements: EndorsementCounts,
    @Inject(RecommendationsQueries) private readonly recommendations: RecommendationsQueries,
  ) {}

  @ResolveField(() => [Carrying], {
    description: 'The statements that carry it now, as far as you can see them, and how far each has brought it.',
  })
  async carryings(parent: Recommendation, _args: unknown, context: RequestContext): Promise<Carrying[]> {
    const [details, rows = []] = await Promise.all([
      context.loaders.load(this.recommendations.details, parent.row.id),
      context.loaders.load(this.queries.carryings, parent.row.id),
    ]);
    const told = details?.carryings ?? {};
    const carryings = await Promise.all(
      rows.map(async (row): Promise<Carrying | null> => {
        const statement = await context.loaders.load(this.queries.byIds, row.statementId);
        const stage = told[row.statementId]?.stage ?? 'drafted';
        return statement ? { statement: toStatement(statement), item: toStatementItem(row), stage } : null;
      }),
    );
    const recorded = told['recorded'];
    return [
      ...carryings.filter((each) => each !== null),
      ...(recorded ? [{ statement: null, item: null, stage: recorded.stage }] : []),
    ];
  }

  @ResolveField(() => Int, {
    nullable: true,
    description:
      'How many organisations’ endorsements stand on statements that carry it now, each once. Exact for the secretariat; for others a number from five upwards, else null.',
  })
  async endorsementCount(parent: Recommendation, _args: unknown, context: RequestContext): Promise<number | null> {
    return (await context.loaders.load(this.endorsements.ofRecommendations, parent.row.id)) ?? null;
  }
}
