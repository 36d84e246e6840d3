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
        replaces_id uuid REFERENCES editions,
        drafted_on date,
        adopted_on date,
        in_force_on date,
        launched_on date,
        repealed_on date,
        source text,
        version integer NOT NULL DEFAULT 1,
        sample boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (instrument_id, label)
      )`);
    await db.query(`
      CREATE TABLE provisions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL REFERENCES editions,
        position integer NOT NULL,
        chapter text, section text, article text, page text,
        text_km text, text_en text,
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
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE windows, provisions, editions, instruments`);
  }
}
