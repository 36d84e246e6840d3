import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cast, org } from '../support/cast.js';
import { statementsOf } from '../support/count-statements.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { answer, byHand, daysAgo, discrepancies, done, endorsed, keysOf, letter, submitted } from './letters.js';
import type { Any } from './letters.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house?.close();
});

describe('two hundred items', () => {
  it('are submitted, handed over and answered in as many statements as two are', async () => {
    const counts: Record<string, number[]> = {};
    const count = async (name: string, work: () => Promise<unknown>) => {
      const sent = await statementsOf(house.product, work);
      (counts[name] ??= []).push(sent.length);
    };
    for (const items of [2, 200]) {
      const statement = await endorsed(house, [[org.finance, items]]);
      let submission: Any;
      const letters = [letter(org.finance)];
      await count('submit', async () => ([submission] = await submitted(house, statement.id, letters)));
      const delivery = byHand(await daysAgo(house, 20));
      await count('deliver', () => done(house, 'deliverSubmission', submission.id, delivery));
      const given = answer(await daysAgo(house, 10), keysOf(submission));
      await count('respond', () => done(house, 'recordResponse', submission.id, given));
      const taken = { entry: 3, reason: 'Never given' };
      await count('correct', () => done(house, 'correctSubmission', submission.id, taken));
    }
    for (const [few, many] of Object.values(counts)) expect(many).toBe(few);
    expect(Math.max(...Object.values(counts).flat())).toBeLessThan(40);
    expect(await discrepancies(house)).toEqual([]);
  }, 180_000);
});

describe('a list of fifty', () => {
  it('costs at most twelve statements with everything beside it', async () => {
    const statement = await endorsed(house, [[org.interior, 50]]);
    const letters = statement.items.map((item: Any) => letter(org.interior, { itemKeys: [item.key] }));
    const submissions = await submitted(house, statement.id, letters);
    for (const { id } of submissions.slice(0, 3)) {
      await done(house, 'deliverSubmission', id, byHand(await daysAgo(house, 20)));
      await done(house, 'recordReceipt', id, { receipt: { receivedOn: await daysAgo(house, 19), entryNumber: '7' } });
    }
    const ask = (query: string) => async () => {
      const { errors } = await house.ask(query, {}, cast.officer);
      expect(errors).toBeUndefined();
    };
    const query = `{ submissions(first: 50) { totalCount edges { node { number status proof statement { number title { en } }
      addressee { code } unit { code } responsible { office { en } } receipts { entryNumber } attempts { outcome }
      items { order position { reading } recommendation { number title { en } } }
      successor { number } predecessor { number } availableEvents { event allowed reasons { code } } } } } }`;
    const sent = await statementsOf(house.product, ask(query));
    expect(sent.length).toBeLessThanOrEqual(12);
    const positions = `{ recommendations(first: 50) { edges { node { number
      positions { reading addressee { code } submission { number addressee { code } } } } } } }`;
    const alsoSent = await statementsOf(house.product, ask(positions));
    expect(alsoSent.length).toBeLessThanOrEqual(12);
  }, 180_000);
});
