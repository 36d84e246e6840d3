import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Statements, their frozen versions and items, the quorum rules and judgements, and each organisation's endorsement. */
export class CreateStatements1795392005000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE quorum_rules (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        code text NOT NULL,
        revision integer NOT NULL,
        rule jsonb NOT NULL,
        source text,
        set_by_id uuid REFERENCES people,
        sample boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (code, revision)
      )`);
    await db.query(`
      CREATE TABLE statements (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        number text NOT NULL UNIQUE,
        machine_version integer NOT NULL,
        version integer NOT NULL,
        state jsonb NOT NULL,
        context jsonb NOT NULL,
        history_value jsonb NOT NULL DEFAULT '{}',
        status text NOT NULL GENERATED ALWAYS AS (state #>> '{}') STORED,
        version_number integer NOT NULL GENERATED ALWAYS AS ((context ->> 'versionNumber')::integer) STORED,
        kind text NOT NULL CHECK (kind IN ('jointStatement', 'jointList', 'jointSubmission', 'positionPaper', 'openLetter')),
        authentic_language text NOT NULL CHECK (authentic_language IN ('km', 'en')),
        initiator_id uuid REFERENCES organisations,
        quorum_rule_id uuid REFERENCES quorum_rules,
        renews_id uuid REFERENCES statements,
        release text NOT NULL DEFAULT 'private' CHECK (release IN ('private', 'embargoed', 'public')),
        external_reference text,
        sample boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX statements_newest ON statements (created_at DESC, id DESC)`);
    await db.query(`CREATE INDEX statements_status ON statements (status, created_at DESC, id DESC)`);
    await db.query(`
      CREATE TABLE statement_versions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        statement_id uuid NOT NULL REFERENCES statements ON DELETE CASCADE,
        number integer NOT NULL CHECK (number > 0),
        title_km text, title_en text,
        body_km text, body_en text,
        km_status text NOT NULL CHECK (km_status IN ('current', 'behind', 'missing', 'toFollow')),
        en_status text NOT NULL CHECK (en_status IN ('current', 'behind', 'missing', 'toFollow')),
        folded text NOT NULL,
        amendment text CHECK (amendment IN ('editorial', 'material')),
        reason text,
        hash text,
        frozen_at timestamptz,
        UNIQUE (statement_id, number)
      )`);
    await db.query(`
      CREATE FUNCTION refuse_thawing() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a frozen version is never changed: amend it';
      END $$`);
    await db.query(`
      CREATE TRIGGER statement_versions_stay_frozen BEFORE UPDATE ON statement_versions
      FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION refuse_thawing()`);
    await db.query(`
      CREATE TABLE statement_items (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        version_id uuid NOT NULL REFERENCES statement_versions ON DELETE CASCADE,
        item_key uuid NOT NULL,
        position integer NOT NULL,
        recommendation_id uuid NOT NULL REFERENCES recommendations,
        wording_km text, wording_en text,
        UNIQUE (version_id, position) DEFERRABLE INITIALLY DEFERRED,
        UNIQUE (version_id, recommendation_id),
        UNIQUE (version_id, item_key)
      )`);
    await db.query(`CREATE INDEX statement_items_recommendation ON statement_items (recommendation_id)`);
    await db.query(`
      CREATE TABLE quorum_judgements (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        statement_id uuid NOT NULL REFERENCES statements ON DELETE CASCADE,
        version_number integer NOT NULL,
        occasion text NOT NULL CHECK (occasion IN ('close', 'submit')),
        rule_id uuid NOT NULL REFERENCES quorum_rules,
        met boolean NOT NULL,
        tally jsonb NOT NULL,
        judged_at timestamptz NOT NULL
      )`);
    await db.query(`CREATE INDEX quorum_judgements_statement ON quorum_judgements (statement_id, id)`);
    for (const table of ['quorum_rules', 'quorum_judgements']) {
      await db.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()`);
    }
    await db.query(`
      CREATE TABLE endorsements (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        statement_id uuid NOT NULL REFERENCES statements ON DELETE CASCADE,
        organisation_id uuid NOT NULL REFERENCES organisations,
        machine_version integer NOT NULL,
        version integer NOT NULL,
        state jsonb NOT NULL,
        context jsonb NOT NULL,
        history_value jsonb NOT NULL DEFAULT '{}',
        status text NOT NULL GENERATED ALWAYS AS (state #>> '{}') STORED,
        version_number integer NOT NULL GENERATED ALWAYS AS ((context ->> 'versionNumber')::integer) STORED,
        signature text NOT NULL GENERATED ALWAYS AS (context ->> 'signature') STORED
          CHECK (signature IN ('initiator', 'signatory', 'supporter')),
        appearance text NOT NULL GENERATED ALWAYS AS (context ->> 'appearance') STORED
          CHECK (appearance IN ('public', 'addressee', 'counted', 'hidden')),
        past boolean NOT NULL GENERATED ALWAYS AS (coalesce((context ->> 'past')::boolean, false)) STORED,
        sample boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (statement_id, organisation_id)
      )`);
    await db.query(`CREATE INDEX endorsements_tally ON endorsements (statement_id, status)`);
    await db.query(
      `CREATE INDEX endorsements_organisation ON endorsements (organisation_id, created_at DESC, id DESC)`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP TABLE endorsements, quorum_judgements, statement_items, statement_versions, statements, quorum_rules`,
    );
    await db.query(`DROP FUNCTION refuse_thawing()`);
  }
}
