import type { Page } from 'playwright-core';
import { newestMail } from './visitor.js';

/** A telephone with a finger that fits, for this page. */
export async function withAuthenticator(page: Page): Promise<void> {
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

/** Asks for mail in the page, types the code that came, and is on the account page. */
export async function signInByMailAt(page: Page, url: string, address: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.fill('#address', address);
  await page.click('form[action="/sign-in/mail"] button');
  await page.fill('#code', (await newestMail({ api: { url } }, address))?.code ?? '');
  await page.click('form[action="/sign-in/code"] button');
  await page.waitForURL(`${url}/sign-in/account`);
}

export async function signInByPasskey(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.click('button[data-passkey=signIn]');
  await page.waitForURL(`${url}/sign-in/account`);
}

/** On the account page. */
export async function addPasskey(page: Page, name: string): Promise<void> {
  await page.fill('#passkey-name', name);
  await page.click('button[data-passkey=add]');
  await page.waitForSelector(`input[value="${name}"]`);
}

/** Sends GraphQL out of the page itself, with nothing but the session of its browser, as the web application will. */
export function graphql(page: Page, query: string, variables: Record<string, unknown> = {}): Promise<any> {
  const body = JSON.stringify({ query, variables });
  return page.evaluate(`fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' },
    body: ${JSON.stringify(body)} }).then((answer) => answer.json())`);
}
