import type { Queryable } from '#platform';

/** Where a column's text may be read: under a field of the schema, beside the thing whose id the row carries. */
interface Home {
  field: string;
  type: string;
}

/** Whose thing a row is, as SQL over `x`: what stands in a table without a home belongs into no answer at all. */
const OWNERS: Record<string, { type: string; id: string }> = {
  recommendations: { type: 'Recommendation', id: 'x.id' },
  recommendation_texts: { type: 'Recommendation', id: 'x.recommendation_id' },
  statements: { type: 'Statement', id: 'x.id' },
  statement_versions: { type: 'StatementVersion', id: 'x.id' },
  statement_items: { type: 'StatementVersion', id: 'x.version_id' },
  submissions: { type: 'Submission', id: 'x.id' },
  receipts: { type: 'Submission', id: 'x.submission_id' },
  responses: { type: 'Submission', id: 'x.submission_id' },
  response_items: { type: 'Submission', id: '(SELECT r.submission_id FROM responses r WHERE r.id = x.response_id)' },
  endorsements: { type: 'Endorsement', id: 'x.id' },
  integrations: { type: 'Integration', id: 'x.id' },
  case_history: { type: 'Case', id: 'x.case_id' },
  documents: { type: 'Document', id: 'x.id' },
  concerns: { type: 'Concern', id: 'x.id' },
  concern_entries: { type: 'Wording', id: 'x.concern_id' },
  remarks: { type: 'Remark', id: 'x.id' },
  remark_entries: { type: 'Wording', id: 'x.remark_id' },
  follow_ups: { type: 'FollowUp', id: 'x.id' },
  follow_up_entries: { type: 'FollowUp', id: 'x.follow_up_id' },
  quorum_rules: { type: 'QuorumRule', id: 'x.id' },
  organisation_names: { type: 'Organisation', id: 'x.organisation_id' },
  organisations: { type: 'Organisation', id: 'x.id' },
  people: { type: 'Person', id: 'x.id' },
  seat_changes: { type: 'Seat', id: 'x.seat_id' },
  seat_delegations: { type: 'Delegation', id: 'x.seat_id' },
  seat_invitations: { type: 'Invitation', id: 'x.id' },
  api_tokens: { type: 'Self', id: 'x.person_id' },
  sessions: { type: 'Self', id: 'x.person_id' },
  passkeys: { type: 'Self', id: 'x.person_id' },
  import_runs: { type: 'ImportRun', id: 'x.id' },
  import_rows: { type: 'ImportRun', id: 'x.run_id' },
};

/** Columns that are shown, by the field that shows them. Every other text column is nobody's to read. */
const SHOWN: Record<string, string> = {
  'recommendations.number': 'Recommendation.number',
  'recommendations.external_reference': 'Recommendation.externalReference',
  'statements.number': 'Statement.number',
  'statements.external_reference': 'Statement.externalReference',
  'statement_versions.reason': 'StatementVersion.reason',
  'statement_versions.hash': 'StatementVersion.hash',
  'submissions.number': 'Submission.number',
  'submissions.our_reference': 'Submission.ourReference',
  'receipts.entry_number': 'Submission.receipts',
  'receipts.office': 'Submission.receipts',
  'responses.verbatim': 'Response.verbatim',
  'response_items.verbatim': 'ResponseItem.verbatim',
  'response_items.reason': 'ResponseItem.reason',
  'integrations.number': 'Integration.number',
  'case_history.reason': 'HistoryEntry.reason',
  'case_history.not_known': 'HistoryEntry.notKnown',
  'case_history.payload': 'HistoryEntry.payload',
  'documents.file_name': 'Document.fileName',
  'documents.sha256': 'Document.sha256',
  'documents.received_sha256': 'Document.receivedSha256',
  'documents.media_type': 'Document.mediaType',
  'concerns.text': 'Concern.text',
  'concern_entries.text': 'ConcernEntry.text',
  'remarks.text': 'Remark.text',
  'remarks.answer': 'RemarkAnswer.text',
  'remark_entries.text': 'RemarkEntry.text',
  'follow_ups.note': 'FollowUp.note',
  'follow_ups.outcome_note': 'FollowUp.outcomeNote',
  'follow_up_entries.reason': 'FollowUpEntry.reason',
  'quorum_rules.code': 'QuorumRule.code',
  'quorum_rules.source': 'QuorumRule.source',
  'organisations.code': 'Organisation.code',
  'organisation_names.abbreviation': 'Organisation.names',
  'seat_changes.reason': 'SeatChange.reason',
  'seat_delegations.reason': 'Delegation.reason',
  'seat_invitations.office_en': 'Invitation.office',
  'seat_invitations.office_km': 'Invitation.office',
  'api_tokens.name': 'ApiToken.name',
  'sessions.device': 'Device.name',
  'passkeys.name': 'Passkey.name',
  'import_runs.mapping': 'ImportRun.columns',
  'import_rows.number': 'ImportRow.number',
  'people.office_en': 'Actor.office',
  'people.office_km': 'Actor.office',
};
for (const [table, columns, field] of [
  ['recommendation_texts', 'title_km title_en', 'Recommendation.title'],
  ['recommendation_texts', 'body_km body_en', 'Recommendation.body'],
  ['recommendation_texts', 'problem_km problem_en', 'Recommendation.problem'],
  ['statement_versions', 'title_km title_en', 'StatementVersion.title'],
  ['statement_versions', 'body_km body_en', 'StatementVersion.body'],
  ['statement_items', 'wording_km wording_en', 'StatementItem.wording'],
  ['organisation_names', 'name_km name_en', 'Organisation.name'],
] as const)
  for (const column of columns.split(' ')) SHOWN[`${table}.${column}`] = field;

