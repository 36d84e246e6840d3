import { ROW_ID } from './ids.js';
import { english, khmer } from './words.js';
import type { Sizes } from './sizes.js';

/**
 * The data set as SQL, in the order in which it is run, each with its parameters. Every value follows from the number of
 * its row, so that two builds are the same and a client knows the ids. Histories are what the machines would have made
 * of them: `main.ts` replays a sample and refuses a data set that does not.
 */
export function datasetSql(sizes: Sizes): [string, unknown[]][] {
  const { recommendations: r, statements: s, institutions, members, endorsementsOfEach } = sizes;
  return [
    [ROW_ID, []],
    [HASH, []],
    [
      `CREATE FUNCTION pg_temp.entered(n bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE
       AS $$ SELECT timestamptz '2023-01-01T00:00:00Z' + n * interval '1 second' * ${Math.round(90_000_000 / r)} $$`,
      [],
    ],
    [
      `CREATE FUNCTION pg_temp.iso(at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE
       AS $$ SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$`,
      [],
    ],
    ...people(institutions, members),
    [
      `CREATE TEMP TABLE words AS SELECT (row_number() OVER () - 1)::integer AS n, en, km FROM unnest($1::text[], $2::text[]) AS w(en, km)`,
      [english, khmer],
    ],
    [`CREATE UNIQUE INDEX ON words (n)`, []],
    ...recommendationRows(r, s),
    ...statementRows(),
    ...submissionRows(),
    ...endorsementRows(endorsementsOfEach),
    ...history(),
  ];
}

/** A number from 0 to `size` - 1 that looks random; the same on every machine. */
const HASH = `CREATE FUNCTION pg_temp.any_of(size integer, one bigint, other bigint) RETURNS integer LANGUAGE sql IMMUTABLE
  AS $$ SELECT (((one * 2654435761 + other * 40503 + one * other * 97) % 1000003 + 1000003) % 1000003 * 7919 % 1000003 % size)::integer $$`;

function people(institutions: number, members: number): [string, unknown[]][] {
  return [
    [
      `INSERT INTO organisations (id, code, kind)
       SELECT pg_temp.row_id('secretariat', 1), 'BENCH-S', 'secretariat'
       UNION ALL SELECT pg_temp.row_id('institution', n), 'BENCH-I' || n, 'institution' FROM generate_series(1, $1::int) n
       UNION ALL SELECT pg_temp.row_id('member', n), 'BENCH-M' || n, 'member' FROM generate_series(1, $2::int) n`,
      [institutions, members],
    ],
    [
      `INSERT INTO organisation_names (organisation_id, name_en, name_km, abbreviation)
       SELECT id, 'Organisation ' || code, 'អង្គការ ' || code, code FROM organisations WHERE code LIKE 'BENCH-%'`,
      [],
    ],
    [
      `WITH offices AS (
         SELECT 0 AS n, 'bench-officer-token' AS token, pg_temp.row_id('secretariat', 1) AS organisation,
                'policyOfficer' AS role, ARRAY['draft', 'record', 'verify'] AS rights
         UNION ALL SELECT n, 'bench-member-token-' || n, pg_temp.row_id('member', n), 'memberRepresentative',
                ARRAY['draft', 'endorse', 'verify'] FROM generate_series(1, $1::int) n),
       made AS (INSERT INTO people (id, office_en) SELECT pg_temp.row_id('person', n), role || ' (bench)' FROM offices),
       seated AS (INSERT INTO seats (id, person_id, organisation_id, role, rights)
         SELECT pg_temp.row_id('seat', n), pg_temp.row_id('person', n), organisation, role, rights FROM offices)
       INSERT INTO sign_ins (token_hash, person_id)
       SELECT encode(sha256(token::bytea), 'hex'), pg_temp.row_id('person', n) FROM offices`,
      [members],
    ],
    [
      `INSERT INTO quorum_rules (id, code, revision, rule) VALUES (pg_temp.row_id('rule', 1), 'BENCH', 1, '{"atLeast": 5}')`,
      [],
    ],
    [`INSERT INTO topics (code, name_en) SELECT 'bench-' || n, 'Topic ' || n FROM generate_series(1, 20) n`, []],
  ];
}

