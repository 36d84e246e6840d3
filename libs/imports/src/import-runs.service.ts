import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Database, DomainError, PHNOM_PENH, fromGlobalId, refuseIf, say } from '#platform';
import type { Viewer } from '#platform';
import { DocumentsService } from '#documents';
import { acts, reasonsOfWho, scopeOf } from '#policy';
import type { FactsSql } from '#policy';
import { Outbox } from '#workflow';
import type { Act } from '#workflow';
import { guessColumns } from './columns.js';
import type { Mapping } from './columns.js';
import type { ImportListInput, ImportRunRow, Report } from './import-run.model.js';
import { countActions, countRows, eachRow, readRows, rejectedRows } from './import-rows.js';
import { reasonsOf } from './import.plan.js';
import type { PlannedRow, RowAction } from './import.plan.js';
import type { Pace, Progress } from './import.progress.js';
import { ImportsService } from './imports.service.js';
import { readMapping, writeMapping } from './mapping.file.js';
import type { Sheet } from './sheet.js';
import { surveySource } from './source.reader.js';
import type { SurveyedList } from './table.survey.js';
import { writeRejects } from './table.writer.js';
import type { WrittenTable } from './table.writer.js';
import type { Encoding } from './text.decoder.js';

/** The effect by which a worker carries a run out. */
export const RUN_IMPORT = 'runImport';

/** What the policy names of a run, as SQL over `r`. */
const facts: FactsSql<'ImportRun'> = {
  begunBySelf: (viewer, bind) => `r.actor_id = ${bind(viewer.personId)}`,
};

/** How a list is to be read, as its run keeps it. */
interface Reading {
  columns: string | null;
  sheetName: string | null;
  encoding: Encoding | null;
}

interface StoredRun {
  id: string;
  documentId: string | null;
  apply: boolean;
  source: string;
  reading: Reading;
  /** The day on which it was begun, `YYYY-MM-DD`, Phnom Penh. */
  day: string;
  /** The whole list has been read, and what each row would do is kept. */
  wasRead: boolean;
}

const STORED = `id, document_id AS "documentId", apply, source, mapping AS reading, read_at IS NOT NULL AS "wasRead",
  (created_at AT TIME ZONE '${PHNOM_PENH}')::date::text AS day`;

/** A list that somebody at a terminal has at hand. */
export interface ListAtHand {
  name: string;
  bytes: Buffer;
  list: SurveyedList;
  mapping: Mapping;
  source: string;
  apply: boolean;
}

