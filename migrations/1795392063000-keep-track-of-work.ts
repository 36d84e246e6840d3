import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody left pending when their seat ended, and to which seat it went. */
export class KeepTrackOfWork1795392063000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE work_reassignments (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL
          CHECK (kind IN ('recommendation', 'statement', 'submission', 'integration', 'invitation', 'endorsement')),
        thing_id uuid NOT NULL,
        from_seat_id uuid NOT NULL REFERENCES seats ON DELETE CASCADE,
        to_seat_id uuid NOT NULL REFERENCES seats ON DELETE CASCADE,
        at timestamptz NOT NULL,
        CHECK (from_seat_id <> to_seat_id)
      )`);
    await db.query(`CREATE INDEX work_reassignments_from ON work_reassignments (from_seat_id, thing_id)`);
    await db.query(`CREATE INDEX work_reassignments_to ON work_reassignments (to_seat_id, thing_id)`);
    await db.query(`
      CREATE TRIGGER work_reassignments_are_append_only BEFORE UPDATE ON work_reassignments
      FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()`);
    await db.query(`CREATE INDEX case_history_begun ON case_history (seat_id) WHERE version = 1`);
    await db.query(`ALTER TABLE seat_changes DROP CONSTRAINT seat_changes_event_check`);
    await db.query(`
      ALTER TABLE seat_changes ADD CONSTRAINT seat_changes_event_check CHECK (event IN
        ('given', 'changed', 'ended', 'handedOver', 'delegated', 'delegationRevoked', 'workReassigned'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM seat_changes WHERE event = 'workReassigned'`);
    await db.query(`ALTER TABLE seat_changes DROP CONSTRAINT seat_changes_event_check`);
    await db.query(`
      ALTER TABLE seat_changes ADD CONSTRAINT seat_changes_event_check CHECK (event IN
        ('given', 'changed', 'ended', 'handedOver', 'delegated', 'delegationRevoked'))`);
    await db.query(`DROP INDEX case_history_begun`);
    await db.query(`DROP TABLE work_reassignments`);
  }
}
