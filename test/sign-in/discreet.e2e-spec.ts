import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Addresses } from '#accounts';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { Visitor, newestMail, signInByMail } from '../support/visitor.js';

const AWAY = 'https://weather.example.org/';
const address = 'officer@example.org';
const WHO = '{ viewer { signedIn } }';

let house: House;
beforeAll(async () => {
  house = await openHouse({ QUICK_EXIT_URL: AWAY });
  await house.api.app.get(Addresses, { strict: false }).give(house.db, cast.officer.personId, address);
});
afterAll(() => house?.close());

describe('the quick exit', () => {
  it('stands on every page, ends the session without a script and leads away, telling nobody from where', async () => {
    const visitor = await signInByMail(house, address);
    const before = [...visitor.cookies];
    for (const path of ['/sign-in/account', '/sign-in/code', '/sign-in/prove']) {
      const page = await visitor.get(path);
      expect([path, page.text.includes('<form class="leave" method="post" action="/sign-in/leave"')]).toEqual([
        path,
        true,
      ]);
      expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://weather.example.org;");
    }
    const left = await visitor.post('/sign-in/leave');
    expect([left.status, left.headers.get('location')]).toEqual([303, AWAY]);
    expect(left.headers.get('referrer-policy')).toBe('no-referrer');
    expect(left.headers.get('clear-site-data')).toBe('"cookies", "storage"');
    before.forEach(([name, value]) => visitor.cookies.set(name, value));
    expect((await visitor.graphql(WHO)).data.viewer.signedIn).toBe(false);
  });

  it('is not taken for somebody by another site', async () => {
    const visitor = await signInByMail(house, address);
    expect((await visitor.post('/sign-in/leave', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await visitor.graphql(WHO)).data.viewer.signedIn).toBe(true);
  });
});

describe('what others may see of it', () => {
  it('titles of pages and previews name nothing, and nothing is to be indexed', async () => {
    const visitor = await signInByMail(house, address);
    for (const path of [
      '/sign-in',
      '/sign-in/account',
      '/sign-in/code',
      '/sign-in/link?t=x',
      '/sign-in/invitation?t=x',
    ]) {
      const page = await visitor.get(path);
      expect([path, /<title>[^<]*(Anusas|អនុសាសន៍)/.test(page.text)]).toEqual([path, false]);
      expect([path, page.text.includes('og:')]).toEqual([path, false]);
      if (page.status !== 404)
        expect([path, page.headers.get('x-robots-tag')]).toEqual([path, expect.stringMatching('noindex')]);
    }
  });

  it('mail names neither the product nor an organisation', async () => {
    await new Visitor(house).post('/sign-in/mail', { address });
    expect((await newestMail(house, address))?.text).not.toMatch(/anusas|អនុសាសន៍|CPDD/i);
  });

  it('cookies end with the browser, and answers are kept nowhere', async () => {
    const visitor = new Visitor(house);
    const page = await visitor.get('/sign-in?lang=en');
    expect(page.headers.getSetCookie()).toEqual(['anusas-language=en; Path=/; SameSite=Lax']);
    const ways: RequestInit[] = [
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: WHO }) },
      { method: 'GET', headers: { 'apollo-require-preflight': 'yes' } },
    ];
    for (const init of ways) {
      const query = init.method === 'GET' ? `?query=${encodeURIComponent(WHO)}` : '';
      const answer = await fetch(`${house.api.url}/graphql${query}`, init);
      expect([init.method, answer.status, answer.headers.get('cache-control')]).toEqual([init.method, 200, 'no-store']);
    }
  });
});
