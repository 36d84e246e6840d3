import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Clock, Database, PHNOM_PENH, Rounds, fromGlobalId, prefixOf, publicViewer } from '#platform';
import type { Config, EndedStanding, Viewer } from '#platform';
import { API_TOKEN, throughApiToken } from './api-token.look.js';
import { throughDelegation } from './delegated.js';
import { isFromHere } from './from-here.js';
import { groupField } from './group-field.sql.js';
import { cookieOf, isFromOwnPage } from './session-cookie.js';
import { SEAT_OF, toLooked } from './seat-of.js';
import type { Looked, SeatOfRow } from './seat-of.js';
import { lacksSecondFactor, readSession } from './session.sql.js';

/** Only the hash of a token is stored. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type From = { seatId?: string | undefined; fromHere: boolean };

const REGISTERS = `(SELECT jsonb_object_agg(register, version::text) AS versions FROM register_versions) AS registers`;

/**
 * Who is behind a request: a token is looked up each time, so that a seat that ended acts no more. What is kept for the
 * next request could only be wrong; requests that come at the same time share a look that begins after all of them.
 */
@Injectable()
export class SignIns {
  private readonly rounds = new Rounds((keys) => this.lookAtTokens(keys));
  private readonly asked = new Map<string, Promise<Looked>>();

  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The viewer of a request: `Authorization: Bearer <token>`, or the cookie of a signed-in device; and `anusas-seat`, a
   * seat's id, to choose one of several, or a delegation's, to act through somebody else's. A cookie counts for what changes something, and for GraphQL, only when a page of
   * ours sent it: otherwise any page could act in the name of whoever looks at it.
   */
  async viewerOfRequest(request: IncomingMessage): Promise<Viewer> {
    return (await this.lookAt(request)).viewer;
  }

  /** The same, and what the look saw beside. */
  lookAt(request: IncomingMessage): Promise<Looked> {
    const seat = request.headers['anusas-seat'];
    const seatId =
      typeof seat === 'string' && prefixOf(seat) === 'sea' ? fromGlobalId('sea', seat) : (seat as string | undefined);
    if (typeof seat === 'string' && prefixOf(seat) === 'dlg')
      return this.lookAtOwn(request, { seatId: undefined, fromHere: isFromHere(request) }).then((own) =>
        throughDelegation(this.db, this.clock, own, fromGlobalId('dlg', seat)),
      );
    return this.lookAtOwn(request, { seatId, fromHere: isFromHere(request) });
  }

  private lookAtOwn(request: IncomingMessage, from: From): Promise<Looked> {
    if (request.headers.authorization !== undefined) {
      return this.lookAtToken(/^Bearer ([\w-]{8,200})$/.exec(request.headers.authorization)?.[1], from);
    }
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    if (changes && !isFromOwnPage(request)) return Promise.resolve({ viewer: publicViewer });
    return this.lookAtSession(cookieOf(request, 'session'), from);
  }

  /**
   * The viewer of a token, through the seat that is named or the first that is valid now.
   * An unknown token, an ended sign-in or a seat that is over give the public viewer, who sees released material only;
   * so does a sample sign-in that comes from another machine or meets production settings.
   */
  async viewerOf(token: string | undefined, from: From): Promise<Viewer> {
    return (await this.lookAtToken(token, from)).viewer;
  }

  /** The viewer of a signed-in device, with the session; the public viewer when it was ended, is over or idle. */
  async viewerOfSession(token: string | undefined, from: From): Promise<Viewer> {
    return (await this.lookAtSession(token, from)).viewer;
  }

  private async lookAtToken(token: string | undefined, from: From): Promise<Looked> {
    if (!token || (from.seatId !== undefined && !UUID.test(from.seatId))) return { viewer: publicViewer };
    if (token.startsWith(API_TOKEN)) return throughApiToken(this.db, this.clock, hashToken(token), from.seatId);
    const key = [hashToken(token), from.seatId ?? '', this.samplesCount(from)].join(' ');
    return (await this.rounds.of(key)) ?? this.lookAtEnded('sign_ins', hashToken(token), from);
  }

  private async lookAtSession(token: string | undefined, from: From): Promise<Looked> {
    if (!token || (from.seatId !== undefined && !UUID.test(from.seatId))) return { viewer: publicViewer };
    const samplesToo = this.samplesCount(from);
    const required = this.config.SECOND_FACTOR === 'required';
    const lacks = required ? `, ${lacksSecondFactor('s.person_id', this.clock.sql())} AS lacks_second_factor` : '';
    const looked = await this.together(`${token} ${from.seatId ?? ''} ${samplesToo}`, () =>
      this.read(
        'live JOIN seats s ON s.person_id = live.person_id',
        '($3::uuid IS NULL OR s.id = $3::uuid)',
        [hashToken(token), samplesToo, from.seatId ?? null],
        { before: readSession(this.clock.sql()), also: `, live.id AS session_id, live.proved_at${lacks}` },
      ),
    );
    if (looked.lacksSecondFactor) return looked;
    return looked.viewer === publicViewer ? this.lookAtEnded('sessions', hashToken(token), from) : looked;
  }

