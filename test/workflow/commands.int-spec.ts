import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Processes, checkCases } from '#workflow';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  // Every connection of the pool is there from now on, so that what is sent at once is also done at once.
  await Promise.all(Array.from({ length: 8 }, (_, index) => draft(`To get warm ${index}`)));
});
afterAll(() => house?.close());

const draft = (title: string, idempotencyKey: string = randomUUID()) =>
  house.ask(
    `mutation ($input: DraftRecommendationInput!) {
       draftRecommendation(input: $input) { recommendation { id version title { en } } userErrors { code } } }`,
    { input: { idempotencyKey, content: { authenticLanguage: 'EN', title: { en: title } } } },
    cast.officer,
  );
const count = async (table: string, where: string, value: string) => {
  const [row] = await house.db.query<{ count: number }[]>(
    `SELECT count(*)::integer AS count FROM ${table} WHERE ${where} = $1`,
    [value],
  );
  return row?.count;
};

describe('the same command, several times at once', () => {
  it('happens once, and every time answers the same', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => draft('Said eight times', key)));
    const [first] = answers;
    expect(first?.data.draftRecommendation.recommendation.version).toBe(1);
    for (const each of answers) expect(each).toEqual(first);
    expect(await count('recommendation_texts', 'title_en', 'Said eight times')).toBe(1);
    expect(await count('commands', 'key', key)).toBe(1);
  });

  it('with another body under its key, one happens and the others are told', async () => {
    const key = randomUUID();
    const titles = ['One of four', 'Two of four', 'Three of four', 'Four of four'];
    const answers = await Promise.all(titles.map((title) => draft(title, key)));
    const codes = answers.map(({ data }) =>
      data.draftRecommendation.userErrors.map((error: { code: string }) => error.code),
    );
    expect(codes.sort()).toEqual([[], ['KEY_REUSED'], ['KEY_REUSED'], ['KEY_REUSED']]);
    const entered = await Promise.all(titles.map((title) => count('recommendation_texts', 'title_en', title)));
    expect(entered.sort()).toEqual([0, 0, 0, 1]);
  });
});

describe('a table that is altered under a running process', () => {
  it('fails neither the next command nor the next read', async () => {
    const { data } = await draft('Entered before');
    const { id } = data.draftRecommendation.recommendation;
    const retire = (expectedVersion: number) =>
      house.ask(
        `mutation ($input: CloseRecommendationInput!) {
           retireRecommendation(input: $input) { recommendation { version } userErrors { code } } }`,
        { input: { idempotencyKey: randomUUID(), id, expectedVersion, reason: 'Not needed any more.' } },
        cast.officer,
      );
    // Refused: every statement up to there is now prepared, on whichever connections there are.
    await Promise.all([9, 9, 9, 9].map(retire));
    await house.db.query(`ALTER TABLE recommendations ALTER COLUMN external_reference TYPE varchar(200)`);
    // A trigger that is fired by a column has to go before the column can be altered.
    await house.db.query(`DROP TRIGGER seats_of_outsiders_observe ON seats`);
    await house.db.query(`ALTER TABLE seats ALTER COLUMN role TYPE varchar(40)`);
    const answer = await retire(1);
    expect(answer.errors).toBeUndefined();
    expect(answer.data.retireRecommendation).toEqual({ recommendation: { version: 2 }, userErrors: [] });
  });

  it('leaves every case what its history says', async () => {
    const { discrepancies } = await checkCases(house.db, house.api.app.get(Processes).all());
    expect(discrepancies).toEqual([]);
  });
});
