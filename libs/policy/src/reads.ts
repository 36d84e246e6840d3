import type { Role } from '#platform';
import type { Audience } from './audiences.js';

/** One line of "who may read which": these roles, of those things about which every one of these facts holds. */
export interface RowRule {
  roles: readonly Role[];
  /** Facts about one thing, as it stands beside the person; their SQL is the feature's. None: all of them. */
  where?: readonly string[];
}

/**
 * Who may read a type of the schema. `rows`: which things of the kind; `everybody`: public registers and what is said to
 * whoever asks; `with`: read only where one of these is read. `fields`: every field of the type, by who of those may
 * read it, names separated by a blank.
 */
export interface TypeReads {
  rows: readonly RowRule[] | 'everybody' | { with: readonly string[] };
  fields: Partial<Record<Audience, string>>;
}

export type ReadsTable = Readonly<Record<string, TypeReads>>;

/** `'a b c'` → `'a' | 'b' | 'c'`. */
export type Words<S extends string> = S extends `${infer First} ${infer Rest}` ? First | Words<Rest> : S;

/** The facts that the rules of a type name. */
export type FactsOf<T extends TypeReads> = T['rows'] extends readonly (infer R)[]
  ? R extends { where: readonly (infer F)[] }
    ? F & string
    : never
  : never;
