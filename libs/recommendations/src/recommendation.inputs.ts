import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { CaseCommandInput, CommandInput, DateTime, LanguageEnum, LocalDate } from '#platform';
import { PrecisionEnum } from '#workflow';
import type { MomentGiven, Precision } from '#workflow';
import {
  AdministrationTypeEnum,
  OriginEnum,
  ProposalStatusEnum,
  ScopeEnum,
  StageEnum,
  StandingEnum,
  UptakeEnum,
} from './recommendation.model.js';
import type { AdministrationType, Scope } from './recommendation.model.js';
import type { Origin, ProposalStatus, Stage } from './recommendation.machine.js';

@InputType({ description: 'A text in both languages; leave out what is not there.' })
export class BilingualTextInput {
  @Field(() => String, { nullable: true, description: 'In Khmer.' })
  km?: string | null;
  @Field(() => String, { nullable: true, description: 'In English.' })
  en?: string | null;
}

@InputType({ description: 'What a recommendation says, to whom, and what it is aimed at.' })
export class RecommendationContentInput {
  @Field(() => LanguageEnum, { description: 'The language whose text is the authentic one.' })
  authenticLanguage!: 'km' | 'en';
  @Field(() => BilingualTextInput, { description: 'What it is called; needed in the authentic language.' })
  title!: BilingualTextInput;
  @Field(() => BilingualTextInput, { nullable: true, description: 'The ask in full.' })
  body?: BilingualTextInput | null;
  @Field(() => BilingualTextInput, { nullable: true, description: 'The problem that it answers.' })
  problem?: BilingualTextInput | null;
  @Field(() => Boolean, { nullable: true, description: 'The text in the other language is announced, to follow.' })
  otherLanguageToFollow?: boolean | null;
  @Field(() => ScopeEnum, { nullable: true, description: 'Where it is to apply; national if left out.' })
  scope?: Scope | null;
  @Field(() => AdministrationTypeEnum, { nullable: true, description: 'For one type of sub-national administration.' })
  administrationType?: AdministrationType | null;
  @Field(() => [ID], { nullable: true, description: 'The institutions that are asked.' })
  addresseeIds?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'Institutions concerned but not asked.' })
  concernedIds?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'The instruments that it is aimed at.' })
  targetIds?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'Topic codes.' })
  topics?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'Official place codes.' })
  places?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'CSDG goal or target codes, such as 16 or 16.7.' })
  goals?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Its number in the list that it came from.' })
  externalReference?: string | null;
}

@InputType({ description: 'A new recommendation.' })
export class DraftRecommendationInput extends CommandInput {
  @Field(() => RecommendationContentInput, { description: 'What it says, to whom, and what it is aimed at.' })
  content!: RecommendationContentInput;
}

@InputType({ description: 'A recommendation that an old record knows; it enters where that record stands.' })
export class RecordPastRecommendationInput extends DraftRecommendationInput {
  @Field(() => StageEnum, { description: 'How far it had been carried.' })
  stage!: Stage;
  @Field(() => LocalDate, {
    description:
      'When it reached that stage, Phnom Penh time; the first day of it, where only a month, a year or a range is known.',
  })
  happenedOn!: string;
  @Field(() => PrecisionEnum, { nullable: true, description: 'How exactly that is known; to the day if left out.' })
  precision?: Precision | null;
  @Field(() => LocalDate, { nullable: true, description: 'The last day of a range.' })
  until?: string | null;
  @Field(() => [String], { nullable: true, description: 'The steps of which nothing is known.' })
  notKnown?: string[] | null;
  @Field(() => String, { description: 'Where this is known from.' })
  reason!: string;
}

@InputType({ description: 'New wording or new addressees for a recommendation.' })
export class EditRecommendationInput extends CaseCommandInput {
  @Field(() => ID, { description: 'Which.' })
  id!: string;
  @Field(() => RecommendationContentInput, { description: 'All of it as it is to be.' })
  content!: RecommendationContentInput;
}

@InputType({ description: 'Closes a recommendation.' })
export class CloseRecommendationInput extends CaseCommandInput {
  @Field(() => ID, { description: 'Which.' })
  id!: string;
  @Field(() => [ID], { nullable: true, description: 'What takes its place, where something does.' })
  successorIds?: string[] | null;
}

@InputType({ description: 'Hands a draft of your organisation to the secretariat.' })
export class ProposeRecommendationInput extends CaseCommandInput {
  @Field(() => ID, { description: 'Which.' })
  id!: string;
  @Field(() => OriginEnum, { description: 'Where it comes from.' })
  origin!: Origin;
}

@InputType({
  description: 'The secretariat’s answer to a proposal; a decline says why, and the organisation reads it.',
})
export class AnswerProposalInput extends CaseCommandInput {
  @Field(() => ID, { description: 'Which.' })
  id!: string;
}

@InputType({ description: 'Compensates a wrong entry of a history; nothing is rewritten.' })
export class CorrectEntryInput extends CaseCommandInput {
  @Field(() => ID, { description: 'The case.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the entry that is wrong.' })
  entry!: number;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it really happened, if that was wrong; without this, a precision or anything else right, the entry counts as not made.',
  })
  happenedAt?: Date | null;
  @Field(() => PrecisionEnum, {
    nullable: true,
    description:
      'How exactly that is known; alone, if only that was wrong. Another moment without it is known exactly.',
  })
  precision?: Precision | null;
  @Field(() => DateTime, { nullable: true, description: 'The end of a range.' })
  happenedUntil?: Date | null;
}

/** What a correction says of the moment; nothing: it says nothing of it. */
export function momentIn({ happenedAt, precision, happenedUntil }: CorrectEntryInput): MomentGiven | null {
  if (!happenedAt && !precision && !happenedUntil) return null;
  return {
    happenedAt: happenedAt?.toISOString(),
    precision: precision ?? undefined,
    happenedUntil: happenedUntil?.toISOString(),
  };
}

@InputType({ description: 'Which recommendations. All conditions hold together.' })
export class RecommendationFilter {
  @Field(() => [StageEnum], { nullable: true, description: 'At one of these stages.' })
  stage?: Stage[] | null;
  @Field(() => [UptakeEnum], { nullable: true, description: 'With one of these uptakes.' })
  uptake?: string[] | null;
  @Field(() => [StandingEnum], { nullable: true, description: 'Standing so.' })
  standing?: string[] | null;
  @Field(() => [ProposalStatusEnum], {
    nullable: true,
    description: 'Proposals that stand so, of those that you may know of.',
  })
  proposal?: ProposalStatus[] | null;
  @Field(() => [ID], { nullable: true, description: 'Asked of one of these institutions.' })
  addresseeIds?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'Aimed at one of these instruments.' })
  targetIds?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'With one of these topics.' })
  topics?: string[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'Whose number or text holds this, in either language; spellings of one Khmer word are one.',
  })
  text?: string | null;
}
