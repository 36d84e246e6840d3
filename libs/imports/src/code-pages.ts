import { oddLinesOf } from './old-khmer.js';
import { excerpt, refusal } from './said.js';
import type { Decoded } from './text.decoder.js';

/** What Windows-1252 has at the places 80 to 9F, where Latin-1 has nothing to be seen. */
const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ';
const PAGES = ['windows-1252', 'macintosh'] as const;
/** Bytes that Windows-1252 has no character for. */
const NOT_WINDOWS = /[\x81\x8D\x8F\x90\x9D]/;
/** Two or three bytes that are one character of UTF-8: in a code page they would be two or three odd letters. */
const UTF8 = /[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}/g;

/**
 * Guesses which of the two code pages of western Windows and of old Macs a text is in, by how its letters stand: small ones
 * inside words, quotation marks and dashes at their edges.
 * @returns nothing where it may be damaged UTF-8, or reads like neither.
 * @throws DomainError IMPORT_OLD_FONT_FILE where it reads like neither and like Khmer from before Unicode.
 */
export function guessCodePage(bytes: Buffer): Decoded | undefined {
  const raw = bytes.toString('latin1');
  const high = raw.match(/[\x80-\xFF]/g)?.length ?? 0;
  const inUtf8 = (raw.match(UTF8) ?? []).join('').length;
  if (inUtf8 * 2 >= high) return undefined;
  const guesses = PAGES.filter((page) => page !== 'windows-1252' || !NOT_WINDOWS.test(raw)).map((encoding) => {
    const text = decodeCodePage(bytes, encoding);
    return { encoding, text, score: scoreOf(text) };
  });
  const [best] = guesses.sort((one, other) => other.score - one.score);
  if (!best || best.score <= 0) {
    const [odd] = oddLinesOf(decodeCodePage(bytes, 'windows-1252'));
    if (odd !== undefined) throw refusal('IMPORT_OLD_FONT_FILE', { example: excerpt(odd, 40) });
    return undefined;
  }
  const { text, encoding } = best;
  const words = [...new Set(text.match(/[\p{L}\p{N}'’]*[\u0080-\uFFFF][^\s,;]*/gu) ?? [])];
  return { text, encoding, guessedFrom: words.slice(0, 5).join(' · ').slice(0, 200) };
}

/** A text in one of the two. Node 20 takes Windows-1252 for Latin-1, and would lose quotation marks and dashes. */
export function decodeCodePage(bytes: Buffer, page: (typeof PAGES)[number]): string {
  if (page === 'macintosh') return new TextDecoder(page).decode(bytes);
  return bytes
    .toString('latin1')
    .replace(/[\x80-\x9F]/g, (character) => WINDOWS[character.charCodeAt(0) - 0x80] as string);
}

/** Per character beyond ASCII, from -1 to 1. */
function scoreOf(text: string): number {
  let [score, count] = [0, 0];
  for (const found of text.matchAll(/[\u0080-\uFFFF]/g)) {
    count += 1;
    const [character] = found;
    const before = text[found.index - 1] ?? ' ';
    const after = text[found.index + character.length] ?? ' ';
    score += pointsOf(character, before, after);
  }
  return count === 0 ? 0 : score / count;
}

function pointsOf(character: string, before: string, after: string): number {
  const inside = /\p{L}/u.test(before) && /\p{L}/u.test(after);
  if (/[’‘]/.test(character)) return 1;
  if (/[“”«»„–—…•]/.test(character)) return inside ? 0 : 1;
  if (/\p{Ll}/u.test(character)) return /[\p{L}'’]/u.test(before + after) ? 1 : -0.5;
  // A capital after a small letter stands in no word.
  if (/\p{Lu}/u.test(character)) return /\p{Ll}/u.test(before) ? -1 : /\p{L}/u.test(after) ? 0.5 : -0.5;
  if (/[\u00A0°€£§®©™½¼¾×²³·]/.test(character)) return inside ? -0.5 : 0.5;
  return -1;
}
