import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Actor } from '#accounts';
import { Name } from '#organisations';
import { CommandInput, DateTime, LocalDate, Node, connectionType, graphqlEnum, toGlobalId } from '#platform';
import type { Parameters } from '#platform';
import type { AboutKind } from './messages.service.js';
import { sentenceOf } from './templates.js';

export const CHANNELS = ['mail'] as const;
export type Channel = (typeof CHANNELS)[number];
const ChannelEnum = graphqlEnum('MessageChannel', CHANNELS, 'By what somebody is told, besides the inbox.', {
  mail: 'E-mail: one a day, with everything in it.',
});

export const DELIVERY_STATES = ['planned', 'sending', 'sent', 'failed', 'notSent'] as const;
const DeliveryState = graphqlEnum('DeliveryState', DELIVERY_STATES, 'How far a message is on its way.', {
  planned: 'It goes out at the moment that is planned.',
  sending: 'It is being handed over; that is tried again until it is done or given up.',
  sent: 'It was handed over.',
  failed: 'It could not be handed over, and is tried no more.',
  notSent: 'It is not sent, for the reason that stands beside it.',
});

export const MESSAGE_LANGUAGES = ['km', 'en', 'both'] as const;
const MessageLanguage = graphqlEnum('MessageLanguage', MESSAGE_LANGUAGES, 'In which language messages go out.', {
  km: 'Khmer.',
  en: 'English.',
  both: 'Khmer, and English below it.',
});

/** A message as it is read; moments as ISO 8601 in UTC, days as `YYYY-MM-DD`. */
export interface MessageRow {
  id: string;
  aboutKind: AboutKind;
  aboutId: string;
  template: string;
  facts: Parameters;
  reason: string;
  due: string | null;
  urgent: boolean;
  late: boolean;
  madeAt: string;
  readAt: string | null;
}

@ObjectType({
  description: 'What you are told. It names nothing: what it is about is read beside it, if it is for you.',
})
export class InboxMessage {
  @Field(() => ID, { description: 'To mark it by.' })
  id!: string;
  @Field(() => Name, { description: 'What is to be done, or is new.' })
  text!: Name;
  @Field(() => Name, { description: 'Why you are told.' })
  why!: Name;
  @Field(() => LocalDate, { nullable: true, description: 'The day by which it is to be done.' })
  due!: string | null;
  @Field({ description: 'Could it not wait?' })
  urgent!: boolean;
  @Field({ description: 'Should it have been said earlier?' })
  late!: boolean;
  @Field(() => DateTime, { description: 'Since when it is here.' })
  madeAt!: string;
  @Field(() => DateTime, { nullable: true, description: 'When you marked it as read; null: not yet.' })
  readAt!: string | null;
  @Field(() => Node, {
    nullable: true,
    description: 'What it is about; null where you may not see that, or no longer.',
  })
  about?: Node | null;
  row!: MessageRow;
}
export const InboxMessageConnection = connectionType('InboxMessage', () => InboxMessage);

export function toInboxMessage(row: MessageRow): InboxMessage {
  return {
    id: toGlobalId('msg', row.id),
    text: sentenceOf(row.template, row.facts),
    why: sentenceOf(row.reason, {}),
    due: row.due,
    urgent: row.urgent,
    late: row.late,
    madeAt: row.madeAt,
    readAt: row.readAt,
    row,
  };
}

/** A message on its way as it is read. */
export interface DeliveryRow extends Pick<MessageRow, 'template' | 'facts' | 'reason'> {
  personId: string;
  channel: Channel;
  state: (typeof DELIVERY_STATES)[number];
  plannedFor: string;
  sentAt: string | null;
  failedAt: string | null;
  because: string | null;
}

@ObjectType({
  description: 'What will be sent, was sent, or was not, and why. Read by its person and by coordinators.',
})
export class MessageDelivery {
  @Field(() => Name, { description: 'The sentence that is sent; nothing is named in it.' })
  text!: Name;
  @Field(() => Name, { description: 'Why this person is told.' })
  why!: Name;
  @Field(() => ChannelEnum, { description: 'By what.' })
  channel!: Channel;
  @Field(() => DeliveryState, { description: 'How far it is.' })
  state!: DeliveryRow['state'];
  @Field(() => DateTime, { description: 'The moment that was planned.' })
  plannedFor!: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was handed over.' })
  sentAt!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was given up.' })
  failedAt!: string | null;
  @Field(() => String, { nullable: true, description: 'A code: why it was not sent, failed, or has to wait.' })
  because!: string | null;
  @Field(() => Actor, { nullable: true, description: 'To whom.' })
  person?: Actor | null;
  row!: DeliveryRow;
}
export const MessageDeliveryConnection = connectionType('MessageDelivery', () => MessageDelivery);

export const toMessageDelivery = (row: DeliveryRow): MessageDelivery => ({
  text: sentenceOf(row.template, row.facts),
  why: sentenceOf(row.reason, {}),
  channel: row.channel,
  state: row.state,
  plannedFor: row.plannedFor,
  sentAt: row.sentAt,
  failedAt: row.failedAt,
  because: row.because,
  row,
});

@ObjectType({ description: 'How and when you want to be told.' })
export class NotificationPreferences {
  @Field(() => Int, { description: 'The hour in Phnom Penh at which the mail of a working day goes out, 6 to 20.' })
  hour!: number;
  @Field({ description: 'Is mail sent?' })
  mail!: boolean;
  @Field(() => MessageLanguage, { description: 'In which language.' })
  language!: (typeof MESSAGE_LANGUAGES)[number];
  @Field({
    description: 'Does everything that leaves say no more than that there is something, without the product’s name?',
  })
  discreet!: boolean;
  @Field(() => Int, { description: 'How many mails a week at the most; what is urgent is not counted.' })
  weeklyMost!: number;
  @Field(() => String, {
    nullable: true,
    description: 'A code: why mail was switched off by itself; null where it was not.',
  })
  mailOffBecause!: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when your calendar feed is there; null: there is none.',
  })
  calendarFeedSince!: string | null;
  @Field(() => Name, {
    description:
      'Words to be copied into a group elsewhere by hand; the same for everybody, so that they tell nobody anything.',
  })
  groupText?: Name;
}

@InputType({ description: 'How and when you want to be told; what is left out stays as it is.' })
export class SetNotificationPreferencesInput extends CommandInput {
  @Field(() => Int, { nullable: true, description: 'The hour in Phnom Penh, 6 to 20.' })
  hour?: number | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Mail or none; switched on, it is tried again after it came back.',
  })
  mail?: boolean | null;
  @Field(() => MessageLanguage, { nullable: true, description: 'In which language.' })
  language?: (typeof MESSAGE_LANGUAGES)[number] | null;
  @Field(() => Boolean, { nullable: true, description: 'Should what leaves name nothing, not even the product?' })
  discreet?: boolean | null;
  @Field(() => Int, { nullable: true, description: 'How many mails a week at the most, 1 to 14.' })
  weeklyMost?: number | null;
}

@InputType({ description: 'Which messages.' })
export class MarkMessagesInput extends CommandInput {
  @Field(() => [ID], { description: 'Up to a hundred of your own.' })
  ids!: string[];
  @Field({ description: 'Read, or not read.' })
  read!: boolean;
}
