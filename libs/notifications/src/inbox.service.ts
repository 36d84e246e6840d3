import { Inject, Injectable } from '@nestjs/common';
import { Clock, DomainError, fromGlobalId, publicViewer } from '#platform';
import type { Queryable, Reason, Viewer } from '#platform';
import { acts, reasonsOfWho } from '#policy';
import type { MarkMessagesInput, SetNotificationPreferencesInput } from './message.model.js';

const MOST = 100;

/** What a person does with what they are told. */
@Injectable()
export class Inbox {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** Marks own messages; what is not one's own looks as if it were not there, and is passed over. */
  async mark(tx: Queryable, input: MarkMessagesInput, viewer: Viewer | null): Promise<void> {
    const { personId } = owner(viewer);
    if (input.ids.length > MOST)
      throw new DomainError('refused', [{ code: 'TOO_MANY', parameters: { most: MOST }, path: ['ids'] }]);
    await tx.query(
      `UPDATE messages SET read_at = CASE WHEN $3 THEN coalesce(read_at, ${this.clock.sql()}) END
        WHERE person_id = $1 AND id = ANY($2)`,
      [personId, input.ids.map((id) => fromGlobalId('msg', id)), input.read],
    );
    if (input.read)
      await tx.query(
        `UPDATE deliveries SET not_sent_because = 'readAlready'
          WHERE person_id = $1 AND message_id = ANY($2) AND sending_id IS NULL AND not_sent_because IS NULL`,
        [personId, input.ids.map((id) => fromGlobalId('msg', id))],
      );
  }

  /** @throws DomainError refused, naming each value that does not fit. */
  async choose(tx: Queryable, input: SetNotificationPreferencesInput, viewer: Viewer | null): Promise<void> {
    const { personId } = owner(viewer);
    const reasons: Reason[] = [];
    const within = (field: 'hour' | 'weeklyMost', from: number, to: number) => {
      const value = input[field];
      if (value != null && (value < from || value > to))
        reasons.push({
          code: 'WRONG_VALUE',
          parameters: { field, value, right: `${from}–${to}` },
          path: [field],
        });
    };
    within('hour', 6, 20);
    within('weeklyMost', 1, 14);
    if (reasons.length > 0) throw new DomainError('refused', reasons);
    await tx.query(`INSERT INTO notification_preferences (person_id) VALUES ($1) ON CONFLICT DO NOTHING`, [personId]);
    await tx.query(
      `UPDATE notification_preferences
          SET hour = coalesce($2, hour), mail = coalesce($3, mail), language = coalesce($4, language),
              discreet = coalesce($5, discreet), weekly_most = coalesce($6, weekly_most),
              mail_off_because = CASE WHEN $3 THEN NULL ELSE mail_off_because END
        WHERE person_id = $1`,
      [
        personId,
        input.hour ?? null,
        input.mail ?? null,
        input.language ?? null,
        input.discreet ?? null,
        input.weeklyMost ?? null,
      ],
    );
  }
}

/** Somebody who has signed in: what they are told is theirs. @throws DomainError refused. */
export function owner(viewer: Viewer | null): Viewer {
  const who = viewer ?? publicViewer;
  const reasons = reasonsOfWho(acts.message.KEEP_OWN, who, []);
  if (reasons.length > 0) throw new DomainError('refused', reasons);
  return who;
}
