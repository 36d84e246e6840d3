import { TEXT_FIELDS, field } from './statement.content.js';
import type { Content, Item, Language } from './statement.content.js';

export const CHANGES = ['title', 'body', 'itemAdded', 'itemLeftOut', 'itemReworded', 'itemMoved'] as const;
/** One difference between two versions. `language` is nothing where both are meant. */
export interface Change {
  what: (typeof CHANGES)[number];
  language: Language | null;
  itemKey: string | null;
  before: string | null;
  after: string | null;
}

/** Everything in which one version differs from another; for a moved item the positions are told, counted from one. */
export function changesBetween(before: Content, after: Content): Change[] {
  const changes: Change[] = [];
  for (const what of ['title', 'body'] as const) {
    for (const language of ['km', 'en'] as const) {
      const [old, now] = [before[field(what, language)], after[field(what, language)]];
      if (old !== now) changes.push({ what, language, itemKey: null, before: old, after: now });
    }
  }
  const authentic = (item: Item) => item.wordingEn ?? item.wordingKm;
  const kept = after.items.filter((item) => before.items.some((old) => old.key === item.key));
  const keptBefore = before.items.filter((item) => kept.some((now) => now.key === item.key));
  for (const item of before.items) {
    if (!kept.some((now) => now.key === item.key))
      changes.push({ what: 'itemLeftOut', language: null, itemKey: item.key, before: authentic(item), after: null });
  }
  for (const item of after.items) {
    const old = before.items.find((each) => each.key === item.key);
    if (!old) {
      changes.push({ what: 'itemAdded', language: null, itemKey: item.key, before: null, after: authentic(item) });
      continue;
    }
    for (const language of ['km', 'en'] as const) {
      const [was, is] = [old[field('wording', language)], item[field('wording', language)]];
      if (was !== is) changes.push({ what: 'itemReworded', language, itemKey: item.key, before: was, after: is });
    }
    // A change of order among those that stayed; one that only moved up because another went is where it was.
    if (keptBefore.indexOf(old) !== kept.indexOf(item)) {
      const [was, is] = [before.items.indexOf(old) + 1, after.items.indexOf(item) + 1];
      changes.push({ what: 'itemMoved', language: null, itemKey: item.key, before: String(was), after: String(is) });
    }
  }
  return changes;
}

/** What an edit replaces: the old texts by name, and the old items if any of them changed. */
export function replacedBy(before: Content, after: Content): Record<string, unknown> {
  const texts = TEXT_FIELDS.filter((name) => before[name] !== after[name]).map((name) => [name, before[name]] as const);
  const items = JSON.stringify(before.items) === JSON.stringify(after.items) ? {} : { items: before.items };
  return { ...Object.fromEntries(texts), ...items };
}
