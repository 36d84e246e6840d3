import type { Parts } from './archive.js';
import { refusal } from './said.js';

export interface WorkbookSheet {
  name: string;
  /** Its place among all sheets, from 1. */
  number: number;
  hidden: boolean;
  /** Where its cells are inside the file. */
  path: string;
}

/** How much of a date a number format shows. `full`: the day too, or no date at all. */
export type Shown = 'full' | 'month' | 'year';

/** The sheets of a workbook, in the order of its tabs. */
export function sheetsOf(parts: Parts): WorkbookSheet[] {
  const paths = new Map<string, string>();
  for (const tag of tags(textOf(parts, 'xl/_rels/workbook.xml.rels'), 'Relationship')) {
    if (!attribute(tag, 'Type')?.endsWith('/worksheet')) continue;
    const target = attribute(tag, 'Target') ?? '';
    paths.set(attribute(tag, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  const found: WorkbookSheet[] = [];
  const named = tags(textOf(parts, 'xl/workbook.xml'), 'sheet').filter((tag) => attribute(tag, 'name'));
  for (const [index, tag] of named.entries()) {
    const path = paths.get(attribute(tag, 'id') ?? '');
    const hidden = attribute(tag, 'state')?.toLowerCase().includes('hidden') ?? false;
    if (path && parts.has(path))
      found.push({ name: attribute(tag, 'name') as string, number: index + 1, hidden, path });
  }
  if (found.length === 0) throw refusal('IMPORT_FILE_DAMAGED', { part: 'xl/workbook.xml' });
  return found;
}

/** For each style that a cell may have: how much of a date it shows. Excel turns a typed "Oct 2021" into the first day. */
export function shownByStyle(parts: Parts): Shown[] {
  const xml = parts.has('xl/styles.xml') ? textOf(parts, 'xl/styles.xml') : '';
  const formats = new Map<string, string>([['17', 'mmm-yy']]);
  for (const tag of tags(xml, 'numFmt'))
    formats.set(attribute(tag, 'numFmtId') ?? '', attribute(tag, 'formatCode') ?? '');
  const cellStyles = xml.slice(Math.max(0, xml.search(/<(?:\w+:)?cellXfs\b/)));
  return tags(cellStyles.slice(0, Math.max(0, cellStyles.search(/<\/(?:\w+:)?cellXfs>/))), 'xf').map((tag) =>
    shownBy(formats.get(attribute(tag, 'numFmtId') ?? '') ?? ''),
  );
}

function shownBy(format: string): Shown {
  const letters = format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').toLowerCase();
  if (!letters.includes('y') || /[dhs]/.test(letters)) return 'full';
  return letters.includes('m') ? 'month' : 'year';
}

/** Fonts from before Unicode: what they show as Khmer is other letters underneath, and cannot be read. */
export function oldFontOf(parts: Parts): string | undefined {
  const xml = parts.has('xl/styles.xml') ? textOf(parts, 'xl/styles.xml') : '';
  return tags(xml, 'name')
    .map((tag) => attribute(tag, 'val') ?? '')
    .find(isOldFont);
}

/** Limon and its like. */
export function isOldFont(font: string): boolean {
  return /^(limon|abc-?\s?khmer|khek|zero ?space)/i.test(font.trim());
}

/** A part as text. */
export function textOf(parts: Parts, path: string): string {
  const part = parts.get(path);
  if (!part) throw refusal('IMPORT_FILE_DAMAGED', { part: path });
  return part.toString('utf8');
}

/** The opening tags of that name, whatever prefix they carry. */
export function tags(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:\\w+:)?${name}(?:\\s[^<>]*)?>`, 'g')) ?? [];
}

/** An attribute of a tag, whatever prefix it carries. */
export function attribute(tag: string, name: string): string | undefined {
  return attributesOf(tag).get(name);
}

const ATTRIBUTE = /([^\s<>=/:]+:)?([^\s<>=/:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** All attributes of a tag by their names without prefixes; the first counts. */
export function attributesOf(tag: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, prefix, name, double, single] of tag.matchAll(ATTRIBUTE)) {
    if (prefix !== 'xmlns:' && !found.has(name as string)) found.set(name as string, decodeXml(double ?? single ?? ''));
  }
  return found;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?)?(\w+);/g, (whole, number: string | undefined, body: string) => {
    if (number === undefined) return NAMED[body] ?? whole;
    const code = Number.parseInt(body, number === '#x' ? 16 : 10);
    return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
