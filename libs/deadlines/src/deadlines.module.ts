import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#organisations';
import { CalendarEntryFieldsResolver, CalendarsResolver } from './calendars.resolver.js';
import { Calendars } from './calendars.service.js';

/** The calendar of working days, and what is due by it. */
@Module({
  imports: [OrganisationsModule],
  providers: [Calendars, CalendarsResolver, CalendarEntryFieldsResolver],
  exports: [Calendars],
})
export class DeadlinesModule {}
