import fc from 'fast-check';
import { pack, unpack } from '../../../libs/imports/src/archive.js';

/** Ways to spoil a file, each a recipe of numbers that can be tried again on the same file. */

export const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 12 });

/** Other bytes at some places. */
export function flipped(bytes: Buffer, recipe: readonly (readonly [number, number])[]): Buffer {
  const copy = Buffer.from(bytes);
  for (const [at, by] of recipe) copy[at % copy.length] = (copy[at % copy.length] as number) ^ by;
  return copy;
}

/** A part of another file, or of the same, in the place of a part. */
export function spliced(bytes: Buffer, other: Buffer, [at, from, length]: readonly [number, number, number]): Buffer {
  const begin = at % bytes.length;
  const part = other.subarray(from % other.length, (from % other.length) + (length % 600));
  return Buffer.concat([bytes.subarray(0, begin), part, bytes.subarray(begin + (length % 50))]);
}

/** Other numbers in the headers of a zip: sizes, offsets, methods, flags, counts. */
export function withHeaders(bytes: Buffer, recipe: readonly (readonly [number, number, number])[]): Buffer {
  const copy = Buffer.from(bytes);
  const headers: number[] = [];
  for (let at = copy.indexOf('PK'); at >= 0; at = copy.indexOf('PK', at + 2)) headers.push(at);
  for (const [which, field, value] of recipe) {
    const at = (headers[which % Math.max(headers.length, 1)] ?? 0) + 4 + 2 * (field % 21);
    if (at + 2 <= copy.length) copy.writeUInt16LE(value & 0xffff, at);
  }
  return copy;
}

const NASTY = [
  '&#0;',
  '&#xD800;',
  '&x;',
  '&constructor;',
  '_x0000_',
  '<c r="XFD1048576"><v>1</v></c>',
  '<c r="A1" t="s"><v>99999</v></c>',
  '<c t="n" s="9999"><v>1e308</v></c>',
  '<c t="n"><v>NaN</v></c>',
  '<c s="1"><v>1e9</v></c>',
  '<c s="1"><v>-5</v></c>',
  '<row r="0"/>',
  '<row r="1048577">',
  '<mergeCell ref="A1:XFD1048576"/>',
  '<!DOCTYPE a>',
  '<!--',
  '<![CDATA[',
  ']]>',
  '<w:p><w:r><w:t>1. x</w:t></w:r></w:p>',
  '<w:ilvl w:val="99999999"/>',
  '<w:numId w:val="__proto__"/>',
  '<x:y xmlns:x="z">',
  '</',
  '"',
  '\u0000',
  '',
] as const;

export const edits = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 200 }), fc.constantFrom(...NASTY)), {
  minLength: 1,
  maxLength: 4,
});

/** The XML of an office file cut and stuffed at some places, in a zip that is whole again: so it gets past the zip. */
export async function withXml(bytes: Buffer, recipe: readonly (readonly [number, number, string])[]): Promise<Buffer> {
  const parts = await unpack(bytes, 2 ** 24, () => true);
  const paths = [...parts.keys()].filter((path) =>
    /sheet1|sharedStrings|styles|workbook|document|numbering/.test(path),
  );
  for (const [at, length, stuffing] of recipe) {
    const path = paths[at % paths.length] as string;
    const xml = (parts.get(path) as Buffer).toString();
    const begin = Math.floor(at / paths.length) % xml.length;
    // From a tag to a tag it is more often XML still, and most often where nothing is taken out or
    // it is the end of a row.
    const anywhere = length % 5 === 0;
    const end = at % 4 === 0 ? xml.indexOf('</row>', begin) : -1;
    const place = anywhere ? begin : end >= 0 ? end : Math.max(0, xml.lastIndexOf('<', begin));
    const until = anywhere ? place + length : length % 2 ? place : Math.max(place, xml.indexOf('<', place + length));
    parts.set(path, Buffer.from(xml.slice(0, place) + stuffing + xml.slice(until)));
  }
  return pack(parts);
}

/** Texts of what cuts, quotes, numbers and counts. */
export const texts = fc
  .array(
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc.constantFrom(',', ';', '\t', '"', '\n', '\r', '\r\n', ' ', '1', '១', '.', ')', '-', "'", '='),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          'No',
          'Recommendation',
          'ក្រសួង',
          'rbs;',
          '1.1 ',
          '* ',
          'Note',
          '2021',
          'sep=;\n',
          '\uFEFF',
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
    ),
    { maxLength: 120 },
  )
  .map((pieces) => pieces.join(''));
