import { Inject, Injectable } from '@nestjs/common';
import { Cursors, Database, isoText, readPage } from '#platform';
import type { Page, PageRequest, Viewer } from '#platform';
import { scopeOf } from '#policy';
import type { FactsSql } from '#policy';
import type { DeliveryRow, MessageRow, NotificationPreferences } from './message.model.js';

const inboxFacts: FactsSql<'InboxMessage'> = { self: (viewer, bind) => `m.person_id = ${bind(viewer.personId)}` };
const deliveryFacts: FactsSql<'MessageDelivery'> = { self: (viewer, bind) => `d.person_id = ${bind(viewer.personId)}` };

/** Reads of what people are told. The inbox is the person's own, whatever seat they act through. */
@Injectable()
export class MessagesQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  /** The viewer's own, the newest first. */
  inbox(unread: boolean, request: PageRequest, viewer: Viewer): Promise<Page<MessageRow>> {
    const parameters: unknown[] = [];
    const self = scopeOf('InboxMessage', viewer, parameters, inboxFacts);
    return readPage<MessageRow>(
      this.db,
      this.cursors,
      {
        columns: `m.id, m.about_kind AS "aboutKind", m.about_id AS "aboutId", m.template, m.facts, m.reason,
          m.due_day::text AS due, m.urgent, m.late, ${isoText('m.made_at')} AS "madeAt", ${isoText('m.read_at')} AS "readAt"`,
        from: 'messages m',
        where: [self, ...(unread ? ['m.read_at IS NULL'] : [])],
        parameters,
        key: [
          { expression: 'm.made_at', type: 'timestamptz' },
          { expression: 'm.id', type: 'uuid' },
        ],
        descending: true,
        identity: ['inbox', unread],
      },
      request,
    );
  }

  /** What was, is and will be on its way, the latest first: one's own, and everybody's for coordinators. */
  deliveries(request: PageRequest, viewer: Viewer): Promise<Page<DeliveryRow>> {
    const parameters: unknown[] = [];
    const seen = scopeOf('MessageDelivery', viewer, parameters, deliveryFacts);
    return readPage<DeliveryRow>(
      this.db,
      this.cursors,
      {
        columns: `d.person_id AS "personId", d.channel, m.template, m.facts, m.reason, ${isoText('d.planned_for')} AS "plannedFor",
          ${isoText('d.sent_at')} AS "sentAt", ${isoText('d.failed_at')} AS "failedAt", coalesce(d.not_sent_because, d.why) AS because,
          CASE WHEN d.not_sent_because IS NOT NULL THEN 'notSent' WHEN d.sent_at IS NOT NULL THEN 'sent'
               WHEN d.failed_at IS NOT NULL THEN 'failed' WHEN d.sending_id IS NOT NULL THEN 'sending' ELSE 'planned' END AS state`,
        from: 'deliveries d JOIN messages m ON m.id = d.message_id',
        where: [seen],
        parameters,
        key: [
          { expression: 'd.planned_for', type: 'timestamptz' },
          { expression: 'd.message_id', type: 'uuid' },
        ],
        descending: true,
        identity: ['deliveries'],
      },
      request,
    );
  }

  /** How a person wants to be told; what everybody has by default where nothing was chosen. */
  async preferences(personId: string): Promise<NotificationPreferences> {
    const [row] = await this.db.query<NotificationPreferences[]>(
      `SELECT coalesce(n.hour, 8) AS hour, coalesce(n.mail, true) AND n.mail_off_because IS NULL AS mail,
              coalesce(n.language, 'both') AS language, coalesce(n.discreet, false) AS discreet,
              coalesce(n.weekly_most, 5) AS "weeklyMost", n.mail_off_because AS "mailOffBecause",
              (SELECT ${isoText('f.made_at')} FROM calendar_feeds f WHERE f.person_id = p.person_id) AS "calendarFeedSince"
         FROM (SELECT $1::uuid AS person_id) p LEFT JOIN notification_preferences n USING (person_id)`,
      [personId],
    );
    return row as NotificationPreferences;
  }
}
