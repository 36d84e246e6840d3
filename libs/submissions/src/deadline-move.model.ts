import { Field, Int, ObjectType } from '@nestjs/graphql';
import { LocalDate, Refusal, graphqlEnum } from '#platform';
import { CLOCK_CHANGES } from './submission-deadlines.service.js';
import type { MoveTold } from './submission-deadlines.service.js';

export const ClockChangeEnum = graphqlEnum('ClockChange', CLOCK_CHANGES, 'What is done to clocks.', {
  stop: 'They stand still from a day on.',
  restart: 'They run again from a day on.',
});

@ObjectType({ description: 'A deadline that would move.' })
export class DeadlineMove {
  @Field(() => LocalDate, { nullable: true, description: 'When it is due now; null while its clock stands still.' })
  from!: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'When it would be due; null while its clock stood still.' })
  to!: string | null;
  @Field(() => [Refusal], { description: 'What stands in the way; empty when nothing does.' })
  reasons!: Refusal[];
  row!: MoveTold;
}

@ObjectType({ description: 'What the newest calendar would move.' })
export class DeadlineMoves {
  @Field(() => Int, { description: 'The revision of the calendar; hand it back to confirm.' })
  calendarRevision!: number;
  @Field(() => [DeadlineMove], { description: 'The deadlines, the soonest new day first.' })
  moves!: DeadlineMove[];
}
