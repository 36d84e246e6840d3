import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { CommandInput, graphqlEnum, toGlobalId } from '#platform';

export const WORK_KINDS = [
  'recommendation',
  'statement',
  'submission',
  'integration',
  'invitation',
  'endorsement',
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];
const WorkKindEnum = graphqlEnum('WorkKind', WORK_KINDS, 'What somebody has begun and not finished.', {
  recommendation: 'A recommendation that is still a draft.',
  statement: 'A statement that is still a draft.',
  submission: 'A submission that is prepared and not delivered.',
  integration: 'A claim that nobody has verified yet.',
  invitation: 'An invitation that nobody has accepted yet.',
  endorsement: 'A statement on which the organisation has not decided.',
});

const STANDINGS = ['open', 'reassigned', 'lapsed'] as const;
export type WorkStanding = (typeof STANDINGS)[number];
const WorkStandingEnum = graphqlEnum('WorkStanding', STANDINGS, 'What becomes of it.', {
  open: 'The holder can go on with it; of a decision, somebody of the organisation can take it.',
  reassigned: 'It has gone to another seat.',
  lapsed: 'The seat has ended and nobody was named to go on with it.',
});

const PREFIXES: Record<WorkKind, string> = {
  recommendation: 'rec',
  statement: 'stm',
  submission: 'sub',
  integration: 'int',
  invitation: 'inv',
  endorsement: 'stm',
};

/** Something pending as it is read. */
export interface WorkRow {
  seatId: string;
  kind: WorkKind;
  thingId: string;
  standing: WorkStanding;
  toSeatId: string | null;
}

@ObjectType({
  description: 'Something that the holder of a seat has begun or would have to do, and what becomes of it.',
})
export class WorkItem {
  @Field(() => WorkKindEnum, { description: 'What it is.' })
  kind!: WorkKind;
  @Field(() => ID, { description: 'The id of the thing, which not everybody who reads this may see.' })
  about!: string;
  @Field(() => WorkStandingEnum, { description: 'What becomes of it.' })
  standing!: WorkStanding;
  /** For the seat that it went to. */
  row!: WorkRow;
}

export const aboutOf = ({ kind, thingId }: WorkRow): string => toGlobalId(PREFIXES[kind], thingId);

export const toWorkItem = (row: WorkRow): WorkItem => ({
  kind: row.kind,
  about: aboutOf(row),
  standing: row.standing,
  row,
});

@InputType({ description: 'To which seat what was left pending goes.' })
export class ReassignWorkInput extends CommandInput {
  @Field(() => ID, { description: 'The seat whose work it was; it may have ended.' })
  seatId!: string;
  @Field(() => ID, { description: 'A seat of the same organisation that holds now.' })
  toSeatId!: string;
  @Field(() => [ID], { nullable: true, description: 'Which things; left out: all of them.' })
  about?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null;
}
