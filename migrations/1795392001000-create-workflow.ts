import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the engine keeps: the history of every case, its outbox, the commands that were answered, the attempts refused. */
export class CreateWorkflow1795392001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE case_history (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        process text NOT NULL,
        machine_version integer NOT NULL,
        case_id uuid NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        event text NOT NULL,
        payload jsonb NOT NULL DEFAULT '{}',
        from_state jsonb,
        to_state jsonb NOT NULL,
        actor_id uuid,
        seat_id uuid,
        organisation_id uuid,
        happened_at timestamptz NOT NULL,
        happened_precision text NOT NULL DEFAULT 'moment'
          CHECK (happened_precision IN ('moment', 'day', 'month', 'year', 'range')),
        happened_until timestamptz,
        recorded_at timestamptz NOT NULL,
        reason text,
        evidence uuid[] NOT NULL DEFAULT '{}',
        imported boolean NOT NULL DEFAULT false,
        not_known text[] NOT NULL DEFAULT '{}',
        corrects integer,
        cause_case_id uuid,
        cause_version integer,
        command_key uuid,
        UNIQUE (case_id, version)
      )`);
    await db.query(`CREATE INDEX case_history_process ON case_history (process, id)`);
    await db.query(`
      CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF current_setting('anusas.removing_samples', true) = 'yes' AND TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'the table % is append-only: record a correction instead', TG_TABLE_NAME;
      END $$`);
    await db.query(`
      CREATE TRIGGER case_history_is_append_only BEFORE UPDATE OR DELETE ON case_history
      FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()`);

    await db.query(`
      CREATE TABLE effects (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        kind text NOT NULL,
        process text,
        case_id uuid,
        case_version integer,
        key text NOT NULL DEFAULT gen_random_uuid()::text,
        payload jsonb NOT NULL DEFAULT '{}',
        due_at timestamptz NOT NULL,
        status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'queued', 'done', 'failed', 'cancelled')),
        lease_until timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        last_error text,
        created_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz
      )`);
    await db.query(
      `CREATE UNIQUE INDEX effects_live_key ON effects (case_id, key) WHERE status IN ('pending', 'queued')`,
    );
    await db.query(`CREATE INDEX effects_due ON effects (due_at) WHERE status IN ('pending', 'queued')`);

    await db.query(`
      CREATE TABLE commands (
        actor_id uuid NOT NULL,
        key uuid NOT NULL,
        name text NOT NULL,
        body_hash text NOT NULL,
        outcome jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (actor_id, key)
      )`);
    await db.query(`CREATE INDEX commands_created ON commands (created_at)`);

    await db.query(`
      CREATE TABLE refused_attempts (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        process text NOT NULL,
        case_id uuid,
        case_version integer,
        event text NOT NULL,
        actor_id uuid,
        seat_id uuid,
        organisation_id uuid,
        reasons jsonb NOT NULL,
        attempted_at timestamptz NOT NULL DEFAULT now(),
        command_key uuid
      )`);
    await db.query(`CREATE INDEX refused_attempts_case ON refused_attempts (case_id, id)`);

    await db.query(`
      CREATE TABLE number_series (
        series text NOT NULL,
        year integer NOT NULL,
        last integer NOT NULL,
        PRIMARY KEY (series, year)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE number_series, refused_attempts, commands, effects, case_history`);
    await db.query(`DROP FUNCTION refuse_rewriting()`);
  }
}
