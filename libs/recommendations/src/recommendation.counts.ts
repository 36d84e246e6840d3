import { Inject, Injectable } from '@nestjs/common';
import { Database, foldCounts, fromGlobalId } from '#platform';
import type { Queryable, Viewer } from '#platform';
import { seesEvery, seesRow } from '#policy';
import type { RecommendationFilter } from './recommendation.inputs.js';
import type { Stage } from './recommendation.machine.js';
import { visibleRecommendations } from './recommendation.scope.js';

/** Under this id everything is counted once, whoever is asked. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const GROUP = 'addressee_id, stage, uptake, standing';

/** How many recommendations an institution is asked that stand at one stage. */
export interface StageCount {
  addresseeId: string;
  stage: Stage;
  count: number;
}

/** What is said of recommendations by `r`, or of each of those that they ask by `a`, as rows to be summed. */
const rowsOf = (condition: string) => `
  SELECT '${NOBODY}'::uuid AS addressee_id, r.stage, r.uptake, r.standing, 1 AS change FROM recommendations r WHERE ${condition}
  UNION ALL SELECT a.organisation_id, r.stage, r.uptake, r.standing, 1
    FROM recommendations r JOIN recommendation_addressees a ON a.recommendation_id = r.id AND a.role = 'addressee'
   WHERE ${condition}`;

/**
 * How many recommendations there are, from counts that the database keeps with every step: exact at each moment, at a cost
 * that does not grow with their number. A member is shown those counts of what all members see, and its own drafts
 * beside them; whoever sees less has it counted within what it sees.
 */
@Injectable()
export class RecommendationCounts {
  constructor(@Inject(Database) private readonly db: Database) {}

  /** By stage and addressee, as far as the viewer sees them; a recommendation to two institutions stands under both. */
  async byStageAndAddressee(viewer: Viewer, standing: readonly string[] | null): Promise<StageCount[]> {
    const parameters: unknown[] = [standing];
    return this.db.as(viewer).query<StageCount[]>(
      `SELECT c.addressee_id AS "addresseeId", c.stage, sum(c.change)::integer AS count FROM (${counted(viewer, parameters)}) c
        WHERE c.addressee_id <> '${NOBODY}' AND ($1::text[] IS NULL OR c.standing = ANY($1))
        GROUP BY c.addressee_id, c.stage HAVING sum(c.change) <> 0`,
      parameters,
      { prepared: true },
    );
  }

  /** How long a list is; nothing where the counts do not tell, because of a filter or of what the viewer sees. */
  async total(filter: RecommendationFilter, viewer: Viewer): Promise<number | null> {
    const { stage, uptake, standing, addresseeIds, ...others } = filter;
    // Whoever is asked together with another would be counted twice.
    const countable = keepsCounts(viewer) && (addresseeIds?.length ?? 1) === 1;
    if (!countable || Object.values(others).some((value) => value != null)) return null;
    const addressee = addresseeIds?.[0] ? fromGlobalId('org', addresseeIds[0]) : NOBODY;
    const parameters: unknown[] = [addressee, stage ?? null, uptake ?? null, standing ?? null];
    const [row] = await this.db.as(viewer).query<{ count: number }[]>(
      `SELECT coalesce(sum(c.change), 0)::integer AS count FROM (${counted(viewer, parameters)}) c
        WHERE c.addressee_id = $1 AND ($2::text[] IS NULL OR c.stage = ANY($2))
          AND ($3::text[] IS NULL OR c.uptake = ANY($3)) AND ($4::text[] IS NULL OR c.standing = ANY($4))`,
      parameters,
      { prepared: true },
    );
    return row?.count ?? 0;
  }

  /** Puts together what steps have appended. @returns how many rows. */
  fold(): Promise<number> {
    return foldCounts(this.db, { table: 'recommendation_counts', by: GROUP.split(', '), sums: ['change'] });
  }

  /** Where the counts and the recommendations themselves differ; nothing is the only right answer. */
  differences(
    db: Queryable = this.db,
  ): Promise<{ what: string; addresseeId: string; counted: number; real: number }[]> {
    return db.query(
      `SELECT concat_ws(' ', stage, uptake, standing) AS what, addressee_id AS "addresseeId",
              coalesce(k.count, 0)::integer AS counted, coalesce(b.count, 0)::integer AS real
         FROM (SELECT ${GROUP}, sum(change) AS count FROM recommendation_counts GROUP BY ${GROUP}) k
         FULL JOIN (SELECT ${GROUP}, sum(change) AS count FROM (${rowsOf('true')}) rows GROUP BY ${GROUP}) b USING (${GROUP})
        WHERE coalesce(k.count, 0) <> coalesce(b.count, 0)
       UNION ALL SELECT 'addressee placed at ' || a.stage, a.organisation_id, 1, 0
         FROM recommendation_addressees a JOIN recommendations r ON r.id = a.recommendation_id
        WHERE (a.stage, a.uptake, a.standing, a.created_at) IS DISTINCT FROM (r.stage, r.uptake, r.standing, r.created_at)
        ORDER BY 1, 2`,
    );
  }
}

const seesAll = (viewer: Viewer) => seesEvery('Recommendation', viewer);
/** Whoever sees all that was opened is shown the counts of that. */
const keepsCounts = (viewer: Viewer) => seesRow('Recommendation', viewer, new Set(['opened']));

/** The rows that a viewer's counts are the sum of: the counts that are kept as far as they are the viewer's, the rest from the tables. */
function counted(viewer: Viewer, parameters: unknown[]): string {
  const kept = `SELECT ${GROUP}, change FROM recommendation_counts`;
  if (seesAll(viewer)) return kept;
  if (!keepsCounts(viewer)) return rowsOf(visibleRecommendations(viewer, parameters));
  const organisation = `$${parameters.push(viewer.organisationId)}`;
  return `${kept} WHERE stage <> 'drafted' OR uptake <> 'none'
    UNION ALL ${rowsOf(`r.proposed_by_id = ${organisation} AND r.stage = 'drafted' AND r.uptake = 'none'`)}`;
}
