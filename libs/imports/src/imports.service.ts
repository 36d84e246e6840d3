import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, DomainError } from '#platform';
import type { Reason, Viewer } from '#platform';
import { RecommendationsService } from '#recommendations';
import type { NewRecommendation } from '#recommendations';
import type { Act } from '#workflow';
import type { Mapping } from './columns.js';
import {
  BATCH,
  countRows,
  finishRows,
  openBatches,
  readBatch,
  scheduleRows,
  stageRows,
  takeBatch,
} from './import-rows.js';
import { casesOf, planRows, toRefusals } from './import.plan.js';
import type { Planning, Step } from './import.plan.js';
import { Meter } from './import.progress.js';
import type { Progress } from './import.progress.js';
import { PastEntries, dated } from './past-entries.service.js';
import { readLookup } from './registers.lookup.js';
import type { Past, Record as ImportRecord } from './row.reader.js';
import type { Row } from './sheet.js';

/** Which run, of which list, on which day (`YYYY-MM-DD`, Phnom Penh). */
export interface RunOf {
  id: string;
  source: string;
  day: string;
}

type Creation = Step & { record: ImportRecord };

/**
 * Brings a list in through the same door as people: each row is a command's worth of events, whole or not at all, and
 * a second run over the same list doubles nothing. What is read is kept before the first row comes in, and each row is
 * marked in the transaction in which it does: a run of any length needs little memory, and may be interrupted anywhere.
 */
