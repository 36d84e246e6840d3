import { Inject, Injectable } from '@nestjs/common';
import { Addresses } from '#accounts';
import { CONFIG, Clock, Database, LOG } from '#platform';
import type { Config, Log, Queryable } from '#platform';
import { Mailer } from '#sign-in';
import { Digests } from './digests.service.js';
import type { MessageRow } from './message.model.js';
import { Messages } from './messages.service.js';
import { StopLinks } from './stop-links.js';
import { wordsFor } from './words-for.js';
import type { Reader } from './words-for.js';

/** Mails on their way at once, each over a connection of its own; and seconds after which one is put off. */
const AT_ONCE = 10;
const PATIENCE = 20;
/** Minutes until the next try; after the last one it is given up. */
const PAUSES = [1, 5, 15, 60, 240, 720];

interface Sending extends Reader {
  id: string;
  personId: string;
  tries: number;
  sealed: Buffer | null;
  messages: MessageRow[];
}
type Failure = { kind: 'bounced' | 'refused' | 'later'; why: string };

/** Hands over the mails that are due, and writes down what became of each. */
@Injectable()
export class MailRounds {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Digests) private readonly digests: Digests,
    @Inject(Addresses) private readonly addresses: Addresses,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(Messages) private readonly messages: Messages,
    @Inject(StopLinks) private readonly links: StopLinks,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** One round: up to fifty mails, none of which waits for a slow one longer than twenty seconds. @returns how many were tried. */
  async run(patience = PATIENCE): Promise<number> {
    if (!this.mailer.works) return 0;
    const ids = await this.digests.claim();
    if (ids.length === 0) return 0;
    const waiting = await this.read(ids);
    const work = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await this.handOver(next, patience);
    };
    const tried = waiting.length;
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, tried) }, work));
    return tried;
  }

  private async handOver(sending: Sending, patience: number): Promise<void> {
    const failure = await this.send(sending, patience);
    await this.db.asProduct.transaction(async (tx) => {
      if (!failure) return this.end(tx, sending, 'sent');
      this.log.warn({ sending: sending.id, tries: sending.tries, why: failure.why }, 'a mail was not taken');
      const pause = PAUSES[sending.tries - 1];
      if (failure.kind === 'later' && pause) return this.putOff(tx, sending, failure.why, pause);
      await this.end(tx, sending, 'failed', failure.why);
      if (failure.kind === 'bounced') await this.switchOff(tx, sending);
    });
  }

  private async send({ id, personId, sealed, ...sending }: Sending, patience: number): Promise<Failure | undefined> {
    try {
      if (!sealed) return { kind: 'refused', why: 'noAddress' };
      const stop = this.links.linkFor(personId);
      const words = wordsFor(sending.messages, sending, { open: `${this.links.origin}/sign-in`, stop });
      const mail = {
        to: this.addresses.openOf(personId, sealed),
        subject: words.subject,
        text: words.text,
        html: words.html,
        fromName: words.sender,
        messageId: `<${id}@${this.config.MAIL_FROM.split('@')[1]}>`,
        headers: {
          'List-Unsubscribe': `<${stop}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          'Auto-Submitted': 'auto-generated',
        },
      };
      await this.mailer.handOver(mail, patience);
      return undefined;
    } catch (error) {
      return failureOf(error);
    }
  }

  private async read(ids: string[]): Promise<Sending[]> {
    return this.db.asProduct.query<Sending[]>(
      `SELECT s.id, s.person_id AS "personId", s.tries, a.address_sealed AS sealed, coalesce(n.language, 'both') AS language,
              coalesce(n.discreet, false) AS discreet,
              (SELECT jsonb_agg(jsonb_build_object('template', m.template, 'facts', m.facts, 'reason', m.reason,
                        'due', m.due_day::text, 'urgent', m.urgent, 'late', m.late)
                        ORDER BY m.urgent DESC, m.due_day NULLS LAST, m.made_at, m.id)
                 FROM deliveries d JOIN messages m ON m.id = d.message_id WHERE d.sending_id = s.id) AS messages
         FROM sendings s LEFT JOIN person_addresses a ON a.person_id = s.person_id
              LEFT JOIN notification_preferences n ON n.person_id = s.person_id
        WHERE s.id = ANY($1) AND s.state = 'sending' ORDER BY s.begun_at DESC, s.id`,
      [ids],
    );
  }

  private async end(
    tx: Queryable,
    { id }: Sending,
    state: 'sent' | 'failed',
    why: string | null = null,
  ): Promise<void> {
    const now = this.clock.sql();
    await tx.query(`UPDATE sendings SET state = $2, ended_at = ${now}, why = $3 WHERE id = $1 AND state = 'sending'`, [
      id,
      state,
      why,
    ]);
    await tx.query(
      `UPDATE deliveries SET ${state === 'sent' ? 'sent_at' : 'failed_at'} = ${now}, why = $2 WHERE sending_id = $1`,
      [id, why],
    );
  }

  private async putOff(tx: Queryable, { id }: Sending, why: string, minutes: number): Promise<void> {
    await tx.query(
      `UPDATE sendings SET why = $2, try_at = ${this.clock.sql()} + $3::integer * interval '1 minute'
        WHERE id = $1 AND state = 'sending'`,
      [id, why, minutes],
    );
    await tx.query(`UPDATE deliveries SET why = $2 WHERE sending_id = $1`, [id, why]);
  }

  /** An address that the server knows nobody under gets nothing more, and those who coordinate hear of it; not of what. */
  private async switchOff(tx: Queryable, { id, personId }: Sending): Promise<void> {
    await this.links.stop(tx, personId, 'bounced');
    const now = this.clock.sql();
    const told = await tx.query<{ person: string; seat: string }[]>(
      `SELECT DISTINCT k.person_id AS person, (SELECT s.id FROM seats s WHERE s.person_id = $1 ORDER BY s.valid_to DESC, s.id LIMIT 1) AS seat
         FROM seats k WHERE k.role = 'coordinator' AND k.valid_from <= ${now} AND k.valid_to > ${now} AND k.person_id <> $1`,
      [personId],
    );
    await this.messages.put(
      tx,
      told
        .filter(({ seat }) => seat)
        .map(({ person, seat }) => ({
          key: `mail stopped ${id} ${person}`,
          person,
          about: { kind: 'seat', id: seat },
          template: 'MAIL_OF_SOMEBODY_STOPPED',
          reason: 'YOU_COORDINATE',
        })),
    );
  }
}

/** What a failure means. Its own words repeat the address and are kept nowhere: a code says enough. */
function failureOf(error: unknown): Failure {
  const {
    code = 'UNKNOWN',
    responseCode = 0,
    command,
  } = error as {
    code?: string;
    responseCode?: number;
    command?: string;
  };
  const why = responseCode > 0 ? `${code} ${responseCode}` : code;
  if (responseCode < 500) return { kind: 'later', why };
  // Only what is said of the receiver is about the receiver: a server that refuses us refuses everybody for a while.
  if (command === 'RCPT TO') return { kind: 'bounced', why };
  return { kind: command === 'DATA' ? 'refused' : 'later', why };
}
