import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cast, everybody } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import {
  STATEMENT,
  act,
  attempt,
  content,
  dayAhead,
  discrepancies,
  drafted,
  opened,
  read,
  recommendations,
  setRule,
} from './texts.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house?.close();
});

describe('a draft', () => {
  it('has its items in order, worded as the recommendations are unless it words them itself', async () => {
    const [one, two] = await recommendations(house, 2);
    const items = [{ recommendationId: two, wording: { en: 'Ask, in our words' } }, { recommendationId: one }];
    const statement = await drafted(house, content([], { items }));
    expect(statement).toMatchObject({ version: 1, status: 'DRAFTING', versionNumber: 1, khmerText: 'CURRENT' });
    expect(statement.number).toMatch(/^S-\d{4}-\d{3}$/);
    expect(statement.items).toMatchObject([
      { position: 1, wording: { en: 'Ask, in our words', km: 'សំណើ 2' }, recommendation: { id: two, stage: 'DRAFTED' } },
      { position: 2, wording: { en: 'Ask 1', km: 'សំណើ 1' }, recommendation: { id: one } },
    ]);
  });

  it('is edited: items that stay keep their identity, and what it said is in its history', async () => {
    const [one, two, three] = await recommendations(house, 3);
    const before = await drafted(house, content([one as string, two as string]));
    const { statement: after } = await act(house, 'editStatement', before.id, {
      content: content([three as string, two as string], { title: { en: 'Another title', km: 'សេចក្តីថ្លែងការណ៍រួម' } }),
    });
    expect(after).toMatchObject({ version: 2, title: { en: 'Another title' }, khmerText: 'BEHIND' });
    expect(after.items[1]).toMatchObject({ key: before.items[1].key, id: before.items[1].id, position: 2 });
    expect(after.items[0].key).not.toBe(before.items[0].key);
    const { history } = await read(house, before.id, 'history(first: 1) { edges { node { event payload } } }');
    const [{ node }] = history.edges;
    expect(node.event).toBe('EDIT');
    expect(JSON.parse(node.payload).replaced).toMatchObject({ titleEn: 'Joint statement on civic engagement' });
  });

  it('says that the other language is current, if that is so although only the authentic text has changed', async () => {
    const statement = await drafted(house, content(await recommendations(house, 1)));
    const { statement: after } = await act(house, 'editStatement', statement.id, {
      content: content([statement.items[0].recommendation.id], {
        title: { en: 'Joint statement, a comma more', km: 'សេចក្តីថ្លែងការណ៍រួម' },
        otherLanguage: 'CURRENT',
      }),
    });
    expect(after.khmerText).toBe('CURRENT');
  });

  it('is refused with everything that is wrong at once', async () => {
    const [one] = await recommendations(house, 1);
    const { statement, userErrors } = await house.send(
      'draftStatement',
      {
        content: content([one as string, one as string, `rec_${randomUUID().replaceAll('-', '')}`], {
          quorumRuleId: `qru_${randomUUID().replaceAll('-', '')}`,
          initiatorId: `org_${randomUUID().replaceAll('-', '')}`,
        }),
      },
      cast.officer,
      `statement { id }`,
    );
    expect(statement).toBeNull();
    expect(userErrors.map((each: { code: string }) => each.code)).toEqual([
      'RECOMMENDATION_TWICE',
      'UNKNOWN_REFERENCE',
      'UNKNOWN_REFERENCE',
      'UNKNOWN_REFERENCE',
    ]);
  });

  it('answers a repeated key the same, and gives the slower editor a conflict with both sides', async () => {
    const idempotencyKey = randomUUID();
    const of = content(await recommendations(house, 1));
    const send = () =>
      house.send('draftStatement', { idempotencyKey, content: of }, cast.officer, `statement { ${STATEMENT} }`);
    const first = await send();
    expect((await send()).statement.id).toBe(first.statement.id);
    await act(house, 'editStatement', first.statement.id, { content: of });
    const slower = await attempt(house, 'editStatement', first.statement.id, { expectedVersion: 1, content: of });
    expect(slower.userErrors).toMatchObject([{ code: 'CHANGED_MEANWHILE', currentVersion: 2 }]);
  });

  it('is found by its words, its status and the recommendations that it carries', async () => {
    const [one] = await recommendations(house, 1);
    const statement = await drafted(
      house,
      content([one as string], { title: { en: 'Findable by zanzibar', km: 'សេចក្តី' } }),
    );
    const { data } = await house.ask(
      `query ($rec: ID!) { statements(first: 5, filter: { text: "ZANZIBAR", status: [DRAFTING], recommendationId: $rec }) {
         totalCount edges { node { id } } } node(id: "${statement.id}") { id __typename }
         item: node(id: "${statement.items[0].id}") { __typename ... on StatementItem { position } } }`,
      { rec: one },
      cast.officer,
    );
    expect(data.statements).toEqual({ totalCount: 1, edges: [{ node: { id: statement.id } }] });
    expect(data.node.__typename).toBe('Statement');
    expect(data.item).toEqual({ __typename: 'StatementItem', position: 1 });
  });
});

