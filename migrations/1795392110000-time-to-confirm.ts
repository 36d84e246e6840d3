import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long an organisation has to confirm what was entered on its behalf: fourteen days, until a coordinator says otherwise. */
export class TimeToConfirm1795392110000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE confirmation_rules (
        revision integer PRIMARY KEY CHECK (revision > 0),
        days integer NOT NULL CHECK (days BETWEEN 1 AND 90),
        source text,
        set_by_id uuid REFERENCES people,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`INSERT INTO confirmation_rules (revision, days) VALUES (1, 14)`);
    await db.query(`
      CREATE TRIGGER confirmation_rules_is_append_only BEFORE UPDATE OR DELETE ON confirmation_rules
      FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE confirmation_rules`);
  }
}