  /** Should this person have a second factor, and has none? Where it is required, a device of theirs is nobody's until then. */
  async lacksSecondFactor(personId: string): Promise<boolean> {
    const [row] = await this.db.query<{ lacks: boolean }[]>(
      `SELECT ${lacksSecondFactor('$1::uuid', this.clock.sql())} AS lacks`,
      [personId],
    );
    return row?.lacks === true;
  }

  /** The sign-ins of a round, each with its seat, in one statement. */
  private async lookAtTokens(keys: readonly string[]): Promise<Map<string, Looked>> {
    const asked = keys.map((key) => key.split(' '));
    const rows = await this.db.query<(SeatOfRow & { place: number })[]>(
      `SELECT asked.place::integer - 1 AS place, found.*, registers.versions, ${this.civilDay()} AS day
         FROM unnest($1::text[], $2::text[], $3::boolean[]) WITH ORDINALITY AS asked(token, seat, samples, place)
        CROSS JOIN LATERAL (SELECT ${SEAT_OF}, p.token_hash
           FROM sign_ins p JOIN seats s ON s.person_id = p.person_id ${groupField(this.clock.sql())}
          WHERE p.token_hash = asked.token AND (p.ended_at IS NULL OR p.ended_at > ${this.clock.sql()})
            AND (asked.seat = '' OR s.id::text = asked.seat) AND (NOT p.sample OR asked.samples) AND ${this.holds()}
          ORDER BY s.valid_from, s.id LIMIT 1) AS found CROSS JOIN ${REGISTERS}`,
      [0, 1, 2].map((part) => asked.map((key) => key[part])),
      { prepared: true },
    );
    return new Map(rows.map((row) => [keys[row.place] as string, toLooked(row)]));
  }

  /** Do sample people count? On this machine, and never with production settings. */
  samplesCount(from: { fromHere: boolean }): boolean {
    return from.fromHere && this.config.NODE_ENV !== 'production';
  }

  /** The same look for all who ask for it in the same moment. */
  private together(key: string, read: () => Promise<Looked>): Promise<Looked> {
    const together = this.asked.get(key);
    if (together) return together;
    const look = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      // From here on nobody joins any more: a look says nothing about what comes after it.
      this.asked.delete(key);
      return read();
    });
    this.asked.set(key, look);
    return look;
  }

  /**
   * The public viewer; where the token was somebody's, with the seat that they would have acted through: asked only when
   * nothing else was found. A device that was left alone for too long is not one that was ended.
   */
  private async lookAtEnded(of: 'sign_ins' | 'sessions', tokenHash: string, from: From): Promise<Looked> {
    const [ended] = await this.db.query<EndedStanding[]>(
      `SELECT s.person_id AS "personId", s.id AS "seatId", s.organisation_id AS "organisationId",
              CASE WHEN p.ended_at IS NULL THEN 'SEAT_ENDED' ELSE 'SIGNED_OUT' END AS why
         FROM ${of} p JOIN seats s ON s.person_id = p.person_id
        WHERE p.token_hash = $1 AND (NOT p.sample OR $2) AND ($3::uuid IS NULL OR s.id = $3::uuid)
          AND (p.ended_at IS NOT NULL OR s.valid_to <= ${this.clock.sql()})
        ORDER BY s.valid_to DESC, s.id LIMIT 1`,
      [tokenHash, this.samplesCount(from), from.seatId ?? null],
    );
    return { viewer: ended ? { ...publicViewer, ended } : publicViewer };
  }

  /** The viewer of a seat, for work that a person began and a job goes on with; the public viewer if the seat has ended. */
  async viewerOfSeat(seatId: string): Promise<Viewer> {
    return (await this.read('seats s', 's.id = $1', [seatId])).viewer;
  }

  private async read(
    from: string,
    where: string,
    parameters: unknown[],
    { before, also }: { before: string; also: string } = { before: '', also: '' },
  ): Promise<Looked> {
    const [row] = await this.db.query<SeatOfRow[]>(
      `${before} SELECT ${SEAT_OF}, registers.versions, ${this.civilDay()} AS day${also}
         FROM ${from} ${groupField(this.clock.sql())} CROSS JOIN ${REGISTERS}
        WHERE ${where} AND ${this.holds()} ORDER BY s.valid_from, s.id LIMIT 1`,
      parameters,
      { prepared: true },
    );
    return row ? toLooked(row) : { viewer: publicViewer };
  }

  /** SQL: the seat is valid now. */
  private holds(): string {
    return `s.valid_from <= ${this.clock.sql()} AND s.valid_to > ${this.clock.sql()}`;
  }

  /** SQL: the civil day that it is in Phnom Penh. */
  private civilDay(): string {
    return `(${this.clock.sql()} AT TIME ZONE '${PHNOM_PENH}')::date::text`;
  }
}
