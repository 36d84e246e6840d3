/** A piece of a page in which everything that came from outside has been escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | null | undefined | false | readonly Html[];

/** A page's piece: what is put in is escaped, unless it is such a piece itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(narrow(strings).reduce((page, string, index) => page + toText(parts[index - 1]) + string));
}

const narrowed = new WeakMap<TemplateStringsArray, readonly string[]>();

/** Our own markup without the indentation of the source: on a slow line that would be half of a page. */
function narrow(strings: TemplateStringsArray): readonly string[] {
  const known = narrowed.get(strings) ?? strings.map((string) => string.replace(/\n\s+/g, '\n'));
  narrowed.set(strings, known);
  return known;
}

function toText(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map((each) => each.text).join('');
  return String(part).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
