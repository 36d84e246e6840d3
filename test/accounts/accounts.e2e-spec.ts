import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { toGlobalId } from '#platform';
import { Processes, checkCases } from '#workflow';
import { cast, everybody, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { statementsOf } from '../support/count-statements.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

let house: House;
let recommendationId: string;

beforeAll(async () => {
  house = await openHouse();
  const { recommendation } = await house.send(
    'draftRecommendation',
    {
      content: {
        title: { en: 'Publish the commune budgets' },
        body: { en: 'Publish the budget of each commune on its notice board.' },
        authenticLanguage: 'EN',
        addresseeIds: [orgId(org.interior)],
        scope: 'NATIONAL',
      },
    },
    cast.officer,
    'recommendation { id }',
  );
  recommendationId = recommendation.id;
});
afterAll(() => house?.close());

const WHO = `{ viewer { signedIn role rights office { en km } organisation { code }
  seat { id role organisation { code } from to } seats { id } } }`;
const seatId = (member: CastMember) => toGlobalId('sea', member.seatId);

describe('who am I', () => {
  it('is told to each in the cast by office and seat, and no name is anywhere', async () => {
    for (const [name, member] of Object.entries(everybody)) {
      const { data, errors } = await house.ask(WHO, {}, member);
      expect([name, errors]).toEqual([name, undefined]);
      expect(data.viewer).toMatchObject({
        signedIn: true,
        rights: member.rights.map((right) => right.toUpperCase()),
        office: { en: expect.any(String) },
        organisation: { code: expect.stringMatching(/^TEST-/) },
        seat: { id: seatId(member), organisation: { code: expect.stringMatching(/^TEST-/) }, from: null, to: null },
        seats: [{ id: seatId(member) }],
      });
    }
  });

  it('is nobody for somebody who has not signed in', async () => {
    const { data } = await house.ask(WHO);
    expect(data.viewer).toEqual({
      signedIn: false,
      role: 'PUBLIC',
      rights: [],
      office: null,
      organisation: null,
      seat: null,
      seats: [],
    });
  });

  it('changes with the seat that the request chooses; a seat that is over, or another’s, is none', async () => {
    const officer = cast.otherOfficer;
    const [second, over] = [randomUUID(), randomUUID()];
    await house.db.query(
      `INSERT INTO seats (id, person_id, organisation_id, role, rights, valid_from, valid_to) VALUES
         ($1, $3, $4, 'memberRepresentative', '{endorse}', '2020-01-01T00:00:00Z', 'infinity'),
         ($2, $3, $4, 'memberRepresentative', '{endorse}', '2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z')`,
      [second, over, officer.personId, org.member(2)],
    );
    const as = async (seat: string) => (await house.ask(WHO, {}, officer, { 'anusas-seat': seat })).data.viewer;

    expect(await as(toGlobalId('sea', second))).toMatchObject({
      role: 'MEMBER_REPRESENTATIVE',
      rights: ['ENDORSE'],
      organisation: { code: 'TEST-CSO-2' },
      seat: { id: toGlobalId('sea', second), from: '2020-01-01T00:00:00.000Z', to: null },
      seats: [{ id: seatId(officer) }, { id: toGlobalId('sea', second) }],
    });
    for (const none of [toGlobalId('sea', over), seatId(cast.coordinator), 'nonsense', toGlobalId('org', second)]) {
      expect(await as(none)).toMatchObject({ signedIn: false, role: 'PUBLIC', seats: [] });
    }
  });

  it('shows an observer no seat but the own one, and not by another way either', async () => {
    const read = (id: string, as: CastMember) =>
      house.ask(`query ($id: ID!) { node(id: $id) { ... on Seat { role } } }`, { id }, as);
    expect((await read(seatId(cast.observer), cast.observer)).data.node).toEqual({ role: 'OBSERVER' });
    expect((await read(seatId(cast.officer), cast.observer)).data.node).toBeNull();
    expect((await read(seatId(cast.officer), cast.representative(1))).data.node).toBeNull();
    expect((await read(seatId(cast.officer), cast.administrator)).data.node).toEqual({ role: 'POLICY_OFFICER' });
  });
});

describe('a history', () => {
  const HISTORY = `query ($id: ID!) { recommendation(id: $id) {
    history(first: 50) { edges { node { event actor { office { en km } } organisation { code } } } } } }`;
  const read = (as?: CastMember) => house.ask(HISTORY, { id: recommendationId }, as);

  it('says who acted by office and for which organisation, to those inside', async () => {
    const [first] = (await read(cast.coordinator)).data.recommendation.history.edges;
    expect(first.node).toMatchObject({
      event: 'DRAFT',
      actor: { office: { en: expect.any(String) } },
      organisation: { code: 'TEST-SEC' },
    });
  });

  it('says neither to observers and the public, whatever was released', async () => {
    await house.db.query(`UPDATE recommendations SET release = 'public'`);
    for (const outsider of [cast.observer, undefined]) {
      const { data } = await read(outsider);
      expect(data.recommendation.history.edges[0].node).toEqual({ event: 'DRAFT', actor: null, organisation: null });
    }
  });

  it('reads the actors of fifty entries in one statement', async () => {
    const query = `query ($actors: Boolean!) { recommendations(first: 50) { edges { node {
      history(first: 1) { edges { node { event actor @include(if: $actors) { office { en } } organisation @include(if: $actors) { code } } } } } } } }`;
    const count = async (actors: boolean) =>
      (await statementsOf(house.product, () => house.ask(query, { actors }, cast.coordinator))).length;
    expect((await count(true)) - (await count(false))).toBe(1);
  });

  it('still reproduces every state', async () => {
    expect((await checkCases(house.db, house.api.app.get(Processes).all())).discrepancies).toEqual([]);
  });
});
