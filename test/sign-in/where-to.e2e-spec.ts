import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Addresses } from '#accounts';
import { Secret, TOTP } from 'otpauth';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { Visitor, newestMail, signInByMail } from '../support/visitor.js';

const address = 'officer@example.org';
const TO = '/sign-in/prove?lang=en';
const asked = `/sign-in?to=${encodeURIComponent(TO)}`;

let house: House;
beforeAll(async () => {
  house = await openHouse();
  const addresses = house.api.app.get(Addresses, { strict: false });
  await addresses.give(house.db, cast.officer.personId, address);
  await addresses.give(house.db, cast.coordinator.personId, 'coordinator@example.org');
});
afterAll(() => house?.close());

const where = (page: { headers: Headers }) => page.headers.get('location');

async function mailFor(visitor: Visitor, to: string): Promise<{ code: string; link: string }> {
  house.clock.advance(26 * 3_600_000);
  await visitor.post('/sign-in/mail', { address: to });
  return (await newestMail(house, to)) as { code: string; link: string };
}

describe('the page that somebody was going to', () => {
  it('is reached after the code of a mail and after its link, once', async () => {
    for (const way of ['code', 'link'] as const) {
      const visitor = new Visitor(house);
      await visitor.get(asked);
      const mail = await mailFor(visitor, address);
      const fields: Record<string, string> = way === 'code' ? { code: mail.code } : { t: mail.link };
      expect([way, where(await visitor.post(`/sign-in/${way}`, fields))]).toEqual([way, TO]);
      expect(visitor.cookies.has('anusas-to')).toBe(false);
      const again = await mailFor(visitor, address);
      expect(where(await visitor.post('/sign-in/code', { code: again.code }))).toBe('/sign-in/account');
    }
  });

  it('is remembered by a page that needs somebody who is signed in', async () => {
    const visitor = new Visitor(house);
    const door = where(await visitor.get('/sign-in/app')) as string;
    expect(door).toBe('/sign-in?to=%2Fsign-in%2Fapp');
    await visitor.get(door);
    const mail = await mailFor(visitor, address);
    expect(where(await visitor.post('/sign-in/code', { code: mail.code }))).toBe('/sign-in/app');
    expect(where(await visitor.get(asked))).toBe(TO);
  });

  it('waits for the second factor', async () => {
    const visitor = await signInByMail(house, 'coordinator@example.org');
    await visitor.post('/sign-in/app/begin');
    const secret = /secret=([A-Z2-7]+)/.exec((await visitor.get('/sign-in/app')).text)?.[1] ?? '';
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = async () => totp.generate({ timestamp: Date.parse(await house.clock.now(house.db)) });
    expect((await visitor.post('/sign-in/app/confirm', { code: await code() })).status).toBe(200);
    const other = new Visitor(house);
    await other.get(asked);
    const mail = await mailFor(other, 'coordinator@example.org');
    expect(where(await other.post('/sign-in/code', { code: mail.code }))).toBe('/sign-in/second');
    expect(where(await other.post('/sign-in/second', { code: await code() }))).toBe(TO);
  });

  it('is a path of ours and nothing else', async () => {
    const foreign = [
      'https://example.com/',
      '//example.com',
      '/\\example.com',
      '/%5cexample.com',
      '/\texample.com',
      '/.//example.com',
      'sign-in',
      'javascript:alert(1)',
      `/${'a'.repeat(400)}`,
      '/a\r\nset-cookie: x=y',
      '/a"><script>',
    ];
    for (const to of foreign) {
      const visitor = new Visitor(house);
      await visitor.get(`/sign-in?to=${encodeURIComponent(to)}`);
      expect([to, visitor.cookies.has('anusas-to')]).toEqual([to, false]);
      visitor.cookies.set('anusas-to', encodeURIComponent(to));
      const mail = await mailFor(visitor, address);
      expect([to, where(await visitor.post('/sign-in/code', { code: mail.code }))]).toEqual([to, '/sign-in/account']);
    }
  });

  it('is forgotten with the browser, and by the quick exit at once', async () => {
    const visitor = new Visitor(house);
    const page = await visitor.get(asked);
    const set = page.headers.getSetCookie().find((each) => each.startsWith('anusas-to=')) ?? '';
    expect(set).toMatch(/; Path=\/sign-in; HttpOnly; SameSite=Lax$/);
    await visitor.post('/sign-in/leave');
    expect(visitor.cookies.has('anusas-to')).toBe(false);
  });
});
