import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Asking } from './asking.js';
import { flips } from './flips.js';
import { openScene } from './scene.js';
import { sentences } from './sentences.js';
import type { Sentence } from './sentences.js';

// Without the second wall, which would hide what the policy gives away.
let ask: Asking;
beforeAll(async () => {
  ask = new Asking(await openScene({}, undefined, { oneRole: true }));
});
afterAll(() => ask?.scene.world.house.close());

describe('what the coalition agreed on', () => {
  it('is at least sixty sentences, each said once', () => {
    expect(new Set(sentences.map((each) => each.says)).size).toBeGreaterThanOrEqual(60);
    expect(new Set(sentences.map((each) => each.says)).size).toBe(sentences.length);
  });

  it.each(sentences.map((each) => [each.says, each] as const))('%s', async (_, { holds }) => {
    expect(await holds(ask)).toBe(true);
  });
});

describe('a policy that says something else', () => {
  // Only a sentence that holds as the policy stands can be broken by what is said otherwise.
  const sound: Sentence[] = [];
  beforeAll(async () => {
    for (const each of sentences) if (await each.holds(ask).catch(() => false)) sound.push(each);
    expect(sound.length).toBe(sentences.length);
  });

  it('is tried in at least twenty cells', () => {
    expect(flips.length).toBeGreaterThanOrEqual(20);
  });

  it.each(flips.map((flip) => [flip.cell, flip] as const))('breaks a sentence: %s', async (_, { change }) => {
    const restore = change();
    const broken: string[] = [];
    try {
      for (const { says, holds } of sound) {
        if (await holds(ask).catch(() => false)) continue;
        broken.push(says);
        break;
      }
    } finally {
      restore();
    }
    expect(broken).not.toEqual([]);
  });
});
