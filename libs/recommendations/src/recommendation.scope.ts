import type { Viewer } from '#platform';
import { scopeOf } from '#policy';
import type { FactsSql } from '#policy';

const OPENED = `(r.stage <> 'drafted' OR r.uptake <> 'none')`;

/** The facts that the policy names about a recommendation, as SQL over `r`. */
const facts: FactsSql<'Recommendation'> = {
  ownOrganisation: (viewer, bind) => `r.proposed_by_id = ${bind(viewer.organisationId)}`,
  opened: () => OPENED,
  inField: ({ field }, bind) =>
    `(EXISTS (SELECT 1 FROM recommendation_topics x WHERE x.recommendation_id = r.id AND x.code = ANY(${bind(field.topics)}))
      OR EXISTS (SELECT 1 FROM recommendation_addressees x WHERE x.recommendation_id = r.id
                  AND x.organisation_id = ANY(${bind(field.addresseeIds)}))
      OR EXISTS (SELECT 1 FROM recommendation_targets x WHERE x.recommendation_id = r.id
                  AND x.instrument_id = ANY(${bind(field.instrumentIds)})))`,
  released: () => `r.release = 'public'`,
};

/** What a member organisation sees, as SQL over `r`; `organisation` is a column: for questions about many members at once. */
export function memberSees(organisation: string): string {
  return `(r.proposed_by_id = ${organisation} OR ${OPENED})`;
}

/** Whose proposals a viewer may know of, by the policy, as SQL over `r`. */
export function visibleProposals(viewer: Viewer, parameters: unknown[]): string {
  return scopeOf('Proposal', viewer, parameters, { ownOrganisation: facts.ownOrganisation });
}

/** Which recommendations a viewer may see, by the policy, as SQL over `r`. */
export function visibleRecommendations(viewer: Viewer, parameters: unknown[]): string {
  return scopeOf('Recommendation', viewer, parameters, facts);
}
