import type { SignIns } from '#accounts';
import type { Effect, LongProcessor } from '#workflow';
import { RUN_IMPORT } from './import-runs.service.js';
import type { ImportRuns } from './import-runs.service.js';
import type { Database } from '#platform';

/** Carries out a run that somebody began, as that person, through the seat of then. */
export class RunImport implements LongProcessor {
  readonly kind = RUN_IMPORT;

  constructor(
    private readonly db: Database,
    private readonly runs: ImportRuns,
    private readonly signIns: SignIns,
  ) {}

  async performInSteps(effect: Effect): Promise<void> {
    const runId = effect.payload['runId'] as string;
    const [run] = await this.db.query<{ seat_id: string }[]>(`SELECT seat_id FROM import_runs WHERE id = $1`, [runId]);
    if (run) await this.runs.carryOut(runId, await this.signIns.viewerOfSeat(run.seat_id));
  }
}
