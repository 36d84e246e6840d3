import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The finding that a provision of an edition takes up a recommendation: claimed by one, checked by another, reversible. */
export class CreateIntegrations1795392007000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE integrations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        number text NOT NULL UNIQUE,
        recommendation_id uuid NOT NULL REFERENCES recommendations,
        machine_version integer NOT NULL,
        version integer NOT NULL,
        state jsonb NOT NULL,
        context jsonb NOT NULL,
        history_value jsonb NOT NULL DEFAULT '{}',
        status text NOT NULL GENERATED ALWAYS AS (state #>> '{}') STORED,
        edition_id uuid NOT NULL GENERATED ALWAYS AS ((context ->> 'editionId')::uuid) STORED REFERENCES editions,
        provision_id uuid NOT NULL GENERATED ALWAYS AS ((context ->> 'provisionId')::uuid) STORED REFERENCES provisions,
        degree text NOT NULL GENERATED ALWAYS AS (context ->> 'degree') STORED
          CHECK (degree IN ('verbatim', 'inSubstance', 'weakened', 'contrary')),
        sample boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX integrations_newest ON integrations (created_at DESC, id DESC)`);
    await db.query(`CREATE INDEX integrations_recommendation ON integrations (recommendation_id)`);
    await db.query(`CREATE INDEX integrations_edition ON integrations (edition_id, status)`);
    await db.query(`CREATE INDEX integrations_status ON integrations (status, created_at DESC, id DESC)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE integrations`);
  }
}
