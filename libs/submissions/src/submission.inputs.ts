import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { CaseCommandInput, CommandInput, LanguageEnum, LocalDate, UUID } from '#platform';
import type { Reading } from './readings.js';
import { ResponseFormEnum } from './response.model.js';
import type { Channel, Mode } from './submission.context.js';
import type { DayPrecision } from './submission.days.js';
import {
  ChannelEnum,
  DayPrecisionEnum,
  ModeEnum,
  PastSubmissionStatusEnum,
  ProofEnum,
  ReadingEnum,
  SubmissionStatusEnum,
} from './submission.model.js';
import type { Proof } from './submission.model.js';
import type { PastSubmissionStatus, SubmissionStatus } from './submission.machine.js';
import type { ResponseForm } from './submission.records.js';

@InputType({ description: 'A letter to one addressee.' })
export class LetterInput {
  @Field(() => ID, { description: 'The institution that is asked.' })
  addresseeId!: string;
  @Field(() => ID, { nullable: true, description: 'The unit within it that it goes to.' })
  unitId?: string | null;
  @Field(() => [UUID], {
    nullable: true,
    description: 'Keys of the items that it asks; left out: those whose recommendation has this addressee.',
  })
  itemKeys?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Our reference on the letter; its number if left out.' })
  ourReference?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The seat of the policy officer who is responsible for it; yours if left out.',
  })
  responsibleSeatId?: string | null;
}

@InputType({ description: 'Judges the quorum again and prepares a letter to each addressee.' })
export class SubmitStatementInput extends CaseCommandInput {
  @Field(() => ID, { description: 'Which statement.' })
  id!: string;
  @Field(() => [LetterInput], { description: 'To whom it goes.' })
  letters!: LetterInput[];
}

@InputType({ description: 'Concludes a statement of which every submission is over.' })
export class ConcludeStatementInput extends CaseCommandInput {
  @Field(() => ID, { description: 'Which statement.' })
  id!: string;
}

@InputType({
  description: 'Takes a statement back. Where something was handed over, the evidence holds the letter that says so.',
})
export class WithdrawStatementInput extends CaseCommandInput {
  @Field(() => ID, { description: 'Which statement.' })
  id!: string;
}

@InputType({ description: 'How and when a letter was handed over.' })
export class DeliveryInput {
  @Field(() => ChannelEnum, { description: 'By which way.' })
  channel!: Channel;
  @Field(() => ModeEnum, { description: 'In which form.' })
  mode!: Mode;
  @Field(() => [String], { nullable: true, description: 'What was enclosed.' })
  enclosures?: string[] | null;
  @Field(() => LocalDate, { description: 'On which day, Phnom Penh time.' })
  deliveredOn!: string;
  @Field(() => DayPrecisionEnum, {
    nullable: true,
    description: 'How exactly the day is known; to the day if left out.',
  })
  precision?: DayPrecision | null;
  @Field(() => LocalDate, { nullable: true, description: 'The last day of a range.' })
  until?: string | null;
}

@InputType({ description: 'Their proof of receipt: an entry number, a stamp or a scan.' })
export class ReceiptInput {
  @Field(() => LocalDate, { description: 'The day on it, Phnom Penh time.' })
  receivedOn!: string;
  @Field(() => String, { nullable: true, description: 'The number under which they entered it.' })
  entryNumber?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'A copy with their stamp was seen.' })
  stampSeen?: boolean | null;
  @Field(() => String, { nullable: true, description: 'The office that took it.' })
  office?: string | null;
  @Field(() => ID, { nullable: true, description: 'The scan.' })
  documentId?: string | null;
}

@InputType({ description: 'How an answer is read for one item.' })
export class ResponseItemInput {
  @Field(() => UUID, { description: 'The key of the item.' })
  itemKey!: string;
  @Field(() => ReadingEnum, { description: 'How it is read.' })
  reading!: Reading;
  @Field(() => String, { nullable: true, description: 'Their own words on this item.' })
  verbatim?: string | null;
  @Field(() => String, { nullable: true, description: 'The reason that they gave.' })
  reason?: string | null;
}

