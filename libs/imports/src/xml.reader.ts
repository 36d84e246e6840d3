const NAME = `[^\\s<>/='"]+`;
const TAG = new RegExp(`<(/?)(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`, 'y');
/** Deeper than any office program goes; readers that call themselves for each level run out of stack. */
const DEEPEST = 250;
/** Longer than any tag or comment of an office program: an end that is looked for in ever more text costs its square. */
const LONGEST_PIECE = 2 ** 20;
const SPANS: readonly [begin: string, end: string, isText: boolean][] = [
  ['<!--', '-->', false],
  ['<![CDATA[', ']]>', true],
  ['<?', '?>', false],
];

/** What is told of the XML, in its order. Names come without their prefixes. */
export interface XmlListener {
  /** `attributes` as they are written, for `attributesOf`; an element without content is closed at once. */
  open?(name: string, attributes: string): void;
  close?(name: string): void;
  /** A piece of text with its entities still in it; one text may come in several pieces. */
  text?(piece: string): void;
}

export class XmlError extends Error {}

/**
 * Reads XML piece by piece, wherever it was cut. Every tag has to be whole and closed, and there is no document type: no
 * office program writes one, and it is where entity bombs live.
 */
export class XmlReader {
  private rest = '';
  private readonly names: string[] = [];

  constructor(private readonly listener: XmlListener = {}) {}

  /** @throws XmlError at what is no XML. */
  push(chunk: string): void {
    const xml = this.rest + chunk;
    let at = 0;
    for (let tag = xml.indexOf('<'); tag >= 0; tag = xml.indexOf('<', at)) {
      if (tag > at) this.listener.text?.(xml.slice(at, tag));
      at = tag;
      const end = this.pieceAt(xml, at);
      if (end < 0) break;
      at = end;
    }
    const pending = xml.indexOf('<', at);
    if (pending < 0 && at < xml.length) this.listener.text?.(xml.slice(at));
    this.rest = pending < 0 ? '' : xml.slice(pending);
    if (this.rest.length > LONGEST_PIECE) throw new XmlError('A piece without an end.');
  }

  /** @throws XmlError where something is still open. */
  end(): void {
    if (this.rest !== '' || this.names.length > 0) throw new XmlError('It ends too early.');
  }

  /** Where the tag or the span that begins here ends; -1 if that has not come yet. */
  private pieceAt(xml: string, at: number): number {
    const next = xml[at + 1];
    if (next === '!' || next === '?') {
      const span = SPANS.find(([begin]) => xml.startsWith(begin, at));
      if (span) {
        const [begin, end, isText] = span;
        const until = xml.indexOf(end, at + begin.length);
        if (until < 0) return -1;
        if (isText) this.listener.text?.(escaped(xml.slice(at + begin.length, until)));
        return until + end.length;
      }
      // "<!", "<!-", "<![CD" may still become one.
      if (xml.length - at < 9) return -1;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(xml);
    if (!tag) {
      if (isWhole(xml, at)) throw new XmlError('A broken tag.');
      return -1;
    }
    const [, closing, name, attributes, empty] = tag as unknown as [string, string, string, string, string];
    const local = name.slice(name.indexOf(':') + 1);
    if (closing) {
      if (this.names.pop() !== name || attributes || empty) throw new XmlError('Something else is closed.');
      this.listener.close?.(local);
    } else {
      this.listener.open?.(local, attributes);
      if (empty) this.listener.close?.(local);
      else if (this.names.push(name) > DEEPEST) throw new XmlError('Too deep.');
    }
    return TAG.lastIndex;
  }
}

/** Whether the tag that begins here has its end, which is not the sign inside quotation marks. */
function isWhole(xml: string, at: number): boolean {
  let quote = '';
  for (let index = at + 1; index < xml.length; index += 1) {
    const character = xml[index] as string;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>' || character === '<') return true;
  }
  return false;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

/**
 * Whether a whole XML is one. The readers of other libraries that follow take minutes, not milliseconds, over half a
 * megabyte of broken tags.
 */
export function isWellFormed(xml: string): boolean {
  try {
    const reader = new XmlReader();
    reader.push(xml);
    reader.end();
    return true;
  } catch (error) {
    if (error instanceof XmlError) return false;
    throw error;
  }
}
