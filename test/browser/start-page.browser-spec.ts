import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser } from '../support/browser.js';
import { startProduct } from '../support/product-process.js';
import type { ProductProcess } from '../support/product-process.js';

const missing = noBrowser();
if (missing) process.stdout.write(`start-page.browser-spec: skipped: ${missing}\n`);
const described = missing ? describe.skip : describe;

let product: ProductProcess;
let browser: Browser;
beforeAll(async () => {
  if (missing) return;
  await mkdir('test/.artifacts', { recursive: true });
  product = await startProduct();
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const open = async (path: string, width: number): Promise<{ page: Page; complaints: string[] }> => {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on(
    'request',
    (request) =>
      request.url().startsWith(product.url) || request.url().startsWith('data:') || complaints.push(request.url()),
  );
  await page.goto(`${product.url}${path}`, { waitUntil: 'networkidle' });
  return { page, complaints };
};

described('the start page', () => {
  it.each([360, 1280])('is readable at %i pixels, asks nobody else, and needs no sideways scrolling', async (width) => {
    const { page, complaints } = await open('/start', width);
    await page.screenshot({ path: `test/.artifacts/start-page-${width}.png`, fullPage: true });
    expect(await page.textContent('h1')).toContain('អនុសាសន៍');
    expect(await page.textContent('main')).toContain('sample-budget-group');
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(complaints.filter((each) => !each.includes('favicon'))).toEqual([]);
    await page.close();
  });

  it('leads to GraphiQL, where the first step of the story runs', async () => {
    const { page } = await open('/start', 1280);
    await page.click('text=Who am I?');
    await page.waitForSelector('.graphiql-execute-button');
    await page.click('.graphiql-execute-button');
    await page.waitForFunction(`document.querySelector('.result-window')?.textContent.includes('POLICY_OFFICER')`);
    await page.screenshot({ path: 'test/.artifacts/graphiql.png' });
    await page.close();
  });
});
