import { Field, ID, InputType } from '@nestjs/graphql';
import { CommandInput } from '#platform';

@InputType({ description: 'Which device to end.' })
export class EndDeviceInput extends CommandInput {
  @Field(() => ID, { description: 'One of yours.' })
  id!: string;
}

@InputType({ description: 'Nothing but the key.' })
export class OwnSignInInput extends CommandInput {}

@InputType({ description: 'Somebody, by a seat of theirs.' })
export class PersonOfSeatInput extends CommandInput {
  @Field(() => ID, { description: 'A seat of the person.' })
  seatId!: string;
}

@InputType({ description: 'A code that the app shows.' })
export class ConfirmCodeAppInput extends CommandInput {
  @Field({ description: 'Six digits.' })
  code!: string;
}

@InputType({ description: 'Which passkey.' })
export class RemovePasskeyInput extends CommandInput {
  @Field(() => ID, { description: 'One of yours.' })
  id!: string;
}

@InputType({ description: 'Another name for a passkey.' })
export class RenamePasskeyInput extends RemovePasskeyInput {
  @Field({ description: 'What you call it.' })
  name!: string;
}

@InputType({ description: 'The recovery of somebody’s account.' })
export class BeginRecoveryInput extends PersonOfSeatInput {
  @Field(() => String, { nullable: true, description: 'The address from then on; left out, it stays.' })
  newAddress?: string | null;
}

@InputType({ description: 'Which recovery.' })
export class RecoveryInput extends CommandInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}

@InputType({ description: 'The first address of somebody.' })
export class GiveSignInAddressInput extends PersonOfSeatInput {
  @Field({ description: 'Where sign-in mail goes.' })
  address!: string;
}
