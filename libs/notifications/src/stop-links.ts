import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Secrets } from '#accounts';
import { CONFIG } from '#platform';
import type { Config, Queryable } from '#platform';

const PURPOSE = 'stop mail';

/** What the link at the end of a mail can do: stop mail to one person, and nothing else. It is kept nowhere. */
@Injectable()
export class StopLinks {
  constructor(
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Where people reach the product from a mail. */
  get origin(): string {
    return (this.config.PUBLIC_URL ?? `http://${this.config.HOST}:${this.config.PORT}`).replace(/\/$/, '');
  }

  linkFor(personId: string): string {
    return `${this.origin}/notifications/stop?t=${personId}.${this.secrets.hash(PURPOSE, personId)}`;
  }

  /** Whose mail a token stops; nothing when it is none of ours. */
  personOf(token: string): string | undefined {
    const [personId = '', given = ''] = token.split('.');
    if (!/^[0-9a-f-]{36}$/.test(personId)) return undefined;
    const [right, hash] = [Buffer.from(this.secrets.hash(PURPOSE, personId)), Buffer.from(given)];
    return right.length === hash.length && timingSafeEqual(right, hash) ? personId : undefined;
  }

  /** No more mail to a person: they said so, or it came back. What was planned is not sent; the inbox stays. */
  async stop(tx: Queryable, personId: string, because: 'unsubscribed' | 'bounced'): Promise<void> {
    await tx.query(
      `INSERT INTO notification_preferences (person_id, mail_off_because)
       SELECT id, $2 FROM people WHERE id = $1
       ON CONFLICT (person_id) DO UPDATE SET mail_off_because = EXCLUDED.mail_off_because`,
      [personId, because],
    );
    await tx.query(
      `UPDATE deliveries SET not_sent_because = $2
        WHERE person_id = $1 AND channel = 'mail' AND sending_id IS NULL AND not_sent_because IS NULL`,
      [personId, because],
    );
  }
}
