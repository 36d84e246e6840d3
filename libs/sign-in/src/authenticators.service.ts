import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { Secrets, hashToken } from '#accounts';
import { Clock, Database } from '#platform';
import type { Queryable } from '#platform';
import { Limits } from './limits.service.js';
import { finish, latinDigits } from './mail-sign-in.service.js';
import type { Outcome } from './mail-sign-in.service.js';
import { Notices } from './notices.service.js';
import { networkAddress } from './site.js';
import { Sessions } from './sessions.service.js';
import type { Changed, LiveSession, Way } from './sessions.service.js';

const RECOVERY_CODES = 10;
const PERIOD = 30;
/** Without 0, 1, 8 and 9, which are mistaken for letters. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ234567';

/** What a person types into an app that makes codes, once. */
export interface Setup {
  secret: string;
  uri: string;
}

/** The second factor beside mail: an app that makes codes by the clock, and ten codes on paper for when it is lost. */
@Injectable()
export class Authenticators {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Notices) private readonly notices: Notices,
  ) {}

  /** Has a person an app that counts, and how many codes on paper are left? */
  async stateOf(db: Queryable, personId: string): Promise<{ app: boolean; recoveryCodesLeft: number }> {
    const [row] = await db.query<{ app: boolean; left: number }[]>(
      `SELECT EXISTS (SELECT FROM authenticators WHERE person_id = $1 AND confirmed_at IS NOT NULL) AS app,
              (SELECT count(*)::int FROM recovery_codes WHERE person_id = $1 AND used_at IS NULL) AS left`,
      [personId],
    );
    return { app: row?.app ?? false, recoveryCodesLeft: row?.left ?? 0 };
  }

  /** Makes a secret for a new app. It counts once a code of it was confirmed; one that counts is not touched. */
  async begin(tx: Queryable, personId: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `INSERT INTO authenticators (person_id, secret_sealed, created_at) VALUES ($1, $2, ${this.clock.sql()})
       ON CONFLICT (person_id) DO UPDATE SET secret_sealed = EXCLUDED.secret_sealed, created_at = EXCLUDED.created_at
        WHERE authenticators.confirmed_at IS NULL
       RETURNING person_id`,
      [personId, this.secrets.seal('authenticator', personId, new Secret({ size: 20 }).base32)],
    );
    return rows.length > 0;
  }

  /** What to type into the app; nothing when there is nothing to confirm. */
  async setup(personId: string): Promise<Setup | undefined> {
    const row = await this.read(this.db, personId, 'confirmed_at IS NULL');
    return row && { secret: row.base32, uri: totpOf(row.base32).toString() };
  }

  /**
   * The first code of a new app: from here on it counts, and this device is proved.
   * @returns ten codes to be written down, shown this once; nothing when the code is wrong.
   */
  async confirm(session: LiveSession, typed: string): Promise<{ codes: string[]; token: string } | undefined> {
    const done = await this.db.transaction(async (tx) => {
      const codes = await this.confirmFirst(tx, session.personId, typed);
      const token = codes && (await this.sessions.prove(tx, session.id));
      return codes && token ? { codes, token } : undefined;
    });
    if (done) await this.notices.tell(session.personId, 'appAdded');
    return done;
  }

  /** The same within a command. */
  async confirmFirst(tx: Queryable, personId: string, typed: string): Promise<string[] | undefined> {
    if (!(await this.useCode(tx, personId, typed, 'confirmed_at IS NULL'))) return undefined;
    await tx.query(`UPDATE authenticators SET confirmed_at = ${this.clock.sql()} WHERE person_id = $1`, [personId]);
    return this.newRecoveryCodes(tx, personId);
  }

  /** Ten new codes on paper; the old ones count no more. */
  async newRecoveryCodes(tx: Queryable, personId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, recoveryCode);
    await tx.query(`DELETE FROM recovery_codes WHERE person_id = $1`, [personId]);
    await tx.query(`INSERT INTO recovery_codes (person_id, code_hash) SELECT $1, unnest($2::text[])`, [
      personId,
      codes.map((code) => this.recoveryHash(code)),
    ]);
    return codes;
  }

  /** Takes the app and the codes on paper away. */
  async remove(tx: Queryable, personId: string): Promise<void> {
    await tx.query(`DELETE FROM authenticators WHERE person_id = $1`, [personId]);
    await tx.query(`DELETE FROM recovery_codes WHERE person_id = $1`, [personId]);
  }

  /** The second step of a sign-in by mail, in the browser that took the first. */
  async finishSignIn(browser: string | undefined, typed: string, request: IncomingMessage): Promise<Outcome> {
    const now = this.clock.sql();
    const [asked] = await this.db.query<{ id: string; person_id: string }[]>(
      `SELECT id, person_id FROM sign_in_requests
        WHERE browser_hash = $1 AND finished_at IS NULL AND confirmed_at > ${now} - interval '10 minutes'`,
      [hashToken(browser ?? '')],
    );
    if (!(await this.limits.take('prove', { account: asked?.person_id, address: networkAddress(request) })))
      return { kind: 'tooMany' };
    if (!asked) return { kind: 'refused' };
    const outcome = await this.db.transaction(async (tx): Promise<Outcome & { way?: Way }> => {
      const way = await this.use(tx, asked.person_id, typed);
      if (!way || !(await finish(tx, asked.id, now))) return { kind: 'refused' };
      const token = await this.sessions.begin(tx, asked.person_id, way, request);
      return { kind: 'signedIn', token, personId: asked.person_id, way };
    });
    if (outcome.kind === 'signedIn') {
      await this.limits.forgive('prove', asked.person_id);
      if (outcome.way === 'mailAndRecoveryCode') await this.notices.tell(asked.person_id, 'recoveryCodeUsed');
    }
    return outcome;
  }

  /** Is there a second step to take in this browser? */
  async isHalfWay(browser: string | undefined): Promise<boolean> {
    const rows = await this.db.query<unknown[]>(
      `SELECT 1 FROM sign_in_requests
        WHERE browser_hash = $1 AND finished_at IS NULL AND confirmed_at > ${this.clock.sql()} - interval '10 minutes'`,
      [hashToken(browser ?? '')],
    );
    return rows.length > 0;
  }

  /** A code on a device that is signed in already: its session gets a new token. */
  async prove(session: LiveSession, typed: string, request: IncomingMessage): Promise<Outcome> {
    const { id, personId } = session;
    if (!(await this.limits.take('prove', { account: personId, address: networkAddress(request) })))
      return { kind: 'tooMany' };
    const token = await this.db.transaction(async (tx) =>
      (await this.use(tx, personId, typed)) ? this.sessions.prove(tx, id) : undefined,
    );
    if (!token) return { kind: 'refused' };
    await this.limits.forgive('prove', personId);
    return { kind: 'signedIn', token, personId };
  }

  /** Uses a code up, of the app or on paper. */
  private async use(tx: Queryable, personId: string, typed: string): Promise<Way | undefined> {
    if (await this.useCode(tx, personId, typed, 'confirmed_at IS NOT NULL')) return 'mailAndApp';
    const [, count] = await tx.query<Changed>(
      `UPDATE recovery_codes SET used_at = ${this.clock.sql()} WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL`,
      [personId, this.recoveryHash(typed)],
    );
    return count === 1 ? 'mailAndRecoveryCode' : undefined;
  }

  /** A code counts once: its half minute, and all before it, are over then. */
  private async useCode(tx: Queryable, personId: string, typed: string, which: string): Promise<boolean> {
    const row = await this.read(tx, personId, which);
    const token = latinDigits(typed);
    if (!row || token.length !== 6) return false;
    const timestamp = Date.parse(await this.clock.now(tx));
    const delta = totpOf(row.base32).validate({ token, timestamp, window: 1 });
    if (delta === null) return false;
    const [, count] = await tx.query<Changed>(
      `UPDATE authenticators SET last_counter = $2 WHERE person_id = $1 AND last_counter < $2`,
      [personId, Math.floor(timestamp / 1_000 / PERIOD) + delta],
    );
    return count === 1;
  }

  private async read(db: Queryable, personId: string, which: string): Promise<{ base32: string } | undefined> {
    const [row] = await db.query<{ sealed: Buffer }[]>(
      `SELECT secret_sealed AS sealed FROM authenticators WHERE person_id = $1 AND ${which}`,
      [personId],
    );
    return row && { base32: this.secrets.open('authenticator', personId, row.sealed) };
  }

  private recoveryHash(typed: string): string {
    return this.secrets.hash('recovery code', typed.toUpperCase().replace(/[^A-Z0-9]/g, ''));
  }
}

/** The label says nothing about who: it stands in the app, for everybody who holds the telephone. */
function totpOf(base32: string): TOTP {
  return new TOTP({ issuer: 'Anusas', label: 'Anusas', secret: Secret.fromBase32(base32), digits: 6, period: PERIOD });
}

/** Sixteen letters and digits in fours, about 77 bits. */
function recoveryCode(): string {
  const letters: string[] = [];
  while (letters.length < 16) {
    // What would make the first letters more likely is thrown away.
    for (const byte of randomBytes(16))
      if (byte < 232 && letters.length < 16) letters.push(LETTERS[byte % 29] as string);
  }
  return (letters.join('').match(/.{4}/g) as string[]).join('-');
}
