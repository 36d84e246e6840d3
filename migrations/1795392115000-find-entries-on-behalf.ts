import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was entered on behalf of organisations and is not settled: few among many, found without reading the others. */
export class FindEntriesOnBehalf1795392115000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE INDEX endorsements_unsettled ON endorsements (created_at, id)
       WHERE status IN ('awaitingConfirmation', 'unconfirmed', 'contested')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX endorsements_unsettled`);
  }
}
