import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, DomainError, startOfDay } from '#platform';
import type { Viewer } from '#platform';
import { RecommendationsService } from '#recommendations';
import type { NewRecommendation, Stage } from '#recommendations';
import type { Act } from '#workflow';
import type { Mapping } from './columns.js';
import type { DateValue } from './dates.js';
import { planImport, toRefusals } from './import.plan.js';
import type { Plan, Step } from './import.plan.js';
import type { Past, Record as ImportRecord } from './row.reader.js';
import type { Sheet } from './sheet.js';

/** Rows in one transaction: enough to be quick, few enough that one bad row costs little. */
const BATCH = 100;

/** Told after each batch: rows that are over, of all. */
export type Progress = (done: number, total: number) => Promise<void> | void;

/**
 * Brings a list in through the same door as people: each row is a command's worth of events, whole or not at all, and
 * a second run over the same list doubles nothing.
 */
@Injectable()
export class ImportsService {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(RecommendationsService) private readonly recommendations: RecommendationsService,
  ) {}

  /** What each row would do. Nothing is changed. */
  plan(sheet: Sheet, mapping: Mapping, source: string): Promise<Plan> {
    return planImport(this.db, sheet, mapping, source);
  }

  /**
   * Carries a plan out, in batches. A row that is refused is marked so, with every reason, and the others come in.
   * @returns the plan, each row with what it did.
   */
  async apply(plan: Plan, source: string, viewer: Viewer, progress: Progress = () => undefined): Promise<Plan> {
    const open = plan.steps.filter((step) => step.action === 'create' || step.action === 'update');
    let done = plan.steps.length - open.length;
    await progress(done, plan.steps.length);
    for (let start = 0; start < open.length; start += BATCH) {
      const batch = open.slice(start, start + BATCH);
      await this.carryOut(batch, source, viewer);
      done += batch.length;
      await progress(done, plan.steps.length);
    }
    return plan;
  }

  /** A batch in one transaction; if that is refused, each row in its own, so that only the bad ones stay out. */
  private async carryOut(steps: readonly Step[], source: string, viewer: Viewer): Promise<void> {
    try {
      await this.db.transaction((tx) => this.enter(tx, steps, source, { viewer }));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const [only] = steps;
      if (steps.length === 1 && only) {
        only.action = 'reject';
        only.refusals = toRefusals(error.reasons);
        return;
      }
      for (const step of steps) await this.carryOut([step], source, viewer);
    }
  }

  private async enter(tx: EntityManager, steps: readonly Step[], source: string, act: Act): Promise<void> {
    const creations = steps.filter((step) => step.action === 'create');
    const records = creations.map((step) => step.record as ImportRecord);
    const ids = await this.recommendations.enter(tx, records.map(toNew), act);
    for (const step of steps.filter((each) => each.action === 'update')) {
      const { existing, record } = step as Step & { existing: { id: string; version: number }; record: ImportRecord };
      await this.recommendations.edit(
        tx,
        { id: existing.id, expectedVersion: existing.version, content: record.content },
        act,
      );
    }
    const keys = creations.map((step, index) => ({
      source,
      row_key: step.record?.key,
      recommendation_id: ids[index],
      row_hash: step.record?.hash,
    }));
    if (keys.length === 0) return;
    await tx.query(
      `INSERT INTO import_keys (source, row_key, recommendation_id, row_hash)
       SELECT source, row_key, recommendation_id, row_hash FROM jsonb_populate_recordset(NULL::import_keys, $1)`,
      [JSON.stringify(keys)],
    );
    const numbers = await tx.query<{ id: string; number: string }[]>(
      `SELECT id, number FROM recommendations WHERE id = ANY($1)`,
      [ids],
    );
    const numberOf = new Map(numbers.map((row) => [row.id, row.number]));
    creations.forEach((step, index) => (step.number = numberOf.get(ids[index] as string) ?? null));
  }
}

function toNew(record: ImportRecord): NewRecommendation {
  if (!record.past) return { content: record.content };
  const { stage, on, notKnown } = standingOf(record.past);
  return {
    content: record.content,
    past: { stage, record: wordsOf(record.past) },
    act: {
      happenedAt: startOfDay(on.on),
      precision: on.precision,
      ...(on.until ? { happenedUntil: startOfDay(on.until) } : {}),
      notKnown,
    },
  };
}

const UNKNOWN: DateValue = { on: '1900-01-01', precision: 'year' };

/** How far the old record says it had come, when, and which steps it says nothing of. */
export function standingOf(past: Past): { stage: Stage; on: DateValue; notKnown: string[] } {
  const answered = past.answer !== null && ['accepted', 'partlyAccepted', 'noted', 'notAccepted'].includes(past.answer);
  const submitted = past.submittedOn ?? past.answeredOn;
  const stage: Stage = answered
    ? 'answered'
    : submitted || past.submittedTo.length > 0
      ? 'submitted'
      : past.endorsedOn
        ? 'endorsed'
        : 'drafted';
  const on =
    (stage === 'answered' ? past.answeredOn : null) ??
    past.submittedOn ??
    past.answeredOn ??
    past.endorsedOn ??
    UNKNOWN;
  const notKnown = [
    'DRAFT',
    ...(past.endorsedOn || stage === 'drafted' ? [] : ['OPEN', 'CLOSE']),
    ...(past.submittedOn || stage === 'drafted' || stage === 'endorsed' ? [] : ['DELIVER']),
  ];
  return { stage, on, notKnown };
}

/** The old record in its own words, kept in the history. */
function wordsOf(past: Past): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(past).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );
}
