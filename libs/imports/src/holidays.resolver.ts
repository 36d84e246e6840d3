import { Inject } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, Resolver } from '@nestjs/graphql';
import { Calendars, WorkCalendar, toWorkCalendar } from '#deadlines';
import type { CalendarRow } from '#deadlines';
import { CommandInput, Context, payloadType } from '#platform';
import type { Payload, RequestContext } from '#platform';
import { Commands } from '#workflow';
import { readHolidays } from './holidays.reader.js';

const ImportHolidaysPayload = payloadType('ImportHolidaysPayload', { calendar: () => WorkCalendar });

@InputType({ description: 'A list of holidays, as the next revision of the calendar.' })
export class ImportHolidaysInput extends CommandInput {
  @Field(() => Int, { description: 'The revision that you saw.' })
  expectedRevision!: number;
  @Field({ description: 'Where the list is from: the sub-decree.' })
  source!: string;
  @Field({
    description:
      'The list as CSV or TSV, with the columns day, until, name_km, name_en and status. One with the English name of a holiday of the same year takes its place.',
  })
  table!: string;
}

@Resolver(() => WorkCalendar)
export class HolidaysResolver {
  constructor(
    @Inject(Calendars) private readonly calendars: Calendars,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  @Mutation(() => ImportHolidaysPayload, {
    description:
      'Brings a list of holidays into the calendar, all of it or nothing. Running deadlines do not move by it.',
  })
  importHolidays(
    @Args('input', { description: 'The list.' }) input: ImportHolidaysInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    const { idempotencyKey, expectedRevision, source, table } = input;
    return this.commands.answer(
      context,
      'importHolidays',
      input,
      async (tx, act) => {
        this.calendars.mayRevise(act);
        const calendar = (await this.calendars.find()) as CalendarRow;
        const entries = await readHolidays(Buffer.from(table), calendar);
        return this.calendars.revise(tx, { idempotencyKey, expectedRevision, source, entries }, act);
      },
      async (revision) => {
        const row = await this.calendars.find(revision);
        return { calendar: row && toWorkCalendar(row) };
      },
    );
  }
}
