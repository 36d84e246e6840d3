import { Field, Int, ObjectType } from '@nestjs/graphql';
import { calendarOf, clockOf, explain, spanOf } from '#deadlines';
import type { CalendarRow, ClockRow, Stretch } from '#deadlines';
import { DateTime, LocalDate, endOfDay } from '#platform';
import type { ClockEntry } from './submission.context.js';
import { SubmissionClockEntry, toClockEntry } from './submission.model.js';

@ObjectType({ description: 'One sentence in both languages; digits are 0–9.' })
export class DeadlineSentence {
  @Field({ description: 'In Khmer; no Khmer speaker has checked it yet.' })
  km!: string;
  @Field({ description: 'In English.' })
  en!: string;
}

@ObjectType({ description: 'Neighbouring days that are the same to a deadline.' })
export class DeadlineStretch {
  @Field(() => LocalDate, { description: 'The first day.' })
  from!: string;
  @Field(() => LocalDate, { description: 'The last day.' })
  until!: string;
  @Field(() => Int, { description: 'How many of these days count.' })
  counted!: number;
  @Field(() => Int, { description: 'How many have counted by its end.' })
  soFar!: number;
  @Field(() => DeadlineSentence, { description: 'Why they count, or do not.' })
  sentence!: DeadlineSentence;
}

@ObjectType({ description: 'Until when an answer is due, and why then.' })
export class Deadline {
  @Field(() => LocalDate, { nullable: true, description: 'The day; null while the clock stands still.' })
  dueOn!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'The end of that day, Phnom Penh time.' })
  due!: Date | null;
  @Field(() => LocalDate, { description: 'The day of the handing over, which does not count.' })
  startedOn!: string;
  @Field(() => Int, { nullable: true, description: 'Working days that the calendar gives.' })
  workingDays!: number | null;
  @Field(() => Int, { description: 'The revision of the calendar by which it is counted.' })
  calendarRevision!: number;
  @Field({ description: 'The clock stands still: nobody knows yet when it is due.' })
  standsStill!: boolean;
  @Field({ description: 'An answer is still awaited.' })
  running!: boolean;
  @Field(() => DeadlineSentence, { description: 'What it comes to, in one sentence.' })
  summary!: DeadlineSentence;
  @Field(() => [SubmissionClockEntry], { description: 'What stopped or lengthened it, oldest first.' })
  ledger!: SubmissionClockEntry[];
  @Field(() => [DeadlineStretch], {
    description: 'Every day after the start up to the due one, exactly once; empty while the clock stands still.',
  })
  explanation!: DeadlineStretch[];
}

/** A clock as it is shown, explained by the calendar that it is counted by. */
export function toDeadline(clock: ClockRow, calendar: CalendarRow, ledger: readonly ClockEntry[]): Deadline {
  const { dueOn, startedOn, workingDays, calendarRevision, running } = clock;
  const explanation = explain(clockOf(clock, calendar), calendarOf(calendar, clock));
  return {
    dueOn,
    due: dueOn === null ? null : new Date(endOfDay(dueOn)),
    startedOn,
    workingDays,
    calendarRevision,
    standsStill: dueOn === null,
    running,
    summary: summaryOf(clock, explanation),
    ledger: ledger.map(toClockEntry),
    explanation,
  };
}

/** No Khmer speaker has checked the Khmer yet. */
function summaryOf({ startedOn, dueOn, workingDays }: ClockRow, explanation: readonly Stretch[]): DeadlineSentence {
  const on = (day: string) => ({ km: spanOf(day, day, 'km'), en: spanOf(day, day, 'en') });
  const start = on(startedOn);
  if (dueOn === null) {
    return { km: `ចាប់ពី ${start.km}៖ ផ្អាក`, en: `Since ${start.en}: the clock stands still` };
  }
  const [due, days] = [on(dueOn), explanation.at(-1)?.soFar ?? workingDays ?? 0];
  return {
    km: `ចាប់ពី ${start.km} រាប់ ${days} ថ្ងៃធ្វើការ ដល់ចុងថ្ងៃទី ${due.km}`,
    en: `${days} working ${days === 1 ? 'day' : 'days'} after ${start.en}, until the end of ${due.en}`,
  };
}
