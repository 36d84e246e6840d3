import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { CommandInput, DateTime, Node, declareNode, toGlobalId } from '#platform';
import { Organisation } from '#organisations';
import type { QuorumRule } from './quorum.js';

declareNode('qru', 'QuorumRule');

@ObjectType({ description: 'So many organisations that belong to one network.' })
export class NetworkQuota {
  @Field(() => Organisation, { nullable: true, description: 'The network.' })
  network!: Organisation | null;
  @Field(() => Int, { description: 'How many of its members at least.' })
  atLeast!: number;
}

@ObjectType({ description: 'So many organisations that work in one province.' })
export class ProvinceQuota {
  @Field({ description: 'Official code of the province.' })
  placeCode!: string;
  @Field(() => Int, { description: 'How many organisations at least.' })
  atLeast!: number;
}

@ObjectType({ description: 'A sentence in both languages.' })
export class RuleSentence {
  @Field({ description: 'In Khmer.' })
  km!: string;
  @Field({ description: 'In English.' })
  en!: string;
}

@ObjectType('QuorumRule', {
  implements: () => [Node],
  description:
    'What it takes for a statement to be endorsed. A revision never changes; a statement keeps the one it was opened with.',
})
export class QuorumRuleRevision extends Node {
  @Field({ description: 'What the rule is called, such as usual.' })
  code!: string;
  @Field(() => Int, { description: 'Which revision of it, from 1.' })
  revision!: number;
  @Field({ description: 'Is it the newest revision?' })
  current!: boolean;
  @Field(() => Int, { description: 'How many organisations at least.' })
  atLeast!: number;
  @Field(() => [ProvinceQuota], { description: 'How many of them from named provinces.' })
  fromProvinces!: ProvinceQuota[];
  @Field(() => Int, {
    nullable: true,
    description: 'How many must stand behind each item, those with reservations on it not counted.',
  })
  itemAtLeast!: number | null;
  @Field(() => String, { nullable: true, description: 'Where the rule is written down.' })
  source!: string | null;
  @Field(() => DateTime, { description: 'When it was set.' })
  setAt!: Date;
  row!: QuorumRuleRow;
}

/** A revision as it is read. */
export interface QuorumRuleRow {
  id: string;
  code: string;
  revision: number;
  current: boolean;
  rule: QuorumRule;
  source: string | null;
  setAt: Date;
}

export function toQuorumRule(row: QuorumRuleRow): QuorumRuleRevision {
  return {
    id: toGlobalId('qru', row.id),
    code: row.code,
    revision: row.revision,
    current: row.current,
    atLeast: row.rule.atLeast,
    fromProvinces: (row.rule.fromProvinces ?? []).map(({ code, atLeast }) => ({ placeCode: code, atLeast })),
    itemAtLeast: row.rule.itemAtLeast ?? null,
    source: row.source,
    setAt: row.setAt,
    row,
  };
}

@InputType({ description: 'So many organisations that belong to one network.' })
export class NetworkQuotaInput {
  @Field(() => ID, { description: 'The network.' })
  networkId!: string;
  @Field(() => Int, { description: 'How many of its members at least.' })
  atLeast!: number;
}

@InputType({ description: 'So many organisations that work in one province.' })
export class ProvinceQuotaInput {
  @Field({ description: 'Official code of the province.' })
  placeCode!: string;
  @Field(() => Int, { description: 'How many organisations at least.' })
  atLeast!: number;
}

@InputType({ description: 'A quorum rule: a new one, or the next revision of one that is there.' })
export class SetQuorumRuleInput extends CommandInput {
  @Field({ description: 'What the rule is called.' })
  code!: string;
  @Field(() => Int, { description: 'The revision that you saw; 0 for a new rule.' })
  expectedRevision!: number;
  @Field(() => Int, { description: 'How many organisations at least.' })
  atLeast!: number;
  @Field(() => [NetworkQuotaInput], { nullable: true, description: 'How many of them from named networks.' })
  fromNetworks?: NetworkQuotaInput[] | null;
  @Field(() => [ProvinceQuotaInput], { nullable: true, description: 'How many of them from named provinces.' })
  fromProvinces?: ProvinceQuotaInput[] | null;
  @Field(() => [ID], { nullable: true, description: 'Bodies whose block stands in the way.' })
  noBlockBy?: string[] | null;
  @Field(() => Int, { nullable: true, description: 'How many must stand behind each item.' })
  itemAtLeast?: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'Where the rule is written down, such as the minutes of a meeting.',
  })
  source?: string | null;
}
