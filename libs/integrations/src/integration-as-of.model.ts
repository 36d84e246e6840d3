import { Field, ObjectType } from '@nestjs/graphql';
import { DateTime } from '#platform';
import { UPTAKES, UptakeEnum } from '#recommendations';
import { AsOfAnswer } from '#workflow';
import type { AsOf, Past } from '#workflow';
import type { Degree, IntegrationContext, Recheck } from './integration.machine.js';
import { IntegrationDegreeEnum, IntegrationStatusEnum, RecheckEnum, uptakeOf } from './integration.model.js';
import type { IntegrationStatus } from './integration.model.js';

@ObjectType({
  description: 'Where a finding stood at the end of a past day: what its history determines.',
})
export class IntegrationAsOf extends AsOfAnswer {
  @Field(() => IntegrationStatusEnum, { description: 'Where it stood.' })
  status!: IntegrationStatus;
  @Field(() => IntegrationDegreeEnum, { description: 'How far the text was what was asked.' })
  degree!: Degree;
  @Field(() => UptakeEnum, { description: 'What it counted as: nothing, in a draft, or integrated.' })
  countsAs!: (typeof UPTAKES)[number];
  @Field(() => RecheckEnum, {
    nullable: true,
    description: 'Why it was to be looked at again; null while it need not be.',
  })
  recheckWhy!: Recheck | null;
  @Field(() => DateTime, { nullable: true, description: 'When it had last been verified.' })
  verifiedAt!: string | null;
}

export function toIntegrationAsOf({ standing, version }: Past, { day, by }: AsOf): IntegrationAsOf {
  const status = standing.state as IntegrationStatus;
  const context = standing.context as unknown as IntegrationContext;
  const { degree, recheck, checks } = context;
  return {
    ...{ day, by, version, status, degree },
    countsAs: uptakeOf(status, context),
    recheckWhy: recheck?.why ?? null,
    verifiedAt: checks.at(-1)?.at ?? null,
  };
}
