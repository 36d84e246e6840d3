/**
 * Khmer before Unicode: fonts that draw Khmer signs where Latin letters are. What looks like Khmer in them is other
 * letters underneath (ក្រសួង is `RksYg` in Limon), and no reader can know which of the many fonts it was typed for.
 */
const FONTS =
  /^(limon|abc[- ]?(khmer|text|title|zwsp)|khek|zero ?space|baidok|fk[- ]?khmer|truth[- ]?khmer|khmer ?(system|kep|ratanakiri)? ?(limon|abc)|kh[- ]?(system|limon|abc))/i;

/** Whether a font is one of them, by its name. */
export function isOldFont(font: string): boolean {
  return FONTS.test(font.trim());
}

/** Whether a text in such a font is written with its letters: digits are digits in it, Khmer of Unicode is in no such font. */
export function isWrittenIn(text: string): boolean {
  return /[A-Za-z\u00C0-\u00FF]{2}/.test(text) && !/\p{Script=Khmer}/u.test(text);
}

/** The most frequent words of Khmer as Limon and the fonts that are typed like it write them, case and signs included. */
const WORDS = new Set(
  'nig kñúg rbs Edl eday enA enH RksYg RbeTs qñaM éf¶ Exqñ raCrdæaPi)al km<úCa RbCaBlrdæ RbCa sMrab eKal kar)an eTA Gac RtUv eGay'.split(
    ' ',
  ),
);
/** Between letters no other writing has these; there they are signs of Khmer. */
const SIGN = /\p{L}[<>`´§¶¤)æ](?=\p{L})/u;
/** A capital after a small letter, as in "YouTube" and "MoI" too. */
const CAPITAL = /\p{Ll}\p{Lu}/u;
/** No name has three of these: in such Khmer a long word has. */
const CAPITALS = /\p{Ll}\p{Lu}.*\p{Ll}\p{Lu}.*\p{Ll}\p{Lu}/u;
/** What parts words in any writing. */
const BETWEEN = /[\s,;/|+&(-]+/;
/** What hardly any text in a language of Latin letters is without. */
const LATIN_WORDS = /\b(the|of|and|to|in|for|on|is|are|with|les?|des?|la|et|du)\b/i;

/** Signs that no name has, in a word with a capital inside. */
const RARE = /[©®ßæØ¥¶§¤´]/;

/** The beginning of a long text shows what it is written in. */
const ENOUGH = 2_000;

/** A word that is such Khmer whatever stands beside it; a wrong apostrophe (child´s) does not make one. */
const isPlainlyOld = (word: string) =>
  WORDS.has(word) || CAPITALS.test(word) || (CAPITAL.test(word) && RARE.test(word));

/**
 * How many words of a text are plainly such Khmer. In a text that has words of another language too, as a cell that says
 * the same in two, one is not enough to believe it.
 */
export function plainlyOldWordsOf(whole: string): number {
  const text = whole.slice(0, ENOUGH);
  if (/\p{Script=Khmer}/u.test(text)) return 0;
  const found = text.split(BETWEEN).filter((word) => !/[:@.]\p{L}/u.test(word) && isPlainlyOld(word)).length;
  return found >= 2 || !LATIN_WORDS.test(text) ? found : 0;
}

/**
 * How many words of a text are such Khmer, if it reads like that and like nothing else; 0 if it does not. Names such as
 * "YouTube" have a capital inside too, so one word must be surer than that.
 */
export function oddWordsOf(whole: string): number {
  const text = whole.slice(0, ENOUGH);
  if (/\p{Script=Khmer}/u.test(text) || LATIN_WORDS.test(text)) return 0;
  const words = text.split(BETWEEN).filter((word) => /\p{L}{2}/u.test(word) && !/[:@.]\p{L}/u.test(word));
  const sure = words.filter((word) => WORDS.has(word) || SIGN.test(word) || CAPITALS.test(word));
  const odd = words.filter((word) => sure.includes(word) || CAPITAL.test(word)).length;
  // Khmer has few spaces: a short text is one word.
  return sure.length >= 1 && (odd >= 2 || words.length === 1) && odd * 2 >= words.length ? odd : 0;
}

/** The lines of a text that read so, where at least half of those with letters do, and three; none otherwise. */
export function oddLinesOf(whole: string): string[] {
  const lines = whole.slice(0, 20 * ENOUGH).split(/[\r\n]+/);
  const written = lines.filter((line) => /\p{L}{2}/u.test(line));
  const odd = written.filter((line) => oddWordsOf(line) > 0);
  return odd.length >= 3 && odd.length * 2 >= written.length ? odd : [];
}
