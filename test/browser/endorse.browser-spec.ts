import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Addresses } from '#accounts';
import { Sealer } from '#proof';
import { cast, org } from '../support/cast.js';
import { violationsOn } from '../support/accessible.js';
import { noBrowser, openBrowser } from '../support/browser.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { newestMail } from '../support/visitor.js';
import { act, content, dayAhead, drafted, recommendations, setRule } from '../statements/texts.js';
import type { Any } from '../statements/texts.js';

const missing = noBrowser();
if (missing) process.stdout.write(`endorse.browser-spec: skipped: ${missing}\n`);
const described = missing ? describe.skip : describe;

/** Where the pictures go; ANUSAS_SCREENS says another place. */
const SCREENS = process.env['ANUSAS_SCREENS'] ?? 'test/.artifacts';
/** Everything that one page loads: code, form and style. */
const MOST_BYTES = 100_000;
const WAYS = [360, 1280].flatMap((width) => (['km', 'en'] as const).map((language) => ({ width, language })));

const SAYS = {
  km: {
    ask: 'សូមផ្តល់ខ្ទង់ថវិកាផ្ទាល់ដល់រដ្ឋបាលស្រុក សម្រាប់ការចូលរួមរបស់ពលរដ្ឋ',
    endorse: /^គាំទ្រក្នុងនាម/,
    reserved: 'មានការកក់ទុក',
    counted: 'រាប់ តែមិនបង្ហាញឈ្មោះ',
    words: 'យើងចង់បានកាលបរិច្ឆេទច្បាស់លាស់',
    receipt: 'បង្កាន់ដៃ',
    send: 'ផ្ញើលេខកូដមកខ្ញុំ',
    code: 'ចូលដោយលេខកូដនេះ',
    withdraw: /^ដកឈ្មោះ៖/,
    change: 'ប្ដូរ ឬដកការសម្រេច',
    list: 'បញ្ជីទាំងអស់',
    signInAgain: 'ចូលក្នុងផ្ទាំងថ្មី',
    sendAgain: 'ផ្ញើម្ដងទៀត',
    title: 'សេចក្តីថ្លែងការណ៍រួមស្តីពីការពិនិត្យពាក់កណ្ដាលអាណត្តិនៃ ផ.យ.អ.ជ.',
  },
  en: {
    ask: 'Give district administrations their own budget line for civic engagement',
    endorse: /^Endorse as/,
    reserved: 'with a reservation',
    counted: 'counted, not named',
    words: 'We want a date by which this is done.',
    receipt: 'Receipt',
    send: 'Send me a code',
    code: 'Sign in with this code',
    withdraw: /^Withdraw:/,
    change: 'Change or take back the decision',
    list: 'The whole list',
    signInAgain: 'Sign in in a new tab',
    sendAgain: 'Send it again',
    title: 'Joint statement on the NSDP mid-term review',
  },
};

type Says = (typeof SAYS)['km' | 'en'];

