import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { API_TOKEN, hashToken } from '#accounts';
import { Clock, isoText, refuseIf } from '#platform';
import type { Queryable, Viewer } from '#platform';
import type { ApiTokenRow, MakeApiTokenInput } from './api-token.model.js';

const YEAR = 366 * 86_400_000;
const LONGEST_NAME = 100;
const TOKEN = `id, seat_id AS "seatId", name, rights, reads, ${isoText('made_at')} AS "madeAt",
  ${isoText('expires_at')} AS "expiresAt", last_used_on::text AS "lastUsedOn"`;

/** Tokens of programs: kept as hashes, listed to their person, ended by them or with everything else of theirs. */
@Injectable()
export class ApiTokens {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** Those of a person that still count, the oldest first. */
  list(db: Queryable, personId: string): Promise<ApiTokenRow[]> {
    return db.query<ApiTokenRow[]>(
      `SELECT ${TOKEN} FROM api_tokens WHERE person_id = $1 AND ended_at IS NULL AND expires_at > ${this.clock.sql()}
        ORDER BY made_at, id LIMIT 100`,
      [personId],
    );
  }

  /**
   * Makes a token for the viewer's seat. @returns it, in clear, for this once.
   * @throws DomainError refused when it would last too long, or do more than the seat.
   */
  async make(tx: Queryable, viewer: Viewer, input: MakeApiTokenInput): Promise<{ token: string; row: ApiTokenRow }> {
    const now = Date.parse(await this.clock.now(tx));
    const end = new Date(input.expiresAt).getTime();
    refuseIf([
      ...(end > now && end <= now + YEAR ? [] : [{ code: 'TOKEN_TOO_LONG' as const, path: ['expiresAt'] }]),
      ...(input.rights.every((right) => viewer.rights.includes(right))
        ? []
        : [{ code: 'MORE_THAN_THE_SEAT' as const, path: ['rights'] }]),
    ]);
    const token = `${API_TOKEN}${randomBytes(32).toString('base64url')}`;
    const [row] = await tx.query<ApiTokenRow[]>(
      `INSERT INTO api_tokens (token_hash, person_id, seat_id, name, rights, reads, made_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, ${this.clock.sql()}, $7) RETURNING ${TOKEN}`,
      [
        hashToken(token),
        viewer.personId,
        viewer.seatId,
        input.name.normalize('NFC').trim().slice(0, LONGEST_NAME),
        [...new Set(input.rights)],
        [...new Set(input.reads)],
        input.expiresAt,
      ],
    );
    return { token, row: row as ApiTokenRow };
  }

  /** Ends one of a person's tokens, or all; waits for the acts that were let through by them. @returns how many. */
  async end(tx: Queryable, personId: string, id?: string): Promise<number> {
    const [, count] = await tx.query<[unknown[], number]>(
      `WITH taken AS MATERIALIZED (SELECT id FROM api_tokens
          WHERE person_id = $1 AND ($2::uuid IS NULL OR id = $2) AND ended_at IS NULL FOR UPDATE)
       UPDATE api_tokens SET ended_at = ${this.clock.sql()} FROM taken WHERE api_tokens.id = taken.id`,
      [personId, id ?? null],
    );
    return count;
  }
}
