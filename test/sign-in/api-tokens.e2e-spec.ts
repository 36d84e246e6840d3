import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Processes, checkCases } from '#workflow';
import { MOST_IN_A_MINUTE } from '#accounts';
import { toGlobalId } from '#platform';
import { cast } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

const DAY = 86_400_000;
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  expect((await checkCases(house.db, house.api.app.get(Processes).all())).discrepancies).toEqual([]);
  await house?.close();
});

const input = (fields: object) => ({ input: { idempotencyKey: randomUUID(), ...fields } });
const inDays = async (days: number) => new Date(Date.parse(await house.clock.now(house.db)) + days * DAY).toISOString();
const MAKE = `mutation ($input: MakeApiTokenInput!) { makeApiToken(input: $input) {
  newToken { token apiToken { id name rights reads lastUsedOn seat { id } } } userErrors { code } } }`;
const make = async (fields: object = {}, as: CastMember = cast.officer) => {
  const asked = { name: 'the website', reads: ['RECOMMENDATIONS'], rights: [], expiresAt: await inDays(30), ...fields };
  return (await house.ask(MAKE, input(asked), as)).data.makeApiToken;
};
/** Somebody who comes with a token of a program. */
const program = async (fields: object = {}, as: CastMember = cast.officer): Promise<CastMember & { id: string }> => {
  const { newToken } = await make(fields, as);
  return { ...as, token: newToken.token, id: newToken.apiToken.id };
};
const roleOf = async (as: CastMember, headers = {}) =>
  (await house.ask('{ viewer { role } }', {}, as, headers)).data.viewer.role;
const DRAFT = `mutation ($input: DraftRecommendationInput!) { draftRecommendation(input: $input) {
  recommendation { id history(first: 1) { edges { node { throughToken } } } } userErrors { code } } }`;
const draft = async (as: CastMember) => {
  const content = { authenticLanguage: 'EN', title: { en: 'Wells' } };
  return (await house.ask(DRAFT, input({ content }), as)).data.draftRecommendation;
};
const codes = (payload: { userErrors: { code: string }[] }) => payload.userErrors.map(({ code }) => code);

