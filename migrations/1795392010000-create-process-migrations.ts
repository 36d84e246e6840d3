import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans by which cases go over to another version of their process, and the cases that such a plan had to leave. */
export class CreateProcessMigrations1795392010000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE process_migrations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        process text NOT NULL,
        from_version integer NOT NULL,
        to_version integer NOT NULL CHECK (to_version <> from_version),
        counts jsonb NOT NULL,
        groups jsonb NOT NULL,
        digest text NOT NULL,
        status text NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed', 'replaced', 'confirmed', 'done')),
        proposed_by_id uuid NOT NULL,
        proposed_at timestamptz NOT NULL,
        confirmed_by_id uuid CHECK (confirmed_by_id <> proposed_by_id),
        confirmed_seat_id uuid,
        confirmed_organisation_id uuid,
        confirmed_at timestamptz,
        ended_at timestamptz,
        CHECK ((status IN ('confirmed', 'done')) = (confirmed_by_id IS NOT NULL))
      )`);
    await db.query(`
      CREATE UNIQUE INDEX process_migrations_open ON process_migrations (process, from_version)
        WHERE status IN ('proposed', 'confirmed')`);
    await db.query(`
      CREATE TABLE process_migration_stays (
        migration_id uuid NOT NULL REFERENCES process_migrations,
        case_id uuid NOT NULL,
        entry integer NOT NULL,
        event text NOT NULL,
        why text NOT NULL,
        PRIMARY KEY (migration_id, case_id)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE process_migration_stays, process_migrations`);
  }
}
