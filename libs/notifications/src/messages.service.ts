import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#platform';
import type { Parameters, Queryable } from '#platform';
import { readWorkingDays, slotOf } from './slots.js';
import { isTemplate } from './templates.js';

/** What a message can be about, with the letters of its global id. */
export const ABOUT = {
  recommendation: 'rec',
  statement: 'stm',
  endorsement: 'end',
  submission: 'sub',
  response: 'res',
  integration: 'int',
  instrument: 'ins',
  edition: 'edi',
  window: 'win',
  remark: 'rmk',
  concern: 'con',
  seat: 'sea',
} as const;
export type AboutKind = keyof typeof ABOUT;

/** One thing to be said to one person. */
export interface NewMessage {
  /** Says what is said once only: the same key again is the same message. */
  key: string;
  /** Who is told: the id of a person. */
  person: string;
  about: { kind: AboutKind; id: string };
  /** A code of `declareTemplates`: what is to be done. */
  template: string;
  /** Days, moments, numbers and ids that fill its blanks. */
  facts?: Parameters;
  /** A code of `declareTemplates`: why this person. */
  reason: string;
  /** The civil day, `YYYY-MM-DD`, by which it is to be done. */
  due?: string;
  /** Goes out within the day, whatever the weekly most. */
  urgent?: boolean;
  /** Should have been said earlier. */
  late?: boolean;
}

/** A day, a moment, a number, an id or a code: nothing that could be a title or a name. */
const FACT = /^(\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?|-?\d+(\.\d+)?|[0-9a-f-]{36}|[a-z]{3}_[0-9a-f]{32}|[A-Z][A-Z_]{1,59})$/;

/** What people are told. Who calls decides whom and what; when and by which channel it goes out is each person's choice. */
@Injectable()
export class Messages {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * Writes messages into the inboxes of people and plans how they go out, in the transaction of what they tell of; three
   * statements for any number. A key that is there already is left as it is.
   * @returns how many were new.
   * @throws Error for a template that nobody declared, or a fact that could be a title or a name.
   */
  async put(tx: Queryable, messages: readonly NewMessage[]): Promise<number> {
    if (messages.length === 0) return 0;
    messages.forEach(check);
    const now = await this.clock.now(tx);
    const isWorking = await readWorkingDays(tx);
    const people = await tx.query<{ id: string; hour: number; because: string | null }[]>(
      `SELECT p.id, coalesce(n.hour, 8) AS hour,
              CASE WHEN n.mail_off_because IS NOT NULL THEN n.mail_off_because WHEN NOT coalesce(n.mail, true) THEN 'switchedOff'
                   WHEN a.person_id IS NULL THEN 'noAddress' END AS because
         FROM people p LEFT JOIN notification_preferences n ON n.person_id = p.id
              LEFT JOIN person_addresses a ON a.person_id = p.id
        WHERE p.id = ANY($1)`,
      [[...new Set(messages.map(({ person }) => person))]],
    );
    const byPerson = new Map(people.map((person) => [person.id, person]));
    const rows = messages.map((message) => {
      const person = byPerson.get(message.person);
      return {
        key: message.key,
        person_id: message.person,
        about_kind: message.about.kind,
        about_id: message.about.id,
        template: message.template,
        facts: message.facts ?? {},
        reason: message.reason,
        due_day: message.due ?? null,
        urgent: message.urgent ?? false,
        late: message.late ?? false,
        planned_for: slotOf(now, person?.hour ?? 8, isWorking, message.urgent ?? false),
        because: person?.because ?? null,
      };
    });
    const written = await tx.query<unknown[]>(
      `WITH given AS (
         SELECT * FROM jsonb_to_recordset($1) AS t(key text, person_id uuid, about_kind text, about_id uuid, template text,
           facts jsonb, reason text, due_day date, urgent boolean, late boolean, planned_for timestamptz, because text)),
       fresh AS (
         INSERT INTO messages (key, person_id, about_kind, about_id, template, facts, reason, due_day, urgent, late, made_at)
         SELECT key, person_id, about_kind, about_id, template, facts, reason, due_day, urgent, late, ${this.clock.sql()}
           FROM given ORDER BY key
         ON CONFLICT (key) DO NOTHING RETURNING id, key)
       INSERT INTO deliveries (message_id, channel, person_id, planned_for, not_sent_because)
       SELECT f.id, 'mail', g.person_id, g.planned_for, g.because FROM fresh f JOIN given g USING (key)
       ON CONFLICT DO NOTHING
       RETURNING message_id`,
      [JSON.stringify(rows)],
    );
    return written.length;
  }

  /** What is no longer to be said goes out no more; in the inbox it stays. @param because a code, as `workDone`. */
  async keepBack(tx: Queryable, keys: readonly string[], because: string): Promise<void> {
    await tx.query(
      `UPDATE deliveries d SET not_sent_because = $2 FROM messages m
        WHERE m.key = ANY($1) AND d.message_id = m.id AND d.sending_id IS NULL AND d.not_sent_because IS NULL`,
      [keys, because],
    );
  }
}

function check({ template, reason, facts = {} }: NewMessage): void {
  for (const code of [template, reason]) if (!isTemplate(code)) throw new Error(`No template is declared as ${code}`);
  for (const [name, value] of Object.entries(facts)) {
    if (!FACT.test(String(value))) throw new Error(`The fact ${name} of ${template} is no day, number, id or code`);
  }
}
