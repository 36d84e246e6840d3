/**
 * What a good engineer would write by hand for the same requests, without the product: named prepared statements, few
 * round trips, totals and counts from the tables that hold the facts. No sign-in and no authorisation.
 */
const NAME = (id: string) =>
  `(SELECT jsonb_build_object('km', n.name_km, 'en', n.name_en) FROM organisation_names n
     WHERE n.organisation_id = ${id} AND n.valid_from <= current_date AND n.valid_to > current_date)`;
const LIST_WHERE = `r.stage = $1 AND EXISTS (SELECT 1 FROM recommendation_addressees a
  WHERE a.recommendation_id = r.id AND a.organisation_id = $2 AND a.role = 'addressee')`;

export const sql = {
  listPage: `SELECT r.id, r.number, t.title_km, t.title_en, r.stage, r.uptake, r.created_at
      FROM recommendations r JOIN recommendation_texts t ON t.recommendation_id = r.id
     WHERE ${LIST_WHERE} ORDER BY r.created_at DESC, r.id DESC LIMIT 51`,
  listNext: `SELECT r.id, r.number, t.title_km, t.title_en, r.stage, r.uptake, r.created_at
      FROM recommendations r JOIN recommendation_texts t ON t.recommendation_id = r.id
     WHERE ${LIST_WHERE} AND (r.created_at, r.id) < ($3::timestamptz, $4::uuid) ORDER BY r.created_at DESC, r.id DESC LIMIT 51`,
  listTotal: `SELECT count(*)::integer AS total FROM recommendations r WHERE ${LIST_WHERE}`,
  addresseesOf: `SELECT a.recommendation_id AS of, o.id, n.name_km AS km, n.name_en AS en
      FROM recommendation_addressees a JOIN organisations o ON o.id = a.organisation_id
      JOIN organisation_names n ON n.organisation_id = o.id AND n.valid_from <= current_date AND n.valid_to > current_date
     WHERE a.recommendation_id = ANY($1) AND a.role = 'addressee' ORDER BY o.code`,
  endorsementCounts: `SELECT i.recommendation_id AS of, count(DISTINCT e.organisation_id)::integer AS count
      FROM statement_items i JOIN statement_versions v ON v.id = i.version_id
      JOIN statements s ON s.id = v.statement_id AND s.version_number = v.number AND s.status <> 'withdrawn'
      JOIN endorsements e ON e.statement_id = s.id AND e.status = 'given' AND NOT e.past AND e.version_number = s.version_number
     WHERE i.recommendation_id = ANY($1) GROUP BY i.recommendation_id`,
  one: `SELECT r.id, r.number, r.version, t.title_km, t.title_en, t.body_km, t.body_en, r.stage, r.uptake, r.standing, ${NAME('r.proposed_by_id')} AS proposer
      FROM recommendations r JOIN recommendation_texts t ON t.recommendation_id = r.id WHERE r.id = $1`,
  lastEntries: `SELECT h.event, h.happened_at, n.name_en AS organisation FROM case_history h
      LEFT JOIN organisation_names n ON n.organisation_id = h.organisation_id AND n.valid_from <= current_date AND n.valid_to > current_date
     WHERE h.case_id = $1 ORDER BY h.version DESC LIMIT 20`,
  endorsementsOf: `SELECT e.status, n.name_en AS organisation
      FROM statement_items i JOIN statement_versions v ON v.id = i.version_id
      JOIN statements s ON s.id = v.statement_id AND s.version_number = v.number
      JOIN endorsements e ON e.statement_id = s.id
      JOIN organisation_names n ON n.organisation_id = e.organisation_id AND n.valid_from <= current_date AND n.valid_to > current_date
     WHERE i.recommendation_id = $1 ORDER BY s.id, e.created_at, e.id`,
  dashboardCounts: `SELECT r.stage, a.organisation_id AS id, count(*)::integer AS count
      FROM recommendations r JOIN recommendation_addressees a ON a.recommendation_id = r.id AND a.role = 'addressee' GROUP BY 1, 2`,
  dashboardOverdue: `SELECT s.addressee_id AS id, count(*)::integer AS count FROM submissions s
     WHERE s.status IN ('delivered', 'acknowledged') AND s.context -> 'responses' = '[]'
       AND (s.context ->> 'deliveredAt')::timestamptz < now() - $1 * interval '1 day' GROUP BY 1`,
  organisationNames: `SELECT o.id, n.name_km AS km, n.name_en AS en FROM organisations o
      JOIN organisation_names n ON n.organisation_id = o.id AND n.valid_from <= current_date AND n.valid_to > current_date WHERE o.id = ANY($1)`,
  search: `SELECT r.id, r.number, t.title_km, t.title_en, r.stage, r.created_at
      FROM recommendation_texts t JOIN recommendations r ON r.id = t.recommendation_id
     WHERE text_parts(t.folded) @> text_parts($1) AND text_parts(t.folded) @> text_parts($2)
       AND position($1 in t.folded) > 0 AND position($2 in t.folded) > 0 ORDER BY r.created_at DESC, r.id DESC LIMIT 20`,

  claim: `INSERT INTO commands (actor_id, key, name, body_hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING key`,
  keptAnswer: `SELECT name, body_hash, outcome FROM commands WHERE actor_id = $1 AND key = $2`,
  keepAnswer: `UPDATE commands SET outcome = $3 WHERE actor_id = $1 AND key = $2`,
  lockStatement: `SELECT version, status, state, context, version_number, now() AS now FROM statements WHERE id = $1 FOR UPDATE`,
  moveStatement: `UPDATE statements SET version = version + 1, context = $3 WHERE id = $1 AND version = $2`,
  addEntry: `INSERT INTO case_history (process, machine_version, case_id, version, event, payload, from_state, to_state, actor_id, seat_id,
      organisation_id, happened_at, recorded_at, reason, command_key)
     VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13)`,
  cancelEffect: `UPDATE effects SET status = 'cancelled', ended_at = $3
     WHERE case_id = $1 AND key = $2 AND status IN ('pending', 'queued')`,
  addEffect: `INSERT INTO effects (kind, process, case_id, case_version, key, payload, due_at, created_at) VALUES ($1, $2, $3, $4, $5, '{}', $6, $7)`,
  shareStatement: `SELECT s.status, s.version_number, s.context ->> 'deadline' AS deadline, jsonb_array_length(s.context -> 'handedOver') AS handed, now() AS now,
      ARRAY(SELECT i.item_key FROM statement_versions v JOIN statement_items i ON i.version_id = v.id
             WHERE v.statement_id = s.id AND v.number = s.version_number ORDER BY i.position) AS items
     FROM statements s WHERE s.id = $1 FOR SHARE`,
  addEndorsement: `INSERT INTO endorsements (id, statement_id, organisation_id, machine_version, version, state, context)
     VALUES ($1, $2, $3, 1, 1, $4, $5) ON CONFLICT (statement_id, organisation_id) DO NOTHING RETURNING id`,
} as const;

export type Statement = keyof typeof sql;
