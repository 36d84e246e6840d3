import { crc32 } from 'node:zlib';
import { refusal } from './limits.js';

/**
 * A picture without what it tells beside the picture: where and when it was taken, with whose device, a preview of what
 * was cut off, and anything that hangs behind its end. Not a pixel changes, and it stays the right way up.
 * @throws DomainError when it is no whole picture.
 */
export function cleaned(bytes: Buffer, type: 'jpg' | 'png'): Buffer {
  return type === 'jpg' ? cleanedJpeg(bytes) : cleanedPng(bytes);
}

const [START, END, SCAN, EXIF, PROFILE, COMMENT] = [0xd8, 0xd9, 0xda, 0xe1, 0xe2, 0xfe];
const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
/** JFIF, and Adobe's word on the colours, without which they come out wrong. */
const isKept = (marker: number) => marker === 0xe0 || marker === 0xee;
const isTold = (marker: number) => (marker >= 0xe0 && marker <= 0xef) || marker === COMMENT;

function cleanedJpeg(bytes: Buffer): Buffer {
  if (bytes.readUInt16BE(0) !== (0xff00 | START)) throw refusal('DOCUMENT_DAMAGED');
  const pieces = [bytes.subarray(0, 2)];
  let turned = 1;
  let scanned = false;
  for (let at = 2; ;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) throw refusal('DOCUMENT_DAMAGED');
    if (marker === END) {
      if (!scanned) throw refusal('DOCUMENT_DAMAGED');
      pieces.push(bytes.subarray(at, at + 2));
      break;
    }
    if (standsAlone(marker)) {
      pieces.push(bytes.subarray(at, at + 2));
      at += 2;
      continue;
    }
    if (at + 4 > bytes.length) throw refusal('DOCUMENT_DAMAGED');
    let end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) throw refusal('DOCUMENT_DAMAGED');
    const segment = bytes.subarray(at, end);
    if (marker === SCAN) {
      scanned = true;
      end = endOfScan(bytes, end);
      pieces.push(bytes.subarray(at, end));
    } else if (marker === PROFILE ? holds(segment, 'ICC_PROFILE\0') : !isTold(marker) || isKept(marker)) {
      pieces.push(segment);
    } else if (marker === EXIF && holds(segment, 'Exif\0\0')) {
      turned = orientation(segment.subarray(10));
    }
    at = end;
  }
  // Behind JFIF's own segment, where there is one, as both of them ask to be near the front.
  const front = pieces[1]?.[1] === 0xe0 ? 2 : 1;
  if (turned > 1 && turned <= 8) pieces.splice(front, 0, exifOf(turned));
  return Buffer.concat(pieces);
}

const holds = (segment: Buffer, name: string) => segment.toString('latin1', 4, 4 + name.length) === name;

/** Where the coded picture ends: at the next marker that is no part of it. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0x00 && next !== 0xff && !standsAlone(next)) return at;
  }
  throw refusal('DOCUMENT_DAMAGED');
}

/** How a camera was held, from the first directory of its Exif block; 1, upright, where it does not say. */
function orientation(tiff: Buffer): number {
  if (tiff.length < 14) return 1;
  const small = tiff.toString('latin1', 0, 2) === 'II';
  const [u16, u32] = small
    ? [(at: number) => tiff.readUInt16LE(at), (at: number) => tiff.readUInt32LE(at)]
    : [(at: number) => tiff.readUInt16BE(at), (at: number) => tiff.readUInt32BE(at)];
  const first = u32(4);
  if (first + 2 > tiff.length) return 1;
  for (let index = 0, at = first + 2; index < u16(first) && at + 12 <= tiff.length; index += 1, at += 12) {
    if (u16(at) === 0x0112) return u16(at + 8);
  }
  return 1;
}

/** An Exif block that says how the camera was held and nothing else. */
function exifOf(turned: number): Buffer {
  const block = Buffer.alloc(36);
  block.writeUInt16BE(0xff00 | EXIF, 0);
  block.writeUInt16BE(34, 2);
  block.write('Exif\0\0MM\0*', 4, 'latin1');
  block.writeUInt32BE(8, 14);
  block.writeUInt16BE(1, 18);
  block.writeUInt16BE(0x0112, 20);
  block.writeUInt16BE(3, 22);
  block.writeUInt32BE(1, 24);
  block.writeUInt16BE(turned, 28);
  return block;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Chunks beside the picture that say how it looks; every other one beside it only tells. */
const LOOKS = new Set(['tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'bKGD', 'hIST', 'pHYs', 'sPLT']);

function cleanedPng(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) throw refusal('DOCUMENT_DAMAGED');
  const pieces: Buffer[] = [SIGNATURE];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) break;
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) break;
    const needed = /^[A-Z]/.test(type);
    if (needed || LOOKS.has(type)) pieces.push(bytes.subarray(at, end));
    if (type === 'IEND') return Buffer.concat(pieces);
    at = end;
  }
  throw refusal('DOCUMENT_DAMAGED');
}
