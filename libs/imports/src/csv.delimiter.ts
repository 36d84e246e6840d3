import type { Delimiter } from './sheet.js';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

/**
 * The character that cuts most of the first rows into one same number of cells, two or more. Commas and semicolons
 * inside texts cut each row differently.
 */
export function delimiterOf(text: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const widths = firstRecords(text, delimiter).filter((width) => width > 0);
    const counts = new Map<number, number>();
    for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
    for (const [width, count] of counts) {
      const score = count / widths.length + Math.min(width, 50) / 1000;
      if (score > best.score) best = { delimiter, score };
    }
  }
  return best.delimiter;
}

/** How many cells each of the first rows has, 0 for an empty one. */
function firstRecords(text: string, delimiter: Delimiter): number[] {
  const widths: number[] = [];
  let width = 1;
  let quoted = false;
  let empty = true;
  for (let at = 0; at < Math.min(text.length, 65_536) && widths.length < 50; at += 1) {
    const character = text[at] as string;
    if (character === '"') quoted = !quoted;
    else if (!quoted && character === delimiter) width += 1;
    else if (!quoted && (character === '\n' || character === '\r')) {
      widths.push(empty ? 0 : width);
      width = 1;
      empty = true;
      continue;
    }
    if (character !== delimiter) empty = false;
  }
  if (!empty) widths.push(width);
  return widths;
}
