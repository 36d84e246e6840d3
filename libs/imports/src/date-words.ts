import { foldKhmer } from '#platform';

const ENGLISH = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const KHMER = 'មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ'.split(' ').map(foldKhmer);
const ENGLISH_MONTH =
  /\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?/g;
// The last sign of កុម្ភៈ is often typed as another that looks like it.
const KHMER_MONTH = new RegExp(KHMER.map((name) => name.replace(/ៈ$/, '[ៈះ:]?')).join('|'), 'g');
const WORDS = new RegExp(
  `\\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|from|the|of)\\b\\.?|` +
    ['ថ្ងៃ(?:ចន្ទ|អង្គារ|ពុធ|ព្រហស្បតិ៍|សុក្រ|សៅរ៍|អាទិត្យ)', 'ថ្ងៃទី', 'ថ្ងៃ', 'ខែ', 'ឆ្នាំ', 'ពី'].map(foldKhmer).join('|'),
  'g',
);
const LUNAR_THEN_SOLAR = foldKhmer('ត្រូវនឹង');
const BUDDHIST_ERA = new RegExp(`${foldKhmer('ពុទ្ធសករាជ')}|${foldKhmer('ព.ស')}|\\bb\\.e\\b|\\d ?be\\b|\\bbe ?\\d`);
const TIME = /[t ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?(z|[+-]\d{2}:?\d{2})?$/;

/** What may stand between the two ends of a range. */
export const UNTIL = new RegExp(` ?(?:-|/|\\.\\.+|\\b(?:to|until|till)\\b|${foldKhmer('ដល់')}) ?`, 'g');

/** Plain digits, months as `<10>`, without weekdays, ordinals, time of day and the words between. */
export function wordsOf(value: string): string {
  const folded = foldKhmer(value);
  return folded
    .slice(Math.max(0, folded.lastIndexOf(LUNAR_THEN_SOLAR)))
    .replace(LUNAR_THEN_SOLAR, '')
    .replace(TIME, '')
    .replace(KHMER_MONTH, (name) => `<${KHMER.findIndex((month) => month.slice(0, 4) === name.slice(0, 4)) + 1}>`)
    .replace(ENGLISH_MONTH, (name) => `<${ENGLISH.indexOf(name.slice(0, 3)) + 1}>`)
    .replace(WORDS, ' ')
    .replace(/(\d)(st|nd|rd|th)\b/g, '$1')
    .replace(/[–—~]/g, '-')
    .replace(/,/g, ' ')
    .replace(/ *- */g, '-')
    .replace(/ +/g, ' ')
    .trim();
}

/** Whether a date, in these words, counts its years in the Buddhist Era. */
export function isBuddhistEra(words: string): boolean {
  return BUDDHIST_ERA.test(words);
}
