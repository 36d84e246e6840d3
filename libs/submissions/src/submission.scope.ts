import { isSecretariat } from '#platform';
import type { Viewer } from '#platform';

/** Does a submission lie in the viewer's field: its addressee, or a topic or target of what it asks? SQL over `s`. */
export function inFieldOf(viewer: Viewer, parameters: unknown[]): string {
  const bind = (value: unknown) => `$${parameters.push(value)}`;
  const { addresseeIds, topics, instrumentIds } = viewer.field;
  return `(s.addressee_id = ANY(${bind(addresseeIds)})
    OR EXISTS (SELECT 1 FROM submission_items i JOIN recommendation_topics x ON x.recommendation_id = i.recommendation_id
                WHERE i.submission_id = s.id AND x.code = ANY(${bind(topics)}))
    OR EXISTS (SELECT 1 FROM submission_items i JOIN recommendation_targets x ON x.recommendation_id = i.recommendation_id
                WHERE i.submission_id = s.id AND x.instrument_id = ANY(${bind(instrumentIds)})))`;
}

const HANDED_OVER = `s.status NOT IN ('prepared', 'cancelled')`;

/**
 * Which submissions a viewer may see, as SQL over `s` and its statement `st`. The secretariat sees all; a member those of
 * statements that its organisation has signed, whatever became of its signature after delivery; the budget working group
 * what was handed over in its field; everybody else, the administrator too, what was handed over of released statements.
 */
export function visibleSubmissions(viewer: Viewer, parameters: unknown[]): string {
  const bind = (value: unknown) => `$${parameters.push(value)}`;
  if (isSecretariat(viewer)) return 'true';
  switch (viewer.role) {
    case 'memberRepresentative':
      return `EXISTS (SELECT 1 FROM endorsements e WHERE e.statement_id = s.statement_id
                AND e.organisation_id = ${bind(viewer.organisationId)} AND e.status IN ('given', 'dissociated'))`;
    case 'budgetGroupMember':
      return `(${HANDED_OVER} AND ${inFieldOf(viewer, parameters)})`;
    default:
      return `(${HANDED_OVER} AND st.release = 'public')`;
  }
}
