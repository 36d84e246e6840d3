import type { MigrationInterface, QueryRunner } from 'typeorm';

const role = `current_setting('anusas.role', true)`;
const isOneOf = (...roles: string[]) => `(SELECT ${role} IN (${roles.map((each) => `'${each}'`).join(', ')}))`;
const PRODUCT = isOneOf('product');
const ALL = isOneOf('product', 'policyOfficer', 'coordinator', 'chair');
const GROUP = isOneOf('budgetGroupMember');

const OUTCOMES = `'meetingHeld', 'letterResent', 'callMade', 'messageSent', 'textChecked', 'nothing', 'other'`;
const ROLES = `'policyOfficer', 'coordinator', 'chair'`;

/** Which rows others than the secretariat can read at all: a group those of submissions that it can read. */
const readable: Readonly<Record<string, string>> = {
  follow_ups: `${GROUP} AND EXISTS (SELECT 1 FROM submissions s WHERE s.id = follow_ups.submission_id)`,
  follow_up_entries: `EXISTS (SELECT 1 FROM follow_ups f WHERE f.id = follow_up_id)`,
};

/**
 * Tasks that somebody has beside a case: `follow_ups` as they stand, `follow_up_entries` every act on them. `rung` says once
 * only which rung of a ladder asked for it.
 */
export class CreateFollowUps1795392300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE follow_ups (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        version integer NOT NULL DEFAULT 1,
        kind text NOT NULL CHECK (kind IN ('acknowledgement', 'answer', 'escalation', 'adoption', 'other')),
        status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'done', 'stopped')),
        submission_id uuid REFERENCES submissions ON DELETE CASCADE,
        statement_id uuid REFERENCES statements ON DELETE CASCADE,
        recommendation_id uuid REFERENCES recommendations ON DELETE CASCADE,
        integration_id uuid REFERENCES integrations ON DELETE CASCADE,
        edition_id uuid REFERENCES editions ON DELETE CASCADE,
        note text,
        due_on date NOT NULL,
        snoozed_until date,
        owner_id uuid REFERENCES people,
        owner_role text CHECK (owner_role IN (${ROLES})),
        outcome text CHECK (outcome IN (${OUTCOMES})),
        outcome_note text,
        ended_at timestamptz,
        rung text UNIQUE,
        created_at timestamptz NOT NULL,
        CHECK (num_nonnulls(submission_id, statement_id, recommendation_id, integration_id) = 1
               OR num_nonnulls(submission_id, statement_id, recommendation_id, integration_id) = 0 AND edition_id IS NOT NULL),
        CHECK (num_nonnulls(owner_id, owner_role) = 1),
        CHECK ((status = 'open') = (ended_at IS NULL)),
        CHECK ((status = 'done') = (outcome IS NOT NULL))
      )`);
    for (const column of ['submission_id', 'statement_id', 'recommendation_id', 'integration_id', 'edition_id'])
      await db.query(
        `CREATE INDEX follow_ups_${column} ON follow_ups (${column}, due_on, id) WHERE ${column} IS NOT NULL`,
      );
    await db.query(`CREATE INDEX follow_ups_soonest ON follow_ups (due_on, id)`);
    await db.query(`CREATE INDEX follow_ups_open ON follow_ups (due_on, id) WHERE status = 'open'`);
    await db.query(`CREATE INDEX follow_ups_owner ON follow_ups (owner_id, due_on, id) WHERE status = 'open'`);
    await db.query(`
      CREATE TABLE follow_up_entries (
        follow_up_id uuid NOT NULL REFERENCES follow_ups ON DELETE CASCADE,
        version integer NOT NULL,
        act text NOT NULL CHECK (act IN ('opened', 'snoozed', 'handedOver', 'stopped', 'ended')),
        reason text,
        due_on date,
        until date,
        outcome text CHECK (outcome IN (${OUTCOMES})),
        owner_id uuid REFERENCES people,
        owner_role text CHECK (owner_role IN (${ROLES})),
        actor_id uuid REFERENCES people,
        seat_id uuid REFERENCES seats,
        organisation_id uuid REFERENCES organisations,
        at timestamptz NOT NULL,
        PRIMARY KEY (follow_up_id, version)
      )`);
    await db.query(`
      CREATE TRIGGER follow_up_entries_is_append_only BEFORE UPDATE OR DELETE ON follow_up_entries
      FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()`);
    for (const [table, condition] of Object.entries(readable)) {
      await db.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await db.query(`CREATE POLICY readable ON ${table} FOR SELECT USING (${ALL} OR ${condition})`);
      await db.query(`CREATE POLICY entered ON ${table} FOR INSERT WITH CHECK (${PRODUCT})`);
      await db.query(`CREATE POLICY changed ON ${table} FOR UPDATE USING (${PRODUCT})`);
      await db.query(`CREATE POLICY removed ON ${table} FOR DELETE USING (${PRODUCT})`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE follow_up_entries, follow_ups`);
  }
}
