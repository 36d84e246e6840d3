import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '#platform';
import { Organisation } from '#organisations';
import { StageEnum } from '#recommendations';
import type { Stage } from '#recommendations';

@ObjectType({ description: 'How many recommendations to one institution stand at one stage.' })
export class StageCount {
  @Field(() => StageEnum, { description: 'The stage.' })
  stage!: Stage;
  @Field(() => Organisation, { nullable: true, description: 'The institution that is asked.' })
  addressee!: Organisation | null;
  @Field(() => Int, { description: 'How many; what is asked of two institutions counts under both.' })
  count!: number;
}

@ObjectType({ description: 'How many submissions one institution has left without any answer.' })
export class OverdueCount {
  @Field(() => Organisation, { nullable: true, description: 'The institution that was asked.' })
  addressee!: Organisation | null;
  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'Where everything stands, counted as far as you can see it.' })
export class Overview {
  @Field(() => DateTime, { description: 'The moment at which it is so: nothing in it is older.' })
  asOf!: string;
}
