import { close } from './list.endings.js';
import type { Gathered } from './list.endings.js';
import { joinLanguages } from './list.languages.js';
import { inLevels } from './list.levels.js';
import { bulletOf, markerOf } from './list.lines.js';
import type { Line } from './list.lines.js';
import { note, someOf } from './said.js';
import type { Note } from './said.js';
import { scriptOf } from './script.js';

/** One item of a list, in the languages that it has. */
export interface Item {
  number: string;
  km: string[];
  en: string[];
  /** In a list of two levels: the text of the item above. */
  group?: string;
}

export interface List {
  items: Item[];
  twoLevels: boolean;
  before: string[];
  between: string[];
  after: string[];
  notes: Note[];
}

export type Language = 'km' | 'en';

interface Start {
  value: number;
  language: Language | undefined;
  text: string;
}

/** Divides lines into the items of a list and what stands around them. */
export function itemsOf(lines: readonly Line[], subItems?: 'items' | 'lines'): List {
  const { startOf, notes } = startsOf(lines);
  const list: List = { items: [], twoLevels: false, before: [], between: [], after: [], notes };
  const runs: Gathered[][] = [];
  for (const line of lines) {
    const start = line.heading && !line.auto ? undefined : startOf(line);
    const run = runs.at(-1);
    const current = run?.at(-1);
    if (!start) {
      if (current) current.lines.push(line);
      else list.before.push(line.text);
      continue;
    }
    const language = start.language ?? current?.language ?? 'en';
    const begun = { ...line, text: start.text, auto: undefined, numbered: true };
    // "១. …" and then "1. …": the same item, in the other language.
    if (current && start.value === current.value && language !== current.language) current.lines.push(begun);
    else if (run && current && start.value > current.value) run.push({ value: start.value, language, lines: [begun] });
    else runs.push([{ value: start.value, language, lines: [begun] }]);
  }
  for (const [index, run] of runs.entries()) close(run, index === runs.length - 1 ? list.after : list.between);
  const lists = runs.map((run) => run.map(toItem));
  notes.push(...gaps(runs));
  list.items = joinLanguages(lists, notes).flat();
  return inLevels(list, subItems);
}

/** How items begin here: numbers by Word, numbers that were typed, or at least bullets. */
function startsOf(lines: readonly Line[]): { startOf: (line: Line) => Start | undefined; notes: Note[] } {
  const auto = numberedByWord(lines);
  const markers = lines.map(markerOf).filter((marker) => marker !== undefined);
  const styles = new Map<string, string>();
  for (const marker of markers) if (!styles.has(marker.script ?? '')) styles.set(marker.script ?? '', marker.style);
  const typed = markers.filter((marker) => marker.style === styles.get(marker.script ?? '')).length;
  if (auto.size > 0 && auto.size >= typed) {
    const startOf = (line: Line): Start | undefined =>
      line.auto && auto.has(line)
        ? { value: line.auto.number, language: scriptOf(line.text), text: line.text }
        : undefined;
    const below = lines.some((line) => line.auto?.ordered && !auto.has(line));
    const notes = [note('IMPORT_LIST_NUMBERED_BY_WORD', { count: auto.size })];
    return { startOf, notes: below ? [...notes, note('IMPORT_LIST_SUB_ITEMS_KEPT')] : notes };
  }
  if (typed > 0) {
    const startOf = (line: Line): Start | undefined => {
      const marker = markerOf(line);
      if (!marker || marker.style !== styles.get(marker.script ?? '')) return undefined;
      return { value: marker.value, language: marker.script, text: marker.rest };
    };
    return { startOf, notes: [] };
  }
  let count = 0;
  const startOf = (line: Line): Start | undefined => {
    const text = bulletOf(line);
    return text === undefined ? undefined : { value: (count += 1), language: scriptOf(text), text };
  };
  return { startOf, notes: lines.some((line) => bulletOf(line) !== undefined) ? [note('IMPORT_LIST_OF_BULLETS')] : [] };
}

/**
 * The lines that Word numbers as items. A second list among the items of the first, in their language, numbers parts of
 * them; after them, or in the other language, it is a list of its own.
 */
function numberedByWord(lines: readonly Line[]): Set<Line> {
  const numbered = lines.filter((line) => line.auto?.ordered && line.auto.level === 0);
  const first = numbered[0];
  const last = numbered.findLastIndex((line) => line.auto?.list === first?.auto?.list);
  const begins = new Map<number | undefined, number>();
  for (const [at, line] of numbered.entries()) if (!begins.has(line.auto?.list)) begins.set(line.auto?.list, at);
  return new Set(
    numbered.filter((line) => {
      if (line.auto?.list === first?.auto?.list) return true;
      return (begins.get(line.auto?.list) ?? 0) > last || scriptOf(line.text) !== scriptOf(first?.text ?? '');
    }),
  );
}

function toItem(gathered: Gathered): Item {
  const item: Item = { number: String(gathered.value), km: [], en: [] };
  let language = gathered.language;
  for (const line of gathered.lines) {
    language = scriptOf(line.text) ?? language;
    // Word's own number or bullet is not in the text; without any sign the line would run into the one above.
    item[language].push(line.auto ? `- ${line.text}` : line.text);
  }
  return item;
}

function gaps(runs: readonly Gathered[][]): Note[] {
  const missing = runs.flatMap((run) =>
    run.slice(1).flatMap((item, index) => {
      const before = (run[index] as Gathered).value;
      return Array.from({ length: Math.min(item.value - before - 1, 100) }, (_, step) => before + 1 + step);
    }),
  );
  return missing.length > 0 ? [note('IMPORT_LIST_NUMBERS_MISSING', { numbers: someOf(missing) })] : [];
}
