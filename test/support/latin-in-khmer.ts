import type { Page } from 'playwright-core';

/** What may stand in Latin letters on a Khmer page: abbreviations and numbers of cases, and names that have no other form. */
const ALLOWED = /^(?:[A-Z0-9]+(?:-[A-Z0-9]+)*|MoI|MoP|NCDD-S|English|Telegram|Anusas|JavaScript)$/;

/**
 * Latin words in what a Khmer page says by itself: what a text of somebody's is written in stands in its `lang`, and is
 * left out.
 */
export async function latinWordsOn(page: Page): Promise<string[]> {
  const texts = await page.evaluate<string[]>(`(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent.closest('[lang]').lang === 'km' && !parent.closest('script, style, code, noscript')) found.push(walker.currentNode.data);
    }
    for (const each of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
      if (each.closest('[lang]').lang === 'km') found.push(each.getAttribute('aria-label') ?? '', each.getAttribute('placeholder') ?? '', each.getAttribute('title') ?? '');
    }
    return [...found, document.title];
  })()`);
  const words = texts.flatMap((text) => text.match(/[A-Za-z][A-Za-z0-9-]+/g) ?? []);
  return [...new Set(words.filter((word) => !ALLOWED.test(word)))];
}
