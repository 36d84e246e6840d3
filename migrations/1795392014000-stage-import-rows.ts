import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The rows of a run, each with what it does: a run of any length needs little memory, and one that was interrupted goes
 * on where it stopped, because a row is marked in the transaction in which it comes in.
 */
export class StageImportRows1795392014000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      ALTER TABLE import_runs
        ADD COLUMN fingerprint text,
        ADD COLUMN read_at timestamptz,
        ADD COLUMN rows_read integer NOT NULL DEFAULT 0,
        ADD COLUMN rows_per_second real,
        ADD COLUMN seconds_left integer`);
    await db.query(`CREATE INDEX import_runs_open ON import_runs (actor_id, fingerprint) WHERE status = 'running'`);
    await db.query(`ALTER TABLE import_keys ADD COLUMN past_hash text`);
    await db.query(`
      CREATE TABLE import_rows (
        run_id uuid NOT NULL REFERENCES import_runs ON DELETE CASCADE,
        row integer NOT NULL,
        action text NOT NULL CHECK (action IN ('create', 'update', 'unchanged', 'reject')),
        number text,
        problems jsonb NOT NULL DEFAULT '[]',
        refusals jsonb NOT NULL DEFAULT '[]',
        notes jsonb NOT NULL DEFAULT '[]',
        cells jsonb,
        record jsonb,
        existing jsonb,
        carried_by text,
        batch integer,
        PRIMARY KEY (run_id, row)
      )`);
    // What is still to be done: a row that is over has no batch.
    await db.query(`CREATE INDEX import_rows_open ON import_rows (run_id, batch, row) WHERE batch IS NOT NULL`);
    await db.query(`CREATE INDEX import_rows_rejected ON import_rows (run_id, row) WHERE action = 'reject'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE import_rows`);
    await db.query(`ALTER TABLE import_keys DROP COLUMN past_hash`);
    await db.query(`DROP INDEX import_runs_open`);
    await db.query(`
      ALTER TABLE import_runs DROP COLUMN fingerprint, DROP COLUMN read_at, DROP COLUMN rows_read,
        DROP COLUMN rows_per_second, DROP COLUMN seconds_left`);
  }
}
