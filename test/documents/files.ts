import { crc32, deflateRawSync } from 'node:zlib';

/** The smallest files of each type, made here, so that each test shows what is in its file. */

const SMALL_JPEG =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAACAAMDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAXEAEAAwAAAAAAAAAAAAAAAAAAAQIx/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwT/xAAXEQADAQAAAAAAAAAAAAAAAAAAAQIx/9oADAMBAAIRAxEAPwCdbZAXTiFrWf/Z';
const SMALL_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAIElEQVR4AWI6y2D4fzJDzv8IhmX/mW4xqDPcBGMNBgAAAAD//w9knu4AAAAGSURBVAMAiWcI/45wKv8AAAAASUVORK5CYII=';

export const jpeg = Buffer.from(SMALL_JPEG, 'base64');
export const png = Buffer.from(SMALL_PNG, 'base64');
/** The same picture as a phone makes it: place, device and a word of the owner, held on its side, a trailer behind. */
export const phonePicture = Buffer.concat([
  jpeg.subarray(0, 2),
  exif(6),
  segment(0xfe, Buffer.from('taken by the owner')),
  jpeg.subarray(2),
  Buffer.from('SECRETTRAILER'),
]);

export function pdf(body = ''): Buffer {
  return Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
${body}\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
}

export interface Part {
  name: string;
  content: Buffer | string;
  /** What the directory says of its size; the truth if left out. */
  claims?: number;
}

const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const contentTypes = (part: string, type: string): Part => ({
  name: '[Content_Types].xml',
  content: `<Types xmlns="${TYPES}"><Override PartName="/${part}" ContentType="application/vnd.${type}.main+xml"/></Types>`,
});
const WORD = 'openxmlformats-officedocument.wordprocessingml.document';

export function docx(parts: Part[] = [], type = WORD): Buffer {
  return zip([
    contentTypes('word/document.xml', type),
    { name: 'word/document.xml', content: '<w:document/>' },
    ...parts,
  ]);
}

export function xlsx(): Buffer {
  const type = 'openxmlformats-officedocument.spreadsheetml.sheet';
  return zip([contentTypes('xl/workbook.xml', type), { name: 'xl/workbook.xml', content: '<workbook/>' }]);
}

/** A zip of these parts, deflated. */
export function zip(parts: Part[], flags = 0): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, claims } of parts) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims ?? bytes.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    files.push(Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06'), end]);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** As cameras write it, little end first: how it was held, and some bytes that stand for the place. */
function exif(orientation: number): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 12 + 4);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(orientation, 18);
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from('GPS 13.1N 103.2E')]));
}

/** A chunk of a PNG with a right checksum. */
export function pngChunk(type: string, content: string): Buffer {
  const body = Buffer.from(type + content, 'latin1');
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
