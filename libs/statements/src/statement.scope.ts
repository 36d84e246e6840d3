import type { Viewer } from '#platform';
import { scopeOf } from '#policy';
import type { FactsSql } from '#policy';

const initiates: FactsSql<'Statement'>['ownOrganisation'] = (viewer, bind) =>
  `s.initiator_id = ${bind(viewer.organisationId)}`;

/** The facts that the policy names about a statement, as SQL over `s`. */
const facts: FactsSql<'Statement'> = {
  ownOrganisation: initiates,
  opened: () => 's.version_number > 0',
  handedOver: () => `(s.status IN ('submitted', 'concluded') OR jsonb_array_length(s.context -> 'handedOver') > 0)`,
  inField: (
    { field },
    bind,
  ) => `EXISTS (SELECT 1 FROM statement_versions fv JOIN statement_items fi ON fi.version_id = fv.id
     WHERE fv.statement_id = s.id AND fv.number = s.version_number AND (
      EXISTS (SELECT 1 FROM recommendation_topics x WHERE x.recommendation_id = fi.recommendation_id
               AND x.code = ANY(${bind(field.topics)}))
      OR EXISTS (SELECT 1 FROM recommendation_addressees x WHERE x.recommendation_id = fi.recommendation_id
                  AND x.organisation_id = ANY(${bind(field.addresseeIds)}))
      OR EXISTS (SELECT 1 FROM recommendation_targets x WHERE x.recommendation_id = fi.recommendation_id
                  AND x.instrument_id = ANY(${bind(field.instrumentIds)}))))`,
  released: () => `s.release = 'public'`,
};

/** The facts that the policy names about a version, as SQL over `v` and its statement `s`. */
const versionFacts: FactsSql<'StatementVersion'> = {
  ownOrganisation: initiates,
  // It counts, or has counted.
  frozen: () => '(v.frozen_at IS NOT NULL AND v.number <= s.version_number)',
  released: () => `(s.release = 'public' AND v.number = s.version_number)`,
};

/**
 * Which statements a viewer may see, by the policy, as SQL over `s`.
 * @param then what was otherwise at another time.
 */
export function visibleStatements(
  viewer: Viewer,
  parameters: unknown[],
  then: Partial<FactsSql<'Statement'>> = {},
): string {
  return scopeOf('Statement', viewer, parameters, { ...facts, ...then });
}

/** Which versions of a statement that a viewer may see, by the policy, as SQL over `s` and `v`. */
export function visibleVersions(viewer: Viewer, parameters: unknown[]): string {
  return scopeOf('StatementVersion', viewer, parameters, versionFacts);
}
