import mammoth from 'mammoth';
import { pack } from './archive.js';
import type { Parts } from './archive.js';
import { layOut } from './docx.tables.js';
import type { DocumentTable } from './docx.tables.js';
import { linesOf } from './list.lines.js';
import type { Line } from './list.lines.js';
import { isOldFont, isWrittenIn } from './old-khmer.js';
import { excerpt, refusal } from './said.js';
import type { Note } from './said.js';
import { attribute } from './workbook.js';

/** Some thousand pages; mammoth holds ten times as much in memory. */
const MOST_XML = 40 * 2 ** 20;
/** Some hundred pages; mammoth takes its time for each tag, however small it is. */
const MOST_TAGS = 400_000;

/** What mammoth makes of a document; it publishes no types for it. */
interface Element {
  type: string;
  children?: Element[];
  value?: string;
  font?: string | null;
  styleName?: string | null;
  numbering?: { isOrdered: boolean; level: string } | null;
  colSpan?: number;
  rowSpan?: number;
}

/** Which of the lists a level belongs to, and how far its numbers have come. */
interface Counted {
  list: number;
  number: number;
}

export interface Document {
  lines: Line[];
  notes: Note[];
  tables: DocumentTable[];
}

/**
 * The paragraphs of a Word document, with the numbers that Word would show, and its tables. Of tracked changes it is what
 * stands once they are accepted.
 * @throws DomainError IMPORT_FILE_DAMAGED.
 */
export async function readDocx(parts: Parts): Promise<Document> {
  if ([...parts.values()].reduce((sum, part) => sum + part.length, 0) > MOST_XML)
    throw refusal('IMPORT_UNPACKED_TOO_LARGE');
  if (tagsIn(parts) > MOST_TAGS) throw refusal('IMPORT_DOCUMENT_TOO_LONG');
  let document: Element | undefined;
  try {
    await mammoth.convertToHtml(
      { buffer: pack(withOwnLists(parts)) },
      { transformDocument: (read: Element) => ({ ...(document = read), children: [] }) },
    );
  } catch {
    throw refusal('IMPORT_FILE_DAMAGED', { part: 'word/document.xml' });
  }
  const children = document?.children ?? [];
  const counted = new Map<object, Counted>();
  const lines = children
    .filter((child) => child.type === 'paragraph')
    .flatMap((paragraph) => linesOfParagraph(paragraph, counted));
  const [old] = children.flatMap((child) => oldRunsOf(child));
  if (old) throw refusal('IMPORT_OLD_FONT', { font: old.font, cells: `“${excerpt(old.text, 40)}”` });
  return {
    lines,
    notes: [],
    tables: children.filter((child) => child.type === 'table').map((table) => tableOf(table, counted)),
  };
}

function tagsIn(parts: Parts): number {
  let count = 0;
  for (const part of parts.values()) for (const byte of part) if (byte === 0x3c) count += 1;
  return count;
}

function linesOfParagraph(paragraph: Element, counted: Map<object, Counted>): Line[] {
  const lines = linesOf(textOf(paragraph));
  const first = lines[0];
  if (!first) return [];
  for (const line of lines.slice(1)) line.inside = true;
  const { numbering } = paragraph;
  if (numbering) {
    const { list, number } = numberOf(numbering, counted);
    first.auto = { list, level: Number(numbering.level), ordered: numbering.isOrdered, number };
  }
  if (/heading|title/i.test(paragraph.styleName ?? '')) for (const line of lines) line.heading = true;
  return lines;
}

function tableOf(table: Element, counted: Map<object, Counted>): DocumentTable {
  const rows = (table.children ?? []).filter((row) => row.type === 'tableRow');
  return layOut(
    rows.map(({ children = [] }) =>
      children.map((cell) => ({
        text: cellText(cell, counted),
        columns: cell.colSpan ?? 1,
        rows: cell.rowSpan ?? 1,
      })),
    ),
  );
}

/** Its paragraphs as lines. Word may number the rows of a table by itself: then the number is all that a cell has. */
function cellText({ children = [] }: Element, counted: Map<object, Counted>): string {
  const lines = children.map((child) => {
    const text = child.type === 'paragraph' ? textOf(child) : (child.children ?? []).map(textOf).join('\n');
    return text.trim() === '' && child.numbering?.isOrdered ? String(numberOf(child.numbering, counted).number) : text;
  });
  return lines.join('\n').trim();
}

/** The number of a paragraph in its list, which it is counted in. */
function numberOf(numbering: object, counted: Map<object, Counted>): Counted {
  const before = counted.get(numbering) ?? { list: counted.size, number: 0 };
  const now = { ...before, number: before.number + 1 };
  counted.set(numbering, now);
  return now;
}

function textOf(element: Element): string {
  if (element.type === 'text') return element.value ?? '';
  if (element.type === 'tab') return '\t';
  if (element.type === 'break') return '\n';
  return (element.children ?? []).map(textOf).join('');
}

/** Pieces of text that are written in a font from before Unicode. */
function oldRunsOf(element: Element): { font: string; text: string }[] {
  if (element.font && isOldFont(element.font) && isWrittenIn(textOf(element)))
    return [{ font: element.font, text: textOf(element) }];
  return (element.children ?? []).flatMap(oldRunsOf);
}

/**
 * "Restart at 1" in Word makes a second list of the same design, and mammoth tells designs apart, not lists: so each
 * such list gets a design of its own before it is read.
 */
function withOwnLists(parts: Parts): Parts {
  const path = 'word/numbering.xml';
  const xml = parts.get(path)?.toString('utf8');
  const first = xml?.search(/<w:num\s/) ?? -1;
  if (xml === undefined || first < 0) return parts;
  const designs = new Map(
    pieces(xml, '<w:abstractNum ', '</w:abstractNum>').map((design) => [attribute(design, 'abstractNumId'), design]),
  );
  const copies: string[] = [];
  let size = xml.length;
  const lists = pieces(xml, '<w:num ', '</w:num>').map((list) => {
    const of = /<w:abstractNumId\b[^<>]*w:val="([^"]*)"/.exec(list)?.[1];
    const design = designs.get(of);
    if (!design || !list.includes('startOverride') || size > MOST_XML) return list;
    size += design.length;
    const own = `own-${copies.length}`;
    copies.push(design.replace(`w:abstractNumId="${of}"`, `w:abstractNumId="${own}"`));
    return list.replace(/(<w:abstractNumId\b[^<>]*w:val=")[^"]*"/, `$1${own}"`);
  });
  const written = `${xml.slice(0, first)}${copies.join('')}${lists.join('')}</w:numbering>`;
  return new Map([...parts, [path, Buffer.from(written)]]);
}

/** The elements that begin and end so. */
function pieces(xml: string, begin: string, end: string): string[] {
  const found = xml.split(end).slice(0, -1);
  return found.filter((piece) => piece.includes(begin)).map((piece) => piece.slice(piece.lastIndexOf(begin)) + end);
}