describe('opening', () => {
  it('is refused with all that is missing at once, and the button says the same before', async () => {
    const [bare] = await recommendations(house, 1, { addresseeIds: [], targetIds: [], title: { en: 'Bare' } });
    const [closed] = await recommendations(house, 1);
    const statement = await drafted(
      house,
      content([bare as string, closed as string], { body: null, title: { en: 'English only' } }),
    );
    await house.send(
      'retireRecommendation',
      { id: closed, expectedVersion: 1, reason: 'No longer needed' },
      cast.officer,
      'recommendation { id }',
    );
    const missing = [
      'ITEM_WITHOUT_ADDRESSEE',
      'ITEM_WITHOUT_TARGET',
      'ITEM_CLOSED',
      'TEXT_INCOMPLETE',
      'OTHER_LANGUAGE_NOT_READY',
      'QUORUM_RULE_NEEDED',
    ];
    const { availableEvents } = await read(
      house,
      statement.id,
      'availableEvents { event allowed reasons { code messageEn } }',
    );
    const button = availableEvents.find((each: { event: string }) => each.event === 'OPEN');
    expect(button.reasons.map((each: { code: string }) => each.code)).toEqual(missing);
    expect(button.reasons[0].messageEn).toContain('item 1');
    const { userErrors } = await attempt(house, 'openStatement', statement.id, { deadlineOn: '2020-01-01' });
    expect(userErrors.map((each: { code: string }) => each.code)).toEqual([...missing, 'DEADLINE_PAST']);
    for (const each of userErrors) expect(each.messageKm).toMatch(/[\u1780-\u17ff]/);
  });

  it('freezes the text with a hash, and brings every recommendation to endorsing', async () => {
    const statement = await opened(house, 2);
    expect(statement).toMatchObject({ status: 'ENDORSING', version: 2, versionNumber: 1 });
    expect(statement.deadline).toMatch(/T16:59:59\.999Z$/);
    const { versions } = await read(
      house,
      statement.id,
      'versions { number hash frozenAt changesFromPrevious { what } }',
    );
    expect(versions).toMatchObject([{ number: 1, changesFromPrevious: null }]);
    expect(versions[0].hash).toMatch(/^[0-9a-f]{64}$/);
    expect(statement.items.map((item: { recommendation: { stage: string } }) => item.recommendation.stage)).toEqual([
      'ENDORSING',
      'ENDORSING',
    ]);
    await expect(house.db.query(`UPDATE statement_versions SET title_en = 'other'`)).rejects.toThrow('frozen');
  });

  it('keeps the wording of its version, whatever the recommendation says later', async () => {
    const [one] = await recommendations(house, 1);
    const statement = await drafted(house, content([one as string], { quorumRuleId: await setRule(house) }));
    await act(house, 'openStatement', statement.id, { deadlineOn: await dayAhead(house, 14) });
    await house.db.query(`UPDATE recommendation_texts SET title_en = 'Said later'`);
    const { items } = await read(house, statement.id, 'items { wording { en } }');
    expect(items).toEqual([{ wording: { en: 'Ask 1' } }]);
  });

  it('warns of a deadline on a weekend, and opens nevertheless', async () => {
    const statement = await drafted(
      house,
      content(await recommendations(house, 1), { quorumRuleId: await setRule(house) }),
    );
    const saturday = new Date(`${await dayAhead(house, 14)}T00:00:00Z`);
    saturday.setUTCDate(saturday.getUTCDate() + 3);
    const day = saturday.toISOString().slice(0, 10);
    const answer = await act(house, 'openStatement', statement.id, { deadlineOn: day });
    expect(answer.statement.status).toBe('ENDORSING');
    expect(answer.warnings).toMatchObject([{ code: 'DEADLINE_ON_WEEKEND' }]);
    expect(answer.warnings[0].messageEn).toContain(day);
  });

  it('is for nobody but a policy officer', async () => {
    const statement = await drafted(house, content(await recommendations(house, 1)));
    for (const [name, as] of Object.entries(everybody)) {
      if (name === 'officer') continue;
      const { userErrors } = await attempt(house, 'openStatement', statement.id, {}, as);
      const inside = ['coordinator', 'chair'].includes(name);
      expect([name, userErrors[0].code]).toEqual([name, inside ? 'NOT_YOUR_ACT' : 'NOT_FOUND']);
    }
  });
});

it('every case is what its history makes of it', async () => {
  expect(await discrepancies(house)).toEqual([]);
});
