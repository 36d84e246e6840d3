import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cast, instrument, instrumentId, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

async function draft(title: { km?: string; en?: string }, body?: { km?: string; en?: string }, as = cast.officer) {
  const { recommendation, userErrors } = await house.send(
    'draftRecommendation',
    {
      content: {
        authenticLanguage: title.km ? 'KM' : 'EN',
        title,
        body,
        addresseeIds: [orgId(org.interior)],
        targetIds: [instrumentId(instrument.programme)],
      },
    },
    as,
    'recommendation { id number version }',
  );
  if (!recommendation) throw new Error(JSON.stringify(userErrors));
  return recommendation;
}

async function found(text: string, viewer: CastMember = cast.officer, more = {}): Promise<string[]> {
  const { data, errors } = await house.ask(
    `query ($filter: RecommendationFilter!) { recommendations(first: 100, filter: $filter) { totalCount edges { node { number } } } }`,
    { filter: { text, ...more } },
    viewer,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  expect(data.recommendations.totalCount).toBe(data.recommendations.edges.length);
  return data.recommendations.edges.map((edge: { node: { number: string } }) => edge.node.number);
}

describe('search', () => {
  it('finds three spellings of one Khmer word by each of them, inside a text without spaces', async () => {
    // Subscript DA for TA; RO before the other subscript; a vowel in two halves, and an invisible space.
    const spellings = ['\u1780\u17D2\u178F\u17B8', '\u1780\u17D2\u178A\u17B8', '\u1780\u17D2\u178F\u200B\u17B8'];
    const numbers: string[] = [];
    for (const spelling of spellings) numbers.push((await draft({ km: `ថវិកា${spelling}ឃុំសង្កាត់` })).number);
    for (const spelling of spellings) expect(await found(`ថវិកា${spelling}`)).toEqual([...numbers].reverse());
  });

  it('finds parts of words, several words together, in either language and whatever their letters', async () => {
    const one = await draft(
      { en: 'Open budgets for every commune', km: 'ថវិកាបើកចំហ' },
      { en: 'Publish them within thirty days.' },
    );
    const other = await draft({ en: 'A budget hearing' }, { km: 'សវនាការសាធារណៈ' });
    expect(await found('BUDGET')).toEqual([other.number, one.number]);
    expect(await found('budget thirty')).toEqual([one.number]);
    expect(await found('udget ublis')).toEqual([one.number]);
    expect(await found('សាធារណៈ hear')).toEqual([other.number]);
    expect(await found('budget  nowhere')).toEqual([]);
    // Every part is there, but nowhere together: the index alone would say yes.
    await draft({ en: 'abcd bcde' });
    expect(await found('abcde')).toEqual([]);
  });

  it('finds by one or two letters, by the number, and nothing by signs of a pattern', async () => {
    const one = await draft({ en: 'Qx' });
    expect(await found('qx')).toEqual([one.number]);
    expect(await found('q')).toContain(one.number);
    expect(await found(one.number)).toEqual([one.number]);
    expect(await found(one.number.toLowerCase())).toEqual([one.number]);
    for (const text of ['%', '_x', '.*x', '\\', "'", '\u0000'.slice(1) || '%%%']) expect(await found(text)).toEqual([]);
  });

  it('forgets what was written over, and keeps to what the viewer may see', async () => {
    const mine = await draft({ en: 'Zebra crossings' }, undefined, cast.representative(1));
    expect(await found('zebra', cast.representative(1))).toEqual([mine.number]);
    expect(await found('zebra', cast.representative(2))).toEqual([]);
    const { userErrors } = await house.send(
      'editRecommendation',
      {
        id: mine.id,
        expectedVersion: mine.version,
        content: { authenticLanguage: 'EN', title: { en: 'Giraffe crossings' }, addresseeIds: [orgId(org.interior)] },
      },
      cast.representative(1),
      'recommendation { id }',
    );
    expect(userErrors).toEqual([]);
    expect(await found('zebra')).toEqual([]);
    expect(
      await found('giraffe cross', cast.officer, { addresseeIds: [orgId(org.interior)], stage: ['DRAFTED'] }),
    ).toEqual([mine.number]);
    expect(await found('giraffe', cast.officer, { addresseeIds: [orgId(org.finance)] })).toEqual([]);
  });
});
