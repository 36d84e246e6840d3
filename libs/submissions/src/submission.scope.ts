import type { Viewer } from '#platform';
import { scopeOf } from '#policy';
import type { FactSql, FactsSql } from '#policy';

/** Does a submission lie in the viewer's field: its addressee, or a topic or target of what it asks? SQL over `s`. */
export function inFieldOf(viewer: Viewer, parameters: unknown[]): string {
  return inFieldSql(viewer, (value) => `$${parameters.push(value)}`);
}

const inFieldSql: FactSql = (viewer, bind) => {
  const { addresseeIds, topics, instrumentIds } = viewer.field;
  return `(s.addressee_id = ANY(${bind(addresseeIds)})
    OR EXISTS (SELECT 1 FROM submission_items i JOIN recommendation_topics x ON x.recommendation_id = i.recommendation_id
                WHERE i.submission_id = s.id AND x.code = ANY(${bind(topics)}))
    OR EXISTS (SELECT 1 FROM submission_items i JOIN recommendation_targets x ON x.recommendation_id = i.recommendation_id
                WHERE i.submission_id = s.id AND x.instrument_id = ANY(${bind(instrumentIds)})))`;
};

const HANDED_OVER = `s.status NOT IN ('prepared', 'cancelled')`;

/** The facts that the policy names about a submission, as SQL over `s` and its statement `st`. */
const facts: FactsSql<'Submission'> = {
  // Whatever became of its signature after delivery.
  signedByOwn: (viewer, bind) =>
    `EXISTS (SELECT 1 FROM endorsements e WHERE e.statement_id = s.statement_id
        AND e.organisation_id = ${bind(viewer.organisationId)} AND e.status IN ('given', 'dissociated'))`,
  handedOver: () => HANDED_OVER,
  inField: inFieldSql,
  released: () => `st.release = 'public'`,
};

/**
 * Which submissions a viewer may see, by the policy, as SQL over `s` and its statement `st`.
 * @param then what was otherwise at another time.
 */
export function visibleSubmissions(
  viewer: Viewer,
  parameters: unknown[],
  then: Partial<FactsSql<'Submission'>> = {},
): string {
  return scopeOf('Submission', viewer, parameters, { ...facts, ...then });
}