let house: House;
let browser: Browser;
let statement: Any;
beforeAll(async () => {
  if (missing) return;
  await mkdir(SCREENS, { recursive: true });
  house = await openHouse();
  browser = await openBrowser();
  for (const [index, km] of [
    'ក្រុមទឹកភូមិ (គំរូ)',
    'សមាគមស្ត្រីតាមមាត់ទន្លេ (គំរូ)',
    'បណ្ដាញយុវជនខេត្ត (គំរូ)',
    'ជំនួយមាត់ទន្លេ (គំរូ)',
  ].entries()) {
    const en = [
      'Village Water Group (sample)',
      'Riverside Women’s Association (sample)',
      'Provincial Youth Network (sample)',
      'Riverside Aid (sample)',
    ][index];
    await house.db.query(`UPDATE organisation_names SET name_km = $2, name_en = $3 WHERE organisation_id = $1`, [
      org.member(index + 1),
      km,
      en,
    ]);
    await house.api.app
      .get(Addresses, { strict: false })
      .give(house.db, cast.representative(index + 1).personId, `${index}@example.org`);
  }
  const asks = [
    { en: SAYS.en.ask, km: SAYS.km.ask },
    {
      en: 'Publish commune budgets within 30 days of their approval, on paper at the commune hall and online',
      km: 'ផ្សាយថវិកាឃុំក្នុងរយៈពេល ៣០ ថ្ងៃក្រោយការអនុម័ត ទាំងនៅសាលាឃុំ និងតាមអ៊ីនធឺណិត',
    },
    { en: 'Answer each request of citizens that a forum has recorded', km: 'ឆ្លើយតបសំណើនីមួយៗរបស់ពលរដ្ឋដែលវេទិកាបានកត់ត្រា' },
  ];
  const ids: string[] = [];
  for (const title of asks) ids.push(...(await recommendations(house, 1, { title, body: title })));
  const draft = await drafted(
    house,
    content(ids, {
      quorumRuleId: await setRule(house),
      title: {
        en: 'Joint statement on the NSDP mid-term review',
        km: 'សេចក្តីថ្លែងការណ៍រួមស្តីពីការពិនិត្យពាក់កណ្ដាលអាណត្តិនៃ ផ.យ.អ.ជ.',
      },
      body: {
        en: 'Ahead of the mid-term review, we, organisations that work with districts and communes, ask the following.',
        km: 'មុនការពិនិត្យពាក់កណ្ដាលអាណត្តិ យើងជាអង្គការដែលធ្វើការជាមួយស្រុក និងឃុំ សូមស្នើដូចខាងក្រោម។',
      },
    }),
  );
  statement = (await act(house, 'openStatement', draft.id, { deadlineOn: await dayAhead(house, 14) })).statement;
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** Looks at a page as it stands: a picture, nothing to scroll sideways, no violation of WCAG 2.2 AA. */
async function lookAt(context: BrowserContext, page: Page, name: string): Promise<void> {
  const { width = 0 } = page.viewportSize() ?? {};
  await page.screenshot({ path: `${SCREENS}/endorse-${name}.png`, fullPage: true });
  // The same page once more where scripts may run: the rules are a script.
  const seeing = await browser.newContext({
    viewport: { width, height: 740 },
    storageState: await context.storageState(),
  });
  const copy = await seeing.newPage();
  const html = await page.content();
  await copy.route(page.url(), (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
  await copy.goto(page.url());
  // As wide as a page at 400 %.
  await copy.setViewportSize({ width: 320, height: 740 });
  expect([name, await copy.evaluate('document.documentElement.scrollWidth <= 320')]).toEqual([name, true]);
  await copy.setViewportSize({ width, height: 740 });
  expect([name, await copy.evaluate('document.documentElement.scrollWidth <= window.innerWidth')]).toEqual([
    name,
    true,
  ]);
  expect([name, await violationsOn(copy)]).toEqual([name, []]);
  await seeing.close();
}

/** Asks for a code at the door, and types the one that came. */
async function askAt(page: Page, who: number, says: Says): Promise<void> {
  await page.getByRole('textbox').fill(`${who}@example.org`);
  await page.getByRole('button', { name: says.send }).click();
  await page.getByRole('textbox').fill((await newestMail(house, `${who}@example.org`))?.code ?? '');
}

async function signInAt(page: Page, who: number, says: Says): Promise<void> {
  await askAt(page, who, says);
  await page.getByRole('button', { name: says.code }).click();
}

described('endorsing without scripts', () => {
  it.each(WAYS)(
    'from the link to the receipt and out again, at $width pixels in $language',
    async ({ width, language }) => {
      const says = SAYS[language];
      const who = WAYS.findIndex((way) => way.width === width && way.language === language);
      const context = await browser.newContext({
        javaScriptEnabled: false,
        locale: language,
        viewport: { width, height: 740 },
      });
      const page = await context.newPage();
      const name = (step: string) => `${step}-${language}-${width}`;
      const at = `${house.api.url}/endorse/${statement.number}`;

      await page.goto(at);
      await askAt(page, who, says);
      let bytes = 0;
      const sizes: Promise<void>[] = [];
      page.on('response', (response) =>
        sizes.push(
          response.body().then(
            (body) => void (bytes += body.length),
            () => undefined,
          ),
        ),
      );
      await page.getByRole('button', { name: says.code }).click();
      await page.waitForURL(at);
      await Promise.all(sizes);
      expect([name('bytes'), bytes > 5_000 && bytes < MOST_BYTES]).toEqual([name('bytes'), true]);
      expect(await page.title()).not.toMatch(/Anusas|អនុសាសន៍|NSDP/);
      await lookAt(context, page, name('read'));

      const first = page.getByRole('listitem').filter({ hasText: says.ask });
      await first.getByRole('radio', { name: says.reserved }).check();
      await page.getByRole('button', { name: says.endorse }).click();
      await lookAt(context, page, name('refused'));
      await page.getByRole('listitem').filter({ hasText: says.ask }).getByRole('textbox').fill(says.words);
      await page.getByRole('radio', { name: says.counted }).check();
      await page.getByRole('button', { name: says.endorse }).click();
      await page.waitForURL(`${at}/decision`);
      await house.worker.app.get(Sealer).seal();
      await page.reload();
      expect(await page.getByRole('heading', { name: says.receipt }).count()).toBe(1);
      expect(await page.getByText(says.words).count()).toBe(1);
      await lookAt(context, page, name('receipt'));

      await page.getByRole('link', { name: says.change }).click();
      for (const summary of await page.locator('details.act > summary').all()) await summary.click();
      await lookAt(context, page, name('change'));
      await page.goBack();
      await page.getByRole('link', { name: says.list }).click();
      await lookAt(context, page, name('list'));
      await page.getByRole('link', { name: says.title }).click();
      await page.getByRole('link', { name: says.change }).click();
      await page.locator('details.act > summary').last().click();
      await page.getByRole('button', { name: says.withdraw }).click();
      await page.waitForURL(`${at}/decision`);

      await page.getByRole('link', { name: says.change }).click();
      await first.getByRole('radio', { name: says.reserved }).check();
      await first.getByRole('textbox').fill(says.words);
      await context.clearCookies({ name: /session/ });
      await page.getByRole('button', { name: says.endorse }).click();
      expect(await page.getByText(says.words).count()).toBe(1);
      await lookAt(context, page, name('signed-out'));
      const [tab] = await Promise.all([
        context.waitForEvent('page'),
        page.getByRole('link', { name: says.signInAgain }).click(),
      ]);
      await signInAt(tab, who, says);
      await tab.waitForURL(`${house.api.url}/endorse/signed-in`);
      await tab.close();
      // By the keyboard alone, from the top of the page.
      await page.locator('body').press('Tab');
      const focused = page.locator(':focus');
      for (let steps = 0; steps < 20 && (await focused.textContent())?.trim() !== says.sendAgain; steps += 1)
        await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForURL(`${at}/decision`);
      expect(await page.getByText(says.words).count()).toBe(1);
      await context.close();
    },
  );
});
