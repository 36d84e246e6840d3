import { describe, expect, it } from '@jest/globals';
import { readList } from '../../libs/imports/src/list.reader.js';
import { readSource } from '../../libs/imports/src/source.reader.js';
import { readTable } from '../../libs/imports/src/table.reader.js';
import { wordDocument } from './office-files.js';
import type { Paragraph, WordList } from './office-files.js';

const read = (paragraphs: (Paragraph | string)[], lists: WordList[] = [{ id: 1, design: 1 }], tables = 0) =>
  readList({ name: 'list.txt', bytes: wordDocument(paragraphs, lists, tables) });
const item = (text: string, list = 1, level = 0): Paragraph => ({ text, list, level });

describe('a list in a Word document', () => {
  it('has the numbers that Word gives, and says so', async () => {
    const sheet = await read([
      'Joint list',
      item('បោះពុម្ពផែនការ'),
      'Publish the plan',
      item('រៀបចំវេទិកា'),
      'Hold a forum',
      'The coalition',
    ]);
    expect(sheet).toMatchObject({ kind: 'docx', headerRow: 0 });
    expect(sheet.rows.map((row) => row.cells)).toEqual([
      ['1', 'បោះពុម្ពផែនការ', 'Publish the plan'],
      ['2', 'រៀបចំវេទិកា', 'Hold a forum'],
    ]);
    expect(sheet.notes.map((note) => note.code)).toEqual([
      'IMPORT_LIST_BEFORE',
      'IMPORT_LIST_AFTER',
      'IMPORT_LIST_NUMBERED_BY_WORD',
    ]);
  });

  it('keeps what is numbered or bulleted below an item as its lines, and soft line breaks too', async () => {
    const lists = [
      { id: 1, design: 1 },
      { id: 2, design: 9 },
    ];
    const sheet = await read(
      [
        item('Publish'),
        item('the plan', 1, 1),
        item('the budget', 1, 1),
        item('Hold a forum\nរៀបចំវេទិកា'),
        item('in each district', 2, 1),
      ],
      lists,
    );
    expect(sheet.rows.map((row) => row.cells)).toEqual([
      ['1', '', 'Publish\n- the plan\n- the budget'],
      ['2', 'រៀបចំវេទិកា', 'Hold a forum\n- in each district'],
    ]);
    expect(sheet.notes.map((note) => note.code)).toContain('IMPORT_LIST_SUB_ITEMS_KEPT');
  });

  it('keeps a second list among its items as lines of them, whatever its level', async () => {
    const lists = [1, 2, 9].map((design) => ({ id: design, design }));
    const sheet = await read(
      [item('Publish'), item('the plan', 2), item('the budget', 2), item('Hold a forum'), item('in each district', 9)],
      lists,
    );
    expect(sheet.rows.map((row) => row.cells)).toEqual([
      ['1', '', 'Publish\n- the plan\n- the budget'],
      ['2', '', 'Hold a forum\n- in each district'],
    ]);
  });

  it('is joined where it stands there in Khmer and again, numbered from 1, in English', async () => {
    const lists = [
      { id: 1, design: 1 },
      { id: 2, design: 1, restarts: true },
    ];
    const sheet = await read(
      [
        item('បោះពុម្ពផែនការ'),
        item('រៀបចំវេទិកា'),
        { text: 'English', style: 'H1' },
        item('Publish the plan', 2),
        item('Hold a forum', 2),
      ],
      lists,
    );
    expect(sheet.rows.map((row) => row.cells)).toEqual([
      ['1', 'បោះពុម្ពផែនការ', 'Publish the plan'],
      ['2', 'រៀបចំវេទិកា', 'Hold a forum'],
    ]);
  });

  it('leaves headings between its items out of their texts', async () => {
    const sheet = await read([
      item('Publish'),
      { text: 'To the Ministry of Interior', style: 'H1' },
      item('Hold a forum'),
    ]);
    expect(sheet.rows.map((row) => row.cells[2])).toEqual(['Publish', 'Hold a forum']);
    expect(sheet.notes[0]).toMatchObject({
      code: 'IMPORT_LIST_AFTER',
      parameters: { text: 'To the Ministry of Interior' },
    });
  });

  it('may have numbers that were typed', async () => {
    const sheet = await read(['១. បោះពុម្ពផែនការ', '២. រៀបចំវេទិកា']);
    expect(sheet.rows.map((row) => row.cells[0])).toEqual(['1', '2']);
    expect(sheet.notes).toEqual([]);
  });

  it('is refused in a font from before Unicode, and tells of tables', async () => {
    await expect(read([{ text: '1. eKalkarN_', font: 'Limon S1' }, '2. b'])).rejects.toMatchObject({
      reasons: [{ code: 'IMPORT_OLD_FONT', parameters: { font: 'Limon S1' } }],
    });
    // What is Khmer of Unicode, or only digits, is not written in that font, whatever the file says.
    const sheet = await read([{ text: '1. គោលការណ៍', font: 'Limon S1' }, '2. b'], [], 2);
    expect(sheet.notes.map((note) => note.code)).toContain('IMPORT_LIST_TABLES_LEFT_OUT');
    await expect(read(['A table:'], [], 1)).rejects.toMatchObject({ reasons: [{ code: 'IMPORT_LIST_IS_A_TABLE' }] });
  });

  it('is found by what the file is, not by what it is called', async () => {
    const bytes = wordDocument(['1. a', '2. b']);
    expect((await readSource({ name: 'list.csv', bytes })).kind).toBe('docx');
    await expect(readTable({ name: 'list.csv', bytes })).rejects.toMatchObject({
      reasons: [{ code: 'IMPORT_WORD_IS_A_LIST' }],
    });
  });
});
