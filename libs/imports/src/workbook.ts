import type { Parts } from './archive.js';
import { refusal } from './said.js';
import { XmlError, XmlReader } from './xml.reader.js';
import type { XmlListener } from './xml.reader.js';

export interface WorkbookSheet {
  name: string;
  hidden: boolean;
  /** Where its cells are inside the file. */
  path: string;
}

/** The sheets of a workbook, in the order of its tabs. */
export function sheetsOf(parts: Parts, has: (path: string) => boolean): WorkbookSheet[] {
  const paths = new Map<string, string>();
  for (const tag of tags(textOf(parts, 'xl/_rels/workbook.xml.rels'), 'Relationship')) {
    if (!attribute(tag, 'Type')?.endsWith('/worksheet')) continue;
    const target = attribute(tag, 'Target') ?? '';
    paths.set(attribute(tag, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  const found: WorkbookSheet[] = [];
  for (const tag of tags(textOf(parts, 'xl/workbook.xml'), 'sheet').filter((each) => attribute(each, 'name'))) {
    const path = paths.get(attribute(tag, 'id') ?? '');
    const hidden = attribute(tag, 'state')?.toLowerCase().includes('hidden') ?? false;
    if (path && has(path)) found.push({ name: attribute(tag, 'name') as string, hidden, path });
  }
  if (found.length === 0) throw refusal('IMPORT_FILE_DAMAGED', { part: 'xl/workbook.xml' });
  return found;
}

/** Whether days are counted from 1904, as Excel did on the Mac. */
export function countsFrom1904(parts: Parts): boolean {
  const [properties] = tags(textOf(parts, 'xl/workbook.xml'), 'workbookPr');
  return /^(1|true)$/.test(attribute(properties ?? '', 'date1904') ?? '');
}

/** Reads a part that is whole. @throws DomainError IMPORT_FILE_DAMAGED. */
export function listenTo(path: string, xml: string, listener: XmlListener): void {
  const reader = new XmlReader(listener);
  undamaged(path, () => {
    reader.push(xml);
    reader.end();
  });
}

/** Reads a part that comes in pieces. @throws DomainError IMPORT_FILE_DAMAGED. */
export async function feed(path: string, pieces: AsyncIterable<string>, listener: XmlListener): Promise<void> {
  const reader = new XmlReader(listener);
  for await (const piece of pieces) undamaged(path, () => reader.push(piece));
  undamaged(path, () => reader.end());
}

/** What XML that is none means to the person. */
export function undamaged(path: string, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (error instanceof XmlError) throw refusal('IMPORT_FILE_DAMAGED', { part: path });
    throw error;
  }
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

const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** A text of XML without its entities. */
export function decodeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?)?(\w+);/g, (whole, number: string | undefined, body: string) => {
    if (number === undefined) return NAMED.get(body) ?? whole;
    const code = Number.parseInt(body, number === '#x' ? 16 : 10);
    return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
