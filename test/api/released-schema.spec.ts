import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

const PRESENT = new URL('../../apps/api/schema.graphql', import.meta.url);
/**
 * The schema that clients were built against. A release takes over the present one (`cp apps/api/schema.graphql
 * apps/api/schema.released.graphql`), and the diff is what its notes say about the API. Before the first release the same
 * is done with a deliberate break, in the commit that makes it and says why.
 */
const RELEASED = new URL('../../apps/api/schema.released.graphql', import.meta.url);

const read = (file: URL) => readFileSync(file, 'utf8');
const broken = (released: string, present: string) =>
  findBreakingChanges(buildSchema(released), buildSchema(present)).map(({ description }) => description);

describe('the schema that was released', () => {
  it('is broken by nothing in the present one', () => {
    expect(broken(read(RELEASED), read(PRESENT))).toEqual([]);
  });

  /** Without descriptions, so that a line can go. */
  const bare = read(PRESENT).replace(/ *"""[^]*?"""\n/g, '');

  it('would be broken by a field that goes, an argument that has to be given, a value that goes, a null', () => {
    const without = (from: RegExp, to: string) => {
      const changed = bare.replace(from, to);
      expect(changed).not.toBe(bare);
      return broken(bare, changed);
    };
    expect(without(/\n {2}number: String!(?=\n)/, '')).toHaveLength(1);
    expect(without(/\n {2}viewer: Myself!/, '\n  viewer: Myself')).toEqual([
      'Query.viewer changed type from Myself! to Myself.',
    ]);
    expect(without(/\n {2}viewer: Myself!/, '\n  viewer(again: Int!): Myself!')).toHaveLength(1);
    expect(without(/(enum Language \{[^}]*?)\n {2}EN\n/, '$1\n')).toEqual(['EN was removed from enum type Language.']);
  });

  it('may grow', () => {
    const grown = bare.replace(/\n {2}viewer: Myself!/, '\n  viewer: Myself!\n  somethingNew: Int');
    expect(broken(bare, grown)).toEqual([]);
    expect(findDangerousChanges(buildSchema(bare), buildSchema(grown))).toEqual([]);
  });
});
