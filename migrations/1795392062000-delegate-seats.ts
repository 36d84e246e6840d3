import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may act through whose seat for a time. An act by delegation is told by its seat, which its actor does not hold. */
export class DelegateSeats1795392062000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE seat_delegations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        seat_id uuid NOT NULL REFERENCES seats ON DELETE CASCADE,
        to_person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        rights text[] NOT NULL,
        valid_from timestamptz NOT NULL,
        valid_to timestamptz NOT NULL,
        reason text,
        given_at timestamptz NOT NULL,
        revoked_at timestamptz,
        revoked_by uuid REFERENCES people ON DELETE CASCADE,
        CHECK (valid_from < valid_to)
      )`);
    await db.query(`CREATE INDEX seat_delegations_seat ON seat_delegations (seat_id)`);
    await db.query(`CREATE INDEX seat_delegations_person ON seat_delegations (to_person_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE seat_delegations`);
  }
}
