import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe-core finds on the page by WCAG 2.2 AA, nothing left out: the rule, what it means, and where. */
export async function violationsOn(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which no content policy holds back.
  await page.evaluate(axe.source);
  const found =
    await page.evaluate(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    .then(({ violations }) => violations.map((each) => each.id + ': ' + each.help + ' · ' + each.nodes.map((node) => node.target).join(' | ')))`);
  return found as string[];
}
