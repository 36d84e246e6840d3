import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recommendationProcess } from '#recommendations';
import { checkCases } from '#workflow';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { recommendations } from '../statements/texts.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  expect((await checkCases(house.db, [recommendationProcess])).discrepancies).toEqual([]);
  await house.close();
});

const read = async (id: string) => {
  const query = `query ($id: ID!) { recommendation(id: $id) { version standing successors { id } predecessors { id } } }`;
  return (await house.ask(query, { id }, cast.officer)).data.recommendation;
};
const done = async (mutation: string, id: string, input: Record<string, unknown>) => {
  const { version } = await read(id);
  const answer = await house.send(
    mutation,
    { id, expectedVersion: version, ...input },
    cast.officer,
    'recommendation { id }',
  );
  expect(answer.userErrors).toEqual([]);
};

describe('a closing that is corrected', () => {
  it.each(['mergeRecommendation', 'splitRecommendation', 'supersedeRecommendation'])(
    'takes its links along when it counts as not made, and brings them back when it does: %s',
    async (mutation) => {
      const [id, one, two] = (await recommendations(house, 3)) as [string, string, string];
      const successorIds = mutation === 'splitRecommendation' ? [one, two] : [one];
      await done(mutation, id, { successorIds, reason: 'They ask the same.' });
      const linked = await read(id);
      expect(linked.successors.map((each: { id: string }) => each.id).sort()).toEqual([...successorIds].sort());
      expect((await read(one)).predecessors).toEqual([{ id }]);

      await done('correctRecommendation', id, { entry: linked.version, reason: 'It was another one.' });
      expect(await read(id)).toMatchObject({ standing: 'ACTIVE', successors: [] });
      expect((await read(one)).predecessors).toEqual([]);

      const happenedAt = new Date(Date.parse(await house.clock.now(house.db)) - 3_600_000).toISOString();
      await done('correctRecommendation', id, { entry: linked.version, happenedAt, reason: 'It was this one.' });
      expect((await read(id)).successors).toHaveLength(successorIds.length);
      expect((await read(one)).predecessors).toEqual([{ id }]);
    },
  );
});
