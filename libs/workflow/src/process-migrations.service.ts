import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Database, DomainError, notFound, refuseIf } from '#platform';
import type { Viewer } from '#platform';
import { acts, reasonsOfWho } from '#policy';
import { writeSteps } from './case-rows.js';
import type { Decided } from './case-rows.js';
import type { Candidate } from './process-candidate.js';
import { checkProcess } from './process-check.js';
import type { ProcessCheck } from './process-check.js';
import { lockWholeCase } from './process-histories.js';
import type { Pending, WholeCase } from './process-histories.js';
import './process-migration.messages.js';
import { confirmerOf, readPlan, readPlans, readStays, writePlan } from './process-migration.plans.js';
import type { MigrationPlan, Stay } from './process-migration.plans.js';
import { judgeCase } from './process-verdict.js';
import type { Judged } from './process-verdict.js';
import { Processes } from './processes.js';
import type { Process } from './pure.js';
import { MIGRATE } from './replay.js';
import type { Asked } from './step.js';

/** So many ids are fetched at a time; each case is a transaction of its own. */
const BATCH = 200;

/** What became of one case when its turn came. */
type Became = 'moved' | 'stays' | 'elsewhere';

/**
 * Takes cases over to another version of their process: proposed with what it would do, confirmed by another person,
 * then applied case by case. Killed at any moment, it is continued by confirming again; twice is once.
 */
