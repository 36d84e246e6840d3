import { Inject } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { CommandInput, Context, payloadType } from '#platform';
import type { Payload, RequestContext } from '#platform';
import { Commands } from '#workflow';
import { CalendarFeeds } from './calendar-feeds.service.js';
import { NotificationPreferences } from './message.model.js';
import { MessagesQueries } from './messages.queries.js';

@ObjectType({ description: 'Your days for a calendar program; shown this once.' })
export class NewCalendarFeed {
  @Field({ description: 'What the program subscribes to. Whoever has it reads your days, and nothing else.' })
  url!: string;
}

@InputType({ description: 'Nothing but the key.' })
class CalendarFeedInput extends CommandInput {}

const MakeCalendarFeedPayload = payloadType('MakeCalendarFeedPayload', { feed: () => NewCalendarFeed });
const EndCalendarFeedPayload = payloadType('EndCalendarFeedPayload', { notifications: () => NotificationPreferences });

/** The own calendar feed. */
@Resolver()
export class CalendarFeedsResolver {
  constructor(
    @Inject(CalendarFeeds) private readonly feeds: CalendarFeeds,
    @Inject(MessagesQueries) private readonly queries: MessagesQueries,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  @Mutation(() => MakeCalendarFeedPayload, {
    description:
      'Makes an address for your calendar program, with the days by which you have something to do; it ends the one before.',
  })
  makeCalendarFeed(
    @Args('input', { description: 'The key.' }) input: CalendarFeedInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    // Kept out of what the command remembers: the address stands nowhere in clear.
    let url: string | undefined;
    return this.commands.answer(
      context,
      'makeCalendarFeed',
      input,
      async (tx, { viewer }) => {
        url = await this.feeds.make(tx, viewer);
      },
      async () => ({ feed: url ? { url } : null }),
    );
  }

  @Mutation(() => EndCalendarFeedPayload, { description: 'Ends your calendar feed, at once.' })
  endCalendarFeed(
    @Args('input', { description: 'The key.' }) input: CalendarFeedInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'endCalendarFeed',
      input,
      (tx, { viewer }) => this.feeds.end(tx, viewer),
      async () => ({ notifications: await this.queries.preferences(context.viewer.personId) }),
    );
  }
}
