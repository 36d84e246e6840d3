import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tokens for programs: each a person's, for one seat, with a part of its rights, until a moment. Only the hash is kept.
 * Which commands came through one is kept for good: what a command brought about has its key in the history.
 */
export class CreateApiTokens1795392100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE api_tokens (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        token_hash text NOT NULL UNIQUE,
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        seat_id uuid NOT NULL REFERENCES seats ON DELETE CASCADE,
        name text NOT NULL,
        rights text[] NOT NULL,
        reads text[] NOT NULL,
        made_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        last_used_on date,
        minute timestamptz,
        minute_count integer NOT NULL DEFAULT 0,
        CHECK (expires_at > made_at AND expires_at <= made_at + interval '366 days')
      )`);
    await db.query(`CREATE INDEX api_tokens_person ON api_tokens (person_id)`);
    await db.query(`CREATE INDEX api_tokens_seat ON api_tokens (seat_id)`);
    await db.query(`
      CREATE TABLE api_token_commands (
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        command_key uuid NOT NULL,
        token_id uuid NOT NULL REFERENCES api_tokens ON DELETE CASCADE,
        PRIMARY KEY (person_id, command_key)
      )`);
    await db.query(`CREATE INDEX api_token_commands_token ON api_token_commands (token_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE api_token_commands`);
    await db.query(`DROP TABLE api_tokens`);
  }
}
