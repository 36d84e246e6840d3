import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Addresses } from '#accounts';
import { cast } from '../support/cast.js';
import { statementsOf } from '../support/count-statements.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { Visitor, newestMail, signInByMail } from '../support/visitor.js';

const WHO = '{ viewer { signedIn role } }';
const MINUTE = 60_000;
const officer = 'officer@example.org';
const coordinator = 'coordinator@example.org';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  const addresses = house.api.app.get(Addresses, { strict: false });
  await addresses.give(house.db, cast.officer.personId, 'Officer@Example.org');
  await addresses.give(house.db, cast.coordinator.personId, coordinator);
});
afterAll(() => house?.close());

/** Each test begins a calm day later: what others tried is forgotten, and what they signed in is over. */
const nextDay = () => house.clock.advance(26 * 60 * MINUTE);
const liveSessions = async () => {
  const [row] = await house.db.query<{ n: number }[]>(
    `SELECT count(*)::int AS n FROM sessions WHERE ended_at IS NULL AND expires_at > ${house.clock.sql()}`,
  );
  return row?.n;
};
const asked = async (address: string): Promise<{ visitor: Visitor; mail: { code: string; link: string } }> => {
  const visitor = new Visitor(house);
  await visitor.post('/sign-in/mail', { address });
  const mail = await newestMail(house, address);
  return { visitor, mail: mail as { code: string; link: string } };
};

describe('a link in a mail', () => {
  it('opens a page with a button and is used by the button alone, once', async () => {
    nextDay();
    const { visitor, mail } = await asked(officer);
    for (let times = 0; times < 10; times += 1) {
      const page = await visitor.get(`/sign-in/link?t=${mail.link}`);
      expect([page.status, page.text.includes('<form method="post" action="/sign-in/link">')]).toEqual([200, true]);
    }
    expect(await liveSessions()).toBe(0);
    const page = await visitor.post('/sign-in/link', { t: mail.link });
    expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in/account']);
    expect((await visitor.graphql(WHO)).data.viewer).toEqual({ signedIn: true, role: 'POLICY_OFFICER' });
    expect((await visitor.post('/sign-in/link', { t: mail.link })).status).toBe(403);
    expect((await visitor.post('/sign-in/code', { code: mail.code })).status).toBe(403);
  });

  it('gives one session to twenty that come at once', async () => {
    nextDay();
    const { visitor, mail } = await asked(officer);
    const cookies = [...visitor.cookies];
    const all = await Promise.all(
      Array.from({ length: 20 }, () => {
        const same = new Visitor(house);
        cookies.forEach(([name, value]) => same.cookies.set(name, value));
        return same.post('/sign-in/link', { t: mail.link });
      }),
    );
    expect(all.filter((page) => page.status === 303)).toHaveLength(1);
    expect(all.filter((page) => page.status === 403)).toHaveLength(19);
    expect(await liveSessions()).toBe(1);
  });

  it('is refused in another browser, which is told to type the code where it was asked for', async () => {
    nextDay();
    const { visitor, mail } = await asked(officer);
    const other = new Visitor(house);
    expect((await other.get(`/sign-in/link?t=${mail.link}`)).text).toContain('works only in the browser that asked');
    expect((await other.post('/sign-in/link', { t: mail.link })).status).toBe(403);
    await other.post('/sign-in/mail', { address: coordinator });
    expect((await other.post('/sign-in/link', { t: mail.link })).status).toBe(403);
    expect((await other.post('/sign-in/code', { code: mail.code })).status).toBe(403);
    expect(await liveSessions()).toBe(0);
    expect((await visitor.post('/sign-in/code', { code: mail.code })).status).toBe(303);
  });

  it('is over after ten minutes', async () => {
    nextDay();
    const { visitor, mail } = await asked(officer);
    house.clock.advance(10 * MINUTE);
    expect((await visitor.post('/sign-in/link', { t: mail.link })).status).toBe(403);
    expect((await visitor.post('/sign-in/code', { code: mail.code })).status).toBe(403);
  });

  it('is stored as a hash only, and so is the code', async () => {
    nextDay();
    const { visitor, mail } = await asked(officer);
    await visitor.post('/sign-in/code', { code: mail.code });
    const secrets = [mail.link, mail.code, officer, ...visitor.cookies.values()];
    for (const table of ['sign_in_requests', 'sessions', 'person_addresses', 'attempt_limits']) {
      const rows = JSON.stringify(await house.db.query(`SELECT t::text FROM ${table} t`));
      expect(rows.length).toBeGreaterThan(10);
      for (const secret of secrets) expect([table, rows.includes(secret)]).toEqual([table, false]);
    }
  });
});

describe('a code', () => {
  it('may be typed with Khmer digits and spaces', async () => {
    nextDay();
    const { visitor, mail } = await asked(officer);
    const khmer = mail.code.replace(/\d/g, (digit) => String.fromCharCode(0x17e0 + Number(digit)));
    const page = await visitor.post('/sign-in/code', { code: `${khmer.slice(0, 4)} ${khmer.slice(4)}` });
    expect(page.status).toBe(303);
  });

  it('is over after five wrong ones, the right one included', async () => {
    nextDay();
    const { visitor, mail } = await asked(officer);
    const wrong = mail.code.replace(/^./, (digit) => String((Number(digit) + 1) % 10));
    for (let times = 0; times < 5; times += 1)
      expect((await visitor.post('/sign-in/code', { code: wrong })).status).toBe(403);
    expect((await visitor.post('/sign-in/code', { code: mail.code })).status).toBe(403);
    expect(await liveSessions()).toBe(0);
  });
});

