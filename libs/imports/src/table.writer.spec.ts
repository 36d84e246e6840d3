import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeCell, unescapeCell } from './cell-escape.js';
import type { Sheet } from './sheet.js';
import { readTable } from './table.reader.js';
import { writeRejects, writeTable } from './table.writer.js';

const HEADERS = ['No', 'Recommendation', 'Ministry'];
const FORMATS: Sheet[] = (['csv', 'tsv', 'xlsx', 'docx', 'text'] as const).map((kind) => ({
  kind,
  headerRow: 1,
  columns: [],
  rows: [],
  notes: [],
}));
const SEMICOLON: Sheet = { kind: 'csv', delimiter: ';', headerRow: 1, columns: [], rows: [], notes: [] };

/** Texts of people: both scripts, signs that mean something to a file, what XML can hold. */
const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        "'",
        '"',
        ',',
        ';',
        '\n',
        ' ',
        '<',
        '&',
        '_x0041_',
        'x',
        '1',
        '\u200B',
        '\u17D2',
      ),
      fc.integer({ min: 0x1780, max: 0x17e9 }).map((code) => String.fromCharCode(code)),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 12,
  })
  .filter((value) => !/\p{Cc}|\p{Noncharacter_Code_Point}|\uFFFD/u.test(value.replace(/[\t\n]/g, '')));

describe('a table that we write', () => {
  it.each([...FORMATS, SEMICOLON].map((like) => [`${like.kind} ${like.delimiter ?? ''}`, like] as const))(
    'in the format %s gives back the same texts',
    async (_, like) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), async (pairs) => {
          // The first cell keeps a row from being empty, the last its end.
          const rows = pairs.map(([one, two], at) => [String(at + 1), one, two, 'end']);
          const { bytes } = await writeTable({ like, headers: [...HEADERS, 'Remark'], rows });
          const sheet = await readTable({ name: 'x', bytes });
          expect(sheet.columns.map((column) => column.header)).toEqual([...HEADERS, 'Remark']);
          expect(sheet.rows.map((row) => row.cells)).toEqual(rows);
        }),
        { numRuns: like.kind === 'xlsx' ? 60 : like.kind === 'csv' || like.kind === 'tsv' ? 150 : 5 },
      );
    },
  );

  it('is what Excel needs to show Khmer: a mark at the beginning, CRLF at the end', async () => {
    const { bytes, extension } = await writeTable({ like: SEMICOLON, headers: ['No', 'អនុសាសន៍'], rows: [['1', 'a;b']] });
    expect([extension, bytes.toString()]).toEqual(['csv', '\uFEFFNo;អនុសាសន៍\r\n1;"a;b"\r\n']);
  });

  it('holds no formula', async () => {
    const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', "'=1"];
    const { bytes } = await writeTable({
      like: SEMICOLON,
      headers: ['No'],
      rows: formulas.map((formula) => [formula]),
    });
    expect(bytes.toString().split('\r\n').slice(1, -1)).toEqual(["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "''=1"]);
  });

  it('is a workbook for a list that was pasted or came from Word', async () => {
    const { bytes, extension, contentType } = await writeTable({
      like: { kind: 'docx' },
      headers: HEADERS,
      rows: [['1', 'ក', 'MoI']],
    });
    expect([extension, contentType]).toEqual([
      'xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]);
    expect((await readTable({ name: 'x', bytes })).rows).toEqual([{ number: 2, cells: ['1', 'ក', 'MoI'] }]);
  });

  it('gives refused rows back with the reason beside them', async () => {
    const source = 'No;Recommendation;Ministry\r\n1;Publish;MoI\r\n2;-;MoX\r\n';
    const sheet = await readTable({ name: 'list.csv', bytes: Buffer.from(source) });
    const { bytes } = await writeRejects(sheet, new Map([[3, 'There is no institution “MoX”.']]), 'Reason');
    expect(bytes.toString()).toBe(
      `\uFEFFNo;Recommendation;Ministry;Reason\r\n2;'-;MoX;There is no institution “MoX”.\r\n`,
    );
  });
});

describe('the apostrophe before a formula', () => {
  it('goes on and off again, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a', ' ') }),
        (value) => unescapeCell(escapeCell(value)) === value,
      ),
    );
    fc.assert(fc.property(fc.string(), (value) => !/^[=+\-@\t\r]/.test(escapeCell(value))));
  });
});
