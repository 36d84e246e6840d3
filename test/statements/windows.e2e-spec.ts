import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import {
  DAY,
  act,
  attempt,
  content,
  dayAhead,
  discrepancies,
  endorsedBy,
  opened,
  pending,
  read,
  recommendations,
  stagesOf,
} from './texts.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house?.close();
});

const QUORUM = `quorum { met count missing { code messageEn messageKm } tally { given } rule { revision atLeast sentence { en km } } }
  judgements { occasion met versionNumber judgedAt tally { given byProvince { placeCode count } } rule { atLeast } }`;

/** Moves the clock past the deadline of a statement and lets the worker do what is due. */
async function letDeadlinePass(id: string): Promise<void> {
  const { deadline } = await read(house, id, 'deadline');
  house.clock.advance(Date.parse(deadline) - Date.parse(await house.clock.now(house.db)) + 1_000);
  await house.drain();
}

describe('at the deadline', () => {
  it('a statement without a quorum lapses by itself, and sets back its own carrying', async () => {
    const { id, deadline } = await opened(house);
    await endorsedBy(house, id, 1, 2);
    expect(await pending(house, id)).toMatchObject([
      { kind: 'closeEndorsementWindow', due_at: new Date(deadline), payload: {} },
    ]);
    house.clock.advance(DAY);
    await house.drain();
    expect((await read(house, id, 'status')).status).toBe('ENDORSING');
    await letDeadlinePass(id);
    expect(await read(house, id, `status deadline ${QUORUM}`)).toMatchObject({
      status: 'LAPSED',
      deadline: null,
      quorum: { met: false },
      judgements: [{ occasion: 'CLOSE', met: false, versionNumber: 1, tally: { given: 2 }, rule: { atLeast: 3 } }],
    });
    expect(await stagesOf(house, id)).toEqual(['DRAFTED', 'DRAFTED']);
    expect(await pending(house, id)).toEqual([]);
  });

  it('one with a quorum is endorsed by itself', async () => {
    const { id } = await opened(house);
    await endorsedBy(house, id, 1, 4);
    await letDeadlinePass(id);
    expect(await read(house, id, `status ${QUORUM}`)).toMatchObject({
      status: 'ENDORSED',
      quorum: { met: true, missing: [], tally: { given: 4 } },
      judgements: [{ occasion: 'CLOSE', met: true, tally: { given: 4, byProvince: [{ placeCode: '02', count: 3 }] } }],
    });
    expect(await stagesOf(house, id)).toEqual(['ENDORSED', 'ENDORSED']);
    const { history } = await read(house, id, 'history(first: 1) { edges { node { event } } }');
    expect(history.edges).toEqual([{ node: { event: 'CLOSE' } }]);
  });
});

describe('before the deadline', () => {
  it('a person closes it only once the quorum is met; the secretariat reads what is missing, a member that it is', async () => {
    const { id } = await opened(house);
    await endorsedBy(house, id, 1, 2);
    const refused = await attempt(house, 'closeStatement', id);
    expect(refused.userErrors).toMatchObject([{ code: 'QUORUM_LACKS' }]);
    expect(refused.userErrors[0].messageEn).toContain('2 of 3');
    const events = 'availableEvents { event reasons { code messageEn } }';
    const close = async (as = cast.officer) =>
      (await read(house, id, events, as)).availableEvents.find((each: { event: string }) => each.event === 'CLOSE')
        .reasons;
    expect(await close()).toMatchObject([{ code: 'QUORUM_LACKS' }]);
    expect((await close(cast.representative(1))).map((each: { code: string }) => each.code)).toEqual([
      'NOT_YOUR_ACT',
      'QUORUM_NOT_REACHED',
    ]);
    await endorsedBy(house, id, 3, 3);
    expect(await close()).toEqual([]);
    expect((await act(house, 'closeStatement', id)).statement.status).toBe('ENDORSED');
  });

  it('an extension needs a reason and a later day, and moves the one due row', async () => {
    const { id, deadline } = await opened(house);
    const early = await attempt(house, 'extendStatement', id, { deadlineOn: await dayAhead(house, 1) });
    expect(early.userErrors.map((each: { code: string }) => each.code)).toEqual([
      'REASON_NEEDED',
      'DEADLINE_NOT_LATER',
    ]);
    const day = await dayAhead(house, 30);
    const { statement } = await act(house, 'extendStatement', id, {
      deadlineOn: day,
      reason: 'Several boards meet later',
    });
    expect(Date.parse(statement.deadline)).toBeGreaterThan(Date.parse(deadline));
    expect(await pending(house, id)).toMatchObject([{ due_at: new Date(statement.deadline) }]);
    await letDeadlinePass(id);
    expect((await read(house, id, 'status')).status).toBe('LAPSED');
  });
});

