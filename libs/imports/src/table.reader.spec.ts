import { describe, expect, it } from '@jest/globals';
import { DomainError } from '#platform';
import { LIMITS } from './sheet.js';
import { readTable } from './table.reader.js';
import { readSource } from './source.reader.js';

const bytes = (text: string) => Buffer.from(text);
const readText = (text: string, name = 'list.csv') => readTable({ name, bytes: bytes(text) });
const cells = async (text: string) => (await readText(text)).rows.map((row) => row.cells);

async function refused(reading: Promise<unknown>): Promise<{ code: string; parameters?: Record<string, unknown> }> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof DomainError) return error.reasons[0] as { code: string };
    throw error;
  }
  throw new Error('It was read.');
}

describe('a table in text', () => {
  it.each([
    ['comma', ',', 'csv'],
    ['semicolon', ';', 'csv'],
    ['tab', '\t', 'tsv'],
  ])('is cut at the %s that its rows agree on', async (_, delimiter, kind) => {
    const line = (...parts: string[]) => `${parts.join(delimiter)}\r\n`;
    const sheet = await readText(
      line('No', 'Recommendation', 'Ministry') +
        line('1', 'Publish the budget', 'MEF') +
        line('2', 'Hold a forum', 'MoI'),
    );
    expect(sheet).toMatchObject({ kind, delimiter, headerRow: 1 });
    expect(sheet.columns).toEqual([
      { letter: 'A', header: 'No' },
      { letter: 'B', header: 'Recommendation' },
      { letter: 'C', header: 'Ministry' },
    ]);
    expect(sheet.rows).toEqual([
      { number: 2, cells: ['1', 'Publish the budget', 'MEF'] },
      { number: 3, cells: ['2', 'Hold a forum', 'MoI'] },
    ]);
  });

  it('does not take separators inside texts for those between cells', async () => {
    expect(
      await cells('No,Text,Ministry\n1,"Plan, budget; report","MoI; MEF; MoP"\n2,"Meet; talk","MoI; MEF"\n'),
    ).toEqual([
      ['1', 'Plan, budget; report', 'MoI; MEF; MoP'],
      ['2', 'Meet; talk', 'MoI; MEF'],
    ]);
  });

  it('says what the separator is, as Excel does', async () => {
    const sheet = await readText('sep=;\r\nNo;Text\r\n1;a,b,c\r\n');
    expect([sheet.delimiter, sheet.headerRow, sheet.rows]).toEqual([';', 2, [{ number: 3, cells: ['1', 'a,b,c'] }]]);
  });

  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
    ['CR', '\r'],
  ])('may end its lines with %s, and break them inside quotation marks', async (_, end) => {
    expect(await cells(['No,Text', `1,"one${end}two ""three"""`, '2,four'].join(end))).toEqual([
      ['1', 'one\ntwo "three"'],
      ['2', 'four'],
    ]);
  });

  it('is numbered as the person sees it: empty rows count, a cell of two lines is one row', async () => {
    const sheet = await readText('List of the coalition,,\n,,\nNo,Text,\n1,"a\nb",\n,,\n\n2,c,\n,,\n');
    expect(sheet.headerRow).toBe(3);
    expect(sheet.rows.map((row) => row.number)).toEqual([4, 7]);
    expect(sheet.columns).toHaveLength(2);
    expect(sheet.notes.map(({ code, row }) => [code, row])).toEqual([['IMPORT_ROW_ABOVE_HEADER', 1]]);
  });

  it.each([
    ['UTF-8', bytes('No,អនុសាសន៍\n1,ថវិកា\n')],
    ['UTF-8 with its mark', bytes('\uFEFFNo,អនុសាសន៍\n1,ថវិកា\n')],
    ['UTF-16, little end first', Buffer.from('\uFEFFNo,អនុសាសន៍\n1,ថវិកា\n', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\uFEFFNo,អនុសាសន៍\n1,ថវិកា\n', 'utf16le').swap16()],
  ])('may be %s', async (_, content) => {
    const sheet = await readTable({ name: 'list', bytes: content });
    expect([sheet.columns[1]?.header, sheet.rows[0]?.cells]).toEqual(['អនុសាសន៍', ['1', 'ថវិកា']]);
  });

  it('tells of rows that go on past the last header', async () => {
    const sheet = await readText('No,Text,Ministry\n1,Plan, budget and report,MoI\n2,Meet,MoI\n');
    expect(sheet.notes[0]).toMatchObject({
      code: 'IMPORT_ROWS_LONGER_THAN_HEADER',
      parameters: { rows: '2', last: 'C' },
    });
    expect(sheet.columns).toHaveLength(4);
  });

  it('tells of headers that are missing, doubled or guessed', async () => {
    const codes = async (text: string) => (await readText(text)).notes.map((note) => note.code);
    expect(await codes('No,,Text,Text\n1,x,a,b\n')).toEqual(['IMPORT_HEADER_MISSING', 'IMPORT_HEADER_TWICE']);
    expect(await codes('Alpha,Beta\n1,x\n')).toEqual(['IMPORT_HEADER_GUESSED']);
  });
});

