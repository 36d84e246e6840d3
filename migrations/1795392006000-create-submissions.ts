import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A submission hands one statement version to one addressee, asking it a named set of items; receipts and responses are
 * append-only. A wrong one is corrected by a row that names it: the right one in its place, or one that annuls it.
 */
export class CreateSubmissions1795392006000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE submissions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        number text NOT NULL UNIQUE,
        statement_id uuid NOT NULL REFERENCES statements,
        statement_version_number integer NOT NULL,
        addressee_id uuid NOT NULL REFERENCES organisations,
        unit_id uuid REFERENCES organisations,
        machine_version integer NOT NULL,
        version integer NOT NULL,
        state jsonb NOT NULL,
        context jsonb NOT NULL,
        history_value jsonb NOT NULL DEFAULT '{}',
        status text NOT NULL GENERATED ALWAYS AS (state #>> '{}') STORED,
        responsible_id uuid REFERENCES people,
        our_reference text NOT NULL,
        successor_of_id uuid REFERENCES submissions,
        sample boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX submissions_newest ON submissions (created_at DESC, id DESC)`);
    await db.query(`CREATE INDEX submissions_status ON submissions (status, created_at DESC, id DESC)`);
    await db.query(`CREATE INDEX submissions_statement ON submissions (statement_id)`);
    await db.query(`CREATE INDEX submissions_addressee ON submissions (addressee_id, created_at DESC, id DESC)`);
    await db.query(`CREATE INDEX submissions_successor_of ON submissions (successor_of_id)`);
    await db.query(`
      CREATE TABLE submission_items (
        submission_id uuid NOT NULL REFERENCES submissions ON DELETE CASCADE,
        item_key uuid NOT NULL,
        recommendation_id uuid NOT NULL REFERENCES recommendations,
        position integer NOT NULL,
        not_endorsed_by_all boolean NOT NULL DEFAULT false,
        PRIMARY KEY (submission_id, item_key)
      )`);
    await db.query(`CREATE INDEX submission_items_recommendation ON submission_items (recommendation_id)`);
    await db.query(`
      CREATE TABLE receipts (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        submission_id uuid NOT NULL REFERENCES submissions ON DELETE CASCADE,
        case_version integer NOT NULL,
        received_on date NOT NULL,
        entry_number text,
        stamp_seen boolean NOT NULL DEFAULT false,
        office text,
        document_id uuid REFERENCES documents,
        corrects_id uuid REFERENCES receipts,
        annuls boolean NOT NULL DEFAULT false,
        recorded_at timestamptz NOT NULL,
        CHECK (NOT annuls OR corrects_id IS NOT NULL)
      )`);
    await db.query(`CREATE INDEX receipts_submission ON receipts (submission_id, recorded_at)`);
    await db.query(`CREATE UNIQUE INDEX receipts_corrected_once ON receipts (corrects_id)`);
    await db.query(`
      CREATE TABLE responses (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        submission_id uuid NOT NULL REFERENCES submissions ON DELETE CASCADE,
        case_version integer NOT NULL,
        answered_on date NOT NULL,
        answered_until date,
        precision text NOT NULL DEFAULT 'day' CHECK (precision IN ('day', 'month', 'year', 'range')),
        form text NOT NULL CHECK (form IN ('letter', 'email', 'meeting', 'call', 'message', 'speech', 'inInstrument', 'other')),
        language text CHECK (language IN ('km', 'en')),
        verbatim text,
        document_id uuid REFERENCES documents,
        corrects_id uuid REFERENCES responses,
        annuls boolean NOT NULL DEFAULT false,
        recorded_at timestamptz NOT NULL,
        sample boolean NOT NULL DEFAULT false,
        CHECK (NOT annuls OR corrects_id IS NOT NULL)
      )`);
    await db.query(`CREATE INDEX responses_submission ON responses (submission_id, recorded_at, id)`);
    await db.query(`CREATE UNIQUE INDEX responses_corrected_once ON responses (corrects_id)`);
    await db.query(`
      CREATE TABLE response_items (
        response_id uuid NOT NULL REFERENCES responses ON DELETE CASCADE,
        item_key uuid NOT NULL,
        reading text NOT NULL CHECK (reading IN ('acknowledged', 'underConsideration', 'moreInformationAsked', 'accepted',
                                                 'partlyAccepted', 'noted', 'notAccepted', 'referredElsewhere')),
        verbatim text,
        reason text,
        PRIMARY KEY (response_id, item_key)
      )`);
    for (const table of ['receipts', 'responses', 'response_items']) {
      await db.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE response_items, responses, receipts, submission_items, submissions`);
  }
}