@Injectable()
export class ImportsService {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(RecommendationsService) private readonly recommendations: RecommendationsService,
    @Inject(PastEntries) private readonly pasts: PastEntries,
  ) {}

  /** Reads a list and keeps what each row would do. Nothing else is changed. Safe to begin again. */
  async read(
    run: RunOf,
    list: { total: number; rows(): AsyncIterable<Row> },
    mapping: Mapping,
    tell: Progress,
  ): Promise<void> {
    await this.db.query(`DELETE FROM import_rows WHERE run_id = $1`, [run.id]);
    const lookup = await readLookup(this.db);
    const planning: Planning = { mapping, lookup, source: run.source, day: run.day, first: new Map() };
    const meter = new Meter('reading', tell);
    let done = 0;
    await meter.at(done, list.total);
    for await (const rows of inChunks(list.rows(), BATCH)) {
      await stageRows(this.db, run.id, await planRows(this.db.asProduct, rows, planning));
      await meter.at((done += rows.length), list.total);
    }
    await this.db.transaction((tx) => scheduleRows(tx, run.id));
  }

  /** Carries out what is still open of a run. A row that is refused is marked so, with every reason, and the others come in. */
  async enter(run: RunOf, viewer: Viewer, tell: Progress): Promise<void> {
    const meter = new Meter('entering', tell);
    const counts = await countRows(this.db, run.id);
    let open = counts.open;
    await meter.at(counts.total - open, counts.total);
    for (const batch of await openBatches(this.db, run.id)) {
      const steps = await readBatch(this.db, run.id, batch);
      await this.carryOut(run, batch, steps, viewer);
      await meter.at(counts.total - (open -= steps.length), counts.total);
    }
  }

  /** Some rows in one transaction; if that is refused, those that were the reason stay out, and the others come in together. */
  private async carryOut(run: RunOf, batch: number, steps: readonly Step[], viewer: Viewer): Promise<void> {
    const reasons = await this.attempt(run, steps, viewer, { batch });
    if (!reasons) return;
    const bad = new Map<Step, readonly Reason[]>();
    const kinds = new Set(steps.map((step) => (step.action === 'create' ? step.record?.past !== null : step.row)));
    // Whoever may not bring in the one may not bring in any of its kind.
    if (steps.length === 1 || (kinds.size === 1 && reasons.every((reason) => reason.code === 'NOT_YOUR_ACT'))) {
      for (const step of steps) bad.set(step, reasons);
    } else {
      for (const half of halvesOf(steps)) await this.findBad(run, half, viewer, bad);
    }
    for (const [step, why] of bad) Object.assign(step, { action: 'reject', refusals: toRefusals(why) });
    await finishRows(this.db, run.id, [...bad.keys()]);
    const good = steps.filter((step) => !bad.has(step));
    if (good.length === 0) return;
    // Refused together only: each half by itself.
    if (bad.size === 0) for (const half of halvesOf(good)) await this.carryOut(run, batch, half, viewer);
    else await this.carryOut(run, batch, good, viewer);
  }

  private async findBad(
    run: RunOf,
    steps: readonly Step[],
    viewer: Viewer,
    bad: Map<Step, readonly Reason[]>,
  ): Promise<void> {
    const reasons = await this.attempt(run, steps, viewer, 'only');
    if (!reasons) return;
    const [only] = steps as [Step];
    if (steps.length === 1) bad.set(only, reasons);
    else for (const half of halvesOf(steps)) await this.findBad(run, half, viewer, bad);
  }

  /**
   * Brings rows in, or only tries to.
   * @returns why not; nothing when they are in, or could be.
   */
  private async attempt(
    run: RunOf,
    steps: readonly Step[],
    viewer: Viewer,
    how: { batch: number } | 'only',
  ): Promise<readonly Reason[] | undefined> {
    try {
      await this.db.transaction(async (tx) => {
        // Many rows, and perhaps another run that is at the same ones: longer than a request may take.
        await tx.query(`SET LOCAL lock_timeout = '60s'; SET LOCAL statement_timeout = '120s'`);
        await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`import ${run.source}`]);
        if (how === 'only') {
          await this.bringIn(tx, run, steps, { viewer });
          throw new OnlyTried();
        }
        const open = await takeBatch(tx, run.id, how.batch);
        const taken = steps.filter((step) => open.has(step.row));
        await this.bringIn(tx, run, taken, { viewer });
        await finishRows(tx, run.id, taken);
      });
    } catch (error) {
      if (error instanceof DomainError) return error.reasons;
      if (!(error instanceof OnlyTried)) throw error;
    }
    return undefined;
  }

  private async bringIn(tx: EntityManager, run: RunOf, steps: readonly Step[], act: Act): Promise<void> {
    await this.passOverKnown(tx, run, steps);
    const creations = steps.filter((step): step is Creation => step.action === 'create');
    const cases = creations.map(({ record }) => casesOf(record, run.day));
    const ids = await this.recommendations.enter(
      tx,
      creations.map(({ record }, index) => toNew(record, cases[index] ?? null)),
      act,
    );
    const entered = creations.flatMap(({ record }, index) => {
      const its = cases[index];
      const english = Boolean(record.content.title.en);
      return its ? [{ recommendationId: ids[index] as string, english, cases: its }] : [];
    });
    if (entered.length > 0) await this.pasts.enter(tx, entered, run, act);
    await this.change(tx, run, steps, act);
    await this.keepKeys(tx, run, creations, ids);
  }

  /** Rows that say something else than what came in of them once. */
  private async change(tx: EntityManager, run: RunOf, steps: readonly Step[], act: Act): Promise<void> {
    const changes = steps.flatMap(({ action, existing, record }) =>
      action === 'update' && existing && record ? [{ existing, record }] : [],
    );
    if (changes.length === 0) return;
    await this.recommendations.editAll(
      tx,
      changes.map(({ existing: { id, version: expectedVersion }, record: { content } }) => ({
        id,
        expectedVersion,
        content,
      })),
      act,
    );
    await tx.query(
      `UPDATE import_keys AS k SET row_hash = its.hash FROM unnest($2::text[], $3::text[]) AS its(key, hash)
        WHERE k.source = $1 AND k.row_key = its.key`,
      [run.source, changes.map(({ record }) => record.key), changes.map(({ record }) => record.hash)],
    );
  }

  /** Rows that another run of the same list has brought in since they were read. */
  private async passOverKnown(tx: EntityManager, run: RunOf, steps: readonly Step[]): Promise<void> {
    const keys = steps.flatMap((step) => (step.action === 'create' && step.record ? [step.record.key] : []));
    const known = await tx.query<{ row_key: string; number: string }[]>(
      `SELECT k.row_key, r.number FROM import_keys k JOIN recommendations r ON r.id = k.recommendation_id
        WHERE k.source = $1 AND k.row_key = ANY($2)`,
      [run.source, keys],
    );
    const numbers = new Map(known.map((row) => [row.row_key, row.number]));
    for (const step of steps) {
      const number = step.record && numbers.get(step.record.key);
      if (number && step.action === 'create') Object.assign(step, { action: 'unchanged', number });
    }
  }

  private async keepKeys(
    tx: EntityManager,
    run: RunOf,
    creations: readonly Creation[],
    ids: readonly string[],
  ): Promise<void> {
    if (creations.length === 0) return;
    const keys = creations.map(({ record }, index) => ({
      source: run.source,
      row_key: record.key,
      recommendation_id: ids[index],
      row_hash: record.hash,
      past_hash: record.pastHash,
    }));
    const rows = await tx.query<{ id: string; number: string }[]>(
      `WITH kept AS (
         INSERT INTO import_keys (source, row_key, recommendation_id, row_hash, past_hash)
         SELECT source, row_key, recommendation_id, row_hash, past_hash
           FROM jsonb_populate_recordset(NULL::import_keys, $1) RETURNING recommendation_id)
       SELECT r.id, r.number FROM kept JOIN recommendations r ON r.id = kept.recommendation_id`,
      [JSON.stringify(keys)],
    );
    const numbers = new Map(rows.map((row) => [row.id, row.number]));
    for (const [index, step] of creations.entries()) step.number = numbers.get(ids[index] as string) ?? null;
  }
}

/** Ends a transaction that was only to show whether it would be refused. */
class OnlyTried extends Error {}

function toNew(record: ImportRecord, cases: ReturnType<typeof casesOf>): NewRecommendation {
  if (!record.past || !cases) return { content: record.content };
  return {
    content: record.content,
    past: { stage: cases.recorded, record: wordsOf(record.past) },
    act: { ...dated(cases.on), notKnown: cases.notKnown },
  };
}

/** The old record in its own words, kept in the history. */
function wordsOf(past: Past): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(past).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );
}

const halvesOf = (steps: readonly Step[]) => {
  const middle = Math.ceil(steps.length / 2);
  return [steps.slice(0, middle), steps.slice(middle)].filter((half) => half.length > 0);
};

async function* inChunks<T>(all: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let chunk: T[] = [];
  for await (const each of all) {
    chunk.push(each);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
