import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Addresses, hashToken } from '#accounts';
import { toGlobalId } from '#platform';
import { cast, org } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { Visitor, newestMail, signInByMail } from '../support/visitor.js';

const HOUR = 3_600_000;
const { personId, seatId } = cast.representative(1);
const seat = toGlobalId('sea', seatId);
const second: CastMember = {
  ...cast.coordinator,
  token: 'test-token-second-coordinator',
  personId: '00000001-0000-4000-8000-000000000900',
  seatId: '00000002-0000-4000-8000-000000000900',
};

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.db.query(`INSERT INTO people (id, office_en) VALUES ($1, 'Second coordinator (test)')`, [
    second.personId,
  ]);
  await house.db.query(
    `INSERT INTO seats (id, person_id, organisation_id, role, rights) VALUES ($1, $2, $3, 'coordinator', $4)`,
    [second.seatId, second.personId, org.secretariat, second.rights],
  );
  await house.db.query(`INSERT INTO sign_ins (token_hash, person_id) VALUES ($1, $2)`, [
    hashToken(second.token),
    second.personId,
  ]);
});
afterAll(() => house?.close());

let address = '';
beforeEach(async () => {
  house.clock.advance(50 * HOUR);
  address = `member-${randomUUID()}@example.org`;
  await house.db.query(`DELETE FROM person_addresses`);
  await house.db.query(`DELETE FROM recoveries`);
  await house.api.app.get(Addresses, { strict: false }).give(house.db, personId, address);
});

