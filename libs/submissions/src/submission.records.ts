import type { EntityManager } from 'typeorm';
import type { Queryable, Reason } from '#platform';
import type { Reading } from './readings.js';
import { latestOf } from './submission.days.js';
import type { Span } from './submission.days.js';

/** In which form an answer came. */
export const RESPONSE_FORMS = [
  'letter',
  'email',
  'meeting',
  'call',
  'message',
  'speech',
  'inInstrument',
  'other',
] as const;
export type ResponseForm = (typeof RESPONSE_FORMS)[number];

/** Their proof of receipt; `receivedOn` is `YYYY-MM-DD`, Phnom Penh time. */
export interface ReceiptDetails {
  receivedOn: string;
  entryNumber: string | null;
  stampSeen: boolean;
  office: string | null;
  documentId: string | null;
}

/** What they answered, in their words, and how it is read for each item. */
export interface ResponseDetails {
  on: Span;
  form: ResponseForm;
  language: 'km' | 'en' | null;
  verbatim: string | null;
  documentId: string | null;
  items: readonly { itemKey: string; reading: Reading; verbatim: string | null; reason: string | null }[];
}

/** Where a row comes from: its submission, and the step that wrote it. `corrects`: the row in whose place it stands. */
export interface Written {
  id: string;
  submissionId: string;
  caseVersion: number;
  recordedAt: string;
  corrects?: string;
}

/** The day on which they had it. */
export function receivedOn({ receivedOn: day }: ReceiptDetails): Span {
  return { precision: 'day', from: day, until: day };
}

/** What the event says of a receipt. */
export function receipted(id: string, receipt: ReceiptDetails) {
  const proves = Boolean(receipt.entryNumber) || receipt.stampSeen || receipt.documentId !== null;
  return { receipt: id, proves, ...latestOf(receivedOn(receipt)) };
}

/** What the event says of a response: how it is read, and that there are words; the words themselves stay in its rows. */
export function responded(id: string, { verbatim, documentId, items, on }: ResponseDetails) {
  return {
    response: id,
    readings: Object.fromEntries(items.map((item) => [item.itemKey, item.reading])),
    words: Boolean(verbatim) || documentId !== null || items.some((item) => Boolean(item.verbatim)),
    ...latestOf(on),
  };
}

/** What is wrong with responses whatever they answer. */
export async function problemsOfResponses(db: Queryable, responses: readonly ResponseDetails[]): Promise<Reason[]> {
  const twice = responses.filter(({ items }) => new Set(items.map((item) => item.itemKey)).size < items.length);
  return [
    ...(await unknownDocuments(
      db,
      responses.map(({ documentId }) => ({ id: documentId, path: ['response', 'documentId'] })),
    )),
    ...twice.map(() => ({ code: 'ITEM_TWICE', path: ['response', 'items'] })),
  ];
}

/** Documents that are named and are not there. */
export async function unknownDocuments(
  db: Queryable,
  named: readonly { id: string | null; path: readonly string[] }[],
): Promise<Reason[]> {
  const wanted = named.flatMap(({ id, path }) => (id === null ? [] : [{ id, path }]));
  if (wanted.length === 0) return [];
  const rows = await db.query<{ id: string }[]>(`SELECT id FROM documents WHERE id = ANY($1)`, [
    wanted.map(({ id }) => id),
  ]);
  return wanted
    .filter(({ id }) => !rows.some((row) => row.id === id))
    .map(({ id, path }) => ({ code: 'UNKNOWN_REFERENCE', parameters: { field: path.at(-1) ?? '', value: id }, path }));
}

export async function writeReceipt(tx: EntityManager, written: Written, receipt: ReceiptDetails): Promise<void> {
  await tx.query(
    `INSERT INTO receipts (id, submission_id, case_version, recorded_at, corrects_id, received_on, entry_number, stamp_seen,
                           office, document_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...source(written),
      receipt.receivedOn,
      receipt.entryNumber,
      receipt.stampSeen,
      receipt.office,
      receipt.documentId,
    ],
  );
}

/** Writes responses with their readings, two statements for any number of them. */
export async function writeResponses(
  tx: EntityManager,
  responses: readonly { written: Written; response: ResponseDetails }[],
): Promise<void> {
  const rows = responses.map(({ written, response: { on, form, language, verbatim, documentId } }) => ({
    id: written.id,
    submission_id: written.submissionId,
    case_version: written.caseVersion,
    recorded_at: written.recordedAt,
    corrects_id: written.corrects ?? null,
    answered_on: on.from,
    answered_until: on.precision === 'range' ? on.until : null,
    precision: on.precision,
    form,
    language,
    verbatim,
    document_id: documentId,
  }));
  await tx.query(
    `INSERT INTO responses (id, submission_id, case_version, recorded_at, corrects_id, answered_on, answered_until,
                            precision, form, language, verbatim, document_id)
     SELECT id, submission_id, case_version, recorded_at, corrects_id, answered_on, answered_until,
            precision, form, language, verbatim, document_id FROM jsonb_populate_recordset(NULL::responses, $1)`,
    [JSON.stringify(rows)],
  );
  const items = responses.flatMap(({ written, response }) =>
    response.items.map(({ itemKey: item_key, ...item }) => ({ response_id: written.id, item_key, ...item })),
  );
  await tx.query(
    `INSERT INTO response_items (response_id, item_key, reading, verbatim, reason)
     SELECT response_id, item_key, reading, verbatim, reason FROM jsonb_populate_recordset(NULL::response_items, $1)`,
    [JSON.stringify(items)],
  );
}

/** Writes a row that takes the place of a receipt or a response that was never one: it says nothing. */
export async function annul(
  tx: EntityManager,
  table: 'receipts' | 'responses',
  written: Written & { corrects: string },
): Promise<void> {
  const kept = table === 'receipts' ? 'received_on' : 'answered_on, answered_until, precision, form';
  await tx.query(
    `INSERT INTO ${table} (id, submission_id, case_version, recorded_at, corrects_id, annuls, ${kept})
     SELECT $1, $2, $3, $4, $5, true, ${kept} FROM ${table} WHERE id = $5`,
    source(written),
  );
}

/** The row that now stands in the place of one that was written first: itself, or the last that corrects it. */
export async function lastCorrection(db: Queryable, table: 'receipts' | 'responses', id: string): Promise<string> {
  const [row] = await db.query<{ id: string }[]>(
    `WITH RECURSIVE chain AS (
       SELECT id, 1 AS depth FROM ${table} WHERE id = $1
       UNION ALL SELECT t.id, chain.depth + 1 FROM ${table} t JOIN chain ON t.corrects_id = chain.id)
     SELECT id FROM chain ORDER BY depth DESC LIMIT 1`,
    [id],
  );
  return (row as { id: string }).id;
}

function source({ id, submissionId, caseVersion, recordedAt, corrects }: Written): unknown[] {
  return [id, submissionId, caseVersion, recordedAt, corrects ?? null];
}
