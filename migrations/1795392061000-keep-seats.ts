import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invitations to a seat, and what became of seats: who was given what by whom, for how long, why. */
export class KeepSeats1795392061000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE seat_invitations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organisation_id uuid NOT NULL REFERENCES organisations ON DELETE CASCADE,
        role text NOT NULL,
        rights text[] NOT NULL,
        office_en text NOT NULL,
        office_km text,
        valid_from timestamptz,
        valid_to timestamptz,
        mandate_document_id uuid REFERENCES documents ON DELETE SET NULL,
        succeeds_seat_id uuid REFERENCES seats ON DELETE CASCADE,
        address_hash text NOT NULL,
        address_sealed bytea NOT NULL,
        token_hash text NOT NULL UNIQUE,
        invited_at timestamptz NOT NULL,
        invited_by uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        kept_by uuid NOT NULL REFERENCES seats ON DELETE CASCADE,
        expires_at timestamptz NOT NULL,
        accepted_at timestamptz,
        seat_id uuid REFERENCES seats ON DELETE CASCADE,
        withdrawn_at timestamptz,
        withdrawn_by uuid REFERENCES people ON DELETE CASCADE
      )`);
    await db.query(`CREATE INDEX seat_invitations_organisation ON seat_invitations (organisation_id, invited_at, id)`);
    await db.query(`CREATE INDEX seat_invitations_kept ON seat_invitations (kept_by)`);
    await db.query(`
      CREATE TABLE seat_changes (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        seat_id uuid NOT NULL REFERENCES seats ON DELETE CASCADE,
        event text NOT NULL
          CHECK (event IN ('given', 'changed', 'ended', 'handedOver', 'delegated', 'delegationRevoked')),
        role text,
        rights text[],
        valid_to timestamptz,
        other_seat_id uuid REFERENCES seats ON DELETE CASCADE,
        actor_id uuid REFERENCES people ON DELETE CASCADE,
        actor_seat_id uuid REFERENCES seats ON DELETE CASCADE,
        reason text,
        at timestamptz NOT NULL
      )`);
    await db.query(`CREATE INDEX seat_changes_seat ON seat_changes (seat_id, id)`);
    await db.query(`
      CREATE TRIGGER seat_changes_are_append_only BEFORE UPDATE ON seat_changes
      FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE seat_changes, seat_invitations`);
  }
}
