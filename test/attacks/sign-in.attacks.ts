import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { toGlobalId } from '#platform';
import { cast } from '../support/cast.js';
import { until } from '../support/until.js';
import { Visitor, newestMail, signInByMail } from '../support/visitor.js';
import { SITE, addressOf, input, sendRaw } from './field.js';
import type { Field, Threat } from './field.js';

const officer = addressOf(cast.officer);
const roleOf = async (visitor: Visitor) => (await visitor.graphql('{ viewer { role } }')).data.viewer.role as string;
const asked = async (field: Field, address = officer, headers: Record<string, string> = {}) => {
  const visitor = new Visitor(field.house, headers);
  const page = await visitor.post('/sign-in/mail', { address });
  const mail = (await newestMail(field.house, address)) ?? { text: '', code: '', link: '' };
  return { visitor, page, mail };
};
const copyOf = (field: Field, visitor: Visitor): Visitor => {
  const copy = new Visitor(field.house);
  visitor.cookies.forEach((value, name) => copy.cookies.set(name, value));
  return copy;
};

export const signInThreats: Threat[] = [
  {
    threat: 'A mail of ours is made to lead to another site (Host, X-Forwarded-Host)',
    control: 'links lead to PUBLIC_URL, whatever a request says',
    async attack({ production, mail }) {
      const before = mail.letters.length;
      const { status } = await sendRaw(`${production.api.url}/sign-in/mail`, {
        method: 'POST',
        headers: {
          host: 'evil.example.net',
          'x-forwarded-host': 'evil.example.net',
          forwarded: 'host=evil.example.net;proto=http',
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: `address=${encodeURIComponent(officer)}`,
      });
      expect(status).toBe(303);
      await until(() => mail.letters.length > before);
      const text = mail.letters
        .slice(before)
        .map((letter) => letter.text)
        .join('\n');
      expect(text).not.toContain('evil');
      expect(text.replaceAll('=\n', '')).toContain(new URL(SITE).host);
    },
  },
  {
    threat: 'A passkey is asked for, and answered, by a page of another site',
    control: 'requests of pages of ours only; the answer names our origin (browser: test/browser)',
    async attack({ house }) {
      const { url } = house.api;
      for (const headers of [{ origin: 'https://evil.example.net' }, { 'sec-fetch-site': 'cross-site' }, {}]) {
        for (const path of ['options', 'answer']) {
          const answer = await fetch(`${url}/sign-in/passkeys/${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
            body: JSON.stringify({ use: 'signIn' }),
          });
          expect([path, answer.status, answer.headers.getSetCookie()]).toEqual([path, 403, []]);
        }
      }
    },
  },
  {
    threat: 'A link is used up by a mail scanner, forwarded, or used twice',
    control: 'a button (POST), the browser that asked, once, ten minutes',
    async attack(field) {
      const { visitor, mail } = await asked(field);
      for (let times = 0; times < 10; times += 1) await new Visitor(field.house).get(`/sign-in/link?t=${mail.link}`);
      expect((await new Visitor(field.house).post('/sign-in/link', { t: mail.link })).status).toBe(403);
      const all = await Promise.all(
        Array.from({ length: 8 }, () => copyOf(field, visitor).post('/sign-in/link', { t: mail.link })),
      );
      expect(all.filter(({ status }) => status === 303)).toHaveLength(1);
      expect((await copyOf(field, visitor).post('/sign-in/link', { t: mail.link })).status).toBe(403);
    },
  },
  {
    threat: 'Codes are guessed, a hundred in one request by aliases, or from pretended addresses',
    control: 'aliases, and limits by account, address and all, counted for each execution',
    async attack(field) {
      const visitor = await signInByMail(field.house, addressOf(cast.otherOfficer));
      await visitor.graphql(
        `mutation ($input: OwnSignInInput!) { beginCodeApp(input: $input) { setup { uri } } }`,
        input(),
      );
      const many = (aliases: number) =>
        `mutation { ${Array.from(
          { length: aliases },
          (_, index) =>
            `a${index}: confirmCodeApp(input: { idempotencyKey: "${randomUUID()}", code: "${String(index).padStart(6, '0')}" }) { userErrors { code } }`,
        ).join(' ')} }`;
      expect((await visitor.graphql(many(100))).data ?? null).toBeNull();
      await visitor.graphql(many(10));
      const later = (await visitor.graphql(many(1))).data.a0.userErrors;
      expect(later).toEqual([{ code: 'TOO_MANY_ATTEMPTS' }]);
      const guessed: number[] = [];
      const { visitor: victim } = await asked(field);
      for (let index = 0; index < 6; index += 1) {
        const guesser = new Visitor(field.house, { 'x-forwarded-for': `198.51.100.${index}` });
        victim.cookies.forEach((value, name) => guesser.cookies.set(name, value));
        guessed.push((await guesser.post('/sign-in/code', { code: `0000000${index}` })).status);
      }
      expect(guessed.every((status) => status === 403 || status === 429)).toBe(true);
    },
  },
  {
    threat: 'Somebody finds out whether a person works with the coalition',
    control: 'the same words for every address (the time: test/sign-in/delivery)',
    async attack(field) {
      const known = await asked(field);
      for (const address of ['nobody@example.org', 'no address', `${officer}, nobody@example.org`]) {
        const { page } = await asked(field, address);
        expect([page.status, page.headers.get('location'), page.text]).toEqual([
          known.page.status,
          known.page.headers.get('location'),
          known.page.text,
        ]);
      }
    },
  },
  {
    threat: 'A cookie is stolen and used after sign-out, or after the device was ended from elsewhere',
    control: 'sessions are rows; Clear-Site-Data',
    async attack(field) {
      const own = await signInByMail(field.house, officer);
      const stolen = copyOf(field, own);
      expect(await roleOf(stolen)).toBe('POLICY_OFFICER');
      const page = await own.post('/sign-in/out');
      expect(page.headers.get('clear-site-data')).toContain('"cookies"');
      expect(await roleOf(stolen)).toBe('PUBLIC');
      const lost = await signInByMail(field.house, officer);
      const { data } = await field.house.ask(
        `mutation ($input: PersonOfSeatInput!) { endAllDevices(input: $input) { userErrors { code } } }`,
        input({ seatId: toGlobalId('sea', cast.officer.seatId) }),
        cast.coordinator,
      );
      await field.house.db.query(`UPDATE sign_ins SET ended_at = NULL WHERE person_id = $1`, [cast.officer.personId]);
      expect([data.endAllDevices.userErrors, await roleOf(lost)]).toEqual([[], 'PUBLIC']);
    },
  },
  {
    threat: 'A session is fixed: the victim signs in with a cookie that the attacker knows',
    control: 'a fresh token at each sign-in; nothing that a browser brings becomes a session',
    async attack(field) {
      const known = 'A'.repeat(43);
      const victim = new Visitor(field.house);
      victim.cookies.set('anusas-session', known);
      await signInByMail(field.house, officer, victim);
      expect(victim.cookies.get('anusas-session')).not.toBe(known);
      const attacker = new Visitor(field.house);
      for (const name of ['anusas-session', '__Host-anusas-session']) attacker.cookies.set(name, known);
      expect(await roleOf(attacker)).toBe('PUBLIC');
    },
  },
  {
    threat: 'A seat of another person is named in the header',
    control: 'a seat counts for its own person only',
    async attack(field) {
      const [first] = await field.house.db.query<{ id: string }[]>(`SELECT id FROM seats WHERE role = 'coordinator'`);
      for (const seat of [toGlobalId('sea', first?.id ?? ''), first?.id ?? '', 'sea_0', "' OR 1=1 --"]) {
        const headers = { 'anusas-seat': seat };
        const { data } = await field.house.ask('{ viewer { role } }', {}, cast.representative(1), headers);
        expect(data?.viewer?.role).toBe('PUBLIC');
      }
    },
  },
  {
    threat: 'An account is taken over by a reset',
    control: 'two coordinators who are others, a day, notices',
    async attack({ house }) {
      const send = async (mutation: string, type: string, fields: object, by = cast.coordinator) =>
        (
          await house.ask(
            `mutation ($input: ${type}!) { ${mutation}(input: $input) { recovery { id } userErrors { code } } }`,
            input(fields),
            by,
          )
        ).data[mutation] as { recovery: { id: string } | null; userErrors: object[] };
      const seatId = toGlobalId('sea', cast.representative(1).seatId);
      for (const by of [cast.officer, cast.administrator, cast.representative(2)])
        expect((await send('beginRecovery', 'BeginRecoveryInput', { seatId }, by)).recovery).toBeNull();
      const { recovery } = await send('beginRecovery', 'BeginRecoveryInput', {
        seatId,
        newAddress: 'evil@example.net',
      });
      for (const by of [cast.coordinator, cast.administrator, cast.officer]) {
        const { userErrors } = await send('approveRecovery', 'RecoveryInput', { id: recovery?.id ?? '' }, by);
        expect(userErrors.length).toBeGreaterThan(0);
      }
      house.clock.advance(48 * 3_600_000);
      await house.drain();
      expect(await newestMail(house, 'evil@example.net')).toBeUndefined();
      await new Visitor(house).post('/sign-in/mail', { newAddress: 'evil@example.net' });
      expect(await newestMail(house, 'evil@example.net')).toBeUndefined();
    },
  },
  {
    threat: 'The page after sign-in is made to lead elsewhere (open redirect)',
    control: 'every Location is a path of ours; what a request asks for counts only if it is one',
    async attack(field) {
      const visitor = new Visitor(field.house);
      const elsewhere = 'https://evil.example.net/';
      const query = ['to', 'next', 'returnTo', 'redirect', 'url', 'continue']
        .map((name) => `${name}=${elsewhere}`)
        .join('&');
      await visitor.get('/sign-in?to=%2F%2Fevil.example.net%2F');
      visitor.cookies.set('anusas-to', '%2F%5Cevil.example.net');
      const pages = [
        await visitor.post(`/sign-in/mail?${query}`, {
          address: officer,
          next: elsewhere,
          redirect: '//evil.example.net',
        }),
        await visitor.post(`/sign-in/code?${query}`, {
          code: (await newestMail(field.house, officer))?.code ?? '',
          next: elsewhere,
        }),
        await visitor.get(`/sign-in?${query}`),
        await visitor.get(`//evil.example.net/sign-in?${query}`),
      ];
      expect(pages.map(({ headers }) => headers.get('location'))).toEqual([
        '/sign-in/code',
        '/sign-in/account',
        '/sign-in/account',
        null,
      ]);
    },
  },
  {
    threat: 'A letter gets another recipient or another head',
    control: 'one plain address, or none',
    async attack({ production, mail }) {
      const before = mail.letters.length;
      for (const address of [
        `${officer}\r\nBcc: evil@example.net`,
        `${officer},evil@example.net`,
        `<${officer}>, <evil@example.net>`,
        `"evil@example.net"@example.org`,
        `${officer}\0evil@example.net`,
      ])
        await fetch(`${production.api.url}/sign-in/mail`, {
          method: 'POST',
          redirect: 'manual',
          headers: { 'sec-fetch-site': 'same-origin' },
          body: new URLSearchParams({ address }),
        });
      const known = addressOf(cast.coordinator);
      await fetch(`${production.api.url}/sign-in/mail`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ address: known }),
      });
      await until(() => mail.letters.length > before);
      expect(mail.letters.slice(before).map(({ to }) => to)).toEqual([[known]]);
    },
  },
  {
    threat: 'A browser calls itself something with HTML in it, and the list of devices runs it',
    control: 'devices are named by us; pages write everything as text; no inline scripts',
    async attack(field) {
      const evil = '<script>alert(1)</script><img src=x onerror=alert(2)>';
      const { visitor, mail } = await asked(field, officer, { 'user-agent': evil });
      await visitor.post('/sign-in/code', { code: mail.code });
      const pages = [
        await visitor.get('/sign-in/account'),
        await visitor.get(`/sign-in/link?t=${encodeURIComponent(evil)}`),
        await visitor.get(`/sign-in?lang=${encodeURIComponent(evil)}`),
      ];
      for (const { text, headers } of pages) {
        expect(text).not.toMatch(/<script>|<img/);
        expect(headers.get('content-security-policy')).not.toMatch(/unsafe-inline|unsafe-eval/);
      }
    },
  },
];
