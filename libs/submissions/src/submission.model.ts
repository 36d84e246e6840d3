import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, LocalDate, Node, UUID, connectionType, declareNode, graphqlEnum, toGlobalId } from '#platform';
import { READINGS } from './readings.js';
import type { Reading } from './readings.js';
import { ATTEMPT_OUTCOMES, CHANNELS, CLOCK_ENTRY_KINDS, MODES } from './submission.context.js';
import type { Attempt, Channel, ClockEntry, Mode, SubmissionContext } from './submission.context.js';
import { DAY_PRECISIONS } from './submission.days.js';
import type { DayPrecision } from './submission.days.js';
import { PAST_SUBMISSION_STATUSES, SUBMISSION_STATUSES, isOver } from './submission.machine.js';
import type { SubmissionStatus } from './submission.machine.js';

export const SubmissionStatusEnum = graphqlEnum(
  'SubmissionStatus',
  SUBMISSION_STATUSES,
  'Where a submission stands with its addressee.',
  {
    prepared: 'The letter is drawn up and not handed over yet.',
    delivered: 'Handed over; no word yet.',
    acknowledged: 'They say that they have it: not an answer.',
    answered: 'Every item that was asked has an answer in substance.',
    partlyAnswered: 'The time ran out with some items answered.',
    unanswered: 'The time ran out without an answer in substance.',
    redirected: 'Passed on to another addressee.',
    cancelled: 'Taken back before it was handed over.',
    withdrawn: 'Taken back after it was handed over.',
  },
);
export const PastSubmissionStatusEnum = graphqlEnum(
  'PastSubmissionStatus',
  PAST_SUBMISSION_STATUSES,
  'Where an old record can leave a submission.',
);
export const ReadingEnum = graphqlEnum('Reading', READINGS, 'How an answer to one item is read.', {
  acknowledged: 'They say that they have it.',
  underConsideration: 'They are considering it.',
  moreInformationAsked: 'They ask for more information.',
  accepted: 'Accepted: an answer in substance.',
  partlyAccepted: 'Accepted in part: an answer in substance.',
  noted: 'Noted, neither accepted nor refused: an answer in substance all the same.',
  notAccepted: 'Not accepted: an answer in substance.',
  referredElsewhere: 'They name somebody else who should answer.',
});
export const ChannelEnum = graphqlEnum('Channel', CHANNELS, 'By which way a letter went.', {
  meeting: 'Handed over at a meeting.',
});
export const ModeEnum = graphqlEnum('Mode', MODES, 'In which form it was handed over.');
export const AttemptOutcomeEnum = graphqlEnum(
  'AttemptOutcome',
  ATTEMPT_OUTCOMES,
  'What came of a letter that went out.',
  {
    refusedAtCounter: 'Turned away at the counter.',
    resent: 'Sent again, the clocks going on as they were.',
  },
);
export const ClockEntryKindEnum = graphqlEnum('ClockEntryKind', CLOCK_ENTRY_KINDS, 'What stops or lengthens a clock.');
export const DayPrecisionEnum = graphqlEnum('DayPrecision', DAY_PRECISIONS, 'How exactly a day is known.');
export const PROOFS = ['withReceipt', 'withoutReceipt'] as const;
export type Proof = (typeof PROOFS)[number];
export const ProofEnum = graphqlEnum('Proof', PROOFS, 'How well it is proven that the addressee has it.', {
  withReceipt: 'Their entry number, stamp or a scan is kept.',
  withoutReceipt: 'Nothing of theirs shows it: weaker, and a receipt is asked for.',
});

declareNode('sub', 'Submission');

@ObjectType({ description: 'One time that a letter went out, and what came of it.' })
export class DeliveryAttempt {
  @Field(() => DateTime, { description: 'When.' })
  at!: Date;
  @Field(() => ChannelEnum, { nullable: true, description: 'By which way, where that is known.' })
  channel!: Channel | null;
  @Field(() => ModeEnum, { nullable: true, description: 'In which form, where that is known.' })
  mode!: Mode | null;
  @Field(() => [String], { description: 'What was enclosed.' })
  enclosures!: string[];
  @Field(() => AttemptOutcomeEnum, { description: 'What came of it.' })
  outcome!: Attempt['outcome'];
}

@ObjectType({ description: 'A stretch that does not count for the clocks of a submission, or one that was granted.' })
export class SubmissionClockEntry {
  @Field(() => ClockEntryKindEnum, { description: 'Which of the two.' })
  kind!: ClockEntry['kind'];
  @Field(() => DateTime, { description: 'Since when.' })
  from!: Date;
  @Field(() => DateTime, { nullable: true, description: 'Until when; null while it lasts.' })
  until!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason!: string | null;
  @Field(() => Int, { nullable: true, description: 'How many working days more were granted, where it was so many.' })
  workingDays!: number | null;
  @Field(() => String, { nullable: true, description: 'Who asked for more time, where that is known.' })
  askedBy!: string | null;
}

@ObjectType({
  description: 'The dated finding that the time ran out without an answer in substance; it judges nobody.',
})
export class Silence {
  @Field(() => DateTime, { description: 'When it was found.' })
  at!: Date;
  @Field(() => [UUID], { description: 'Keys of the items that had no answer in substance then.' })
  itemKeys!: string[];
}

