import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Queryable } from '#platform';
import { fromGlobalId } from '#platform';
import { reads } from '#policy';
import type { ReadType, RowRule } from '#policy';
import { cast } from '../support/cast.js';
import type { House } from '../support/house.js';
import { sightOf, toViewer } from './facts.js';
import type { Sight } from './facts.js';
import { openScene, viewers } from './scene.js';
import type { Scene } from './scene.js';

/** Each restricted table: the thing that a row is, or hangs on, and the SQL of that thing's id. */
const TABLES: Record<string, [type: ReadType | 'Case' | 'Wording', sql: string]> = {
  recommendations: ['Recommendation', 'id'],
  statements: ['Statement', 'id'],
  statement_versions: ['StatementVersion', 'id'],
  statement_items: ['StatementItem', 'id'],
  quorum_judgements: ['Statement', 'statement_id'],
  endorsements: ['Endorsement', 'id'],
  submissions: ['Submission', 'id'],
  submission_items: ['Submission', 'submission_id'],
  clocks: ['Submission', 'case_id'],
  receipts: ['Receipt', 'id'],
  responses: ['Response', 'id'],
  response_items: ['Response', 'response_id'],
  integrations: ['Integration', 'id'],
  documents: ['Document', 'id'],
  case_history: ['Case', 'case_id'],
  remarks: ['Remark', 'id'],
  remark_entries: ['Wording', 'remark_id'],
  follow_ups: ['FollowUp', 'id'],
  follow_up_entries: ['FollowUp', 'follow_up_id'],
  concerns: ['Concern', 'id'],
  concern_entries: ['Wording', 'concern_id'],
};
const CASES = ['Recommendation', 'Statement', 'Endorsement', 'Submission', 'Integration'];

/** The field of the budget working group is the policy's alone: the wall shows all that was opened, or handed over. */
const WIDER_FOR_MONITORS = new Set([
  ...['recommendations', 'statements', 'statement_versions', 'statement_items', 'quorum_judgements', 'case_history'],
  ...[
    'submissions',
    'submission_items',
    'clocks',
    'receipts',
    'responses',
    'response_items',
    'integrations',
    'remarks',
    'concerns',
    'follow_ups',
    'follow_up_entries',
  ],
]);

let scene: Scene;
let house: House;
beforeAll(async () => {
  scene = await openScene();
  house = scene.world.house;
}, 120_000);
afterAll(() => house?.close());

async function idsIn(db: Queryable, table: string): Promise<Set<string>> {
  const [, id] = TABLES[table] as [string, string];
  const rows = await db.query<{ id: string }[]>(`SELECT ${id} AS id FROM ${table}`);
  return new Set(rows.map((row) => row.id));
}

function seenIn(table: string, sight: Sight): Set<string> {
  const [type] = TABLES[table] as [string, string];
  if (type === 'Wording') return sight.wholeVoices;
  return new Set((type === 'Case' ? CASES : [type]).flatMap((each) => [...(sight.seen.get(each) ?? [])]));
}

const without = (some: Set<string>, others: Set<string>) => [...some].filter((each) => !others.has(each));

describe('what the tables themselves let be read', () => {
  it('is tried here for each table that has a policy', async () => {
    const rows = await house.db.query<{ name: string }[]>(
      `SELECT relname AS name FROM pg_class WHERE relrowsecurity ORDER BY relname`,
    );
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(TABLES).sort());
    for (const table of Object.keys(TABLES)) expect((await idsIn(house.db, table)).size).toBeGreaterThan(0);
  });

  it.each(Object.keys(viewers))('is, for %s, no more than the policy says, and all of it', async (name) => {
    const viewer = toViewer(viewers[name]);
    const sight = await sightOf(house.db, viewer);
    for (const table of Object.keys(TABLES)) {
      const all = await idsIn(house.db, table);
      const open = await idsIn(house.product.as(viewer), table);
      const seen = seenIn(table, sight);
      const wider = name === 'monitor' && WIDER_FOR_MONITORS.has(table);
      if (!wider) expect({ table, leaked: without(open, seen) }).toEqual({ table, leaked: [] });
      const hidden = [...seen].filter((id) => all.has(id) && !open.has(id));
      expect({ table, hidden }).toEqual({ table, hidden: [] });
    }
  });

  it('is, for the budget working group, nothing that was not opened, and no endorsement', async () => {
    const monitor = house.product.as(toViewer(viewers['monitor']));
    expect((await idsIn(monitor, 'endorsements')).size).toBe(0);
    const ids = await idsIn(monitor, 'recommendations');
    expect(ids.has(fromGlobalId('rec', scene.ids.recDraft as string))).toBe(false);
    expect(ids.has(fromGlobalId('rec', scene.ids.recMemberDraft as string))).toBe(false);
    const statements = await idsIn(monitor, 'statements');
    expect(statements.has(fromGlobalId('stm', scene.ids.drafting as string))).toBe(false);
    expect(statements.has(fromGlobalId('stm', scene.ids.endorsing as string))).toBe(false);
    expect((await idsIn(monitor, 'submissions')).has(fromGlobalId('sub', scene.ids.prepared as string))).toBe(false);
  });

  it('is nothing where nobody is named, and everything for the product itself', async () => {
    for (const table of Object.keys(TABLES)) {
      expect([table, (await idsIn(house.product, table)).size]).toEqual([table, 0]);
      expect([table, await idsIn(house.product.asProduct, table)]).toEqual([table, await idsIn(house.db, table)]);
    }
  });

  it('is changed in no viewer’s name', async () => {
    for (const member of [cast.officer, cast.representative(1)]) {
      const viewer = house.product.as(toViewer(member));
      for (const table of ['endorsements', 'statements', 'recommendations', 'submissions', 'documents']) {
        expect(await viewer.query(`UPDATE ${table} SET sample = sample`)).toEqual([[], 0]);
        expect(await viewer.query(`DELETE FROM ${table}`)).toEqual([[], 0]);
      }
      await expect(
        viewer.query(
          `INSERT INTO quorum_judgements (statement_id, version_number, occasion, rule_id, met, tally, judged_at)
           SELECT statement_id, version_number, occasion, rule_id, met, tally, judged_at FROM quorum_judgements LIMIT 1`,
        ),
      ).rejects.toThrow('row-level security');
    }
  });
});

