import { unpack } from './archive.js';
import type { Parts } from './archive.js';
import { refusal } from './said.js';
import { LIMITS } from './sheet.js';
import type { Limits } from './sheet.js';
import { decodeText } from './text.decoder.js';

/** A file as it came in. Its name is for people; what it is, its content says. */
export interface Source {
  name: string;
  bytes: Buffer;
}

/** A file of a kind that can be read. */
export type Opened = { kind: 'text'; text: string } | { kind: 'xlsx'; parts: Parts } | { kind: 'docx'; parts: Parts };

/** Beginnings of files that somebody may well send, and what to call them. */
const KNOWN: readonly [beginning: RegExp, kind: string][] = [
  [/^%PDF/, 'PDF'],
  [/^\{\\rtf/, 'RTF'],
  [/^\s*<(!doctype html|html|table)/i, 'HTML'],
  [/^\s*<\?xml/i, 'XML'],
  [/^\x89PNG|^\xFF\xD8\xFF|^GIF8/, 'image'],
];
const OFFICE_BEFORE_2007 = '\xD0\xCF\x11\xE0';

/**
 * Opens a file under the limits and says what it is, by its content.
 * @throws DomainError when it is too large, damaged, protected, or of a kind that is not read.
 */
export async function openSource(source: Source, limits: Limits = LIMITS): Promise<Opened> {
  const { bytes } = source;
  if (bytes.length > limits.fileBytes) {
    throw refusal('IMPORT_FILE_TOO_LARGE', { size: megabytes(bytes.length), limit: megabytes(limits.fileBytes) });
  }
  const beginning = bytes.toString('latin1', 0, 512);
  if (beginning.startsWith(OFFICE_BEFORE_2007)) throw refusal('IMPORT_FILE_PROTECTED');
  if (beginning.startsWith('PK\x03\x04')) {
    const parts = await unpack(bytes, limits.unpackedBytes, (name) => /\.(xml|rels)$/.test(name));
    if (parts.has('xl/workbook.xml')) return { kind: 'xlsx', parts };
    if (parts.has('word/document.xml')) return { kind: 'docx', parts };
    throw refusal('IMPORT_KIND_NOT_READ', { kind: parts.has('content.xml') ? 'OpenDocument' : 'ZIP' });
  }
  const known = KNOWN.find(([pattern]) => pattern.test(beginning.replace(/^\xEF\xBB\xBF/, '')));
  if (known) throw refusal('IMPORT_KIND_NOT_READ', { kind: known[1] });
  const text = decodeText(bytes);
  if (text.trim() === '') throw refusal('IMPORT_NO_TABLE');
  return { kind: 'text', text };
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1).replace(/\.0$/, '');
}
