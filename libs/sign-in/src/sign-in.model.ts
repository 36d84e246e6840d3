import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Actor } from '#accounts';
import { DateTime, graphqlEnum, toGlobalId } from '#platform';
import type { PasskeyRow } from './passkeys.service.js';
import type { RecoveryRow } from './recoveries.service.js';
import { WAYS } from './sessions.service.js';
import type { DeviceRow, Way } from './sessions.service.js';

const SignInWay = graphqlEnum('SignInWay', WAYS, 'By what somebody signed in on a device.', {
  passkey: 'A passkey.',
  mail: 'A link or a code in a mail, and nothing else.',
  mailAndApp: 'A mail, and a code of an app.',
  mailAndRecoveryCode: 'A mail, and one of the codes on paper.',
});

@ObjectType({ description: 'A device on which you are signed in.' })
export class Device {
  @Field(() => ID, { description: 'To end it by.' })
  id!: string;
  @Field({ description: 'Browser and system, as far as they say.' })
  name!: string;
  @Field({ description: 'Is it the one of this request?' })
  current!: boolean;
  @Field(() => SignInWay, { description: 'By what you signed in there.' })
  way!: Way;
  @Field(() => DateTime, { description: 'Since when.' })
  signedInAt!: string;
  @Field(() => DateTime, { description: 'When it was last used, to the minute.' })
  usedAt!: string;
  @Field(() => DateTime, { description: 'When it ends at the latest.' })
  expiresAt!: string;
}

@ObjectType({ description: 'A passkey of yours.' })
export class Passkey {
  @Field(() => ID, { description: 'To rename or remove it by.' })
  id!: string;
  @Field({ description: 'What you call it.' })
  name!: string;
  @Field(() => DateTime, { description: 'Since when.' })
  createdAt!: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was last used.' })
  usedAt!: string | null;
}

@ObjectType({ description: 'What an app needs to make codes; there until a first code was confirmed.' })
export class CodeAppSetup {
  @Field({ description: 'To be typed into the app.' })
  secret!: string;
  @Field({ description: 'The same as an `otpauth:` address.' })
  uri!: string;
}

@ObjectType({ description: 'Codes to be written down on paper; shown this once.' })
export class RecoveryCodes {
  @Field(() => [String], { description: 'Each works once.' })
  codes!: string[];
}

@ObjectType({ description: 'The recovery of an account: two coordinators and a day.' })
export class Recovery {
  @Field(() => ID, { description: 'To approve or stop it by.' })
  id!: string;
  @Field(() => Actor, { nullable: true, description: 'Whose account.' })
  person!: Actor | null;
  @Field(() => DateTime, { description: 'When the first coordinator began it.' })
  begunAt!: string;
  @Field(() => DateTime, { nullable: true, description: 'When the second approved it.' })
  approvedAt!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it takes effect, unless it is stopped.' })
  takesEffectAt!: string | null;
  @Field({ description: 'Does the person get another address?' })
  newAddress!: boolean;
}

export const toDevice = (row: DeviceRow, current: string | undefined): Device => ({
  id: toGlobalId('dev', row.id),
  name: row.device,
  current: row.id === current,
  way: row.way,
  signedInAt: row.signedInAt,
  usedAt: row.usedAt,
  expiresAt: row.expiresAt,
});

export const toPasskey = (row: PasskeyRow): Passkey => ({ ...row, id: toGlobalId('pky', row.id) });

export const toRecovery = (row: RecoveryRow, office: Actor['office'] | null): Recovery => ({
  id: toGlobalId('rcv', row.id),
  person: office && { office },
  begunAt: row.begunAt,
  approvedAt: row.approvedAt,
  takesEffectAt: row.dueAt,
  newAddress: row.newAddress,
});
