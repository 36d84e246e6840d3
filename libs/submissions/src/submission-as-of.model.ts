import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '#platform';
import { AsOfAnswer } from '#workflow';
import type { AsOf, Past } from '#workflow';
import type { SubmissionContext } from './submission.context.js';
import { isOver } from './submission.machine.js';
import type { SubmissionStatus } from './submission.machine.js';
import { ProofEnum, SubmissionStatusEnum, proofOf } from './submission.model.js';
import type { Proof } from './submission.model.js';

@ObjectType({
  description:
    'Where a submission stood at the end of a past day: what its history determines. Whom it asks and what it carries never change.',
})
export class SubmissionAsOf extends AsOfAnswer {
  @Field(() => SubmissionStatusEnum, { description: 'Where it stood.' })
  status!: SubmissionStatus;
  @Field({ description: 'Nothing more was waited for.' })
  over!: boolean;
  @Field(() => DateTime, { nullable: true, description: 'When it had been handed over; null before.' })
  deliveredAt!: string | null;
  @Field(() => ProofEnum, { nullable: true, description: 'How well that was proven; null before it was handed over.' })
  proof!: Proof | null;
  @Field(() => Int, { description: 'How many answers had come in that count.' })
  responses!: number;
}

export function toSubmissionAsOf({ standing, version }: Past, { day, by }: AsOf): SubmissionAsOf {
  const status = standing.state as SubmissionStatus;
  const context = standing.context as unknown as SubmissionContext;
  const { deliveredAt, responses } = context;
  const over = isOver(status, context);
  return { day, by, version, status, over, deliveredAt, proof: proofOf(context), responses: responses.length };
}
