import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '#platform';
import { AsOfAnswer } from '#workflow';
import type { AsOf, Past } from '#workflow';
import type { StatementContext } from './statement.machine.js';
import { StatementStatusEnum } from './statement.model.js';
import type { StatementStatus } from './statement.machine.js';

@ObjectType({
  description:
    'Where a statement stood at the end of a past day: what its own history determines. What its frozen versions said stands in `versions`; who had endorsed it is not here.',
})
export class StatementAsOf extends AsOfAnswer {
  @Field(() => StatementStatusEnum, { description: 'Where it stood.' })
  status!: StatementStatus;
  @Field(() => Int, { description: 'The number of the version that counted; 0 before the first was frozen.' })
  versionNumber!: number;
  @Field(() => DateTime, { nullable: true, description: 'When the sign-on was to end; null while none was open.' })
  deadline!: string | null;
}

export function toStatementAsOf({ standing, version }: Past, { day, by }: AsOf): StatementAsOf {
  const { versionNumber, deadline } = standing.context as unknown as StatementContext;
  return { day, by, version, status: standing.state as StatementStatus, versionNumber, deadline };
}
