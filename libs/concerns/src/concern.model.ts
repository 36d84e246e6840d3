import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, LanguageEnum, LocalDate, Node, declareNode, graphqlEnum, toGlobalId } from '#platform';

export const CONCERN_KINDS = ['concern', 'request'] as const;
export type ConcernKind = (typeof CONCERN_KINDS)[number];
export const ConcernKindEnum = graphqlEnum('ConcernKind', CONCERN_KINDS, 'What a community group says.', {
  concern: 'What worries them.',
  request: 'What they ask for.',
});

/** Wide enough that nobody is found by it. */
export const COMMUNITIES = [
  'residents',
  'women',
  'youth',
  'farmersAndFishers',
  'workers',
  'indigenousPeople',
  'peopleWithDisabilities',
  'other',
] as const;
export type Community = (typeof COMMUNITIES)[number];
export const CommunityEnum = graphqlEnum('Community', COMMUNITIES, 'What kind of group it is; never its name.');

export const CONCERN_ACTS = ['recorded', 'edited', 'shown', 'tookUp', 'withdrawn'] as const;
export type ConcernAct = (typeof CONCERN_ACTS)[number];
export const ConcernActEnum = graphqlEnum('ConcernAct', CONCERN_ACTS, 'What was done with a concern.', {
  recorded: 'It was written down.',
  edited: 'It was written otherwise.',
  shown: 'It was made confidential, or no longer so.',
  tookUp: 'It became part of a recommendation.',
  withdrawn: 'It was taken back.',
});

declareNode('con', 'Concern');

@ObjectType({
  description:
    'One act on a concern, with the words of that time. For the secretariat and the organisation that heard it.',
})
export class ConcernEntry {
  @Field(() => Int, { description: 'Which step, from 1.' })
  version!: number;
  @Field(() => ConcernActEnum, { description: 'What was done.' })
  act!: ConcernAct;
  @Field(() => String, { nullable: true, description: 'The words, where some were written.' })
  text!: string | null;
  @Field(() => LanguageEnum, { nullable: true, description: 'The language of those words.' })
  language!: 'km' | 'en' | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether it was confidential from then on.' })
  confidential!: boolean | null;
  @Field(() => DateTime, { description: 'When.' })
  at!: string;
}

@ObjectType({
  implements: () => [Node],
  description:
    'What a community group is concerned about or asks for, as an organisation heard it: without names, by the province and the month at most.',
})
export class Concern extends Node {
  @Field(() => Int, { description: 'Counts its steps; hand it back with each change.' })
  version!: number;
  @Field(() => ConcernKindEnum, { description: 'Concern or request.' })
  kind!: ConcernKind;
  @Field(() => CommunityEnum, { description: 'What kind of group it is.' })
  community!: Community;
  @Field({ description: 'Is it for the secretariat and the organisation that heard it only?' })
  confidential!: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'The words. What was taken back is read by the secretariat and the organisation that heard it only.',
  })
  text!: string | null;
  @Field(() => LanguageEnum, { description: 'The language of the words.' })
  language!: 'km' | 'en';
  @Field(() => String, { nullable: true, description: 'Official code of the province; nothing finer is kept.' })
  placeCode!: string | null;
  @Field(() => LocalDate, { description: 'The first day of the month in which it was heard; nothing finer is kept.' })
  heardIn!: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was taken back; null while it stands.' })
  withdrawnAt!: string | null;
  row!: ConcernRow;
}

export interface ConcernRow {
  id: string;
  version: number;
  kind: ConcernKind;
  community: Community;
  organisationId: string;
  confidential: boolean;
  language: 'km' | 'en';
  text: string;
  placeCode: string | null;
  /** `YYYY-MM-01`. */
  heardIn: string;
  /** ISO 8601 in UTC. */
  withdrawnAt: string | null;
  /** Does the viewer read all of it: each wording, and what was taken back? */
  whole: boolean;
}

export function toConcern(row: ConcernRow): Concern {
  return {
    id: toGlobalId('con', row.id),
    version: row.version,
    kind: row.kind,
    community: row.community,
    confidential: row.confidential,
    text: row.whole || row.withdrawnAt === null ? row.text : null,
    language: row.language,
    placeCode: row.placeCode,
    heardIn: row.heardIn,
    withdrawnAt: row.withdrawnAt,
    row,
  };
}
