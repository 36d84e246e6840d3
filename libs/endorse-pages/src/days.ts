import { PHNOM_PENH } from '#platform';
import type { PageLanguage } from '#sign-in';

const at = (language: PageLanguage, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language === 'km' ? 'km-KH' : 'en-GB', { timeZone: PHNOM_PENH, ...options });
const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const FORMATS = Object.fromEntries(
  (['km', 'en'] as const).map((language) => [
    language,
    {
      day: at(language, { weekday: 'long', ...DAY }),
      plain: at(language, DAY),
      moment: at(language, { ...DAY, ...TIME }),
      time: at(language, TIME),
    },
  ]),
) as Record<PageLanguage, Record<'day' | 'plain' | 'moment' | 'time', Intl.DateTimeFormat>>;

const format = (language: PageLanguage, as: 'day' | 'plain' | 'moment' | 'time', iso: string): string =>
  FORMATS[language][as].format(new Date(iso));

/** “Friday 18 December 2026”. */
export const weekday = (language: PageLanguage, iso: string): string => format(language, 'day', iso).replace(',', '');
/** “18 December 2026”. */
export const day = (language: PageLanguage, iso: string): string => format(language, 'plain', iso);
/** “18 December 2026 at 17:00”. */
export const moment = (language: PageLanguage, iso: string): string => format(language, 'moment', iso);
/** “17:00”. */
export const time = (language: PageLanguage, iso: string): string => format(language, 'time', iso);