describe('the role of the application', () => {
  it.each([
    ['make a table', 'CREATE TABLE mine (id integer)'],
    ['take a policy away', 'DROP POLICY readable ON endorsements'],
    ['switch the policies off', 'ALTER TABLE endorsements DISABLE ROW LEVEL SECURITY'],
    ['become the owner', 'SET ROLE postgres'],
    ['empty a table', 'TRUNCATE endorsements'],
    ['rewrite a history', `UPDATE case_history SET reason = ''`],
    ['shorten a history', 'DELETE FROM case_history'],
    ['rewrite an answer', `UPDATE responses SET verbatim = ''`],
    ['take a seal away', 'DELETE FROM history_seals'],
    ['claim a migration', `INSERT INTO migrations (timestamp, name) VALUES (1, 'x')`],
  ])('cannot %s, whoever it is named for', async (_, sql) => {
    await expect(house.product.asProduct.query(sql)).rejects.toThrow(/permission denied|must be owner|does not exist/);
  });

  it('is held, and says so', async () => {
    expect(await house.product.isHeld()).toBe(true);
    expect(await house.db.isHeld()).toBe(false);
    const [role] = await house.db.query<object[]>(
      `SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = $1`,
      [decodeURIComponent(new URL(house.config.DATABASE_URL as string).username)],
    );
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false });
    const ready = (await (await fetch(`${house.api.url}/health/ready`)).json()) as { checks: Record<string, string> };
    expect(ready.checks['secondWall']).toBe('ok');
  });
});

describe('a scope that forgets itself', () => {
  /** Says of a type that everybody sees all of it: what its scope then asks for is `true`. */
  async function opened<T>(type: string, work: () => Promise<T>): Promise<T> {
    const rules = (reads as unknown as Record<string, { rows: RowRule[] }>)[type]?.rows as RowRule[];
    rules.push({ roles: ['memberRepresentative', 'observer', 'public'] });
    try {
      return await work();
    } finally {
      rules.pop();
    }
  }

  const endorsers = `query ($id: ID!) { statement(id: $id) { endorsements(first: 50) { totalCount edges { node { id organisation { code } } } } } }`;

  it('gives no endorsement of another organisation away', async () => {
    const ask = () => house.ask(endorsers, { id: scene.ids.endorsing }, cast.representative(1));
    const { endorsements } = (await opened('Endorsement', ask)).data.statement;
    expect(endorsements.totalCount).toBe(1);
    expect(endorsements.edges.map((edge: { node: { id: string } }) => edge.node.id)).toEqual([scene.ids.mine]);
    const { data } = await opened('Endorsement', () =>
      house.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id: scene.ids.others }, cast.representative(1)),
    );
    expect(data.node).toBeNull();
  });

  it.each([
    ['Recommendation', 'recDraft'],
    ['Statement', 'drafting'],
    ['Submission', 'prepared'],
  ] as const)('gives no draft of a %s away', async (type, name) => {
    for (const who of [cast.representative(5), cast.observer, undefined]) {
      const ask = () => house.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id: scene.ids[name] }, who);
      expect((await opened(type, ask)).data.node).toBeNull();
    }
    const officer = await house.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id: scene.ids[name] }, cast.officer);
    expect(officer.data.node).toEqual({ id: scene.ids[name] });
  });
});
