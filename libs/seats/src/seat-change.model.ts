import { Field, ObjectType } from '@nestjs/graphql';
import { RightEnum } from '#accounts';
import { DateTime, RoleEnum, graphqlEnum } from '#platform';
import type { Right, Role } from '#platform';
import { SEAT_EVENTS } from './seat-changes.queries.js';
import type { SeatChangeRow, SeatEvent } from './seat-changes.queries.js';

const SeatEventEnum = graphqlEnum('SeatEvent', SEAT_EVENTS, 'What became of a seat.', {
  given: 'Somebody was given it.',
  changed: 'It was given another role, other rights or another mandate.',
  ended: 'Its end was set.',
  handedOver: 'Another seat has taken its place.',
  delegated: 'Its holder lets somebody else act through it for a time.',
  workReassigned: 'What its holder left pending went to another seat.',
  delegationRevoked: 'Its holder, or who keeps the seat, has taken that back.',
});

@ObjectType({ description: 'One entry of what became of a seat: who did it, through which seat, when and why.' })
export class SeatChange {
  @Field(() => SeatEventEnum, { description: 'What.' })
  event!: SeatEvent;
  @Field(() => DateTime, { description: 'When it was done.' })
  at!: string;
  @Field(() => RoleEnum, { nullable: true, description: 'The role from then on, where that was decided.' })
  role!: Role | null;
  @Field(() => [RightEnum], { nullable: true, description: 'The rights from then on, where those were decided.' })
  rights!: Right[] | null;
  @Field(() => DateTime, { nullable: true, description: 'Until when, where that was decided.' })
  until!: string | null;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason!: string | null;
  /** For what is read beside it. */
  row!: SeatChangeRow;
}

export const toSeatChange = (row: SeatChangeRow): SeatChange => ({
  event: row.event,
  at: row.at,
  role: row.role,
  rights: row.rights,
  until: row.until,
  reason: row.reason,
  row,
});
