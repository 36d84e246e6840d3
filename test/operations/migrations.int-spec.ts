import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getMetadataArgsStorage } from 'typeorm';
import { migrate, migrations } from '#migrations';
import { openDatabase } from '#platform';
import type { Database } from '#platform';
import { runCli } from '../support/cli.js';
import { emptyDatabase } from '../support/own-database.js';
import type { OwnDatabase } from '../support/own-database.js';

let own: OwnDatabase;
let db: Database;
beforeAll(async () => {
  own = await emptyDatabase();
  db = await openDatabase({ DATABASE_URL: own.url, DATABASE_POOL: 4 }, migrations);
});
afterAll(async () => {
  await db?.close();
  await own?.drop();
});

/** Everything that the migrations make, as PostgreSQL itself describes it: columns, constraints, indexes, triggers, functions. */
const schema = () =>
  db.query<{ what: string }[]>(`
    SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
           || coalesce(column_default, '') || ' ' || coalesce(generation_expression, '') AS what
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT IN ('migrations', 'typeorm_metadata')
    UNION ALL
    SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'migrations'
    UNION ALL
    SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations'
    UNION ALL
    SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT 'function ' || oid::regprocedure || ' ' || md5(prosrc) FROM pg_proc
     WHERE pronamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
    UNION ALL
    SELECT concat_ws(' ', 'policy', p.tablename, p.policyname, p.cmd, md5(concat(p.qual, p.with_check))) FROM pg_policies p
    ORDER BY 1`);
/** Which migrations have run, as the table of the framework has it. */
const names = async () =>
  (await db.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id')).map(({ name }) => name);

describe('the migrations', () => {
  const all = migrations.map((each) => each.name);

  it('from nothing bring everything, and a second time nothing', async () => {
    expect(await migrate(db)).toEqual(all);
    expect(await migrate(db)).toEqual([]);
    expect(await names()).toEqual(all);
    expect((await schema()).length).toBeGreaterThan(200);
  });

  it('go down one by one to nothing, and up again to the same', async () => {
    const full = await schema();
    await db.source.undoLastMigration({ transaction: 'each' });
    expect(await names()).toEqual(all.slice(0, -1));
    expect(await migrate(db)).toEqual(all.slice(-1));
    expect(await schema()).toEqual(full);
    for (const _ of all) await db.source.undoLastMigration({ transaction: 'each' });
    expect(await schema()).toEqual([]);
    expect(await migrate(db)).toEqual(all);
    expect(await schema()).toEqual(full);
  });

  it('have no entity class to drift from: rows are read by columns, and what is derived is generated', () => {
    expect(getMetadataArgsStorage().tables).toEqual([]);
  });

  it('run once when five processes start at once', async () => {
    const fresh = await emptyDatabase();
    try {
      const runs = await Promise.all(Array.from({ length: 5 }, () => runCli(fresh.url, '', 'migrate')));
      expect(runs.map(({ code, output }) => (code === 0 ? 0 : output))).toEqual([0, 0, 0, 0, 0]);
      const ran = runs.filter(({ output }) => output.includes(`Ran ${all.length} migrations`));
      expect([ran.length, runs.filter(({ output }) => output.includes('up to date')).length]).toEqual([1, 4]);
    } finally {
      await fresh.drop();
    }
  }, 120_000);

  it('keep what was finished and nothing of one that fails half-way', async () => {
    const before = await schema();
    await db.source.undoLastMigration({ transaction: 'each' });
    const without = await schema();
    const Broken = class Broken1999999999999 {
      name = 'Broken1999999999999';
      async up(runner: { query(sql: string): Promise<unknown> }) {
        await runner.query('CREATE TABLE half_done (id integer)');
        await runner.query('SELECT no_such_function()');
      }
      async down() {}
    };
    const broken = await openDatabase({ DATABASE_URL: own.url, DATABASE_POOL: 4 }, [...migrations, Broken]);
    try {
      await expect(migrate(broken)).rejects.toThrow(/no_such_function/);
    } finally {
      await broken.close();
    }
    expect(without).not.toEqual(before);
    expect(await schema()).toEqual(before);
    expect(await names()).toEqual(all);
    expect(await migrate(db)).toEqual([]);
  });
});
