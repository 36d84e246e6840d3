import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Addresses } from '#accounts';
import { noBrowser, openBrowser } from '../support/browser.js';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { Visitor, newestMail } from '../support/visitor.js';

const missing = noBrowser();
if (missing) process.stdout.write(`sign-in.browser-spec: skipped: ${missing}\n`);
const described = missing ? describe.skip : describe;
const people = { officer: cast.officer, member: cast.representative(1), monitor: cast.monitor };

let house: House;
let browser: Browser;
/** By its name: a passkey belongs to no number. */
let url: string;
beforeAll(async () => {
  if (missing) return;
  await mkdir('test/.artifacts', { recursive: true });
  house = await openHouse();
  url = house.api.url.replace('127.0.0.1', 'localhost');
  const addresses = house.api.app.get(Addresses, { strict: false });
  for (const [name, { personId }] of Object.entries(people))
    await addresses.give(house.db, personId, `${name}@example.org`);
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** A telephone with a finger that fits. */
async function withAuthenticator(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function byMail(page: Page, address: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.fill('#address', address);
  await page.click('form[action="/sign-in/mail"] button');
  await page.fill('#code', (await newestMail(house, address))?.code ?? '');
  await page.click('form[action="/sign-in/code"] button');
  await page.waitForURL(`${url}/sign-in/account`);
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.fill('#passkey-name', name);
  await page.click('button[data-passkey=add]');
  await page.waitForSelector(`input[value="${name}"]`);
}

async function inContext(options: object, work: (context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: 'en', ...options });
  try {
    await work(context);
  } finally {
    await context.close();
  }
}

const roleIn = (page: Page) =>
  page.evaluate(`fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ viewer { role } }' }) }).then((answer) => answer.json()).then((json) => json.data.viewer.role)`);

described('a passkey in a real browser', () => {
  it.each(Object.entries(people))('signs the %s in', async (name, { role }) => {
    await inContext({}, async (context) => {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await withAuthenticator(page);
      await byMail(page, `${name}@example.org`);
      await addPasskey(page, 'My telephone');
      expect((await newestMail(house, `${name}@example.org`))?.text).toContain('A passkey was added');
      await page.click('form[action="/sign-in/out"] button');
      await page.goto(`${url}/sign-in`);
      await page.click('button[data-passkey=signIn]');
      await page.waitForURL(`${url}/sign-in/account`);
      expect(await roleIn(page)).toBe(role.replace(/[A-Z]/g, '_$&').toUpperCase());
      const [session] = await house.db.query<{ way: string; proved: boolean }[]>(
        `SELECT way, proved_at IS NOT NULL AS proved FROM sessions WHERE person_id = $1 ORDER BY created_at DESC LIMIT 1`,
        [people[name as keyof typeof people].personId],
      );
      expect(session).toEqual({ way: 'passkey', proved: true });
      await page.click('form[action="/sign-in/out"] button');
      await page.goto(`${url}/sign-in/prove`);
      await page.click('button[data-passkey=signIn]');
      await page.waitForURL(`${url}/sign-in/prove`);
      expect(complaints).toEqual([]);
    });
  });

  it('proves it again, and then a key can be removed', async () => {
    await inContext({}, async (context) => {
      const page = await context.newPage();
      await withAuthenticator(page);
      house.clock.advance(26 * 3_600_000);
      await house.db.query(`DELETE FROM passkeys`);
      await byMail(page, 'officer@example.org');
      await addPasskey(page, 'Stick');
      house.clock.advance(11 * 60_000);
      await page.click('form[action="/sign-in/passkeys/remove"] button');
      await page.waitForURL(`${url}/sign-in/prove`);
      await page.click('button[data-passkey=prove]');
      await page.waitForURL(`${url}/sign-in/account`);
      await page.click('form[action="/sign-in/passkeys/remove"] button');
      await page.waitForSelector('text=You have no passkey yet');
    });
  });

  it('answers a page of another origin in vain, even when that page hands on a challenge of ours', async () => {
    const copy = createServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<h1>Anusas</h1>'),
    );
    await new Promise<void>((resolve) => copy.listen(0, '127.0.0.1', resolve));
    await inContext({}, async (context) => {
      const page = await context.newPage();
      await withAuthenticator(page);
      await house.db.query(`DELETE FROM passkeys`);
      await byMail(page, 'officer@example.org');
      await addPasskey(page, 'My telephone');

      /** Asks for a challenge from elsewhere, lets the person answer it at an origin, and sends the answer on. */
      const answeredAt = async (origin: string): Promise<number> => {
        const attacker = new Visitor({ api: { ...house.api, url } });
        const { json } = await attacker.json('/sign-in/passkeys/options', { purpose: 'signIn' });
        await page.goto(origin);
        const answer = await page.evaluate(`navigator.credentials.get({ publicKey:
          PublicKeyCredential.parseRequestOptionsFromJSON(${JSON.stringify(json)}) }).then((key) => key.toJSON())`);
        return (await attacker.json('/sign-in/passkeys/answer', { purpose: 'signIn', answer })).status;
      };
      // The same name on another port: the key answers, and the answer says at which origin.
      expect(await answeredAt(`http://localhost:${(copy.address() as AddressInfo).port}/`)).toBe(403);
      // That it is the origin which is refused: from our own page the same is let through.
      expect(await answeredAt(`${url}/sign-in`)).toBe(200);
      // Under another name the browser itself refuses.
      await expect(answeredAt(`http://copy.localhost:${(copy.address() as AddressInfo).port}/`)).rejects.toThrow(
        /relying party|SecurityError/i,
      );
    });
    copy.close();
  });

  it('answers a challenge once, in the browser that asked for it', async () => {
    await inContext({}, async (context) => {
      const page = await context.newPage();
      await withAuthenticator(page);
      await house.db.query(`DELETE FROM passkeys`);
      await byMail(page, 'officer@example.org');
      await addPasskey(page, 'My telephone');
      const visitor = new Visitor({ api: { ...house.api, url } });
      const other = new Visitor({ api: { ...house.api, url } });
      const answerTo = async (json: unknown) =>
        page.evaluate(`navigator.credentials.get({ publicKey:
          PublicKeyCredential.parseRequestOptionsFromJSON(${JSON.stringify(json)}) }).then((key) => key.toJSON())`);
      await other.json('/sign-in/passkeys/options', { purpose: 'signIn' });
      const stolen = await answerTo((await visitor.json('/sign-in/passkeys/options', { purpose: 'signIn' })).json);
      expect((await other.json('/sign-in/passkeys/answer', { purpose: 'signIn', answer: stolen })).status).toBe(403);
      const answer = await answerTo((await visitor.json('/sign-in/passkeys/options', { purpose: 'signIn' })).json);
      const all = await Promise.all(
        Array.from({ length: 5 }, () => visitor.json('/sign-in/passkeys/answer', { purpose: 'signIn', answer })),
      );
      expect(all.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403]);
    });
  });
});

