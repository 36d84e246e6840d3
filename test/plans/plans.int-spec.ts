import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '#platform';
import { publicId } from '../../bench/ids.js';
import { queries } from '../../bench/requests.js';
import { searchFor } from '../../bench/words.js';
import { datasetMember, datasetOfficer, fillDatabase } from '../support/dataset.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import type { CastMember } from '../support/cast.js';

/** `ANUSAS_WRITE_PLANS=1` writes it anew; what has changed in it is then read in the diff. */
const FILE = new URL('plans.txt', import.meta.url);
/** A table of so many rows is never read from end to end by what people wait for. */
const LARGE = 10_000;

interface Hot {
  name: string;
  query: string;
  variables?: Record<string, unknown>;
  as?: CastMember;
}

const member = datasetMember(1);
const addressee = publicId('institution', 7);
const list = (filter: string, more = '') =>
  `{ recommendations(first: 50, filter: ${filter}${more}) { totalCount(exact: true) edges { node { id number title { km en } } } } }`;
/** What people and programs ask again and again. */
const hot: Hot[] = [
  { name: 'R1 a list of one addressee at one stage', query: queries.R1, variables: { addressee } },
  { name: 'R2 one recommendation', query: queries.R2, variables: { id: publicId('recommendation', 77) } },
  { name: 'R3 the overview', query: queries.R3, variables: { days: 30 } },
  { name: 'R3 the overview, for a member', query: queries.R3, variables: { days: 30 }, as: member },
  { name: 'R4 a search in English', query: queries.R4, variables: { text: searchFor(0) } },
  { name: 'R4 a search in Khmer', query: queries.R4, variables: { text: searchFor(1) } },
  { name: 'a list of all, for a member', query: list('{}'), as: member },
  { name: 'a list of what is active', query: list('{ standing: [ACTIVE] }') },
  {
    name: 'a list of an addressee at several stages',
    query: list(`{ stage: [SUBMITTED, ANSWERED], addresseeIds: ["${addressee}"] }`),
  },
  {
    name: 'a list of two addressees',
    query: list(`{ addresseeIds: ["${addressee}", "${publicId('institution', 8)}"] }`),
  },
  { name: 'a list of a topic', query: list('{ topics: ["bench-3"] }') },
  { name: 'what is released, for the public', query: list('{}'), as: undefined },
  {
    name: 'statements that are open',
    query: `{ statements(first: 50, filter: { status: [ENDORSING] }) { edges { node { id items { key recommendation { number } } quorum { count } endorsements(first: 5) { totalCount edges { node { status } } } } } } }`,
  },
  {
    name: 'statements, for a member',
    query: `{ statements(first: 50) { edges { node { id myEndorsement { status } submissions(first: 5) { edges { node { status } } } } } } }`,
    as: member,
  },
  {
    name: 'submissions that wait',
    query: `{ submissions(first: 50, filter: { status: [DELIVERED] }) { edges { node { id items { key position { reading } } responses(first: 5) { edges { node { id } } } history(first: 5) { edges { node { event } } } } } } }`,
  },
];

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await fillDatabase(house.databaseUrl, 12_000);
}, 240_000);
afterAll(() => house?.close());

/** The statements of SQL that something sends, with their values, in order. */
async function sent(db: Database, work: () => Promise<unknown>): Promise<[string, unknown[]][]> {
  const seen: [string, unknown[]][] = [];
  const before = db.source.logger;
  db.source.logger = Object.assign(Object.create(before) as typeof before, {
    logQuery: (sql: string, values: unknown[] = []) => void seen.push([sql, values]),
  });
  try {
    await work();
  } finally {
    db.source.logger = before;
  }
  return seen;
}

/** The plan without what is another at each run: ids, lists of them, moments. */
const legible = (line: string) =>
  line
    .replace(/'\{[^']*\}'/g, `'{…}'`)
    .replace(/'[0-9a-f-]{36}'/g, `'…'`)
    .replace(/'\d{4}-\d\d-\d\d[^']*'/g, `'…'`)
    .replace(/'[0-9a-f]{64}'/g, `'…'`);

async function planOf([sql, values]: [string, unknown[]]): Promise<string[]> {
  const rows = await house.product.query<{ 'QUERY PLAN': string }[]>(`EXPLAIN (COSTS OFF) ${sql}`, values);
  return rows.map((row) => legible(row['QUERY PLAN']));
}

/** The plans of each request, each once. */
const plans = new Map<string, string[]>();

describe('how the hot reads are answered', () => {
  it('is written down', async () => {
    // Once before, so that what is held in memory is there, as it is in a server that runs.
    await house.ask(queries.R1, { addressee }, datasetOfficer);
    for (const { name, query, variables = {}, ...rest } of hot) {
      const as = 'as' in rest ? rest.as : datasetOfficer;
      const statements = await sent(house.product, async () => {
        const { errors } = await house.ask(query, variables, as);
        expect(errors).toBeUndefined();
      });
      const each: string[][] = [];
      for (const statement of statements) each.push(await planOf(statement));
      const texts = new Set(each.map((lines) => lines.join('\n')));
      plans.set(name, [...texts].sort());
    }
    const text = [...plans].map(([name, each]) => `# ${name}\n\n${each.join('\n\n')}\n`).join('\n');
    if (process.env['ANUSAS_WRITE_PLANS'] || !existsSync(FILE)) writeFileSync(FILE, text);
    expect(text).toBe(readFileSync(FILE, 'utf8'));
  });

  it('reads no large table from end to end', async () => {
    const rows = await house.db.query<{ name: string }[]>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples > $1`,
      [LARGE],
    );
    const large = rows.map((row) => row.name);
    expect(large).toEqual(
      expect.arrayContaining(['recommendations', 'recommendation_texts', 'case_history', 'endorsements']),
    );
    const read = [...plans].flatMap(([name, each]) =>
      each
        .join('\n')
        .split('\n')
        .flatMap((line) => {
          const table = /Seq Scan on (\w+)/.exec(line)?.[1];
          return table && large.includes(table) ? [`${name}: ${line.trim()}`] : [];
        }),
    );
    expect(read).toEqual([]);
  });
});
