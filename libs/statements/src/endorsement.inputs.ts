import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { CaseCommandInput, CommandInput, LocalDate, UUID } from '#platform';
import type { Appearance, PastEndorsementStatus, Signature } from './endorsement.machine.js';
import { AppearanceEnum, PastEndorsementStatusEnum, SignatureEnum } from './endorsement.model.js';

@InputType({ description: 'What an organisation holds against one item.' })
export class ReservationInput {
  @Field(() => UUID, { description: 'The item’s key.' })
  itemKey!: string;
  @Field({ description: 'In its own words.' })
  text!: string;
}

@InputType({ description: 'Endorses a version of a statement for your organisation.' })
export class EndorseStatementInput extends CommandInput {
  @Field(() => ID, { description: 'The statement.' })
  statementId!: string;
  @Field(() => Int, { description: 'The version that you have read.' })
  versionNumber!: number;
  @Field(() => SignatureEnum, { nullable: true, description: 'In what capacity; signatory if left out.' })
  signature?: Signature | null;
  @Field(() => AppearanceEnum, { nullable: true, description: 'How your name appears; hidden if left out.' })
  appearance?: Appearance | null;
  @Field(() => [ReservationInput], { nullable: true, description: 'What you hold against single items.' })
  reservations?: ReservationInput[] | null;
}

@InputType({
  description:
    'An endorsement that an organisation gave by phone or on paper; it counts once the organisation confirms.',
})
export class EndorseOnBehalfInput extends CommandInput {
  @Field(() => ID, { description: 'The statement.' })
  statementId!: string;
  @Field(() => ID, { description: 'The organisation that said so.' })
  organisationId!: string;
  @Field(() => Int, { description: 'The version that it decided on.' })
  versionNumber!: number;
  @Field(() => SignatureEnum, { nullable: true, description: 'In what capacity; signatory if left out.' })
  signature?: Signature | null;
  @Field(() => [ID], { description: 'The note of the call, or the signed paper.' })
  evidence!: string[];
  @Field(() => String, { nullable: true, description: 'How it was said.' })
  reason?: string | null;
}

@InputType({
  description:
    'What an old record says of an organisation’s decision on the present version, once the sign-on is over. It counts in no figure.',
})
export class RecordPastEndorsementInput extends CommandInput {
  @Field(() => ID, { description: 'The statement.' })
  statementId!: string;
  @Field(() => ID, { description: 'The organisation that had decided.' })
  organisationId!: string;
  @Field(() => PastEndorsementStatusEnum, { description: 'Where the old record leaves its decision.' })
  status!: PastEndorsementStatus;
  @Field(() => SignatureEnum, { nullable: true, description: 'In what capacity; signatory if left out.' })
  signature?: Signature | null;
  @Field(() => [ReservationInput], { nullable: true, description: 'What it held against single items.' })
  reservations?: ReservationInput[] | null;
  @Field(() => LocalDate, { description: 'When it decided, Phnom Penh time.' })
  happenedOn!: string;
  @Field(() => [String], { nullable: true, description: 'The steps of which nothing is known.' })
  notKnown?: string[] | null;
  @Field(() => String, { description: 'Where this is known from.' })
  reason!: string;
  @Field(() => [ID], { description: 'The signed paper, or what else proves it.' })
  evidence!: string[];
}

@InputType({ description: 'A decision not to endorse, or not to decide, for your organisation.' })
export class DecideOnStatementInput extends CommandInput {
  @Field(() => ID, { description: 'The statement.' })
  statementId!: string;
  @Field(() => String, { nullable: true, description: 'Why, if you like.' })
  reason?: string | null;
}

@InputType({ description: 'A step of an endorsement of your organisation.' })
export class EndorsementStepInput extends CaseCommandInput {
  @Field(() => ID, { description: 'The endorsement.' })
  id!: string;
}

@InputType({ description: 'A word about what was entered on an organisation’s behalf.' })
export class EntryComplaintInput extends EndorsementStepInput {
  @Field({ description: 'What is wrong, or what was done about it. The organisation and the secretariat read it.' })
  override reason!: string;
}

@InputType({ description: 'What you hold against single items, all of it as it is to be.' })
export class ReserveOnItemsInput extends EndorsementStepInput {
  @Field(() => [ReservationInput], { description: 'The reservations; an empty list takes them back.' })
  reservations!: ReservationInput[];
}

@InputType({ description: 'Another way for your name to appear.' })
export class ChangeAppearanceInput extends EndorsementStepInput {
  @Field(() => AppearanceEnum, { description: 'How it is to appear.' })
  appearance!: Appearance;
}

@InputType({ description: 'Takes the endorsement of your organisation back; no reason is needed.' })
export class WithdrawEndorsementInput extends EndorsementStepInput {
  @Field(() => Boolean, {
    nullable: true,
    description: 'After a delivery: are the addressees to be told? No, if left out.',
  })
  tellAddressees?: boolean | null;
}

@InputType({ description: 'Takes a released name off the list of signatories.' })
export class TakeBackNameInput extends EndorsementStepInput {}
