import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What member organisations say and ask about statements and recommendations. `remarks` holds what is said now,
 * `remark_entries` every act on it: who, with which seat, for which organisation, and the words of that time.
 */
export class CreateRemarks1795392111000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE remarks (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        kind text NOT NULL CHECK (kind IN ('comment', 'question')),
        statement_id uuid REFERENCES statements ON DELETE CASCADE,
        recommendation_id uuid REFERENCES recommendations ON DELETE CASCADE,
        organisation_id uuid NOT NULL REFERENCES organisations,
        version integer NOT NULL DEFAULT 1,
        audience text NOT NULL CHECK (audience IN ('secretariat', 'unnamed', 'named')),
        language text NOT NULL CHECK (language IN ('km', 'en')),
        text text NOT NULL,
        edited boolean NOT NULL DEFAULT false,
        answer_language text CHECK (answer_language IN ('km', 'en')),
        answer text,
        answered_at timestamptz,
        withdrawn_at timestamptz,
        created_at timestamptz NOT NULL,
        CHECK (num_nonnulls(statement_id, recommendation_id) = 1),
        CHECK (num_nulls(answer_language, answer, answered_at) IN (0, 3))
      )`);
    await db.query(`CREATE INDEX remarks_statement ON remarks (statement_id, created_at DESC, id DESC)`);
    await db.query(`CREATE INDEX remarks_recommendation ON remarks (recommendation_id, created_at DESC, id DESC)`);
    await db.query(`CREATE INDEX remarks_newest ON remarks (created_at DESC, id DESC)`);
    await db.query(`
      CREATE INDEX remarks_open ON remarks (created_at DESC, id DESC)
       WHERE kind = 'question' AND answered_at IS NULL AND withdrawn_at IS NULL`);
    await db.query(`
      CREATE TABLE remark_entries (
        remark_id uuid NOT NULL REFERENCES remarks ON DELETE CASCADE,
        version integer NOT NULL,
        act text NOT NULL CHECK (act IN ('said', 'edited', 'shown', 'answered', 'withdrawn')),
        language text CHECK (language IN ('km', 'en')),
        text text,
        audience text CHECK (audience IN ('secretariat', 'unnamed', 'named')),
        actor_id uuid NOT NULL REFERENCES people,
        seat_id uuid NOT NULL REFERENCES seats,
        organisation_id uuid NOT NULL REFERENCES organisations,
        at timestamptz NOT NULL,
        PRIMARY KEY (remark_id, version)
      )`);
    await db.query(`
      CREATE TRIGGER remark_entries_is_append_only BEFORE UPDATE OR DELETE ON remark_entries
      FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE remark_entries, remarks`);
  }
}
