import type { Browser, BrowserContext, Page } from 'playwright-core';

/** A page in a browser of its own in which somebody of the sample data has signed in by the mailbox of this machine. */
export async function signInAs(
  browser: Browser,
  url: string,
  who: string,
  { width, language }: { width: number; language: 'km' | 'en' },
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) complaints.push(request.url());
  });
  await page.goto(`${url}/sign-in?lang=${language}`);
  await page.fill('#address', `${who}@example.org`);
  await page.click('form[action="/sign-in/mail"] button');
  const mailbox = await context.newPage();
  await mailbox.goto(`${url}/sign-in/mailbox`);
  const mail = (await mailbox.textContent('main')) ?? '';
  const code = new RegExp(`${who}@example\\.org[^]*?Your code: (\\d{4} \\d{4})`).exec(mail)?.[1];
  if (!code) throw new Error(`No mail for ${who}: ${mail}`);
  await mailbox.close();
  await page.fill('input[name=code]', code);
  await page.click('form[action="/sign-in/code"] button');
  await page.waitForLoadState('networkidle');
  return { page, context, complaints };
}
