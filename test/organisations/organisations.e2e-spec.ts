import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadRegisters } from '#samples';
import { cast, org, orgId } from '../support/cast.js';
import { statementsOf } from '../support/count-statements.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await loadRegisters(house.db);
});
afterAll(() => house?.close());

const ORGANISATION = 'organisation { id code kind name { en km } }';

describe('the registers', () => {
  it('come in with every installation, and a second time change nothing', async () => {
    const read = async () =>
      (
        await house.ask(
          `{ places { code name { en km } } within: places(within: "02") { code } topics { code } goals { code }
             organisations(first: 100, filter: { kind: [INSTITUTION] }) { totalCount } instruments(first: 100) { totalCount } }`,
        )
      ).data;
    const first = await read();
    expect(first.places).toHaveLength(25);
    expect(first.within).toHaveLength(14);
    expect(first.places[1]).toEqual({ code: '02', name: { en: 'Battambang', km: 'បាត់ដំបង' } });
    expect(first.goals.map((goal: { code: string }) => goal.code).slice(0, 2)).toEqual(['1', '2']);
    await loadRegisters(house.db);
    expect(await read()).toEqual(first);
  });

  it('find an institution by its Khmer name, its abbreviation or another spelling', async () => {
    for (const text of ['ក្រសួងផែនការ', 'mop', 'NCDD Secretariat']) {
      const { data } = await house.ask(
        `query ($text: String!) { organisations(first: 5, filter: { text: $text }) { edges { node { code } } } }`,
        { text },
        cast.officer,
      );
      expect([text, data.organisations.edges.map((edge: { node: { code: string } }) => edge.node.code)]).toEqual([
        text,
        [
          text === 'NCDD Secretariat' ? 'NCDD-S' : text === 'mop' ? expect.stringMatching(/MoP|TEST-MOP/) : 'MoP',
          ...(text === 'mop' ? ['TEST-MOP'] : []),
        ],
      ]);
    }
  });
});

describe('an organisation', () => {
  it('keeps the name that it had on the day of a letter', async () => {
    const { organisation, userErrors } = await house.send(
      'registerOrganisation',
      { code: 'TEST-NEW', kind: 'INSTITUTION', name: { en: 'Ministry of Bridges (test)' } },
      cast.officer,
      ORGANISATION,
    );
    expect(userErrors).toEqual([]);
    await house.send(
      'renameOrganisation',
      { id: organisation.id, name: { en: 'Ministry of Bridges and Ferries (test)' }, from: '2023-08-24' },
      cast.officer,
      ORGANISATION,
    );
    const { data } = await house.ask(
      `query ($id: ID!) { organisation(id: $id) { name { en } before: nameOn(day: "2021-10-05") { en } after: nameOn(day: "2024-01-01") { en } names { en from to } } }`,
      { id: organisation.id },
      cast.officer,
    );
    expect(data.organisation).toEqual({
      name: { en: 'Ministry of Bridges and Ferries (test)' },
      before: { en: 'Ministry of Bridges (test)' },
      after: { en: 'Ministry of Bridges and Ferries (test)' },
      names: [
        { en: 'Ministry of Bridges and Ferries (test)', from: '2023-08-24', to: null },
        { en: 'Ministry of Bridges (test)', from: null, to: '2023-08-24' },
      ],
    });
    const refused = await house.send(
      'renameOrganisation',
      { id: organisation.id, name: { en: 'x' }, from: '2020-01-01' },
      cast.officer,
      ORGANISATION,
    );
    expect(refused.userErrors).toMatchObject([{ code: 'ORGANISATION_NAMED_SO_ALREADY' }]);
  });

  it('is refused with everything that is wrong, to those who may not keep the register too', async () => {
    const refused = await house.send(
      'registerOrganisation',
      { code: ' ', kind: 'UNIT', name: { en: '' }, placeCode: '99' },
      cast.representative(1),
      ORGANISATION,
    );
    expect(refused.userErrors.map((error: { code: string }) => error.code)).toEqual([
      'NOT_YOUR_ACT',
      'VALUE_MISSING',
      'VALUE_MISSING',
      'VALUE_MISSING',
      'UNKNOWN_REFERENCE',
    ]);
    const taken = await house.send(
      'registerOrganisation',
      { code: 'MoP', kind: 'INSTITUTION', name: { en: 'Another' } },
      cast.officer,
      ORGANISATION,
    );
    expect(taken.userErrors).toMatchObject([{ code: 'ORGANISATION_CODE_TAKEN' }]);
  });

  it('that is a member is not shown outside the coalition, nor who belongs to which network', async () => {
    const query = `query ($id: ID!) { organisation(id: $id) { code networks { code } } organisations(first: 50, filter: { kind: [MEMBER, NETWORK] }) { totalCount } }`;
    const inside = await house.ask(query, { id: orgId(org.member(1)) }, cast.representative(5));
    expect(inside.data).toMatchObject({ organisation: { code: 'TEST-CSO-1', networks: [{ code: 'TEST-NETA' }] } });
    for (const outsider of [cast.observer, undefined]) {
      const { data } = await house.ask(query, { id: orgId(org.member(1)) }, outsider);
      expect(data).toEqual({ organisation: null, organisations: { totalCount: 0 } });
    }
  });

  it('that somebody has a seat in is shown to them, though they stand outside', async () => {
    const { data } = await house.ask(
      `{ organisations(first: 50, filter: { kind: [PARTNER] }) { edges { node { code networks { code } members { code } } } } }`,
      {},
      cast.observer,
    );
    expect(data.organisations.edges).toEqual([{ node: { code: 'TEST-DP', networks: [], members: [] } }]);
  });

  it('that is a network names its members of today to those inside', async () => {
    const query = `query ($id: ID!) { organisation(id: $id) { members { code } } }`;
    const { data } = await house.ask(query, { id: orgId(org.networkA) }, cast.monitor);
    expect(data.organisation.members.map((each: { code: string }) => each.code)).toEqual([
      'TEST-CSO-1',
      'TEST-CSO-2',
      'TEST-CSO-3',
      'TEST-CSO-4',
    ]);
    expect((await house.ask(query, { id: orgId(org.networkA) }, cast.observer)).data.organisation).toBeNull();
  });

  it('is read fifty at once with its names, units, networks and members in six statements', async () => {
    const query = `{ organisations(first: 50) { edges { node { code names { en } units { code } networks { code } members { code } } } } }`;
    const sql = await statementsOf(house.product, () => house.ask(query, {}, cast.officer));
    expect(sql.length).toBeLessThanOrEqual(6);
  });

  it('joins a network and leaves it, each from a day on', async () => {
    const membership = { networkId: orgId(org.networkB), memberId: orgId(org.member(7)) };
    const selection = 'network { code }';
    expect(
      (await house.send('joinNetwork', { ...membership, on: '2024-01-01' }, cast.administrator, selection)).userErrors,
    ).toEqual([]);
    expect(
      (await house.send('joinNetwork', { ...membership, on: '2025-01-01' }, cast.administrator, selection)).userErrors,
    ).toMatchObject([{ code: 'ALREADY_A_MEMBER' }]);
    expect(
      (await house.send('leaveNetwork', { ...membership, on: '2025-01-01' }, cast.administrator, selection)).userErrors,
    ).toEqual([]);
    expect(
      (await house.send('leaveNetwork', { ...membership, on: '2025-06-01' }, cast.administrator, selection)).userErrors,
    ).toMatchObject([{ code: 'NOT_A_MEMBER' }]);
  });
});