described('the pages, seen', () => {
  it.each([
    [360, 'km'],
    [360, 'en'],
    [1280, 'km'],
    [1280, 'en'],
  ])('are readable at %i pixels in %s, and need no sideways scrolling', async (width, language) => {
    await house.db.query(`DELETE FROM passkeys`);
    await inContext({ viewport: { width, height: 740 }, locale: language }, async (context) => {
      const page = await context.newPage();
      await withAuthenticator(page);
      const shoot = async (name: string) => {
        await page.screenshot({ path: `test/.artifacts/sign-in-${name}-${width}-${language}.png`, fullPage: true });
        expect(await page.evaluate('document.documentElement.lang')).toBe(language);
        expect([name, await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')]).toEqual([
          name,
          true,
        ]);
      };
      house.clock.advance(26 * 3_600_000);
      await page.goto(`${url}/sign-in`);
      await shoot('start');
      await page.fill('#address', 'officer@example.org');
      await page.click('form[action="/sign-in/mail"] button');
      await shoot('code');
      const mail = await newestMail(house, 'officer@example.org');
      await page.goto(`${url}/sign-in/link?t=${mail?.link}`);
      await shoot('link');
      await page.click('form[action="/sign-in/link"] button');
      await page.waitForURL(`${url}/sign-in/account`);
      await addPasskey(page, 'ទូរសព្ទខ្ញុំ · My telephone');
      await shoot('account');
      await page.click('form[action="/sign-in/app/begin"] button');
      await shoot('app');
      await page.goto(`${url}/sign-in/prove`);
      await shoot('prove');
    });
  });

  it('work without scripts', async () => {
    await inContext({ javaScriptEnabled: false }, async (context) => {
      const page = await context.newPage();
      house.clock.advance(26 * 3_600_000);
      await byMail(page, 'member@example.org');
      expect(await page.textContent('main')).toContain('memberRepresentative (test)');
      await page.click('form[action="/sign-in/out"] button');
      await page.goto(`${url}/sign-in/account`);
      expect(page.url()).toBe(`${url}/sign-in?to=%2Fsign-in%2Faccount`);
    });
  });
});