describe('what is not read as a table', () => {
  it('names the byte and the line that is not UTF-8', async () => {
    const content = Buffer.concat([bytes('No,Text\n1,ok \uFFFD ថ\n2,caf'), Buffer.from([0xe9]), bytes('\n')]);
    const { code, parameters } = await refused(readTable({ name: 'list.csv', bytes: content }));
    expect([code, parameters]).toEqual(['IMPORT_NOT_UTF8', { byte: 'E9', offset: content.indexOf(0xe9), line: 3 }]);
  });

  it('finds the wrong byte wherever it stands', async () => {
    const good = bytes('No,Text\n1,អនុសាសន៍ \uFFFD ok\n2,x\n');
    for (let at = 0; at <= good.length; at += 1) {
      if (at < good.length && ((good[at] as number) & 0xc0) === 0x80) continue;
      const content = Buffer.concat([good.subarray(0, at), Buffer.from([0xff, 0x41]), good.subarray(at)]);
      expect((await refused(readTable({ name: 'x', bytes: content }))).parameters).toMatchObject({ offset: at });
    }
  });

  it.each([
    [
      'a broken UTF-16',
      Buffer.concat([Buffer.from('\uFEFFNo', 'utf16le'), Buffer.from([0x00, 0xd8])]),
      'IMPORT_UTF16_BROKEN',
    ],
    ['UTF-16 without a mark', Buffer.from('No,Text', 'utf16le'), 'IMPORT_NOT_TEXT'],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x4e, 0, 0, 0]), 'IMPORT_UTF16_BROKEN'],
    [
      'a workbook from before 2007',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      'IMPORT_FILE_PROTECTED',
    ],
    ['a PDF', bytes('%PDF-1.7\n'), 'IMPORT_KIND_NOT_READ'],
    ['a web page that calls itself a workbook', bytes('\uFEFF<html><table><tr><td>1'), 'IMPORT_KIND_NOT_READ'],
    ['nothing', Buffer.alloc(0), 'IMPORT_NO_TABLE'],
    ['empty cells', bytes(',,\n,,\n'), 'IMPORT_NO_TABLE'],
    ['a zip that ends too early', bytes('PK\x03\x04abc'), 'IMPORT_FILE_DAMAGED'],
  ])('%s', async (_, content, code) => {
    expect((await refused(readTable({ name: 'list.xlsx', bytes: content }))).code).toBe(code);
  });

  it('a quotation mark that is never closed, with its row', async () => {
    const text = `No,Text\n1,a\n2,"b\n${'3,c\n'.repeat(10)}`;
    expect(await refused(readText(text))).toEqual({ code: 'IMPORT_QUOTE_NOT_CLOSED', parameters: { row: 3 } });
  });

  it('more than the limits allow', async () => {
    const limits = { ...LIMITS, fileBytes: 200, rows: 3, columns: 4 };
    const small = (text: string) => refused(readTable({ name: 'x', bytes: bytes(text) }, { limits }));
    expect((await small('x'.repeat(201))).code).toBe('IMPORT_FILE_TOO_LARGE');
    expect((await small('No,Text\n1,a\n2,a\n3,a\n4,a\n')).code).toBe('IMPORT_TOO_MANY_ROWS');
    expect(await small('No,Text\n1,a,b,c,d\n')).toEqual({
      code: 'IMPORT_TOO_MANY_COLUMNS',
      parameters: { limit: 4, row: 2 },
    });
  });
});

describe('a text of either kind', () => {
  it('is a list when its lines are numbered and no row names columns', async () => {
    const read = async (text: string) => (await readSource({ name: 'x.txt', bytes: bytes(text) })).kind;
    expect(await read('We ask:\n1. Publish the plan, the budget and the report\n2. Hold a forum, twice a year\n')).toBe(
      'text',
    );
    expect(await read('No,Text\n1,a\n2,b\n')).toBe('csv');
    expect(await read('No\tRecommendation\n1.\ta\n2.\tb\n')).toBe('tsv');
  });
});
