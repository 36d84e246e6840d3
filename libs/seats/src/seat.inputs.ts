import { Field, ID, InputType } from '@nestjs/graphql';
import { RightEnum } from '#accounts';
import { CommandInput, DateTime, RoleEnum } from '#platform';
import type { Right, Role } from '#platform';

@InputType({ description: 'Whom to invite, and to which seat.' })
export class InviteToSeatInput extends CommandInput {
  @Field(() => ID, { description: 'For which organisation.' })
  organisationId!: string;
  @Field({ description: 'Where the invitation goes, and later sign-in mail. It is never shown again.' })
  address!: string;
  @Field({ description: 'The office, in English; no name of a person. Somebody who is known already keeps theirs.' })
  officeEn!: string;
  @Field(() => String, { nullable: true, description: 'The office, in Khmer.' })
  officeKm?: string | null;
  @Field(() => RoleEnum, { description: 'What they will be in the process.' })
  role!: Role;
  @Field(() => [RightEnum], { description: 'What they may do.' })
  rights!: Right[];
  @Field(() => DateTime, { nullable: true, description: 'From when on; left out: from when they accept.' })
  from?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'The moment at which the seat ends; left out: none is set.' })
  to?: Date | null;
  @Field(() => ID, { nullable: true, description: 'The document that gives the mandate.' })
  mandateDocumentId?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The seat that they take over: it ends when they accept, and what its holder left pending goes along.',
  })
  succeedsSeatId?: string | null;
}

@InputType({ description: 'Which invitation.' })
export class WithdrawInvitationInput extends CommandInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}

@InputType({ description: 'What a seat gives from now on; what is left out stays.' })
export class ChangeSeatInput extends CommandInput {
  @Field(() => ID, { description: 'Which seat.' })
  seatId!: string;
  @Field(() => RoleEnum, { nullable: true, description: 'Another role.' })
  role?: Role | null;
  @Field(() => [RightEnum], { nullable: true, description: 'All rights that it gives from now on.' })
  rights?: Right[] | null;
  @Field(() => ID, { nullable: true, description: 'The document that gives the mandate.' })
  mandateDocumentId?: string | null;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null;
}

@InputType({ description: 'When a seat ends.' })
export class EndSeatInput extends CommandInput {
  @Field(() => ID, { description: 'Which seat.' })
  seatId!: string;
  @Field(() => DateTime, { nullable: true, description: 'The moment; left out: now.' })
  at?: Date | null;
  @Field(() => ID, {
    nullable: true,
    description:
      'To which seat of the organisation goes at once what the holder leaves pending; left out, it lapses with the seat.',
  })
  workToSeatId?: string | null;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null;
}

@InputType({ description: 'Who holds a seat from now on.' })
export class HandOverSeatInput extends CommandInput {
  @Field(() => ID, { description: 'Which seat.' })
  seatId!: string;
  @Field(() => ID, { description: 'The person, by a seat of theirs.' })
  toPersonOfSeatId!: string;
  @Field(() => ID, { nullable: true, description: 'The document that gives them the mandate.' })
  mandateDocumentId?: string | null;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null;
}
