import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { Addresses } from '#accounts';
import { toGlobalId } from '#platform';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { signInByMail } from '../support/visitor.js';
import type { Visitor } from '../support/visitor.js';

const MINUTE = 60_000;
const address = 'member@example.org';
const { personId, seatId } = cast.representative(1);
const seat = toGlobalId('sea', seatId);

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.api.app.get(Addresses, { strict: false }).give(house.db, personId, address);
});
afterAll(() => house?.close());
beforeEach(() => house.clock.advance(26 * 60 * MINUTE));

const input = (fields: object = {}) => ({ input: { idempotencyKey: randomUUID(), ...fields } });
const roleOf = async (visitor: Visitor) => (await visitor.graphql('{ viewer { role } }')).data.viewer.role as string;
const DEVICES = `devices { id name current way }`;

describe('devices', () => {
  it('are listed to their owner, and ended one by one or all others, at once', async () => {
    const [one, two, three] = [
      await signInByMail(house, address),
      await signInByMail(house, address),
      await signInByMail(house, address),
    ];
    const { data } = await one.graphql(`{ viewer { ${DEVICES} } }`);
    expect(data.viewer.devices).toHaveLength(3);
    expect(data.viewer.devices.filter((each: { current: boolean }) => each.current)).toEqual([
      { id: expect.stringMatching(/^dev_/), name: expect.any(String), current: true, way: 'MAIL' },
    ]);
    const own = (await two.graphql(`{ viewer { ${DEVICES} } }`)).data.viewer.devices.find(
      (each: { current: boolean }) => each.current,
    );
    const end = `mutation ($input: EndDeviceInput!) { endDevice(input: $input) { ${DEVICES} userErrors { code } } }`;
    const others = await house.ask(end, input({ id: own.id }), cast.representative(2));
    expect(others.data.endDevice.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
    expect(await roleOf(two)).toBe('MEMBER_REPRESENTATIVE');
    expect((await one.graphql(end, input({ id: own.id }))).data.endDevice.devices).toHaveLength(2);
    expect(await roleOf(two)).toBe('PUBLIC');
    const rest = `mutation ($input: OwnSignInInput!) { endOtherDevices(input: $input) { ${DEVICES} userErrors { code } } }`;
    expect((await one.graphql(rest, input())).data.endOtherDevices.devices).toHaveLength(1);
    expect([await roleOf(one), await roleOf(three)]).toEqual(['MEMBER_REPRESENTATIVE', 'PUBLIC']);
  });

  it('are not for who has not signed in', async () => {
    const rest = `mutation ($input: OwnSignInInput!) { endOtherDevices(input: $input) { userErrors { code } } }`;
    expect((await house.ask(rest, input())).data.endOtherDevices.userErrors).toEqual([{ code: 'NOT_YOUR_ACT' }]);
    expect((await house.ask(`{ viewer { ${DEVICES} passkeys { id } recovery { id } } }`)).data.viewer).toEqual({
      devices: [],
      passkeys: [],
      recovery: null,
    });
  });

  it('of a person, with its tokens, are ended at once by a coordinator and by nobody else', async () => {
    const all = `mutation ($input: PersonOfSeatInput!) { endAllDevices(input: $input) { userErrors { code } } }`;
    const visitor = await signInByMail(house, address);
    for (const other of [cast.officer, cast.administrator, cast.representative(2), cast.representative(1)]) {
      const { data } = await house.ask(all, input({ seatId: seat }), other);
      expect(data.endAllDevices.userErrors).toEqual([{ code: 'NOT_YOUR_ACT' }]);
    }
    expect(await roleOf(visitor)).toBe('MEMBER_REPRESENTATIVE');
    const { data } = await house.ask(all, input({ seatId: seat }), cast.coordinator);
    expect(data.endAllDevices.userErrors).toEqual([]);
    expect(await roleOf(visitor)).toBe('PUBLIC');
    const token = await house.ask('{ viewer { role } }', {}, cast.representative(1));
    expect(token.data.viewer.role).toBe('PUBLIC');
  });
});

describe('a code app, through GraphQL', () => {
  const begin = `mutation ($input: OwnSignInInput!) { beginCodeApp(input: $input) { setup { secret uri } userErrors { code } } }`;
  const confirm = `mutation ($input: ConfirmCodeAppInput!) { confirmCodeApp(input: $input) { recoveryCodes { codes } userErrors { code } } }`;

  it('is confirmed by a code, of which each attempt counts, ten in one request too', async () => {
    const visitor = await signInByMail(house, address);
    const { secret } = (await visitor.graphql(begin, input())).data.beginCodeApp.setup;
    const right = async () =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({
        timestamp: Date.parse(await house.clock.now(house.db)),
      });
    const wrong = (await right()) === '000000' ? '000001' : '000000';
    const many = (aliases: number) =>
      `mutation { ${Array.from(
        { length: aliases },
        (_, index) =>
          `a${index}: confirmCodeApp(input: { idempotencyKey: "${randomUUID()}", code: "${wrong}" }) { userErrors { code } }`,
      ).join(' ')} }`;
    expect((await visitor.graphql(many(100))).errors).toHaveLength(1);
    const tried = Object.values((await visitor.graphql(many(10))).data as Record<string, { userErrors: object[] }>);
    expect(tried.map(({ userErrors }) => userErrors)).toEqual(Array(10).fill([{ code: 'CODE_DOES_NOT_COUNT' }]));
    const late = await visitor.graphql(confirm, input({ code: await right() }));
    expect(late.data.confirmCodeApp.userErrors).toEqual([{ code: 'TOO_MANY_ATTEMPTS' }]);
    house.clock.advance(2 * MINUTE);
    const key = input({ code: await right() });
    expect((await visitor.graphql(confirm, key)).data.confirmCodeApp.recoveryCodes.codes).toHaveLength(10);
    // The same command again answers that it was done, and shows the codes to nobody any more.
    expect((await visitor.graphql(confirm, key)).data.confirmCodeApp).toEqual({ recoveryCodes: null, userErrors: [] });
    expect((await visitor.graphql('{ viewer { codeApp recoveryCodesLeft } }')).data.viewer).toEqual({
      codeApp: true,
      recoveryCodesLeft: 10,
    });
    const remove = `mutation ($input: OwnSignInInput!) { removeCodeApp(input: $input) { userErrors { code } } }`;
    expect((await visitor.graphql(remove, input())).data.removeCodeApp.userErrors).toEqual([
      { code: 'PROVE_IT_IS_YOU' },
    ]);
    await visitor.post('/sign-in/prove', { code: await right() });
    house.clock.advance(MINUTE);
    expect((await visitor.post('/sign-in/prove', { code: await right() })).status).toBe(303);
    expect((await visitor.graphql(remove, input())).data.removeCodeApp.userErrors).toEqual([]);
  });
});

describe('an address', () => {
  const give = `mutation ($input: GiveSignInAddressInput!) { giveSignInAddress(input: $input) { userErrors { code } } }`;
  const asked = async (fields: object, by = cast.administrator) =>
    (await house.ask(give, input(fields), by)).data.giveSignInAddress.userErrors as object[];

  it('is given once by an administrator, is nobody else’s, and is one that mail can be sent to', async () => {
    const other = toGlobalId('sea', cast.representative(3).seatId);
    expect(await asked({ seatId: other, address: 'x@example.org' }, cast.coordinator)).toEqual([
      { code: 'NOT_YOUR_ACT' },
    ]);
    expect(await asked({ seatId: seat, address: 'x@example.org' })).toEqual([{ code: 'HAS_AN_ADDRESS' }]);
    expect(await asked({ seatId: other, address })).toEqual([{ code: 'ADDRESS_TAKEN' }]);
    for (const no of [
      'nothing',
      'a@b',
      'two@example.org,other@example.org',
      'Name <a@example.org>',
      'a@example.org\r\nBcc: b@example.org',
      '"a b"@example.org',
      'a(b)@example.org',
    ])
      expect(await asked({ seatId: other, address: no })).toEqual([{ code: 'NO_ADDRESS' }]);
    expect(await asked({ seatId: other, address: 'Third@Example.org' })).toEqual([]);
    expect(await roleOf(await signInByMail(house, 'third@example.org'))).toBe('MEMBER_REPRESENTATIVE');
  });
});
