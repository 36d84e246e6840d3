import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quorumMissing } from './quorum.js';
import type { QuorumRule, Tally } from './quorum.js';

const NETWORKS = ['net-a', 'net-b'];
const PROVINCES = ['02', '12'];
const ITEMS = ['one', 'two', 'three'];
const BODIES = ['board', 'council'];

const few = fc.nat({ max: 6 });
const counts = (keys: string[]) => fc.dictionary(fc.constantFrom(...keys), few, { maxKeys: keys.length });
const tallies: fc.Arbitrary<Tally> = fc.record({
  given: few,
  toReconfirm: few,
  byNetwork: counts(NETWORKS),
  byProvince: counts(PROVINCES),
  blocks: fc.subarray(BODIES),
  items: counts(ITEMS),
});
const rules: fc.Arbitrary<QuorumRule> = fc.record(
  {
    atLeast: few,
    fromNetworks: fc.array(fc.record({ organisationId: fc.constantFrom(...NETWORKS), atLeast: few }), { maxLength: 2 }),
    fromProvinces: fc.array(fc.record({ code: fc.constantFrom(...PROVINCES), atLeast: few }), { maxLength: 2 }),
    noBlockBy: fc.subarray(BODIES),
    itemAtLeast: few,
  },
  { requiredKeys: ['atLeast'] },
);
const empty: Tally = { given: 0, toReconfirm: 0, byNetwork: {}, byProvince: {}, blocks: [], items: {} };
const name = (missing: object) => JSON.stringify({ ...missing, given: undefined });

describe('a quorum', () => {
  it.each<[string, QuorumRule, Partial<Tally>, string[]]>([
    ['is met by as many as it asks for', { atLeast: 3 }, { given: 3 }, []],
    ['is not met by one fewer', { atLeast: 3 }, { given: 2 }, ['organisations']],
    ['counts none that has to confirm again', { atLeast: 3 }, { given: 2, toReconfirm: 9 }, ['organisations']],
    [
      'asks of a network of which nobody has endorsed',
      { atLeast: 1, fromNetworks: [{ organisationId: 'net-a', atLeast: 1 }] },
      { given: 5 },
      ['network'],
    ],
    [
      'asks of a province of which nobody has endorsed',
      { atLeast: 1, fromProvinces: [{ code: '02', atLeast: 1 }] },
      { given: 5 },
      ['province'],
    ],
    ['is stopped by a named body', { atLeast: 1, noBlockBy: ['board'] }, { given: 5, blocks: ['board'] }, ['block']],
    ['is not stopped by anybody else', { atLeast: 1, noBlockBy: ['board'] }, { given: 5, blocks: ['council'] }, []],
    ['asks of each item', { atLeast: 1, itemAtLeast: 4 }, { given: 5, items: { one: 3, two: 4 } }, ['item']],
    [
      'tells everything that is missing at once',
      {
        atLeast: 9,
        fromNetworks: [{ organisationId: 'net-a', atLeast: 1 }],
        fromProvinces: [{ code: '02', atLeast: 1 }],
        noBlockBy: ['board'],
        itemAtLeast: 4,
      },
      { given: 5, blocks: ['board'], items: { one: 3 } },
      ['organisations', 'network', 'province', 'block', 'item'],
    ],
  ])('%s', (_name, rule, tally, what) => {
    expect(quorumMissing(rule, { ...empty, ...tally }).map((missing) => missing.what)).toEqual(what);
  });

  it('never asks for more when there is more: monotone in every count, and in fewer blocks', () => {
    fc.assert(
      fc.property(rules, tallies, tallies, (rule, tally, more) => {
        const add = (one: Record<string, number>, other: Record<string, number>) =>
          Object.fromEntries(Object.entries(one).map(([key, count]) => [key, count + (other[key] ?? 0)]));
        const grown: Tally = {
          given: tally.given + more.given,
          toReconfirm: more.toReconfirm,
          byNetwork: { ...more.byNetwork, ...add(tally.byNetwork, more.byNetwork) },
          byProvince: { ...more.byProvince, ...add(tally.byProvince, more.byProvince) },
          blocks: tally.blocks.filter((id) => more.blocks.includes(id)),
          items: add(tally.items, more.items),
        };
        const before = new Set(quorumMissing(rule, tally).map(name));
        expect(
          quorumMissing(rule, grown)
            .map(name)
            .filter((each) => !before.has(each)),
        ).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('is never easier under a rule that asks for more', () => {
    fc.assert(
      fc.property(rules, tallies, few, (rule, tally, more) => {
        const harder = { ...rule, atLeast: rule.atLeast + more };
        expect(quorumMissing(harder, tally).length).toBeGreaterThanOrEqual(quorumMissing(rule, tally).length);
      }),
    );
  });

  it('is judged by what was given alone: those that have to confirm make no difference', () => {
    fc.assert(
      fc.property(rules, tallies, few, (rule, tally, toReconfirm) => {
        expect(quorumMissing(rule, { ...tally, toReconfirm })).toEqual(quorumMissing(rule, tally));
      }),
    );
  });
});
