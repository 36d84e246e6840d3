import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the hot reads stand on, kept by the database itself, so that no writer can forget it: counts of recommendations,
 * the order of lists beside what they are filtered by, parts of words for search, and small indexes over what is open.
 */
export class CreateReadSide1795392013000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await this.besideRecommendations(db);
    await this.counts(db);
    await this.endorsementCounts(db);
    await this.search(db);
    await this.openOnes(db);
    await this.register(db);
    for (const table of HOT) {
      // An index alone answers a count only where the visibility map is fresh.
      await db.query(
        `ALTER TABLE ${table} SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02)`,
      );
    }
  }

  /** What a list of an addressee's recommendations is filtered and sorted by, in the row by which it is found. */
  private async besideRecommendations(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE recommendation_addressees ADD COLUMN stage text, ADD COLUMN uptake text, ADD COLUMN standing text,
        ADD COLUMN created_at timestamptz`);
    await db.query(`ALTER TABLE recommendation_texts ADD COLUMN created_at timestamptz`);
    await db.query(`
      UPDATE recommendation_addressees a SET stage = r.stage, uptake = r.uptake, standing = r.standing, created_at = r.created_at
        FROM recommendations r WHERE r.id = a.recommendation_id`);
    await db.query(`
      UPDATE recommendation_texts t SET created_at = r.created_at FROM recommendations r WHERE r.id = t.recommendation_id`);
    await db.query(`
      ALTER TABLE recommendation_addressees ALTER COLUMN stage SET NOT NULL, ALTER COLUMN uptake SET NOT NULL,
        ALTER COLUMN standing SET NOT NULL, ALTER COLUMN created_at SET NOT NULL`);
    await db.query(`ALTER TABLE recommendation_texts ALTER COLUMN created_at SET NOT NULL`);
    await db.query(`
      CREATE FUNCTION place_addressee() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        SELECT r.stage, r.uptake, r.standing, r.created_at INTO NEW.stage, NEW.uptake, NEW.standing, NEW.created_at
          FROM recommendations r WHERE r.id = NEW.recommendation_id;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER recommendation_addressees_are_placed BEFORE INSERT ON recommendation_addressees
      FOR EACH ROW EXECUTE FUNCTION place_addressee()`);
    await db.query(`
      CREATE FUNCTION date_text() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.created_at := (SELECT r.created_at FROM recommendations r WHERE r.id = NEW.recommendation_id);
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER recommendation_texts_are_dated BEFORE INSERT ON recommendation_texts
      FOR EACH ROW EXECUTE FUNCTION date_text()`);
    await db.query(`
      CREATE INDEX recommendation_addressees_stage ON recommendation_addressees
        (organisation_id, stage, created_at DESC, recommendation_id DESC) WHERE role = 'addressee'`);
    await db.query(`
      CREATE INDEX recommendation_addressees_newest ON recommendation_addressees
        (organisation_id, created_at DESC, recommendation_id DESC) WHERE role = 'addressee'`);
  }

  /**
   * How many recommendations there are at each stage, uptake and standing: in all (under the nil id) and of each
   * addressee. A step appends what it changes and updates nothing, so that no two steps wait for each other; what
   * there is, is the sum, at any moment. Now and then a worker puts one row in the place of many; `fresh` are those that
   * it has not seen.
   */
  private async counts(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE recommendation_counts (
        addressee_id uuid NOT NULL,
        stage text NOT NULL,
        uptake text NOT NULL,
        standing text NOT NULL,
        change integer NOT NULL,
        fresh boolean NOT NULL DEFAULT true
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000)`);
    await db.query(`CREATE INDEX recommendation_counts_of ON recommendation_counts (addressee_id, stage)`);
    await db.query(`CREATE INDEX recommendation_counts_fresh ON recommendation_counts (addressee_id) WHERE fresh`);
    await db.query(`
      INSERT INTO recommendation_counts
      SELECT ${NOBODY}, stage, uptake, standing, count(*) FROM recommendations GROUP BY 2, 3, 4
      UNION ALL SELECT organisation_id, stage, uptake, standing, count(*) FROM recommendation_addressees
       WHERE role = 'addressee' GROUP BY 1, 2, 3, 4`);
    for (const [name, rows, sign] of [
      ['entered', 'entered', ''],
      ['gone', 'gone', '-'],
    ] as const) {
      await db.query(`
        CREATE FUNCTION count_${name}_recommendations() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO recommendation_counts
          SELECT ${NOBODY}, stage, uptake, standing, ${sign}count(*) FROM ${rows} GROUP BY 2, 3, 4;
          RETURN NULL;
        END $$`);
      await db.query(`
        CREATE FUNCTION count_${name}_addressees() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO recommendation_counts
          SELECT organisation_id, stage, uptake, standing, ${sign}count(*) FROM ${rows}
           WHERE role = 'addressee' GROUP BY 1, 2, 3, 4;
          RETURN NULL;
        END $$`);
    }
    for (const table of ['recommendations', 'recommendation_addressees']) {
      const kind = table === 'recommendations' ? 'recommendations' : 'addressees';
      await db.query(`
        CREATE TRIGGER ${table}_are_counted AFTER INSERT ON ${table} REFERENCING NEW TABLE AS entered
        FOR EACH STATEMENT EXECUTE FUNCTION count_entered_${kind}()`);
      await db.query(`
        CREATE TRIGGER ${table}_are_discounted AFTER DELETE ON ${table} REFERENCING OLD TABLE AS gone
        FOR EACH STATEMENT EXECUTE FUNCTION count_gone_${kind}()`);
    }
    await db.query(`
      CREATE FUNCTION count_moved_recommendation() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO recommendation_counts VALUES (${NOBODY}, OLD.stage, OLD.uptake, OLD.standing, -1),
                                                 (${NOBODY}, NEW.stage, NEW.uptake, NEW.standing, 1);
        UPDATE recommendation_addressees SET stage = NEW.stage, uptake = NEW.uptake, standing = NEW.standing
         WHERE recommendation_id = NEW.id;
        RETURN NULL;
      END $$`);
    // Asked for each row, but only of those that moved: most steps change nothing that is counted, and pay nothing.
    await db.query(`
      CREATE TRIGGER recommendations_are_recounted AFTER UPDATE ON recommendations FOR EACH ROW
      WHEN (OLD.stage <> NEW.stage OR OLD.uptake <> NEW.uptake OR OLD.standing <> NEW.standing)
      EXECUTE FUNCTION count_moved_recommendation()`);
    await db.query(`
      CREATE FUNCTION count_moved_addressees() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO recommendation_counts
        SELECT organisation_id, stage, uptake, standing, sum(change) FROM (
          SELECT organisation_id, stage, uptake, standing, -1 AS change FROM gone WHERE role = 'addressee'
          UNION ALL SELECT organisation_id, stage, uptake, standing, 1 FROM entered WHERE role = 'addressee') moved
         GROUP BY 1, 2, 3, 4 HAVING sum(change) <> 0;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE TRIGGER recommendation_addressees_are_recounted AFTER UPDATE ON recommendation_addressees
      REFERENCING OLD TABLE AS gone NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION count_moved_addressees()`);
  }

  /** The same of endorsements that stand: of each version of each statement, and of them those that may be counted outside. */
  private async endorsementCounts(db: QueryRunner): Promise<void> {
    const tally = (rows: string, sign: string) => `
      SELECT statement_id, version_number, ${sign}count(*) AS given, ${sign}count(*) FILTER (WHERE appearance <> 'hidden') AS shown
        FROM ${rows} WHERE status = 'given' AND NOT past GROUP BY 1, 2`;
    await db.query(`
      CREATE TABLE endorsement_counts (
        statement_id uuid NOT NULL,
        version_number integer NOT NULL,
        given integer NOT NULL,
        shown integer NOT NULL,
        fresh boolean NOT NULL DEFAULT true
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000)`);
    await db.query(`
      CREATE INDEX endorsement_counts_of ON endorsement_counts (statement_id, version_number) INCLUDE (given, shown)`);
    await db.query(`CREATE INDEX endorsement_counts_fresh ON endorsement_counts (statement_id) WHERE fresh`);
    await db.query(`INSERT INTO endorsement_counts ${tally('endorsements', '')}`);
    for (const [name, sql] of [
      ['entered', tally('entered', '')],
      ['gone', tally('gone', '-')],
      [
        'moved',
        `SELECT statement_id, version_number, sum(given), sum(shown)
         FROM (${tally('gone', '-')} UNION ALL ${tally('entered', '')}) moved GROUP BY 1, 2 HAVING sum(given) <> 0 OR sum(shown) <> 0`,
      ],
    ] as const) {
      await db.query(`
        CREATE FUNCTION count_${name}_endorsements() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO endorsement_counts ${sql};
          RETURN NULL;
        END $$`);
    }
    await db.query(`
      CREATE TRIGGER endorsements_are_counted AFTER INSERT ON endorsements REFERENCING NEW TABLE AS entered
      FOR EACH STATEMENT EXECUTE FUNCTION count_entered_endorsements()`);
    await db.query(`
      CREATE TRIGGER endorsements_are_discounted AFTER DELETE ON endorsements REFERENCING OLD TABLE AS gone
      FOR EACH STATEMENT EXECUTE FUNCTION count_gone_endorsements()`);
    await db.query(`
      CREATE TRIGGER endorsements_are_recounted AFTER UPDATE ON endorsements
      REFERENCING OLD TABLE AS gone NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION count_moved_endorsements()`);
  }

  /**
   * Khmer is written without spaces, so search looks for parts of texts. The index holds every three characters in a row
   * as a number. Of our own: pg_trgm takes no Khmer letter for a letter unless the server's locale says so.
   */
  private async search(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION text_parts(folded text) RETURNS integer[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
      DECLARE
        letters text[] := string_to_array(folded, NULL);
        parts integer[] := '{}';
      BEGIN
        FOR i IN 1 .. coalesce(array_length(letters, 1), 0) - 2 LOOP
          parts[i] := hashtext(letters[i] || letters[i + 1] || letters[i + 2]);
        END LOOP;
        RETURN parts;
      END $$`);
    await db.query(`
      CREATE INDEX recommendation_texts_parts ON recommendation_texts USING gin (text_parts(folded))`);
    // Parts are too many to be worth counting: without this every ANALYZE would cut 30,000 texts up again.
    await db.query(`ALTER INDEX recommendation_texts_parts ALTER COLUMN 1 SET STATISTICS 0`);
    await db.query(`
      CREATE INDEX recommendation_texts_newest ON recommendation_texts (created_at DESC, recommendation_id DESC)`);
  }

  /** Indexes that hold only what is open, one's own or released: what is over does not make them larger. */
  private async openOnes(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX recommendations_active ON recommendations (created_at DESC, id DESC) WHERE standing = 'active'`);
    await db.query(`
      CREATE INDEX recommendations_public ON recommendations (created_at DESC, id DESC) WHERE release = 'public'`);
    await db.query(`
      CREATE INDEX recommendations_own_drafts ON recommendations (proposed_by_id)
        WHERE stage = 'drafted' AND uptake = 'none'`);
    // A moment as the engine writes it, in UTC to the millisecond, sorts as text; as a timestamp it could not be generated.
    await db.query(`
      ALTER TABLE submissions
        ADD COLUMN delivered_at text COLLATE "C" GENERATED ALWAYS AS (context ->> 'deliveredAt') STORED,
        ADD COLUMN awaited boolean NOT NULL GENERATED ALWAYS AS (coalesce((state #>> '{}') IN ('delivered', 'acknowledged')
          AND context ->> 'deliveredAt' IS NOT NULL AND context -> 'responses' = '[]', false)) STORED`);
    await db.query(`CREATE INDEX submissions_awaited ON submissions (delivered_at, addressee_id) WHERE awaited`);
    await db.query(`
      CREATE INDEX endorsements_given ON endorsements (statement_id, version_number, organisation_id)
        INCLUDE (appearance) WHERE status = 'given' AND NOT past`);
  }

  /**
   * A number that goes up with every change of a register, in the change's own transaction: who holds the register in
   * memory asks for it, and knows whether what it holds is still so. Not a sequence, which others would see too early.
   */
  private async register(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE register_versions (register text PRIMARY KEY, version bigint NOT NULL)`);
    await db.query(`INSERT INTO register_versions VALUES ('organisations', 1)`);
    await db.query(`
      CREATE FUNCTION note_register_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE register_versions SET version = version + 1 WHERE register = TG_ARGV[0];
        RETURN NULL;
      END $$`);
    for (const table of ['organisations', 'organisation_names']) {
      await db.query(`
        CREATE TRIGGER ${table}_change_the_register AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION note_register_change('organisations')`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of HOT) {
      await db.query(
        `ALTER TABLE ${table} RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_insert_scale_factor)`,
      );
    }
    for (const table of ['organisations', 'organisation_names']) {
      await db.query(`DROP TRIGGER ${table}_change_the_register ON ${table}`);
    }
    await db.query(`DROP FUNCTION note_register_change()`);
    await db.query(`DROP TABLE register_versions`);
    await db.query(`DROP INDEX endorsements_given, submissions_awaited, recommendations_own_drafts,
      recommendations_public, recommendations_active, recommendation_texts_newest, recommendation_texts_parts`);
    await db.query(`ALTER TABLE submissions DROP COLUMN awaited, DROP COLUMN delivered_at`);
    for (const table of ['recommendations', 'recommendation_addressees', 'endorsements']) {
      for (const what of ['counted', 'discounted', 'recounted']) {
        await db.query(`DROP TRIGGER ${table}_are_${what} ON ${table}`);
      }
    }
    await db.query(`DROP TRIGGER recommendation_texts_are_dated ON recommendation_texts`);
    await db.query(`DROP TRIGGER recommendation_addressees_are_placed ON recommendation_addressees`);
    await db.query(`DROP TABLE recommendation_counts, endorsement_counts`);
    await db.query(`DROP FUNCTION text_parts(text), place_addressee(), date_text(), count_moved_recommendation(),
      count_moved_addressees(), count_entered_recommendations(), count_gone_recommendations(), count_entered_addressees(),
      count_gone_addressees(), count_entered_endorsements(), count_gone_endorsements(), count_moved_endorsements()`);
    await db.query(`ALTER TABLE recommendation_texts DROP COLUMN created_at`);
    await db.query(`
      ALTER TABLE recommendation_addressees DROP COLUMN stage, DROP COLUMN uptake, DROP COLUMN standing,
        DROP COLUMN created_at`);
  }
}

const HOT = [
  'recommendations',
  'recommendation_addressees',
  'statements',
  'endorsements',
  'submissions',
  'integrations',
];

/** Stands for no addressee: counted once, whoever is asked. */
const NOBODY = `'00000000-0000-0000-0000-000000000000'::uuid`;
