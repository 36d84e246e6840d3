import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, LanguageEnum, Node, declareNode, graphqlEnum, toGlobalId } from '#platform';

export const REMARK_KINDS = ['comment', 'question'] as const;
export type RemarkKind = (typeof REMARK_KINDS)[number];
export const RemarkKindEnum = graphqlEnum('RemarkKind', REMARK_KINDS, 'What a member organisation says.', {
  comment: 'A remark that asks nothing.',
  question: 'A question, which the secretariat answers.',
});

/** From the fewest to the most: each step shows it to more people, or says more. */
export const REMARK_AUDIENCES = ['secretariat', 'unnamed', 'named'] as const;
export type RemarkAudience = (typeof REMARK_AUDIENCES)[number];
export const RemarkAudienceEnum = graphqlEnum(
  'RemarkAudience',
  REMARK_AUDIENCES,
  'Who reads a remark besides its own organisation; only that organisation chooses.',
  {
    secretariat: 'The secretariat only. Who asks can be taken for who hesitates.',
    unnamed: 'Whoever works in the coalition and sees what it is about; not whose it is.',
    named: 'The same, with the name of the organisation.',
  },
);

export const REMARK_ACTS = ['said', 'edited', 'shown', 'answered', 'withdrawn'] as const;
export type RemarkAct = (typeof REMARK_ACTS)[number];
export const RemarkActEnum = graphqlEnum('RemarkAct', REMARK_ACTS, 'What was done with a remark.', {
  said: 'It was said or asked.',
  edited: 'It was said otherwise.',
  shown: 'Other people may read it from here on.',
  answered: 'It was answered, or answered otherwise.',
  withdrawn: 'It was taken back.',
});

declareNode('rmk', 'Remark');

@ObjectType({ description: 'What the secretariat answers.' })
export class RemarkAnswer {
  @Field({ description: 'In its own words.' })
  text!: string;
  @Field(() => LanguageEnum, { description: 'The language of the answer.' })
  language!: 'km' | 'en';
  @Field(() => DateTime, { description: 'When it was last answered.' })
  answeredAt!: string;
}

@ObjectType({
  description: 'One act on a remark, with the words of that time. For the secretariat and the organisation itself.',
})
export class RemarkEntry {
  @Field(() => Int, { description: 'Which step, from 1.' })
  version!: number;
  @Field(() => RemarkActEnum, { description: 'What was done.' })
  act!: RemarkAct;
  @Field(() => String, { nullable: true, description: 'The words, where some were said.' })
  text!: string | null;
  @Field(() => LanguageEnum, { nullable: true, description: 'The language of those words.' })
  language!: 'km' | 'en' | null;
  @Field(() => RemarkAudienceEnum, { nullable: true, description: 'Who could read it from then on.' })
  audience!: RemarkAudience | null;
  @Field(() => DateTime, { description: 'When.' })
  at!: string;
}

@ObjectType({
  implements: () => [Node],
  description: 'A comment or a question of a member organisation about a statement or a recommendation.',
})
export class Remark extends Node {
  @Field(() => Int, { description: 'Counts its steps; hand it back with each change.' })
  version!: number;
  @Field(() => RemarkKindEnum, { description: 'Comment or question.' })
  kind!: RemarkKind;
  @Field(() => RemarkAudienceEnum, { description: 'Who reads it.' })
  audience!: RemarkAudience;
  @Field(() => String, {
    nullable: true,
    description: 'The words. What was taken back is read by the secretariat and its organisation only.',
  })
  text!: string | null;
  @Field(() => LanguageEnum, { description: 'The language of the words.' })
  language!: 'km' | 'en';
  @Field({ description: 'Was it said otherwise before?' })
  edited!: boolean;
  @Field(() => RemarkAnswer, {
    nullable: true,
    description: 'The answer of the secretariat; null while there is none.',
  })
  answer!: RemarkAnswer | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was taken back; null while it stands.' })
  withdrawnAt!: string | null;
  @Field(() => DateTime, { description: 'When it was said.' })
  createdAt!: string;
  row!: RemarkRow;
}

export interface RemarkRow {
  id: string;
  version: number;
  kind: RemarkKind;
  statementId: string | null;
  recommendationId: string | null;
  organisationId: string;
  audience: RemarkAudience;
  language: 'km' | 'en';
  text: string;
  edited: boolean;
  answerLanguage: 'km' | 'en' | null;
  answer: string | null;
  /** ISO 8601 in UTC, as the other moments. */
  answeredAt: string | null;
  withdrawnAt: string | null;
  createdAt: string;
  /** Does the viewer read all of it: whose it is, and what was taken back? */
  whole: boolean;
}

export function toRemark(row: RemarkRow): Remark {
  const told = row.whole || row.withdrawnAt === null;
  return {
    id: toGlobalId('rmk', row.id),
    version: row.version,
    kind: row.kind,
    audience: row.audience,
    text: told ? row.text : null,
    language: row.language,
    edited: row.edited,
    answer:
      told && row.answer !== null
        ? {
            text: row.answer,
            language: row.answerLanguage as 'km' | 'en',
            answeredAt: row.answeredAt as string,
          }
        : null,
    withdrawnAt: row.withdrawnAt,
    createdAt: row.createdAt,
    row,
  };
}
