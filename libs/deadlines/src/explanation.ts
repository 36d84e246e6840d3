import { dayNumbered, numberOf } from './civil-days.js';
import { daysOf } from './due.js';
import type { Clock, ClockDay } from './due.js';
import type { Both, Calendar } from './working-days.js';

/** Neighbouring days that are the same to a clock. Days `YYYY-MM-DD`. */
export interface Stretch {
  from: string;
  until: string;
  /** How many of its days count as working days. */
  counted: number;
  /** How many had counted by its end. */
  soFar: number;
  sentence: Both;
}

/**
 * Every day after the start up to the due one, exactly once, in order, as stretches that say why they count or do not;
 * nothing while the clock stands still. Digits are 0–9: who shows them turns them into Khmer ones where that is wanted.
 */
export function explain(clock: Clock, calendar: Calendar): Stretch[] {
  const days = daysOf(clock, calendar) ?? [];
  const first = numberOf(clock.start) + 1;
  const stretches: Stretch[] = [];
  let begin = 0;
  let soFar = 0;
  for (let end = 1; end <= days.length; end++) {
    if (end < days.length && same(days[begin] as ClockDay, days[end] as ClockDay)) continue;
    const kind = days[begin] as ClockDay;
    const counted = kind.is === 'working' ? end - begin : 0;
    soFar += counted;
    const from = dayNumbered(first + begin);
    const until = dayNumbered(first + end - 1);
    stretches.push({ from, until, counted, soFar, sentence: sentenceOf(from, until, saidOf(kind, counted, soFar)) });
    begin = end;
  }
  return stretches;
}

function same(a: ClockDay, b: ClockDay): boolean {
  if (a.is === 'off' && b.is === 'off') return a.off === b.off;
  if ((a.is === 'stopped' && b.is === 'stopped') || (a.is === 'granted' && b.is === 'granted')) return a.by === b.by;
  return a.is === b.is;
}

/** What is said of the days of a stretch. No Khmer speaker has checked the Khmer yet. */
function saidOf(kind: ClockDay, counted: number, soFar: number): Both {
  const because = (reason: string | null) => (reason ? ` (${reason})` : '');
  switch (kind.is) {
    case 'working':
      return {
        km: `ថ្ងៃធ្វើការ ${counted} រាប់បាន ${soFar}`,
        en: `${counted} working ${counted === 1 ? 'day' : 'days'}, ${soFar} counted so far`,
      };
    case 'weekend':
      return { km: 'ចុងសប្ដាហ៍ មិនរាប់', en: 'weekend, not counted' };
    case 'off':
      return { km: `${kind.off.name.km} មិនរាប់`, en: `${kind.off.name.en}, not counted` };
    case 'stopped':
      return {
        km: `ផ្អាក${because(kind.by.reason)} មិនរាប់`,
        en: `the clock stood still${because(kind.by.reason)}, not counted`,
      };
    case 'granted':
      return { km: `បានពន្យារពេល${because(kind.by.reason)}`, en: `more time was given${because(kind.by.reason)}` };
  }
}

function sentenceOf(from: string, until: string, said: Both): Both {
  return { km: `${spanOf(from, until, 'km')}៖ ${said.km}`, en: `${spanOf(from, until, 'en')}: ${said.en}` };
}

const MONTHS = {
  km: new Intl.DateTimeFormat('km-u-nu-latn', { month: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }),
};

/** A day or a span as it is written, day month year: `14–16 April 2026`; never by numbers alone, which are misread. */
export function spanOf(from: string, until: string, language: keyof Both): string {
  const [start, end] = [new Date(`${from}T00:00:00Z`), new Date(`${until}T00:00:00Z`)];
  const month = (date: Date) => MONTHS[language].format(date);
  const year = end.getUTCFullYear();
  const last = `${end.getUTCDate()} ${month(end)} ${year}`;
  if (from === until) return last;
  if (from.slice(0, 7) === until.slice(0, 7)) return `${start.getUTCDate()}–${last}`;
  const begun = `${start.getUTCDate()} ${month(start)}`;
  return start.getUTCFullYear() === year ? `${begun} – ${last}` : `${begun} ${start.getUTCFullYear()} – ${last}`;
}
