import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { FRESH_MINUTES, LONGEST_HOURS, SignIns, cookieOf, hashToken, isFromHere, isLive, readSession } from '#accounts';
import { Clock, Database, isoText } from '#platform';
import type { Queryable } from '#platform';
import { ApiTokens } from './api-tokens.service.js';
import { deviceOf } from './device-name.js';

/** What an UPDATE or a DELETE gives: the rows that it returns, and how many it changed. */
export type Changed<T = unknown> = [T[], number];

/** By what somebody signed in. */
export const WAYS = ['passkey', 'mail', 'mailAndApp', 'mailAndRecoveryCode'] as const;
export type Way = (typeof WAYS)[number];

/** The session of a request: a device on which somebody is signed in. */
export interface LiveSession {
  id: string;
  personId: string;
  provedAt: string | null;
}

/** A device as its owner sees it; moments as ISO 8601 in UTC. */
export interface DeviceRow {
  id: string;
  device: string;
  way: Way;
  signedInAt: string;
  usedAt: string;
  expiresAt: string;
}

/** 256 bits that nobody guesses; only their hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Devices on which people are signed in. Each is a row; what ended is refused with the next request. */
@Injectable()
export class Sessions {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SignIns) private readonly signIns: SignIns,
    @Inject(ApiTokens) private readonly apiTokens: ApiTokens,
  ) {}

  /**
   * Signs a person in on a device; a session that this browser still had ends.
   * @returns the token for the cookie: it is nowhere else.
   */
  async begin(tx: Queryable, personId: string, way: Way, request: IncomingMessage): Promise<string> {
    const now = this.clock.sql();
    const token = newToken();
    const before = cookieOf(request, 'session');
    if (before)
      await tx.query(`UPDATE sessions SET ended_at = ${now} WHERE token_hash = $1 AND ended_at IS NULL`, [
        hashToken(before),
      ]);
    await tx.query(
      `INSERT INTO sessions (token_hash, person_id, way, device, sample, created_at, used_at, expires_at, proved_at)
       SELECT $1, id, $3, $4, sample, ${now}, ${now}, ${now} + interval '${LONGEST_HOURS} hours',
              CASE WHEN $3 <> 'mail' THEN ${now} END
         FROM people WHERE id = $2`,
      [hashToken(token), personId, way, deviceOf(request.headers['user-agent'])],
    );
    return token;
  }

  /** The session of a request's cookie, whatever seats its person has. */
  async of(request: IncomingMessage): Promise<LiveSession | undefined> {
    const token = cookieOf(request, 'session');
    if (!token) return undefined;
    const [row] = await this.db.query<LiveSession[]>(
      `${readSession(this.clock.sql())} SELECT id, person_id AS "personId", ${isoText('proved_at')} AS "provedAt" FROM live`,
      [hashToken(token), this.signIns.samplesCount({ fromHere: isFromHere(request) })],
    );
    return row;
  }

  /**
   * Writes down that the person has just shown a passkey or a second factor, and gives the session another token.
   * @returns the new token; nothing when the session is over.
   */
  async prove(tx: Queryable, sessionId: string): Promise<string | undefined> {
    const now = this.clock.sql();
    const token = newToken();
    const [, count] = await tx.query<Changed>(
      `UPDATE sessions SET token_hash = $2, proved_at = ${now} WHERE id = $1 AND ended_at IS NULL`,
      [sessionId, hashToken(token)],
    );
    return count === 1 ? token : undefined;
  }

  /**
   * May a person change their ways to sign in from this device? Who has a passkey or an app shows it first; who has
   * neither yet may add the first within ten minutes of signing in.
   */
  async mayChangeWays(session: Pick<LiveSession, 'id'>): Promise<boolean> {
    const since = `${this.clock.sql()} - interval '${FRESH_MINUTES} minutes'`;
    const rows = await this.db.query<unknown[]>(
      `SELECT 1 FROM sessions e WHERE id = $1 AND (e.proved_at > ${since} OR (e.created_at > ${since}
          AND NOT EXISTS (SELECT FROM passkeys k WHERE k.person_id = e.person_id)
          AND NOT EXISTS (SELECT FROM authenticators a WHERE a.person_id = e.person_id AND a.confirmed_at IS NOT NULL)))`,
      [session.id],
    );
    return rows.length > 0;
  }

  /** A person's devices, the last used first. */
  devices(db: Queryable, personId: string): Promise<DeviceRow[]> {
    return db.query<DeviceRow[]>(
      `SELECT e.id, e.device, e.way, ${isoText('e.created_at')} AS "signedInAt", ${isoText('e.used_at')} AS "usedAt",
              ${isoText('e.expires_at')} AS "expiresAt"
         FROM sessions e WHERE e.person_id = $1 AND ${isLive(this.clock.sql())}
        ORDER BY e.used_at DESC, e.id LIMIT 100`,
      [personId],
    );
  }

  /** Ends one session of a person. @returns was there one? */
  async end(tx: Queryable, personId: string, sessionId: string, by: string): Promise<boolean> {
    return (await this.endWhere(tx, 'person_id = $2 AND id = $3', [by, personId, sessionId])) === 1;
  }

  /** Ends all sessions of a person, but one that is to stay. @returns how many. */
  endAll(tx: Queryable, personId: string, by: string | null, but: string | null = null): Promise<number> {
    return this.endWhere(tx, 'person_id = $2 AND ($3::uuid IS NULL OR id <> $3)', [by, personId, but]);
  }

  /** Ends everything by which a person can act: devices, and tokens of programs. @param by null: the product itself. */
  async cutOff(tx: Queryable, personId: string, by: string | null): Promise<void> {
    await this.endAll(tx, personId, by);
    await tx.query(
      `WITH taken AS MATERIALIZED (
         SELECT token_hash FROM sign_ins WHERE person_id = $1 AND ended_at IS NULL FOR UPDATE)
       UPDATE sign_ins SET ended_at = ${this.clock.sql()} FROM taken WHERE sign_ins.token_hash = taken.token_hash`,
      [personId],
    );
    await this.apiTokens.end(tx, personId);
  }

  /** Waits for the acts that were let through from there: once it is over, none of them is still to come. */
  private async endWhere(tx: Queryable, where: string, parameters: unknown[]): Promise<number> {
    const [, count] = await tx.query<Changed>(
      `WITH taken AS MATERIALIZED (SELECT id FROM sessions WHERE ${where} AND ended_at IS NULL FOR UPDATE)
       UPDATE sessions SET ended_at = ${this.clock.sql()}, ended_by = $1 FROM taken WHERE sessions.id = taken.id`,
      parameters,
    );
    return count;
  }
}
