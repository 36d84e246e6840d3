import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people are told: one row for each person and topic, without a title or a name; on which channel and when it is to
 * go out; and each time that something was handed to a channel, with the id under which a repeat can be recognised.
 */
export class CreateMessages1795392210000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE messages (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        key text NOT NULL UNIQUE,
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        about_kind text NOT NULL,
        about_id uuid NOT NULL,
        template text NOT NULL,
        facts jsonb NOT NULL,
        reason text NOT NULL,
        due_day date,
        urgent boolean NOT NULL,
        late boolean NOT NULL,
        made_at timestamptz NOT NULL,
        read_at timestamptz
      )`);
    await db.query(`CREATE INDEX messages_inbox ON messages (person_id, made_at DESC, id DESC)`);
    await db.query(`CREATE INDEX messages_about ON messages (about_id)`);
    await db.query(`
      CREATE TABLE notification_preferences (
        person_id uuid PRIMARY KEY REFERENCES people ON DELETE CASCADE,
        hour integer NOT NULL DEFAULT 8 CHECK (hour BETWEEN 6 AND 20),
        mail boolean NOT NULL DEFAULT true,
        language text NOT NULL DEFAULT 'both' CHECK (language IN ('km', 'en', 'both')),
        discreet boolean NOT NULL DEFAULT false,
        weekly_most integer NOT NULL DEFAULT 5 CHECK (weekly_most BETWEEN 1 AND 14),
        mail_off_because text CHECK (mail_off_because IN ('unsubscribed', 'bounced'))
      )`);
    await db.query(`
      CREATE TABLE sendings (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        channel text NOT NULL CHECK (channel IN ('mail')),
        state text NOT NULL CHECK (state IN ('sending', 'sent', 'failed')),
        begun_at timestamptz NOT NULL,
        tries integer NOT NULL DEFAULT 0,
        try_at timestamptz NOT NULL,
        ended_at timestamptz,
        why text
      )`);
    await db.query(`CREATE INDEX sendings_under_way ON sendings (try_at) WHERE state = 'sending'`);
    await db.query(`CREATE INDEX sendings_of_person ON sendings (person_id, begun_at)`);
    await db.query(`
      CREATE TABLE deliveries (
        message_id uuid NOT NULL REFERENCES messages ON DELETE CASCADE,
        channel text NOT NULL CHECK (channel IN ('mail')),
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        planned_for timestamptz NOT NULL,
        sending_id uuid REFERENCES sendings,
        sent_at timestamptz,
        failed_at timestamptz,
        why text,
        not_sent_because text,
        PRIMARY KEY (message_id, channel)
      )`);
    await db.query(`
      CREATE INDEX deliveries_pending ON deliveries (planned_for, person_id)
       WHERE sending_id IS NULL AND not_sent_because IS NULL`);
    await db.query(`CREATE INDEX deliveries_sending ON deliveries (sending_id)`);
    await db.query(`CREATE INDEX deliveries_newest ON deliveries (planned_for DESC, message_id DESC)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE deliveries, sendings, notification_preferences, messages`);
  }
}
