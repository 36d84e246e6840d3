import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { Addresses } from '#accounts';
import { cast } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { Visitor, newestMail, signInByMail } from '../support/visitor.js';

const WHO = '{ viewer { role } }';
const MINUTE = 60_000;
const addressOf = (member: CastMember) => `${member.token}@example.org`;

let house: House;
beforeAll(async () => {
  house = await openHouse();
  const addresses = house.api.app.get(Addresses, { strict: false });
  for (const member of [cast.officer, cast.otherOfficer, cast.chair, cast.monitor, cast.observer])
    await addresses.give(house.db, member.personId, addressOf(member));
});
afterAll(() => house?.close());
beforeEach(() => house.clock.advance(26 * 60 * MINUTE));

const codeOf = async (secret: string, later = 0): Promise<string> =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.parse(await house.clock.now(house.db)) + later,
  });

/** Connects an app. @returns its secret and the codes on paper. */
async function connect(visitor: Visitor): Promise<{ secret: string; codes: string[] }> {
  await visitor.post('/sign-in/app/begin');
  const { text } = await visitor.get('/sign-in/app');
  const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(text)?.[1]?.replaceAll(' ', '') ?? '';
  const page = await visitor.post('/sign-in/app/confirm', { code: await codeOf(secret) });
  return { secret, codes: page.text.match(/[A-Z2-7]{4}(-[A-Z2-7]{4}){3}/g) ?? [] };
}

/** The first step of a sign-in by mail. */
async function halfWay(member: CastMember): Promise<Visitor> {
  const visitor = new Visitor(house);
  await visitor.post('/sign-in/mail', { address: addressOf(member) });
  const mail = await newestMail(house, addressOf(member));
  const page = await visitor.post('/sign-in/code', { code: mail?.code ?? '' });
  expect(page.headers.get('location')).toBe('/sign-in/second');
  return visitor;
}
const roleOf = async (visitor: Visitor) => (await visitor.graphql(WHO)).data.viewer.role as string;

describe('a code app', () => {
  it('is asked for after the mail, and each of its codes counts once', async () => {
    const { secret } = await connect(await signInByMail(house, addressOf(cast.officer)));
    house.clock.advance(5 * MINUTE);
    const visitor = await halfWay(cast.officer);
    expect(await roleOf(visitor)).toBe('PUBLIC');
    const code = await codeOf(secret);
    expect((await visitor.post('/sign-in/second', { code: code === '000000' ? '000001' : '000000' })).status).toBe(403);
    const [one, other] = await Promise.all([
      visitor.post('/sign-in/second', { code }),
      visitor.post('/sign-in/second', { code }),
    ]);
    expect([one.status, other.status].sort()).toEqual([303, 403]);
    expect(await roleOf(visitor)).toBe('POLICY_OFFICER');
    expect((await (await halfWay(cast.officer)).post('/sign-in/second', { code })).status).toBe(403);
  });

  it('is asked for in the browser that took the first step, within ten minutes', async () => {
    const { secret } = await connect(await signInByMail(house, addressOf(cast.otherOfficer)));
    house.clock.advance(5 * MINUTE);
    const visitor = await halfWay(cast.otherOfficer);
    const code = await codeOf(secret);
    expect((await new Visitor(house).post('/sign-in/second', { code })).status).toBe(403);
    house.clock.advance(10 * MINUTE);
    expect((await visitor.post('/sign-in/second', { code: await codeOf(secret) })).status).toBe(403);
    expect(await roleOf(visitor)).toBe('PUBLIC');
  });

  it('gives ten codes on paper, each of which counts once, and its use is told by mail', async () => {
    const { codes } = await connect(await signInByMail(house, addressOf(cast.chair)));
    expect(new Set(codes).size).toBe(10);
    const [code = ''] = codes;
    const visitor = await halfWay(cast.chair);
    const typed = code.toLowerCase().replaceAll('-', ' ');
    expect((await visitor.post('/sign-in/second', { code: typed })).status).toBe(303);
    expect((await newestMail(house, addressOf(cast.chair)))?.text).toContain('one of your recovery codes');
    expect((await (await halfWay(cast.chair)).post('/sign-in/second', { code })).status).toBe(403);
    const stored = JSON.stringify(await house.db.query(`SELECT t::text FROM recovery_codes t`));
    expect(stored).not.toContain(codes[1]?.replaceAll('-', ''));
  });

  it('is neither added nor removed by a device on which nothing was proved for ten minutes', async () => {
    const idle = await signInByMail(house, addressOf(cast.monitor));
    house.clock.advance(11 * MINUTE);
    expect((await idle.post('/sign-in/app/begin')).headers.get('location')).toBe('/sign-in/prove');
    const visitor = await signInByMail(house, addressOf(cast.monitor));
    const { secret } = await connect(visitor);
    house.clock.advance(11 * MINUTE);
    expect((await visitor.post('/sign-in/app/remove')).headers.get('location')).toBe('/sign-in/prove');
    const cookie = visitor.cookies.get('anusas-session');
    expect((await visitor.post('/sign-in/prove', { code: await codeOf(secret) })).status).toBe(303);
    expect(visitor.cookies.get('anusas-session')).not.toBe(cookie);
    expect((await visitor.post('/sign-in/app/remove')).headers.get('location')).toBe('/sign-in/account');
    expect((await visitor.get('/sign-in/account')).text).toContain('Connect a code app');
  });

  it('cannot be guessed: after ten attempts even the right code waits, and after the wait it counts', async () => {
    const { secret } = await connect(await signInByMail(house, addressOf(cast.observer)));
    house.clock.advance(5 * MINUTE);
    const visitor = await halfWay(cast.observer);
    const right = await codeOf(secret);
    const wrong = right === '000000' ? '000001' : '000000';
    const statuses: number[] = [];
    for (let times = 0; times < 12; times += 1)
      statuses.push((await visitor.post('/sign-in/second', { code: wrong })).status);
    expect(statuses).toEqual([...Array<number>(10).fill(403), 429, 429]);
    expect((await visitor.post('/sign-in/second', { code: right })).status).toBe(429);
    house.clock.advance(2 * MINUTE);
    expect((await visitor.post('/sign-in/second', { code: await codeOf(secret) })).status).toBe(303);
  });
});
