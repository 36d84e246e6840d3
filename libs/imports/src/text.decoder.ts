import { isUtf8 } from 'node:buffer';
import { refusal } from './said.js';

/**
 * The text of a file: UTF-8 with or without a mark at its beginning, UTF-16 with one. Anything else is refused and not
 * guessed: a wrong guess turns Khmer into other letters without anybody noticing.
 * @throws DomainError naming the byte and the line that is not text.
 */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 'utf-16be');
  const zero = bytes.indexOf(0);
  if (zero >= 0) throw refusal('IMPORT_NOT_TEXT', { offset: zero, line: lineAt(bytes, zero) });
  if (!isUtf8(bytes)) {
    const offset = firstWrong(bytes);
    const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    throw refusal('IMPORT_NOT_UTF8', { byte, offset, line: lineAt(bytes, offset) });
  }
  return withoutMark(bytes.toString('utf8'));
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
