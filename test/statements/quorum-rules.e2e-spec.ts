import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cast, everybody, org, orgId } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { act, endorsedBy, opened, read, setRule } from './texts.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house?.close();
});

const RULE = `quorumRule { id code revision current atLeast itemAtLeast source sentence { en km }
  fromNetworks { network { code } atLeast } fromProvinces { placeCode atLeast } noBlockBy { code } }`;
const full = {
  code: 'usual',
  expectedRevision: 0,
  atLeast: 5,
  fromNetworks: [{ networkId: orgId(org.networkA), atLeast: 2 }],
  fromProvinces: [{ placeCode: '02', atLeast: 1 }],
  noBlockBy: [orgId(org.budgetGroup)],
  itemAtLeast: 3,
  source: 'Minutes of a meeting',
};
const set = (input: Record<string, unknown>, as = cast.coordinator) => house.send('setQuorumRule', input, as, RULE);

describe('a quorum rule', () => {
  it('is set by a coordinator, and reads as a sentence', async () => {
    const { quorumRule, userErrors } = await set(full);
    expect(userErrors).toEqual([]);
    expect(quorumRule).toMatchObject({
      code: 'usual',
      revision: 1,
      current: true,
      atLeast: 5,
      itemAtLeast: 3,
      fromNetworks: [{ network: { code: 'TEST-NETA' }, atLeast: 2 }],
      fromProvinces: [{ placeCode: '02', atLeast: 1 }],
      noBlockBy: [{ code: 'TEST-BWG' }],
    });
    expect(quorumRule.sentence.en).toBe(
      'At least 5 organisations; at least 2 of them from TEST-NETA (test); at least 1 of them from the province with code 02; no block by TEST-BWG (test); at least 3 behind each item.',
    );
    expect(quorumRule.sentence.km).toMatch(/^[^A-Za-z]*អង្គការគាំទ្រ/);
  });

  it('is refused to everybody else', async () => {
    for (const [name, as] of Object.entries(everybody)) {
      if (name === 'coordinator') continue;
      const { quorumRule, userErrors } = await set({ ...full, code: 'other' }, as);
      expect([name, quorumRule, userErrors[0].code]).toEqual([name, null, 'NOT_YOUR_ACT']);
    }
  });

  it('is refused with everything that is wrong at once', async () => {
    const { userErrors } = await set({
      code: ' ',
      expectedRevision: 0,
      atLeast: 0,
      fromNetworks: [{ networkId: orgId(org.member(1)), atLeast: -1 }],
      fromProvinces: [{ placeCode: '99', atLeast: 1 }],
      noBlockBy: [orgId(randomUUID())],
    });
    expect(userErrors.map((each: { code: string }) => each.code)).toEqual([
      'VALUE_MISSING',
      'WRONG_VALUE',
      'WRONG_VALUE',
      'UNKNOWN_REFERENCE',
      'UNKNOWN_REFERENCE',
      'UNKNOWN_REFERENCE',
    ]);
  });

  it('is revised, not rewritten: what was opened keeps the revision that it was opened with', async () => {
    const code = 'revised';
    const { quorumRule: first } = await set({ code, expectedRevision: 0, atLeast: 2 });
    const { id } = await opened(house, 1, { quorumRuleId: first.id });
    const { quorumRule: second } = await set({ code, expectedRevision: 1, atLeast: 9 });
    expect(second).toMatchObject({ revision: 2, current: true });
    await endorsedBy(house, id, 1, 2);
    await act(house, 'closeStatement', id);
    expect(
      await read(house, id, 'status quorum { rule { id revision current } } judgements { rule { revision } }'),
    ).toEqual({
      status: 'ENDORSED',
      quorum: { rule: { id: first.id, revision: 1, current: false } },
      judgements: [{ rule: { revision: 1 } }],
    });
    const slower = await set({ code, expectedRevision: 1, atLeast: 4 });
    expect(slower.quorumRule).toBeNull();
    expect(slower.userErrors).toMatchObject([{ code: 'CHANGED_MEANWHILE', currentVersion: 2, basedOnVersion: 1 }]);
    await expect(house.db.query(`UPDATE quorum_rules SET rule = '{}'`)).rejects.toThrow('append-only');
  });

  it('is revised by one of two who try at the same moment', async () => {
    const code = 'raced';
    const both = await Promise.all([1, 2].map((atLeast) => set({ code, expectedRevision: 0, atLeast })));
    expect(both.filter((each) => each.quorumRule)).toHaveLength(1);
    expect(both.find((each) => !each.quorumRule).userErrors).toMatchObject([{ code: 'CHANGED_MEANWHILE' }]);
  });

  it('is shown to those inside the coalition', async () => {
    await setRule(house);
    const count = async (as?: typeof cast.officer) =>
      (await house.ask(`{ quorumRules(first: 50) { edges { node { code } } } }`, {}, as)).data.quorumRules.edges.length;
    expect(await count(cast.representative(1))).toBeGreaterThan(0);
    expect(await count(cast.observer)).toBe(0);
    expect(await count()).toBe(0);
  });
});

describe('a quorum', () => {
  it('asks for networks and provinces too, and a named body can block', async () => {
    const { quorumRule } = await set({ ...full, code: 'whole', atLeast: 4 });
    const { id } = await opened(house, 1, { quorumRuleId: quorumRule.id });
    const state = async () => {
      const { quorum } = await read(
        house,
        id,
        'quorum { met missing { messageEn } tally { given byNetwork { network { code } count } blocks { code } } }',
      );
      return quorum;
    };
    await endorsedBy(house, id, 5, 8);
    expect((await state()).missing[0].messageEn).toBe(
      'The quorum is not reached yet: 4 of 4 organisations. Also wanting: TEST-NETA 0/2, 02 0/1.',
    );
    await endorsedBy(house, id, 1, 2);
    expect(await state()).toMatchObject({
      met: true,
      tally: { given: 6, byNetwork: [{ network: { code: 'TEST-NETA' }, count: 2 }] },
    });
    await house.db.query(
      `INSERT INTO endorsements (statement_id, organisation_id, machine_version, version, state, context)
       SELECT statement_id, $1, 1, 1, '"declined"', context FROM endorsements WHERE organisation_id = $2`,
      [org.budgetGroup, org.member(8)],
    );
    expect((await state()).missing[0].messageEn).toContain('TEST-BWG ✗');
    expect(await state()).toMatchObject({ met: false, tally: { blocks: [{ code: 'TEST-BWG' }] } });
  });
});
