import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AccountsQueries, Actor, Myself } from '#accounts';
import { Name } from '#organisations';
import { Context, Node, Nodes, PageArguments, payloadType, toConnection, toGlobalId } from '#platform';
import type { Connection, Payload, RequestContext } from '#platform';
import { Commands } from '#workflow';
import { Inbox } from './inbox.service.js';
import {
  InboxMessage,
  InboxMessageConnection,
  MarkMessagesInput,
  MessageDelivery,
  MessageDeliveryConnection,
  NotificationPreferences,
  SetNotificationPreferencesInput,
  toInboxMessage,
  toMessageDelivery,
} from './message.model.js';
import { MessagesQueries } from './messages.queries.js';
import { ABOUT } from './messages.service.js';
import { sentenceOf } from './templates.js';

const MarkMessagesPayload = payloadType('MarkMessagesPayload', {});
const SetNotificationPreferencesPayload = payloadType('SetNotificationPreferencesPayload', {
  notifications: () => NotificationPreferences,
});

/** What a person is told, and how they want it. A program's token reads none of it. */
@Resolver(() => Myself)
export class InboxResolver {
  constructor(
    @Inject(MessagesQueries) private readonly queries: MessagesQueries,
    @Inject(Inbox) private readonly inboxes: Inbox,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  @ResolveField(() => InboxMessageConnection, { description: 'What you are told, the newest first.' })
  async inbox(
    @Args() page: PageArguments,
    @Args('unread', { type: () => Boolean, defaultValue: false, description: 'Only what you have not marked as read.' })
    unread: boolean,
    @Context() { viewer }: RequestContext,
  ): Promise<Connection<InboxMessage>> {
    return toConnection(await this.queries.inbox(unread, page, viewer), page, toInboxMessage);
  }

  @ResolveField(() => NotificationPreferences, {
    nullable: true,
    description: 'How and when you want to be told; null for a program, and when you have not signed in.',
  })
  async notifications(
    @Parent() { signedIn }: Myself,
    @Context() { viewer }: RequestContext,
  ): Promise<NotificationPreferences | null> {
    return signedIn && !viewer.apiToken ? this.queries.preferences(viewer.personId) : null;
  }

  @Mutation(() => MarkMessagesPayload, {
    description: 'Marks messages of yours as read, or not. What is read goes out no more.',
  })
  markMessages(
    @Args('input', { description: 'Which, and how.' }) input: MarkMessagesInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'markMessages',
      input,
      (tx, { viewer }) => this.inboxes.mark(tx, input, viewer),
      async () => ({}),
    );
  }

  @Mutation(() => SetNotificationPreferencesPayload, { description: 'Says how and when you want to be told.' })
  setNotificationPreferences(
    @Args('input', { description: 'What you choose.' }) input: SetNotificationPreferencesInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'setNotificationPreferences',
      input,
      (tx, { viewer }) => this.inboxes.choose(tx, input, viewer),
      async () => ({ notifications: await this.queries.preferences(context.viewer.personId) }),
    );
  }
}

/** What a message is about, through the reader's own eyes of now. */
@Resolver(() => InboxMessage)
export class MessageSubjectsResolver {
  constructor(@Inject(Nodes) private readonly nodes: Nodes) {}

  @ResolveField(() => Node, {
    nullable: true,
    description: 'What it is about; null where you may not see that, or no longer.',
  })
  about(@Parent() { row }: InboxMessage, @Context() context: RequestContext): Promise<Node | null> {
    return this.nodes.find(toGlobalId(ABOUT[row.aboutKind], row.aboutId), context);
  }
}

/** What may be said where others read along. */
@Resolver(() => NotificationPreferences)
export class GroupTextResolver {
  @ResolveField(() => Name, {
    description:
      'Words to be copied into a group elsewhere by hand; the same for everybody, so that they tell nobody anything.',
  })
  groupText(): Name {
    return sentenceOf('LOOK_AT_YOUR_OWN', {});
  }
}

/** What will be sent, was sent and failed. */
@Resolver(() => MessageDelivery)
export class DeliveriesResolver {
  constructor(
    @Inject(MessagesQueries) private readonly queries: MessagesQueries,
    @Inject(AccountsQueries) private readonly accounts: AccountsQueries,
  ) {}

  @Query(() => MessageDeliveryConnection, {
    description: 'What will be sent, was sent or was not, and why, the latest first; your own, for coordinators all.',
  })
  async messageDeliveries(
    @Args() page: PageArguments,
    @Context() { viewer }: RequestContext,
  ): Promise<Connection<MessageDelivery>> {
    return toConnection(await this.queries.deliveries(page, viewer), page, toMessageDelivery);
  }

  @ResolveField(() => Actor, { nullable: true, description: 'To whom.' })
  async person(@Parent() { row }: MessageDelivery, @Context() context: RequestContext): Promise<Actor | null> {
    const office = await context.loaders.load(this.accounts.offices, row.personId);
    return office ? { office } : null;
  }
}
