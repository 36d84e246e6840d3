import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { CommandInput, DateTime } from '#platform';

@ObjectType({
  description: 'What a group watches: its people see and record what was handed over in it. Empty lists mean: nothing.',
})
export class GroupField {
  @Field(() => Int, { description: 'Counts its revisions; hand it back with a change.' })
  revision!: number;
  @Field(() => [String], { description: 'Topic codes.' })
  topics!: string[];
  @Field(() => [ID], { description: 'The instruments whose recommendations it watches.' })
  instrumentIds!: string[];
  @Field(() => DateTime, { description: 'Since when it is so.' })
  setAt!: string;
  row!: GroupFieldRow;
}

export interface GroupFieldRow {
  id: string;
  revision: number;
  topics: string[];
  addresseeIds: string[];
  instrumentIds: string[];
  /** ISO 8601 in UTC. */
  setAt: string;
}

@InputType({ description: 'What a group watches from now on, all of it as it is to be.' })
export class SetGroupFieldInput extends CommandInput {
  @Field(() => ID, { description: 'The group, an organisation of the kind BODY.' })
  groupId!: string;
  @Field(() => Int, { description: 'The revision that you saw; 0 for a group that watches nothing yet.' })
  expectedRevision!: number;
  @Field(() => [String], { description: 'Topic codes.' })
  topics!: string[];
  @Field(() => [ID], { description: 'The institutions whose letters it watches.' })
  addresseeIds!: string[];
  @Field(() => [ID], { description: 'The instruments whose recommendations it watches.' })
  instrumentIds!: string[];
  @Field(() => String, { nullable: true, description: 'Where this was decided.' })
  reason?: string | null;
}
