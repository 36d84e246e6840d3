import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { violationsOn } from '../support/accessible.js';
import { noBrowser, openBrowser } from '../support/browser.js';
import { latinWordsOn } from '../support/latin-in-khmer.js';
import { startProduct } from '../support/product-process.js';
import type { ProductProcess } from '../support/product-process.js';
import { signInAs } from '../support/signed-in-browser.js';

const missing = noBrowser();
if (missing) process.stdout.write(`web.browser-spec: skipped: ${missing}\n`);
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

/** Each page, by who looks at it. */
const PAGES = [
  ['my-work', '/', 'sample-officer'],
  ['recommendations', '/recommendations', 'sample-officer'],
  ['recommendations-board', '/recommendations?view=board', 'sample-officer'],
  ['recommendations-matrix', '/recommendations?view=matrix', 'sample-officer'],
  ['recommendations-new', '/recommendations/new', 'sample-officer'],
  ['statements', '/statements', 'sample-officer'],
  ['submissions', '/submissions', 'sample-officer'],
  ['statements-new', '/statements/new', 'sample-officer'],
] as const;

const LOOKS = [360, 1280].flatMap((width) => (['km', 'en'] as const).map((language) => ({ width, language })));

described('the web application', () => {
  it.each(LOOKS)(
    'is readable at $width pixels in $language, asks nobody else, and breaks no rule of accessibility',
    async (look) => {
      const { page, context, complaints } = await signInAs(browser, product.url, 'sample-officer', look);
      for (const [name, path] of PAGES) {
        await page.goto(`${product.url}${path}`, { waitUntil: 'networkidle' });
        await page.screenshot({
          path: `test/.artifacts/web-${name}-${look.language}-${look.width}.png`,
          fullPage: true,
        });
        expect([path, await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')]).toEqual([
          path,
          true,
        ]);
        expect([path, await page.getAttribute('html', 'lang')]).toEqual([path, look.language]);
        expect([path, await violationsOn(page)]).toEqual([path, []]);
        if (look.language === 'km') expect([path, await latinWordsOn(page)]).toEqual([path, []]);
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
    120_000,
  );
});
