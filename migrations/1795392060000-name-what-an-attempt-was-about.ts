import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An attempt by somebody who may act no longer names what it was about, by the id that clients see. */
export class NameWhatAnAttemptWasAbout1795392060000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`ALTER TABLE refused_attempts ADD COLUMN about text`);
    await db.query(
      `CREATE INDEX refused_attempts_standing ON refused_attempts (organisation_id, id) WHERE process = 'standing'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX refused_attempts_standing`);
    await db.query(`ALTER TABLE refused_attempts DROP COLUMN about`);
  }
}
