import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { DomainError } from '#platform';
import { pack, unpack } from '../../libs/imports/src/archive.js';
import { LIMITS } from '../../libs/imports/src/sheet.js';
import { readTable } from '../../libs/imports/src/table.reader.js';
import { cell, workbook, zip } from './office-files.js';

const HEADER = `<row r="1">${cell('A1', 'No')}${cell('B1', 'Recommendation')}${cell('C1', 'Submitted on')}</row>`;
const sheetOf = (rows: string, after = '') => `<sheetData>${rows}</sheetData>${after}`;
const read = (bytes: Buffer, options = {}) => readTable({ name: 'list.csv', bytes }, options);
const readRows = async (rows: string, more: { styles?: string; strings?: string[]; after?: string } = {}) =>
  read(workbook({ sheets: [{ name: 'List', xml: sheetOf(HEADER + rows, more.after) }], ...more }));

async function refused(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof DomainError) return error.reasons[0]?.code ?? '';
    throw error;
  }
  throw new Error('It was read.');
}

/** Styles 1 to 4: a day, a month, a year, a number. */
const STYLES =
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="[$-409]mmmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode="yyyy"/></numFmts>' +
  '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="3"/></cellXfs>';

describe('a workbook', () => {
  it('is known by its content, and gives dates as dates and formulas as their values', async () => {
    const sheet = await readRows(
      `<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>0</v></c><c r="C2" s="1"><v>44474</v></c></row>` +
        `<row r="5"><c r="A5" s="4"><f>A2+1</f><v>2</v></c><c r="B5" t="str"><f>"x"</f><v>Hold a forum</v></c><c r="C5" s="1"><v>44474.75</v></c></row>`,
      { styles: STYLES, strings: ['ផែនការ & ថវិកា'] },
    );
    expect(sheet).toMatchObject({ kind: 'xlsx', sheetName: 'List', headerRow: 1, notes: [] });
    expect(sheet.rows).toEqual([
      { number: 2, cells: ['1', 'ផែនការ & ថវិកា', '2021-10-05'] },
      { number: 5, cells: ['2', 'Hold a forum', '2021-10-05'] },
    ]);
  });

  it('gives no day where the sheet shows none', async () => {
    const sheet = await readRows(
      `<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" s="2"><v>44470</v></c></row><row r="3"><c r="B3" t="s" s="2"><v>0</v></c><c r="C3" s="3"><v>44470</v></c></row>`,
      { styles: STYLES, strings: ['x'] },
    );
    expect(sheet.rows.map((row) => row.cells[2])).toEqual(['2021-10', '2021']);
    expect(sheet.notes.map((note) => [note.code, note.parameters])).toEqual([
      ['IMPORT_DATES_WITHOUT_DAY', { cells: 'C2, C3' }],
    ]);
  });

  it('is read at its first sheet that is not hidden, or at the one that is named', async () => {
    const of = (text: string) => sheetOf(HEADER + `<row r="2">${cell('B2', text)}</row>`);
    const bytes = workbook({
      sheets: [
        { name: 'Old', xml: of('old'), hidden: true },
        { name: 'NP-II & NSDP', xml: of('one') },
        { name: 'បញ្ជី', xml: of('two') },
      ],
    });
    const first = await read(bytes);
    expect([first.sheetName, first.rows[0]?.cells[1]]).toEqual(['NP-II & NSDP', 'one']);
    expect(first.notes[0]).toMatchObject({ code: 'IMPORT_OTHER_SHEETS', parameters: { others: 'Old, បញ្ជី' } });
    expect((await read(bytes, { sheetName: 'បញ្ជី' })).rows[0]?.cells[1]).toBe('two');
    expect((await read(bytes, { sheetName: 'Old' })).rows[0]?.cells[1]).toBe('old');
    expect(await refused(read(bytes, { sheetName: 'New' }))).toBe('IMPORT_SHEET_NOT_FOUND');
  });

  it('tells what its reader passes over: errors, hidden rows, merged cells', async () => {
    const sheet = await readRows(
      `<row r="2" hidden="1">${cell('B2', 'a')}<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>` +
        `<row r="3">${cell('B3', 'b')}</row><row r="9" hidden="1"/>`,
      {
        after: '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="B2:B3"/></mergeCells>',
      },
    );
    expect(sheet.notes.map((note) => [note.code, Object.values(note.parameters)[0]])).toEqual([
      ['IMPORT_CELLS_WITH_ERRORS', 'C2'],
      ['IMPORT_HIDDEN_ROWS', '2'],
      ['IMPORT_MERGED_CELLS', 'B2:B3'],
    ]);
  });

  it('keeps every text of a long sheet whole', async () => {
    const rows = Array.from(
      { length: 5000 },
      (_, at) =>
        `<row r="${at + 2}">${cell(`A${at + 2}`, `${at + 1}`)}${cell(`B${at + 2}`, `អនុសាសន៍ & number ${at} `.repeat(5))}</row>`,
    );
    const sheet = await readRows(rows.join(''));
    expect(sheet.rows).toHaveLength(5000);
    expect(sheet.rows.filter((row, at) => row.cells[1] !== `អនុសាសន៍ & number ${at} `.repeat(5))).toEqual([]);
  });
});

