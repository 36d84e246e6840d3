import { Field, ObjectType } from '@nestjs/graphql';
import { Name } from '#organisations';
import { LocalDate, Node, graphqlEnum } from '#platform';

/** In the order of what waiting costs. */
export const WORK_TO_DO = [
  'decide',
  'reconfirm',
  'confirm',
  'answerOverdue',
  'followUp',
  'answerDue',
  'verify',
  'recheck',
  'deliver',
  'receipt',
  'translate',
  'awaited',
] as const;
export type WorkToDo = (typeof WORK_TO_DO)[number];
const WorkToDoEnum = graphqlEnum('MyWorkKind', WORK_TO_DO, 'What waits.', {
  decide: 'A statement on which the organisation has not decided.',
  reconfirm: 'An endorsement that holds no more, because the text was changed.',
  confirm: 'An entry that somebody made for the organisation.',
  answerOverdue: 'A submission whose answer is overdue.',
  followUp: 'A follow-up task.',
  answerDue: 'A submission whose answer is due within the week.',
  verify: 'A claim that somebody else has to look at.',
  recheck: 'A finding that has to be looked at again.',
  deliver: 'A letter that is prepared and not handed over.',
  receipt: 'A submission without a proof of receipt.',
  translate: 'A draft of which one language is behind the other.',
  awaited: 'A submission whose answer is awaited.',
});

export const TURNS = ['onlyYou', 'thisWeek', 'waitingForOthers'] as const;
export type Turn = (typeof TURNS)[number];
const TurnEnum = graphqlEnum('MyWorkTurn', TURNS, 'Whose turn it is.', {
  onlyYou: 'Nobody else does it.',
  thisWeek: 'You can do it, and so can others.',
  waitingForOthers: 'Somebody else has it; you may want to ask.',
});

/** Something that waits as it is read; `about` as clients see it, `by` as `YYYY-MM-DD`. */
export interface WorkRow {
  kind: WorkToDo;
  turn: Turn;
  about: string;
  by: string | null;
  late: boolean;
  /** By whom it waits for this person: their organisation, their role, themselves. */
  as: 'organisation' | 'owner' | 'role' | 'right' | 'field';
}

@ObjectType({ description: 'Something that waits for you, or that you wait for.' })
export class MyWorkItem {
  @Field(() => WorkToDoEnum, { description: 'What it is.' })
  kind!: WorkToDo;
  @Field(() => TurnEnum, { description: 'Whose turn it is.' })
  turn!: Turn;
  @Field(() => Name, { description: 'What is to be done, in a sentence that names nothing.' })
  what!: Name;
  @Field(() => Name, { description: 'Why it waits for you.' })
  why!: Name;
  @Field(() => LocalDate, { nullable: true, description: 'By when, Phnom Penh time; null: no day is set.' })
  by!: string | null;
  @Field({ description: 'Has that day passed?' })
  late!: boolean;
  @Field(() => Node, { nullable: true, description: 'What it is about, with as much of it as you may see.' })
  about?: Node | null;
  row!: WorkRow;
}
