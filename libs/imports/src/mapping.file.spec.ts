import { describe, expect, it } from '@jest/globals';
import { DomainError } from '#platform';
import { guessColumns } from './columns.js';
import { mappingFileName, readMapping, writeMapping } from './mapping.file.js';
import type { Sheet } from './sheet.js';
import { readTable } from './table.reader.js';

const sheet: Sheet = await readTable({
  name: 'x',
  bytes: Buffer.from('No.,"Recommendation: km",Lead ministry,Remark\n1,បោះពុម្ព,MoI,x\n'),
});

function complaints(text: string, of = sheet): [string, number | string | undefined][] {
  try {
    readMapping(text, of);
  } catch (error) {
    if (error instanceof DomainError) return error.reasons.map((reason) => [reason.code, reason.parameters?.['line']]);
    throw error;
  }
  return [];
}

describe('the mapping file beside a sheet', () => {
  it('is named after it', () => expect(mappingFileName('list.xlsx')).toBe('list.xlsx.columns.yaml'));

  it('gives back what was written', () => {
    const mapping = guessColumns(sheet);
    const read = readMapping(writeMapping(mapping), sheet);
    expect(read.columns.map(({ letter, header, field }) => [letter, header, field])).toEqual([
      ['A', 'No.', 'reference'],
      ['B', 'Recommendation: km', 'titleKm'],
      ['C', 'Lead ministry', 'addressees'],
    ]);
    expect(read.leftOut.map((column) => column.letter)).toEqual(['D']);
  });

  it('can be read and changed by a person', () => {
    expect(writeMapping({ ...guessColumns(sheet), sheetName: 'List' })).toMatchInlineSnapshot(`
      "# Which column of the sheet is what. Fields: reference, titleEn, titleKm, bodyEn, bodyKm, addressees, targets, topics, places, goals, endorsedOn, statement, submittedTo, submittedOn, answer, answeredOn, answerText, integratedIn, provision, quote, degree.

      sheet: List
      headerRow: 1
      columns:
        A: { header: No., field: reference }
        B: { header: "Recommendation: km", field: titleKm }
        C: { header: Lead ministry, field: addressees }
      leftOut:
        D: Remark
      "
    `);
  });

  it.each([
    ['no YAML', 'columns:\n  A: { header: No., field: reference\n', [['IMPORT_MAPPING_NOT_YAML', 3]]],
    ['no columns', '# nothing\nheaderRow: 1\n', [['IMPORT_MAPPING_EMPTY', 2]]],
    ['nothing at all', '', [['IMPORT_MAPPING_EMPTY', 1]]],
    [
      'a key that means nothing',
      'colums: {}\ncolumns:\n  A: { field: reference }\n',
      [['IMPORT_MAPPING_UNKNOWN_KEY', 1]],
    ],
    [
      'a field that is none',
      'columns:\n  A: { field: reference }\n  B: { field: titelKm }\n',
      [['IMPORT_MAPPING_UNKNOWN_FIELD', 3]],
    ],
    [
      'a column without a field',
      'columns:\n  A: reference\n  B: { header: x }\n',
      [
        ['IMPORT_MAPPING_COLUMN_WRONG', 2],
        ['IMPORT_MAPPING_UNKNOWN_FIELD', 3],
        ['IMPORT_MAPPING_HEADER_CHANGED', 3],
      ],
    ],
    [
      'a field twice',
      'columns:\n  A: { field: reference }\n  B: { field: reference }\n',
      [['IMPORT_MAPPING_FIELD_TWICE', 3]],
    ],
    [
      'a column that the sheet has not',
      'columns:\n  Z: { field: reference }\n',
      [['IMPORT_MAPPING_NO_SUCH_COLUMN', 2]],
    ],
    [
      'a header that is another now',
      'columns:\n  C:\n    header: Ministry\n    field: addressees\n',
      [['IMPORT_MAPPING_HEADER_CHANGED', 3]],
    ],
    ['another sheet', 'sheet: List\ncolumns:\n  A: { field: reference }\n', [['IMPORT_MAPPING_OTHER_SHEET', 1]]],
  ])('is refused, with its lines, for %s', (_, text, expected) => expect(complaints(text)).toEqual(expected));

  it('is refused when it is no mapping at all', () =>
    expect(complaints('x'.repeat(100_000))).toEqual([['IMPORT_MAPPING_EMPTY', 1]]));
});
