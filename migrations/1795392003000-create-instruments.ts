import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The plans, programmes and laws that recommendations are aimed at, their editions, provisions and open windows. */
export class CreateInstruments1795392003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE instruments (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        code text NOT NULL UNIQUE,
        kind text NOT NULL CHECK (kind IN ('programme', 'plan', 'framework', 'strategy', 'law', 'budgetLaw',
                                           'subDecree', 'instruction', 'other')),
        parent_id uuid REFERENCES instruments,
        name_km text,
        name_en text NOT NULL,
        aliases text[] NOT NULL DEFAULT '{}',
        folded text NOT NULL DEFAULT '',
        period_from date,
        period_to date,
        version integer NOT NULL DEFAULT 1,
        sample boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX instruments_parent ON instruments (parent_id)`);
    await db.query(`
      CREATE TABLE editions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        instrument_id uuid NOT NULL REFERENCES instruments,
        label text NOT NULL,
        status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'adopted', 'inForce', 'replaced', 'repealed')),
        replaced_by_id uuid REFERENCES editions,
        drafted_on date,
        adopted_on date,
        in_force_on date,
        launched_on date,
        repealed_on date,
        source text,
        version integer NOT NULL DEFAULT 1,
        sample boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (instrument_id, label),
        CHECK (replaced_by_id <> id),
        CHECK (replaced_by_id IS NULL OR status = 'replaced')
      )`);
    await db.query(`CREATE INDEX editions_newest ON editions (created_at DESC, id DESC)`);
    await db.query(`CREATE INDEX editions_replaced_by ON editions (replaced_by_id) WHERE replaced_by_id IS NOT NULL`);
    await db.query(`
      CREATE TABLE provisions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL REFERENCES editions,
        position integer NOT NULL,
        chapter text, section text, article text, page text,
        text_km text, text_en text,
        folded text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (coalesce(chapter, section, article, page) IS NOT NULL)
      )`);
    await db.query(`CREATE INDEX provisions_edition ON provisions (edition_id, position, id)`);
    await db.query(`
      CREATE TABLE windows (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        instrument_id uuid NOT NULL REFERENCES instruments,
        kind text NOT NULL CHECK (kind IN ('midTermReview', 'budgetRound', 'consultation', 'other')),
        name_km text,
        name_en text NOT NULL,
        opens_on date NOT NULL,
        closes_on date NOT NULL,
        source text,
        sample boolean NOT NULL DEFAULT false,
        CHECK (opens_on <= closes_on)
      )`);
    await db.query(`CREATE INDEX windows_instrument ON windows (instrument_id, opens_on)`);
    // These registers are no cases, but who changed them, when and why is kept all the same.
    await db.query(`
      CREATE TABLE instrument_entries (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        instrument_id uuid NOT NULL REFERENCES instruments ON DELETE CASCADE,
        edition_id uuid REFERENCES editions ON DELETE CASCADE,
        event text NOT NULL,
        detail jsonb NOT NULL DEFAULT '{}',
        happened_on date,
        actor_id uuid,
        seat_id uuid,
        organisation_id uuid,
        reason text,
        evidence uuid[] NOT NULL DEFAULT '{}',
        command_key uuid,
        recorded_at timestamptz NOT NULL
      )`);
    await db.query(`CREATE INDEX instrument_entries_instrument ON instrument_entries (instrument_id, id)`);
    await db.query(`CREATE INDEX instrument_entries_edition ON instrument_entries (edition_id, id)`);
    await db.query(`
      CREATE TRIGGER instrument_entries_are_append_only BEFORE UPDATE OR DELETE ON instrument_entries
      FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE instrument_entries, windows, provisions, editions, instruments`);
  }
}
