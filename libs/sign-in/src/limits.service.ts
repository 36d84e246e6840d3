import { Inject, Injectable } from '@nestjs/common';
import { Secrets } from '#accounts';
import { Clock, Database } from '#platform';

/** How many attempts go in a quarter of an hour, for each kind: by account, by network address, and by all together. */
const MOST = {
  ask: { account: 5, address: 20, overall: 1_000 },
  prove: { account: 10, address: 50, overall: 2_000 },
} as const;

/** What is attempted: to be sent a mail, or to show a code, a link or a passkey. */
export type Attempted = keyof typeof MOST;

/** By whom, as far as is known: who it is about, and from where. */
export interface By {
  account?: string | undefined;
  address?: string;
}

/** Ended windows are kept for a day, because the back-off remembers them. */
const REMEMBERED = `interval '1 day'`;

/**
 * Counts attempts in PostgreSQL, one for each attempt and not for each request, so that neither a restart, nor a second
 * process, nor twenty aliases in one request give more. Who goes beyond waits 1, 4, 16, then 60 minutes: attempts within
 * that time do not lengthen it, so nobody is locked out for good by somebody else. A calm day forgets it all.
 */
@Injectable()
export class Limits {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  /** Counts one attempt, outside of any transaction that might be undone. @returns is it within all limits? */
  async take(attempted: Attempted, by: By): Promise<boolean> {
    const now = this.clock.sql();
    const counted = Object.entries({ account: by.account, address: by.address, overall: '' }).flatMap(([kind, who]) =>
      who === undefined ? [] : [{ key: this.keyOf(attempted, kind, who), most: MOST[attempted][kind as keyof By] }],
    );
    // In one order, so that two at once do not wait for each other.
    counted.sort((one, other) => (one.key < other.key ? -1 : 1));
    const rows = await this.db.query<{ count: number; most: number }[]>(
      `INSERT INTO attempt_limits AS l (key, most, count, rounds, ends_at)
       SELECT key, most, 1, 0, ${now} + interval '15 minutes' FROM unnest($1::text[], $2::int[]) AS t(key, most)
       ON CONFLICT (key) DO UPDATE SET
         count = CASE WHEN l.ends_at <= ${now} THEN 1 ELSE least(l.count + 1, EXCLUDED.most + 1) END,
         rounds = CASE WHEN l.ends_at <= ${now} - ${REMEMBERED} THEN 0
                       WHEN l.ends_at > ${now} AND l.count = EXCLUDED.most THEN least(l.rounds + 1, 4) ELSE l.rounds END,
         ends_at = CASE WHEN l.ends_at <= ${now} THEN ${now} + interval '15 minutes'
                        WHEN l.count = EXCLUDED.most THEN ${now} + least(power(4, l.rounds), 60) * interval '1 minute'
                        ELSE l.ends_at END
       RETURNING count, most`,
      [counted.map(({ key }) => key), counted.map(({ most }) => most)],
    );
    return rows.every(({ count, most }) => count <= most);
  }

  /** Somebody has shown who they are: what was tried before on this account is forgotten. */
  async forgive(attempted: Attempted, account: string): Promise<void> {
    await this.db.query(`DELETE FROM attempt_limits WHERE key = $1`, [this.keyOf(attempted, 'account', account)]);
  }

  /** Removes what is over for a day. */
  async tidy(): Promise<void> {
    await this.db.query(`DELETE FROM attempt_limits WHERE ends_at < ${this.clock.sql()} - ${REMEMBERED}`);
  }

  private keyOf(attempted: Attempted, kind: string, who: string): string {
    return `${attempted} ${kind} ${this.secrets.hash('limit', who).slice(0, 32)}`;
  }
}
