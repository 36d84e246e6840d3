import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cast, everybody, instrument, instrumentId, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import {
  act,
  chosen,
  content,
  drafted,
  endorsedBy,
  opened,
  read,
  recommendations,
  release,
  submissionsMoved,
  withService,
} from './texts.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house?.close();
});

/** Who of the cast sees a statement, alone and in the list. */
async function seenBy(id: string): Promise<string[]> {
  const seen: string[] = [];
  const viewers: [string, CastMember | null][] = [...Object.entries(everybody), ['public', null]];
  for (const [name, as] of viewers) {
    const alone = await read(house, id, 'id items { id } history(first: 1) { totalCount }', as);
    const { data } = await house.ask(`{ statements(first: 100) { edges { node { id } } } }`, {}, as ?? undefined);
    const listed = data.statements.edges.some((edge: { node: { id: string } }) => edge.node.id === id);
    expect([name, listed]).toEqual([name, alone !== null]);
    const node = await house.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id }, as ?? undefined);
    expect([name, node.data.node !== null]).toEqual([name, alone !== null]);
    if (alone) seen.push(name);
  }
  return seen;
}
const secretariat = ['officer', 'coordinator', 'chair'];

describe('who sees a statement', () => {
  it('a draft: the secretariat, and the organisation that initiates it', async () => {
    const ids = await recommendations(house, 1);
    expect(await seenBy((await drafted(house, content(ids))).id)).toEqual(secretariat);
    const initiated = await drafted(house, content(ids, { initiatorId: orgId(org.member(1)) }));
    expect(await seenBy(initiated.id)).toEqual([...secretariat, 'representative']);
    expect(await read(house, initiated.id, 'id', cast.representative(2))).toBeNull();
  });

  it('what was opened: every member; never its monitor, donor or administrator', async () => {
    expect(await seenBy((await opened(house)).id)).toEqual([...secretariat, 'representative']);
  });

  it('what was submitted: the budget working group too, if an item lies in its field', async () => {
    for (const [topics, seen] of [
      [['sna-budget'], [...secretariat, 'representative', 'monitor']],
      [['civic-engagement'], [...secretariat, 'representative']],
    ] as const) {
      const over = { topics, targetIds: [instrumentId(instrument.plan)] };
      const items = content(await recommendations(house, 1, over)).items;
      const { id } = await opened(house, 1, { items });
      await endorsedBy(house, id, 1, 3);
      await act(house, 'closeStatement', id);
      await submissionsMoved(house, id, { submissionId: crypto.randomUUID(), status: 'delivered' });
      expect(await seenBy(id)).toEqual(seen);
      const input = await chosen(house, id);
      await withService(house, (service, tx, by) => service.withdraw(tx, input, { ...by, reason: 'Taken back' }));
      expect(await seenBy(id)).toEqual(seen);
    }
  });

  it('what was released: everybody, but no draft of it', async () => {
    const { id } = await opened(house, 1);
    await release(house, id);
    expect(await seenBy(id)).toEqual([
      ...secretariat,
      'representative',
      'monitor',
      'observer',
      'administrator',
      'public',
    ]);
    const { history } = await read(house, id, 'history(first: 5) { edges { node { event payload reason } } }', null);
    for (const { node } of history.edges) expect(node).toMatchObject({ payload: null, reason: null });
  });
});

describe('who knows how many have endorsed', () => {
  const QUORUM = 'quorum { met count missing { code } tally { given } } judgements { met tally { given } }';
  it('the secretariat any number, others from five upwards, nobody else the hidden ones; that it was reached, all', async () => {
    const { id } = await opened(house);
    const seen = async (as: CastMember) => (await read(house, id, QUORUM, as)).quorum;
    const member = cast.representative(1);
    expect(await seen(member)).toEqual({
      met: false,
      count: null,
      missing: [{ code: 'QUORUM_NOT_REACHED' }],
      tally: null,
    });
    await endorsedBy(house, id, 1, 4);
    expect(await seen(member)).toEqual({ met: true, count: null, missing: [], tally: null });
    expect(await seen(cast.officer)).toMatchObject({ met: true, count: 4, tally: { given: 4 } });
    await endorsedBy(house, id, 5, 5, { appearance: 'hidden' });
    expect(await seen(member)).toMatchObject({ count: null });
    expect(await seen(cast.officer)).toMatchObject({ count: 5 });
    await endorsedBy(house, id, 6, 6);
    expect(await seen(member)).toMatchObject({ count: 5, tally: null });
    await act(house, 'closeStatement', id);
    expect((await read(house, id, QUORUM, member)).judgements).toEqual([{ met: true, tally: null }]);
    expect((await read(house, id, QUORUM)).judgements).toEqual([{ met: true, tally: { given: 6 } }]);
  });
});

describe('the recommendations behind it', () => {
  it('say which statements carry them, how far, in which wording; drafts only to those who see them', async () => {
    const statement = await opened(house, 1);
    const [item] = statement.items;
    const other = await drafted(house, content([item.recommendation.id]));
    const carryings = async (as: CastMember) => {
      const { data } = await house.ask(
        `query ($id: ID!) { recommendation(id: $id) { carryings { stage statement { id } item { key wording { en } } } } }`,
        { id: item.recommendation.id },
        as,
      );
      return data.recommendation.carryings;
    };
    const first = {
      stage: 'ENDORSING',
      statement: { id: statement.id },
      item: { key: item.key, wording: item.wording },
    };
    expect(await carryings(cast.officer)).toMatchObject([
      { ...first, item: { key: item.key } },
      { stage: 'DRAFTED', statement: { id: other.id } },
    ]);
    expect(await carryings(cast.representative(2))).toMatchObject([
      { stage: 'ENDORSING', statement: { id: statement.id } },
    ]);
  });
});
