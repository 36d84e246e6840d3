import { basename, extname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Database, DomainError, fromGlobalId, refuseIf, say } from '#platform';
import type { Viewer } from '#platform';
import { DocumentsService } from '#documents';
import { Outbox, reasonsOfWho } from '#workflow';
import type { Act } from '#workflow';
import { guessColumns } from './columns.js';
import type { ImportListInput, ImportRunRow, Report } from './import-run.model.js';
import { reasonsOf } from './import.plan.js';
import type { Step } from './import.plan.js';
import { ImportsService } from './imports.service.js';
import { readMapping, writeMapping } from './mapping.file.js';
import { readSource } from './source.reader.js';
import { writeRejects } from './table.writer.js';

/** The effect by which a worker carries a run out. */
export const RUN_IMPORT = 'runImport';

interface StoredRun {
  documentId: string;
  apply: boolean;
  source: string;
  mapping: { columns: string | null; sheetName: string | null };
}

/** Runs of the import that the api begins and a worker carries out. */
@Injectable()
export class ImportRuns {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(DocumentsService) private readonly documents: DocumentsService,
    @Inject(ImportsService) private readonly imports: ImportsService,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Begins a run. @returns its id. @throws DomainError refused to those who may not import, or for a document that is not theirs. */
  async begin(tx: EntityManager, input: ImportListInput, act: Act): Promise<string> {
    const viewer = act.viewer as Viewer;
    const documentId = fromGlobalId('doc', input.documentId);
    refuseIf([
      ...reasonsOfWho([{ role: 'policyOfficer', right: 'record' }], viewer, []),
      ...(await this.documents.assertUsable(tx, [documentId], viewer)),
    ]);
    const mapping = { columns: input.columns ?? null, sheetName: input.sheetName ?? null };
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO import_runs (actor_id, seat_id, organisation_id, document_id, file_name, source, mapping, apply)
       SELECT $1, $2, $3, d.id, d.file_name, coalesce($5, d.file_name), $6, $7 FROM documents d WHERE d.id = $4 RETURNING id`,
      [
        viewer.personId,
        viewer.seatId,
        viewer.organisationId,
        documentId,
        input.source ?? null,
        JSON.stringify(mapping),
        input.apply,
      ],
    );
    const { id } = row as { id: string };
    await this.outbox.ask(tx, RUN_IMPORT, { runId: id });
    return id;
  }

  /** Carries a run out; safe to begin again, because a row that came in is known. */
  async carryOut(runId: string, viewer: Viewer): Promise<void> {
    const open = `id = $1 AND status IN ('waiting', 'running')`;
    await this.db.query(`UPDATE import_runs SET status = 'running' WHERE ${open}`, [runId]);
    const [run] = await this.db.query<StoredRun[]>(
      `SELECT document_id AS "documentId", apply, source, mapping FROM import_runs WHERE ${open}`,
      [runId],
    );
    if (!run) return;
    try {
      await this.readAndEnter(runId, run, viewer);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const notes = error.reasons.map((reason) => say(reason.code, reason.parameters));
      await this.end(runId, 'failed', { notes, rows: [] });
    }
  }

  /** Runs that the viewer began. */
  readonly byIds = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, ImportRunRow>> => {
    const rows = await this.db.query<ImportRunRow[]>(
      `SELECT id, status, apply, rows_total AS "rowsTotal", rows_done AS "rowsDone", report,
              rejects_document_id AS "rejectsDocumentId", ended_at AS "endedAt"
         FROM import_runs WHERE id = ANY($1) AND actor_id = $2`,
      [ids, viewer.personId],
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  private async readAndEnter(runId: string, run: StoredRun, viewer: Viewer): Promise<void> {
    const { row, content } = await this.documents.open(run.documentId, viewer);
    const name = row.fileName ?? 'list';
    const bytes = await buffer(await content());
    const { columns, sheetName } = run.mapping;
    const sheet = await readSource({ name, bytes }, sheetName ? { sheetName } : {});
    const mapping = columns ? readMapping(columns, sheet) : guessColumns(sheet);
    const source = basename(run.source, extname(run.source));
    const plan = await this.imports.plan(sheet, mapping, source);
    if (run.apply) {
      await this.imports.apply(plan, source, viewer, async (done, total) => {
        await this.db.query(`UPDATE import_runs SET rows_done = $2, rows_total = $3 WHERE id = $1`, [
          runId,
          done,
          total,
        ]);
      });
    }
    const rejected = plan.steps.filter((step) => step.action === 'reject');
    let rejects: string | undefined;
    if (run.apply && rejected.length > 0) {
      const reasons = new Map(rejected.map((step) => [step.row, `${reasonsOf(step, 'km')}\n${reasonsOf(step, 'en')}`]));
      const written = await writeRejects(sheet, reasons, 'មូលហេតុ · Reason');
      const details = {
        kind: 'import',
        visibility: 'secretariat',
        givenName: `${name}.rejects.${written.extension}`,
      } as const;
      rejects = await this.documents.add(written.bytes, details, viewer);
    }
    await this.end(
      runId,
      'done',
      { columns: writeMapping(mapping), notes: plan.notes, rows: plan.steps.map(toRow) },
      rejects,
    );
  }

  private async end(runId: string, status: 'done' | 'failed', report: Report, rejects?: string): Promise<void> {
    await this.db.query(
      `UPDATE import_runs SET status = $2, report = $3, rejects_document_id = $4, rows_total = $5, rows_done = $5,
              ended_at = ${this.clock.sql()} WHERE id = $1`,
      [runId, status, JSON.stringify(report), rejects ?? null, report.rows.length],
    );
  }
}

const toRow = ({ row, action, number, problems, refusals, notes }: Step) => ({
  row,
  action,
  number,
  problems,
  refusals,
  notes,
});
