const NAME = `[^\\s<>/='"]+`;
const TAG = new RegExp(`<(/?)(${NAME})(?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*\\s*(/?)>`, 'y');
/** Deeper than any office program goes; readers that call themselves for each level run out of stack. */
const DEEPEST = 250;
const SPANS: readonly [begin: string, end: string][] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

/**
 * Whether every tag is whole and closed, without a document type: no office program writes one, and it is where entity
 * bombs live. The readers of XML that follow take minutes, not milliseconds, over half a megabyte of broken tags.
 */
export function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    const span = SPANS.find(([begin]) => xml.startsWith(begin, at));
    if (span) {
      const end = xml.indexOf(span[1], at + span[0].length);
      if (end < 0) return false;
      at = end + span[1].length;
      continue;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(xml);
    if (!tag) return false;
    const [, closing, name, empty] = tag;
    if (closing ? open.pop() !== name : !empty && open.push(name as string) > DEEPEST) return false;
    at = TAG.lastIndex;
  }
  return open.length === 0;
}
