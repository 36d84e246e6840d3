import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { CommandInput, LocalDate } from '#platform';
import { FollowUpKindEnum, FollowUpStatusEnum, OutcomeEnum } from './follow-up.model.js';
import type { FollowUpKind, FollowUpStatus, Outcome } from './follow-up.model.js';

@InputType({ description: 'A task for yourself or for somebody who can do it.' })
export class OpenFollowUpInput extends CommandInput {
  @Field(() => ID, {
    description: 'What it follows up: a submission, statement, recommendation, integration or edition.',
  })
  aboutId!: string;
  @Field(() => FollowUpKindEnum, { nullable: true, description: 'What it is for; something else, if left out.' })
  kind?: FollowUpKind | null;
  @Field(() => LocalDate, { description: 'The day by which it is to be done, Phnom Penh time.' })
  dueOn!: string;
  @Field(() => String, { nullable: true, description: 'What is to be done, 2,000 characters at most.' })
  note?: string | null;
  @Field(() => ID, { nullable: true, description: 'Whose it will be, by their seat; yours, if left out.' })
  ownerSeatId?: string | null;
}

@InputType({ isAbstract: true })
abstract class FollowUpStepInput extends CommandInput {
  @Field(() => ID, { description: 'Which.' })
  id!: string;
  @Field(() => Int, { description: 'The version that you saw.' })
  expectedVersion!: number;
}

@InputType({ description: 'Until when a task is put off, and why.' })
export class SnoozeFollowUpInput extends FollowUpStepInput {
  @Field(() => LocalDate, { description: 'A later day; it comes up again on that day.' })
  until!: string;
  @Field({ description: 'Why.' })
  reason!: string;
}

@InputType({ description: 'To whom a task goes, and why.' })
export class HandOverFollowUpInput extends FollowUpStepInput {
  @Field(() => ID, { description: 'Their seat.' })
  toSeatId!: string;
  @Field({ description: 'Why.' })
  reason!: string;
}

@InputType({ description: 'Why a task is not to be done any more.' })
export class StopFollowUpInput extends FollowUpStepInput {
  @Field({ description: 'Why.' })
  reason!: string;
}

@InputType({ description: 'What came of a task.' })
export class RecordOutcomeInput extends FollowUpStepInput {
  @Field(() => OutcomeEnum, { description: 'In one word.' })
  outcome!: Outcome;
  @Field(() => String, { nullable: true, description: 'In your own words, 2,000 characters at most.' })
  note?: string | null;
}

@InputType({ description: 'Which follow-up tasks. All conditions hold together.' })
export class FollowUpFilter {
  @Field(() => [FollowUpStatusEnum], { nullable: true, description: 'That stand so.' })
  status?: FollowUpStatus[] | null;
  @Field(() => [FollowUpKindEnum], { nullable: true, description: 'Of these kinds.' })
  kind?: FollowUpKind[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Yours, or of whoever has your role.' })
  mine?: boolean | null;
  @Field(() => LocalDate, { nullable: true, description: 'Due before this day.' })
  dueBefore?: string | null;
}
