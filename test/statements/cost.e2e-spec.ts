import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecommendationsService } from '#recommendations';
import { StatementDrafts } from '#statements';
import { cast, instrument, instrumentId, org, orgId } from '../support/cast.js';
import { statementsOf } from '../support/count-statements.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import {
  act,
  content,
  dayAhead,
  discrepancies,
  drafted,
  endorsedBy,
  read,
  setRule,
  stagesOf,
  withService,
} from './texts.js';

let house: House;
let many: string[];
beforeAll(async () => {
  house = await openHouse();
  const service = house.worker.app.get(RecommendationsService);
  const one = (index: number) => ({
    content: {
      authenticLanguage: 'en' as const,
      title: { en: `Ask ${index}`, km: `សំណើ ${index}` },
      addresseeIds: [orgId(org.interior)],
      targetIds: [instrumentId(instrument.programme)],
    },
  });
  const ids = await withService(house, (_statements, tx, by) =>
    service.enter(
      tx,
      Array.from({ length: 200 }, (_, index) => one(index)),
      by,
    ),
  );
  many = ids.map((id) => `rec_${id.replaceAll('-', '')}`);
});
afterAll(async () => {
  await house?.close();
});

/** How many statements of SQL the whole life of a statement with these items takes, step by step. */
async function costs(recommendationIds: string[]): Promise<Record<string, number>> {
  const quorumRuleId = await setRule(house);
  const of = content(recommendationIds, { quorumRuleId });
  const { id } = await drafted(house, of);
  const cost: Record<string, number> = {};
  const step = async (mutation: string, input: Record<string, unknown> = {}) => {
    const { version } = await read(house, id, 'version');
    const seen = await statementsOf(house.product, async () => {
      const { userErrors } = await house.send(
        mutation,
        { id, expectedVersion: version, ...input },
        cast.officer,
        'statement { id }',
      );
      expect(userErrors).toEqual([]);
    });
    cost[mutation] = seen.length;
  };
  const { title, body, items } = of;
  await step('editStatement', { content: of });
  await step('openStatement', { deadlineOn: await dayAhead(house, 14) });
  await step('amendStatement', {
    amendment: 'MATERIAL',
    reason: 'One fewer',
    content: { title, body, items: items.slice(1) },
  });
  await endorsedBy(house, id, 1, 3);
  await step('closeStatement');
  await step('reopenStatement', { to: 'ENDORSING', deadlineOn: await dayAhead(house, 21) });
  expect(new Set(await stagesOf(house, id))).toEqual(new Set(['ENDORSING']));
  return cost;
}

describe('what it costs', () => {
  it('two hundred recommendations move with their statement in as many statements of SQL as two', async () => {
    const [two, all] = [await costs(many.slice(0, 2)), await costs(many)];
    expect(all).toEqual(two);
    for (const count of Object.values(all)) expect(count).toBeLessThanOrEqual(24);
  });

  it('fifty statements with everything beside them are read in a dozen', async () => {
    const quorumRuleId = await setRule(house, { fromNetworks: [{ networkId: orgId(org.networkA), atLeast: 1 }] });
    const drafts = house.worker.app.get(StatementDrafts);
    const entered = Array.from({ length: 50 }, (_, index) => ({
      content: content(many.slice(index, index + 3), {
        kind: 'jointStatement',
        authenticLanguage: 'en',
        quorumRuleId,
      }) as never,
    }));
    const ids = await withService(house, (_service, tx, by) => drafts.enter(tx, entered, by));
    for (const id of ids.slice(0, 3)) {
      const stm = `stm_${id.replaceAll('-', '')}`;
      await act(house, 'openStatement', stm, { deadlineOn: await dayAhead(house, 14) });
      await endorsedBy(house, stm, 1, 3);
    }
    await act(house, 'closeStatement', `stm_${(ids[0] as string).replaceAll('-', '')}`);
    const seen = await statementsOf(house.product, async () => {
      const { data, errors } = await house.ask(
        `{ statements(first: 50) { edges { node { number title { en } initiator { code } items { wording { en } recommendation { number } }
             versions { number changesFromPrevious { what } } availableEvents { event allowed }
             quorum { met count rule { sentence { en } } tally { given } } judgements { met } } } } }`,
        {},
        cast.officer,
      );
      expect(errors).toBeUndefined();
      expect(data.statements.edges).toHaveLength(50);
    });
    expect(seen.length).toBeLessThanOrEqual(12);
  });

  it('a recommendation list with its carryings is read in a handful', async () => {
    const seen = await statementsOf(house.product, async () => {
      const { data, errors } = await house.ask(
        `{ recommendations(first: 50) { edges { node { number carryings { stage statement { number } item { position } } } } } }`,
        {},
        cast.officer,
      );
      expect(errors).toBeUndefined();
      expect(data.recommendations.edges).toHaveLength(50);
    });
    expect(seen.length).toBeLessThanOrEqual(6);
  });
});

it('every case is what its history makes of it', async () => {
  expect(await discrepancies(house)).toEqual([]);
});