@Injectable()
export class ProcessMigrations {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Processes) private readonly processes: Processes,
  ) {}

  /**
   * What it would do to each case of the old version. Nothing is written.
   * @param from need not be here any more: so cases come back from a version that was taken out again.
   */
  look(from: Candidate, to: Candidate): Promise<ProcessCheck> {
    if (from.process !== to.process || from.version === to.version) {
      throw new Error(`${from.name} → ${to.name}: name two versions of one process`);
    }
    return checkProcess(this.db.asProduct, to, { pinnedTo: from.version });
  }

  /**
   * Looks, and writes down what was found, for another person to confirm. An earlier proposal for the same version
   * that nobody has confirmed is replaced.
   * @throws DomainError refused: not this person's to propose; the version's cases are already on their way.
   */
  async propose(viewer: Viewer, from: Candidate, to: Candidate): Promise<MigrationPlan> {
    refuseIf(reasonsOfWho(acts.processMigration.PROPOSE, viewer, []), { process: from.process.name, event: MIGRATE });
    const check = await this.look(from, to);
    return this.db.transaction(async (tx) => {
      const [running] = await tx.query<{ id: string }[]>(
        `SELECT id FROM process_migrations WHERE process = $1 AND from_version = $2 AND status = 'confirmed'`,
        [from.process.name, from.version],
      );
      refuseIf(running ? [{ code: 'PLAN_RUNNING', parameters: { plan: running.id } }] : []);
      const now = await this.clock.now(tx);
      const versions = { process: from.process.name, fromVersion: from.version, toVersion: to.version };
      const id = await writePlan(tx, { ...versions, check, viewer, now });
      return (await readPlan(tx, id)) as MigrationPlan;
    });
  }

  all(): Promise<MigrationPlan[]> {
    return readPlans(this.db);
  }

  /** The cases that a plan had to leave where they are. */
  stays(planId: string): Promise<Stay[]> {
    return readStays(this.db, planId);
  }

  /**
   * Confirms a plan as it was proposed, if its outcome would still be the same; one that is confirmed stays so.
   * @throws DomainError refused: not this person's to confirm, proposed by the same person, replaced, or outdated.
   */
  async confirm(viewer: Viewer, planId: string): Promise<MigrationPlan> {
    const plan = await readPlan(this.db, planId);
    if (!plan) throw notFound();
    refuseIf(
      [
        ...reasonsOfWho(acts.processMigration.CONFIRM, viewer, []),
        ...(plan.proposedById === viewer.personId ? [{ code: 'SECOND_PERSON_CONFIRMS' }] : []),
        ...(plan.status === 'replaced' ? [{ code: 'PLAN_OVER' }] : []),
      ],
      { process: plan.process, event: MIGRATE },
    );
    if (plan.status !== 'proposed') return plan;
    const process = this.processes.named(plan.process);
    const version = (number: number): Candidate => ({ process, version: number, name: `${plan.process}@${number}` });
    const check = await this.look(version(plan.fromVersion), version(plan.toVersion));
    refuseIf(check.digest === plan.digest ? [] : [{ code: 'PLAN_OUTDATED' }]);
    await this.db.query(
      `UPDATE process_migrations SET status = 'confirmed', confirmed_by_id = $2, confirmed_seat_id = $3,
              confirmed_organisation_id = $4, confirmed_at = ${this.clock.sql()}
        WHERE id = $1 AND status = 'proposed'`,
      [plan.id, viewer.personId, viewer.seatId, viewer.organisationId],
    );
    const confirmed = (await readPlan(this.db, planId)) as MigrationPlan;
    // Replaced while it was looked at.
    refuseIf(confirmed.status === 'replaced' ? [{ code: 'PLAN_OVER' }] : []);
    return confirmed;
  }

  /**
   * Applies a confirmed plan: each case in a transaction, judged anew under its lock, with an entry of its own. What
   * is done already is passed over, so that it can be begun again after a kill, or twice at once.
   * @param told how many went over in this run, now and then.
   * @returns how many went over in this run, and how many stay where they are.
   */
  async apply(planId: string, told?: (moved: number) => void): Promise<{ moved: number; stays: number }> {
    const plan = await readPlan(this.db, planId);
    if (plan?.status !== 'confirmed') {
      if (plan?.status === 'done') return { moved: 0, stays: plan.stays };
      throw new DomainError('refused', [{ code: plan ? 'PLAN_OVER' : 'NOT_FOUND' }]);
    }
    const process = this.processes.named(plan.process);
    this.processes.machine(process, plan.toVersion);
    let moved = 0;
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await this.db.asProduct.query<{ id: string }[]>(
        `SELECT id FROM "${process.table}" WHERE id > $1 AND machine_version = $2 ORDER BY id LIMIT ${BATCH}`,
        [after, plan.fromVersion],
      );
      if (rows.length === 0) break;
      for (const { id } of rows) {
        if ((await this.db.transaction((tx) => this.migrate(tx, process, plan, id))) === 'moved') moved += 1;
      }
      told?.(moved);
      after = rows[rows.length - 1]?.id as string;
    }
    await this.db.query(
      `UPDATE process_migrations SET status = 'done', ended_at = ${this.clock.sql()}
        WHERE id = $1 AND status = 'confirmed'`,
      [plan.id],
    );
    return { moved, stays: (await readStays(this.db, plan.id)).length };
  }

  private async migrate(tx: EntityManager, process: Process, plan: MigrationPlan, id: string): Promise<Became> {
    const whole = await lockWholeCase(tx, process, id);
    if (whole?.machineVersion !== plan.fromVersion) return 'elsewhere';
    const judged = judgeCase(process, plan.toVersion, whole);
    if (judged.verdict.verdict === 'cannot') {
      const { entry, event, why } = judged.verdict;
      await tx.query(
        `INSERT INTO process_migration_stays (migration_id, case_id, entry, event, why) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (migration_id, case_id) DO UPDATE SET entry = $3, event = $4, why = $5`,
        [plan.id, id, entry, event, why],
      );
      return 'stays';
    }
    await this.write(tx, process, plan, whole, judged);
    return 'moved';
  }

  /** What the old version would still have had to come is disarmed, and armed as the new one has it. */
  private async write(
    tx: EntityManager,
    process: Process,
    plan: MigrationPlan,
    whole: WholeCase,
    { verdict, standing, pending }: Judged,
  ): Promise<void> {
    const now = await this.clock.now(tx);
    const rearms = verdict.verdict === 'moves' && verdict.what.includes('delays');
    if (rearms) {
      await tx.query(
        `UPDATE effects SET status = 'cancelled', ended_at = $3
          WHERE case_id = $1 AND key = ANY($2) AND status IN ('pending', 'queued')`,
        [whole.id, whole.pending.map(({ key }) => key), now],
      );
    }
    const step: Decided = {
      id: whole.id,
      machineVersion: plan.toVersion,
      version: whole.version + 1,
      from: whole.standing.state,
      next: standing as NonNullable<typeof standing>,
      event: MIGRATE,
      payload: {
        from: plan.fromVersion,
        to: plan.toVersion,
        planId: plan.id,
        proposedById: plan.proposedById,
        confirmedById: plan.confirmedById,
      },
      asked: rearms ? (pending ?? []).map(toAsked) : [],
      act: { viewer: confirmerOf(plan) },
      now,
    };
    await writeSteps(tx, process, [step]);
    await tx.query(`UPDATE "${process.table}" SET machine_version = $2 WHERE id = $1`, [whole.id, plan.toVersion]);
  }
}

function toAsked({ key, kind, due, payload }: Pending): Asked {
  return { do: 'effect', kind, key, due, payload };
}
