import type { Viewer } from '#platform';
import { rulesFor } from './policy.js';
import type { ReadType, reads } from './policy.js';
import type { FactsOf } from './reads.js';

/** Writes one fact about a row, as it stands beside a viewer, as an SQL condition; `bind` gives a value its place. */
export type FactSql = (viewer: Viewer, bind: (value: unknown) => string) => string;

/** The SQL of every fact that the policy names for a type: a new fact in a rule does not compile without it. */
export type FactsSql<T extends ReadType> = Readonly<Record<FactsOf<(typeof reads)[T]>, FactSql>>;

/**
 * Which rows of a type a viewer may see, as an SQL condition made from the policy's rules: `true` for all, `false` for
 * none. Values become parameters; a fact that several rules name is bound once.
 */
export function scopeOf<T extends ReadType>(
  type: T,
  viewer: Viewer,
  parameters: unknown[],
  facts: FactsSql<T>,
): string {
  const rules = rulesFor(type, viewer);
  if (rules.some((rule) => rule.where === undefined)) return 'true';
  const bind = (value: unknown) => `$${parameters.push(value)}`;
  const written = new Map<string, string>();
  const sqlOf = (fact: string): string => {
    const known = written.get(fact) ?? (facts as Record<string, FactSql>)[fact]?.(viewer, bind);
    if (known === undefined) throw new Error(`No SQL for the fact ${fact} of ${type}`);
    written.set(fact, known);
    return known;
  };
  const either = rules.map((rule) => (rule.where ?? []).map(sqlOf).join(' AND '));
  return either.length === 0 ? 'false' : `(${either.map((each) => `(${each})`).join(' OR ')})`;
}
