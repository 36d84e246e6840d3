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

/** `npm run screens` keeps a picture of each page for the README: a phone in Khmer, a wide screen in English. */
const SCREENS = process.env['ANUSAS_WRITE_SCREENS'] === '1';

const LOOKS = [360, 1280].flatMap((width) => (['km', 'en'] as const).map((language) => ({ width, language })));

/** Kilobytes as they come over the line, compressed, without fonts: what a phone on 3G waits for (issue 6, section 1). */
const BUDGETS = [
  ['/', 200],
  ['/recommendations', 350],
  ['/statements/new', 350],
  ['/submissions', 350],
] as const;

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
        if (SCREENS && (look.width === 360) === (look.language === 'km')) {
          await page.screenshot({ path: `docs/screens/${name}-${look.language}-${look.width}.png` });
        }
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

  it('loads little, fonts apart, and of each font only the part whose letters stand there', async () => {
    const { context } = await signInAs(browser, product.url, 'sample-officer', { width: 360, language: 'en' });
    for (const [path, most] of BUDGETS) {
      // A browser that has kept nothing, with the session alone.
      const fresh = await browser.newContext({ viewport: { width: 360, height: 800 } });
      await fresh.addCookies(await context.cookies());
      const page = await fresh.newPage();
      let bytes = 0;
      const fonts: string[] = [];
      const sized: Promise<void>[] = [];
      page.on('requestfinished', (request) => {
        if (request.resourceType() === 'font') fonts.push(request.url());
        else sized.push(request.sizes().then(({ responseBodySize }) => void (bytes += responseBodySize)));
      });
      await page.goto(`${product.url}${path}`, { waitUntil: 'networkidle' });
      await Promise.all(sized);
      process.stdout.write(`${path}: ${Math.round(bytes / 1024)} KB of ${most}, ${fonts.length} fonts\n`);
      expect(bytes).toBeGreaterThan(50 * 1024);
      expect([path, bytes < most * 1024]).toEqual([path, true]);
      expect(fonts.filter((font) => /cyrillic|greek|vietnamese|devanagari/.test(font))).toEqual([]);
      await fresh.close();
    }
    await context.close();
  }, 60_000);
});
