import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, Refusal, UUID, graphqlEnum } from '#platform';
import { Organisation } from '#organisations';
import { QuorumRuleRevision } from './quorum-rule.model.js';
import type { QuorumRuleRow } from './quorum-rule.model.js';
import type { Tally } from './quorum.js';

export const OCCASIONS = ['close', 'submit'] as const;
export type Occasion = (typeof OCCASIONS)[number];
export const OccasionEnum = graphqlEnum('QuorumOccasion', OCCASIONS, 'When a quorum was judged.', {
  close: 'When the sign-on ended.',
  submit: 'When it was let be handed over.',
});

@ObjectType({ description: 'How many of one network have endorsed.' })
export class NetworkCount {
  @Field(() => Organisation, { nullable: true, description: 'The network.' })
  network!: Organisation | null;
  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'How many that work in one province have endorsed.' })
export class ProvinceCount {
  @Field({ description: 'Official code of the province.' })
  placeCode!: string;
  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'How many stand behind one item.' })
export class ItemCount {
  @Field(() => UUID, { description: 'The item.' })
  itemKey!: string;
  @Field(() => Int, { description: 'How many; those with a reservation on it are not counted.' })
  count!: number;
}

@ObjectType({ description: 'What was counted; for the secretariat.' })
export class QuorumTally {
  @Field(() => Int, { description: 'Organisations that have endorsed.' })
  given!: number;
  @Field(() => Int, {
    description: 'Organisations that have to confirm after a change in substance; none of them counts.',
  })
  toReconfirm!: number;
  @Field(() => [NetworkCount], { description: 'By network.' })
  byNetwork!: NetworkCount[];
  @Field(() => [ProvinceCount], { description: 'By province.' })
  byProvince!: ProvinceCount[];
  @Field(() => [Organisation], { description: 'Bodies that block.' })
  blocks!: Organisation[];
  @Field(() => [ItemCount], { description: 'By item.' })
  items!: ItemCount[];
}

@ObjectType({ description: 'What it takes for the statement to be endorsed, and how far it has come.' })
export class StatementQuorum {
  @Field(() => QuorumRuleRevision, {
    nullable: true,
    description: 'The rule; null where none was chosen or none is known.',
  })
  rule!: QuorumRuleRevision | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Is it met? Visible to all. Null before sign-on, and where an old record does not say.',
  })
  met!: boolean | null;
  @Field(() => [Refusal], { description: 'What is missing, as far as you may know it.' })
  missing!: Refusal[];
  @Field(() => QuorumTally, { nullable: true, description: 'What was counted; for the secretariat.' })
  tally!: QuorumTally | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'How many have endorsed; outside the secretariat from five upwards, without those who wish to be hidden.',
  })
  count!: number | null;
}

@ObjectType({ description: 'A judgement of the quorum, kept with the rule of that day.' })
export class QuorumJudgement {
  @Field(() => OccasionEnum, { description: 'When.' })
  occasion!: Occasion;
  @Field(() => Int, { description: 'Of which version.' })
  versionNumber!: number;
  @Field(() => QuorumRuleRevision, { nullable: true, description: 'By which rule.' })
  rule!: QuorumRuleRevision | null;
  @Field({ description: 'Was it met?' })
  met!: boolean;
  @Field(() => DateTime, { description: 'The moment.' })
  judgedAt!: Date;
  @Field(() => QuorumTally, { nullable: true, description: 'What was counted; for the secretariat.' })
  tally!: QuorumTally | null;
}

/** A judgement as it is read. */
export interface JudgementRow {
  statementId: string;
  occasion: Occasion;
  versionNumber: number;
  rule: QuorumRuleRow;
  met: boolean;
  judgedAt: Date;
  tally: Tally;
}
