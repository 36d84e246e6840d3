import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a group watches, with every revision and who set it; and that people of institutions and partners only observe:
 * an adviser who is an official sees released material only, whatever seat somebody means to give.
 */
export class KeepGroups1795392113000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`ALTER TABLE group_fields ADD COLUMN revision integer NOT NULL DEFAULT 0,
                      ADD COLUMN set_at timestamptz NOT NULL DEFAULT now()`);
    await db.query(`
      CREATE TABLE group_field_entries (
        group_id uuid NOT NULL REFERENCES organisations ON DELETE CASCADE,
        revision integer NOT NULL CHECK (revision > 0),
        topics text[] NOT NULL,
        addressee_ids uuid[] NOT NULL,
        instrument_ids uuid[] NOT NULL,
        reason text,
        actor_id uuid NOT NULL REFERENCES people,
        seat_id uuid NOT NULL REFERENCES seats,
        organisation_id uuid NOT NULL REFERENCES organisations,
        at timestamptz NOT NULL,
        PRIMARY KEY (group_id, revision)
      )`);
    await db.query(`
      CREATE TRIGGER group_field_entries_is_append_only BEFORE UPDATE OR DELETE ON group_field_entries
      FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()`);
    await db.query(`
      CREATE FUNCTION refuse_seats_of_outsiders() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.role <> 'observer' AND EXISTS (
          SELECT FROM organisations o WHERE o.id = NEW.organisation_id AND o.kind IN ('institution', 'unit', 'partner'))
        THEN RAISE EXCEPTION 'people of institutions and partners observe, and nothing else'; END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER seats_of_outsiders_observe BEFORE INSERT OR UPDATE OF role, organisation_id ON seats
      FOR EACH ROW EXECUTE FUNCTION refuse_seats_of_outsiders()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TRIGGER seats_of_outsiders_observe ON seats`);
    await db.query(`DROP FUNCTION refuse_seats_of_outsiders()`);
    await db.query(`DROP TABLE group_field_entries`);
    await db.query(`ALTER TABLE group_fields DROP COLUMN revision, DROP COLUMN set_at`);
  }
}