/** Public registers: whatever stands in them may be read by everybody, but for the columns that only searching and keeping needs. */
const PUBLIC =
  /^(instruments|editions|provisions|windows|places|topics|goals|instrument_entries|calendar_entries|calendar_revisions)\./;
const INSIDERS_ONLY = /^instrument_entries\.(reason)$/;
const INTERNAL = /\.(folded|storage_key)$/;

/** Names by which the product finds things, and sign-ins: another text in them would be another world, not a canary. */
const LEFT_ALONE =
  /^(migrations|register_versions|number_series|effects|recommendation_counts|recommendation_addressees)\.|(^|\.|_)state$|\.history_value$|^goals\.code$|^case_history\.(process|event)$|\.token_hash$|(^|_)series$|^instrument_entries\.event$|^group_fields\.|^seats\.|^(seat_changes|seat_delegations|seat_invitations|api_tokens)\.(role|rights|reads)$|^refused_attempts\.(process|event)$/;

export interface Canary {
  column: string;
  /** Under which field it may be read; nothing: nowhere. */
  home: Home | null;
  /** The id of the thing that it belongs to. */
  owner: string;
}

export interface Planted {
  /** By the word that was planted. */
  byWord: Map<string, Canary>;
  /** Text columns that take no other text, because a check, a key or a type forbids it. */
  refused: string[];
  columns: string[];
}

/**
 * Puts a word of its own into every text of every row, whatever column the database has; arrays and JSON objects get one
 * more. What a check or a key forbids is left as it is and listed.
 */
export async function plant(db: Queryable): Promise<Planted> {
  const columns = await db.query<{ table: string; column: string; type: string }[]>(
    `SELECT c.table_name AS table, c.column_name AS column, c.udt_name AS type
       FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
        AND c.udt_name IN ('text', 'varchar', '_text', 'jsonb') ORDER BY 1, 2`,
  );
  const planted: Planted = { byWord: new Map(), refused: [], columns: [] };
  const tables = new Set(columns.map(({ table }) => table));
  for (const table of tables) await db.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
  for (const [index, { table, column, type }] of columns.entries()) {
    const name = `${table}.${column}`;
    if (LEFT_ALONE.test(name)) continue;
    const owner = OWNERS[table];
    const word = `'cnry${index}q' || replace((${owner?.id ?? `'${'0'.repeat(32)}'`})::text, '-', '')`;
    const value =
      type === 'jsonb'
        ? `CASE WHEN jsonb_typeof("${column}") = 'object' THEN "${column}" || jsonb_build_object('canary', ${word}) ELSE "${column}" END`
        : type === '_text'
          ? `"${column}" || (${word})`
          : `CASE WHEN "${column}" IS NULL THEN NULL ELSE ${word} END`;
    try {
      await db.query(`UPDATE "${table}" AS x SET "${column}" = ${value}`);
    } catch {
      planted.refused.push(name);
      continue;
    }
    planted.columns.push(name);
    const field = homeOf(name);
    const rows = await db.query<{ word: string; owner: string }[]>(
      `SELECT DISTINCT ${word} AS word, (${owner?.id ?? `''`})::text AS owner FROM "${table}" x`,
    );
    for (const row of rows) {
      const home = field === null ? null : { field, type: owner?.type ?? 'Register' };
      planted.byWord.set(row.word, { column: name, home, owner: row.owner });
    }
  }
  for (const table of tables) await db.query(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
  return planted;
}

function homeOf(name: string): string | null {
  if (INTERNAL.test(name)) return null;
  if (INSIDERS_ONLY.test(name)) return 'InstrumentEntry.reason';
  if (PUBLIC.test(name)) return 'Instrument.name';
  return SHOWN[name] ?? null;
}

/** The canaries in what was said. */
export function canariesIn(text: string): string[] {
  return [...new Set(text.match(/cnry\d+q[0-9a-f]{32}/g) ?? [])];
}
