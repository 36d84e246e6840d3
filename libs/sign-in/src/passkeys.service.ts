import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
  WebAuthnCredential,
} from '@simplewebauthn/server';
import { SignIns, hashToken, isFromHere } from '#accounts';
import { Clock, Database, isoText } from '#platform';
import type { Queryable } from '#platform';
import { Limits } from './limits.service.js';
import type { Outcome } from './mail-sign-in.service.js';
import { Notices } from './notices.service.js';
import { networkAddress } from './site.js';
import type { Site } from './site.js';
import { Sessions } from './sessions.service.js';
import type { Changed, LiveSession } from './sessions.service.js';

export interface PasskeyRow {
  id: string;
  name: string;
  createdAt: string;
  usedAt: string | null;
}

/** What a challenge was made for: one is not good for another. */
type Purpose = 'signIn' | 'prove' | 'add';
const LONGEST_NAME = 60;

interface Stored {
  person_id: string;
  credential_id: string;
  public_key: Uint8Array<ArrayBuffer>;
  counter: string;
  transports: NonNullable<WebAuthnCredential['transports']>;
}

/**
 * Passkeys: a key on a device or a stick that answers only to our own origin, after a finger, a face or a PIN. A page that
 * looks like ours gets nothing out of it.
 */
@Injectable()
export class Passkeys {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SignIns) private readonly signIns: SignIns,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Notices) private readonly notices: Notices,
  ) {}

  /** A challenge to sign in, or to prove it again. It names no key: which ones there are is nobody's business. */
  async challenge(
    purpose: 'signIn' | 'prove',
    browser: string,
    site: Site,
  ): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const options = await generateAuthenticationOptions({ rpID: site.name, userVerification: 'required' });
    await this.keep(options.challenge, browser, purpose);
    return options;
  }

  /** Signs in with a key. */
  async signIn(
    answer: AuthenticationResponseJSON,
    browser: string,
    site: Site,
    request: IncomingMessage,
  ): Promise<Outcome> {
    if (!(await this.limits.take('prove', { address: networkAddress(request) }))) return { kind: 'tooMany' };
    const personId = await this.verify(answer, 'signIn', browser, site, isFromHere(request));
    if (!personId) return { kind: 'refused' };
    const token = await this.db.transaction((tx) => this.sessions.begin(tx, personId, 'passkey', request));
    return { kind: 'signedIn', personId, token };
  }

  /** Proves it again on a device that is signed in: its session gets a new token. */
  async prove(
    answer: AuthenticationResponseJSON,
    session: LiveSession,
    browser: string,
    site: Site,
    request: IncomingMessage,
  ): Promise<Outcome> {
    const { id, personId } = session;
    if (!(await this.limits.take('prove', { account: personId, address: networkAddress(request) })))
      return { kind: 'tooMany' };
    if ((await this.verify(answer, 'prove', browser, site, isFromHere(request))) !== personId)
      return { kind: 'refused' };
    const token = await this.db.transaction((tx) => this.sessions.prove(tx, id));
    return token ? { kind: 'signedIn', token, personId } : { kind: 'refused' };
  }

  /** What a browser needs to make a key. Its label is neutral: it is to be read on the device by whoever holds it. */
  async beginAdding(
    session: LiveSession,
    browser: string,
    site: Site,
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const rows = await this.db.query<{ credential_id: string }[]>(
      `SELECT credential_id FROM passkeys WHERE person_id = $1`,
      [session.personId],
    );
    const options = await generateRegistrationOptions({
      rpName: 'Anusas',
      rpID: site.name,
      userName: `Anusas ${session.personId.slice(0, 4)}`,
      userDisplayName: 'Anusas',
      userID: new Uint8Array(Buffer.from(session.personId.replaceAll('-', ''), 'hex')),
      attestationType: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: rows.map((row) => ({ id: row.credential_id })),
    });
    await this.keep(options.challenge, browser, 'add');
    return options;
  }

  /** Keeps a key that a browser made. It has just been shown, so the session gets a new token. */
  async add(
    answer: RegistrationResponseJSON,
    name: string,
    session: LiveSession,
    browser: string,
    site: Site,
  ): Promise<Outcome> {
    const verified = await verifyRegistrationResponse({
      response: answer,
      expectedChallenge: (challenge) => this.take(challenge, browser, 'add'),
      expectedOrigin: site.origin,
      expectedRPID: site.name,
      requireUserVerification: true,
    }).catch(() => undefined);
    if (!verified?.verified || !verified.registrationInfo) return { kind: 'refused' };
    const { credential } = verified.registrationInfo;
    const token = await this.db.transaction(async (tx) => {
      const rows = await tx.query<unknown[]>(
        `INSERT INTO passkeys (person_id, credential_id, public_key, counter, transports, name, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, ${this.clock.sql()}) ON CONFLICT (credential_id) DO NOTHING RETURNING id`,
        [
          session.personId,
          credential.id,
          Buffer.from(credential.publicKey),
          credential.counter,
          credential.transports ?? [],
          nameOf(name),
        ],
      );
      return rows.length === 1 ? this.sessions.prove(tx, session.id) : undefined;
    });
    if (!token) return { kind: 'refused' };
    await this.notices.tell(session.personId, 'passkeyAdded');
    return { kind: 'signedIn', token, personId: session.personId };
  }

  /** A person's keys, the oldest first. */
  list(db: Queryable, personId: string): Promise<PasskeyRow[]> {
    return db.query<PasskeyRow[]>(
      `SELECT id, name, ${isoText('created_at')} AS "createdAt", ${isoText('used_at')} AS "usedAt"
         FROM passkeys WHERE person_id = $1 ORDER BY created_at, id LIMIT 100`,
      [personId],
    );
  }

  /** @returns was there one? */
  async rename(tx: Queryable, personId: string, id: string, name: string): Promise<boolean> {
    const [, count] = await tx.query<Changed>(`UPDATE passkeys SET name = $3 WHERE person_id = $1 AND id = $2`, [
      personId,
      id,
      nameOf(name),
    ]);
    return count === 1;
  }

  /** @returns was there one? */
  async remove(tx: Queryable, personId: string, id: string): Promise<boolean> {
    const [, count] = await tx.query<Changed>(`DELETE FROM passkeys WHERE person_id = $1 AND id = $2`, [personId, id]);
    return count === 1;
  }

  /** Whose key has answered this challenge of this browser; nobody's when anything about it does not hold. */
  private async verify(
    answer: AuthenticationResponseJSON,
    purpose: Purpose,
    browser: string,
    site: Site,
    fromHere: boolean,
  ): Promise<string | undefined> {
    const [row] = await this.db.query<Stored[]>(
      `SELECT k.person_id, k.credential_id, k.public_key, k.counter, k.transports
         FROM passkeys k JOIN people p ON p.id = k.person_id WHERE k.credential_id = $1 AND (NOT p.sample OR $2)`,
      [String(answer.id), this.signIns.samplesCount({ fromHere })],
    );
    if (!row) return undefined;
    const verified = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: (challenge) => this.take(challenge, browser, purpose),
      expectedOrigin: site.origin,
      expectedRPID: site.name,
      requireUserVerification: true,
      credential: {
        id: row.credential_id,
        publicKey: new Uint8Array(row.public_key),
        counter: Number(row.counter),
        transports: row.transports,
      },
    }).catch(() => undefined);
    if (!verified?.verified) return undefined;
    await this.db.query(
      `UPDATE passkeys SET counter = greatest(counter, $2), used_at = ${this.clock.sql()} WHERE credential_id = $1`,
      [row.credential_id, verified.authenticationInfo.newCounter],
    );
    return row.person_id;
  }

  private async keep(challenge: string, browser: string, purpose: Purpose): Promise<void> {
    await this.db.query(
      `INSERT INTO passkey_challenges (challenge_hash, browser_hash, purpose, expires_at)
       VALUES ($1, $2, $3, ${this.clock.sql()} + interval '5 minutes')`,
      [hashToken(challenge), hashToken(browser), purpose],
    );
  }

  /** A challenge counts once, in the browser that it was made for. */
  private async take(challenge: string, browser: string, purpose: Purpose): Promise<boolean> {
    const [, count] = await this.db.query<Changed>(
      `DELETE FROM passkey_challenges
        WHERE challenge_hash = $1 AND browser_hash = $2 AND purpose = $3 AND expires_at > ${this.clock.sql()}`,
      [hashToken(challenge), hashToken(browser), purpose],
    );
    return count === 1;
  }
}

const nameOf = (typed: string): string => typed.normalize('NFC').trim().slice(0, LONGEST_NAME) || 'Passkey';
