import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ids of effects grow with time: of two delays of one case that end at the same millisecond, the one that was asked for
 * first comes first, as it does in the machine itself.
 */
export class OrderEffects1795392019000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`ALTER TABLE effects ALTER COLUMN id SET DEFAULT uuidv7()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE effects ALTER COLUMN id SET DEFAULT gen_random_uuid()`);
  }
}