@InputType({
  description: 'What they answered: their words or the document that has them, and how it is read per item.',
})
export class ResponseInput {
  @Field(() => LocalDate, { description: 'On which day, Phnom Penh time.' })
  answeredOn!: string;
  @Field(() => DayPrecisionEnum, {
    nullable: true,
    description: 'How exactly the day is known; to the day if left out.',
  })
  precision?: DayPrecision | null;
  @Field(() => LocalDate, { nullable: true, description: 'The last day of a range.' })
  until?: string | null;
  @Field(() => ResponseFormEnum, { description: 'In which form it came.' })
  form!: ResponseForm;
  @Field(() => LanguageEnum, { nullable: true, description: 'The language of their words.' })
  language?: 'km' | 'en' | null;
  @Field(() => String, { nullable: true, description: 'In their own words, as a whole.' })
  verbatim?: string | null;
  @Field(() => ID, { nullable: true, description: 'The document that has them.' })
  documentId?: string | null;
  @Field(() => [ResponseItemInput], {
    description: 'How it is read, item by item; items that it says nothing about are left out.',
  })
  items!: ResponseItemInput[];
}

/** A change of one submission. */
@InputType({ isAbstract: true })
export abstract class SubmissionCommandInput extends CaseCommandInput {
  @Field(() => ID, { description: 'Which submission.' })
  id!: string;
}

/** A change of one submission that happened on a day. */
@InputType({ isAbstract: true })
export abstract class DatedSubmissionInput extends SubmissionCommandInput {
  @Field(() => LocalDate, { description: 'On which day, Phnom Penh time.' })
  happenedOn!: string;
  @Field(() => DayPrecisionEnum, {
    nullable: true,
    description: 'How exactly the day is known; to the day if left out.',
  })
  precision?: DayPrecision | null;
  @Field(() => LocalDate, { nullable: true, description: 'The last day of a range.' })
  until?: string | null;
}

@InputType({ description: 'A letter was handed over.' })
export class DeliverSubmissionInput extends SubmissionCommandInput {
  @Field(() => DeliveryInput, { description: 'How and when.' })
  delivery!: DeliveryInput;
}

@InputType({ description: 'The same letter was sent again.' })
export class ResendSubmissionInput extends DeliverSubmissionInput {}

@InputType({ description: 'A letter was turned away at the counter.' })
export class RecordRefusalAtCounterInput extends DatedSubmissionInput {}

@InputType({ description: 'Proof that they have it.' })
export class RecordReceiptInput extends SubmissionCommandInput {
  @Field(() => ReceiptInput, { description: 'What shows it.' })
  receipt!: ReceiptInput;
}

@InputType({ description: 'They said that they have it.' })
export class RecordAcknowledgementInput extends DatedSubmissionInput {}

@InputType({ description: 'They answered.' })
export class RecordResponseInput extends SubmissionCommandInput {
  @Field(() => ResponseInput, { description: 'What.' })
  response!: ResponseInput;
}

@InputType({ description: 'They named somebody else who should answer.' })
export class RedirectSubmissionInput extends DatedSubmissionInput {
  @Field(() => LetterInput, {
    description:
      'The letter to the other addressee; without named items it asks those that have no answer in substance.',
  })
  letter!: LetterInput;
}

@InputType({ description: 'The time for an answer stands still from a day on.' })
export class SuspendClockInput extends DatedSubmissionInput {}

@InputType({ description: 'The time for an answer runs again from a day on.' })
export class ResumeClockInput extends DatedSubmissionInput {}

@InputType({ description: 'They were given more time.' })
export class GrantExtensionInput extends DatedSubmissionInput {
  @Field(() => LocalDate, {
    nullable: true,
    description: 'Until the end of which day, Phnom Penh time; this, or `workingDays`.',
  })
  extendedUntil?: string | null;
  @Field(() => Int, { nullable: true, description: 'How many working days more, from 1 to 365.' })
  workingDays?: number | null;
  @Field(() => String, { nullable: true, description: 'Who asked for it.' })
  askedBy?: string | null;
}

