import { ArgsType, Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { LocalDate, graphqlEnum } from '#platform';
import { AS_OF_BY } from './as-of.js';
import type { AsOf, AsOfBy } from './as-of.js';

export const AsOfByEnum = graphqlEnum('AsOfBy', AS_OF_BY, 'What makes an entry of a history count on a past day.', {
  happened:
    'What we know today to have been true then: every correction made since applies; a month counts from its end.',
  recorded: 'What was written down here by the end of that day, corrections as they were known then.',
});

@InputType({ description: 'A past day, and how it is looked at.' })
export class AsOfInput implements AsOf {
  @Field(() => LocalDate, { description: 'The day, Phnom Penh time; its end counts.' })
  day!: string;
  @Field(() => AsOfByEnum, { description: 'What makes an entry count.' })
  by!: AsOfBy;
}

@ArgsType()
export class AsOfArguments implements AsOf {
  @Field(() => LocalDate, { description: 'The day, Phnom Penh time; its end counts.' })
  day!: string;
  @Field(() => AsOfByEnum, { description: 'What makes an entry of its history count.' })
  by!: AsOfBy;
}

/** What every answer about a past day says of itself. */
@ObjectType({ isAbstract: true })
export abstract class AsOfAnswer {
  @Field(() => LocalDate, { description: 'The day, Phnom Penh time.' })
  day!: string;
  @Field(() => AsOfByEnum, { description: 'What made an entry count.' })
  by!: AsOfBy;
  @Field(() => Int, { description: 'The version of the newest entry of its history that counts.' })
  version!: number;
}
