import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The calendar feed of a person, at most one; its token is kept as a hash only. */
export class CreateCalendarFeeds1795392211000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE calendar_feeds (
        person_id uuid PRIMARY KEY REFERENCES people ON DELETE CASCADE,
        token_hash text NOT NULL UNIQUE,
        made_at timestamptz NOT NULL
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE calendar_feeds`);
  }
}
