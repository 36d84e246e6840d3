import { Inject } from '@nestjs/common';
import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Context, payloadType } from '#platform';
import type { Payload, RequestContext, Shown } from '#platform';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { Commands } from '#workflow';
import { CalendarEntry, ReviseCalendarInput, WorkCalendar, toCalendarEntry, toWorkCalendar } from './calendar.model.js';
import { Calendars } from './calendars.service.js';

const ReviseCalendarPayload = payloadType('ReviseCalendarPayload', { calendar: () => WorkCalendar });

@Resolver(() => WorkCalendar)
export class CalendarsResolver {
  constructor(
    @Inject(Calendars) private readonly calendars: Calendars,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  @Query(() => WorkCalendar, { nullable: true, description: 'The calendar by which working days are counted.' })
  async calendar(
    @Args('revision', { type: () => Int, nullable: true, description: 'Which one; the newest if left out.' })
    revision?: number | null,
  ): Promise<WorkCalendar | null> {
    const row = await this.calendars.find(revision);
    return row && toWorkCalendar(row);
  }

  @ResolveField(() => [CalendarEntry], { description: 'Days off that fall into a year, in order.' })
  entries(
    @Parent() { row }: WorkCalendar,
    @Args('year', { type: () => Int, description: 'Which year, such as 2026.' }) year: number,
  ): CalendarEntry[] {
    const falls = (day: string) => Number(day.slice(0, 4));
    return row.entries.filter(({ from, until }) => falls(from) <= year && falls(until) >= year).map(toCalendarEntry);
  }

  @Mutation(() => ReviseCalendarPayload, {
    description: 'Sets the next revision of the calendar. Running deadlines move only once somebody confirms it.',
  })
  reviseCalendar(
    @Args('input', { description: 'What changes.' }) input: ReviseCalendarInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'reviseCalendar',
      input,
      (tx, act) => this.calendars.revise(tx, input, act),
      async (revision) => {
        const row = await this.calendars.find(revision);
        return { calendar: row && toWorkCalendar(row) };
      },
    );
  }
}

@Resolver(() => CalendarEntry)
export class CalendarEntryFieldsResolver {
  constructor(@Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries) {}

  @ResolveField(() => Organisation, { nullable: true, description: 'The institution whose offices are closed.' })
  organisation(parent: CalendarEntry, _args: unknown, context: RequestContext): Shown<Organisation> {
    return context.loaders.show(this.organisations.byIds, parent.row.organisationId, toOrganisation);
  }
}
