import { Inject, Injectable } from '@nestjs/common';
import { Cursors, Database, readPagesBeside } from '#platform';
import type { Page, PageRequest, Viewer } from '#platform';
import { sees } from '#policy';
import type { ReceiptRow, ResponseItem, ResponseRow } from './response.model.js';
import { visibleSubmissions } from './submission.scope.js';

const RESPONSE = `r.id, r.submission_id AS "submissionId", r.case_version AS "caseVersion", r.answered_on::text AS "answeredOn",
  r.answered_until::text AS "answeredUntil", r.precision, r.form, r.language, r.verbatim, r.document_id AS "documentId", r.annuls,
  r.corrects_id AS "correctsId", (SELECT c.id FROM responses c WHERE c.corrects_id = r.id) AS "correctedById",
  r.recorded_at AS "recordedAt"`;
const RECEIPT = `r.id, r.submission_id AS "submissionId", r.received_on::text AS "receivedOn", r.entry_number AS "entryNumber",
  r.stamp_seen AS "stampSeen", r.office, r.document_id AS "documentId", r.annuls, r.corrects_id AS "correctsId",
  (SELECT c.id FROM receipts c WHERE c.corrects_id = r.id) AS "correctedById", r.recorded_at AS "recordedAt"`;
const from = (table: 'receipts' | 'responses') =>
  `${table} r JOIN submissions s ON s.id = r.submission_id JOIN statements st ON st.id = s.statement_id`;

/** What addressees gave back, through the scope of the submission that it belongs to. */
@Injectable()
export class ResponsesQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  readonly byIds = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, ResponseRow>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db
      .as(viewer)
      .query<ResponseRow[]>(
        `SELECT ${RESPONSE} FROM ${from('responses')} WHERE r.id = ANY($1) AND ${visibleSubmissions(viewer, parameters)}`,
        parameters,
      );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** Everything that was answered to each submission, what was wrong included; what was written down last comes first. */
  readonly ofSubmissions = (
    submissionIds: readonly string[],
    viewer: Viewer,
    request: PageRequest,
  ): Promise<Map<string, Page<ResponseRow>>> => {
    const parameters: unknown[] = [];
    return readPagesBeside<ResponseRow>(
      this.db.as(viewer),
      this.cursors,
      {
        columns: RESPONSE,
        from: from('responses'),
        of: 'r.submission_id',
        where: [visibleSubmissions(viewer, parameters)],
        parameters,
        key: [
          { expression: 'r.recorded_at', type: 'timestamptz' },
          { expression: 'r.id', type: 'uuid' },
        ],
        descending: true,
        identity: (submissionId) => ['responses', submissionId],
      },
      submissionIds,
      request,
    );
  };

  /** How each response is read, item by item, in the order of the statement. Whoever has the response may see it. */
  readonly itemsOf = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, ResponseItem[]>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db.as(viewer).query<(ResponseItem & { responseId: string })[]>(
      `SELECT ri.response_id AS "responseId", ri.item_key AS "itemKey", ri.reading, ri.verbatim, ri.reason
         FROM ${from('responses')} JOIN response_items ri ON ri.response_id = r.id
         JOIN submission_items i ON i.submission_id = s.id AND i.item_key = ri.item_key
        WHERE r.id = ANY($1) AND ${visibleSubmissions(viewer, parameters)} ORDER BY r.id, i.position`,
      parameters,
    );
    const items = new Map<string, ResponseItem[]>(ids.map((id) => [id, []]));
    for (const { responseId, ...item } of rows) items.get(responseId)?.push(item);
    return items;
  };

  readonly receiptsByIds = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, ReceiptRow>> => {
    const rows = await this.receipts('r.id = ANY($1)', ids, viewer);
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** The receipts of each submission, oldest first; those that only take another one out are left out. */
  readonly receiptsOf = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, ReceiptRow[]>> => {
    const receipts = new Map<string, ReceiptRow[]>(ids.map((id) => [id, []]));
    for (const row of await this.receipts('s.id = ANY($1) AND NOT r.annuls', ids, viewer)) {
      receipts.get(row.submissionId)?.push(row);
    }
    return receipts;
  };

  private async receipts(where: string, ids: readonly string[], viewer: Viewer): Promise<ReceiptRow[]> {
    if (!sees(viewer, 'Submission.receipts')) return [];
    const parameters: unknown[] = [ids];
    return this.db.as(viewer).query<ReceiptRow[]>(
      `SELECT ${RECEIPT} FROM ${from('receipts')} WHERE ${where} AND ${visibleSubmissions(viewer, parameters)}
        ORDER BY r.recorded_at, r.id`,
      parameters,
    );
  }
}
