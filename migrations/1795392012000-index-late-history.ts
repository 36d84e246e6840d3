import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Entries that were written down later than they happened, and those about the history itself: few, and the only ones
 * by which the state on a past day can differ from what was stored then.
 */
export class IndexLateHistory1795392012000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE INDEX case_history_told_later ON case_history (process, recorded_at)
       WHERE happened_at < recorded_at OR event IN ('CORRECT', 'MIGRATE_PROCESS')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX case_history_told_later`);
  }
}
