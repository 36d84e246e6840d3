import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What proves histories: a seal for each entry, a signed checkpoint for each day, and which cases were only samples. */
export class CreateHistorySeals1795392011000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE history_seals (
        position bigint PRIMARY KEY CHECK (position > 0),
        case_id uuid NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        entry_id bigint NOT NULL,
        recorded_at timestamptz NOT NULL,
        sealed_at timestamptz NOT NULL,
        entry_hash bytea NOT NULL CHECK (octet_length(entry_hash) = 32),
        case_hash bytea NOT NULL CHECK (octet_length(case_hash) = 32),
        hash bytea NOT NULL CHECK (octet_length(hash) = 32),
        UNIQUE (case_id, version)
      )`);
    await db.query(`
      CREATE TABLE checkpoints (
        number integer PRIMARY KEY CHECK (number > 0),
        day date NOT NULL UNIQUE,
        line text NOT NULL
      )`);
    // The samples of a first start may be removed; their seals stay, and this says why their histories are gone.
    await db.query(`
      CREATE TABLE removed_samples (
        case_id uuid PRIMARY KEY,
        removed_at timestamptz NOT NULL DEFAULT now()
      )`);
    for (const table of ['history_seals', 'checkpoints', 'removed_samples']) {
      await db.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()`);
    }
    for (const table of ['case_history', 'history_seals', 'checkpoints', 'removed_samples']) {
      await db.query(`
        CREATE TRIGGER ${table}_is_not_emptied BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TRIGGER case_history_is_not_emptied ON case_history`);
    await db.query(`DROP TABLE removed_samples, checkpoints, history_seals`);
  }
}
