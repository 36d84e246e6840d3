import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Import runs, and the key by which a row that came in once is known again. */
export class CreateImports1795392008000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE import_runs (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        actor_id uuid NOT NULL,
        seat_id uuid,
        organisation_id uuid,
        document_id uuid REFERENCES documents,
        file_name text NOT NULL,
        source text NOT NULL,
        mapping jsonb NOT NULL,
        apply boolean NOT NULL,
        status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'running', 'done', 'failed')),
        rows_total integer NOT NULL DEFAULT 0,
        rows_done integer NOT NULL DEFAULT 0,
        report jsonb,
        rejects_document_id uuid REFERENCES documents,
        created_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz
      )`);
    await db.query(`
      CREATE TABLE import_keys (
        source text NOT NULL,
        row_key text NOT NULL,
        recommendation_id uuid NOT NULL REFERENCES recommendations ON DELETE CASCADE,
        row_hash text NOT NULL,
        run_id uuid REFERENCES import_runs,
        PRIMARY KEY (source, row_key)
      )`);
    await db.query(`CREATE INDEX import_keys_recommendation ON import_keys (recommendation_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE import_keys, import_runs`);
  }
}
