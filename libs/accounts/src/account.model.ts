import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTime, Node, RIGHTS, RoleEnum, declareNode, graphqlEnum, toGlobalId } from '#platform';
import type { Right, Role } from '#platform';
import { Name, Organisation } from '#organisations';

export const RightEnum = graphqlEnum('Right', RIGHTS, 'What a seat lets its holder do for the organisation.', {
  draft: 'Draft and propose.',
  endorse: 'Endorse, reserve and withdraw.',
  record: 'Record what happened: deliveries, receipts, answers.',
  verify: 'Verify that a text takes up a recommendation.',
  administer: 'Keep people, organisations, seats and calendars.',
});

declareNode('sea', 'Seat');

@ObjectType({ description: 'Somebody who acts: known by the office, never by a name.' })
export class Actor {
  @Field(() => Name, { description: 'The office.' })
  office!: Name;
}

@ObjectType({
  implements: () => [Node],
  description: 'The right of a person to act for an organisation: with what, from when to when.',
})
export class Seat extends Node {
  @Field(() => RoleEnum, { description: 'What the holder is in the process.' })
  role!: Role;
  @Field(() => [RightEnum], { description: 'What it lets its holder do.' })
  rights!: Right[];
  @Field(() => DateTime, { nullable: true, description: 'From when on; null: from the beginning.' })
  from!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'The moment at which it ends; null: no end is set.' })
  to!: string | null;
  @Field(() => ID, { nullable: true, description: 'The document that gives the mandate.' })
  mandateDocumentId!: string | null;
  /** For the organisation, which is read beside it. */
  organisationId!: string;
}

@ObjectType({ description: 'Who you are to the product, through the seat that this request chose.' })
export class Myself {
  @Field({ description: 'False for somebody who has not signed in.' })
  signedIn!: boolean;
  @Field(() => Name, { nullable: true, description: 'Your office; null when you have not signed in.' })
  office!: Name | null;
  @Field(() => RoleEnum, { description: 'What you are in the process.' })
  role!: Role;
  @Field(() => [RightEnum], { description: 'What your seat lets you do.' })
  rights!: Right[];
  @Field(() => Seat, {
    nullable: true,
    description: 'The seat that you act through. Another is chosen by the header `anusas-seat` with its id.',
  })
  seat!: Seat | null;
  @Field(() => [Seat], { description: 'Your seats that are valid now, the oldest first.' })
  seats!: Seat[];
  @Field(() => Organisation, { nullable: true, description: 'The organisation that you act for.' })
  organisation?: Organisation | null;
}

/** A seat as it is read; moments as ISO 8601 in UTC. */
export interface SeatRow {
  id: string;
  organisationId: string;
  role: Role;
  rights: Right[];
  from: string | null;
  to: string | null;
  mandateDocumentId: string | null;
}

export function toSeat(row: SeatRow): Seat {
  return {
    id: toGlobalId('sea', row.id),
    role: row.role,
    rights: row.rights,
    from: row.from,
    to: row.to,
    mandateDocumentId: row.mandateDocumentId && toGlobalId('doc', row.mandateDocumentId),
    organisationId: row.organisationId,
  };
}
