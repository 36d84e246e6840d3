import type { Item, Language } from './list.items.js';
import { note } from './said.js';
import type { Note } from './said.js';

/** The whole list in Khmer and then the whole list in English, with the same numbers: one list in two languages. */
export function joinLanguages(lists: Item[][], notes: Note[]): Item[][] {
  const joined: Item[][] = [];
  for (const list of lists) {
    const numbers = (items: readonly Item[]) => items.map((item) => item.number).join();
    const lacking = (of: readonly Item[], language: Language) => of.every((item) => item[language].length === 0);
    const twin = joined.find(
      (other) =>
        numbers(other) === numbers(list) &&
        ((lacking(list, 'km') && lacking(other, 'en')) || (lacking(list, 'en') && lacking(other, 'km'))),
    );
    if (twin) {
      for (const [index, item] of twin.entries()) {
        item.km.push(...(list[index]?.km ?? []));
        item.en.push(...(list[index]?.en ?? []));
      }
      notes.push(note('IMPORT_LIST_LANGUAGES_JOINED', { count: list.length }));
    } else {
      if (joined.length > 0)
        notes.push(note('IMPORT_LIST_STARTS_AGAIN', { number: list[0]?.number ?? '', item: joined.flat().length + 1 }));
      joined.push(list);
    }
  }
  return joined;
}
