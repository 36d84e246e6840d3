import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { Addresses } from '#accounts';
import { readConfig } from '#platform';
import { cast } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { signInByMail } from '../support/visitor.js';
import type { Visitor } from '../support/visitor.js';

const WHO = '{ viewer { signedIn role } }';
const NEEDED = 'Your seat needs a passkey or a code app';
const addressOf = (member: CastMember) => `${member.token}@example.org`;

let house: House;
beforeAll(async () => {
  house = await openHouse({ SECOND_FACTOR: 'required' });
  const addresses = house.api.app.get(Addresses, { strict: false });
  for (const member of [cast.coordinator, cast.officer, cast.observer])
    await addresses.give(house.db, member.personId, addressOf(member));
});
afterAll(() => house?.close());

/** The role that a device has, or why it is refused. */
const roleOf = async (visitor: Visitor) => {
  const { data, errors } = await visitor.graphql(WHO);
  return (data?.viewer.role as string | undefined) ?? errors?.[0]?.extensions;
};
const refused = { code: 'REFUSED', reasons: ['SECOND_FACTOR_NEEDED'], km: expect.any(String) };

describe('where a second factor is required', () => {
  it('a coordinator without one reaches the page that sets one up, and nothing else; with one, everything', async () => {
    const visitor = await signInByMail(house, addressOf(cast.coordinator));
    expect(await roleOf(visitor)).toEqual(refused);
    expect((await visitor.json('/graphql', { query: '{{{' })).json.errors[0].extensions.reasons).toEqual(
      refused.reasons,
    );
    const page = await visitor.get('/sign-in/account');
    expect([page.status, page.text.includes(NEEDED)]).toEqual([200, true]);
    await visitor.post('/sign-in/app/begin');
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec((await visitor.get('/sign-in/app')).text)?.[1] ?? '';
    expect(await roleOf(visitor)).toEqual(refused);
    const code = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({
      timestamp: Date.parse(await house.clock.now(house.db)),
    });
    expect((await visitor.post('/sign-in/app/confirm', { code })).status).toBe(200);
    expect(await roleOf(visitor)).toBe('COORDINATOR');
    expect((await visitor.get('/sign-in/account')).text).not.toContain(NEEDED);
  });

  it('so does whoever may verify; who only looks is not asked for one', async () => {
    expect(await roleOf(await signInByMail(house, addressOf(cast.officer)))).toEqual(refused);
    const looker = await signInByMail(house, addressOf(cast.observer));
    expect(await roleOf(looker)).toBe('OBSERVER');
    expect((await looker.get('/sign-in/account')).text).not.toContain(NEEDED);
  });
});

it('it is required with production settings unless they say otherwise, and advised elsewhere', () => {
  const production = { NODE_ENV: 'production', ANUSAS_SECRET: 'x'.repeat(40) };
  expect(readConfig(production).SECOND_FACTOR).toBe('required');
  expect(readConfig({ ...production, SECOND_FACTOR: 'advised' }).SECOND_FACTOR).toBe('advised');
  expect(readConfig({}).SECOND_FACTOR).toBe('advised');
});
