import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who takes part, for whom, with what right; and the places, topics and goals that things are tagged with. */
export class CreateOrganisations1795392002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE places (
        code text PRIMARY KEY CHECK (code ~ '^[0-9]{2}([0-9]{2}){0,3}$'),
        parent_code text REFERENCES places,
        level text NOT NULL CHECK (level IN ('province', 'district', 'commune', 'village')),
        name_km text NOT NULL,
        name_en text NOT NULL,
        aliases text[] NOT NULL DEFAULT '{}'
      )`);
    await db.query(`CREATE INDEX places_parent ON places (parent_code)`);
    await db.query(`
      CREATE TABLE topics (
        code text PRIMARY KEY,
        name_km text,
        name_en text NOT NULL
      )`);
    await db.query(`
      CREATE TABLE goals (
        code text PRIMARY KEY,
        parent_code text REFERENCES goals,
        name_km text,
        name_en text NOT NULL
      )`);
    await db.query(`
      CREATE TABLE organisations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        code text NOT NULL UNIQUE,
        kind text NOT NULL CHECK (kind IN ('secretariat', 'member', 'network', 'body', 'institution', 'unit', 'partner')),
        parent_id uuid REFERENCES organisations,
        place_code text REFERENCES places,
        version integer NOT NULL DEFAULT 1,
        sample boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX organisations_kind ON organisations (kind)`);
    await db.query(`CREATE INDEX organisations_parent ON organisations (parent_id)`);
    await db.query(`
      CREATE TABLE organisation_names (
        organisation_id uuid NOT NULL REFERENCES organisations ON DELETE CASCADE,
        valid_from date NOT NULL DEFAULT '-infinity',
        valid_to date NOT NULL DEFAULT 'infinity',
        name_km text,
        name_en text NOT NULL,
        abbreviation text,
        aliases text[] NOT NULL DEFAULT '{}',
        source text,
        PRIMARY KEY (organisation_id, valid_from),
        CHECK (valid_from < valid_to)
      )`);
    await db.query(`
      CREATE TABLE memberships (
        network_id uuid NOT NULL REFERENCES organisations ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES organisations ON DELETE CASCADE,
        valid_from date NOT NULL DEFAULT '-infinity',
        valid_to date NOT NULL DEFAULT 'infinity',
        PRIMARY KEY (network_id, member_id, valid_from),
        CHECK (network_id <> member_id),
        CHECK (valid_from < valid_to)
      )`);
    await db.query(`CREATE INDEX memberships_member ON memberships (member_id)`);
    await db.query(`
      CREATE TABLE people (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        office_km text,
        office_en text NOT NULL,
        sample boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE seats (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        organisation_id uuid NOT NULL REFERENCES organisations ON DELETE CASCADE,
        role text NOT NULL CHECK (role IN ('policyOfficer', 'coordinator', 'chair', 'memberRepresentative',
                                           'budgetGroupMember', 'observer', 'administrator')),
        rights text[] NOT NULL DEFAULT '{}'
          CHECK (rights <@ ARRAY['draft', 'endorse', 'record', 'verify', 'administer']),
        valid_from timestamptz NOT NULL DEFAULT '-infinity',
        valid_to timestamptz NOT NULL DEFAULT 'infinity',
        mandate_document_id uuid,
        CHECK (valid_from < valid_to)
      )`);
    await db.query(`CREATE INDEX seats_person ON seats (person_id)`);
    await db.query(`CREATE INDEX seats_organisation ON seats (organisation_id)`);
    await db.query(`
      CREATE TABLE sign_ins (
        token_hash text PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        sample boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz
      )`);
    await db.query(`
      CREATE TABLE group_fields (
        organisation_id uuid PRIMARY KEY REFERENCES organisations ON DELETE CASCADE,
        topics text[] NOT NULL DEFAULT '{}',
        addressee_ids uuid[] NOT NULL DEFAULT '{}',
        instrument_ids uuid[] NOT NULL DEFAULT '{}'
      )`);
    await db.query(`
      CREATE TABLE documents (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        sha256 text NOT NULL,
        received_sha256 text,
        size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
        media_type text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('letter', 'receipt', 'response', 'mandate', 'evidence', 'import', 'other')),
        file_name text NOT NULL,
        visibility text NOT NULL DEFAULT 'secretariat'
          CHECK (visibility IN ('secretariat', 'organisation', 'members', 'public')),
        organisation_id uuid REFERENCES organisations,
        uploaded_by uuid REFERENCES people,
        uploaded_at timestamptz NOT NULL DEFAULT now(),
        storage_key text NOT NULL UNIQUE,
        sample boolean NOT NULL DEFAULT false
      )`);
    await db.query(`
      CREATE UNIQUE INDEX documents_same
        ON documents (uploaded_by, organisation_id, sha256, kind, visibility, file_name)`);
    await db.query(`CREATE INDEX documents_organisation ON documents (organisation_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE documents, group_fields, sign_ins, seats, people, memberships, organisation_names,
                               organisations, goals, topics, places`);
  }
}
