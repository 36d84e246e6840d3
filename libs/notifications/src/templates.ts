import type { Parameters, Sentence } from '#platform';

/** Everything that a message can say, by code. Its blanks are filled with days and numbers, never with a title or a name. */
const templates = new Map<string, Sentence>();

/**
 * A feature declares what its messages say and why somebody gets them, where it is loaded. `{name}` is filled from the
 * message's facts. @throws when a code is declared twice.
 */
export function declareTemplates<T extends Record<string, Sentence>>(sentences: T): T {
  for (const [code, sentence] of Object.entries(sentences)) {
    if (templates.has(code)) throw new Error(`The template ${code} is declared twice`);
    templates.set(code, sentence);
  }
  return sentences;
}

export const isTemplate = (code: string): boolean => templates.has(code);

/** The sentence of a template in both languages. One that a later version no longer has says no more than that there is something. */
export function sentenceOf(code: string, facts: Parameters): { en: string; km: string } {
  const { en, km } = templates.get(code) ?? templates.get('SOMETHING_CHANGED') ?? { en: '', km: '' };
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '…'));
  return { en: fill(en), km: fill(km) };
}

declareTemplates({
  SOMETHING_CHANGED: { en: 'Something is new here.', km: 'មានព័ត៌មានថ្មី។', checked: false },
  LOOK_AT_YOUR_OWN: {
    en: 'Please look at your own list today.',
    km: 'សូមមើលបញ្ជីការងាររបស់អ្នកនៅថ្ងៃនេះ។',
    checked: false,
  },
  MAIL_OF_SOMEBODY_STOPPED: {
    en: 'Mail to one of the coalition’s people came back; no more is sent there. Ask them for another address.',
    km: 'សារអ៊ីមែលទៅកាន់សមាជិកម្នាក់ត្រូវបានបដិសេធ ហើយលែងផ្ញើទៅទៀត។ សូមសុំអាសយដ្ឋានថ្មី។',
    checked: false,
  },
  YOU_COORDINATE: {
    en: 'You get this because you are a coordinator.',
    km: 'អ្នកទទួលសារនេះ ព្រោះអ្នកជាអ្នកសម្របសម្រួល។',
    checked: false,
  },
});
