import type { Language } from './language.tsx';

const ZONE = 'Asia/Phnom_Penh';
const locale = (language: Language) => (language === 'km' ? 'km' : 'en-GB');

/** A civil day, `2026-12-18`, as day month year; in no time zone, as it is one. */
export function dayOf(day: string, language: Language): string {
  const at = new Date(`${day}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale(language), { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

/** The day of a moment as it is in Phnom Penh. */
export function dayOfMoment(moment: string, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), { dateStyle: 'long', timeZone: ZONE }).format(new Date(moment));
}

/** A moment in Phnom Penh, to the minute. */
export function momentOf(moment: string, language: Language): string {
  const parts = { dateStyle: 'long', timeStyle: 'short', hour12: false, timeZone: ZONE } as const;
  return new Intl.DateTimeFormat(locale(language), parts).format(new Date(moment));
}
