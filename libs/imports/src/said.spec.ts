import { describe, expect, it } from '@jest/globals';
import { importMessages } from './import.messages.js';
import { excerpt, someOf } from './said.js';

describe('what is said about an import', () => {
  it.each(Object.entries(importMessages))('%s says the same in both languages', (_, { en, km }) => {
    const places = (text: string) => new Set(text.match(/\{\w+\}/g));
    expect(km).toMatch(/[\u1780-\u17B3]/);
    // A hint on how to write may be given in one language only, what was found may not.
    expect([...places(km)].filter((place) => !places(en).has(place))).toEqual([]);
    expect([...places(en)].filter((place) => !places(km).has(place) && place !== '{name}')).toEqual([]);
  });

  it('shows the beginning of a long text, cut between words', () => {
    expect(excerpt('  Publish\nthe plan ')).toBe('Publish the plan');
    expect(excerpt('Publish the plan in time', 14)).toBe('Publish the…');
    expect(excerpt('ផែនការយុទ្ធសាស្ត្រអភិវឌ្ឍន៍ជាតិ', 22)).toBe('ផែនការយុទ្ធសាស្ត្រ…');
  });

  it('never shows more than it may, nor half a letter', () => {
    expect(excerpt('a'.repeat(500))).toBe(`${'a'.repeat(79)}…`);
    expect(excerpt('ស្ត្រី'.repeat(100), 10)).toBe('ស្ត្រី…');
  });

  it('shows the first of many', () => expect(someOf([1, 2, 3, 4], 2)).toBe('1, 2 … (+2)'));
});
