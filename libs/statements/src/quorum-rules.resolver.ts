import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Context, Nodes, PageArguments, connectionType, payloadType, toConnection, toGlobalId } from '#platform';
import type { Connection, Payload, RequestContext } from '#platform';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { Commands } from '#workflow';
import {
  NetworkQuota,
  QuorumRuleRevision,
  RuleSentence,
  SetQuorumRuleInput,
  toQuorumRule,
} from './quorum-rule.model.js';
import { sentenceOf } from './quorum-rule.sentence.js';
import { QuorumRules } from './quorum-rules.service.js';

const QuorumRuleConnection = connectionType('QuorumRule', () => QuorumRuleRevision);
const SetQuorumRulePayload = payloadType('SetQuorumRulePayload', { quorumRule: () => QuorumRuleRevision });

@Resolver(() => QuorumRuleRevision)
export class QuorumRulesResolver {
  constructor(
    @Inject(QuorumRules) private readonly rules: QuorumRules,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Nodes) nodes: Nodes,
  ) {
    nodes.register('qru', rules.nodes, toQuorumRule);
  }

  @Query(() => QuorumRuleConnection, { description: 'The quorum rules in all their revisions, newest first.' })
  async quorumRules(
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<QuorumRuleRevision>> {
    return toConnection(await this.rules.list(page, context.viewer), page, toQuorumRule);
  }

  @Mutation(() => SetQuorumRulePayload, {
    description: 'Sets a quorum rule, or its next revision. Statements that were opened keep the revision they have.',
  })
  setQuorumRule(
    @Args('input', { description: 'The rule.' }) input: SetQuorumRuleInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'setQuorumRule',
      input,
      (tx, act) => this.rules.set(tx, input, act),
      async (id) => {
        const row = await context.loaders.load(this.rules.nodes, id);
        return { quorumRule: row ? toQuorumRule(row) : null };
      },
    );
  }

  @ResolveField(() => RuleSentence, { description: 'The rule as a sentence.' })
  async sentence(@Parent() parent: QuorumRuleRevision, @Context() context: RequestContext): Promise<RuleSentence> {
    const { rule } = parent.row;
    const ids = [...(rule.fromNetworks ?? []).map((each) => each.organisationId), ...(rule.noBlockBy ?? [])];
    const found = await Promise.all(ids.map((id) => this.find(id, context)));
    const names = new Map(found.filter((each) => each !== null).map((each) => [each.id, each.name]));
    return sentenceOf(rule, (id) => {
      const name = names.get(toGlobalId('org', id));
      return name && { km: name.km ?? name.en, en: name.en };
    });
  }

  @ResolveField(() => [NetworkQuota], { description: 'How many of them from named networks.' })
  fromNetworks(@Parent() parent: QuorumRuleRevision, @Context() context: RequestContext): Promise<NetworkQuota[]> {
    const quotas = parent.row.rule.fromNetworks ?? [];
    return Promise.all(
      quotas.map(async ({ organisationId, atLeast }) => ({
        network: await this.find(organisationId, context),
        atLeast,
      })),
    );
  }

  @ResolveField(() => [Organisation], {
    description: 'Bodies whose block stands in the way, as far as you can see them.',
  })
  async noBlockBy(@Parent() parent: QuorumRuleRevision, @Context() context: RequestContext): Promise<Organisation[]> {
    const found = await Promise.all((parent.row.rule.noBlockBy ?? []).map((id) => this.find(id, context)));
    return found.filter((each) => each !== null);
  }

  private async find(id: string, context: RequestContext): Promise<Organisation | null> {
    const row = await context.loaders.load(this.organisations.byIds, id);
    return row ? toOrganisation(row) : null;
  }
}
