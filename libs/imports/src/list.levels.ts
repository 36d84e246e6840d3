import type { Item, List } from './list.items.js';
import { secondLevelOf } from './list.lines.js';
import { note } from './said.js';

/** A list in which every item has items of its own (1.1, 1.2) is a list of those. */
export function inLevels(list: List, subItems: 'items' | 'lines' | undefined): List {
  const subOf = (item: Item, text: string) => {
    const sub = secondLevelOf(text);
    return sub && String(sub.over) === item.number ? sub : undefined;
  };
  const hasSubs = (item: Item) => [...item.km, ...item.en].some((text) => subOf(item, text));
  const all = list.items.length > 1 && list.items.every(hasSubs);
  if (subItems === 'lines' || !(all || (subItems === 'items' && list.items.some(hasSubs)))) {
    if (subItems === undefined && list.items.some(hasSubs)) list.notes.push(note('IMPORT_LIST_SUB_ITEMS_KEPT'));
    return list;
  }
  const items = list.items.flatMap((item) => {
    const below = new Map<string, Item>();
    const heading: string[] = [];
    for (const language of ['km', 'en'] as const) {
      let current: Item | undefined;
      for (const text of item[language]) {
        const sub = subOf(item, text);
        if (sub) {
          current = below.get(sub.number) ?? { number: sub.number, km: [], en: [] };
          below.set(sub.number, current);
        }
        if (current) current[language].push(sub?.rest ?? text);
        else heading.push(text);
      }
    }
    const group = heading.join(' / ');
    return below.size === 0 ? [item] : [...below.values()].map((sub) => ({ ...sub, group }));
  });
  list.notes.push(note('IMPORT_LIST_TWO_LEVELS', { groups: list.items.length, items: items.length }));
  return { ...list, items, twoLevels: true };
}
