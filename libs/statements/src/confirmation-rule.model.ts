import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { CommandInput, DateTime } from '#platform';

@ObjectType({
  description: 'How long an organisation has to confirm what was entered on its behalf. A revision never changes.',
})
export class ConfirmationRule {
  @Field(() => Int, { description: 'Which revision, from 1.' })
  revision!: number;
  @Field(() => Int, {
    description: 'Calendar days after the day of the entry; the last one ends at midnight, Phnom Penh time.',
  })
  days!: number;
  @Field(() => String, { nullable: true, description: 'Where the rule is written down.' })
  source!: string | null;
  @Field(() => DateTime, { description: 'When it was set.' })
  setAt!: Date;
}

@InputType({ description: 'Another time to confirm what was entered on an organisation’s behalf.' })
export class SetConfirmationRuleInput extends CommandInput {
  @Field(() => Int, { description: 'The revision that you saw.' })
  expectedRevision!: number;
  @Field(() => Int, { description: 'Calendar days, from 1 to 90.' })
  days!: number;
  @Field(() => String, {
    nullable: true,
    description: 'Where the rule is written down, such as the minutes of a meeting.',
  })
  source?: string | null;
}
