import { publicViewer } from '#platform';
import type { Queryable, Viewer } from '#platform';
import type { ProcessCheck, VerdictCounts, VerdictGroup } from './process-check.js';

/** A plan to take the cases of one version over to another. */
export interface MigrationPlan {
  id: string;
  process: string;
  fromVersion: number;
  toVersion: number;
  /** What was found when it was proposed. */
  counts: VerdictCounts;
  groups: VerdictGroup[];
  digest: string;
  status: 'proposed' | 'replaced' | 'confirmed' | 'done';
  proposedById: string;
  proposedAt: Date;
  confirmedById: string | null;
  confirmedSeatId: string | null;
  confirmedOrganisationId: string | null;
  confirmedAt: Date | null;
  endedAt: Date | null;
  /** Cases that it had to leave where they are, so far. */
  stays: number;
}

/** A case that the new version does not accept, and at which entry. */
export interface Stay {
  caseId: string;
  entry: number;
  event: string;
  why: string;
}

const PLAN = `SELECT id, process, from_version AS "fromVersion", to_version AS "toVersion", counts, groups, digest, status,
  proposed_by_id AS "proposedById", proposed_at AS "proposedAt", confirmed_by_id AS "confirmedById",
  confirmed_seat_id AS "confirmedSeatId", confirmed_organisation_id AS "confirmedOrganisationId",
  confirmed_at AS "confirmedAt", ended_at AS "endedAt",
  (SELECT count(*) FROM process_migration_stays s WHERE s.migration_id = process_migrations.id)::integer AS stays
  FROM process_migrations`;

/** Every plan, the newest first. */
export function readPlans(db: Queryable): Promise<MigrationPlan[]> {
  return db.query<MigrationPlan[]>(`${PLAN} ORDER BY proposed_at DESC, id`);
}

/** One plan; nothing when it is not there. Locked when a step will follow. */
export async function readPlan(db: Queryable, id: string, lock = false): Promise<MigrationPlan | undefined> {
  const [plan] = await db.query<MigrationPlan[]>(`${PLAN} WHERE id::text = $1 ${lock ? 'FOR UPDATE' : ''}`, [id]);
  return plan;
}

/** The cases that a plan had to leave, in the order of their ids. */
export function readStays(db: Queryable, planId: string): Promise<Stay[]> {
  return db.query<Stay[]>(
    `SELECT case_id AS "caseId", entry, event, why FROM process_migration_stays WHERE migration_id = $1 ORDER BY case_id`,
    [planId],
  );
}

/** Writes a proposal down in the place of one that nobody has confirmed. @returns its id. */
export async function writePlan(
  tx: Queryable,
  plan: { process: string; fromVersion: number; toVersion: number; check: ProcessCheck; viewer: Viewer; now: string },
): Promise<string> {
  const { process, fromVersion, toVersion, check, viewer, now } = plan;
  await tx.query(
    `UPDATE process_migrations SET status = 'replaced', ended_at = $3
      WHERE process = $1 AND from_version = $2 AND status = 'proposed'`,
    [process, fromVersion, now],
  );
  const [written] = await tx.query<{ id: string }[]>(
    `INSERT INTO process_migrations (process, from_version, to_version, counts, groups, digest, proposed_by_id, proposed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [
      process,
      fromVersion,
      toVersion,
      JSON.stringify(check.counts),
      JSON.stringify(check.groups),
      check.digest,
      viewer.personId,
      now,
    ],
  );
  return (written as { id: string }).id;
}

/** Whoever confirmed a plan acts in it, also when it is continued by somebody else. Their right was asked for then. */
export function confirmerOf(plan: MigrationPlan): Viewer {
  return {
    ...publicViewer,
    personId: plan.confirmedById as string,
    seatId: plan.confirmedSeatId as string,
    organisationId: plan.confirmedOrganisationId as string,
  };
}
