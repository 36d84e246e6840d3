import { describe, expect, it } from '@jest/globals';
import { isWellFormed } from './xml.check.js';

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
      const begun = Date.now();
      expect(isWellFormed(xml)).toBe(false);
      expect(Date.now() - begun).toBeLessThan(2000);
    },
  );
});
