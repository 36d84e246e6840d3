import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A recommendation. The case row is narrow, so that a step does not touch the long text or its index
 * (measured: text and its index in the row that transitions update halves the throughput and makes a tail of 780 ms).
 * stage, uptake and standing are generated from the state: they cannot drift from it.
 */
export class CreateRecommendations1795392004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE recommendations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        number text NOT NULL UNIQUE,
        machine_version integer NOT NULL,
        version integer NOT NULL,
        state jsonb NOT NULL,
        context jsonb NOT NULL,
        history_value jsonb NOT NULL DEFAULT '{}',
        stage text NOT NULL GENERATED ALWAYS AS (state #>> '{living,stage}') STORED,
        uptake text NOT NULL GENERATED ALWAYS AS (state #>> '{living,uptake}') STORED,
        standing text NOT NULL GENERATED ALWAYS AS (state #>> '{living,standing}') STORED,
        scope text NOT NULL DEFAULT 'national' CHECK (scope IN ('national', 'administrationType', 'places')),
        administration_type text
          CHECK (administration_type IN ('capitalProvince', 'municipality', 'district', 'khan', 'commune', 'sangkat')),
        authentic_language text NOT NULL CHECK (authentic_language IN ('km', 'en')),
        release text NOT NULL DEFAULT 'private' CHECK (release IN ('private', 'embargoed', 'public')),
        proposed_by_id uuid REFERENCES organisations,
        external_reference text,
        sample boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX recommendations_newest ON recommendations (created_at DESC, id DESC)`);
    await db.query(`CREATE INDEX recommendations_stage ON recommendations (stage, created_at DESC, id DESC)`);
    await db.query(`CREATE INDEX recommendations_uptake ON recommendations (uptake, created_at DESC, id DESC)`);
    await db.query(`CREATE INDEX recommendations_known ON recommendations (machine_version, state)`);
    await db.query(`
      CREATE TABLE recommendation_texts (
        recommendation_id uuid PRIMARY KEY REFERENCES recommendations ON DELETE CASCADE,
        title_km text, title_en text,
        body_km text, body_en text,
        problem_km text, problem_en text,
        km_status text NOT NULL CHECK (km_status IN ('current', 'behind', 'missing', 'toFollow')),
        en_status text NOT NULL CHECK (en_status IN ('current', 'behind', 'missing', 'toFollow')),
        folded text NOT NULL
      )`);
    await db.query(`
      CREATE TABLE recommendation_addressees (
        recommendation_id uuid NOT NULL REFERENCES recommendations ON DELETE CASCADE,
        organisation_id uuid NOT NULL REFERENCES organisations,
        role text NOT NULL DEFAULT 'addressee' CHECK (role IN ('addressee', 'concerned')),
        PRIMARY KEY (recommendation_id, organisation_id, role)
      )`);
    await db.query(
      `CREATE INDEX recommendation_addressees_of ON recommendation_addressees (organisation_id, recommendation_id)`,
    );
    await db.query(`
      CREATE TABLE recommendation_targets (
        recommendation_id uuid NOT NULL REFERENCES recommendations ON DELETE CASCADE,
        instrument_id uuid NOT NULL REFERENCES instruments,
        PRIMARY KEY (recommendation_id, instrument_id)
      )`);
    await db.query(
      `CREATE INDEX recommendation_targets_of ON recommendation_targets (instrument_id, recommendation_id)`,
    );
    for (const [table, of] of [
      ['topics', 'topics'],
      ['places', 'places'],
      ['goals', 'goals'],
    ] as const) {
      await db.query(`
        CREATE TABLE recommendation_${table} (
          recommendation_id uuid NOT NULL REFERENCES recommendations ON DELETE CASCADE,
          code text NOT NULL REFERENCES ${of},
          PRIMARY KEY (recommendation_id, code)
        )`);
      await db.query(`CREATE INDEX recommendation_${table}_of ON recommendation_${table} (code, recommendation_id)`);
    }
    await db.query(`
      CREATE TABLE recommendation_links (
        from_id uuid NOT NULL REFERENCES recommendations ON DELETE CASCADE,
        to_id uuid NOT NULL REFERENCES recommendations ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('mergedInto', 'splitInto', 'supersededBy')),
        from_version integer NOT NULL,
        PRIMARY KEY (from_id, to_id, kind),
        CHECK (from_id <> to_id)
      )`);
    await db.query(`CREATE INDEX recommendation_links_to ON recommendation_links (to_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE recommendation_links, recommendation_goals, recommendation_places, recommendation_topics,
                               recommendation_targets, recommendation_addressees, recommendation_texts, recommendations`);
  }
}
