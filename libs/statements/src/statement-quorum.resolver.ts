import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Context, toRefusal } from '#platform';
import type { RequestContext } from '#platform';
import { FEWEST_TOLD, sees, seesSmallCounts } from '#policy';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { toQuorumRule } from './quorum-rule.model.js';
import type { Tally } from './quorum.js';
import { QuorumJudgement, QuorumTally, StatementQuorum } from './statement-quorum.model.js';
import { Judgements } from './statement.judgements.js';
import type { Judged } from './statement.judgements.js';
import { Statement } from './statement.model.js';
import { quorumReached } from './statement.requirements.js';

/** A statement's quorum: who may know how much of it. That it was reached is visible to all, whatever its size. */
@Resolver(() => Statement)
export class StatementQuorumResolver {
  constructor(
    @Inject(Judgements) private readonly judgements: Judgements,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
  ) {}

  @ResolveField(() => StatementQuorum, {
    description: 'What it takes for it to be endorsed, and how far it has come.',
  })
  async quorum(@Parent() parent: Statement, @Context() context: RequestContext): Promise<StatementQuorum> {
    const { row } = parent;
    const standing = await context.loaders.load(this.judgements.ofStatements, row.id);
    const { rule, judged, kept, shown } = standing ?? { rule: null, judged: undefined, kept: [], shown: 0 };
    const live = judged && ['endorsing', 'endorsed'].includes(row.status) ? judged : undefined;
    const met = live ? live.weighed.met : (kept.at(-1)?.met ?? null);
    const rules = sees(context.viewer, 'StatementQuorum.rule');
    return {
      rule: rule && rules ? toQuorumRule(rule) : null,
      met,
      missing: live && !live.weighed.met ? [toRefusal(missingOf(live), context)] : [],
      tally: sees(context.viewer, 'StatementQuorum.tally') && judged ? await this.toTally(judged.tally, context) : null,
      count: countFor(
        seesSmallCounts(context.viewer),
        live !== undefined || row.context.past === null,
        judged?.tally.given,
        shown,
      ),
    };
  }

  @ResolveField('judgements', () => [QuorumJudgement], {
    description: 'Every judgement of its quorum, oldest first, with the rule of that day.',
  })
  async judgementsOf(@Parent() parent: Statement, @Context() context: RequestContext): Promise<QuorumJudgement[]> {
    const rows = (await context.loaders.load(this.judgements.ofStatements, parent.row.id))?.kept ?? [];
    return Promise.all(
      rows.map(async (row) => ({
        ...row,
        rule: sees(context.viewer, 'QuorumJudgement.rule') ? toQuorumRule(row.rule) : null,
        tally: sees(context.viewer, 'QuorumJudgement.tally') ? await this.toTally(row.tally, context) : null,
      })),
    );
  }

  private async toTally(tally: Tally, context: RequestContext): Promise<QuorumTally> {
    const find = async (id: string): Promise<Organisation | null> => {
      const row = await context.loaders.load(this.organisations.byIds, id);
      return row ? toOrganisation(row) : null;
    };
    const networks = Object.entries(tally.byNetwork).map(async ([id, count]) => ({ network: await find(id), count }));
    const blocks = await Promise.all(tally.blocks.map(find));
    return {
      given: tally.given,
      toReconfirm: tally.toReconfirm,
      byNetwork: await Promise.all(networks),
      byProvince: Object.entries(tally.byProvince).map(([placeCode, count]) => ({ placeCode, count })),
      blocks: blocks.filter((each) => each !== null),
      items: Object.entries(tally.items).map(([itemKey, count]) => ({ itemKey, count })),
    };
  }
}

const missingOf = (judged: Judged) => {
  const { code, clearedBy, detail } = quorumReached();
  const look = { event: { quorum: judged.weighed } } as never;
  return { code, clearedBy, ...(detail ? { detail: detail(look) } : {}) };
};

function countFor(
  inside: boolean,
  counts: boolean,
  given: number | undefined,
  shown: number | undefined,
): number | null {
  if (!counts) return null;
  if (inside) return given ?? null;
  return shown !== undefined && shown >= FEWEST_TOLD ? shown : null;
}
