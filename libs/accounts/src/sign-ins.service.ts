import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Clock, Database, fromGlobalId, prefixOf, publicViewer } from '#platform';
import type { Config, Right, Role, Viewer } from '#platform';
import { isFromHere } from './from-here.js';
import { cookieOf, isFromOwnPage } from './session-cookie.js';
import { readSession } from './session.sql.js';

/** Only the hash of a token is stored. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/**
 * Who is behind a request: a token is looked up each time, so that a seat that ended acts no more. What is kept for the
 * next request could only be wrong; requests that come in the same moment share the look that begins after all of them.
 */
@Injectable()
export class SignIns {
  private readonly asked = new Map<string, Promise<Viewer>>();

  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The viewer of a request: `Authorization: Bearer <token>`, or the cookie of a signed-in device; and `anusas-seat`, a
   * seat's id, to choose one of several. A cookie counts for what changes something, and for GraphQL, only when a page of
   * ours sent it: otherwise any page could act in the name of whoever looks at it.
   */
  viewerOfRequest(request: IncomingMessage): Promise<Viewer> {
    const seat = request.headers['anusas-seat'];
    const seatId =
      typeof seat === 'string' && prefixOf(seat) === 'sea' ? fromGlobalId('sea', seat) : (seat as string | undefined);
    const from = { seatId, fromHere: isFromHere(request) };
    if (request.headers.authorization !== undefined) {
      return this.viewerOf(/^Bearer ([\w-]{8,200})$/.exec(request.headers.authorization)?.[1], from);
    }
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    if (changes && !isFromOwnPage(request)) return Promise.resolve(publicViewer);
    return this.viewerOfSession(cookieOf(request, 'session'), from);
  }

  /**
   * The viewer of a token, through the seat that is named or the first that is valid now.
   * An unknown token, an ended sign-in or a seat that is over give the public viewer, who sees released material only;
   * so does a sample sign-in that comes from another machine or meets production settings.
   */
  async viewerOf(token: string | undefined, from: { seatId?: string | undefined; fromHere: boolean }): Promise<Viewer> {
    if (!token || (from.seatId !== undefined && !UUID.test(from.seatId))) return publicViewer;
    const samplesToo = this.samplesCount(from);
    return this.together(`token ${token} ${from.seatId ?? ''} ${samplesToo}`, () =>
      this.read(
        `sign_ins p JOIN seats s ON s.person_id = p.person_id`,
        `p.token_hash = $1 AND (p.ended_at IS NULL OR p.ended_at > ${this.clock.sql()})
           AND ($2::uuid IS NULL OR s.id = $2::uuid) AND (NOT p.sample OR $3)`,
        [hashToken(token), from.seatId ?? null, samplesToo],
      ),
    );
  }

  /** The viewer of a signed-in device, with the session; the public viewer when it was ended, is over or idle. */
  async viewerOfSession(
    token: string | undefined,
    from: { seatId?: string | undefined; fromHere: boolean },
  ): Promise<Viewer> {
    if (!token || (from.seatId !== undefined && !UUID.test(from.seatId))) return publicViewer;
    const samplesToo = this.samplesCount(from);
    return this.together(`session ${token} ${from.seatId ?? ''} ${samplesToo}`, () =>
      this.read(
        'live JOIN seats s ON s.person_id = live.person_id',
        '($3::uuid IS NULL OR s.id = $3::uuid)',
        [hashToken(token), samplesToo, from.seatId ?? null],
        { before: readSession(this.clock.sql()), also: ', live.id AS session_id, live.proved_at' },
      ),
    );
  }

  /** Do sample people count? On this machine, and never with production settings. */
  samplesCount(from: { fromHere: boolean }): boolean {
    return from.fromHere && this.config.NODE_ENV !== 'production';
  }

  /** The same look for all who ask for it in the same moment. */
  private together(key: string, read: () => Promise<Viewer>): Promise<Viewer> {
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

  /** The viewer of a seat, for work that a person began and a job goes on with; the public viewer if the seat has ended. */
  viewerOfSeat(seatId: string): Promise<Viewer> {
    return this.read('seats s', 's.id = $1', [seatId]);
  }

  private async read(
    from: string,
    where: string,
    parameters: unknown[],
    { before, also }: { before: string; also: string } = { before: '', also: '' },
  ): Promise<Viewer> {
    const now = this.clock.sql();
    const [row] = await this.db.query<
      {
        person_id: string;
        seat_id: string;
        organisation_id: string;
        role: Role;
        rights: Right[];
        topics: string[] | null;
        addressee_ids: string[] | null;
        instrument_ids: string[] | null;
        session_id?: string;
        proved_at?: Date | null;
      }[]
    >(
      `${before} SELECT s.person_id, s.id AS seat_id, s.organisation_id, s.role, s.rights,
              f.topics, f.addressee_ids, f.instrument_ids${also}
         FROM ${from}
         LEFT JOIN group_fields f ON f.organisation_id = s.organisation_id AND s.role = 'budgetGroupMember'
        WHERE ${where} AND s.valid_from <= ${now} AND s.valid_to > ${now}
        ORDER BY s.valid_from, s.id LIMIT 1`,
      parameters,
      { prepared: true },
    );
    if (!row) return publicViewer;
    return {
      personId: row.person_id,
      seatId: row.seat_id,
      organisationId: row.organisation_id,
      role: row.role,
      rights: row.rights,
      field: {
        topics: row.topics ?? [],
        addresseeIds: row.addressee_ids ?? [],
        instrumentIds: row.instrument_ids ?? [],
      },
      ...(row.session_id ? { session: { id: row.session_id, provedAt: row.proved_at?.toISOString() ?? null } } : {}),
    };
  }
}
