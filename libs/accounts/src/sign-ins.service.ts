import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, publicViewer } from '#platform';
import type { Right, Role, Viewer } from '#platform';

/** Only the hash of a token is stored. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Who is behind a request: a token is looked up each time, so that a seat that ended acts no more. */
@Injectable()
export class SignIns {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The viewer of a token, through the seat that is named or the first that is valid now.
   * An unknown token, an ended sign-in or a seat that is over give the public viewer, who sees released material only.
   */
  async viewerOf(token: string | undefined, seatId?: string): Promise<Viewer> {
    if (!token) return publicViewer;
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
      }[]
    >(
      `SELECT p.person_id, s.id AS seat_id, s.organisation_id, s.role, s.rights, f.topics, f.addressee_ids, f.instrument_ids
         FROM sign_ins p
         JOIN seats s ON s.person_id = p.person_id AND s.valid_from <= ${now} AND s.valid_to > ${now}
         LEFT JOIN group_fields f ON f.organisation_id = s.organisation_id AND s.role = 'budgetGroupMember'
        WHERE p.token_hash = $1 AND (p.ended_at IS NULL OR p.ended_at > ${now}) AND ($2::uuid IS NULL OR s.id = $2::uuid)
        ORDER BY s.valid_from, s.id LIMIT 1`,
      [hashToken(token), seatId ?? null],
    );
    if (!row) return publicViewer;
    return {
      personId: row.person_id,
      seatId: row.seat_id,
      organisationId: row.organisation_id,
      role: row.role,
      rights: row.rights,
      field: { topics: row.topics ?? [], addresseeIds: row.addressee_ids ?? [], instrumentIds: row.instrument_ids ?? [] },
    };
  }
}
