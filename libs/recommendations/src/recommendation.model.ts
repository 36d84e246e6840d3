import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, LanguageEnum, Node, TextStatusEnum, declareNode, graphqlEnum, toGlobalId } from '#platform';
import { CLOSINGS, ORIGINS, PROPOSAL_STATUSES, STAGES, STANDINGS, UPTAKES } from './recommendation.machine.js';
import type {
  Closing,
  Origin,
  ProposalStatus,
  Proposed,
  RecommendationContext,
  Stage,
} from './recommendation.machine.js';

export const StageEnum = graphqlEnum(
  'Stage',
  STAGES,
  'How far a recommendation was carried: the furthest that a live carrying has reached.',
  {
    drafted: 'The wording is being made.',
    endorsing: 'A statement that carries it is open for sign-on.',
    endorsed: 'A statement that carries it is endorsed.',
    submitted: 'It was handed over to an addressee.',
    answered: 'At least one addressee has answered it in substance; `positions` says which, and what.',
  },
);
export const UptakeEnum = graphqlEnum('Uptake', UPTAKES, 'Whether a text takes it up.', {
  none: 'No verified integration.',
  inDraft: 'Verified in a draft edition only; a draft can drop it.',
  integrated: 'Verified in at least one adopted edition.',
});
export const StandingEnum = graphqlEnum('Standing', STANDINGS, 'Whether it still stands.');
export const ClosingEnum = graphqlEnum('Closing', CLOSINGS, 'Why it was closed.');
export const ProposalStatusEnum = graphqlEnum(
  'ProposalStatus',
  PROPOSAL_STATUSES,
  'What became of what an organisation proposed.',
  {
    open: 'The secretariat has not answered yet.',
    takenUp: 'The secretariat works on with it.',
    declined: 'The secretariat does not; the reason stands in its history. It may be proposed again.',
    merged: 'It has gone into another recommendation.',
  },
);
export const OriginEnum = graphqlEnum('Origin', ORIGINS, 'Where a proposal comes from.', {
  ownWork: 'The work of the organisation itself.',
  community: 'What a community group asked for or is concerned about.',
  consultation: 'A consultation or a meeting.',
  study: 'A study or a report.',
});
export const SCOPES = ['national', 'administrationType', 'places'] as const;
export type Scope = (typeof SCOPES)[number];
export const ScopeEnum = graphqlEnum('Scope', SCOPES, 'Where it is to apply.');
export const ADMINISTRATION_TYPES = [
  'capitalProvince',
  'municipality',
  'district',
  'khan',
  'commune',
  'sangkat',
] as const;
export type AdministrationType = (typeof ADMINISTRATION_TYPES)[number];
export const AdministrationTypeEnum = graphqlEnum(
  'AdministrationType',
  ADMINISTRATION_TYPES,
  'A type of sub-national administration.',
);
export const RELEASES = ['private', 'embargoed', 'public'] as const;
export type Release = (typeof RELEASES)[number];
export const ReleaseEnum = graphqlEnum(
  'Release',
  RELEASES,
  'Who may see it at all: private to the coalition unless released.',
);
export type TextStatus = 'current' | 'behind' | 'missing' | 'toFollow';

declareNode('rec', 'Recommendation');

@ObjectType({
  description: 'A text in both languages. What is missing is null, never silently replaced by the other language.',
})
export class BilingualText {
  @Field(() => String, { nullable: true, description: 'In Khmer.' })
  km!: string | null;
  @Field(() => String, { nullable: true, description: 'In English.' })
  en!: string | null;
}

@ObjectType({
  description: 'That an organisation proposed it. For the secretariat and that organisation.',
})
export class Proposal {
  @Field(() => ProposalStatusEnum, { description: 'What became of it.' })
  status!: ProposalStatus;
  @Field(() => OriginEnum, { description: 'Where it comes from, as the organisation says.' })
  origin!: Origin;
}

@ObjectType({
  implements: () => [Node],
  description: 'One ask to one or more addressees, aimed at one or more policy instruments.',
})
export class Recommendation extends Node {
  @Field({ description: 'Its human number, such as R-2026-041.' })
  number!: string;
  @Field(() => Int, { description: 'Counts its steps; hand it back with each change.' })
  version!: number;
  @Field(() => StageEnum, { description: 'How far it was carried.' })
  stage!: Stage;
  @Field(() => UptakeEnum, { description: 'Whether a text takes it up.' })
  uptake!: (typeof UPTAKES)[number];
  @Field(() => StandingEnum, { description: 'Whether it still stands.' })
  standing!: (typeof STANDINGS)[number];
  @Field(() => ClosingEnum, { nullable: true, description: 'Why it was closed; null while it is active.' })
  closedAs!: Closing | null;
  @Field(() => LanguageEnum, { description: 'The language whose text is the authentic one.' })
  authenticLanguage!: 'km' | 'en';
  @Field(() => BilingualText, { description: 'What it is called.' })
  title!: BilingualText;
  @Field(() => TextStatusEnum, { description: 'Where the Khmer text stands.' })
  khmerText!: TextStatus;
  @Field(() => TextStatusEnum, { description: 'Where the English text stands.' })
  englishText!: TextStatus;
  @Field(() => ScopeEnum, { description: 'Where it is to apply.' })
  scope!: Scope;
  @Field(() => AdministrationTypeEnum, { nullable: true, description: 'For one type of sub-national administration.' })
  administrationType!: AdministrationType | null;
  @Field(() => ReleaseEnum, { description: 'Who may see it at all.' })
  release!: Release;
  @Field(() => String, { nullable: true, description: 'Its number in the list that it came from.' })
  externalReference!: string | null;
  @Field(() => DateTime, { description: 'When it was entered.' })
  createdAt!: string;
  /** The row behind it, for the fields that are read beside it. */
  row!: RecommendationRow;
}

/** A recommendation as a list reads it; its long texts are read only where they are asked for. */
export interface RecommendationRow {
  id: string;
  number: string;
  version: number;
  stage: Stage;
  uptake: (typeof UPTAKES)[number];
  standing: (typeof STANDINGS)[number];
  closedAs: Closing | null;
  scope: Scope;
  administrationType: AdministrationType | null;
  authenticLanguage: 'km' | 'en';
  release: Release;
  proposedById: string | null;
  proposal: Proposed | null;
  externalReference: string | null;
  /** ISO 8601, UTC. */
  createdAt: string;
  titleKm: string | null;
  titleEn: string | null;
  kmStatus: TextStatus;
  enStatus: TextStatus;
}

/** What a recommendation says beside its title, and what statements made of it, as its own history tells it. */
export interface DetailsRow {
  body: BilingualText;
  problem: BilingualText;
  carryings: RecommendationContext['carryings'];
}

export function toRecommendation(row: RecommendationRow): Recommendation {
  return {
    id: toGlobalId('rec', row.id),
    number: row.number,
    version: row.version,
    stage: row.stage,
    uptake: row.uptake,
    standing: row.standing,
    closedAs: row.closedAs,
    authenticLanguage: row.authenticLanguage,
    title: { km: row.titleKm, en: row.titleEn },
    khmerText: row.kmStatus,
    englishText: row.enStatus,
    scope: row.scope,
    administrationType: row.administrationType,
    release: row.release,
    externalReference: row.externalReference,
    createdAt: row.createdAt,
    row,
  };
}
