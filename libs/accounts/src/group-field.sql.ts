import { PHNOM_PENH } from '#platform';

const DISTINCT = (column: string, of: string) =>
  `(SELECT array_agg(DISTINCT each ORDER BY each) FROM ${of}, unnest(${of}.${column}) AS each) AS ${column}`;

/**
 * The field of a seat `s` as a lateral join `f`: what the groups watch that its organisation is, or is a member of on the
 * civil day that it is in Phnom Penh. Read with each request and again inside the transaction of each command, so that
 * who left a group yesterday sees and does nothing by it today. Of any other seat nothing is read.
 * @param now an SQL expression, as the clock gives it.
 */
export const groupField = (now: string): string => `LEFT JOIN LATERAL (
    WITH watched AS (SELECT g.topics, g.addressee_ids, g.instrument_ids FROM group_fields g
      WHERE g.organisation_id = s.organisation_id OR EXISTS (
        SELECT FROM memberships m WHERE m.network_id = g.organisation_id AND m.member_id = s.organisation_id
           AND m.valid_from <= (${now} AT TIME ZONE '${PHNOM_PENH}')::date
           AND m.valid_to > (${now} AT TIME ZONE '${PHNOM_PENH}')::date))
    SELECT ${['topics', 'addressee_ids', 'instrument_ids'].map((column) => DISTINCT(column, 'watched')).join(', ')}
     WHERE s.role = 'budgetGroupMember'
  ) f ON true`;
