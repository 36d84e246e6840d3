import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { CommandInput, DateTime, LocalDate, UUID, graphqlEnum } from '#platform';
import { Name } from '#organisations';
import { CALENDAR_ENTRY_KINDS, CALENDAR_ENTRY_STATUSES } from './calendar.js';
import type { CalendarEntryRow, CalendarRow } from './calendar.js';

export const CalendarEntryKindEnum = graphqlEnum('CalendarEntryKind', CALENDAR_ENTRY_KINDS, 'Why offices are closed.', {
  holiday: 'A public holiday: all offices.',
  closure: 'The offices of one institution or province.',
});
export const CalendarEntryStatusEnum = graphqlEnum(
  'CalendarEntryStatus',
  CALENDAR_ENTRY_STATUSES,
  'How sure a day off is.',
  { computed: 'Computed; nobody has looked at the sub-decree yet.', confirmed: 'As the sub-decree or notice says.' },
);

@ObjectType({ description: 'Days on which offices are closed.' })
export class CalendarEntry {
  @Field(() => UUID, { description: 'The same through all revisions.' })
  id!: string;
  @Field(() => Int, { description: 'The revision of the calendar that said so last.' })
  revision!: number;
  @Field(() => CalendarEntryKindEnum, { description: 'Why.' })
  kind!: CalendarEntryRow['kind'];
  @Field(() => LocalDate, { description: 'The first day.' })
  from!: string;
  @Field(() => LocalDate, { description: 'The last day.' })
  until!: string;
  @Field(() => Name, { description: 'What it is called.' })
  name!: Name;
  @Field(() => CalendarEntryStatusEnum, { description: 'How sure it is.' })
  status!: CalendarEntryRow['status'];
  @Field({ description: 'The sub-decree, notice or computation that says so.' })
  source!: string;
  @Field(() => String, { nullable: true, description: 'Official code of the province whose offices are closed.' })
  placeCode!: string | null;
  row!: CalendarEntryRow;
}

@ObjectType({
  description: 'The calendar by which working days are counted, Phnom Penh time. A revision never changes.',
})
export class WorkCalendar {
  @Field(() => Int, { description: 'Which revision, from 1.' })
  revision!: number;
  @Field(() => [Int], { description: 'Days of the week without work: 1 is Monday, 7 is Sunday.' })
  weekend!: number[];
  @Field(() => Int, { description: 'Working days within which an answer to a submission is due.' })
  answerDays!: number;
  @Field({ description: 'Where the change is written down.' })
  source!: string;
  @Field(() => DateTime, { description: 'When it was set.' })
  setAt!: Date;
  row!: CalendarRow;
}

export function toWorkCalendar(row: CalendarRow): WorkCalendar {
  const { revision, weekend, answerDays, source, setAt } = row;
  return { revision, weekend, answerDays, source, setAt, row };
}

export function toCalendarEntry(row: CalendarEntryRow): CalendarEntry {
  const { id, revision, kind, from, until, name, status, source, placeCode } = row;
  return { id, revision, kind, from, until, name, status, source, placeCode, row };
}

@InputType({ description: 'Days on which offices are closed: new ones, or those that take the place of an entry.' })
export class CalendarEntryInput {
  @Field(() => UUID, { nullable: true, description: 'The entry that changes; a new one if left out.' })
  id?: string | null;
  @Field(() => CalendarEntryKindEnum, { description: 'Why they are closed.' })
  kind!: CalendarEntryRow['kind'];
  @Field(() => LocalDate, { description: 'The first day.' })
  from!: string;
  @Field(() => LocalDate, { nullable: true, description: 'The last day; the first if left out.' })
  until?: string | null;
  @Field({ description: 'What it is called in Khmer.' })
  nameKm!: string;
  @Field({ description: 'What it is called in English.' })
  nameEn!: string;
  @Field(() => CalendarEntryStatusEnum, { description: 'How sure it is.' })
  status!: CalendarEntryRow['status'];
  @Field(() => String, { nullable: true, description: 'What says so; the source of the revision if left out.' })
  source?: string | null;
  @Field(() => ID, { nullable: true, description: 'The institution whose offices are closed, with all its units.' })
  organisationId?: string | null;
  @Field(() => String, { nullable: true, description: 'Official code of the province whose offices are closed.' })
  placeCode?: string | null;
}

@InputType({
  description: 'The next revision of the calendar. What is left out stays; running deadlines do not move by it.',
})
export class ReviseCalendarInput extends CommandInput {
  @Field(() => Int, { description: 'The revision that you saw.' })
  expectedRevision!: number;
  @Field({ description: 'Where the change is written down: the sub-decree, the notice.' })
  source!: string;
  @Field(() => [CalendarEntryInput], { nullable: true, description: 'Days off that are added or change.' })
  entries?: CalendarEntryInput[] | null;
  @Field(() => [UUID], { nullable: true, description: 'Ids of entries that are taken out.' })
  remove?: string[] | null;
  @Field(() => [Int], { nullable: true, description: 'Days of the week without work: 1 is Monday, 7 is Sunday.' })
  weekend?: number[] | null;
  @Field(() => Int, { nullable: true, description: 'Working days within which an answer is due, from 1 to 365.' })
  answerDays?: number | null;
}
