import { describe, expect, it } from '@jest/globals';
import { TEXTS } from './endorse.texts.js';

/** Signs that are written so in Khmer, too. */
const LATIN = ['SHA-256'];

describe('what the pages say', () => {
  it.each(Object.entries(TEXTS).filter(([key]) => key !== 'colon' && key !== 'stop'))(
    '%s is there in both languages, each in its own letters',
    (_, [km, en]) => {
      const rest = LATIN.reduce((text, word) => text.replace(word, ''), km);
      expect(rest).toMatch(/[\u1780-\u17ff]/);
      expect(rest).not.toMatch(/[a-z]{2}/i);
      expect(en).toMatch(/[a-z]{2}/i);
      expect(en).not.toMatch(/[\u1780-\u17ff]/);
    },
  );

  it('has the same punctuation at the end in both languages', () => {
    const ends = Object.entries(TEXTS).filter(([, [km, en]]) => /[។]$/.test(km) !== /[.]$/.test(en));
    expect(ends).toEqual([]);
  });
});