const send = async (mutation: string, type: string, fields: object, by: CastMember) => {
  const { data } = await house.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { recovery { id takesEffectAt } userErrors { code } } }`,
    { input: { idempotencyKey: randomUUID(), ...fields } },
    by,
  );
  return data[mutation] as { recovery: { id: string } | null; userErrors: { code: string }[] };
};
const begin = (by: CastMember, fields: object = {}) =>
  send('beginRecovery', 'BeginRecoveryInput', { seatId: seat, ...fields }, by);
const approve = (id: string, by: CastMember) => send('approveRecovery', 'RecoveryInput', { id }, by);
const stop = (id: string, by: CastMember) => send('stopRecovery', 'RecoveryInput', { id }, by);
const codes = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code);
const mailsTo = async (to: string) => (await newestMail(house, to))?.text ?? '';

describe('a recovery', () => {
  it('takes two coordinators and a day, and everything by which the person signed in is gone then', async () => {
    const visitor = await signInByMail(house, address);
    await visitor.post('/sign-in/app/begin');
    await house.db.query(`UPDATE authenticators SET confirmed_at = now() WHERE person_id = $1`, [personId]);
    const id = (await begin(cast.coordinator)).recovery?.id as string;
    expect(await mailsTo(address)).toContain('has begun the recovery');
    expect(codes(await approve(id, cast.coordinator))).toEqual(['SECOND_COORDINATOR_NEEDED']);
    house.clock.advance(30 * HOUR);
    const early = new Visitor(house);
    await early.post('/sign-in/mail', { address });
    expect(
      (await early.post('/sign-in/code', { code: (await newestMail(house, address))?.code ?? '' })).headers.get(
        'location',
      ),
    ).toBe('/sign-in/second');
    expect(codes(await approve(id, second))).toEqual([]);
    expect(await mailsTo(address)).toContain('takes effect after one day');
    house.clock.advance(23 * HOUR);
    const almost = new Visitor(house);
    await almost.post('/sign-in/mail', { address });
    expect(
      (await almost.post('/sign-in/code', { code: (await newestMail(house, address))?.code ?? '' })).headers.get(
        'location',
      ),
    ).toBe('/sign-in/second');
    house.clock.advance(2 * HOUR);
    const after = await signInByMail(house, address);
    expect((await after.graphql('{ viewer { codeApp recovery { id } devices { current } } }')).data.viewer).toEqual({
      codeApp: false,
      recovery: null,
      devices: [{ current: true }],
    });
    expect((await after.get('/sign-in/account')).text).not.toContain('A recovery of your account');
  });

  it('is shown on every device of the person, who can stop it', async () => {
    const id = (await begin(cast.coordinator)).recovery?.id as string;
    await approve(id, second);
    const visitor = await signInByMail(house, address);
    expect((await visitor.get('/sign-in/account')).text).toContain('A recovery of your account is under way');
    expect((await visitor.graphql('{ viewer { recovery { id } } }')).data.viewer.recovery).toEqual({ id });
    await visitor.post('/sign-in/recovery/stop');
    expect(await mailsTo(address)).toContain('was stopped');
    house.clock.advance(26 * HOUR);
    await signInByMail(house, address);
    expect(codes(await approve(id, second))).toEqual(['NOT_FOUND']);
    const [row] = await house.db.query<{ done: boolean }[]>(`SELECT done_at IS NOT NULL AS done FROM recoveries`);
    expect(row?.done).toBe(false);
  });

  it('can bring another address, and the old one is nobody’s then', async () => {
    const other = `other-${randomUUID()}@example.org`;
    const id = (await begin(cast.coordinator, { newAddress: other })).recovery?.id as string;
    await approve(id, second);
    const early = new Visitor(house);
    await early.post('/sign-in/mail', { address: other });
    expect(await newestMail(house, other)).toBeUndefined();
    house.clock.advance(25 * HOUR);
    await signInByMail(house, other);
    const old = new Visitor(house);
    const before = await mailsTo(address);
    await old.post('/sign-in/mail', { address });
    expect(await mailsTo(address)).toBe(before);
  });

  it('is begun and approved by coordinators alone, not of themselves, and one at a time', async () => {
    for (const other of [cast.officer, cast.administrator, cast.chair, cast.representative(2)])
      expect(codes(await begin(other))).toEqual(['NOT_YOUR_ACT']);
    const own = { seatId: toGlobalId('sea', cast.coordinator.seatId) };
    expect(codes(await begin(cast.coordinator, own))).toEqual(['NOT_YOUR_OWN_RECOVERY']);
    const ofSecond = { seatId: toGlobalId('sea', second.seatId) };
    const theirs = (await begin(cast.coordinator, ofSecond)).recovery?.id as string;
    expect(codes(await approve(theirs, second))).toEqual(['SECOND_COORDINATOR_NEEDED']);
    const id = (await begin(cast.coordinator)).recovery?.id as string;
    expect(codes(await begin(second))).toEqual(['RECOVERY_UNDER_WAY']);
    expect(codes(await approve(id, cast.administrator))).toEqual(['NOT_YOUR_ACT']);
    expect(codes(await stop(id, cast.representative(2)))).toEqual(['NOT_FOUND']);
    const list = async (by: CastMember) =>
      (await house.ask('{ recoveries { id person { office { en } } } }', {}, by)).data.recoveries;
    expect(await list(cast.officer)).toEqual([]);
    expect(await list(second)).toEqual([
      { id: theirs, person: { office: { en: 'Second coordinator (test)' } } },
      { id, person: { office: { en: 'memberRepresentative (test)' } } },
    ]);
    expect(codes(await stop(id, second))).toEqual([]);
  });

  it('is asked for by somebody who has just proved who they are, when it is a device that asks', async () => {
    const addresses = house.api.app.get(Addresses, { strict: false });
    const own = `coordinator-${randomUUID()}@example.org`;
    await addresses.give(house.db, cast.coordinator.personId, own);
    const visitor = await signInByMail(house, own);
    const { data } = await visitor.graphql(
      `mutation ($input: BeginRecoveryInput!) { beginRecovery(input: $input) { userErrors { code } } }`,
      { input: { idempotencyKey: randomUUID(), seatId: seat } },
    );
    expect(data.beginRecovery.userErrors).toEqual([{ code: 'PROVE_IT_IS_YOU' }]);
  });
});
