import { hasPart, unpack } from './archive.js';
import type { Parts } from './archive.js';
import { note, refusal } from './said.js';
import type { Note } from './said.js';
import { LIMITS } from './sheet.js';
import type { Limits } from './sheet.js';
import { decodeText } from './text.decoder.js';
import type { Encoding } from './text.decoder.js';

/** A file as it came in. Its name is for people; what it is, its content says. */
export interface Source {
  name: string;
  bytes: Buffer;
}

/** A file of a kind that can be read. */
export type Opened =
  | { kind: 'text'; text: string; notes: Note[] }
  | { kind: 'xlsx'; bytes: Buffer; parts: Parts }
  | { kind: 'docx'; parts: Parts };

export interface OpenOptions {
  /** What a text is written in; without it, UTF-8, UTF-16 by its mark, or a guess that a note tells. */
  encoding?: Encoding;
  limits?: Limits;
}

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
export async function openSource({ bytes }: Source, { encoding, limits = LIMITS }: OpenOptions = {}): Promise<Opened> {
  if (bytes.length > limits.fileBytes) {
    throw refusal('IMPORT_FILE_TOO_LARGE', { size: megabytes(bytes.length), limit: megabytes(limits.fileBytes) });
  }
  const beginning = bytes.toString('latin1', 0, 512);
  if (beginning.startsWith(OFFICE_BEFORE_2007)) throw refusal('IMPORT_FILE_PROTECTED');
  if (beginning.startsWith('PK\x03\x04')) {
    if (hasPart(bytes, 'xl/workbook.xml'))
      return { kind: 'xlsx', bytes, parts: await unpack(bytes, limits.unpackedBytes, isSmall) };
    if (hasPart(bytes, 'word/document.xml'))
      return { kind: 'docx', parts: await unpack(bytes, limits.unpackedBytes, (name) => /\.(xml|rels)$/.test(name)) };
    throw refusal('IMPORT_KIND_NOT_READ', { kind: hasPart(bytes, 'content.xml') ? 'OpenDocument' : 'ZIP' });
  }
  const known = KNOWN.find(([pattern]) => pattern.test(beginning.replace(/^\xEF\xBB\xBF/, '')));
  if (known) throw refusal('IMPORT_KIND_NOT_READ', { kind: known[1] });
  const decoded = decodeText(bytes, encoding);
  if (decoded.text.trim() === '') throw refusal('IMPORT_NO_TABLE');
  const { text, guessedFrom } = decoded;
  const notes =
    guessedFrom === undefined
      ? []
      : [note('IMPORT_ENCODING_GUESSED', { encoding: decoded.encoding, words: guessedFrom })];
  return { kind: 'text', text, notes };
}

/** Of a workbook all but its sheets and their texts, which are read piece by piece. */
function isSmall(name: string): boolean {
  return /^xl\/(workbook|styles)\.xml$|^xl\/_rels\/workbook\.xml\.rels$/.test(name);
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1).replace(/\.0$/, '');
}