/** `carried`: each recommendation with its statement (0: none), how often it was edited, and how far it was carried. */
function recommendationRows(r: number, s: number): [string, unknown[]][] {
  return [
    [
      `CREATE TEMP TABLE carried AS
       SELECT n, statement, 2 + (n % 10 < 3)::int AS edits, n - n / 10 AS place, CASE WHEN statement = 0 THEN 0 ELSE
                (ARRAY[1, 2, 3, 3, 1, 3, 4, 3])[statement % 8 + 1] END AS reached
         FROM (SELECT n, CASE WHEN n % 10 = 0 THEN 0 ELSE ((n - n / 10 - 1)::bigint * $2::int / ($1::int - $1::int / 10) + 1)::int END AS statement
                 FROM generate_series(1, $1::int) n) numbered`,
      [r, s],
    ],
    [`CREATE INDEX ON carried (statement)`, []],
    [`ANALYZE carried`, []],
    [
      `CREATE FUNCTION pg_temp.living(reached integer) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
        SELECT jsonb_build_object('living', jsonb_build_object('uptake', 'none', 'standing', 'active',
          'stage', (ARRAY['drafted', 'endorsing', 'endorsed', 'submitted', 'answered'])[reached + 1])) $$`,
      [],
    ],
    [
      `INSERT INTO recommendations (id, number, machine_version, version, state, context, authentic_language, proposed_by_id, created_at)
       SELECT pg_temp.row_id('recommendation', n), 'R-B-' || lpad(n::text, 7, '0'), 1, 1 + edits + reached, pg_temp.living(reached),
              jsonb_build_object('wording', 1 + edits, 'found', '{}'::jsonb, 'closed', NULL, 'carryings',
                CASE reached WHEN 0 THEN '{}'::jsonb ELSE jsonb_build_object(pg_temp.row_id('statement', statement), jsonb_build_object(
                  'number', 'S-B-' || lpad(statement::text, 6, '0'),
                  'stage', (ARRAY['endorsing', 'endorsed', 'submitted', 'answered'])[reached])) END),
              CASE n % 3 WHEN 0 THEN 'km' ELSE 'en' END, pg_temp.row_id('member', 1 + n % 400), pg_temp.entered(n)
         FROM carried ORDER BY n`,
      [],
    ],
    [
      `INSERT INTO recommendation_texts (recommendation_id, title_km, title_en, body_km, body_en, km_status, en_status, folded)
       SELECT pg_temp.row_id('recommendation', n), title_km, title_en, body_km, body_en, 'current', 'current',
              concat_ws(' ', title_km, title_en, body_km, body_en)
         FROM carried, LATERAL (
           SELECT string_agg(w.km, ' ' ORDER BY k) FILTER (WHERE k <= 7) AS title_km, string_agg(w.en, ' ' ORDER BY k) FILTER (WHERE k <= 7) AS title_en,
                  string_agg(w.km, ' ' ORDER BY k) FILTER (WHERE k > 7) AS body_km, string_agg(w.en, ' ' ORDER BY k) FILTER (WHERE k > 7) AS body_en
             FROM generate_series(1, 50) k
             JOIN words w ON w.n = (pg_temp.any_of(1000, carried.n, k)::bigint * pg_temp.any_of(1000, carried.n, k + 50) * 1500 / 1000000)::int) texts
        ORDER BY n`,
      [],
    ],
    [
      `INSERT INTO recommendation_addressees (recommendation_id, organisation_id)
       SELECT DISTINCT pg_temp.row_id('recommendation', n), pg_temp.row_id('institution', 1 + pg_temp.any_of(30, n, k))
         FROM carried, generate_series(1, 1 + n % 3) k`,
      [],
    ],
    [
      `INSERT INTO recommendation_topics (recommendation_id, code)
       SELECT pg_temp.row_id('recommendation', n), 'bench-' || (1 + n % 20) FROM carried`,
      [],
    ],
  ];
}

