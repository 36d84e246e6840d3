import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addSamples, hasSamples, loadRegisters } from '#samples';
import { discrepancies, edition } from '../support/findings.js';
import { runCliWith } from '../support/cli.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { bringIn } from './lists.js';

const ROWS = [
  'No;Recommendation;Ministry;Statement;Endorsed on;Submitted to;Submitted on;Response;Answered on;Answer text;Integrated in;Provision;Quote;Degree',
  'P1;Publish the district budget;TEST-MEF;Joint letter of 2021;2021-05-01;TEST-MOI;June 2021;Accepted;2021-09-03;We will;TEST-NP;page 63;Published;in substance',
  'P2;Open the council sessions;TEST-MEF;Joint letter of 2021;2021-05-01;TEST-MOI;June 2021;Not accepted;2021-10-03;;;;;',
  'P3;Keep minutes of the council;TEST-MEF;;;TEST-MOI, TEST-MEF;2020-02-01;;;;;;;',
];
const TABLES = [
  'recommendations',
  'recommendation_texts',
  'recommendation_addressees',
  'statements',
  'statement_versions',
  'statement_items',
  'submissions',
  'submission_items',
  'responses',
  'response_items',
  'integrations',
  'case_history',
  'import_keys',
  'import_rows',
] as const;

let house: House;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anusas-samples-'));
  house = await openHouse({ ANUSAS_DATA: folder });
  await loadRegisters(house.db);
  await edition(house, { adoptedOn: '2022-01-20' });
});
afterAll(async () => {
  await house?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Every row of every table that a past is kept in, as text. */
async function everything(): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const table of TABLES) {
    const rows = await house.db.query<{ row: string }[]>(`SELECT t::text AS row FROM ${table} t ORDER BY 1`);
    all[table] = rows.map(({ row }) => row);
  }
  return all;
}

it('sample data that are removed leave pasts that were imported beside them as they were, and nothing else', async () => {
  expect((await bringIn(house, ROWS.join('\r\n'), { source: 'before' })).rowsDone).toBe(3);
  const before = await everything();
  const { db: database, config, clock } = house;
  await addSamples({ url: house.api.url, config, database, clock, drain: () => house.drain() });
  expect(await hasSamples(house.db)).toBe(true);
  const beside = ROWS.map((row) => row.replace(/^P/, 'Q').replace('of 2021', 'of that year'));
  expect((await bringIn(house, beside.join('\r\n'), { source: 'beside' })).rowsDone).toBe(3);
  const together = await everything();
  expect(together['statements']?.length).toBeGreaterThan(4);
  const ran = await runCliWith({ DATABASE_URL: house.databaseUrl, ANUSAS_DATA: folder }, 'samples', 'remove');
  expect(ran.output).toMatch(/Removed \d+ sample cases/);
  expect(await hasSamples(house.db)).toBe(false);
  const after = await everything();
  for (const table of TABLES) {
    // What was there before the samples came is there, unchanged; of the rest, as much again as the same list had brought.
    expect(after[table]).toEqual(expect.arrayContaining(before[table] as string[]));
    expect(together[table]).toEqual(expect.arrayContaining(after[table] as string[]));
    expect([table, after[table]?.length]).toEqual([table, 2 * (before[table]?.length as number)]);
  }
  expect(await discrepancies(house)).toEqual([]);
}, 300_000);
