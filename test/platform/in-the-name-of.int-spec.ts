import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, publicViewer } from '#platform';
import type { Database, Queryable, Viewer } from '#platform';
import { migrations } from '#migrations';
import { cloneDatabase } from '../support/own-database.js';
import type { OwnDatabase } from '../support/own-database.js';

const READS = 6_000;
/** So many are on their way at any moment. */
const AT_ONCE = 60;

let own: OwnDatabase;
let db: Database;
beforeAll(async () => {
  own = await cloneDatabase();
  // Few connections, so that everybody meets everybody on each.
  db = await openDatabase({ DATABASE_URL: own.applicationUrl, DATABASE_POOL: 4 }, migrations);
});
afterAll(async () => {
  await db?.close();
  await own?.drop();
});

const viewer = (number: number): Viewer => ({
  ...publicViewer,
  role: number % 2 ? 'memberRepresentative' : 'observer',
  personId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  organisationId: `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`,
});

interface Named {
  role: string | null;
  organisation: string | null;
  person: string | null;
}

/** What the policies of the tables would look at. */
const NAMED = `nullif(current_setting('anusas.role', true), '') AS role,
  nullif(current_setting('anusas.organisation', true), '') AS organisation,
  nullif(current_setting('anusas.person', true), '') AS person`;
const nobody: Named = { role: null, organisation: null, person: null };
const product: Named = { ...nobody, role: 'product' };
const named = (who: Viewer): Named => ({ role: who.role, organisation: who.organisationId, person: who.personId });

/** In how many ways a read is prepared. */
const WAYS = [true, 'onItsOwn', false] as const;

/** The same read in each way that a read takes: planned once, or not prepared; with parameters or without. */
async function read(by: Queryable, number: number): Promise<Named> {
  const [row] =
    number % 4 === 3
      ? await by.query<Named[]>(`SELECT ${NAMED}`)
      : await by.query<Named[]>(`SELECT ${NAMED} WHERE $1::integer >= 0`, [number], {
          prepared: WAYS[(number % 5) % 3],
        });
  return row as Named;
}

describe('in whose name a statement runs', () => {
  it('is nobody’s but its own, over thousands of reads of many viewers on the same few connections', async () => {
    const wrong: unknown[] = [];
    const check = (was: Named, right: Named) => {
      if (JSON.stringify(was) !== JSON.stringify(right)) wrong.push({ was, right });
    };
    const one = async (number: number): Promise<void> => {
      const who = viewer(number % 37);
      switch (number % 11) {
        case 3:
          return check(await read(db, number), nobody);
        case 5:
          return check(await read(db.asProduct, number), product);
        case 7: {
          // One that fails leaves nothing behind either.
          const failing = db.as(who).query(`SELECT 1 / $1::integer`, [0], { prepared: number % 2 === 0 });
          return expect(failing).rejects.toThrow('division by zero');
        }
        case 9: {
          const seen = await db.transaction(async (tx) => {
            const [row] = await tx.query<Named[]>(`SELECT ${NAMED} WHERE $1::integer >= 0`, [number]);
            return row as Named;
          });
          return check(seen, product);
        }
        default:
          return check(await read(db.as(who), number), named(who));
      }
    };
    let next = 0;
    const lane = async () => {
      while (next < READS) await one(next++);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    expect(wrong).toEqual([]);
  });

  it('gives the rows, the columns and the number of changed rows that a statement without a name gives', async () => {
    const some = `SELECT n, n::text AS text, NULL AS nothing FROM generate_series(1, $1::integer) n`;
    for (const count of [0, 1, 1_000]) {
      const rows = await db.query(some, [count], { prepared: true });
      for (const prepared of WAYS) {
        expect(await db.as(viewer(1)).query(some, [count], { prepared })).toEqual(rows);
      }
    }
    const change = `UPDATE topics SET name_en = name_en WHERE code = $1`;
    expect(await db.asProduct.query(change, ['no such topic'])).toEqual(await db.query(change, ['no such topic']));
  });

  it('is not seen by what a table’s change under a prepared statement makes it do again', async () => {
    const owner = await openDatabase({ DATABASE_URL: own.url, DATABASE_POOL: 2 });
    await owner.query(`CREATE TABLE changing AS SELECT 1 AS one`);
    await owner.query(`GRANT SELECT ON changing TO PUBLIC`);
    const asked = () =>
      db.as(viewer(1)).query(`SELECT *, ${NAMED} FROM changing WHERE $1::boolean`, [true], { prepared: true });
    expect(await asked()).toEqual([{ one: 1, ...named(viewer(1)) }]);
    await owner.query(`ALTER TABLE changing ADD COLUMN two integer DEFAULT 2`);
    expect(await asked()).toEqual([{ one: 1, two: 2, ...named(viewer(1)) }]);
    await owner.close();
  });

  describe('for those who may see every row', () => {
    const AS_WHOM = `SELECT current_user = session_user || '_all' AS all, count(*)::integer AS rows FROM organisations`;
    const asked = async (by: Queryable, prepared: (typeof WAYS)[number]) => {
      const [row] = await by.query<{ all: boolean }[]>(`${AS_WHOM} WHERE $1::boolean`, [true], { prepared });
      return row?.all;
    };
    const officer: Viewer = { ...publicViewer, role: 'policyOfficer' };

    it('is read as a role of its own, and for nobody else', async () => {
      for (const prepared of WAYS) {
        for (const who of ['policyOfficer', 'coordinator', 'chair'] as const) {
          expect([who, await asked(db.as({ ...officer, role: who }), prepared)]).toEqual([who, true]);
        }
        for (const who of [
          'memberRepresentative',
          'budgetGroupMember',
          'administrator',
          'observer',
          'public',
        ] as const) {
          expect([who, await asked(db.as({ ...officer, role: who }), prepared)]).toEqual([who, false]);
        }
        expect([await asked(db, prepared), await asked(db.asProduct, prepared)]).toEqual([false, true]);
      }
      expect(await db.transaction((tx) => asked(tx, true))).toBe(true);
    });

    it('is read in their name where there is no such role', async () => {
      const owner = await openDatabase({ DATABASE_URL: own.url, DATABASE_POOL: 2 });
      await owner.query('ALTER POLICY everything ON endorsements RENAME TO nothing');
      const without = await openDatabase({ DATABASE_URL: own.applicationUrl, DATABASE_POOL: 4 });
      try {
        for (const prepared of WAYS) expect(await asked(without.as(officer), prepared)).toBe(false);
        expect(await read(without.as(officer), 0)).toEqual(named(officer));
      } finally {
        await without.close();
        await owner.query('ALTER POLICY nothing ON endorsements RENAME TO everything');
        await owner.close();
      }
    });
  });
});
