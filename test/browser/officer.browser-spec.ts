import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { words as recommendation } from '../../apps/web/src/recommendations/recommendation.words.js';
import { words as statement } from '../../apps/web/src/statements/statement.words.js';
import { violationsOn } from '../support/accessible.js';
import { noBrowser, openBrowser } from '../support/browser.js';
import { startProduct } from '../support/product-process.js';
import type { ProductProcess } from '../support/product-process.js';
import { signInAs } from '../support/signed-in-browser.js';

const missing = noBrowser();
if (missing) process.stdout.write(`officer.browser-spec: skipped: ${missing}\n`);
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

const LOOKS = [
  { width: 360, language: 'km' },
  { width: 1280, language: 'en' },
] as const;

/** A day two weeks ahead that is neither Saturday nor Sunday. */
function dayAhead(): string {
  const day = new Date(Date.now() + 14 * 86_400_000);
  while (day.getUTCDay() % 6 === 0) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

const seen = async (page: Page, name: string) => {
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: `test/.artifacts/officer-${name}.png`, fullPage: true });
  expect([name, await violationsOn(page)]).toEqual([name, []]);
};

described('a policy officer, from sign-in by what stands on the pages', () => {
  it.each(LOOKS)(
    'drafts, composes and opens for endorsement at $width pixels in $language',
    async (look) => {
      const { page, context } = await signInAs(browser, product.url, 'sample-officer', look);
      const { language, width } = look;
      const room = (km: string, en: string) =>
        page
          .getByRole('navigation')
          .first()
          .getByRole('link', { name: language === 'km' ? km : en, exact: true });
      const title = `Read every budget aloud ${width} (sample)`;

      // The way in led to one's own work.
      await room('អនុសាសន៍', 'Recommendations').click();
      await page.getByRole('link', { name: recommendation.draft[language] }).click();
      await page.getByLabel(recommendation.inEnglish[language]).fill(title);
      await page.getByLabel(recommendation.english[language], { exact: true }).check();
      await page.getByLabel('Ministry of Public Accounts (sample)').check();
      await page.getByLabel('Village Development Plan (sample)').check();
      await page.getByRole('button', { name: recommendation.saveDraft[language] }).click();
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
      await seen(page, `drafted-${language}`);

      await room('សេចក្តីថ្លែងការណ៍រួម', 'Statements').click();
      await page.getByRole('link', { name: statement.compose[language] }).click();
      await page.getByLabel(statement.titleEn[language]).fill(`Joint statement on reading budgets ${width} (sample)`);
      await page.getByLabel(statement.bodyEn[language]).fill('We ask that budgets be read aloud. (sample)');
      await page.getByLabel(statement.authentic[language]).selectOption('EN');
      const found = page.getByRole('listitem').filter({ hasText: title });
      await found.getByRole('button', { name: statement.add[language] }).click();
      await seen(page, `composed-${language}`);
      await page.getByRole('button', { name: statement.save[language] }).click();

      await page.getByRole('button', { name: statement.openDeed[language] }).click();
      // What it means stands there before it is done; a day that has passed is refused with its reason, and nothing is lost.
      await page.getByLabel(statement.deadline[language]).fill('2026-01-05');
      await page.getByRole('button', { name: statement.openDeed[language] }).click();
      await page.getByRole('alert').waitFor();
      await seen(page, `refused-${language}`);
      await page.getByLabel(statement.deadline[language]).fill(dayAhead());
      await page.getByRole('button', { name: statement.openDeed[language] }).click();
      await page.getByText(statement.quorumOpen[language]).waitFor();
      await seen(page, `opened-${language}`);
      await context.close();
    },
    120_000,
  );
});
