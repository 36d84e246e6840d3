import type { Language } from './list.items.js';
import { isSubItem } from './list.lines.js';
import type { Line } from './list.lines.js';
import { scriptOf } from './script.js';

/** An item while it is gathered: its first lines, and the lines below that may or may not be part of it. */
export interface Gathered {
  value: number;
  language: Language;
  lines: (Line & { numbered?: boolean })[];
}

/**
 * Lines below an item are part of it, as the next item shows where it ends; headings are not. Below the last item of a
 * list stands what follows the list: there only sub-items are taken, and as many lines in either language as the
 * fullest of the other items has.
 */
export function close(run: Gathered[], outside: string[]): void {
  for (const item of run.slice(0, -1)) {
    for (const line of item.lines) if (line.heading) outside.push(line.text);
    item.lines = item.lines.filter((line) => !line.heading);
  }
  const last = run.at(-1) as Gathered;
  const others = run.slice(0, -1);
  const usual = (other: boolean) =>
    others.reduce((most, item) => {
      const below = item.lines.slice(1).filter((line) => !isSubItem(line) && isOther(line, item) === other);
      return Math.max(most, below.length);
    }, 0);
  const left = { same: usual(false), other: others.length === 0 ? 1 : usual(true) };
  const wrapped = left.same > 0;
  let end = 1;
  for (; end < last.lines.length; end += 1) {
    const line = last.lines[end] as Gathered['lines'][number];
    if (line.numbered || line.inside || (!line.heading && isSubItem(line))) continue;
    const which = isOther(line, last) ? 'other' : 'same';
    if (line.heading || (left[which] === 0 && (line.gap || !wrapped))) break;
    left[which] = Math.max(0, left[which] - 1);
  }
  for (const line of last.lines.slice(end)) outside.push(line.text);
  last.lines = last.lines.slice(0, end);
}

function isOther(line: Line, item: Gathered): boolean {
  const script = scriptOf(line.text);
  return script !== undefined && script !== item.language;
}
