import { IntlMessageFormat } from 'intl-messageformat';
import { useLanguage } from './language.tsx';
import type { Language } from './language.tsx';

/** One wording in both languages, in ICU's form; a Khmer wording that is missing fails the type check. */
export interface Wording {
  readonly en: string;
  readonly km: string;
}

/** What may be put into a wording. */
export type Put = Record<string, string | number>;

const made = new Map<string, IntlMessageFormat>();

/** The wording in a language with its values put in. */
export function inWords(wording: Wording, language: Language, put?: Put): string {
  const text = wording[language];
  if (!put) return text;
  const key = `${language}${text}`;
  let message = made.get(key);
  if (!message) made.set(key, (message = new IntlMessageFormat(text, language === 'km' ? 'km' : 'en-GB')));
  return String(message.format(put));
}

/** Says wordings in the person's language. */
export function useWords(): (wording: Wording, put?: Put) => string {
  const { language } = useLanguage();
  return (wording, put) => inWords(wording, language, put);
}
