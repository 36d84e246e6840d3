import type { Parts } from './archive.js';
import { isOldFont } from './old-khmer.js';
import { attribute, listenTo, textOf } from './workbook.js';

/** What the style of a cell says about its value. */
export interface Style {
  /** A number in it is a day, and this is how much of it is shown; nothing where it is just a number. */
  date?: 'day' | 'month' | 'year';
  /** The name of its font, where that is from before Unicode. */
  oldFont?: string;
}

/** Formats of dates that a workbook need not write down, by their numbers; 17 shows no day. */
const BUILT_IN = [14, 15, 16, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47].concat([
  50, 51, 52, 53, 54, 55, 56, 57, 58,
]);

/** The styles of a workbook in the order by which cells name them. */
export function stylesOf(parts: Parts): Style[] {
  const path = 'xl/styles.xml';
  if (!parts.has(path)) return [];
  const formats = new Map<string, Style['date']>(BUILT_IN.map((id) => [String(id), 'day']));
  formats.set('17', 'month');
  const fonts: (string | undefined)[] = [];
  const styles: Style[] = [];
  const inside: string[] = [];
  listenTo(path, textOf(parts, path), {
    open(name, attributes) {
      const parent = inside.at(-1);
      if (name === 'numFmt')
        formats.set(attribute(attributes, 'numFmtId') ?? '', dateIn(attribute(attributes, 'formatCode') ?? ''));
      if (name === 'font' && parent === 'fonts') fonts.push(undefined);
      if (name === 'name' && parent === 'font' && inside.at(-2) === 'fonts') {
        const font = attribute(attributes, 'val') ?? '';
        if (isOldFont(font)) fonts[fonts.length - 1] = font;
      }
      if (name === 'xf' && parent === 'cellXfs') {
        const date = formats.get(attribute(attributes, 'numFmtId') ?? '');
        const oldFont = fonts[Number(attribute(attributes, 'fontId') ?? -1)];
        styles.push({ ...(date && { date }), ...(oldFont !== undefined && { oldFont }) });
      }
      inside.push(name);
    },
    close: () => void inside.pop(),
  });
  return styles;
}

/** How much of a date a format shows. Excel turns a typed "Oct 2021" into the first day, and shows no day. */
function dateIn(format: string): Style['date'] {
  const first = format.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')[0] as string;
  const letters = first.toLowerCase();
  if (letters.includes('general') || /[0#?]/.test(letters.replace(/[s:.]0+/g, '')) || !/[ymdhs]/.test(letters))
    return undefined;
  if (!letters.includes('y') || /[dhs]/.test(letters)) return 'day';
  return letters.includes('m') ? 'month' : 'year';
}
