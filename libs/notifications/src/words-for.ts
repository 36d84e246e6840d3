import { html } from '#sign-in';
import type { MESSAGE_LANGUAGES, MessageRow } from './message.model.js';
import { sentenceOf } from './templates.js';

/** What of a person decides how something is said to them. */
export interface Reader {
  language: (typeof MESSAGE_LANGUAGES)[number];
  discreet: boolean;
}

/** Where the links of what is sent lead: to a page with a button; none of them signs in. */
export interface Links {
  open: string;
  stop: string;
}

type Said = Pick<MessageRow, 'template' | 'facts' | 'reason' | 'due' | 'late' | 'urgent'>;
type Language = 'km' | 'en';

export interface Words {
  /** Names nothing but the number of things; for who wants it discreet not even the product. */
  subject: string;
  text: string;
  html: string;
  /** The name beside the sender's address; empty for who wants it discreet. */
  sender: string;
}

/** More than this many are counted, not written out: a mail stays far below 100 KB, which some programs cut off. */
const WRITTEN_OUT = 50;

const FRAME: Record<Language, Record<'due' | 'late' | 'more' | 'open' | 'stop', string>> = {
  km: {
    due: 'ត្រឹមថ្ងៃទី',
    late: 'សារនេះមកយឺត',
    more: 'និងផ្សេងទៀត៖',
    open: 'សូមបើកទំព័រនេះ រួចចូល៖',
    stop: 'បើមិនចង់ទទួលអ៊ីមែលបែបនេះទៀត៖',
  },
  en: {
    due: 'By',
    late: 'This comes late',
    more: 'And more:',
    open: 'Open this page and sign in:',
    stop: 'To get no more mail like this:',
  },
};
const khmerDigits = (number: number) =>
  String(number).replace(/\d/g, (digit) => String.fromCharCode(0x17e0 + Number(digit)));
const COUNTED: Record<Language, (number: number) => string> = {
  km: (number) => `អ្នកមាន ${khmerDigits(number)} រឿងត្រូវមើល`,
  en: (number) => (number === 1 ? 'You have 1 item' : `You have ${number} items`),
};

/**
 * What a person is told on a channel that leaves the product, all of it made here. Titles and names are in no sentence; who
 * wants it discreet reads no more than how many things there are, without the product’s name.
 */
export function wordsFor(messages: readonly Said[], reader: Reader, links: Links): Words {
  const languages: Language[] = reader.language === 'both' ? ['km', 'en'] : [reader.language];
  const count = (language: Language) => COUNTED[language](messages.length);
  const counted = languages.map(count).join(' · ');
  const parts = languages.map((language) => ({
    language,
    frame: FRAME[language],
    counted: count(language),
    said: reader.discreet ? [] : messages.slice(0, WRITTEN_OUT).map((message) => sentences(message, language)),
    left: reader.discreet ? 0 : Math.max(0, messages.length - WRITTEN_OUT),
  }));
  const text = parts
    .map(({ frame, counted, said, left }) =>
      [
        counted,
        ...said.map((lines) => `– ${lines.join('\n  ')}`),
        ...(left > 0 ? [`${frame.more} ${left}`] : []),
        `${frame.open}\n${links.open}`,
        `${frame.stop}\n${links.stop}`,
      ].join('\n\n'),
    )
    .join('\n\n————\n\n');
  const pages = parts.map(
    ({ language, frame, counted, said, left }) =>
      html`<div lang="${language}">
        <p>${counted}</p>
        <ul>
          ${said.map(([first, ...rest]) => html`<li>${first}${rest.map((line) => html`<br /><small>${line}</small>`)}</li>`)}
        </ul>
        ${left > 0 && html`<p>${frame.more} ${left}</p>`}
        <p><a href="${links.open}">${frame.open}</a></p>
        <p>
          <small><a href="${links.stop}">${frame.stop}</a></small>
        </p>
      </div>`,
  );
  const page = html`<!doctype html>
    <html>
      <head>
        <meta charset="utf-8" />
      </head>
      <body>
        ${pages}
      </body>
    </html>`;
  return {
    subject: reader.discreet ? counted : `${languages.includes('km') ? 'អនុសាសន៍' : 'Anusas'} · ${counted}`,
    text: `${text}\n`,
    html: page.text,
    sender: reader.discreet ? '' : 'Anusas',
  };
}

/** The same thing as one day in a calendar, which other people may see over a shoulder. */
export function dayFor({ template, facts }: Pick<Said, 'template' | 'facts'>, reader: Reader): string {
  const languages: Language[] = reader.language === 'both' ? ['km', 'en'] : [reader.language];
  return languages
    .map((language) => (reader.discreet ? COUNTED[language](1) : sentenceOf(template, facts)[language]))
    .join(' · ');
}

/** What to do; by when; that it comes late; and why this person. */
function sentences({ template, facts, reason, due, late }: Said, language: Language): string[] {
  const { due: by, late: isLate } = FRAME[language];
  return [
    sentenceOf(template, facts)[language],
    ...(due ? [`${by} ${due}`] : []),
    ...(late ? [isLate] : []),
    sentenceOf(reason, {})[language],
  ];
}
