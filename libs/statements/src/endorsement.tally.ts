import { Inject, Injectable } from '@nestjs/common';
import { Clock, PHNOM_PENH } from '#platform';
import type { Queryable } from '#platform';
import type { Tally } from './quorum.js';

/** Which version of which statement is asked about. */
export interface Counted {
  id: string;
  versionNumber: number;
}

type Counts = Omit<Tally, 'blocks'> & { id: string; blocks: string[] | null };

/**
 * Counts endorsements: one organisation once, only while it is given, and only for the version that counts. What only an
 * old record knows counts in no figure, and neither do the members of an umbrella body that has endorsed.
 */
@Injectable()
export class Quorum {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  async tally(db: Queryable, statementId: string, versionNumber: number): Promise<Tally> {
    return (await this.tallies(db, [{ id: statementId, versionNumber }])).get(statementId) as Tally;
  }

  /** The tallies of many statements in one query, by their ids. */
  async tallies(db: Queryable, asked: readonly Counted[]): Promise<Map<string, Tally>> {
    const today = `(${this.clock.sql()} AT TIME ZONE '${PHNOM_PENH}')::date`;
    const rows = await db.query<Counts[]>(
      `WITH asked AS (SELECT id, number FROM jsonb_to_recordset($1) AS asked(id uuid, number integer)),
            given AS (SELECT asked.id, e.organisation_id, o.place_code, e.context -> 'reservations' AS reservations
                        FROM asked JOIN endorsements e ON e.statement_id = asked.id AND e.version_number = asked.number
                         AND e.status = 'given' AND NOT e.past
                        JOIN organisations o ON o.id = e.organisation_id)
       SELECT asked.id,
              (SELECT count(*) FROM given g WHERE g.id = asked.id)::integer AS given,
              (SELECT count(*) FROM endorsements e
                WHERE e.statement_id = asked.id AND e.status = 'toReconfirm' AND NOT e.past)::integer AS "toReconfirm",
              coalesce((SELECT jsonb_object_agg(n.network_id, n.count) FROM (
                SELECT m.network_id, count(DISTINCT g.organisation_id) FROM given g JOIN memberships m
                    ON m.member_id = g.organisation_id AND m.valid_from <= ${today} AND m.valid_to > ${today}
                 WHERE g.id = asked.id GROUP BY m.network_id) n), '{}') AS "byNetwork",
              coalesce((SELECT jsonb_object_agg(p.code, p.count) FROM (
                SELECT left(g.place_code, 2) AS code, count(*) FROM given g
                 WHERE g.id = asked.id AND g.place_code IS NOT NULL GROUP BY 1) p), '{}') AS "byProvince",
              (SELECT array_agg(e.organisation_id ORDER BY e.organisation_id) FROM endorsements e
                WHERE e.statement_id = asked.id AND e.status = 'declined' AND NOT e.past) AS blocks,
              coalesce((SELECT jsonb_object_agg(i.item_key, (SELECT count(*) FROM given g
                         WHERE g.id = asked.id AND NOT coalesce(g.reservations ? i.item_key::text, false)))
                 FROM statement_versions v JOIN statement_items i ON i.version_id = v.id
                WHERE v.statement_id = asked.id AND v.number = asked.number), '{}') AS items
         FROM asked`,
      [JSON.stringify(asked.map(({ id, versionNumber }) => ({ id, number: versionNumber })))],
    );
    return new Map(rows.map(({ id, blocks, ...counts }) => [id, { ...counts, blocks: blocks ?? [] }]));
  }
}
