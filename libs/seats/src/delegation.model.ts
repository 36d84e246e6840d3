import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Actor, RightEnum } from '#accounts';
import type { Name } from '#organisations';
import { CommandInput, DateTime, RoleEnum, graphqlEnum, toGlobalId } from '#platform';
import type { Right, Role } from '#platform';

const STANDINGS = ['upcoming', 'holds', 'revoked', 'over'] as const;
export type DelegationStanding = (typeof STANDINGS)[number];
const DelegationStandingEnum = graphqlEnum('DelegationStanding', STANDINGS, 'Whether a delegation holds now.', {
  upcoming: 'It begins later.',
  holds: 'The delegate may act now.',
  revoked: 'It was taken back, or given back.',
  over: 'Its time, or the seat, has ended.',
});

/** A delegation as it is read; moments as ISO 8601 in UTC. */
export interface DelegationRow {
  id: string;
  seatId: string;
  toPersonId: string;
  organisationId: string;
  role: Role;
  rights: Right[];
  from: string;
  until: string;
  standing: DelegationStanding;
  reason: string | null;
  holder: Name;
  delegate: Name;
}

@ObjectType({ description: 'Somebody acts through a seat for its holder: who, with what, from when to when.' })
export class Delegation {
  @Field(() => ID, { description: 'To revoke it by; in the header `anusas-seat` it makes the delegate act by it.' })
  id!: string;
  @Field(() => RoleEnum, { description: 'The role of the seat.' })
  role!: Role;
  @Field(() => [RightEnum], { description: 'What the delegate may do.' })
  rights!: Right[];
  @Field(() => DateTime, { description: 'From when on.' })
  from!: string;
  @Field(() => DateTime, { description: 'Until when.' })
  until!: string;
  @Field(() => DelegationStandingEnum, { description: 'Does it hold now?' })
  standing!: DelegationStanding;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason!: string | null;
  @Field(() => Actor, { description: 'Who holds the seat.' })
  holder!: Actor;
  @Field(() => Actor, { description: 'Who acts for them.' })
  delegate!: Actor;
  /** For what is read beside it. */
  row!: DelegationRow;
}

export const toDelegation = (row: DelegationRow): Delegation => ({
  id: toGlobalId('dlg', row.id),
  role: row.role,
  rights: row.rights,
  from: row.from,
  until: row.until,
  standing: row.standing,
  reason: row.reason,
  holder: { office: row.holder },
  delegate: { office: row.delegate },
  row,
});

@InputType({ description: 'Who acts for you, through the seat of this request.' })
export class DelegateSeatInput extends CommandInput {
  @Field(() => ID, { description: 'The person, by a seat of theirs.' })
  toPersonOfSeatId!: string;
  @Field(() => [RightEnum], { description: 'With which of your rights.' })
  rights!: Right[];
  @Field(() => DateTime, { nullable: true, description: 'From when on; left out: now.' })
  from?: Date | null;
  @Field(() => DateTime, { description: 'Until when.' })
  until!: Date;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null;
}

@InputType({ description: 'Which delegation to end.' })
export class RevokeDelegationInput extends CommandInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}
