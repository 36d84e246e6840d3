import { Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { SignInModule } from '#sign-in';
import { CalendarController } from './calendar.controller.js';
import { CalendarFeedsResolver } from './calendar-feeds.resolver.js';
import { CalendarFeeds } from './calendar-feeds.service.js';
import { Digests } from './digests.service.js';
import { DeliveriesResolver, GroupTextResolver, InboxResolver, MessageSubjectsResolver } from './inbox.resolver.js';
import { Inbox } from './inbox.service.js';
import { MailRounds } from './mail-rounds.service.js';
import { MessagesQueries } from './messages.queries.js';
import { Messages } from './messages.service.js';
import { StopController } from './stop.controller.js';
import { StopLinks } from './stop-links.js';

/** What people are told: the inbox, and the ways by which it goes out. */
@Module({
  imports: [AccountsModule, SignInModule],
  controllers: [StopController, CalendarController],
  providers: [
    Messages,
    MessagesQueries,
    Inbox,
    Digests,
    MailRounds,
    StopLinks,
    CalendarFeeds,
    CalendarFeedsResolver,
    InboxResolver,
    MessageSubjectsResolver,
    DeliveriesResolver,
    GroupTextResolver,
  ],
  exports: [Messages, MailRounds],
})
export class NotificationsModule {}
