const INVISIBLE = /[\u17B4\u17B5\u200B-\u200D\u2060\uFEFF]/g;
const SUBSCRIPT = '\\u17D2[\\u1780-\\u17B3]';
const SYLLABLE = new RegExp(`([\\u1780-\\u17B3])((?:${SUBSCRIPT}|[\\u17B6-\\u17D1\\u17DD])+)`, 'g');
const PARTS = new RegExp(`${SUBSCRIPT}|.`, 'g');

/** Where a part belongs behind its base letter: subscripts, subscript RO, shifter, vowel, sign (Unicode's order for Khmer). */
function rank(part: string): number {
  if (part.startsWith('\u17D2')) return part === '\u17D2\u179A' ? 1 : 0;
  if (/[\u17C9\u17CA]/.test(part)) return 2;
  return /[\u17B6-\u17C5]/.test(part) ? 3 : 4;
}

function inOrder(marks: string): string {
  const parts = marks.match(PARTS) ?? [];
  return parts
    .sort((one, other) => rank(one) - rank(other))
    .join('')
    .replace(/\u17C1\u17B8/g, '\u17BE')
    .replace(/\u17C1\u17B6/g, '\u17C4');
}

/** Khmer digits as 0-9; everything else stays. Both occur on paper, even mixed in one number. */
export function plainDigits(text: string): string {
  return text.replace(/[\u17E0-\u17E9]/g, (digit) => String(digit.charCodeAt(0) - 0x17e0));
}

/**
 * One spelling for what looks like one word, for search, comparing and unique names; what the person typed is what is
 * stored and shown. The same Khmer word is typed with different code points even in official pages (subscript DA for TA,
 * RO before the other subscript, a vowel in two halves), and neither NFC, NFKC nor a collator makes them equal.
 * Invisible characters go, digits become 0-9, letters lower case, any white space one space.
 */
export function foldKhmer(text: string): string {
  return plainDigits(text.replace(INVISIBLE, '').toLowerCase().normalize('NFC'))
    .replace(/\u17D2\u178A/g, '\u17D2\u178F')
    .replace(SYLLABLE, (_, base: string, marks: string) => base + inOrder(marks))
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC');
}
