import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Actor } from '#accounts';
import { DateTime, connectionType } from '#platform';

/** An attempt as it is read; the moment as ISO 8601 in UTC. */
export interface RefusedAttemptRow {
  id: string;
  command: string;
  about: string | null;
  codes: string[];
  at: string;
  personId: string;
  seatId: string;
  organisationId: string;
}

@ObjectType({
  description: 'What somebody tried through a seat or a sign-in that no longer lets them act. Nothing came of it.',
})
export class RefusedAttempt {
  @Field(() => DateTime, { description: 'When.' })
  at!: string;
  @Field({ description: 'The mutation that was sent.' })
  command!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The id of what it named first, which you may not see; no words of it.',
  })
  about!: string | null;
  @Field(() => [String], { description: 'The codes of the reasons against it.' })
  codes!: string[];
  @Field(() => Actor, { nullable: true, description: 'Who.' })
  actor?: Actor | null;
  /** For the seat, the person and the organisation, which are read beside it. */
  row!: RefusedAttemptRow;
}

export const RefusedAttemptConnection = connectionType('RefusedAttempt', () => RefusedAttempt);

export const toRefusedAttempt = (row: RefusedAttemptRow): RefusedAttempt => ({
  at: row.at,
  command: row.command,
  about: row.about,
  codes: row.codes,
  row,
});