/** `told`: each statement with when it was drafted and what became of it. */
function statementRows(): [string, unknown[]][] {
  return [
    [
      `CREATE TEMP TABLE told AS
       SELECT statement AS n, pg_temp.entered(max(c.n)) AS at, count(*)::int AS items,
              (ARRAY['endorsing', 'endorsed', 'delivered', 'delivered', 'endorsing', 'delivered', 'answered', 'acknowledged'])[statement % 8 + 1] AS fate,
              jsonb_agg(pg_temp.row_id('item', c.n) ORDER BY c.n) AS keys
         FROM carried c WHERE statement > 0 GROUP BY statement`,
      [],
    ],
    [`CREATE UNIQUE INDEX ON told (n)`, []],
    [`ANALYZE told`, []],
    [
      `INSERT INTO statements (id, number, machine_version, version, state, context, kind, authentic_language, initiator_id, quorum_rule_id, created_at)
       SELECT pg_temp.row_id('statement', n), 'S-B-' || lpad(n::text, 6, '0'), 1,
              CASE fate WHEN 'endorsing' THEN 2 WHEN 'endorsed' THEN 3 WHEN 'answered' THEN 6 ELSE 5 END,
              to_jsonb(CASE WHEN fate IN ('endorsing', 'endorsed') THEN fate ELSE 'submitted' END),
              jsonb_build_object('versionNumber', 1, 'deadline', CASE fate WHEN 'endorsing' THEN '2030-01-01T16:59:59.999Z' END,
                'submissions', CASE WHEN fate IN ('endorsing', 'endorsed') THEN '{}'::jsonb ELSE jsonb_build_object(
                   pg_temp.row_id('submission', n), CASE fate WHEN 'answered' THEN 'over' ELSE 'delivered' END) END,
                'handedOver', CASE WHEN fate IN ('endorsing', 'endorsed') THEN '[]'::jsonb ELSE jsonb_build_array(pg_temp.row_id('submission', n)) END,
                'quorumRuleId', pg_temp.row_id('rule', 1), 'edits', 0, 'past', NULL, 'renewedBy', '[]'::jsonb),
              'jointList', 'en', pg_temp.row_id('member', 1 + n % 400), pg_temp.row_id('rule', 1), at
         FROM told ORDER BY n`,
      [],
    ],
    [
      `INSERT INTO statement_versions (id, statement_id, number, title_km, title_en, km_status, en_status, folded, hash, frozen_at)
       SELECT pg_temp.row_id('version', n), pg_temp.row_id('statement', n), 1, 'បញ្ជី ' || n, 'List ' || n, 'current', 'current',
              'បញ្ជី ' || n || ' list ' || n, md5(n::text), at + interval '1 hour' FROM told`,
      [],
    ],
    [
      `INSERT INTO statement_items (id, version_id, item_key, position, recommendation_id, wording_en)
       SELECT pg_temp.row_id('item', n), pg_temp.row_id('version', statement), pg_temp.row_id('item', n),
              row_number() OVER (PARTITION BY statement ORDER BY n), pg_temp.row_id('recommendation', n), 'Wording ' || n
         FROM carried WHERE statement > 0`,
      [],
    ],
    [
      `INSERT INTO effects (id, kind, process, case_id, case_version, key, due_at, created_at)
       SELECT md5('effect' || n)::uuid, 'closeEndorsementWindow', 'statement', pg_temp.row_id('statement', n), 2, 'endorsementWindow',
              '2030-01-01T16:59:59.999Z', at FROM told WHERE fate = 'endorsing'`,
      [],
    ],
  ];
}

const HANDED_OVER = `fate NOT IN ('endorsing', 'endorsed')`;
const READINGS = `(SELECT jsonb_object_agg(key, 'accepted') FROM jsonb_array_elements_text(keys) key)`;

