import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How people sign in: addresses, sessions, one-time links and codes, passkeys, second factors, recoveries, limits. */
export class CreateSignIn1795392040000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    // Found by a keyed hash, read only to send mail: neither column says an address to whoever has the table alone.
    await db.query(`
      CREATE TABLE person_addresses (
        person_id uuid PRIMARY KEY REFERENCES people ON DELETE CASCADE,
        address_hash text NOT NULL UNIQUE,
        address_sealed bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE sessions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        token_hash text NOT NULL UNIQUE,
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        way text NOT NULL CHECK (way IN ('passkey', 'mail', 'mailAndApp', 'mailAndRecoveryCode')),
        device text NOT NULL,
        sample boolean NOT NULL,
        created_at timestamptz NOT NULL,
        used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        proved_at timestamptz,
        ended_at timestamptz,
        ended_by uuid REFERENCES people ON DELETE SET NULL
      )`);
    await db.query(`CREATE INDEX sessions_person ON sessions (person_id) WHERE ended_at IS NULL`);
    await db.query(`
      CREATE TABLE sign_in_requests (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        browser_hash text NOT NULL UNIQUE,
        link_hash text NOT NULL UNIQUE,
        code_hash text NOT NULL,
        person_id uuid REFERENCES people ON DELETE CASCADE,
        tries integer NOT NULL DEFAULT 0,
        expires_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        finished_at timestamptz
      )`);
    await db.query(`CREATE INDEX sign_in_requests_expiry ON sign_in_requests (expires_at)`);
    await db.query(`
      CREATE TABLE authenticators (
        person_id uuid PRIMARY KEY REFERENCES people ON DELETE CASCADE,
        secret_sealed bytea NOT NULL,
        created_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        last_counter bigint NOT NULL DEFAULT 0
      )`);
    await db.query(`
      CREATE TABLE recovery_codes (
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        code_hash text NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (person_id, code_hash)
      )`);
    await db.query(`
      CREATE TABLE passkeys (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        credential_id text NOT NULL UNIQUE,
        public_key bytea NOT NULL,
        counter bigint NOT NULL,
        transports text[] NOT NULL,
        name text NOT NULL,
        created_at timestamptz NOT NULL,
        used_at timestamptz
      )`);
    await db.query(`CREATE INDEX passkeys_person ON passkeys (person_id)`);
    await db.query(`
      CREATE TABLE passkey_challenges (
        challenge_hash text PRIMARY KEY,
        browser_hash text NOT NULL,
        purpose text NOT NULL CHECK (purpose IN ('signIn', 'prove', 'add')),
        expires_at timestamptz NOT NULL
      )`);
    await db.query(`CREATE INDEX passkey_challenges_expiry ON passkey_challenges (expires_at)`);
    await db.query(`
      CREATE TABLE recoveries (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        begun_at timestamptz NOT NULL,
        begun_by uuid NOT NULL REFERENCES people,
        approved_at timestamptz,
        approved_by uuid REFERENCES people,
        due_at timestamptz,
        new_address_hash text,
        new_address_sealed bytea,
        cancelled_at timestamptz,
        cancelled_by uuid REFERENCES people,
        done_at timestamptz,
        CHECK (approved_by <> begun_by)
      )`);
    await db.query(`
      CREATE UNIQUE INDEX recoveries_pending ON recoveries (person_id) WHERE cancelled_at IS NULL AND done_at IS NULL`);
    await db.query(`
      CREATE TABLE attempt_limits (
        key text PRIMARY KEY,
        most integer NOT NULL,
        count integer NOT NULL,
        rounds integer NOT NULL,
        ends_at timestamptz NOT NULL
      )`);
    await db.query(`CREATE INDEX attempt_limits_end ON attempt_limits (ends_at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE attempt_limits, recoveries, passkey_challenges, passkeys, recovery_codes, authenticators,
                               sign_in_requests, sessions, person_addresses`);
  }
}