describe('an address that nobody has', () => {
  it('is answered in the same words, and no mail is written', async () => {
    nextDay();
    const known = await new Visitor(house).post('/sign-in/mail', { address: officer });
    const strange = ['nobody@example.org', 'not an address', '', 'a@b.example.org, officer@example.org'];
    for (const address of strange) {
      const visitor = new Visitor(house);
      const page = await visitor.post('/sign-in/mail', { address });
      const shown = ({ status, headers, text }: typeof page) => [status, headers.get('location'), text];
      expect(shown(page)).toEqual(shown(known));
      expect(page.headers.get('set-cookie')?.replace(/=[\w-]+/, '')).toBe(
        known.headers.get('set-cookie')?.replace(/=[\w-]+/, ''),
      );
      expect((await visitor.post('/sign-in/code', { code: '12345678' })).status).toBe(403);
    }
    expect(await newestMail(house, 'nobody@example.org')).toBeUndefined();
  });
});

describe('the pages', () => {
  it('refuse a form that no page of ours sent', async () => {
    nextDay();
    const visitor = new Visitor(house);
    for (const headers of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example.org' },
      { origin: 'null' },
    ] as Record<string, string>[])
      expect((await visitor.post('/sign-in/mail', { address: officer }, headers)).status).toBe(403);
    expect((await visitor.post('/sign-in/mail', { address: officer }, { origin: house.api.url })).status).toBe(303);
  });

  it('are kept nowhere, framed by nobody, and load nothing from elsewhere', async () => {
    const { headers, text } = await new Visitor(house).get('/sign-in');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(text).not.toMatch(/<(link|script|img|iframe|form)[^>]*(src|href|action)="(https?:)?\/\//);
    expect(text).not.toMatch(/<script(?! src="\/sign-in\/)/);
  });

  it('write what was sent to them as text', async () => {
    const { visitor } = await asked(officer);
    const page = await visitor.get(`/sign-in/link?t=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('<img');
  });
});

describe('a signed-in device', () => {
  it('acts through GraphQL for pages of ours alone', async () => {
    nextDay();
    const visitor = await signInByMail(house, officer);
    const role = async (headers: Record<string, string>) =>
      (await visitor.graphql(WHO, {}, headers)).data.viewer.role as string;
    expect(await role({ 'sec-fetch-site': 'same-origin' })).toBe('POLICY_OFFICER');
    expect(await role({ origin: house.api.url })).toBe('POLICY_OFFICER');
    expect(await role({})).toBe('PUBLIC');
    expect(await role({ 'sec-fetch-site': 'cross-site', origin: house.api.url })).toBe('PUBLIC');
    expect(await role({ origin: 'https://elsewhere.example.org' })).toBe('PUBLIC');
  });

  it('costs a request one statement, as a token does, also when its use is written down', async () => {
    nextDay();
    const visitor = await signInByMail(house, officer);
    const byToken = await statementsOf(house.product, () => house.ask(WHO, {}, cast.officer));
    house.clock.advance(5 * MINUTE);
    const byCookie = await statementsOf(house.product, () => visitor.graphql(WHO));
    expect(byCookie).toHaveLength(byToken.length);
  });

  it('is over after thirty minutes of nothing, fifteen for a coordinator, and after twelve hours at the latest', async () => {
    nextDay();
    const [one, other] = [await signInByMail(house, officer), await signInByMail(house, coordinator)];
    const roles = async () => [(await one.graphql(WHO)).data.viewer.role, (await other.graphql(WHO)).data.viewer.role];
    house.clock.advance(14 * MINUTE);
    expect(await roles()).toEqual(['POLICY_OFFICER', 'COORDINATOR']);
    house.clock.advance(15 * MINUTE);
    expect(await roles()).toEqual(['POLICY_OFFICER', 'PUBLIC']);
    house.clock.advance(30 * MINUTE);
    expect(await roles()).toEqual(['PUBLIC', 'PUBLIC']);
    const busy = await signInByMail(house, officer);
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      house.clock.advance(20 * MINUTE);
      expect((await busy.graphql(WHO)).data.viewer.role).toBe('POLICY_OFFICER');
    }
    house.clock.advance(20 * MINUTE);
    expect((await busy.graphql(WHO)).data.viewer.role).toBe('PUBLIC');
  });

  it('ends at once when it is signed out, and the browser is told to forget', async () => {
    nextDay();
    const visitor = await signInByMail(house, officer);
    const before = new Map(visitor.cookies);
    const page = await visitor.post('/sign-in/out');
    expect(page.headers.get('clear-site-data')).toContain('"cookies"');
    before.forEach((value, name) => visitor.cookies.set(name, value));
    expect((await visitor.graphql(WHO)).data.viewer.role).toBe('PUBLIC');
  });

  it('can be ended from another device of the same person, and by nobody else', async () => {
    nextDay();
    const [lost, here] = [await signInByMail(house, officer), await signInByMail(house, officer)];
    const stranger = await signInByMail(house, coordinator);
    const id = /name="id" value="([^"]+)"/.exec((await here.get('/sign-in/account')).text)?.[1] as string;
    await stranger.post('/sign-in/devices/end', { id });
    expect((await lost.graphql(WHO)).data.viewer.role).toBe('POLICY_OFFICER');
    await here.post('/sign-in/devices/end', { id });
    expect((await lost.graphql(WHO)).data.viewer.role).toBe('PUBLIC');
    expect((await here.graphql(WHO)).data.viewer.role).toBe('POLICY_OFFICER');
  });

  it('gets a cookie that no script and no other site reads', async () => {
    nextDay();
    const { visitor, mail } = await asked(officer);
    const page = await visitor.post('/sign-in/code', { code: mail.code });
    const session = page.headers.getSetCookie().find((each) => each.startsWith('anusas-session='));
    expect(session).toMatch(/^anusas-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });
});
