import type { MigrationInterface, QueryRunner } from 'typeorm';

const role = `current_setting('anusas.role', true)`;
const isOneOf = (...roles: string[]) => `(SELECT ${role} IN (${roles.map((each) => `'${each}'`).join(', ')}))`;
const ownOrganisation = `(SELECT nullif(current_setting('anusas.organisation', true), '')::uuid)`;
const PRODUCT = isOneOf('product');
const ALL = isOneOf('product', 'policyOfficer', 'coordinator', 'chair');
const MEMBER = isOneOf('memberRepresentative');
const WORKERS = isOneOf('memberRepresentative', 'budgetGroupMember');

const own = (table: string) => `${MEMBER} AND ${table}.organisation_id = ${ownOrganisation}`;

/** Which rows a viewer other than the secretariat can read at all; what stands in sight is said by the tables below. */
const readable: Readonly<Record<string, string>> = {
  remarks: `${own('remarks')} OR ${WORKERS} AND audience <> 'secretariat' AND (
    EXISTS (SELECT 1 FROM statements s WHERE s.id = remarks.statement_id)
    OR EXISTS (SELECT 1 FROM recommendations r WHERE r.id = remarks.recommendation_id))`,
  remark_entries: `EXISTS (SELECT 1 FROM remarks k WHERE k.id = remark_id AND ${own('k')})`,
  concerns: `${own('concerns')} OR ${WORKERS} AND NOT confidential AND EXISTS (
    WITH RECURSIVE onward(id) AS (
      SELECT p.recommendation_id FROM recommendation_concerns p WHERE p.concern_id = concerns.id
      UNION SELECT l.to_id FROM recommendation_links l JOIN onward o ON l.from_id = o.id)
    SELECT 1 FROM onward JOIN recommendations r ON r.id = onward.id)`,
  concern_entries: `EXISTS (SELECT 1 FROM concerns c WHERE c.id = concern_id AND ${own('c')})`,
};

/** The second wall around what members and communities say: private words stay so when a read forgets its scope. */
export class WallOffVoices1795392114000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    for (const [table, condition] of Object.entries(readable)) {
      await db.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await db.query(`CREATE POLICY readable ON ${table} FOR SELECT USING (${ALL} OR ${condition})`);
      await db.query(`CREATE POLICY entered ON ${table} FOR INSERT WITH CHECK (${PRODUCT})`);
      await db.query(`CREATE POLICY changed ON ${table} FOR UPDATE USING (${PRODUCT})`);
      await db.query(`CREATE POLICY removed ON ${table} FOR DELETE USING (${PRODUCT})`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of Object.keys(readable)) {
      for (const policy of ['readable', 'entered', 'changed', 'removed'])
        await db.query(`DROP POLICY ${policy} ON ${table}`);
      await db.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    }
  }
}
