import type { MigrationInterface, QueryRunner } from 'typeorm';

const role = `current_setting('anusas.role', true)`;
const isOneOf = (...roles: string[]) => `(SELECT ${role} IN (${roles.map((each) => `'${each}'`).join(', ')}))`;
const PRODUCT = isOneOf('product');

/**
 * What a case waits for, and until when. A clock is what the case's own history and one revision of the calendar make of
 * it: kept so that it can be searched, written in the transaction of the step, and made anew by anybody from both.
 */
export class CreateClocks1795392161000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE clocks (
        case_id uuid NOT NULL REFERENCES submissions ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('answer')),
        started_on date NOT NULL,
        working_days integer,
        fixed_on date,
        ledger jsonb NOT NULL,
        organisation_ids uuid[] NOT NULL,
        place_codes text[] NOT NULL,
        calendar_revision integer NOT NULL REFERENCES calendar_revisions,
        due_on date,
        running boolean NOT NULL,
        PRIMARY KEY (case_id, kind),
        CHECK ((working_days IS NULL) <> (fixed_on IS NULL))
      )`);
    await db.query(`CREATE INDEX clocks_due ON clocks (due_on) WHERE running`);
    await db.query(`CREATE INDEX clocks_calendar ON clocks (calendar_revision) WHERE running`);
    // The second wall: who can read the submission can read its clock; only the product writes.
    await db.query(`ALTER TABLE clocks ENABLE ROW LEVEL SECURITY`);
    await db.query(`CREATE POLICY readable ON clocks FOR SELECT
      USING (${PRODUCT} OR EXISTS (SELECT 1 FROM submissions s WHERE s.id = case_id))`);
    await db.query(`CREATE POLICY entered ON clocks FOR INSERT WITH CHECK (${PRODUCT})`);
    await db.query(`CREATE POLICY changed ON clocks FOR UPDATE USING (${PRODUCT})`);
    await db.query(`CREATE POLICY removed ON clocks FOR DELETE USING (${PRODUCT})`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE clocks`);
  }
}
