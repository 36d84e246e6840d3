import { Client } from 'pg';
import { datasetSql } from '../../bench/dataset.sql.js';
import { sizesOf } from '../../bench/sizes.js';
import type { CastMember } from './cast.js';

/**
 * The data set of the bench in a test's own database: whole cases of every kind, made by SQL in a moment, and analysed.
 * @param how.bare without the registers' rows, which have no histories, so that every case replays.
 */
export async function fillDatabase(url: string, recommendations: number, how: { bare?: boolean } = {}): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const [sql, parameters] of datasetSql(sizesOf(recommendations))) await client.query(sql, parameters);
    for (const sql of how.bare ? [] : REGISTERS) await client.query(sql, [SIXTY]);
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
  }
}

const SIXTY = 60;
const numbered = `FROM generate_series(1, $1::integer) AS n`;
const id = (kind: string) => `pg_temp.row_id('${kind}', n)`;

/** What the bench has no use for: sixty instruments, each with a text, a place in it, a finding, a window, an entry; sixty rules, concerns and questions. */
const REGISTERS = [
  `INSERT INTO instruments (id, code, kind, name_en) SELECT ${id('instrument')}, 'BENCH-L' || n, 'law', 'Law ' || n ${numbered}`,
  `INSERT INTO editions (id, instrument_id, label, status) SELECT ${id('edition')}, ${id('instrument')}, 'first', 'adopted' ${numbered}`,
  `INSERT INTO provisions (id, edition_id, position, article, text_en)
   SELECT ${id('provision')}, pg_temp.row_id('edition', 1), n, n::text, 'Article ' || n ${numbered}`,
  `INSERT INTO windows (instrument_id, kind, name_en, opens_on, closes_on)
   SELECT ${id('instrument')}, 'other', 'Window ' || n, '2026-01-01', '2026-12-31' ${numbered}`,
  `INSERT INTO instrument_entries (instrument_id, edition_id, event, organisation_id, recorded_at)
   SELECT ${id('instrument')}, ${id('edition')}, 'REGISTER_EDITION', pg_temp.row_id('secretariat', 1), now() ${numbered}`,
  `INSERT INTO quorum_rules (code, revision, rule) SELECT 'BENCH-' || n, 1, '{"atLeast": 5}' ${numbered}`,
  `INSERT INTO recommendation_targets SELECT pg_temp.row_id('recommendation', n), ${id('instrument')} ${numbered}`,
  `INSERT INTO integrations (number, recommendation_id, machine_version, version, state, context)
   SELECT 'I-B-' || n, pg_temp.row_id('recommendation', n), 1, 1, '"claimed"', jsonb_build_object(
     'editionId', pg_temp.row_id('edition', 1), 'provisionId', ${id('provision')}, 'degree', 'verbatim', 'quoteKm', NULL, 'quoteEn', 'so',
     'editionStatus', 'adopted', 'verifiedBy', NULL, 'checks', '[]'::jsonb, 'recheck', NULL, 'claimedBy', jsonb_build_object(
       'person', pg_temp.row_id('person', 0), 'organisation', pg_temp.row_id('secretariat', 1))) ${numbered}`,
  `INSERT INTO endorsements (statement_id, organisation_id, machine_version, version, state, context)
   SELECT s.id, o.id, 1, 1, '"awaitingConfirmation"', jsonb_build_object('versionNumber', s.version_number, 'signature', 'signatory',
     'appearance', 'hidden', 'reservations', '{}'::jsonb, 'onBehalf', true,
     'confirmBy', NULL, 'past', false, 'tellAddressees', NULL)
     FROM statements s CROSS JOIN organisations o WHERE o.kind IN ('institution', 'secretariat') LIMIT $1`,
  `INSERT INTO concerns (kind, community, organisation_id, confidential, language, text, heard_in, created_at)
   SELECT 'concern', 'women', pg_temp.row_id('member', 1), false, 'en', 'A dry well', '2026-05-01', now() ${numbered}`,
  `INSERT INTO recommendation_concerns SELECT pg_temp.row_id('recommendation', row_number() OVER ()::integer), id FROM concerns WHERE $1 > 0`,
  `INSERT INTO remarks (kind, recommendation_id, organisation_id, audience, language, text, created_at)
   SELECT 'question', pg_temp.row_id('recommendation', n), pg_temp.row_id('member', 1), 'named', 'en', 'Who pays?', now() ${numbered}`,
];

const viewer = (token: string, role: CastMember['role']): CastMember => ({
  token,
  personId: '',
  seatId: '',
  organisationId: '',
  role,
  rights: [],
});

/** Those who sign in to the data set. */
export const datasetOfficer = viewer('bench-officer-token', 'policyOfficer');
export const datasetMember = (index: number) => viewer(`bench-member-token-${index}`, 'memberRepresentative');
