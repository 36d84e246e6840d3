import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { crc32, createInflateRaw, inflateRaw } from 'node:zlib';
import { refusal } from './said.js';
import { isWellFormed } from './xml.reader.js';

const inflate = promisify(inflateRaw);
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const ENCRYPTED = 1;
const UTF8_NAMES = 0x0800;
const PIECE = 65_536;

/** The parts of an office file by their path inside it. */
export type Parts = Map<string, Buffer>;

interface Entry {
  name: string;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  size: number;
  at: number;
}

/**
 * Unpacks the parts of an office file (a zip) that `wanted` names. Sizes that the file states about itself are not
 * believed: unpacking stops at `limit` bytes in all, however small the file says that it is. Parts of XML are whole XML.
 * @throws DomainError IMPORT_UNPACKED_TOO_LARGE, IMPORT_FILE_PROTECTED or IMPORT_FILE_DAMAGED.
 */
export async function unpack(bytes: Buffer, limit: number, wanted: (name: string) => boolean): Promise<Parts> {
  const parts: Parts = new Map();
  let left = limit;
  for (const entry of entries(bytes)) {
    if (!wanted(entry.name)) continue;
    if (parts.has(entry.name)) throw damaged(entry.name);
    if (entry.flags & ENCRYPTED) throw refusal('IMPORT_FILE_PROTECTED');
    const content = await contentOf(bytes, entry, left);
    if (content.length !== entry.size || crc32(content) !== entry.crc) throw damaged(entry.name);
    if (/\.(xml|rels)$/.test(entry.name) && !isWellFormed(content.toString('utf8'))) throw damaged(entry.name);
    left -= content.length;
    parts.set(entry.name, content);
  }
  return parts;
}

/** Whether the file has such a part. @throws DomainError IMPORT_FILE_DAMAGED. */
export function hasPart(bytes: Buffer, name: string): boolean {
  return entries(bytes).some((entry) => entry.name === name);
}

/**
 * One part as text, piece by piece: a sheet is too large to be held. The same limits and checks as for `unpack`, the last
 * of them after the last piece.
 * @throws DomainError as `unpack`.
 */
export async function* textPieces(bytes: Buffer, name: string, limit: number): AsyncGenerator<string> {
  const [entry, twin] = entries(bytes).filter((each) => each.name === name);
  if (!entry || twin) throw damaged(name);
  if (entry.flags & ENCRYPTED) throw refusal('IMPORT_FILE_PROTECTED');
  const packed = packedOf(bytes, entry);
  const decoder = new TextDecoder();
  let [size, sum] = [0, 0];
  for await (const piece of entry.method === 8 ? inflated(packed, name) : slices(packed)) {
    size += piece.length;
    if (size > limit) throw refusal('IMPORT_UNPACKED_TOO_LARGE');
    sum = crc32(piece, sum);
    yield decoder.decode(piece, { stream: true });
  }
  yield decoder.decode();
  if (size !== entry.size || sum !== entry.crc) throw damaged(name);
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

async function* inflated(packed: Buffer, name: string): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: PIECE });
  try {
    Readable.from([packed]).pipe(inflate);
    for await (const piece of inflate) yield piece as Buffer;
  } catch {
    throw damaged(name);
  } finally {
    inflate.destroy();
  }
}

/** The bytes of a part as they lie in the file. */
function packedOf(bytes: Buffer, entry: Entry): Buffer {
  if (entry.at + 30 > bytes.length || bytes.readUInt32LE(entry.at) !== LOCAL) throw damaged(entry.name);
  const start = entry.at + 30 + bytes.readUInt16LE(entry.at + 26) + bytes.readUInt16LE(entry.at + 28);
  if (start + entry.packed > bytes.length) throw damaged(entry.name);
  if (entry.method !== 0 && entry.method !== 8) throw damaged(entry.name);
  return bytes.subarray(start, start + entry.packed);
}

async function contentOf(bytes: Buffer, entry: Entry, left: number): Promise<Buffer> {
  const packed = packedOf(bytes, entry);
  if (entry.method === 0 && packed.length <= left) return packed;
  try {
    if (entry.method === 8 && left > 0) return await inflate(packed, { maxOutputLength: left });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw damaged(entry.name);
  }
  throw refusal('IMPORT_UNPACKED_TOO_LARGE');
}

function entries(bytes: Buffer): Entry[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) throw damaged('zip');
  const count = bytes.readUInt16LE(end + 10);
  const found: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw damaged('zip');
    const nameLength = bytes.readUInt16LE(at + 28);
    found.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return found;
}

function damaged(part: string) {
  return refusal('IMPORT_FILE_DAMAGED', { part });
}

/**
 * Packs parts without compressing them. What was unpacked under the limits is packed again for the readers of office
 * files, so that they see what was checked: some walk a zip in another order than its directory states.
 */
export function pack(parts: ReadonlyMap<string, Buffer>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [path, content] of parts) {
    const name = Buffer.from(path);
    // From "version needed" to "length of the extra field": the same 26 bytes in both places.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(UTF8_NAMES, 2);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    files.push(word(LOCAL), common, name, content);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(word(CENTRAL), Buffer.from([20, 0]), common, rest, name);
    at += 30 + name.length + content.length;
  }
  const end = Buffer.alloc(18);
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  end.writeUInt16LE(parts.size, 4);
  end.writeUInt16LE(parts.size, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, ...directory, word(END), end]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
