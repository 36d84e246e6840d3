import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('docs/security.md', root), 'utf8');

describe('docs/security.md', () => {
  it('names tests that exist', () => {
    const named = [...new Set([...text.matchAll(/`((?:test|libs)\/[^`]+\.ts)`/g)].map(([, path]) => path as string))];
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  });

  it('names a test for each promise and each item that is met', () => {
    const rows = text.split('\n').filter((line) => line.startsWith('| '));
    const tables = text.split('\n\n').filter((part) => part.startsWith('|') && part.includes('proved by |'));
    expect(tables.length).toBeGreaterThan(2);
    expect(rows.length).toBeGreaterThan(30);
    for (const row of tables.flatMap((table) => table.split('\n').slice(2)))
      expect([row, /`(test|libs)\/[^`]+\.ts` \|$/.test(row.trim())]).toEqual([row, true]);
  });
});