describe('a workbook that would do harm', () => {
  it.each([
    ['a row at the end of the world', `<row r="9999999"><c r="A9999999"><v>1</v></c></row>`, 'IMPORT_TOO_MANY_ROWS'],
    ['a row beyond all numbers', `<row r="99999999999"/>`, 'IMPORT_FILE_DAMAGED'],
    ['a filled cell far to the right', `<row r="2"><c r="XFD2"><v>1</v></c></row>`, 'IMPORT_TOO_MANY_COLUMNS'],
    [
      'the same, in a comment’s shadow',
      `<row r="2"><c r="XFD2"><!--</c>--><v>1</v></c></row>`,
      'IMPORT_TOO_MANY_COLUMNS',
    ],
    [
      'the same, with a second address in another attribute',
      `<row r="2"><c x=" r='A2'" r="XFD2"><v>1</v></c></row>`,
      'IMPORT_TOO_MANY_COLUMNS',
    ],
    [
      'the same, behind a sign that looks like the end of the tag',
      `<row r="2"><c x=">" r="XFD2"><v>1</v></c></row>`,
      'IMPORT_TOO_MANY_COLUMNS',
    ],
    ['the same, in other letters', `<row r="2"><c r="&#88;FD2"><v>1</v></c></row>`, 'IMPORT_TOO_MANY_COLUMNS'],
    ['a cell in another row than its own', `<row r="2"><c r="A900000"><v>1</v></c></row>`, 'IMPORT_FILE_DAMAGED'],
  ])('%s', async (_, rows, code) => expect(await refused(readRows(rows))).toBe(code));

  it('may have formats without a text as far as they go', async () => {
    const sheet = await readRows(
      `<row r="2">${cell('B2', 'a')}<c r="XFD2" s="1"/></row><row r="1048576" s="1"><c r="A1048576" s="1"></c></row>`,
      { styles: STYLES },
    );
    expect(sheet.rows).toHaveLength(1);
  });

  it('is not opened when it unpacks to more than it may, whatever it says of itself', async () => {
    const bomb = compressed('xl/workbook.xml', Buffer.alloc(3_000_000, 32), 100);
    expect(bomb.length).toBeLessThan(10_000);
    const limits = { ...LIMITS, unpackedBytes: 1_000_000 };
    expect(await refused(read(bomb, { limits }))).toBe('IMPORT_UNPACKED_TOO_LARGE');
    expect(await refused(unpack(pack(new Map([['a.xml', Buffer.alloc(2000)]])), 1000, () => true))).toBe(
      'IMPORT_UNPACKED_TOO_LARGE',
    );
    expect(await refused(read(bomb))).toBe('IMPORT_FILE_DAMAGED');
  });

  it('cannot bring a document type', async () => {
    const bytes = zip({ 'xl/workbook.xml': `${' '.repeat(5000)}<!DOCTYPE x [<!ENTITY a "b">]><workbook/>` });
    expect(await refused(read(bytes))).toBe('IMPORT_FILE_DAMAGED');
  });

  it('is damaged when a byte of it is', async () => {
    const bytes = workbook({ sheets: [{ name: 'List', xml: sheetOf(HEADER) }] });
    const at = bytes.indexOf('Recommendation');
    bytes[at] = (bytes[at] as number) ^ 1;
    expect(await refused(read(bytes))).toBe('IMPORT_FILE_DAMAGED');
  });

  it('is a zip and no workbook', async () =>
    expect(await refused(read(zip({ 'a.xml': '<a/>' })))).toBe('IMPORT_KIND_NOT_READ'));
});

/** A zip with one compressed file that states a size of its own liking. */
function compressed(name: string, content: Buffer, statedSize: number): Buffer {
  const packed = deflateRawSync(content);
  const bytes = pack(new Map([[name, packed]]));
  for (const [at, header] of [
    [0, 8],
    [bytes.lastIndexOf(Buffer.from('PK\x01\x02')), 10],
  ] as const) {
    bytes.writeUInt16LE(8, at + header);
    bytes.writeUInt32LE(statedSize, at + header + 14);
  }
  return bytes;
}