function submissionRows(): [string, unknown[]][] {
  return [
    [
      `INSERT INTO submissions (id, number, statement_id, statement_version_number, addressee_id, machine_version, version, state,
              context, responsible_id, our_reference, created_at)
       SELECT pg_temp.row_id('submission', n), 'L-B-' || lpad(n::text, 6, '0'), pg_temp.row_id('statement', n), 1,
              pg_temp.row_id('institution', 1 + n % 30), 1, CASE fate WHEN 'delivered' THEN 2 ELSE 3 END, to_jsonb(fate),
              jsonb_build_object('items', keys, 'statementVersion', 1, 'past', NULL, 'handOvers', 0, 'receipts', '[]'::jsonb, 'ledger', '[]'::jsonb,
                'silence', NULL, 'successor', NULL, 'deliveredAt', pg_temp.iso(delivered), 'clockStartedAt', pg_temp.iso(delivered), 'calendarRevision', NULL,
                'attempts', jsonb_build_array(jsonb_build_object('at', pg_temp.iso(delivered), 'channel', 'byHand', 'mode', 'paper',
                  'enclosures', '[]'::jsonb, 'outcome', 'delivered')),
                'acknowledgedAt', CASE fate WHEN 'acknowledged' THEN pg_temp.iso(replied) END,
                'responses', CASE fate WHEN 'answered' THEN jsonb_build_array(jsonb_build_object(
                  'id', pg_temp.row_id('response', n), 'readings', ${READINGS})) ELSE '[]'::jsonb END),
              pg_temp.row_id('person', 0), 'L-B-' || n, at + interval '20 days'
         FROM told, LATERAL (SELECT at + interval '21 days' AS delivered, at + interval '60 days' AS replied) days WHERE ${HANDED_OVER}`,
      [],
    ],
    [
      `INSERT INTO submission_items (submission_id, item_key, recommendation_id, position)
       SELECT pg_temp.row_id('submission', statement), pg_temp.row_id('item', c.n), pg_temp.row_id('recommendation', c.n),
              row_number() OVER (PARTITION BY statement ORDER BY c.n) FROM carried c JOIN told ON told.n = statement WHERE ${HANDED_OVER}`,
      [],
    ],
    [
      `INSERT INTO responses (id, submission_id, case_version, answered_on, form, language, verbatim, recorded_at)
       SELECT pg_temp.row_id('response', n), pg_temp.row_id('submission', n), 3, (at + interval '60 days')::date, 'letter', 'km', 'យល់ព្រម',
              at + interval '60 days' FROM told WHERE fate = 'answered'`,
      [],
    ],
    [
      `INSERT INTO response_items (response_id, item_key, reading)
       SELECT pg_temp.row_id('response', statement), pg_temp.row_id('item', c.n), 'accepted'
         FROM carried c JOIN told ON told.n = statement WHERE fate = 'answered'`,
      [],
    ],
  ];
}

function endorsementRows(ofEach: number): [string, unknown[]][] {
  return [
    [
      `CREATE TEMP TABLE endorsed AS SELECT t.n, t.keys, t.at, ((k * 8 + 7 * t.n) % 400 + 1)::int AS member,
              (ARRAY['public', 'addressee', 'counted', 'hidden'])[(t.n + k) % 4 + 1] AS appearance
         FROM told t, generate_series(0, $1::int - 1) k`,
      [ofEach],
    ],
    [
      `INSERT INTO endorsements (id, statement_id, organisation_id, machine_version, version, state, context, created_at)
       SELECT pg_temp.row_id('endorsement', n::bigint * 1000 + member), pg_temp.row_id('statement', n), pg_temp.row_id('member', member), 1, 1, '"given"',
              jsonb_build_object('versionNumber', 1, 'signature', 'signatory', 'appearance', appearance, 'reservations', '{}'::jsonb,
                'onBehalf', false, 'confirmBy', NULL, 'past', false, 'tellAddressees', NULL), at + member * interval '1 minute' FROM endorsed`,
      [],
    ],
  ];
}

const COLUMNS = `process, machine_version, case_id, version, event, payload, from_state, to_state, actor_id, seat_id, organisation_id,
  happened_at, recorded_at, reason, cause_case_id, cause_version`;
const OFFICER = `pg_temp.row_id('person', 0), pg_temp.row_id('seat', 0), pg_temp.row_id('secretariat', 1)`;
const WEIGHED = `'{"quorum": {"met": true, "given": 50, "needed": 5, "lacks": []}}'::jsonb`;
const FINDINGS = `'{"items": 11, "withoutAddressee": [], "withoutTarget": [], "closed": [], "textMissing": [], "otherLanguage": "current"}'::jsonb`;

