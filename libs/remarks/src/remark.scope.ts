import type { Viewer } from '#platform';
import { scopeOf, seesRow } from '#policy';
import type { FactsSql } from '#policy';
import { visibleRecommendations } from '#recommendations';
import { visibleStatements } from '#statements';

/** Which remarks a viewer may see, by the policy, as SQL over `k`. */
export function visibleRemarks(viewer: Viewer, parameters: unknown[]): string {
  const facts: FactsSql<'Remark'> = {
    ownOrganisation: (who, bind) => `k.organisation_id = ${bind(who.organisationId)}`,
    shared: () => `k.audience <> 'secretariat'`,
    ofSubjectInSight: (who) =>
      `(EXISTS (SELECT 1 FROM statements s WHERE s.id = k.statement_id AND ${visibleStatements(who, parameters)})
        OR EXISTS (SELECT 1 FROM recommendations r
                    WHERE r.id = k.recommendation_id AND ${visibleRecommendations(who, parameters)}))`,
  };
  return scopeOf('Remark', viewer, parameters, facts);
}

/** Does the viewer read all of an organisation's remark: whose it is, each wording it had, and what was taken back? */
export function readsWhole(viewer: Viewer, organisationId: string): boolean {
  return seesRow('RemarkEntry', viewer, new Set(organisationId === viewer.organisationId ? ['ownOrganisation'] : []));
}
