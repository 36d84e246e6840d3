import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, isoText } from '#platform';
import type { Queryable, Viewer } from '#platform';
import { toICalendar } from './icalendar.js';
import { owner } from './inbox.service.js';
import type { MessageRow } from './message.model.js';
import { StopLinks } from './stop-links.js';
import { dayFor } from './words-for.js';
import type { Reader } from './words-for.js';

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

type DueRow = Reader &
  Pick<MessageRow, 'aboutId' | 'template' | 'facts'> & { due: string; said: string; sequence: number };

/** Days by which a person has something to do, for the calendar program that they use. Another feed ends the one before. */
@Injectable()
export class CalendarFeeds {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(StopLinks) private readonly links: StopLinks,
  ) {}

  /** @returns the address; only its hash is kept, so it is shown this once. */
  async make(tx: Queryable, viewer: Viewer | null): Promise<string> {
    const { personId } = owner(viewer);
    const token = randomBytes(24).toString('base64url');
    await tx.query(
      `INSERT INTO calendar_feeds (person_id, token_hash, made_at) VALUES ($1, $2, ${this.clock.sql()})
       ON CONFLICT (person_id) DO UPDATE SET token_hash = EXCLUDED.token_hash, made_at = EXCLUDED.made_at`,
      [personId, hashOf(token)],
    );
    return `${this.links.origin}/notifications/calendar/${token}.ics`;
  }

  async end(tx: Queryable, viewer: Viewer | null): Promise<void> {
    await tx.query(`DELETE FROM calendar_feeds WHERE person_id = $1`, [owner(viewer).personId]);
  }

  /**
   * The calendar behind a token, from sixty days back; nothing when the token was ended, or its person has no seat any more.
   * One day for each thing that is to be done: what was said last holds, and each time it was said anew counts up.
   */
  async read(token: string): Promise<string | undefined> {
    const now = this.clock.sql();
    const [feed] = await this.db.asProduct.query<{ personId: string }[]>(
      `SELECT f.person_id AS "personId" FROM calendar_feeds f WHERE f.token_hash = $1
          AND EXISTS (SELECT FROM seats s WHERE s.person_id = f.person_id AND s.valid_from <= ${now} AND s.valid_to > ${now})`,
      [hashOf(token)],
    );
    if (!feed) return undefined;
    const rows = await this.db.asProduct.query<DueRow[]>(
      `SELECT * FROM (
         SELECT DISTINCT ON (m.about_id, m.template) m.about_id AS "aboutId", m.template, m.facts, m.due_day::text AS due,
                ${isoText('m.made_at')} AS said, coalesce(n.language, 'both') AS language, coalesce(n.discreet, false) AS discreet,
                (count(*) OVER (PARTITION BY m.about_id, m.template) - 1)::integer AS sequence
           FROM messages m LEFT JOIN notification_preferences n ON n.person_id = m.person_id
          WHERE m.person_id = $1 AND m.due_day >= (${now} - interval '60 days')::date
          ORDER BY m.about_id, m.template, m.made_at DESC, m.id) newest
        ORDER BY due, "aboutId", template LIMIT 1000`,
      [feed.personId],
    );
    const uid = ({ aboutId, template }: DueRow) => hashOf(`${feed.personId} ${aboutId} ${template}`).slice(0, 32);
    return toICalendar(
      rows.map((row) => ({
        uid: uid(row),
        sequence: row.sequence,
        day: row.due,
        said: row.said,
        summary: dayFor(row, row),
      })),
    );
  }
}
