import { describe, expect, it } from '@jest/globals';
import { readList } from './list.reader.js';
import type { ListOptions } from './list.reader.js';

const read = (text: string, options?: ListOptions) => readList({ text }, options);
const rows = async (text: string, options?: ListOptions) => (await read(text, options)).rows.map((row) => row.cells);
const notes = async (text: string) => (await read(text)).notes.map((note) => note.code);

describe('a pasted list', () => {
  it.each([
    '1. ',
    '1) ',
    '(1) ',
    '1- ',
    '1 – ',
    '1: ',
    '1.\t',
    '១. ',
    '១) ',
    '(១) ',
    '១- ',
    '១៖ ',
    '១។ ',
    'Recommendation 1: ',
    'អនុសាសន៍ទី១៖ ',
  ])('may begin its items with “%s”', async (first) => {
    const second = first.replace('1', '2').replace('១', '២');
    expect(await rows(`${first}Publish the plan\n${second}Hold a forum\n`)).toEqual([
      ['1', '', 'Publish the plan'],
      ['2', '', 'Hold a forum'],
    ]);
  });

  it('has columns for its number and both languages, and no header of its own', async () => {
    const sheet = await read('១. បោះពុម្ពផែនការ\n២. រៀបចំវេទិកា\n');
    expect(sheet).toMatchObject({ kind: 'text', headerRow: 0, notes: [] });
    expect(sheet.columns.map((column) => column.header)).toEqual(['number', 'text km', 'text en']);
    expect(sheet.rows).toEqual([
      { number: 1, cells: ['1', 'បោះពុម្ពផែនការ', ''] },
      { number: 2, cells: ['2', 'រៀបចំវេទិកា', ''] },
    ]);
  });

  it('has one item where a Khmer paragraph is followed by its English one', async () => {
    const both = [
      ['1', 'បោះពុម្ពផែនការ NSDP', 'Publish the plan'],
      ['2', 'រៀបចំវេទិកា', 'Hold a forum'],
    ];
    expect(await rows('១. បោះពុម្ពផែនការ NSDP\nPublish the plan\n\n២. រៀបចំវេទិកា\nHold a forum\n')).toEqual(both);
    expect(await rows('១. បោះពុម្ពផែនការ NSDP\n1. Publish the plan\n២. រៀបចំវេទិកា\n2. Hold a forum\n')).toEqual(both);
    expect(await rows('១. បោះពុម្ពផែនការ NSDP\n1) Publish the plan')).toEqual([both[0]]);
  });

  it('is joined by its numbers where it stands there in Khmer first and then in English', async () => {
    const text = '១. បោះពុម្ពផែនការ\n២. រៀបចំវេទិកា\n\nEnglish version\n\n1) Publish the plan\n2) Hold a forum\n';
    expect(await rows(text)).toEqual([
      ['1', 'បោះពុម្ពផែនការ', 'Publish the plan'],
      ['2', 'រៀបចំវេទិកា', 'Hold a forum'],
    ]);
    const sheet = await read(text);
    expect(sheet.notes.map((note) => note.code)).toEqual(['IMPORT_LIST_BETWEEN', 'IMPORT_LIST_LANGUAGES_JOINED']);
    expect(sheet.notes[0]?.parameters).toEqual({ count: 1, text: 'English version' });
  });

  it('keeps sub-items as lines of their item', async () => {
    expect(
      await rows(
        '1. Publish\n1.1 the plan\n1.2 the budget\n2. Hold a forum\n- in each district\n3. Meet\nក. នៅខេត្ត\nខ. នៅស្រុក\n',
      ),
    ).toEqual([
      ['1', '', 'Publish\n1.1 the plan\n1.2 the budget'],
      ['2', '', 'Hold a forum\n- in each district'],
      ['3', 'ក. នៅខេត្ត\nខ. នៅស្រុក', 'Meet'],
    ]);
    expect(await notes('1. Publish\n1.1 the plan\n2. Hold a forum\n')).toEqual(['IMPORT_LIST_SUB_ITEMS_KEPT']);
    expect(await rows('1. Publish\n1) the plan\n2) the budget\n2. Hold a forum\na) here\nb) there')).toEqual([
      ['1', '', 'Publish\n1) the plan\n2) the budget'],
      ['2', '', 'Hold a forum\na) here\nb) there'],
    ]);
  });

  it('is a list of its sub-items when every item has them', async () => {
    const text = '1. Budget\n1.1 Publish it\nin time\n1.2 Explain it\n2. Forums\n2.1 Hold them\n';
    expect(await rows(text)).toEqual([
      ['1.1', '', 'Publish it\nin time', 'Budget'],
      ['1.2', '', 'Explain it', 'Budget'],
      ['2.1', '', 'Hold them', 'Forums'],
    ]);
    expect(await notes(text)).toEqual(['IMPORT_LIST_TWO_LEVELS']);
    expect(await rows(text, { subItems: 'lines' })).toHaveLength(2);
    expect(await rows('1. A\n1.1 a\n2. B\n', { subItems: 'items' })).toEqual([
      ['1.1', '', 'a', 'A'],
      ['2', '', 'B', ''],
    ]);
  });

  it('reports what stands before and after it, and does not bring it in', async () => {
    const sheet = await read(
      'Joint list\nof twelve organisations\n\n1. Publish the plan\n\n2. Hold a forum\n\nPhnom Penh, 5 October 2021\nThe coalition\n',
    );
    expect(sheet.rows.map((row) => row.cells[2])).toEqual(['Publish the plan', 'Hold a forum']);
    expect(sheet.notes.map((note) => [note.code, note.parameters['text']])).toEqual([
      ['IMPORT_LIST_BEFORE', 'Joint list · of twelve organisations'],
      ['IMPORT_LIST_AFTER', 'Phnom Penh, 5 October 2021 · The coalition'],
    ]);
  });

  it('leaves signatures out also where items have a translation or more than one line', async () => {
    const bilingual = await read(
      '១. បោះពុម្ពផែនការ\nPublish the plan\n២. រៀបចំវេទិកា\nHold a forum\nSecretariat of the coalition\nលេខាធិការដ្ឋាន\n',
    );
    expect(bilingual.rows[1]?.cells).toEqual(['2', 'រៀបចំវេទិកា', 'Hold a forum']);
    expect(bilingual.notes[0]).toMatchObject({ code: 'IMPORT_LIST_AFTER', parameters: { count: 2 } });
    expect(await rows('1. Publish\nthe plan\n2. Hold\na forum\nin each\n\nThe coalition\nThe secretariat')).toEqual([
      ['1', '', 'Publish\nthe plan'],
      ['2', '', 'Hold\na forum\nin each'],
    ]);
  });

  it('tells of numbers that are missing or start again, and of a language that is missing', async () => {
    expect(await notes('1. a\n2. b\n5. c\n')).toEqual(['IMPORT_LIST_NUMBERS_MISSING']);
    expect(await notes('1. To MoI\n2. b\n1. To MEF\n2. d\n')).toEqual(['IMPORT_LIST_STARTS_AGAIN']);
    expect(await notes('១. បោះពុម្ពផែនការ\nPublish the plan\n២. រៀបចំវេទិកា\n')).toEqual(['IMPORT_LIST_LANGUAGE_MISSING']);
  });

  it('does not take years, ranges and amounts for numbers of items', async () => {
    expect(await rows('1. Report by\n2021 at the latest, that is in\n5-10 years or 3.5 of them\n2. Meet\n')).toEqual([
      ['1', '', 'Report by\n2021 at the latest, that is in\n5-10 years or 3.5 of them'],
      ['2', '', 'Meet'],
    ]);
  });

  it('may have bullets for want of numbers, but has to have something', async () => {
    expect(await rows('• Publish the plan\n• Hold a forum\n')).toEqual([
      ['1', '', 'Publish the plan'],
      ['2', '', 'Hold a forum'],
    ]);
    await expect(read('We ask for more.\nSoon.')).rejects.toMatchObject({ reasons: [{ code: 'IMPORT_LIST_EMPTY' }] });
  });
});