describe('an amendment', () => {
  it('in words makes version 2, keeps the window, and shows the difference', async () => {
    const before = await opened(house);
    const [first, second] = before.items;
    const amended = content([first.recommendation.id, second.recommendation.id]);
    const items = [{ ...amended.items[0], wording: { en: 'Ask 1, spelled right' } }, amended.items[1]];
    const without = await attempt(house, 'amendStatement', before.id, {
      amendment: 'EDITORIAL',
      content: { title: amended.title, body: amended.body, items },
    });
    expect(without.userErrors).toMatchObject([{ code: 'REASON_NEEDED' }]);
    const { statement } = await act(house, 'amendStatement', before.id, {
      amendment: 'EDITORIAL',
      reason: 'A spelling',
      content: { title: amended.title, body: amended.body, items },
    });
    expect(statement).toMatchObject({ status: 'ENDORSING', versionNumber: 2, deadline: before.deadline });
    expect(statement.items.map((item: { key: string }) => item.key)).toEqual([first.key, second.key]);
    const { versions } = await read(
      house,
      before.id,
      'versions { number amendment reason hash changesFromPrevious { what language itemKey before after } }',
      cast.representative(5),
    );
    expect(versions[0].hash).not.toBe(versions[1].hash);
    expect(versions[1]).toMatchObject({
      number: 2,
      amendment: 'EDITORIAL',
      reason: 'A spelling',
      changesFromPrevious: [
        { what: 'ITEM_REWORDED', language: 'EN', itemKey: first.key, before: 'Ask 1', after: 'Ask 1, spelled right' },
      ],
    });
  });

  it('in words cannot add an ask', async () => {
    const { id, items } = await opened(house, 1);
    const [more] = await recommendations(house, 1);
    const { title, body, items: both } = content([items[0].recommendation.id, more as string]);
    const refused = await attempt(house, 'amendStatement', id, {
      amendment: 'EDITORIAL',
      reason: 'One more',
      content: { title, body, items: both },
    });
    expect(refused.userErrors).toMatchObject([{ code: 'EDITORIAL_ADDS_ITEMS' }]);
  });

  it('in substance leaves the minimum window, or makes it; what is left out is no longer carried', async () => {
    const before = await opened(house, 2);
    const [kept, left] = before.items;
    const [added] = await recommendations(house, 1);
    await letAlmostPass(before.id);
    const { title, body, items } = content([kept.recommendation.id, added as string]);
    const today = await house.clock.now(house.db);
    const short = await attempt(house, 'amendStatement', before.id, {
      amendment: 'MATERIAL',
      reason: 'Another ask in its place',
      content: { title, body, items },
      deadlineOn: new Date(Date.parse(today) + 2 * DAY).toISOString().slice(0, 10),
    });
    expect(short.userErrors).toMatchObject([{ code: 'WINDOW_TOO_SHORT' }]);
    const { statement } = await act(house, 'amendStatement', before.id, {
      amendment: 'MATERIAL',
      reason: 'Another ask in its place',
      content: { title, body, items },
    });
    // Five working days hold one weekend.
    const days = (Date.parse(statement.deadline) - Date.parse(today)) / DAY;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThan(8.1);
    expect(await pending(house, before.id)).toMatchObject([{ due_at: new Date(statement.deadline) }]);
    expect(await stagesOf(house, before.id)).toEqual(['ENDORSING', 'ENDORSING']);
    const { data } = await house.ask(
      `query ($id: ID!) { recommendation(id: $id) { stage carryings { stage statement { id } } } }`,
      { id: left.recommendation.id },
      cast.officer,
    );
    expect(data.recommendation).toEqual({ stage: 'DRAFTED', carryings: [] });
    const kinds = (await read(house, before.id, 'versions { changesFromPrevious { what itemKey } }')).versions[1];
    expect(kinds.changesFromPrevious).toEqual([
      { what: 'ITEM_LEFT_OUT', itemKey: left.key },
      { what: 'ITEM_ADDED', itemKey: statement.items[1].key },
    ]);
  });

  it('in substance brings an endorsed statement back to sign-on', async () => {
    const before = await opened(house, 1);
    await endorsedBy(house, before.id, 1, 3);
    await act(house, 'closeStatement', before.id);
    await house.db.query(`DELETE FROM endorsements`);
    const { title, body, items } = content([before.items[0].recommendation.id], { title: { en: 'New', km: 'ថ្មី' } });
    const { statement } = await act(house, 'amendStatement', before.id, {
      amendment: 'MATERIAL',
      reason: 'New title',
      content: { title, body, items },
    });
    expect(statement).toMatchObject({ status: 'ENDORSING', versionNumber: 2 });
    expect(await stagesOf(house, before.id)).toEqual(['ENDORSING']);
  });
});

