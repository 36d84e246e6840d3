import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Actor } from '#accounts';
import { Edition } from '#instruments';
import { DateTime, LocalDate, Node, RoleEnum, connectionType, declareNode, graphqlEnum, toGlobalId } from '#platform';
import type { Role } from '#platform';

export const FOLLOW_UP_KINDS = ['acknowledgement', 'answer', 'escalation', 'adoption', 'other'] as const;
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];
export const FollowUpKindEnum = graphqlEnum('FollowUpKind', FOLLOW_UP_KINDS, 'What a follow-up task is for.', {
  acknowledgement: 'To learn whether they have it.',
  answer: 'To get an answer that is due.',
  escalation: 'To have somebody higher ask for an answer that is long overdue.',
  adoption: 'To look whether a text that was adopted takes up what was asked.',
  other: 'Something else, said in its note.',
});

export const FOLLOW_UP_STATUSES = ['open', 'done', 'stopped'] as const;
export type FollowUpStatus = (typeof FOLLOW_UP_STATUSES)[number];
export const FollowUpStatusEnum = graphqlEnum('FollowUpStatus', FOLLOW_UP_STATUSES, 'How far a follow-up task is.', {
  open: 'Somebody has it.',
  done: 'It was done, with an outcome.',
  stopped: 'It is not to be done any more, for a reason.',
});

export const OUTCOMES = [
  'meetingHeld',
  'letterResent',
  'callMade',
  'messageSent',
  'textChecked',
  'nothing',
  'other',
] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const OutcomeEnum = graphqlEnum('FollowUpOutcome', OUTCOMES, 'What came of a follow-up task.', {
  meetingHeld: 'There was a meeting.',
  letterResent: 'The letter was sent again.',
  callMade: 'There was a call.',
  messageSent: 'They were written to.',
  textChecked: 'The text was looked at.',
  nothing: 'Nothing came of it.',
  other: 'Something else, said in the note.',
});

const ACTS = ['opened', 'snoozed', 'handedOver', 'stopped', 'ended'] as const;
export type FollowUpAct = (typeof ACTS)[number];
const FollowUpActEnum = graphqlEnum('FollowUpAct', ACTS, 'What was done with a follow-up task.', {
  opened: 'It was opened.',
  snoozed: 'It was put off.',
  handedOver: 'Somebody else has it from here on.',
  stopped: 'It is not to be done any more.',
  ended: 'It was done.',
});

declareNode('fol', 'FollowUp');

export interface FollowUpEntryRow {
  version: number;
  act: FollowUpAct;
  reason: string | null;
  dueOn: string | null;
  until: string | null;
  outcome: Outcome | null;
  ownerId: string | null;
  ownerRole: Role | null;
  /** Nobody: a rung of a ladder. */
  actorId: string | null;
  at: string;
}

@ObjectType({ description: 'One act on a follow-up task.' })
export class FollowUpEntry {
  @Field(() => Int, { description: 'Which step, from 1.' })
  version!: number;
  @Field(() => FollowUpActEnum, { description: 'What was done.' })
  act!: FollowUpAct;
  @Field(() => String, { nullable: true, description: 'Why, or what was said.' })
  reason!: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'The day by which it was to be done, when it was opened.' })
  dueOn!: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'Until when it was put off.' })
  until!: string | null;
  @Field(() => OutcomeEnum, { nullable: true, description: 'What came of it.' })
  outcome!: Outcome | null;
  @Field(() => Actor, { nullable: true, description: 'Whose it was from then on.' })
  owner?: Actor | null;
  @Field(() => RoleEnum, { nullable: true, description: 'Or whose, by their role.' })
  ownerRole!: Role | null;
  @Field(() => Actor, { nullable: true, description: 'Who did it; null: the product itself, by a ladder.' })
  actor?: Actor | null;
  @Field(() => DateTime, { description: 'When.' })
  at!: string;
  row!: FollowUpEntryRow;
}

export const toFollowUpEntry = (row: FollowUpEntryRow): FollowUpEntry => ({ ...row, row });

export interface FollowUpRow {
  id: string;
  version: number;
  kind: FollowUpKind;
  status: FollowUpStatus;
  submissionId: string | null;
  statementId: string | null;
  recommendationId: string | null;
  integrationId: string | null;
  editionId: string | null;
  note: string | null;
  /** `YYYY-MM-DD`, as the other days. */
  dueOn: string;
  snoozedUntil: string | null;
  ownerId: string | null;
  ownerRole: Role | null;
  outcome: Outcome | null;
  outcomeNote: string | null;
  /** ISO 8601 in UTC, as the other moment. */
  endedAt: string | null;
  createdAt: string;
}

@ObjectType({
  implements: () => [Node],
  description: 'A task beside a case: somebody calls, meets, writes or looks, by a day, and says what came of it.',
})
export class FollowUp extends Node {
  @Field(() => Int, { description: 'Counts its steps; hand it back with each change.' })
  version!: number;
  @Field(() => FollowUpKindEnum, { description: 'What it is for.' })
  kind!: FollowUpKind;
  @Field(() => FollowUpStatusEnum, { description: 'How far it is.' })
  status!: FollowUpStatus;
  @Field(() => String, { nullable: true, description: 'What is to be done, where that says more than its kind.' })
  note!: string | null;
  @Field(() => LocalDate, { description: 'The day by which it is to be done, Phnom Penh time.' })
  dueOn!: string;
  @Field(() => LocalDate, { nullable: true, description: 'Until when it was put off; null: it was not.' })
  snoozedUntil!: string | null;
  @Field(() => OutcomeEnum, { nullable: true, description: 'What came of it.' })
  outcome!: Outcome | null;
  @Field(() => String, { nullable: true, description: 'What was said about that.' })
  outcomeNote!: string | null;
  @Field(() => Actor, { nullable: true, description: 'Whose it is; null where it is whoever has the role.' })
  owner?: Actor | null;
  @Field(() => RoleEnum, { nullable: true, description: 'Whose it is by their role; null where somebody has it.' })
  ownerRole!: Role | null;
  @Field(() => Node, { nullable: true, description: 'What it follows up.' })
  about?: Node | null;
  @Field(() => Edition, { nullable: true, description: 'The edition in which to look, where it is about one.' })
  edition?: Edition | null;
  @Field(() => [FollowUpEntry], { description: 'Every act on it, oldest first.' })
  entries?: FollowUpEntry[];
  @Field(() => DateTime, { description: 'When it was opened.' })
  createdAt!: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was done or stopped; null while it is open.' })
  endedAt!: string | null;
  row!: FollowUpRow;
}
export const FollowUpConnection = connectionType('FollowUp', () => FollowUp);

export const toFollowUp = (row: FollowUpRow): FollowUp => ({
  id: toGlobalId('fol', row.id),
  version: row.version,
  kind: row.kind,
  status: row.status,
  note: row.note,
  dueOn: row.dueOn,
  snoozedUntil: row.snoozedUntil,
  outcome: row.outcome,
  outcomeNote: row.outcomeNote,
  ownerRole: row.ownerRole,
  createdAt: row.createdAt,
  endedAt: row.endedAt,
  row,
});

/** What it follows up, by the id that clients see. */
export function aboutOf(row: FollowUpRow): string {
  if (row.submissionId) return toGlobalId('sub', row.submissionId);
  if (row.statementId) return toGlobalId('stm', row.statementId);
  if (row.recommendationId) return toGlobalId('rec', row.recommendationId);
  if (row.integrationId) return toGlobalId('int', row.integrationId);
  return toGlobalId('edi', row.editionId as string);
}
