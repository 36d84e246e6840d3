import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { DomainError, say } from '#platform';
import { pack, unpack } from '../../../libs/imports/src/archive.js';
import { guessColumns } from '../../../libs/imports/src/columns.js';
import { LIMITS } from '../../../libs/imports/src/sheet.js';
import type { Sheet } from '../../../libs/imports/src/sheet.js';
import { readSource, surveySource } from '../../../libs/imports/src/source.reader.js';
import { readDate } from '../../../libs/imports/src/dates.js';
import type { ReadOptions } from '../../../libs/imports/src/source.reader.js';
import { cell, workbook } from '../office-files.js';

/** What a file gives: its rows, or the sentence that refuses it; and of the notes their codes. */
interface Outcome {
  headers?: string[];
  rows?: string[][];
  notes?: string[];
  refused?: string;
}

async function outcomeOf(bytes: Buffer, options: ReadOptions = {}): Promise<Outcome & { sheet?: Sheet }> {
  try {
    const sheet = await readSource({ name: 'list', bytes }, options);
    const headers = sheet.columns.map((column) => column.header);
    return { sheet, headers, rows: sheet.rows.map((row) => row.cells), notes: sheet.notes.map((note) => note.code) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { refused: error.reasons.map((reason) => say(reason.code, reason.parameters).en).join('\n') };
  }
}

const file = (name: string) => readFileSync(new URL(`written-by-libreoffice/${name}`, import.meta.url));
const text = (content: string) => Buffer.from(content);
const sheet = (rows: string, more = {}) =>
  workbook({ sheets: [{ name: 'List', xml: `<sheetData>${rows}</sheetData>` }], ...more });

const LIST = [
  ['1', 'Publish the district budget; in March', 'បោះពុម្ពផ្សាយថវិកាស្រុក', 'MEF', '៥ តុលា ២០២១'],
  ['2', 'Say "yes" to open sessions,\nand to minutes', 'បើកចំហការប្រជុំក្រុមប្រឹក្សា', 'MoI', 'Oct 2021'],
  ['3', 'Hold a forum', 'រៀបចំវេទិកា', 'MoI', ''],
];
const WESTERN = [
  ['1', 'The café’s licence – publish the fee', 'MEF'],
  ['2', '“Décret” on façade safety', 'MoI'],
  ['3', 'A naïve résumé of the plan', 'MoP'],
];
const DATES = ['2021-10-05', '2021-10', '2021', '2020-02-29', '៥ តុលា ២០២១', '០5/១0/2០21', 'Sept-Nov 2021'];

/** "The royal government shall give its budget to communes", as the fonts of that family have it. */
const ABC =
  '1,raCrdæaPiál RtUvpþl´fvikadl´XuM\r\n2,RksYgGb´rM yuvCn nig kILa\r\n3,fvikarbs´RsuksRmab´RbCaBlrdæ\r\n4,srbBaØtþiRtUvdak´CUnsaFarN³\r\n';

/** The same in Limon, row by row. */
const LIMON = [
  '1\tRksYgesdækic© nighirBaØvtßú\tMEF\r\n',
  '2\traCrdæaPi)al km<úCa\tMEF\r\n',
  '3\tsMeNIrbs; GgÁkar\tMoI\r\n',
];

describe('a file that LibreOffice wrote', () => {
  const files: [name: string, expected: Outcome][] = [
    ['list.xlsx', { rows: LIST, notes: [] }],
    ['list-utf8.csv', { rows: LIST, notes: [] }],
    ['list-utf16.tsv', { rows: LIST, notes: [] }],
    ['western.xlsx', { rows: WESTERN, notes: [] }],
    ['western-windows-1252.csv', { rows: WESTERN, notes: ['IMPORT_ENCODING_GUESSED'] }],
    ['western-mac-roman.csv', { rows: WESTERN, notes: ['IMPORT_ENCODING_GUESSED'] }],
    ['two-sheets.xlsx', { rows: [['1', 'Publish the budget']], notes: ['IMPORT_OTHER_SHEETS'] }],
    [
      'formulas.xlsx',
      {
        rows: [
          ['1', 'Publish the budget', 'MEF'],
          ['2', 'Hold a forum twice', ''],
          ['', 'Open the sessions', 'MoI'],
        ],
        notes: ['IMPORT_CELLS_WITH_ERRORS'],
      },
    ],
    [
      'merged-header.xlsx',
      {
        headers: ['No', 'Recommendation Khmer', 'Recommendation English', 'Ministry', 'Ministry'],
        rows: [
          ['1', 'បោះពុម្ពផ្សាយថវិកា', 'Publish the budget', 'MEF', 'MoI'],
          ['2', 'រៀបចំវេទិកា', 'Hold a forum', 'MoI', ''],
        ],
        notes: ['IMPORT_ROW_ABOVE_HEADER', 'IMPORT_HEADER_TWICE'],
      },
    ],
    [
      'footnotes.xlsx',
      {
        rows: [
          ['1', 'Publish the budget', 'MEF'],
          ['2', 'Hold a forum', 'MoI'],
        ],
        notes: ['IMPORT_ROW_ABOVE_HEADER', 'IMPORT_ROW_BELOW_TABLE', 'IMPORT_ROW_BELOW_TABLE'],
      },
    ],
    ['old-font.xlsx', { refused: 'font “Limon S1”, from before Unicode (B2)' }],
    ['old-font-list.docx', { refused: 'font “Limon S1”, from before Unicode (“RksYgesdækic©”)' }],
    ['old-text.xlsx', { refused: 'Column B looks like Khmer typed for a font from before Unicode' }],
    ['old-text-windows-1252.csv', { refused: 'Column B looks like Khmer typed for a font from before Unicode' }],
    ['too-wide.xlsx', { refused: 'more than 200 columns' }],
    [
      'table.docx',
      {
        headers: ['No', 'Recommendation', 'អនុសាសន៍', 'Sent Submitted to', 'Sent Submitted on'],
        rows: [
          ['1', 'Publish the district budget in March', 'បោះពុម្ពផ្សាយថវិកាស្រុក', 'MEF', '៥ តុលា ២០២១'],
          ['2', 'Open the sessions,\nand keep minutes', 'បើកចំហការប្រជុំ', 'MoI', '2021'],
          ['3', 'Hold a forum', 'រៀបចំវេទិកា', '', ''],
        ],
        notes: ['IMPORT_TABLE_TEXT_AROUND', 'IMPORT_TABLE_OTHERS_LEFT_OUT', 'IMPORT_MERGED_CELLS'],
      },
    ],
    ['table-only.docx', { rows: [['1', 'Publish']], notes: ['IMPORT_TABLE_TEXT_AROUND'] }],
    ['strange-table.docx', { refused: 'a table (“Drawn up by · Seen by”) whose columns are not named' }],
  ];
  it.each(files)('%s', async (name, { refused, ...expected }) => {
    const outcome = await outcomeOf(file(name));
    if (refused === undefined) expect(outcome).toMatchObject(expected);
    else expect(outcome.refused).toContain(refused);
  });

  it.each(['dates.xlsx', 'dates-1904.xlsx'])('%s has its dates as exactly as they are shown', async (name) => {
    const { sheet: read, notes } = await outcomeOf(file(name));
    const cells = read?.rows.map((row) => row.cells[2] ?? '') ?? [];
    expect(cells).toEqual(DATES);
    expect(notes).toEqual(['IMPORT_DATES_WITHOUT_DAY']);
    expect(cells.map((each) => readDate(each)).filter((date) => 'problem' in date)).toEqual([]);
  });

  it('wide.xlsx has 200 columns', async () => {
    const { sheet: read } = await outcomeOf(file('wide.xlsx'));
    expect([read?.columns.length, read?.columns.at(-1)]).toEqual([200, { letter: 'GR', header: 'Extra 200' }]);
    expect(read?.rows[0]?.cells.at(-1)).toBe('x');
  });

  it('numbered.docx has two levels, a table, and changes that were taken in or out', async () => {
    const { rows, notes } = await outcomeOf(file('numbered.docx'));
    expect(rows).toEqual([
      ['1', '', 'Publish in every district:\n- the plan\n- the budget'],
      ['2', '', 'Hold open forums, and answer'],
      ['3', 'រៀបចំវេទិកា', ''],
    ]);
    expect(notes).toEqual(expect.arrayContaining(['IMPORT_LIST_SUB_ITEMS_KEPT', 'IMPORT_LIST_TABLES_LEFT_OUT']));
  });
});

describe('a table in text', () => {
  const encoded = {
    'UTF-8': (content: string) => text(content),
    'UTF-8 with its mark': (content: string) => text(`\uFEFF${content}`),
    'UTF-16, little end first': (content: string) => Buffer.from(`\uFEFF${content}`, 'utf16le'),
    'UTF-16, big end first': (content: string) => Buffer.from(`\uFEFF${content}`, 'utf16le').swap16(),
  };
  const ends = { LF: '\n', CRLF: '\r\n', CR: '\r' };
  const separators = { comma: ',', semicolon: ';', tab: '\t' };
  const all = Object.keys(encoded).flatMap((encoding) =>
    Object.keys(ends).flatMap((end) => Object.keys(separators).map((separator) => [encoding, end, separator] as const)),
  );
  it.each(all)('in %s, with lines that end in %s and cells in %s', async (encoding, end, separator) => {
    const quoted = (value: string) => `"${value.replace(/"/g, '""').replace(/\n/g, ends[end as 'LF'])}"`;
    const rows = [['No', 'Recommendation', 'Text in Khmer', 'Ministry', 'Submitted on'], ...LIST];
    const content = rows.map((row) => row.map(quoted).join(separators[separator as 'tab'])).join(ends[end as 'LF']);
    expect(await outcomeOf(encoded[encoding as 'UTF-8'](content))).toMatchObject({ rows: LIST, notes: [] });
  });

  const texts: [what: string, content: Buffer, expected: Outcome & { options?: ReadOptions }][] = [
    [
      'ragged rows',
      text('No,Recommendation,Ministry\n1,Publish\n2,Hold a forum,MoI,twice\n\n3,Open,MoI\n'),
      {
        rows: [
          ['1', 'Publish', '', ''],
          ['2', 'Hold a forum', 'MoI', 'twice'],
          ['3', 'Open', 'MoI', ''],
        ],
        notes: ['IMPORT_ROWS_LONGER_THAN_HEADER'],
      },
    ],
    [
      'headers in the third row and footnotes below an empty one',
      text(
        'Coalition,,\n,,\nNo,Recommendation,Ministry\n1,Publish,MEF\n2,Hold,MoI\n,,\nSource: minutes,,\n* by hand,,\n',
      ),
      {
        rows: [
          ['1', 'Publish', 'MEF'],
          ['2', 'Hold', 'MoI'],
        ],
        notes: ['IMPORT_ROW_ABOVE_HEADER', 'IMPORT_ROW_BELOW_TABLE', 'IMPORT_ROW_BELOW_TABLE'],
      },
    ],
    [
      'a last row with one cell that is part of the table',
      text('No,Recommendation,Ministry\n1,Publish,MEF\n2,Hold,MoI\n3,,\n'),
      {
        rows: [
          ['1', 'Publish', 'MEF'],
          ['2', 'Hold', 'MoI'],
          ['3', '', ''],
        ],
      },
    ],
    [
      'digits of both kinds',
      text('ល.រ,អនុសាសន៍\n១,បោះពុម្ព\n1០,រៀបចំ\n'),
      {
        rows: [
          ['១', 'បោះពុម្ព'],
          ['1០', 'រៀបចំ'],
        ],
      },
    ],
    [
      'another code page than the guessed one',
      file('western-windows-1252.csv'),
      { rows: [['1', 'The cafÈís licence ñ publish the fee', 'MEF']], notes: [], options: { encoding: 'macintosh' } },
    ],
    [
      'UTF-16 without its mark',
      Buffer.from('No,Text\n1,ថវិកា', 'utf16le'),
      { rows: [['1', 'ថវិកា']], options: { encoding: 'utf-16le' } },
    ],
    [
      'a code page where UTF-8 is stated',
      file('western-windows-1252.csv'),
      { refused: 'the byte E9', options: { encoding: 'utf-8' } },
    ],
    [
      'Khmer of Unicode with one wrong byte',
      Buffer.concat([text('No,Text\n1,ថវិកា'), Buffer.from([0xe9])]),
      { refused: 'the byte E9' },
    ],
    [
      'Khmer typed for ABC, in the code page of Windows',
      Buffer.from(`No,Recommendation\r\n${ABC}`, 'latin1'),
      { refused: 'looks like Khmer typed for a font from before Unicode, such as Limon or ABC (“1,raCrdæaPiál' },
    ],
    [
      'Khmer typed for ABC, saved again as UTF-8',
      text(`No,Recommendation\r\n${ABC}`),
      { refused: 'looks like Khmer typed for a font from before Unicode, such as Limon or ABC' },
    ],
    [
      'Khmer typed for Limon, a word to a cell',
      text(
        'No,Recommendation\n1,RkumRbwkSaXMu\n2,karcUlrYmRbCaBlrdæ\n3,pSBVpSayfvika\n4,karRbCMuRbcaMExRkumRbwkSa\n5,raCrdæaPi)alRtUvpSBVpSay\n',
      ),
      { refused: 'Column B looks like Khmer typed for a font from before Unicode' },
    ],
    ...[1, 3].map((count): [string, Buffer, Outcome] => [
      `Khmer typed for Limon, ${count} of it, between tabs in the code page of Windows`,
      Buffer.from(`No\tRecommendation\tMinistry\r\n${LIMON.slice(0, count).join('')}`, 'latin1'),
      {
        refused: 'Column B looks like Khmer typed for a font from before Unicode, such as Limon or ABC (“RksYgesdækic©',
      },
    ]),
    [
      'Khmer typed for Limon behind its English, between tabs',
      text(
        `No\tRecommendation\n1\tGive the districts a budget / raCrdæaPi)al km<úCa\n2\tElections in time: RksYgesdækic© rbs\n`,
      ),
      { refused: 'Column B looks like Khmer typed for a font from before Unicode, such as Limon or ABC' },
    ],
    [
      'Khmer typed for Limon beside its English, in numbered lines between tabs',
      text(
        `No\tEnglish\tKhmer\n1\tGive the districts a budget of their own\traCrdæaPi)al km<úCa\n2\tHold elections in time\tRksYgesdækic© rbs\n`,
      ),
      { refused: 'Column C looks like Khmer typed for a font from before Unicode, such as Limon or ABC' },
    ],
    [
      'English with wrong apostrophes, between tabs',
      text(
        'No\tRecommendation\n1\tThe child´s right to the school`s book\n2\tMoEYS and the women´s fund of UNFPA/UNWomen\n',
      ),
      { rows: [['1', 'The child´s right to the school`s book']], notes: [] },
    ],
    [
      'names with capitals inside, a name to a cell',
      text('No,Recommendation\n1,YouTube\n2,OpenStreetMap\n3,LinkedIn\n4,McDonald\n5,MoEYS\n'),
      { notes: [] },
    ],
    [
      'names with capitals inside',
      text(
        'No,Recommendation,Ministry\n1,YouTube TikTok LinkedIn,MoI/MoP; MoEYS\n2,WhatsApp PayPal OpenDataHub,MoWA/MoSVY (MoH)\n',
      ),
      { notes: [] },
    ],
  ];
  it.each(texts)('%s', async (_, content, { refused, rows, options, ...expected }) => {
    const outcome = await outcomeOf(content, options);
    if (refused !== undefined) return expect(outcome.refused).toContain(refused);
    expect(outcome).toMatchObject(expected);
    if (rows) expect(outcome.rows?.slice(0, rows.length)).toEqual(rows);
  });

  it('says which code page was guessed, and the words by which a person sees whether it is right', async () => {
    const { sheet: read } = await outcomeOf(file('western-mac-roman.csv'));
    expect(read?.notes[0]?.en).toContain(
      'it was read as macintosh, which gives: café’s · – · “Décret” · façade · naïve',
    );
  });

  it.each([
    ['5 October 2021', '៥ តុលា ២០២១'],
    ['5/10/2021', '០៥/១០/២០២១'],
    ['2021-10-05', '05-Oct-2021'],
    ['44474', 'ថ្ងៃទី៥ ខែតុលា ឆ្នាំ២០២១'],
  ])('has the same day in %s and %s', (...forms) => {
    for (const form of forms) expect(readDate(form)).toMatchObject({ ok: { on: '2021-10-05', precision: 'day' } });
  });
});

describe('a workbook', () => {
  const head = `<row r="1">${cell('A1', 'No')}${cell('B1', 'Recommendation')}${cell('C1', 'Submitted on')}</row>`;

  it('with formulas whose values were not stored is refused with their names', async () => {
    const bytes = sheet(
      `${head}<row r="2"><c r="A2"><f>1+1</f></c>${cell('B2', 'a')}<c r="C2"><f>TODAY()</f><v></v></c></row>`,
    );
    expect((await outcomeOf(bytes)).refused).toContain('hold a formula without its value: A2, C2.');
  });

  it('may hold piecewise styled texts, escaped signs and characters that no text has', async () => {
    const rich = `<c r="B2" t="inlineStr"><is><r><rPr><rFont val="Khmer OS"/></rPr><t>ថវិ</t></r><rPh><t>no</t></rPh><r><t>កា &amp; _x0041_&constructor;</t></r></is></c>`;
    const { rows } = await outcomeOf(sheet(`${head}<row r="2">${rich}${cell('C2', 'a_x0000_b_xD800_c')}</row>`));
    expect(rows).toEqual([['', 'ថវិកា & A&constructor;', 'abc']]);
  });

  it('gives a number as it is where it can be no day, whatever its format', async () => {
    const styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
    const day = (row: number, value: string) =>
      `<row r="${row}">${cell(`B${row}`, 'a')}<c r="C${row}" s="1"><v>${value}</v></c></row>`;
    const values = ['44474', '2958465', '2958466', '1e9', '-5', '0.5'];
    const { rows } = await outcomeOf(sheet(head + values.map((value, at) => day(at + 2, value)).join(''), { styles }));
    expect(rows?.map((row) => row[2])).toEqual(['2021-10-05', '9999-12-31', '2958466', '1000000000', '-5', '12:00']);
  });

  it.each([
    ['a text that is too long', 'x'.repeat(100_001)],
    ['a text of signs that XML writes long', '&'.repeat(100_001)],
    ['a text far too long', 'x'.repeat(2_000_000)],
  ])('with %s is refused by the name of the cell', async (_, long) => {
    const bytes = sheet(`${head}<row r="2">${cell('B2', long)}</row>`);
    expect((await outcomeOf(bytes)).refused).toContain('The cell B2 holds more than 100000 characters');
  });

  it('that would unpack to more than any list is not unpacked', async () => {
    const rows = `<row r="2">${cell('A2', '1')}</row>`;
    const bomb = `<worksheet><sheetData>${head}${rows}</sheetData>${' '.repeat(300 * 2 ** 20)}</worksheet>`;
    const bytes = await replaced(sheet(head + rows), 'xl/worksheets/sheet1.xml', Buffer.from(bomb));
    expect(bytes.length).toBeLessThan(400_000);
    expect((await outcomeOf(bytes)).refused).toContain('Unpacked, the file is larger than any list can be');
  });
});

describe('a long table', () => {
  it('is guessed from a part of its rows as from all of them', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => [String(at + 1), 'x'.repeat(20 + (at % 7)), '', 'MoI']);
    (rows[2500] as string[])[2] = 'accepted';
    (rows[2700] as string[])[1] = `${'long '.repeat(80)}`;
    const content = [['No', 'Recommendation', 'Answer', 'Ministry'], ...rows].map((row) => row.join(',')).join('\n');
    const survey = await surveySource({ name: 'list', bytes: text(content) });
    const whole = await readSource({ name: 'list', bytes: text(content) });
    expect([survey.total, whole.rows.length]).toEqual([3000, 3000]);
    expect(survey.sheet.rows.length).toBeLessThan(400);
    expect(guessColumns(survey.sheet)).toEqual(guessColumns(whole));
  });

  it('is the same wherever the pieces end in which it is read', async () => {
    // Pieces have 65,536 characters: the ends fall upon quotation marks, line breaks and both halves of a character.
    const row = '1,"a ""b"" 😀 ក\r\nc",d\r\n';
    for (let offset = 0; offset <= row.length; offset += 1) {
      const before = 'x'.repeat(65_536 - 'No,Recommendation,Text\r\n,,\r\n'.length - offset);
      const content = `No,Recommendation,Text\r\n,${before},\r\n${row.repeat(3)}`;
      const { rows } = await outcomeOf(text(content));
      expect(rows?.slice(1)).toEqual(Array(3).fill(['1', 'a "b" 😀 ក\nc', 'd']));
    }
  });

  it('is given up when it takes longer than it may', async () => {
    const limits = { ...LIMITS, milliseconds: -1 };
    expect((await outcomeOf(text('No,Text\n1,a\n'), { limits })).refused).toContain('takes longer to read');
  });
});

/** The file with one of its parts compressed and another content. */
async function replaced(bytes: Buffer, name: string, content: Buffer): Promise<Buffer> {
  const written = pack(new Map([...(await unpack(bytes, 2 ** 20, () => true)), [name, deflateRawSync(content)]]));
  for (const header of [written.indexOf(name) - 30 + 8, written.lastIndexOf(name) - 46 + 10]) {
    written.writeUInt16LE(8, header);
    written.writeUInt32LE(content.length, header + 14);
  }
  return written;
}
