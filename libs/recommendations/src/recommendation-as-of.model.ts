import { Field, Int, ObjectType } from '@nestjs/graphql';
import { AsOfAnswer } from '#workflow';
import type { AsOf, Past } from '#workflow';
import type { Closing, RecommendationContext, STANDINGS, Stage, UPTAKES } from './recommendation.machine.js';
import { ClosingEnum, StageEnum, StandingEnum, UptakeEnum } from './recommendation.model.js';

@ObjectType({
  description:
    'Where a recommendation stood at the end of a past day: what its history determines, and nothing else. Its texts, addressees, targets and topics are kept as they are today and are therefore not here.',
})
export class RecommendationAsOf extends AsOfAnswer {
  @Field(() => StageEnum, { description: 'How far it had been carried.' })
  stage!: Stage;
  @Field(() => UptakeEnum, { description: 'Whether a text took it up.' })
  uptake!: (typeof UPTAKES)[number];
  @Field(() => StandingEnum, { description: 'Whether it still stood.' })
  standing!: (typeof STANDINGS)[number];
  @Field(() => ClosingEnum, { nullable: true, description: 'Why it had been closed; null while it was active.' })
  closedAs!: Closing | null;
  @Field(() => Int, { description: 'Which of its wordings it had, counted from 1.' })
  wording!: number;
}

interface Living {
  living: { stage: Stage; uptake: (typeof UPTAKES)[number]; standing: (typeof STANDINGS)[number] };
}

export function toRecommendationAsOf({ standing, version }: Past, { day, by }: AsOf): RecommendationAsOf {
  const { living } = standing.state as unknown as Living;
  const { closed, wording } = standing.context as unknown as RecommendationContext;
  return { day, by, version, ...living, closedAs: closed?.as ?? null, wording };
}
