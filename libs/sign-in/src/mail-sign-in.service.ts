import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { Addresses, SignIns, hashToken, isFromHere, toAddress } from '#accounts';
import { CONFIG, Clock, Database, LOG } from '#platform';
import type { Config, Log, Queryable } from '#platform';
import { Limits } from './limits.service.js';
import { Mailer } from './mailer.service.js';
import { signInMail } from './mails.js';
import { Recoveries } from './recoveries.service.js';
import { networkAddress } from './site.js';
import { Sessions, newToken } from './sessions.service.js';
import type { Changed } from './sessions.service.js';

/** Wrong codes that one request to sign in bears. */
const TRIES = 5;
const CODE_DIGITS = 8;

/** What a link, a code or a second factor led to. */
export type Outcome =
  | { kind: 'signedIn'; token: string; personId: string }
  | { kind: 'secondFactor' }
  | { kind: 'refused' }
  | { kind: 'tooMany' };

/** Salted by what only the browser has, so that the stored hash of eight digits cannot be tried out. */
const codeHash = (browser: string, code: string): string =>
  createHash('sha256').update(`${browser} ${code}`).digest('hex');

/**
 * Sign-in by mail: a link and a code, of which one counts once, within ten minutes, in the browser that asked. An address
 * that nobody has takes the same way through: the same rows are written, and only the mail is missing.
 */
@Injectable()
export class MailSignIn {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Addresses) private readonly addresses: Addresses,
    @Inject(SignIns) private readonly signIns: SignIns,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Recoveries) private readonly recoveries: Recoveries,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(LOG) private readonly log: Log,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Sends a link and a code to an address, if somebody signs in with it, and people may sign in by mail here.
   * @param origin where the link leads.
   * @returns the token for the cookie of the browser that asked; nothing when it was tried too often.
   */
  async ask(typed: string, origin: string, request: IncomingMessage): Promise<string | undefined> {
    const address = toAddress(typed) ?? '';
    const addressHash = this.addresses.hashOf(address);
    const allowed = await this.limits.take('ask', { account: addressHash, address: networkAddress(request) });
    if (!allowed) return undefined;
    const browser = newToken();
    const link = newToken();
    const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
    await this.recoveries.completeDue();
    const [row] = await this.db.query<{ person_id: string | null }[]>(
      `INSERT INTO sign_in_requests (browser_hash, link_hash, code_hash, person_id, expires_at)
       SELECT $1, $2, $3,
              (SELECT a.person_id FROM person_addresses a JOIN people p ON p.id = a.person_id
                WHERE a.address_hash = $4 AND (NOT p.sample OR $5) AND $6),
              ${this.clock.sql()} + interval '10 minutes'
       RETURNING person_id`,
      [
        hashToken(browser),
        hashToken(link),
        codeHash(browser, code),
        addressHash,
        this.signIns.samplesCount({ fromHere: isFromHere(request) }),
        this.config.SIGN_IN_BY_MAIL,
      ],
    );
    // After the answer: to write to somebody takes time, and its absence would tell.
    setImmediate(() =>
      this.follow(row?.person_id ? { to: address, link: `${origin}/sign-in/link?t=${link}`, code } : undefined),
    );
    return browser;
  }

  /** Is there something to be confirmed for the browser that asked? Changes nothing, however often it is looked at. */
  async isAsked(browser: string | undefined): Promise<boolean> {
    if (!browser) return false;
    const rows = await this.db.query<unknown[]>(
      `SELECT 1 FROM sign_in_requests
        WHERE browser_hash = $1 AND confirmed_at IS NULL AND expires_at > ${this.clock.sql()}`,
      [hashToken(browser)],
    );
    return rows.length > 0;
  }

  /** The button of the page that the link opens. */
  async confirmLink(browser: string | undefined, link: string, request: IncomingMessage): Promise<Outcome> {
    if (!(await this.limits.take('prove', { address: networkAddress(request) }))) return { kind: 'tooMany' };
    if (!browser) return { kind: 'refused' };
    return this.confirm('link_hash = $2', [hashToken(browser), hashToken(link)], request);
  }

  /** The code, typed into the page that asked. A wrong one counts, whatever becomes of the request. */
  async confirmCode(browser: string | undefined, typed: string, request: IncomingMessage): Promise<Outcome> {
    if (!(await this.limits.take('prove', { account: browser, address: networkAddress(request) })))
      return { kind: 'tooMany' };
    if (!browser) return { kind: 'refused' };
    const [rows] = await this.db.query<Changed<{ code_hash: string }>>(
      `UPDATE sign_in_requests SET tries = tries + 1
        WHERE browser_hash = $1 AND confirmed_at IS NULL AND expires_at > ${this.clock.sql()} AND tries < ${TRIES}
       RETURNING code_hash`,
      [hashToken(browser)],
    );
    const hash = codeHash(browser, latinDigits(typed));
    const right = timingSafeEqual(Buffer.from(rows[0]?.code_hash ?? '0'.repeat(64)), Buffer.from(hash));
    return right ? this.confirm('code_hash = $2', [hashToken(browser), hash], request) : { kind: 'refused' };
  }

  /** Once: of several that come at the same moment one finds the row unconfirmed. */
  private confirm(where: string, parameters: unknown[], request: IncomingMessage): Promise<Outcome> {
    const now = this.clock.sql();
    return this.db.transaction(async (tx): Promise<Outcome> => {
      const [rows] = await tx.query<Changed<{ id: string; person_id: string; second: boolean }>>(
        `UPDATE sign_in_requests SET confirmed_at = ${now}
          WHERE browser_hash = $1 AND ${where} AND person_id IS NOT NULL AND confirmed_at IS NULL AND expires_at > ${now}
         RETURNING id, person_id,
           EXISTS (SELECT FROM authenticators a WHERE a.person_id = sign_in_requests.person_id AND a.confirmed_at IS NOT NULL) AS second`,
        parameters,
      );
      const [row] = rows;
      if (!row) return { kind: 'refused' };
      if (row.second) return { kind: 'secondFactor' };
      await finish(tx, row.id, now);
      return {
        kind: 'signedIn',
        personId: row.person_id,
        token: await this.sessions.begin(tx, row.person_id, 'mail', request),
      };
    });
  }

  private follow(mail: { to: string; link: string; code: string } | undefined): void {
    try {
      if (mail && this.mailer.works) this.mailer.send({ to: mail.to, ...signInMail(mail.link, mail.code) });
    } catch (error) {
      this.log.error({ err: error }, 'a sign-in mail could not be sent');
    }
    this.tidy().catch((error: unknown) => this.log.warn({ err: error }, 'old sign-in requests were not removed'));
  }

  private async tidy(): Promise<void> {
    const now = this.clock.sql();
    await this.db.query(`DELETE FROM sign_in_requests WHERE expires_at < ${now} - interval '1 day'`);
    await this.db.query(`DELETE FROM passkey_challenges WHERE expires_at < ${now}`);
    await this.limits.tidy();
  }
}

/** A request to sign in has led to a session: it leads to no other. @returns was it the first time? */
export async function finish(tx: Queryable, requestId: string, now: string): Promise<boolean> {
  const [, count] = await tx.query<Changed>(
    `UPDATE sign_in_requests SET finished_at = ${now} WHERE id = $1 AND finished_at IS NULL`,
    [requestId],
  );
  return count === 1;
}

/** Digits as they were typed, Khmer ones too, without what stands between them. */
export function latinDigits(typed: string): string {
  return typed
    .replace(/[០-៩]/g, (digit) => String(digit.charCodeAt(0) - 0x17e0))
    .replace(/\D/g, '')
    .slice(0, 16);
}
