import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { LIMITS, notAllowed, refusal } from './limits.js';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const ENCRYPTED = 1;
/** A directory of as many entries as are allowed, with long names. */
const LARGEST_DIRECTORY = 2 * 1024 * 1024;
const PIECE = 64 * 1024;
const CONTENT_TYPES = '[Content_Types].xml';
const LARGEST_CONTENT_TYPES = 1024 * 1024;

interface Entry {
  name: string;
  method: number;
  packed: number;
  size: number;
  at: number;
}

/**
 * Which Office file a zip is, after a look at every part of it. What it says about its own sizes is not believed: each
 * part is unpacked as a stream, counted and thrown away, and no part may be larger than it says.
 * @throws DomainError when it is damaged, encrypted, a bomb, has macros, or is another kind of zip.
 */
export async function officeTypeOf(path: string): Promise<'docx' | 'xlsx' | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const entries = await readDirectory(file, size);
    if (entries.some(({ name }) => /(^|\/)vbaProject\.bin$/i.test(name))) throw refusal('DOCUMENT_HAS_MACROS');
    const types = entries.find(({ name }) => name === CONTENT_TYPES);
    if (!types) return undefined;
    if (types.size > LARGEST_CONTENT_TYPES) throw refusal('DOCUMENT_DAMAGED');
    let kinds = '';
    for (const entry of entries) {
      const kept: Buffer[] = [];
      await unpack(file, entry, (chunk) => entry === types && kept.push(chunk));
      if (entry === types) kinds = Buffer.concat(kept).toString('utf8');
    }
    if (/macroEnabled/i.test(kinds)) throw refusal('DOCUMENT_HAS_MACROS');
    if (kinds.includes('wordprocessingml.document.main+xml')) return 'docx';
    if (kinds.includes('spreadsheetml.sheet.main+xml')) return 'xlsx';
    return undefined;
  } finally {
    await file.close();
  }
}

/** Where a zip's directory says that it ends: right at the end of the file, or there is none. */
export async function endOfZip(file: FileHandle, size: number): Promise<Buffer | undefined> {
  const length = Math.min(size, END_LENGTH + LONGEST_COMMENT);
  const tail = await read(file, size - length, length);
  for (let at = tail.length - END_LENGTH; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === END && at + END_LENGTH + tail.readUInt16LE(at + 20) === tail.length) {
      return tail.subarray(at, at + END_LENGTH);
    }
  }
  return undefined;
}

async function readDirectory(file: FileHandle, size: number): Promise<Entry[]> {
  const end = await endOfZip(file, size);
  if (!end) throw refusal('DOCUMENT_DAMAGED');
  const [count, length, start] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
  if (count > LIMITS.entries || length > LARGEST_DIRECTORY) throw refusal('DOCUMENT_UNPACKS_TOO_LARGE');
  if (start + length > size) throw refusal('DOCUMENT_DAMAGED');
  const directory = await read(file, start, length);
  const entries: Entry[] = [];
  for (let at = 0; entries.length < count;) {
    if (at + 46 > length || directory.readUInt32LE(at) !== CENTRAL) throw refusal('DOCUMENT_DAMAGED');
    if (directory.readUInt16LE(at + 8) & ENCRYPTED) {
      throw notAllowed();
    }
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  const sum = (of: (entry: Entry) => number) => entries.reduce((total, entry) => total + of(entry), 0);
  if (sum((entry) => entry.size) > LIMITS.unpacked) throw refusal('DOCUMENT_UNPACKS_TOO_LARGE');
  // Parts that share their bytes: the way in which a few kilobytes become terabytes.
  if (sum((entry) => entry.packed) > start) throw refusal('DOCUMENT_DAMAGED');
  if (!entries.some((entry) => entry.at === 0)) throw refusal('DOCUMENT_TWO_IN_ONE');
  if (new Set(entries.map((entry) => entry.name)).size < entries.length) throw refusal('DOCUMENT_DAMAGED');
  if (entries.some(({ name }) => /(^|[/\\])\.\.([/\\]|$)|^[/\\]|\0/.test(name))) throw refusal('DOCUMENT_DAMAGED');
  return entries;
}

/** Unpacks one part, and stops where it grows beyond what it says of itself: the sum of that is within the limit. */
async function unpack(file: FileHandle, entry: Entry, take: (chunk: Buffer) => void): Promise<void> {
  const head = await read(file, entry.at, 30);
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL) throw refusal('DOCUMENT_DAMAGED');
  if (entry.method !== 0 && entry.method !== 8) throw refusal('DOCUMENT_DAMAGED');
  const start = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  let length = 0;
  const count = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      length += chunk.length;
      if (length > entry.size) throw new Error('larger than it says');
      take(chunk);
    }
  };
  try {
    if (entry.packed > 0) {
      const source = pieces(file, start, entry.packed);
      await (entry.method === 8 ? pipeline(source, createInflateRaw(), count) : pipeline(source, count));
    }
  } catch {
    throw refusal('DOCUMENT_DAMAGED');
  }
  if (length !== entry.size) throw refusal('DOCUMENT_DAMAGED');
}

/** Bytes of an open file, piece by piece; a stream for each of thousands of parts would each hold on to the file. */
async function* pieces(file: FileHandle, from: number, length: number): AsyncGenerator<Buffer> {
  for (let at = from; at < from + length; at += PIECE) {
    yield await read(file, at, Math.min(PIECE, from + length - at));
  }
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
