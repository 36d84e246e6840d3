import type { Viewer } from '#platform';

/** What a member organisation sees, as SQL over `r`; `organisation` is a bound parameter or a column. */
export function memberSees(organisation: string): string {
  return `(r.proposed_by_id = ${organisation} OR r.stage <> 'drafted' OR r.uptake <> 'none')`;
}

/**
 * Which recommendations a viewer may see, as SQL over `r`. The secretariat and the administrator see all; a member sees
 * what its organisation proposed and whatever has been opened for sign-on; the budget working group sees its field;
 * observers and the public see what was released.
 */
export function visibleRecommendations(viewer: Viewer, parameters: unknown[]): string {
  const bind = (value: unknown) => `$${parameters.push(value)}`;
  switch (viewer.role) {
    case 'policyOfficer':
    case 'coordinator':
    case 'chair':
    case 'administrator':
      return 'true';
    case 'memberRepresentative':
      return memberSees(bind(viewer.organisationId));
    case 'budgetGroupMember':
      return `(r.stage <> 'drafted' AND (
        EXISTS (SELECT 1 FROM recommendation_topics x WHERE x.recommendation_id = r.id AND x.code = ANY(${bind(viewer.field.topics)}))
        OR EXISTS (SELECT 1 FROM recommendation_addressees x WHERE x.recommendation_id = r.id
                    AND x.organisation_id = ANY(${bind(viewer.field.addresseeIds)}))
        OR EXISTS (SELECT 1 FROM recommendation_targets x WHERE x.recommendation_id = r.id
                    AND x.instrument_id = ANY(${bind(viewer.field.instrumentIds)}))))`;
    default:
      return `r.release = 'public'`;
  }
}
