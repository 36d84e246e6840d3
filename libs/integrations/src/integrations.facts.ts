import type { EntityManager } from 'typeorm';
import type { Clock, Queryable } from '#platform';
import { acts } from '#policy';
import { memberSees } from '#recommendations';

/** Who verifies, by the table that says who may: the roles, and the right that their seats must give. */
const VERIFIERS = acts.integration.VERIFY.map(({ role }) => role);

/**
 * Whether another organisation than the claimant's has a seat today that could verify, by integration: the right, the
 * role, and the recommendation in sight. A draft that only the secretariat sees is verified by its other officer.
 */
export async function otherVerifiers(
  db: Queryable,
  ids: readonly string[],
  clock: Clock,
): Promise<Map<string, boolean>> {
  const now = clock.sql();
  const rows = await db.query<{ id: string; others: boolean }[]>(
    `SELECT i.id, EXISTS (
        SELECT 1 FROM seats s
         WHERE s.valid_from <= ${now} AND s.valid_to > ${now} AND 'verify' = ANY(s.rights) AND s.role = ANY($2)
           AND s.organisation_id IS DISTINCT FROM (i.context #>> '{claimedBy,organisation}')::uuid
           AND s.person_id IS DISTINCT FROM (i.context #>> '{claimedBy,person}')::uuid
           AND (s.role <> 'memberRepresentative' OR ${memberSees('s.organisation_id')})
      ) AS others
       FROM integrations i JOIN recommendations r ON r.id = i.recommendation_id WHERE i.id = ANY($1)`,
    [ids, VERIFIERS],
  );
  return new Map(rows.map((row) => [row.id, row.others]));
}

/** The integrations found in these editions that stand so, locked in the order of their ids. */
export async function integrationsInEditions(
  tx: EntityManager,
  editionIds: readonly string[],
  status: readonly string[],
): Promise<{ id: string; inDraft: boolean }[]> {
  return tx.query<{ id: string; inDraft: boolean }[]>(
    `SELECT id, context ->> 'editionStatus' = 'draft' AS "inDraft" FROM integrations
      WHERE edition_id = ANY($1) AND status = ANY($2) ORDER BY id FOR UPDATE`,
    [editionIds, status],
  );
}