describe('a token of a program', () => {
  it('is shown once, begins so that it is found, and is nowhere in clear', async () => {
    const asked = input({ name: 'website', reads: ['STATEMENTS'], rights: [], expiresAt: await inDays(365) });
    const { newToken } = (await house.ask(MAKE, asked, cast.officer)).data.makeApiToken;
    expect(newToken.token).toMatch(/^anusas_pat_[\w-]{43}$/);
    expect(newToken.apiToken).toMatchObject({ name: 'website', rights: [], reads: ['STATEMENTS'], lastUsedOn: null });
    expect((await house.ask(MAKE, asked, cast.officer)).data.makeApiToken).toEqual({ newToken: null, userErrors: [] });
    for (const table of ['api_tokens', 'commands'])
      expect(JSON.stringify(await house.db.query(`SELECT t::text FROM ${table} t`))).not.toContain(newToken.token);
  });

  it('does no more than its seat, lasts a year at the most, and is made by nobody through another token', async () => {
    expect(codes(await make({ rights: ['ADMINISTER'] }))).toEqual(['MORE_THAN_THE_SEAT']);
    expect(codes(await make({ expiresAt: await inDays(400) }))).toEqual(['TOKEN_TOO_LONG']);
    expect(codes(await make({ expiresAt: await inDays(-1) }))).toEqual(['TOKEN_TOO_LONG']);
    const able = await program({ rights: ['DRAFT', 'RECORD', 'VERIFY'] });
    expect(codes(await make({}, able))).toEqual(['ONLY_IN_PERSON']);
  });

  it('reads its kinds, in every way of asking, and nothing else', async () => {
    const { recommendation } = await draft(cast.officer);
    const [some, none] = [await program(), await program({ reads: ['SUBMISSIONS'] })];
    const query = `query ($id: ID!) { node(id: $id) { id } recommendations(first: 5) { totalCount edges { node { id } } }
      statements(first: 5) { totalCount } viewer { seats { id } devices { id } passkeys { id } apiTokens { id } } }`;
    const [read, not] = [
      (await house.ask(query, { id: recommendation.id }, some)).data,
      (await house.ask(query, { id: recommendation.id }, none)).data,
    ];
    expect([read.node, read.recommendations.totalCount > 0]).toEqual([{ id: recommendation.id }, true]);
    expect([not.node, not.recommendations]).toEqual([null, { totalCount: 0, edges: [] }]);
    expect(read.viewer).toMatchObject({ devices: [], passkeys: [], apiTokens: [] });
    const overview = `{ overview { byStageAndAddressee { count } } }`;
    expect((await house.ask(overview, {}, none)).data.overview.byStageAndAddressee).toEqual([]);
  });

  it('acts with its rights only, marked so in the history; in person it does nothing', async () => {
    expect(codes(await draft(await program()))).toEqual(['TOKEN_MAY_NOT']);
    const able = await program({ rights: ['DRAFT'] });
    const { recommendation } = await draft(able);
    const marks = `query ($id: ID!) { recommendation(id: $id) { history(first: 5) { edges { node { throughToken } } } } }`;
    const seen = async (id: string, as?: CastMember) =>
      (await house.ask(marks, { id }, as)).data.recommendation?.history.edges.map(({ node }: any) => node.throughToken);
    expect(await seen(recommendation.id, cast.coordinator)).toEqual([true]);
    expect(await seen((await draft(cast.officer)).recommendation.id, cast.coordinator)).toEqual([false]);
    const end = `mutation ($input: OwnSignInInput!) { endOtherDevices(input: $input) { userErrors { code } } }`;
    expect(codes((await house.ask(end, input({}), able)).data.endOtherDevices)).toEqual(['ONLY_IN_PERSON']);
  });

  it('is for one seat: no other is chosen with it', async () => {
    const token = await program();
    expect(await roleOf(token)).toBe('POLICY_OFFICER');
    expect(await roleOf(token, { 'anusas-seat': toGlobalId('sea', cast.coordinator.seatId) })).toBe('PUBLIC');
  });

  it('is over when it expires, is ended, its seat ends, or everything of its person is ended', async () => {
    const END = `mutation ($input: EndApiTokenInput!) { endApiToken(input: $input) { apiTokens { id } userErrors { code } } }`;
    const [ended, other] = [await program(), await program()];
    expect(codes((await house.ask(END, input({ id: ended.id }), cast.coordinator)).data.endApiToken)).toEqual([
      'NOT_FOUND',
    ]);
    expect(await roleOf(ended)).toBe('POLICY_OFFICER');
    expect((await house.ask(END, input({ id: ended.id }), cast.officer)).data.endApiToken.userErrors).toEqual([]);
    expect([await roleOf(ended), await roleOf(other)]).toEqual(['PUBLIC', 'POLICY_OFFICER']);
    const all = `mutation ($input: PersonOfSeatInput!) { endAllDevices(input: $input) { userErrors { code } } }`;
    const monitor = await program({}, cast.monitor);
    await house.ask(all, input({ seatId: toGlobalId('sea', cast.monitor.seatId) }), cast.coordinator);
    expect(await roleOf(monitor)).toBe('PUBLIC');
    const seated = await program({ rights: ['DRAFT'] }, cast.otherOfficer);
    await house.db.query(`UPDATE seats SET valid_to = ${house.clock.sql()} WHERE id = $1`, [cast.otherOfficer.seatId]);
    expect(await roleOf(seated)).toBe('PUBLIC');
    house.clock.advance(31 * DAY);
    expect(await roleOf(other)).toBe('PUBLIC');
  });

  it('says the day of its last use to its person, and is refused when it asks too often', async () => {
    const token = await program();
    for (let times = 0; times < 3; times += 1) await roleOf(token);
    const list = '{ viewer { apiTokens { id lastUsedOn } } }';
    const tokens = (await house.ask(list, {}, cast.officer)).data.viewer.apiTokens as { id: string }[];
    const day = (await house.clock.now(house.db)).slice(0, 10);
    expect(tokens.find(({ id }) => id === token.id)).toMatchObject({ lastUsedOn: day });
    expect((await house.ask(list, {}, cast.coordinator)).data.viewer.apiTokens).toEqual([]);
    await house.db.query(
      `UPDATE api_tokens SET minute_count = $1, minute = date_trunc('minute', ${house.clock.sql()})`,
      [MOST_IN_A_MINUTE],
    );
    const { errors, status } = await house.ask('{ viewer { role } }', {}, token);
    expect([errors?.[0]?.extensions['code'], status]).toEqual(['TOO_OFTEN', 429]);
    house.clock.advance(60_000);
    expect(await roleOf(token)).toBe('POLICY_OFFICER');
  });
});