/** Runs of the import: begun by the api and carried out by a worker, or begun and carried out at a terminal. */
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
      ...reasonsOfWho(acts.importRun.IMPORT, viewer, []),
      // A job goes on with it, as the holder of the seat.
      ...(viewer.delegation ? [{ code: 'NOT_BY_DELEGATION' }] : []),
      ...(await this.documents.assertUsable(tx, [documentId], viewer)),
    ]);
    const { columns = null, sheetName = null, encoding = null } = input;
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO import_runs (actor_id, seat_id, organisation_id, document_id, file_name, source, mapping, apply, created_at)
       SELECT $1, $2, $3, d.id, d.file_name, coalesce($5, d.file_name), $6, $7, ${this.clock.sql()}
         FROM documents d WHERE d.id = $4 RETURNING id`,
      [
        viewer.personId,
        viewer.seatId,
        viewer.organisationId,
        documentId,
        input.source ?? null,
        JSON.stringify({ columns, sheetName, encoding } satisfies Reading),
        input.apply,
      ],
    );
    const { id } = row as { id: string };
    await this.outbox.ask(tx, RUN_IMPORT, { runId: id });
    return id;
  }

  /** Carries a run out; safe to begin again, because it goes on where it was interrupted. */
  async carryOut(runId: string, viewer: Viewer): Promise<void> {
    const open = `id = $1 AND status IN ('waiting', 'running')`;
    await this.db.query(`UPDATE import_runs SET status = 'running' WHERE ${open}`, [runId]);
    const [run] = await this.db.query<StoredRun[]>(`SELECT ${STORED} FROM import_runs WHERE ${open}`, [runId]);
    if (!run) return;
    try {
      await this.readAndEnter(run, viewer);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const notes = error.reasons.map((reason) => say(reason.code, reason.parameters));
      await this.end(runId, 'failed', { notes });
    }
  }

  /**
   * Carries out a list at hand. The same list, interrupted before, goes on where it stopped.
   * @returns the run, and how many of its rows an interrupted one had done.
   */
  async carryOutAtHand(at: ListAtHand, viewer: Viewer, tell: Progress): Promise<{ id: string; resumedAt: number }> {
    const columns = writeMapping(at.mapping);
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([at.source, at.apply, columns]))
      .update(at.bytes);
    const run = await this.openAtHand(at, columns, fingerprint.digest('hex'), viewer);
    const counts = await countRows(this.db, run.id);
    const resumedAt = run.wasRead ? counts.total - counts.open : 0;
    await this.perform(run, at.list, at.mapping, viewer, tell);
    return { id: run.id, resumedAt };
  }

  /** A run at hand is over. Of one that was only to look at a list nothing stays. */
  async endAtHand(runId: string, apply: boolean): Promise<void> {
    if (apply) await this.end(runId, 'done', { notes: [] });
    else await this.db.query(`DELETE FROM import_runs WHERE id = $1`, [runId]);
  }

  /** Runs that the viewer may see, by the policy. */
  readonly byIds = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, ImportRunRow>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db.query<ImportRunRow[]>(
      `SELECT id, status, apply, rows_total AS "rowsTotal", rows_read AS "rowsRead", rows_done AS "rowsDone",
              rows_per_second AS "rowsPerSecond", seconds_left AS "secondsLeft", report,
              rejects_document_id AS "rejectsDocumentId", ended_at AS "endedAt"
         FROM import_runs r WHERE id = ANY($1) AND ${scopeOf('ImportRun', viewer, parameters, facts)}`,
      parameters,
      { prepared: true },
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** Rows of a run that was found by `byIds`, from a number of the sheet on. */
  rows(runId: string, wanted: { action: RowAction | null; from: number; most: number }): Promise<PlannedRow[]> {
    return readRows(this.db, runId, wanted);
  }

  /** All rows of a run, in the order of the list. */
  eachRow(runId: string): AsyncGenerator<PlannedRow> {
    return eachRow(this.db, runId);
  }

  /** How many rows of a run did what. */
  counts(runId: string): Promise<Record<RowAction, number>> {
    return countActions(this.db, runId);
  }

  /** The rows that stay out, each with its reasons, in the format of the list; nothing where there are none. */
  async rejects(
    runId: string,
    sheet: Sheet,
    reasons: (row: Pick<PlannedRow, 'problems' | 'refusals'>) => string,
    header: string,
  ): Promise<WrittenTable | undefined> {
    const rejected = await rejectedRows(this.db, runId);
    if (rejected.length === 0) return undefined;
    const rows = rejected.map(({ row: number, cells }) => ({ number, cells }));
    return writeRejects({ ...sheet, rows }, new Map(rejected.map((row) => [row.row, reasons(row)])), header);
  }

  private async openAtHand(at: ListAtHand, columns: string, fingerprint: string, viewer: Viewer): Promise<StoredRun> {
    const [open] = await this.db.query<StoredRun[]>(
      `SELECT ${STORED} FROM import_runs WHERE actor_id = $1 AND fingerprint = $2 AND status = 'running'
        ORDER BY created_at DESC LIMIT 1`,
      [viewer.personId, fingerprint],
    );
    if (open) return open;
    const { sheetName } = at.list.sheet;
    const [run] = await this.db.query<StoredRun[]>(
      `INSERT INTO import_runs (actor_id, seat_id, organisation_id, file_name, source, mapping, apply, status, fingerprint, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'running', $8, ${this.clock.sql()}) RETURNING ${STORED}`,
      [
        viewer.personId,
        viewer.seatId,
        viewer.organisationId,
        at.name,
        at.source,
        JSON.stringify({ columns, sheetName: sheetName ?? null, encoding: null } satisfies Reading),
        at.apply,
        fingerprint,
      ],
    );
    return run as StoredRun;
  }

  private async readAndEnter(run: StoredRun, viewer: Viewer): Promise<void> {
    const { row, content } = await this.documents.open(run.documentId as string, viewer);
    const name = row.fileName ?? 'list';
    const bytes = await buffer(await content());
    const { columns, sheetName, encoding } = run.reading;
    const list = await surveySource(
      { name, bytes },
      { ...(sheetName ? { sheetName } : {}), ...(encoding ? { encoding } : {}) },
    );
    const mapping = columns ? readMapping(columns, list.sheet) : guessColumns(list.sheet);
    run.source = basename(run.source, extname(run.source));
    await this.perform(run, list, mapping, viewer, () => undefined);
    const both = (each: Pick<PlannedRow, 'problems' | 'refusals'>) =>
      `${reasonsOf(each, 'km')}\n${reasonsOf(each, 'en')}`;
    const written = run.apply ? await this.rejects(run.id, list.sheet, both, 'មូលហេតុ · Reason') : undefined;
    let rejects: string | undefined;
    if (written) {
      const givenName = `${name}.rejects.${written.extension}`;
      rejects = await this.documents.add(
        written.bytes,
        { kind: 'import', visibility: 'secretariat', givenName },
        viewer,
      );
    }
    await this.end(run.id, 'done', { columns: writeMapping(mapping), notes: list.sheet.notes }, rejects);
  }

  private async perform(
    run: StoredRun,
    list: SurveyedList,
    mapping: Mapping,
    viewer: Viewer,
    tell: Progress,
  ): Promise<void> {
    const keepAndTell = async (pace: Pace) => {
      await this.keepPace(run.id, pace);
      await tell(pace);
    };
    if (!run.wasRead) {
      await this.imports.read(run, list, mapping, keepAndTell);
      await this.db.query(`UPDATE import_runs SET read_at = ${this.clock.sql()} WHERE id = $1`, [run.id]);
    }
    if (run.apply) await this.imports.enter(run, viewer, keepAndTell);
  }

  private async keepPace(runId: string, { phase, done, total, rowsPerSecond, secondsLeft }: Pace): Promise<void> {
    const column = phase === 'reading' ? 'rows_read' : 'rows_done';
    await this.db.query(
      `UPDATE import_runs SET rows_total = $2, ${column} = $3, rows_per_second = $4, seconds_left = $5 WHERE id = $1`,
      [runId, total, done, rowsPerSecond, secondsLeft],
    );
  }

  private async end(runId: string, status: 'done' | 'failed', report: Report, rejects?: string): Promise<void> {
    await this.db.query(
      `UPDATE import_runs SET status = $2, report = $3, rejects_document_id = $4, rows_done = rows_total, seconds_left = NULL,
              ended_at = ${this.clock.sql()} WHERE id = $1`,
      [runId, status, JSON.stringify(report), rejects ?? null],
    );
  }
}
