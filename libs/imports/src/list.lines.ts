import { plainDigits } from '#platform';
import { scriptOf } from './script.js';

/** One paragraph or line of a document, in the order of reading. */
export interface Line {
  text: string;
  /** Something empty stands before it: a new paragraph, not the next line of one. */
  gap: boolean;
  /** It stands in one paragraph with the line before. */
  inside?: boolean;
  /** Styled as a heading: it stands between items and belongs to none. */
  heading?: boolean;
  /** Numbered or bulleted by Word, whose number is not part of the text; `list` tells Word's lists apart. */
  auto?: { list: number; level: number; ordered: boolean; number: number };
}

/** A line that begins an item. */
export interface Marker {
  value: number;
  /** How the number is written: `1.` and `1)` are different lists, `1.` and `១.` the same. */
  style: string;
  rest: string;
  script: 'km' | 'en' | undefined;
}

const PREFIX = '(recommendation|rec\\.?|អនុសាសន៍)?\\s*(?:no\\.?|ទី)?\\s*';
const NUMBERED = new RegExp(
  `^${PREFIX}(?:\\((\\d{1,3})\\)|(\\d{1,3})([.)។៖:\\t]|\\s?[-–](?=\\D)))(?!\\d)\\s*(?=\\S)`,
  'i',
);
const SUB = /^\(?(?:\d{1,3}[.-]\d{1,3}|[\u1780-\u17A2]|[a-z]|[ivx]{1,4}|\d{1,3})[.):៖។]?[.)]?(?:\s|$)/i;
const BULLET = /^[-–—•●▪◦○*·](?:\s|(?=\p{L}))/u;
const SECOND_LEVEL = /^\(?(\d{1,3})[.-](\d{1,3})[.)]?\)?\s*(?=\D)/;

/** The number that a line begins with, unless it is one of a second level. */
export function markerOf(line: Line): Marker | undefined {
  const text = plainDigits(line.text);
  const found = SECOND_LEVEL.test(text) ? null : NUMBERED.exec(text);
  if (!found) return undefined;
  // Khmer digits and Latin ones are one character each: places in both texts are the same.
  const rest = line.text.slice(found[0].length).trim();
  const style = `${found[1] ? 'word ' : ''}${found[2] !== undefined ? '()' : (found[4] as string).trim() || 'tab'}`;
  return { value: Number(found[2] ?? found[3]), style, rest, script: scriptOf(rest) };
}

/** `1.2` → its two numbers and what follows. */
export function secondLevelOf(text: string): { over: number; number: string; rest: string } | undefined {
  const found = SECOND_LEVEL.exec(plainDigits(text));
  return found
    ? { over: Number(found[1]), number: `${found[1]}.${found[2]}`, rest: text.slice(found[0].length).trim() }
    : undefined;
}

/** A line below an item that can only be part of it: a bullet, a letter, a number that begins no item. */
export function isSubItem(line: Line): boolean {
  return line.auto !== undefined || BULLET.test(line.text) || SUB.test(plainDigits(line.text));
}

/** A bullet without a number, and what follows it. */
export function bulletOf(line: Line): string | undefined {
  if (line.auto && !line.auto.ordered && line.auto.level === 0) return line.text;
  return BULLET.test(line.text) ? line.text.replace(BULLET, '').trim() : undefined;
}

/** The lines of a text; empty ones are only remembered as gaps. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let gap = true;
  for (const line of text.split(/\r\n|[\n\r\v\f\u2028\u2029]/)) {
    const trimmed = line.replace(/[\s\u200B]{2,}/g, oneOf).replace(/^[\s\u200B]|[\s\u200B]$/g, '');
    if (trimmed !== '') lines.push({ text: trimmed, gap });
    gap = trimmed === '';
  }
  return lines;
}

/** Of many spaces one; patterns that look for an end would go back and forth over a long run of them. */
function oneOf(spaces: string): string {
  if (spaces.includes('\t')) return '\t';
  return /[^\u200B\uFEFF]/.test(spaces) ? ' ' : '\u200B';
}