@InputType({ description: 'The time for an answer ran out.' })
export class RecordSilenceInput extends DatedSubmissionInput {}

@InputType({ description: 'A letter that was not handed over is not sent.' })
export class CancelSubmissionInput extends SubmissionCommandInput {}

@InputType({ description: 'The letter of an older version is drawn up anew for the version that counts now.' })
export class PrepareSubmissionAgainInput extends SubmissionCommandInput {}

@InputType({ description: 'A submission that an old record knows; it enters where that record leaves it.' })
export class RecordPastSubmissionInput extends CommandInput {
  @Field(() => ID, { description: 'Of which statement.' })
  statementId!: string;
  @Field(() => LetterInput, { description: 'To whom it went, and what it asked.' })
  letter!: LetterInput;
  @Field(() => PastSubmissionStatusEnum, { description: 'Where the old record leaves it.' })
  status!: PastSubmissionStatus;
  @Field(() => LocalDate, { description: 'When it was handed over, Phnom Penh time.' })
  deliveredOn!: string;
  @Field(() => DayPrecisionEnum, {
    nullable: true,
    description: 'How exactly the day is known; to the day if left out.',
  })
  precision?: DayPrecision | null;
  @Field(() => LocalDate, { nullable: true, description: 'The last day of a range.' })
  until?: string | null;
  @Field(() => ChannelEnum, { nullable: true, description: 'By which way, where that is known.' })
  channel?: Channel | null;
  @Field(() => ModeEnum, { nullable: true, description: 'In which form, where that is known.' })
  mode?: Mode | null;
  @Field(() => [String], { nullable: true, description: 'The steps of which nothing is known.' })
  notKnown?: string[] | null;
  @Field(() => String, { description: 'Where this is known from.' })
  reason!: string;
  @Field(() => [ID], { nullable: true, description: 'Documents that prove it.' })
  evidence?: string[] | null;
}

@InputType({
  description:
    'Compensates a wrong entry of a history; nothing is rewritten. Without anything right in its place, the entry counts as not made.',
})
export class CorrectSubmissionInput extends SubmissionCommandInput {
  @Field(() => Int, { description: 'The version of the entry that is wrong.' })
  entry!: number;
  @Field(() => LocalDate, {
    nullable: true,
    description: 'The right day, if only the day was wrong, or how exactly it is known; Phnom Penh time.',
  })
  happenedOn?: string | null;
  @Field(() => DayPrecisionEnum, {
    nullable: true,
    description: 'How exactly the right day is known; to the day, if not given.',
  })
  precision?: DayPrecision | null;
  @Field(() => LocalDate, { nullable: true, description: 'The last day of a range.' })
  until?: string | null;
  @Field(() => DeliveryInput, { nullable: true, description: 'How it was really handed over.' })
  delivery?: DeliveryInput | null;
  @Field(() => ReceiptInput, { nullable: true, description: 'The right receipt.' })
  receipt?: ReceiptInput | null;
  @Field(() => ResponseInput, { nullable: true, description: 'What they really answered.' })
  response?: ResponseInput | null;
}

@InputType({ description: 'Of which the answer is overdue.' })
export class OverdueFilter {
  @Field(() => Int, {
    description:
      'For more working days than this since it was due, today included, by the holidays of the whole country.',
  })
  moreThan!: number;
}

@InputType({ description: 'Which submissions. All conditions hold together.' })
export class SubmissionFilter {
  @Field(() => [SubmissionStatusEnum], { nullable: true, description: 'Standing at one of these.' })
  status?: SubmissionStatus[] | null;
  @Field(() => [ID], { nullable: true, description: 'To one of these addressees.' })
  addresseeIds?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'Asking one of these recommendations.' })
  recommendationIds?: string[] | null;
  @Field(() => ProofEnum, { nullable: true, description: 'Handed over, and proven so.' })
  proof?: Proof | null;
  @Field(() => OverdueFilter, {
    nullable: true,
    description: 'Still waiting for an answer that was due some working days ago; for the coalition.',
  })
  overdueWorkingDays?: OverdueFilter | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those that you are responsible for.' })
  mine?: boolean | null;
}