describe('opening again', () => {
  it('after a lapse, for sign-on: the same version, a new window, endorsements kept', async () => {
    const { id } = await opened(house);
    await endorsedBy(house, id, 1, 2);
    await letDeadlinePass(id);
    const { statement } = await act(house, 'reopenStatement', id, {
      to: 'ENDORSING',
      deadlineOn: await dayAhead(house, 14),
    });
    expect(statement).toMatchObject({ status: 'ENDORSING', versionNumber: 1 });
    expect(await stagesOf(house, id)).toEqual(['ENDORSING', 'ENDORSING']);
    await endorsedBy(house, id, 3, 3);
    expect((await act(house, 'closeStatement', id)).statement.status).toBe('ENDORSED');
  });

  it('after a lapse, for drafting: the next version starts from the last, which members go on seeing', async () => {
    const before = await opened(house);
    await letDeadlinePass(before.id);
    const { statement } = await act(house, 'reopenStatement', before.id, { to: 'DRAFTING' });
    expect(statement).toMatchObject({ status: 'DRAFTING', versionNumber: 2 });
    expect(statement.items.map((item: { key: string }) => item.key)).toEqual(
      before.items.map((item: { key: string }) => item.key),
    );
    await act(house, 'editStatement', before.id, {
      content: content([before.items[1].recommendation.id], { title: { en: 'Rewritten', km: 'សរសេរឡើងវិញ' } }),
    });
    const seen = await read(house, before.id, 'versionNumber title { en } versions { number }', cast.representative(1));
    expect(seen).toMatchObject({ versionNumber: 1, title: { en: before.title.en }, versions: [{ number: 1 }] });
    const rule = await house.db.query<{ id: string }[]>(`SELECT id FROM quorum_rules LIMIT 1`);
    await act(house, 'editStatement', before.id, {
      content: content([before.items[1].recommendation.id], { quorumRuleId: `qru_${rule[0]?.id.replaceAll('-', '')}` }),
    });
    await act(house, 'openStatement', before.id, { deadlineOn: await dayAhead(house, 14) });
    expect(
      (await read(house, before.id, 'versions { number frozenAt }', cast.representative(1))).versions,
    ).toHaveLength(2);
  });

  it('when endorsed, for more sign-on, never for drafting', async () => {
    const { id } = await opened(house);
    await endorsedBy(house, id, 1, 3);
    await act(house, 'closeStatement', id);
    const refused = await attempt(house, 'reopenStatement', id, { to: 'DRAFTING' });
    expect(refused.userErrors).toMatchObject([{ code: 'AMEND_INSTEAD' }]);
    await act(house, 'reopenStatement', id, { to: 'ENDORSING', deadlineOn: await dayAhead(house, 14) });
    expect(await stagesOf(house, id)).toEqual(['ENDORSING', 'ENDORSING']);
  });
});

it('every case is what its history makes of it', async () => {
  expect(await discrepancies(house)).toEqual([]);
});

/** Moves the clock to a Tuesday noon shortly before the deadline, which is on a Wednesday. */
async function letAlmostPass(id: string): Promise<void> {
  const { deadline } = await read(house, id, 'deadline');
  const target = Date.parse(deadline) - 1.5 * DAY;
  house.clock.advance(target - Date.parse(await house.clock.now(house.db)));
  await house.drain();
}