function history(): [string, unknown[]][] {
  const entries = (from: string): [string, unknown[]] => [`INSERT INTO case_history (${COLUMNS}) ${from}`, []];
  return [
    entries(`SELECT 'recommendation', 1, pg_temp.row_id('recommendation', n), v, CASE v WHEN 1 THEN 'DRAFT' ELSE 'EDIT' END,
        CASE v WHEN 1 THEN '{}'::jsonb ELSE jsonb_build_object('replaced', jsonb_build_object('title_en', 'Earlier title ' || n)) END,
        CASE WHEN v > 1 THEN pg_temp.living(0) END, pg_temp.living(0), pg_temp.row_id('person', 1 + n % 400), pg_temp.row_id('seat', 1 + n % 400),
        pg_temp.row_id('member', 1 + n % 400), pg_temp.entered(n) + v * interval '1 minute', pg_temp.entered(n) + v * interval '1 minute',
        NULL, NULL, NULL FROM carried, generate_series(1, 1 + edits) v ORDER BY n, v`),
    entries(`SELECT 'recommendation', 1, pg_temp.row_id('recommendation', c.n), 1 + edits + v, 'CARRYING_MOVED',
        jsonb_build_object('statement', pg_temp.row_id('statement', statement), 'number', 'S-B-' || lpad(statement::text, 6, '0'),
          'stage', (ARRAY['endorsing', 'endorsed', 'submitted', 'answered'])[v]),
        pg_temp.living(v - 1), pg_temp.living(v), ${OFFICER}, at + v * interval '15 days', at + v * interval '15 days', NULL,
        pg_temp.row_id('statement', statement), v + 1
        FROM carried c JOIN told ON told.n = statement, generate_series(1, reached) v ORDER BY c.n, v`),
    entries(`SELECT 'statement', 1, pg_temp.row_id('statement', n), v, e.event, e.payload, to_jsonb(e.before), to_jsonb(e.now_at), ${OFFICER},
        at + e.after, at + e.after, NULL, NULL, NULL
        FROM told, LATERAL (VALUES
          (1, 'DRAFT', '{"renews": null}'::jsonb, NULL, 'drafting', interval '0'),
          (2, 'OPEN', jsonb_build_object('versionNumber', 1, 'hash', md5(n::text), 'quorumRuleId', pg_temp.row_id('rule', 1), 'findings', ${FINDINGS},
             'deadline', CASE fate WHEN 'endorsing' THEN '2030-01-01T16:59:59.999Z' ELSE pg_temp.iso(at + interval '10 days') END), 'drafting', 'endorsing', interval '1 hour'),
          (3, 'CLOSE', ${WEIGHED}, 'endorsing', 'endorsed', interval '10 days'),
          (4, 'SUBMIT', ${WEIGHED}, 'endorsed', 'endorsed', interval '20 days'),
          (5, 'DELIVERED', jsonb_build_object('moved', jsonb_build_array(jsonb_build_object('submissionId', pg_temp.row_id('submission', n), 'status', 'delivered'))),
             'endorsed', 'submitted', interval '21 days'),
          (6, 'SUBMISSIONS_MOVED', jsonb_build_object('moved', jsonb_build_array(jsonb_build_object('submissionId', pg_temp.row_id('submission', n), 'status', 'over'))),
             'submitted', 'submitted', interval '60 days')) AS e(v, event, payload, before, now_at, after)
       WHERE v <= CASE fate WHEN 'endorsing' THEN 2 WHEN 'endorsed' THEN 3 WHEN 'answered' THEN 6 ELSE 5 END ORDER BY n, v`),
    entries(`SELECT 'submission', 1, pg_temp.row_id('submission', n), v, e.event, e.payload, to_jsonb(e.before), to_jsonb(e.now_at), ${OFFICER},
        at + e.after, at + e.after, NULL, NULL, NULL
        FROM told, LATERAL (VALUES
          (1, 'PREPARE', jsonb_build_object('items', keys, 'statementVersion', 1, 'clockStartedAt', NULL, 'handOvers', 0), NULL, 'prepared', interval '20 days'),
          (2, 'DELIVER', '{"channel": "byHand", "mode": "paper", "enclosures": [], "statementStatus": "endorsed", "currentVersion": 1, "judged": true}'::jsonb,
             'prepared', 'delivered', interval '21 days'),
          (3, CASE fate WHEN 'answered' THEN 'RESPOND' ELSE 'ACKNOWLEDGE' END, CASE fate WHEN 'answered' THEN jsonb_build_object(
             'response', pg_temp.row_id('response', n), 'words', true, 'readings', ${READINGS}) ELSE '{}'::jsonb END,
             'delivered', fate, interval '60 days')) AS e(v, event, payload, before, now_at, after)
       WHERE ${HANDED_OVER} AND v <= CASE fate WHEN 'delivered' THEN 2 ELSE 3 END ORDER BY n, v`),
    entries(`SELECT 'endorsement', 1, pg_temp.row_id('endorsement', n::bigint * 1000 + member), 1, 'ENDORSE',
        jsonb_build_object('versionNumber', 1, 'signature', 'signatory', 'appearance', appearance, 'reservations', '{}'::jsonb, 'window', 'open',
          'currentVersion', 1, 'handedOver', false, 'items', keys),
        NULL, '"given"', pg_temp.row_id('person', member), pg_temp.row_id('seat', member), pg_temp.row_id('member', member),
        at + member * interval '1 minute', at + member * interval '1 minute', NULL, NULL, NULL FROM endorsed`),
  ];
}
