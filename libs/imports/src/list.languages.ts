import type { Item } from './list.items.js';
import { note, someOf } from './said.js';
import type { Note } from './said.js';

/**
 * The whole list in Khmer and then the whole list in English, with the same numbers: one list in two languages. Where
 * there are several lists, the first without its other language is the one that is joined.
 */
export function joinLanguages(lists: Item[][], notes: Note[]): Item[][] {
  const joined: Item[][] = [];
  const waiting = new Map<string, Item[][]>();
  const again: number[] = [];
  let places = 0;
  for (const list of lists) {
    const numbers = list.map((item) => item.number).join();
    const language = onlyLanguageOf(list);
    const twin = language && waiting.get(`${language === 'km' ? 'en' : 'km'} ${numbers}`)?.shift();
    if (twin) {
      for (const [index, item] of twin.entries()) {
        item.km.push(...(list[index]?.km ?? []));
        item.en.push(...(list[index]?.en ?? []));
      }
      notes.push(note('IMPORT_LIST_LANGUAGES_JOINED', { count: list.length }));
      continue;
    }
    const key = `${language} ${numbers}`;
    const others = waiting.get(key);
    if (others) others.push(list);
    else if (language) waiting.set(key, [list]);
    if (joined.length > 0) again.push(places + 1);
    joined.push(list);
    places += list.length;
  }
  if (again.length > 0) notes.push(note('IMPORT_LIST_STARTS_AGAIN', { items: someOf(again) }));
  return joined;
}

function onlyLanguageOf(list: readonly Item[]): 'km' | 'en' | undefined {
  if (list.every((item) => item.en.length === 0)) return 'km';
  return list.every((item) => item.km.length === 0) ? 'en' : undefined;
}
