import type { Viewer } from '#platform';
import { scopeOf } from '#policy';
import type { FactsSql } from '#policy';
import { visibleSubmissions } from '#submissions';

/** Which follow-up tasks a viewer may see, by the policy, as SQL over `f`. */
export function visibleFollowUps(viewer: Viewer, parameters: unknown[]): string {
  const facts: FactsSql<'FollowUp'> = {
    ofSubmissionInSight: (who) =>
      `EXISTS (SELECT 1 FROM submissions s JOIN statements st ON st.id = s.statement_id
                WHERE s.id = f.submission_id AND ${visibleSubmissions(who, parameters)})`,
  };
  return scopeOf('FollowUp', viewer, parameters, facts);
}
