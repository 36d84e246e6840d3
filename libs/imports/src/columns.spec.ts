import { describe, expect, it } from '@jest/globals';
import { guessColumns } from './columns.js';
import { readList } from './list.reader.js';
import { readTable } from './table.reader.js';

const guess = async (text: string) => guessColumns(await readTable({ name: 'x', bytes: Buffer.from(text) }));
const fields = async (text: string) =>
  Object.fromEntries((await guess(text)).columns.map((column) => [column.letter, column.field]));

describe('which column is what', () => {
  it('is read from English headers', async () => {
    expect(
      await fields(
        'No.\tTitle\tRecommendation\tResponsible Ministry\tTarget document\tSector\tProvince\tSDG\tEndorsed on\tStatement\tSubmitted to\tDate submitted\tResponse\tDate of response\tOfficial wording\tIntegrated into\tArticle\tQuoted text\tDegree\n' +
          '1\tBudget line\tGive districts a budget line of their own\tMoI\tNP-II\tbudget\t02\t16.7\t2021-09-01\tS1\tMoP\t2021-10-05\tAccepted\t2022-01\tWe agree\tIP5\tch. 4, p. 63\tA line is made\tin substance\n',
      ),
    ).toEqual({
      A: 'reference',
      B: 'titleEn',
      C: 'bodyEn',
      D: 'addressees',
      E: 'targets',
      F: 'topics',
      G: 'places',
      H: 'goals',
      I: 'endorsedOn',
      J: 'statement',
      K: 'submittedTo',
      L: 'submittedOn',
      M: 'answer',
      N: 'answeredOn',
      O: 'answerText',
      P: 'integratedIn',
      Q: 'provision',
      R: 'quote',
      S: 'degree',
    });
  });

  it('is read from Khmer headers, however they are spelled', async () => {
    expect(await fields('ល.រ,អនុសាសន៍,អ្នកទទួល,វិស័យ,ការឆ្លើយតប,ខេត្ត\n១,បោះពុម្ពផែនការ,ក្រសួងផែនការ,ថវិកា,ទទួលយក,បាត់ដំបង\n')).toEqual(
      {
        A: 'reference',
        B: 'titleKm',
        C: 'addressees',
        D: 'topics',
        E: 'answer',
        F: 'places',
      },
    );
    expect(await fields('លេខ​រៀង,សេចក្ដីថ្លែងការណ៍រួម,អនុសាសន៍\n1,S1,x\n')).toMatchObject({ A: 'reference', B: 'statement' });
  });

  it('takes the language of a text from its header or else from its letters', async () => {
    expect(await fields('Recommendation (Khmer),Recommendation (English)\nបោះពុម្ព,Publish\n')).toEqual({
      A: 'titleKm',
      B: 'titleEn',
    });
    expect(await fields('Recommendation EN,អនុសាសន៍ ភាសាខ្មែរ\n-,-\n')).toEqual({ A: 'titleEn', B: 'titleKm' });
    expect(await fields('No,Recommendation,Recommendation\n1,បោះពុម្ព,Publish\n')).toEqual({
      A: 'reference',
      B: 'titleKm',
      C: 'titleEn',
    });
  });

  it('has long or divided texts as bodies, and a short one that is alone as the title', async () => {
    expect(await fields(`No,Recommendation\n1,"Publish\n- the plan"\n`)).toMatchObject({ B: 'bodyEn' });
    expect(await fields(`No,Recommendation\n1,${'Publish the plan. '.repeat(20)}\n`)).toMatchObject({ B: 'bodyEn' });
    expect(await fields(`No,Title,Recommendation\n1,Plan,Publish the plan\n`)).toEqual({
      A: 'reference',
      B: 'titleEn',
      C: 'bodyEn',
    });
  });

  it('knows answers in words from kinds of answer, and imports no state', async () => {
    expect(await fields('No,Response\n1,Accepted\n2,noted\n')).toMatchObject({ B: 'answer' });
    expect(await fields('No,Response\n1,We will look into it next year\n2,This is done already\n')).toMatchObject({
      B: 'answerText',
    });
    const states = await guess('No,Text,Status\n1,a,submitted\n2,b,endorsed\n');
    expect(states.leftOut).toMatchObject([
      { letter: 'C', header: 'Status', reason: { code: 'IMPORT_COLUMN_UNKNOWN' } },
    ]);
  });

  it('says how sure it is, and why', async () => {
    const mapping = await guess(
      'No,Name of the responsible ministry,Date submitted,Budget in USD\n1,MoI,soon,5\n2,MEF,later,6\n',
    );
    expect(mapping.columns.map(({ field, confidence, reason }) => [field, confidence, reason.code])).toEqual([
      ['reference', 0.95, 'IMPORT_COLUMN_BY_HEADER'],
      ['addressees', 0.7, 'IMPORT_COLUMN_BY_PART_OF_HEADER'],
      ['submittedOn', 0.57, 'IMPORT_COLUMN_NOT_DATES'],
    ]);
    expect(mapping.leftOut.map(({ letter, reason }) => [letter, reason.code])).toEqual([
      ['D', 'IMPORT_COLUMN_UNKNOWN'],
    ]);
  });

  it('gives no field twice', async () => {
    const mapping = await guess('No,Text,Lead ministry,Ministry,Remark\n1,a,MoI,MoP,\n');
    expect(mapping.columns.map((column) => `${column.letter} ${column.field}`)).toEqual([
      'A reference',
      'B titleEn',
      'D addressees',
    ]);
    expect(mapping.leftOut.map(({ letter, reason }) => [letter, reason.code])).toEqual([
      ['C', 'IMPORT_COLUMN_TAKEN'],
      ['E', 'IMPORT_COLUMN_EMPTY'],
    ]);
  });

  it('is seen in the contents where the header says nothing', async () => {
    const text = `Alpha,Beta,Gamma\n${[1, 2, 3, 4].map((n) => `${n},${['accepted', 'noted', 'rejected', 'noted'][n - 1]},x${n}`).join('\n')}`;
    expect(await fields(text)).toEqual({ A: 'reference', B: 'answer' });
  });

  it('is known in a list that was read from text', async () => {
    const mapping = guessColumns(
      await readList({ text: '១. បោះពុម្ពផែនការ\nPublish the plan\n២. រៀបចំវេទិកា\nHold a forum\n' }),
    );
    expect(mapping.columns.map((column) => column.field)).toEqual(['reference', 'titleKm', 'titleEn']);
    const levels = guessColumns(await readList({ text: '1. Budget\n1.1 Publish it\n2. Forums\n2.1 Hold them\n' }));
    expect(levels.leftOut.map((column) => column.header)).toEqual(['text km', 'group']);
  });
});
