import type { Viewer } from '#platform';
import { scopeOf, seesRow } from '#policy';
import type { FactsSql } from '#policy';
import { visibleRecommendations } from '#recommendations';

/** Which concerns a viewer may see, by the policy, as SQL over `c`. */
export function visibleConcerns(viewer: Viewer, parameters: unknown[]): string {
  const facts: FactsSql<'Concern'> = {
    ownOrganisation: (who, bind) => `c.organisation_id = ${bind(who.organisationId)}`,
    shared: () => `NOT c.confidential`,
    // What it became part of, and whatever took the place of that.
    ofRecommendationInSight: (who) => `EXISTS (
      WITH RECURSIVE onward(id) AS (
        SELECT p.recommendation_id FROM recommendation_concerns p WHERE p.concern_id = c.id
        UNION SELECT l.to_id FROM recommendation_links l JOIN onward o ON l.from_id = o.id)
      SELECT 1 FROM onward JOIN recommendations r ON r.id = onward.id WHERE ${visibleRecommendations(who, parameters)})`,
  };
  return scopeOf('Concern', viewer, parameters, facts);
}

/** Does the viewer read all of a concern that an organisation heard: each wording, and what was taken back? */
export function readsWhole(viewer: Viewer, organisationId: string): boolean {
  return seesRow('ConcernEntry', viewer, new Set(organisationId === viewer.organisationId ? ['ownOrganisation'] : []));
}
