/**
 * One sentence for people, in both languages. `{name}` is filled from the reason's parameters.
 * `checked: false` marks Khmer that no Khmer speaker has read yet; it is shipped marked, not hidden.
 */
export interface Sentence {
  en: string;
  km: string;
  checked: boolean;
}

/** Everything that can be said to a person, by code. A code never changes its meaning. */
export const catalogue = new Map<string, Sentence>();

/** The codes as an enum for the schema: filled by `declareMessages`, read when the schema is built. */
export const ErrorCode: Record<string, string> = {};

/**
 * A feature declares its sentences where it is loaded; declaring a code twice is a fault.
 * @returns the same object, so that its keys are the feature's closed set of codes.
 */
export function declareMessages<T extends Record<string, Sentence>>(messages: T): T {
  for (const [code, sentence] of Object.entries(messages)) {
    if (catalogue.has(code)) throw new Error(`The message ${code} is declared twice`);
    catalogue.set(code, sentence);
    ErrorCode[code] = code;
  }
  return messages;
}

export type Parameters = Record<string, string | number>;

/**
 * The sentence of a code with its parameters filled in, both languages.
 * @throws when the code is not in the catalogue: a sentence is never made up at run time.
 */
export function say(code: string, parameters: Parameters = {}): { en: string; km: string } {
  const sentence = catalogue.get(code);
  if (!sentence) throw new Error(`No message is declared for ${code}`);
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? '…'));
  return { en: fill(sentence.en), km: fill(sentence.km) };
}

declareMessages({
  NOT_FOUND: {
    en: 'There is nothing here that you can see.',
    km: 'គ្មានអ្វីដែលអ្នកអាចមើលឃើញនៅទីនេះទេ។',
    checked: false,
  },
  CHANGED_MEANWHILE: {
    en: 'Somebody else has changed this since you opened it (you saw version {yours}, it is now version {current}). Nothing of yours was saved: compare both and send again.',
    km: 'មានអ្នកផ្សេងបានកែប្រែរួចហើយ (អ្នកឃើញលេខ {yours} ឥឡូវជាលេខ {current})។ អ្វីដែលអ្នកធ្វើមិនទាន់រក្សាទុកទេ៖ សូមប្រៀបធៀបរួចផ្ញើម្ដងទៀត។',
    checked: false,
  },
  KEY_REUSED: {
    en: 'This idempotency key was already used for another request. Send each new request with a new key.',
    km: 'សោនេះត្រូវបានប្រើរួចហើយសម្រាប់សំណើផ្សេង។ សូមប្រើសោថ្មីសម្រាប់សំណើថ្មី។',
    checked: false,
  },
  NOT_YOUR_ACT: {
    en: 'Your seat does not let you do this. It can be done by: {roles}.',
    km: 'តួនាទីរបស់អ្នកមិនអនុញ្ញាតឱ្យធ្វើរឿងនេះទេ។ អ្នកដែលអាចធ្វើបាន៖ {roles}។',
    checked: false,
  },
  RIGHT_MISSING: {
    en: 'Your seat has no right to {right} for this organisation. Its administrator can give it.',
    km: 'តួនាទីរបស់អ្នកគ្មានសិទ្ធិ {right} សម្រាប់អង្គការនេះទេ។ អ្នកគ្រប់គ្រងរបស់អង្គការអាចផ្ដល់ឱ្យ។',
    checked: false,
  },
  NOT_IN_THIS_STATE: {
    en: 'This cannot be done now: it stands at “{state}”.',
    km: 'មិនអាចធ្វើឥឡូវនេះបានទេ៖ ស្ថានភាពបច្ចុប្បន្នគឺ «{state}»។',
    checked: false,
  },
  NOT_NOW: {
    en: 'This cannot be done at this moment.',
    km: 'មិនអាចធ្វើនៅពេលនេះបានទេ។',
    checked: false,
  },
  TOO_MANY: {
    en: 'That is too many at once: {most} at the most.',
    km: 'ច្រើនពេក៖ យ៉ាងច្រើន {most} ក្នុងមួយលើក។',
    checked: false,
  },
  REASON_NEEDED: {
    en: 'Say why: a reason is needed here.',
    km: 'សូមបញ្ជាក់មូលហេតុ។',
    checked: false,
  },
  IN_THE_FUTURE: {
    en: 'The date lies in the future. Write down what has happened, on the day it happened.',
    km: 'កាលបរិច្ឆេទនេះស្ថិតនៅអនាគត។ សូមកត់ត្រាអ្វីដែលបានកើតឡើង តាមថ្ងៃដែលវាបានកើតឡើង។',
    checked: false,
  },
  WRONG_VALUE: {
    en: '“{value}” does not fit {field}: {right}.',
    km: '«{value}» មិនត្រូវនឹង {field} ទេ៖ {right}។',
    checked: false,
  },
  VALUE_MISSING: {
    en: '{field} is missing.',
    km: 'ខ្វះ {field}។',
    checked: false,
  },
  UNKNOWN_REFERENCE: {
    en: '{field} names something that is not here or that you cannot see: {value}.',
    km: '{field} សំដៅលើអ្វីដែលមិនមាន ឬអ្នកមើលមិនឃើញ៖ {value}។',
    checked: false,
  },
  ENTRY_NOT_FOUND: {
    en: 'The history of this case has no entry {entry}.',
    km: 'ប្រវត្តិនេះគ្មានកំណត់ត្រាលេខ {entry} ទេ។',
    checked: false,
  },
  CREATION_STAYS: {
    en: 'The first entry made this case. It can be replaced by the right one, not left out.',
    km: 'កំណត់ត្រាទីមួយបានបង្កើតករណីនេះ។ អាចជំនួសដោយកំណត់ត្រាត្រឹមត្រូវ តែមិនអាចលុបចោលបានទេ។',
    checked: false,
  },
  LATER_ENTRY_DEPENDS: {
    en: 'Entry {entry} ({event}) would no longer be possible without it. Correct that one first.',
    km: 'បើគ្មានវា កំណត់ត្រាលេខ {entry} ({event}) នឹងមិនអាចកើតមានទេ។ សូមកែកំណត់ត្រានោះជាមុន។',
    checked: false,
  },
});
