import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { CommandInput, LanguageEnum } from '#platform';
import { RemarkAudienceEnum, RemarkKindEnum } from './remark.model.js';
import type { RemarkAudience, RemarkKind } from './remark.model.js';

@InputType({ description: 'A comment or a question for your organisation.' })
export class SayInput extends CommandInput {
  @Field(() => ID, { description: 'The statement or recommendation that it is about.' })
  subjectId!: string;
  @Field({ description: 'The words, 4,000 characters at most.' })
  text!: string;
  @Field(() => LanguageEnum, { description: 'Their language.' })
  language!: 'km' | 'en';
  @Field(() => RemarkAudienceEnum, {
    nullable: true,
    description: 'Who reads it; the secretariat only, if left out.',
  })
  audience?: RemarkAudience | null;
}

@InputType({ isAbstract: true })
abstract class RemarkStepInput extends CommandInput {
  @Field(() => ID, { description: 'Which.' })
  id!: string;
  @Field(() => Int, { description: 'The version that you saw.' })
  expectedVersion!: number;
}

@InputType({ description: 'Other words for a remark of your organisation; the ones before are kept.' })
export class EditRemarkInput extends RemarkStepInput {
  @Field({ description: 'The words, 4,000 characters at most.' })
  text!: string;
  @Field(() => LanguageEnum, { description: 'Their language.' })
  language!: 'km' | 'en';
}

@InputType({ description: 'Other readers for a remark of your organisation. What was read has been read.' })
export class ShowRemarkInput extends RemarkStepInput {
  @Field(() => RemarkAudienceEnum, { description: 'Who reads it from now on.' })
  audience!: RemarkAudience;
}

@InputType({ description: 'Takes a remark of your organisation back; no reason is needed.' })
export class WithdrawRemarkInput extends RemarkStepInput {}

@InputType({ description: 'An answer to a question; read by whoever reads the question.' })
export class AnswerQuestionInput extends EditRemarkInput {}

@InputType({ description: 'Which remarks. All conditions hold together.' })
export class RemarkFilter {
  @Field(() => [RemarkKindEnum], { nullable: true, description: 'Of these kinds.' })
  kind?: RemarkKind[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Questions that stand and have no answer yet.' })
  unanswered?: boolean | null;
}
