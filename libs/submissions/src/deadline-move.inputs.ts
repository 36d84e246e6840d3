import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { CommandInput, LocalDate } from '#platform';

@InputType({ description: 'Which submissions, and since when.' })
export class ForeseeInput {
  @Field(() => [ID], { description: 'Which submissions.' })
  submissionIds!: string[];
  @Field(() => LocalDate, { description: 'From which day on, Phnom Penh time.' })
  happenedOn!: string;
}

@InputType({ description: 'Many clocks stand still for one reason.' })
export class StopClocksInput extends CommandInput {
  @Field(() => [ID], { description: 'Of which submissions.' })
  submissionIds!: string[];
  @Field(() => LocalDate, { description: 'From which day on, Phnom Penh time; it does not count any more.' })
  happenedOn!: string;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Documents that prove it.' })
  evidence?: string[] | null;
}

@InputType({ description: 'Many clocks run again.' })
export class RestartClocksInput extends StopClocksInput {}

@InputType({ description: 'That deadlines move with the calendar, as it was shown.' })
export class MoveDeadlinesInput extends CommandInput {
  @Field(() => Int, { description: 'The revision of the calendar whose effect you saw.' })
  calendarRevision!: number;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null;
}
