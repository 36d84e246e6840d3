import { describe, expect, it } from '@jest/globals';
import { XmlReader, isWellFormed } from './xml.reader.js';

describe('XML that may be handed to a reader', () => {
  it.each([
    '<?xml version="1.0"?><a/>',
    '\uFEFF<a b="1" c=\'2\'>x<d:e/>y</a>',
    '<a><!-- <b> --><![CDATA[<c>]]></a>',
    '<a b=">"\n  c = "&lt;"></a >',
  ])('%s', (xml) => expect(isWellFormed(xml)).toBe(true));

  it.each([
    ['a tag that is not closed', '<a><b></a>'],
    ['a tag without its end', '<a b="1"'],
    ['a closing tag too many', '<a/></a>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['a comment without its end', '<a><!-- </a>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['no end of depth', '<a>'.repeat(300) + '</a>'.repeat(300)],
  ])('not with %s', (_, xml) => expect(isWellFormed(xml)).toBe(false));

  it.each(['<a '.repeat(200_000), '<!--'.repeat(200_000), `<a${' '.repeat(500_000)}x`, '<a b="'.repeat(200_000)])(
    'is looked at in no time, however broken',
    (xml) => {
      expect(isWellFormed(xml)).toBe(false);
    },
  );
});

describe('XML that comes in pieces', () => {
  it('says the same wherever it was cut', () => {
    const xml = `<?xml version="1.0"?><a:b c="&lt;>" d='>'>x &amp; y<!-- <e> --><f/><![CDATA[<&]]></a:b>`;
    const read = (pieces: string[]) => {
      const told: string[] = [];
      let text = '';
      const tell = (what: string) => (told.push(text, what), (text = ''));
      const reader = new XmlReader({
        open: (name, attributes) => void tell(`+${name}${attributes}`),
        close: (name) => void tell(`-${name}`),
        text: (piece) => void (text += piece),
      });
      for (const piece of pieces) reader.push(piece);
      reader.end();
      return told;
    };
    const whole = read([xml]);
    expect(whole.join('')).toBe(`+b c="&lt;>" d='>'x &amp; y+f-f&lt;&amp;-b`);
    for (let at = 1; at < xml.length; at += 1) expect(read([xml.slice(0, at), xml.slice(at)])).toEqual(whole);
    expect(read([...xml])).toEqual(whole);
  });
});
