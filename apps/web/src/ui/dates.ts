import type { Language } from './language.tsx';

/** As months are written in Khmer; not every browser knows them. */
const MONTHS: Record<Language, readonly string[]> = {
  km: ['មករា', 'កុម្ភៈ', 'មីនា', 'មេសា', 'ឧសភា', 'មិថុនា', 'កក្កដា', 'សីហា', 'កញ្ញា', 'តុលា', 'វិច្ឆិកា', 'ធ្នូ'],
  en: [
    ...['January', 'February', 'March', 'April', 'May', 'June'],
    ...['July', 'August', 'September', 'October', 'November', 'December'],
  ],
};

/** The civil day, and the time of day, that a moment is in Phnom Penh. */
function inPhnomPenh(moment: string): { day: string; time: string } {
  const parts = { dateStyle: 'short', timeStyle: 'short', hour12: false, timeZone: 'Asia/Phnom_Penh' } as const;
  const [day = '', time = ''] = new Intl.DateTimeFormat('en-CA', parts).format(new Date(moment)).split(', ');
  return { day, time: time.replace(/^24/, '00') };
}

/** A civil day, `2026-12-18`, as day month year; in no time zone, as it is one. */
export function dayOf(day: string, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${MONTHS[language][Number(month) - 1] ?? month} ${year}`;
}

/** The day of a moment as it is in Phnom Penh. */
export function dayOfMoment(moment: string, language: Language): string {
  return dayOf(inPhnomPenh(moment).day, language);
}

/** A moment in Phnom Penh, to the minute. */
export function momentOf(moment: string, language: Language): string {
  const { day, time } = inPhnomPenh(moment);
  return `${dayOf(day, language)}, ${time}`;
}
