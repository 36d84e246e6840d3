import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What community groups are concerned about or ask for, as an organisation heard it: no names, the province at most, the
 * month at most. `concerns` holds what is known now, `concern_entries` every act on it, `recommendation_concerns` what it
 * became part of. What took a recommendation's place has its origins by the links between recommendations.
 */
export class CreateConcerns1795392112000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE concerns (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        kind text NOT NULL CHECK (kind IN ('concern', 'request')),
        community text NOT NULL CHECK (community IN ('residents', 'women', 'youth', 'farmersAndFishers', 'workers',
          'indigenousPeople', 'peopleWithDisabilities', 'other')),
        organisation_id uuid NOT NULL REFERENCES organisations,
        version integer NOT NULL DEFAULT 1,
        confidential boolean NOT NULL,
        language text NOT NULL CHECK (language IN ('km', 'en')),
        text text NOT NULL,
        place_code text REFERENCES places CHECK (length(place_code) = 2),
        heard_in date NOT NULL CHECK (heard_in = date_trunc('month', heard_in)),
        withdrawn_at timestamptz,
        created_at timestamptz NOT NULL
      )`);
    await db.query(`CREATE INDEX concerns_newest ON concerns (created_at DESC, id DESC)`);
    await db.query(`CREATE INDEX concerns_organisation ON concerns (organisation_id)`);
    await db.query(`
      CREATE TABLE concern_entries (
        concern_id uuid NOT NULL REFERENCES concerns ON DELETE CASCADE,
        version integer NOT NULL,
        act text NOT NULL CHECK (act IN ('recorded', 'edited', 'shown', 'tookUp', 'withdrawn')),
        language text CHECK (language IN ('km', 'en')),
        text text,
        confidential boolean,
        recommendation_id uuid,
        actor_id uuid NOT NULL REFERENCES people,
        seat_id uuid NOT NULL REFERENCES seats,
        organisation_id uuid NOT NULL REFERENCES organisations,
        at timestamptz NOT NULL,
        PRIMARY KEY (concern_id, version)
      )`);
    await db.query(`
      CREATE TRIGGER concern_entries_is_append_only BEFORE UPDATE OR DELETE ON concern_entries
      FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()`);
    await db.query(`
      CREATE TABLE recommendation_concerns (
        recommendation_id uuid NOT NULL REFERENCES recommendations ON DELETE CASCADE,
        concern_id uuid NOT NULL REFERENCES concerns ON DELETE CASCADE,
        PRIMARY KEY (concern_id, recommendation_id)
      )`);
    await db.query(`CREATE INDEX recommendation_concerns_of ON recommendation_concerns (recommendation_id)`);
    await db.query(`
      CREATE INDEX recommendations_proposed ON recommendations (created_at DESC, id DESC)
       WHERE context #>> '{proposal,status}' = 'open'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX recommendations_proposed`);
    await db.query(`DROP TABLE recommendation_concerns, concern_entries, concerns`);
  }
}