@ObjectType({
  implements: () => [Node],
  description: 'Handing one version of a statement to one addressee, asking it a named set of items.',
})
export class Submission extends Node {
  @Field({ description: 'Its human number, such as L-2026-004.' })
  number!: string;
  @Field(() => Int, { description: 'Counts its steps; hand it back with each change.' })
  version!: number;
  @Field(() => SubmissionStatusEnum, { description: 'Where it stands.' })
  status!: SubmissionStatus;
  @Field({ description: 'Nothing more is waited for.' })
  over!: boolean;
  @Field(() => Int, { description: 'The version of the statement that the letter carries.' })
  statementVersion!: number;
  @Field(() => DateTime, { nullable: true, description: 'When it was handed over; null before.' })
  deliveredAt!: Date | null;
  @Field(() => ProofEnum, { nullable: true, description: 'How well that is proven; null before it was handed over.' })
  proof!: Proof | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'From when its clocks run: the handing over, or that of the submission which was passed on here.',
  })
  clockStartedAt!: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When they said that they have it.' })
  acknowledgedAt!: Date | null;
  @Field(() => Int, { description: 'How often it was passed on before it came here.' })
  handOvers!: number;
  @Field(() => Silence, {
    nullable: true,
    description: 'The finding that the time ran out; it stays when an answer comes late.',
  })
  silence!: Silence | null;
  @Field({ description: 'Recorded from the past; what came before is not known.' })
  past!: boolean;
  @Field(() => DateTime, { description: 'When it was entered.' })
  createdAt!: Date;
  /** The row behind it, for the fields that are read beside it. */
  row!: SubmissionRow;
}

export const SubmissionConnection = connectionType('Submission', () => Submission);

@ObjectType({
  description: 'What one addressee last answered to one recommendation; nothing while it has not answered.',
})
export class Position {
  @Field(() => ReadingEnum, { nullable: true, description: 'How its last answer is read; null while there is none.' })
  reading!: Reading | null;
  @Field(() => String, { nullable: true, description: 'In their own words.' })
  verbatim!: string | null;
  @Field(() => String, { nullable: true, description: 'The reason that they gave.' })
  reason!: string | null;
  @Field(() => LocalDate, {
    nullable: true,
    description: 'When they answered; the first day of it, if only a span is known.',
  })
  answeredOn!: string | null;
  @Field(() => DayPrecisionEnum, { nullable: true, description: 'How exactly that day is known.' })
  precision!: DayPrecision | null;
  @Field(() => ID, { nullable: true, description: 'The response that says so.' })
  responseId!: string | null;
  row!: PositionRow;
}

@ObjectType({ description: 'One item that is asked, and what the addressee last answered to it.' })
export class SubmissionItem {
  @Field(() => UUID, { description: 'The key of the item through all versions of the statement.' })
  key!: string;
  @Field(() => Int, { description: 'Its place in the statement, counted from one.' })
  order!: number;
  @Field({ description: 'It fell short of its own quorum and was sent marked so.' })
  notEndorsedByAll!: boolean;
  @Field(() => Position, { description: 'What they last answered to it; earlier answers stay in `responses`.' })
  position!: Position;
  row!: ItemRow;
}

/** A submission as it is read. */
export interface SubmissionRow {
  id: string;
  number: string;
  version: number;
  status: SubmissionStatus;
  context: SubmissionContext;
  statementId: string;
  statementVersion: number;
  addresseeId: string;
  unitId: string | null;
  responsibleId: string | null;
  ourReference: string;
  successorOfId: string | null;
  createdAt: Date;
}

/** What an addressee last answered. `answeredOn` is `YYYY-MM-DD`. */
export interface PositionRow {
  submissionId: string;
  addresseeId: string;
  responseId: string | null;
  reading: Reading | null;
  verbatim: string | null;
  reason: string | null;
  answeredOn: string | null;
  precision: DayPrecision | null;
}

export interface ItemRow extends PositionRow {
  key: string;
  order: number;
  recommendationId: string;
  notEndorsedByAll: boolean;
}

const moment = (at: string | null) => (at === null ? null : new Date(at));

/** How well a handing over is proven; nothing before it. */
export function proofOf({ deliveredAt, receipts }: Pick<SubmissionContext, 'deliveredAt' | 'receipts'>): Proof | null {
  if (deliveredAt === null) return null;
  return receipts.length > 0 ? 'withReceipt' : 'withoutReceipt';
}

export function toSubmission(row: SubmissionRow): Submission {
  const { context } = row;
  return {
    id: toGlobalId('sub', row.id),
    number: row.number,
    version: row.version,
    status: row.status,
    over: isOver(row.status, context),
    statementVersion: row.statementVersion,
    deliveredAt: moment(context.deliveredAt),
    proof: proofOf(context),
    clockStartedAt: moment(context.clockStartedAt),
    acknowledgedAt: moment(context.acknowledgedAt),
    handOvers: context.handOvers,
    silence: context.silence && { at: new Date(context.silence.at), itemKeys: context.silence.items },
    past: context.past !== null,
    createdAt: row.createdAt,
    row,
  };
}

export function toPosition(row: PositionRow): Position {
  const { reading, verbatim, reason, answeredOn, precision } = row;
  const responseId = row.responseId && toGlobalId('res', row.responseId);
  return { reading, verbatim, reason, answeredOn, precision, responseId, row };
}

export function toSubmissionItem(row: ItemRow): SubmissionItem {
  const { key, order, notEndorsedByAll } = row;
  return { key, order, notEndorsedByAll, position: toPosition(row), row };
}

export function toAttempt({ at, ...attempt }: Attempt): DeliveryAttempt {
  return { at: new Date(at), ...attempt };
}

export function toClockEntry({ kind, from, until, reason, days, askedBy }: ClockEntry): SubmissionClockEntry {
  const more = { workingDays: days ?? null, askedBy: askedBy ?? null };
  return { kind, from: new Date(from), until: moment(until), reason, ...more };
}
