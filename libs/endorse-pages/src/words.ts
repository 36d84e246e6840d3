import { html } from '#sign-in';
import type { Html, PageLanguage } from '#sign-in';
import type { Reason, Text } from './endorse.shapes.js';
import type { Say } from './endorse.texts.js';

/** Who reads a page, and in which language. */
export interface Reader {
  language: PageLanguage;
  say: Say;
}

const otherOf = (language: PageLanguage): PageLanguage => (language === 'km' ? 'en' : 'km');

/** A text in the page's language; where there is none, the other one, marked as such: never in silence. */
export function words({ language, say }: Reader, text: Text): Html {
  const own = text[language];
  const other = text[otherOf(language)];
  if (own) return html`<span lang="${language}">${own}</span>`;
  if (!other) return html`<span class="quiet">${say('noText')}</span>`;
  return html`<span lang="${otherOf(language)}">${other}</span>
    <small>(${say(language === 'km' ? 'onlyEn' : 'onlyKm')})</small>`;
}

/** The same text in the other language, to open; nothing where there is only one. */
export function otherWords({ language, say }: Reader, text: Text): Html | false {
  const other = otherOf(language);
  if (!text[language] || !text[other]) return false;
  return html`<details>
    <summary>${say('inOther')}</summary>
    <p class="text" lang="${other}">${text[other]}</p>
  </details>`;
}

/** A name as plain text, for sentences and buttons. */
export const nameIn = (language: PageLanguage, name: Text): string =>
  (language === 'km' ? (name.km ?? name.en) : (name.en ?? name.km)) ?? '';

/** A name with the mark of its own language. */
export function named(language: PageLanguage, name: Text): Html {
  const own = language === 'km' && name.km ? 'km' : name.en ? 'en' : 'km';
  return html`<span lang="${own}">${nameIn(language, name)}</span>`;
}

export const reasonIn = (language: PageLanguage, reason: Reason): string =>
  language === 'km' ? reason.messageKm : reason.messageEn;
