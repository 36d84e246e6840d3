import type { MigrationInterface, QueryRunner } from 'typeorm';

const isOneOf = (...roles: string[]) =>
  `(SELECT current_setting('anusas.role', true) IN (${roles.map((each) => `'${each}'`).join(', ')}))`;
const ownOrganisation = `(SELECT nullif(current_setting('anusas.organisation', true), '')::uuid)`;
const ALL = isOneOf('product', 'policyOfficer', 'coordinator', 'chair');
const MEMBER = isOneOf('memberRepresentative');
const MONITOR = isOneOf('budgetGroupMember');
const WORKERS = isOneOf('memberRepresentative', 'budgetGroupMember');
const NO_MEMBER = isOneOf('budgetGroupMember', 'administrator', 'observer', 'public');

/** What the wall says of the tables that look at a release; `frozen`: which frozen versions of a statement `s` are there. */
const readable = (frozen: string): Record<string, string> => ({
  statements: `${MEMBER} AND (version_number > 0 OR initiator_id = ${ownOrganisation})
    OR ${MONITOR} AND (status IN ('submitted', 'concluded') OR jsonb_array_length(context -> 'handedOver') > 0)
    OR ${NO_MEMBER} AND release = 'public'`,
  statement_versions: `EXISTS (SELECT 1 FROM statements s WHERE s.id = statement_id
    AND (statement_versions.frozen_at IS NOT NULL AND ${frozen} OR ${MEMBER} AND s.initiator_id = ${ownOrganisation}))`,
  submissions: `${MEMBER} AND EXISTS (SELECT 1 FROM endorsements e WHERE e.statement_id = submissions.statement_id
      AND e.organisation_id = ${ownOrganisation} AND e.status IN ('given', 'dissociated'))
    OR ${NO_MEMBER} AND status NOT IN ('prepared', 'cancelled')
     AND (${MONITOR} OR EXISTS (SELECT 1 FROM statements s WHERE s.id = submissions.statement_id AND s.release = 'public'))`,
});

const ANY_FROZEN = 'statement_versions.number <= s.version_number';

/** Around a change of the column that policies look at: they are taken away before, and made anew after. */
async function betweenPolicies(db: QueryRunner, frozen: string, change: () => Promise<unknown>): Promise<void> {
  await db.query(`SET LOCAL lock_timeout = '5s'`);
  const policies = readable(frozen);
  for (const table of Object.keys(policies)) await db.query(`DROP POLICY readable ON ${table}`);
  await change();
  for (const [table, condition] of Object.entries(policies)) {
    await db.query(`CREATE POLICY readable ON ${table} FOR SELECT USING (${ALL} OR ${condition})`);
  }
}

/**
 * Who may see a text is what the statement's own history says: of one version, and of no other. Outside the coalition that
 * version is all there is to read.
 */
export class ReleaseTexts1795392120000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const released = `${WORKERS} AND ${ANY_FROZEN} OR ${NO_MEMBER} AND s.release = 'public' AND statement_versions.number = s.version_number`;
    await betweenPolicies(db, `(${released})`, async () => {
      await db.query('ALTER TABLE statements DROP COLUMN release');
      await db.query(`ALTER TABLE statements ADD COLUMN release text NOT NULL GENERATED ALWAYS AS (
        CASE WHEN context #>> '{release,version}' = context ->> 'versionNumber' THEN context #>> '{release,level}' ELSE 'private' END
      ) STORED CHECK (release IN ('private', 'embargoed', 'public'))`);
    });
  }

  async down(db: QueryRunner): Promise<void> {
    await betweenPolicies(db, ANY_FROZEN, async () => {
      await db.query('ALTER TABLE statements DROP COLUMN release');
      await db.query(`ALTER TABLE statements ADD COLUMN release text NOT NULL DEFAULT 'private'
        CHECK (release IN ('private', 'embargoed', 'public'))`);
    });
  }
}
