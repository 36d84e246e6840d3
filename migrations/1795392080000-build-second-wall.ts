import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In whose name a statement runs: settings that are local to its transaction. Read once a statement, not once a row. */
const role = `current_setting('anusas.role', true)`;
const isOneOf = (...roles: string[]) => `(SELECT ${role} IN (${roles.map((each) => `'${each}'`).join(', ')}))`;
const ownOrganisation = `(SELECT nullif(current_setting('anusas.organisation', true), '')::uuid)`;
const ownSelf = `(SELECT nullif(current_setting('anusas.person', true), '')::uuid)`;

/** The product itself. */
const PRODUCT = isOneOf('product');
/** Those who see everything, and the product. */
const ALL = isOneOf('product', 'policyOfficer', 'coordinator', 'chair');
const MEMBER = isOneOf('memberRepresentative');
const MONITOR = isOneOf('budgetGroupMember');
const WORKERS = isOneOf('memberRepresentative', 'budgetGroupMember');
const NO_MEMBER = isOneOf('budgetGroupMember', 'administrator', 'observer', 'public');
const ADMINISTRATOR = isOneOf('administrator');
const SOMEBODY = isOneOf('memberRepresentative', 'budgetGroupMember', 'administrator', 'observer', 'public');

const isThere = (table: string, condition: string) => `EXISTS (SELECT 1 FROM ${table} WHERE ${condition})`;

/**
 * Which rows a viewer other than the secretariat can read at all: as narrow as the policy, or a little wider where it looks
 * at much (the field of the budget working group). What hangs on something is there when that is.
 */
const readable: Readonly<Record<string, string>> = {
  endorsements: `${MEMBER} AND organisation_id = ${ownOrganisation}`,
  recommendations: `${WORKERS} AND (stage <> 'drafted' OR uptake <> 'none')
    OR ${MEMBER} AND proposed_by_id = ${ownOrganisation} OR ${NO_MEMBER} AND release = 'public'`,
  statements: `${MEMBER} AND (version_number > 0 OR initiator_id = ${ownOrganisation})
    OR ${MONITOR} AND (status IN ('submitted', 'concluded') OR jsonb_array_length(context -> 'handedOver') > 0)
    OR ${NO_MEMBER} AND release = 'public'`,
  statement_versions: isThere(
    'statements s',
    `s.id = statement_id AND (statement_versions.frozen_at IS NOT NULL AND statement_versions.number <= s.version_number
       OR ${MEMBER} AND s.initiator_id = ${ownOrganisation})`,
  ),
  statement_items: isThere('statement_versions v', 'v.id = version_id'),
  quorum_judgements: isThere('statements s', 's.id = statement_id'),
  submissions: `${MEMBER} AND ${isThere(
    'endorsements e',
    `e.statement_id = submissions.statement_id AND e.organisation_id = ${ownOrganisation} AND e.status IN ('given', 'dissociated')`,
  )} OR ${NO_MEMBER} AND status NOT IN ('prepared', 'cancelled')
     AND (${MONITOR} OR ${isThere('statements s', `s.id = submissions.statement_id AND s.release = 'public'`)})`,
  submission_items: isThere('submissions s', 's.id = submission_id'),
  receipts: `${WORKERS} AND ${isThere('submissions s', 's.id = submission_id')}`,
  responses: isThere('submissions s', 's.id = submission_id'),
  response_items: isThere('responses r', 'r.id = response_id'),
  integrations: `${isThere('recommendations r', 'r.id = recommendation_id')}
    AND (${WORKERS} OR status IN ('verified', 'toRecheck', 'reversed'))`,
  case_history: `CASE process
    WHEN 'recommendation' THEN ${isThere('recommendations c', 'c.id = case_id')}
    WHEN 'statement' THEN ${isThere('statements c', 'c.id = case_id')}
    WHEN 'endorsement' THEN ${isThere('endorsements c', 'c.id = case_id')}
    WHEN 'submission' THEN ${isThere('submissions c', 'c.id = case_id')}
    WHEN 'integration' THEN ${isThere('integrations c', 'c.id = case_id')}
    ELSE false END`,
  documents: `${SOMEBODY} AND visibility = 'public' OR ${WORKERS} AND visibility = 'members'
    OR ${WORKERS} AND organisation_id = ${ownOrganisation}
    OR ${ADMINISTRATOR} AND (kind = 'mandate' AND organisation_id = ${ownOrganisation} OR uploaded_by = ${ownSelf})`,
};

/**
 * The second wall: which rows a viewer can read at all, said by the tables themselves. It stands for a role that does not own
 * them; for the owner, and where only one role is used, everything is as before. Whoever names nobody reads nothing, and
 * only the product writes.
 */
export class BuildSecondWall1795392080000 implements MigrationInterface {
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
      for (const policy of ['readable', 'entered', 'changed', 'removed']) {
        await db.query(`DROP POLICY ${policy} ON ${table}`);
      }
      await db.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    }
  }
}
