import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an organisation watches by the groups that it is, or is a member of on a day. A function, because each request and
 * each act asks for the field of its seat, and few seats have one: what is not called costs nothing, whereas a join that
 * finds nothing is set up each time.
 */
export class WatchByFunction1795392118000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const distinct = (column: string) =>
      `(SELECT array_agg(DISTINCT each ORDER BY each) FROM watched, unnest(watched.${column}) AS each)`;
    await db.query(`
      CREATE FUNCTION field_of(organisation uuid, day date, OUT topics text[], OUT addressee_ids uuid[], OUT instrument_ids uuid[])
      LANGUAGE plpgsql STABLE AS $$
      BEGIN
        WITH watched AS (SELECT g.topics, g.addressee_ids, g.instrument_ids FROM group_fields g
          WHERE g.organisation_id = organisation OR EXISTS (
            SELECT FROM memberships m WHERE m.network_id = g.organisation_id AND m.member_id = organisation
               AND m.valid_from <= day AND m.valid_to > day))
        SELECT ${['topics', 'addressee_ids', 'instrument_ids'].map(distinct).join(', ')}
          INTO topics, addressee_ids, instrument_ids;
      END $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION field_of(uuid, date)');
  }
}
