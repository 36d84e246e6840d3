import { PHNOM_PENH } from '#platform';

/**
 * The field of a seat `s` as a lateral join `f`: what the groups watch that its organisation is, or is a member of on the
 * civil day that it is in Phnom Penh. Read with each request and again inside the transaction of each command, so that
 * who left a group yesterday sees and does nothing by it today. Of any other seat nothing is read: OFFSET
 * keeps the condition before the call.
 * @param now an SQL expression, as the clock gives it.
 */
export const groupField = (now: string): string => `LEFT JOIN LATERAL (
    SELECT watched.* FROM field_of(s.organisation_id, (${now} AT TIME ZONE '${PHNOM_PENH}')::date) AS watched
     WHERE s.role = 'budgetGroupMember' OFFSET 0
  ) f ON true`;
