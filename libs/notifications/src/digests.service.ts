import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { numberOf } from '#deadlines';
import { Clock, Database, civilDay } from '#platform';
import type { Queryable } from '#platform';
import { isDaytime, readWorkingDays, slotOf } from './slots.js';

/** People whose mails one round takes; with ten at once and twenty seconds each it is done long before `LEASE`. */
const PEOPLE = 50;
/** Who has not said within this time what became of a sending is taken for dead, and another one sends it. */
const LEASE = `interval '5 minutes'`;

interface Person {
  id: string;
  hour: number;
  weeklyMost: number;
  because: string | null;
  /** Mails of the last seven days, and the civil day of the last one. */
  sent: number;
  last: Date | null;
}
interface Due {
  messageId: string;
  personId: string;
  urgent: boolean;
}

/**
 * Puts what is due for a person together into one sending, and writes that down before anything leaves: a worker that is
 * killed later leaves a row by which the same mail, with the same id, goes out once more at the most.
 */
@Injectable()
export class Digests {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Takes what is due for up to fifty people. @returns the ids of the sendings that are now this worker's to hand over. */
  claim(): Promise<string[]> {
    return this.db.asProduct.transaction(async (tx) => {
      const now = this.clock.sql();
      const moment = await this.clock.now(tx);
      if (!isDaytime(moment)) return [];
      const again = await this.takeOver(tx);
      // By person, so that two workers never make two mails of one; those whose last mail is on its way wait for it.
      const people = await tx.query<{ id: string }[]>(
        `SELECT p.id FROM people p
          WHERE p.id IN (SELECT person_id FROM deliveries WHERE sending_id IS NULL AND not_sent_because IS NULL
                           AND planned_for <= ${now} ORDER BY planned_for LIMIT 2000)
            AND NOT EXISTS (SELECT FROM sendings s WHERE s.person_id = p.id AND s.state = 'sending')
          ORDER BY p.id LIMIT ${PEOPLE} FOR NO KEY UPDATE OF p SKIP LOCKED`,
      );
      const ids = people.map(({ id }) => id);
      if (ids.length === 0) return again;
      const isWorking = await readWorkingDays(tx);
      const chosen = new Map((await this.personsOf(tx, ids)).map((person) => [person.id, person]));
      const due = await tx.query<Due[]>(
        `SELECT d.message_id AS "messageId", d.person_id AS "personId", m.urgent FROM deliveries d
           JOIN messages m ON m.id = d.message_id
          WHERE d.person_id = ANY($1) AND d.sending_id IS NULL AND d.not_sent_because IS NULL AND d.planned_for <= ${now}`,
        [ids],
      );
      const sendings = new Map<string, string>();
      const decided = due.map(({ messageId, personId, urgent }) => {
        const person = chosen.get(personId) as Person;
        const because = person.because;
        const wait = because || urgent ? undefined : reasonToWait(person, moment, isWorking);
        const goes = !because && !wait;
        if (goes && !sendings.has(personId)) sendings.set(personId, randomUUID());
        return {
          id: messageId,
          sending: goes ? sendings.get(personId) : null,
          because,
          why: wait ?? null,
          later: wait ? slotOf(moment, person.hour, isWorking, false) : null,
        };
      });
      await tx.query(
        `INSERT INTO sendings (id, person_id, channel, state, begun_at, tries, try_at)
         SELECT id, person_id, 'mail', 'sending', ${now}, 1, ${now} + ${LEASE}
           FROM unnest($1::uuid[], $2::uuid[]) AS t(id, person_id)`,
        [[...sendings.values()], [...sendings.keys()]],
      );
      await tx.query(
        `UPDATE deliveries d SET sending_id = t.sending, not_sent_because = t.because, why = t.why,
                planned_for = coalesce(t.later, d.planned_for)
           FROM jsonb_to_recordset($1) AS t(id uuid, sending uuid, because text, why text, later timestamptz)
          WHERE d.message_id = t.id AND d.channel = 'mail'`,
        [JSON.stringify(decided)],
      );
      return [...again, ...sendings.values()];
    });
  }

  /** Sendings whose next try has come: put off, or left behind by a worker that is no more. */
  private async takeOver(tx: Queryable): Promise<string[]> {
    const now = this.clock.sql();
    const [rows] = await tx.query<[{ id: string }[], number]>(
      `UPDATE sendings SET tries = tries + 1, try_at = ${now} + ${LEASE}
        WHERE id IN (SELECT id FROM sendings WHERE state = 'sending' AND try_at <= ${now}
                      ORDER BY try_at LIMIT ${PEOPLE} FOR UPDATE SKIP LOCKED)
       RETURNING id`,
    );
    return rows.map(({ id }) => id);
  }

  private personsOf(tx: Queryable, ids: string[]): Promise<Person[]> {
    return tx.query<Person[]>(
      `SELECT p.id, coalesce(n.hour, 8) AS hour, coalesce(n.weekly_most, 5) AS "weeklyMost", w.sent, w.last,
              CASE WHEN n.mail_off_because IS NOT NULL THEN n.mail_off_because WHEN NOT coalesce(n.mail, true) THEN 'switchedOff'
                   WHEN a.person_id IS NULL THEN 'noAddress' END AS because
         FROM people p LEFT JOIN notification_preferences n ON n.person_id = p.id
              LEFT JOIN person_addresses a ON a.person_id = p.id
              CROSS JOIN LATERAL (
                SELECT count(*)::integer AS sent, max(s.begun_at) AS last FROM sendings s
                 WHERE s.person_id = p.id AND s.state = 'sent' AND s.begun_at > ${this.clock.sql()} - interval '7 days') w
        WHERE p.id = ANY($1)`,
      [ids],
    );
  }
}

/** Why what is not urgent goes out another day. */
function reasonToWait(person: Person, now: string, isWorking: (day: number) => boolean): string | undefined {
  if (!isWorking(numberOf(civilDay(now)))) return 'noWorkingDay';
  if (person.last && civilDay(person.last.toISOString()) === civilDay(now)) return 'oneADay';
  return person.sent >= person.weeklyMost ? 'weeklyMost' : undefined;
}
