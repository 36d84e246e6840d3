import { isUtf8 } from 'node:buffer';
import { decodeCodePage, guessCodePage } from './code-pages.js';
import { refusal } from './said.js';

/** What a text can be written in, named as browsers name it. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface Decoded {
  text: string;
  encoding: Encoding;
  /** Words that were read by a guess, for a person to check; nothing where nothing was guessed. */
  guessedFrom?: string;
}

/**
 * The text of a file: in the encoding that is stated, else UTF-8 with or without a mark at its beginning, or UTF-16 with
 * one. Anything else is guessed only where it is an old code page and nothing in it looks like UTF-8: a wrong guess would
 * turn Khmer into other letters without anybody noticing.
 * @throws DomainError naming the byte and the line that is not text.
 */
export function decodeText(bytes: Buffer, stated?: Encoding): Decoded {
  const encoding = stated ?? markOf(bytes) ?? 'utf-8';
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return { text: decodeUtf16(bytes, encoding), encoding };
  const zero = bytes.indexOf(0);
  if (zero >= 0) throw refusal('IMPORT_NOT_TEXT', { offset: zero, line: lineAt(bytes, zero) });
  if (encoding !== 'utf-8') return { text: decodeCodePage(bytes, encoding), encoding };
  if (isUtf8(bytes)) return { text: withoutMark(bytes.toString('utf8')), encoding };
  const guess = stated === undefined ? guessCodePage(bytes) : undefined;
  if (guess) return guess;
  const offset = firstWrong(bytes);
  const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  throw refusal('IMPORT_NOT_UTF8', { byte, offset, line: lineAt(bytes, offset) });
}

function markOf(bytes: Buffer): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

function decodeUtf16(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): string {
  try {
    const text = withoutMark(new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes));
    // A zero character: UTF-32, whose mark begins as that of UTF-16 does.
    if (!text.includes('\0')) return text;
  } catch {
    // Below.
  }
  throw refusal('IMPORT_UTF16_BROKEN');
}

/** Byte by byte up to the wrong one: every character before it is whole, so lengths of decoded text are true offsets. */
function firstWrong(bytes: Buffer): number {
  const text = bytes.toString('utf8');
  let offset = 0;
  let from = 0;
  for (;;) {
    const at = text.indexOf('\uFFFD', from);
    offset += Buffer.byteLength(text.slice(from, at));
    // A replacement character that was typed, or left by an earlier accident, is text too.
    if (at < 0 || bytes.readUIntBE(offset, Math.min(3, bytes.length - offset)) !== 0xefbfbd) return offset;
    offset += 3;
    from = at + 1;
  }
}

/** Lines end with LF, CRLF or, in old files from a Mac, CR. */
function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at += 1) {
    if (bytes[at] === 0x0a || (bytes[at] === 0x0d && bytes[at + 1] !== 0x0a)) line += 1;
  }
  return line;
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
