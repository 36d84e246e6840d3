import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { CommandInput, LanguageEnum, LocalDate } from '#platform';
import { CommunityEnum, ConcernKindEnum } from './concern.model.js';
import type { Community, ConcernKind } from './concern.model.js';

@InputType({ description: 'What a community group is concerned about or asks for. Write no names.' })
export class RecordConcernInput extends CommandInput {
  @Field(() => ConcernKindEnum, { description: 'Concern or request.' })
  kind!: ConcernKind;
  @Field(() => CommunityEnum, { description: 'What kind of group it is.' })
  community!: Community;
  @Field({ description: 'The words, 4,000 characters at most, without names of people or of the group.' })
  text!: string;
  @Field(() => LanguageEnum, { description: 'Their language.' })
  language!: 'km' | 'en';
  @Field(() => String, {
    nullable: true,
    description: 'Official code of the place. Only its province is kept.',
  })
  placeCode?: string | null;
  @Field(() => LocalDate, { description: 'When it was heard. Only the month is kept.' })
  heardOn!: string;
  @Field(() => Boolean, {
    nullable: true,
    description: 'For the secretariat and your organisation only; yes, if left out.',
  })
  confidential?: boolean | null;
}

@InputType({ isAbstract: true })
abstract class ConcernStepInput extends CommandInput {
  @Field(() => ID, { description: 'Which.' })
  id!: string;
  @Field(() => Int, { description: 'The version that you saw.' })
  expectedVersion!: number;
}

@InputType({ description: 'Other words for a concern that your organisation heard; the ones before are kept.' })
export class EditConcernInput extends ConcernStepInput {
  @Field({ description: 'The words, 4,000 characters at most, without names.' })
  text!: string;
  @Field(() => LanguageEnum, { description: 'Their language.' })
  language!: 'km' | 'en';
}

@InputType({ description: 'Makes a concern that your organisation heard confidential, or no longer so.' })
export class ShowConcernInput extends ConcernStepInput {
  @Field({ description: 'For the secretariat and your organisation only?' })
  confidential!: boolean;
}

@InputType({ description: 'Takes a concern that your organisation heard back; no reason is needed.' })
export class WithdrawConcernInput extends ConcernStepInput {}

@InputType({ description: 'Makes a concern part of a recommendation, which keeps it as an origin.' })
export class TakeUpConcernInput extends ConcernStepInput {
  @Field(() => ID, { description: 'The recommendation.' })
  recommendationId!: string;
}
