import { describe, expect, it } from '@jest/globals';
import { titleFrom } from './titles.js';

describe('a title made from a text', () => {
  it('is its first line', () => expect(titleFrom('  Publish the plan\n- in time\n')).toBe('Publish the plan'));

  it('is cut between words, in Khmer too', () => {
    expect(titleFrom('Publish the plan in time', 14)).toBe('Publish the…');
    expect(titleFrom('ផែនការយុទ្ធសាស្ត្រអភិវឌ្ឍន៍ជាតិ', 22)).toBe('ផែនការយុទ្ធសាស្ត្រ…');
  });

  it('is never longer than it may be', () => expect(titleFrom('ក'.repeat(500)).length).toBeLessThanOrEqual(160));
});
