import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cast, everybody, instrument, instrumentId, org, orgId } from '../support/cast.js';
import { statementsOf } from '../support/count-statements.js';
import { openHouse } from '../support/house.js';
import type { Answer, House } from '../support/house.js';

const EVERYTHING = `id number version stage uptake standing closedAs authenticLanguage title { km en } body { km en } problem { km en }
  khmerText englishText scope administrationType release externalReference createdAt
  addressees { code name { en km } kind } concerned { code } targets { code name { en } } proposedBy { code name { en } }
  topics places goals successors { number } predecessors { number } availableEvents { event allowed reasons { code messageEn } }`;

let house: House;
const counted = async (work: () => Promise<Answer>) => {
  let result: Answer | undefined;
  const statements = await statementsOf(house.product, async () => (result = await work()));
  return { result: result as Answer, statements };
};
const ids: string[] = [];
beforeAll(async () => {
  house = await openHouse();
  for (let index = 0; index < 60; index += 1) {
    const { recommendation } = await house.send(
      'draftRecommendation',
      {
        content: {
          authenticLanguage: 'EN',
          title: { en: `Recommendation ${index}` },
          addresseeIds: [orgId(index % 2 ? org.finance : org.interior)],
          targetIds: [instrumentId(instrument.programme)],
          topics: index % 3 ? ['sna-budget'] : [],
          goals: ['16'],
        },
      },
      index % 4 === 0 ? cast.representative(1) : cast.officer,
      'recommendation { id }',
    );
    ids.push(recommendation.id);
  }
});
afterAll(() => house?.close());

describe('reading', () => {
  it('a list of fifty with everything beside it costs at most twelve statements', async () => {
    const { result, statements } = await counted(() =>
      house.ask(
        `{ recommendations(first: 50) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { ${EVERYTHING} } } } }`,
        {},
        cast.officer,
      ),
    );
    expect(result.errors).toBeUndefined();
    expect(result.data.recommendations.edges).toHaveLength(50);
    expect(statements.length).toBeLessThanOrEqual(12);
  });

  it('a detail page costs at most twelve statements', async () => {
    const { result, statements } = await counted(() =>
      house.ask(
        `query ($id: ID!) { recommendation(id: $id) { ${EVERYTHING} history(first: 20) { totalCount edges { node { event happenedAt reason } } } } }`,
        { id: ids[0] },
        cast.officer,
      ),
    );
    expect(result.errors).toBeUndefined();
    expect(statements.length).toBeLessThanOrEqual(12);
  });

  it('walks the pages and meets each row exactly once, newest first, while others are added', async () => {
    const met: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { data } = await house.ask(
        `query ($after: String) { recommendations(first: 7, after: $after) { pageInfo { hasNextPage endCursor } edges { node { id } } } }`,
        { after },
        cast.officer,
      );
      met.push(...data.recommendations.edges.map((edge: { node: { id: string } }) => edge.node.id));
      await house.send(
        'draftRecommendation',
        { content: { authenticLanguage: 'EN', title: { en: 'added meanwhile' } } },
        cast.officer,
        'recommendation { id }',
      );
      if (!data.recommendations.pageInfo.hasNextPage) break;
      after = data.recommendations.pageInfo.endCursor;
    }
    expect(met).toEqual([...ids].reverse());
  });

  it('finds the same through node and nodes, and nothing where there is nothing for the viewer', async () => {
    const own = ids[0];
    const others = ids[1];
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Recommendation { number } } }`;
    const asked = [own, others, 'rec_00000000000000000000000000000000', 'org_x', `stm_${(own as string).slice(4)}`];
    const found = async (who?: (typeof everybody)[string]) =>
      (await house.ask(query, { ids: asked }, who)).data.nodes.map((node: { id: string } | null) => node?.id ?? null);
    expect(await found(cast.officer)).toEqual([own, others, null, null, null]);
    expect(await found(cast.representative(1))).toEqual([own, null, null, null, null]);
    expect(await found(cast.representative(2))).toEqual([null, null, null, null, null]);
    expect(await found(cast.observer)).toEqual([null, null, null, null, null]);
    expect(await found()).toEqual([null, null, null, null, null]);
  });

  it('a change of what one cannot see is refused as if it were not there', async () => {
    const refused = await house.send(
      'retireRecommendation',
      { id: ids[1], expectedVersion: 1, reason: 'x' },
      cast.representative(2),
      'recommendation { id }',
    );
    expect(refused.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('counts only what the viewer may see', async () => {
    for (const [name, viewer] of Object.entries(everybody)) {
      const { data } = await house.ask(
        `{ recommendations(first: 100) { totalCount edges { node { id } } } }`,
        {},
        viewer,
      );
      expect([name, data.recommendations.totalCount]).toEqual([name, data.recommendations.edges.length]);
    }
  });
});
