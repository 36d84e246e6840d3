import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { EndorsementCounts } from '#statements';
import { Processes, checkCases } from '#workflow';
import { memberTable, stormTable } from '../../bench/report.js';
import { sizesOf } from '../../bench/sizes.js';
import { storm, wrongAnswers } from '../../bench/storm.js';
import { fillDatabase } from '../support/dataset.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

const RECOMMENDATIONS = 500;

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await fillDatabase(house.databaseUrl, RECOMMENDATIONS, { bare: true });
}, 120_000);
afterAll(() => house?.close());

it('of endorsements from many at once, half of them twice, one organisation leaving meanwhile, each counts once', async () => {
  const ask = async (query: string, variables: Record<string, unknown>, token: string) => {
    const { data, errors } = await house.ask(query, variables, { token } as never);
    expect(errors).toBeUndefined();
    return data as unknown;
  };
  const look = <Row>(sql: string, values: unknown[]) => house.db.query<Row[]>(sql, values);
  const seen = await storm(ask, look, sizesOf(RECOMMENDATIONS), { requests: 720, clients: 40 });
  expect(seen.wrong).toEqual([]);
  expect(seen.answers).toEqual({ first: 360, sameCommand: 180, sameOrganisation: 180, withdrawal: 2 });
  expect(seen.organisations).toBeGreaterThan(100);
  expect(stormTable(seen)).toContain('| every answer, count, quorum and history right | yes | yes ✓ |');
  // The database's own counts, all of them, and every case against its history.
  expect(await house.api.app.get(EndorsementCounts).differences(house.db)).toEqual([]);
  expect((await checkCases(house.db, house.api.app.get(Processes).all())).discrepancies).toEqual([]);
}, 120_000);

it('says what is wrong: a second endorsement of one organisation, a first that was refused, a repeat answered otherwise', () => {
  const shot = (kind: 'first' | 'sameCommand' | 'sameOrganisation', member: number) => ({
    kind,
    member,
    statement: 8,
    input: {},
  });
  const given = (id: string) => ({ endorsement: { id, status: 'GIVEN' }, userErrors: [] });
  const refused = { endorsement: null, userErrors: [{ code: 'NOT_POSSIBLE_NOW' }] };
  const judge = (kind: 'sameCommand' | 'sameOrganisation', first: object, second: object) =>
    wrongAnswers([shot('first', 2), shot(kind, 2)], [first, second]).length;
  expect(judge('sameCommand', given('a'), given('a'))).toBe(0);
  expect(judge('sameCommand', given('a'), given('b'))).toBe(1);
  expect(judge('sameCommand', given('a'), refused)).toBe(1);
  expect(judge('sameOrganisation', given('a'), refused)).toBe(0);
  expect(judge('sameOrganisation', refused, given('a'))).toBe(0);
  expect(judge('sameOrganisation', given('a'), given('a'))).toBe(1);
  expect(judge('sameOrganisation', refused, refused)).toBe(1);
});

it('marks what a report misses: a wrong count, a slow tail, a list that is dearer for a member', () => {
  const run = (perSecond: number) => ({ perSecond, p50: 1, p99: 2, longest: 3, cpu: undefined });
  const seen = {
    requests: 4,
    clients: 2,
    statements: 1,
    organisations: 2,
    seconds: 1,
    p50: 10,
    p99: 2_000,
    longest: 2_500,
    answers: { first: 1, sameCommand: 1, sameOrganisation: 1, withdrawal: 1 },
    wrong: ['counted: 3 and not 2'],
  };
  const lines = stormTable(seen).split('\n');
  expect(lines.filter((line) => line.includes('✗'))).toHaveLength(2);
  expect(lines).toContain('- counted: 3 and not 2');
  const dearer = (member: number) => memberTable([{ clients: 16, officer: [run(100)], member: [run(member)] }], true);
  expect(dearer(80)).toContain('| **1.25×** | 1.25× ✓ |');
  expect(dearer(79)).toContain('✗');
  expect(dearer(80)).toContain('row-level security on');
});
