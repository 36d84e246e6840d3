import { Inject, Injectable } from '@nestjs/common';
import { Database, foldCounts } from '#platform';
import type { Queryable, Viewer } from '#platform';
import { FEWEST_TOLD, seesSmallCounts } from '#policy';
import { visibleStatements } from './statement.scope.js';

const STANDS = `e.status = 'given' AND NOT e.past`;

/**
 * How many endorsements stand, from counts that the database keeps with every step. A recommendation that one statement
 * carries has that statement's count; what several carry is counted anew, because an organisation counts once.
 */
@Injectable()
export class EndorsementCounts {
  constructor(@Inject(Database) private readonly db: Database) {}

  /**
   * How many organisations' endorsements stand, each once, on the statements that carry each recommendation now, in the
   * version that counts. Others than the secretariat are told nothing below five, nor of those that want not to be
   * counted, nor by way of statements that they cannot see.
   */
  readonly ofRecommendations = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, number>> => {
    const parameters: unknown[] = [ids];
    const inside = seesSmallCounts(viewer);
    // Asked by the product: whom it counts is not the viewer's to see, only that they are five or more.
    const rows = await this.db.asProduct.query<{ id: string; count: number }[]>(
      `WITH carried AS (
         SELECT i.recommendation_id AS id, s.id AS statement_id, s.version_number,
                count(*) OVER (PARTITION BY i.recommendation_id) AS statements
           FROM statement_items i JOIN statement_versions v ON v.id = i.version_id
           JOIN statements s ON s.id = v.statement_id AND s.version_number = v.number AND s.status <> 'withdrawn'
          WHERE i.recommendation_id = ANY($1) AND ${visibleStatements(viewer, parameters)})
       SELECT c.id, (SELECT coalesce(sum(k.${inside ? 'given' : 'shown'}), 0) FROM endorsement_counts k
                      WHERE k.statement_id = c.statement_id AND k.version_number = c.version_number)::integer AS count
         FROM carried c WHERE c.statements = 1
       UNION ALL
       SELECT c.id, count(DISTINCT e.organisation_id)::integer FROM carried c
         JOIN endorsements e ON e.statement_id = c.statement_id AND e.version_number = c.version_number AND ${STANDS}
        WHERE c.statements > 1 ${inside ? '' : `AND e.appearance <> 'hidden'`} GROUP BY c.id`,
      parameters,
      { prepared: true },
    );
    const told = inside ? rows : rows.filter(({ count }) => count >= FEWEST_TOLD);
    const none = inside ? ids.map((id): [string, number] => [id, 0]) : [];
    return new Map([...none, ...told.map(({ id, count }): [string, number] => [id, count])]);
  };

  /** Puts together what steps have appended. @returns how many rows. */
  fold(): Promise<number> {
    const by = ['statement_id', 'version_number'];
    return foldCounts(this.db, { table: 'endorsement_counts', by, sums: ['given', 'shown'] });
  }

  /** Where the counts and the endorsements themselves differ; nothing is the only right answer. */
  differences(db: Queryable = this.db): Promise<{ statementId: string; counted: number; real: number }[]> {
    return db.query(
      `SELECT statement_id AS "statementId", coalesce(k.given, 0)::integer AS counted, coalesce(b.given, 0)::integer AS real
         FROM (SELECT statement_id, version_number, sum(given) AS given, sum(shown) AS shown
                 FROM endorsement_counts GROUP BY 1, 2) k
         FULL JOIN (SELECT e.statement_id, e.version_number, count(*) AS given,
                           count(*) FILTER (WHERE e.appearance <> 'hidden') AS shown
                      FROM endorsements e WHERE ${STANDS} GROUP BY 1, 2) b USING (statement_id, version_number)
        WHERE coalesce(k.given, 0) <> coalesce(b.given, 0) OR coalesce(k.shown, 0) <> coalesce(b.shown, 0) ORDER BY 1`,
    );
  }
}
