import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Database, DomainError, besides, fromGlobalId, prefixOf, refuseIf, toPayload } from '#platform';
import type { Attempt, CommandInput, Failure, Payload, Queryable, Reason, RequestContext, Viewer } from '#platform';
import type { Act } from './act.js';

/** What a person asks for, once: `key` makes it safe to send it again, `body` is what was asked. */
export interface Command {
  name: string;
  key: string;
  body: unknown;
}

/** What became of a command. Expected failures are data, with all reasons. */
export type Outcome<T> =
  | { ok: true; value: T }
  | { ok: false; failure: Failure; reasons: readonly Reason[]; versions?: { current: number; yours: number } };

/** What is wrong with the documents that a command names as evidence: not there, or not the viewer's to name. */
export type EvidenceCheck = (tx: Queryable, ids: readonly string[], viewer: Viewer) => Promise<Reason[]>;

/**
 * Why a person who was let in when the request began may act no longer. It takes a lock, so that what would end their
 * standing waits until the transaction is over, or this waits for it.
 */
export type StandingCheck = (tx: Queryable, viewer: Viewer, command: Command) => Promise<Reason[]>;

/** Attempts by those who may act no longer are kept under this, whatever they were about. */
export const STANDING = 'standing';

type Stored = { name: string; body_hash: string; outcome: Outcome<unknown> };

/**
 * Runs each command once, in one transaction, and keeps its answer for seven days: the same key with the same body
 * answers the same, a refusal included; with another body it is refused. Whoever wants to try again after a refusal
 * sends a new key.
 */
@Injectable()
export class Commands {
  private checkEvidence: EvidenceCheck | undefined;
  private checkStanding: StandingCheck | undefined;

  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The feature that keeps documents says at start how evidence is looked at; the engine knows no feature. */
  evidenceIsCheckedBy(check: EvidenceCheck): void {
    this.checkEvidence = check;
  }

  /** The same for who may still act: the feature that keeps seats says how it is judged. */
  standingIsCheckedBy(check: StandingCheck): void {
    this.checkStanding = check;
  }

  /**
   * @param work does everything through `tx` and hands `act` on; what it returns must be plain JSON.
   * @throws only for faults of ours; nothing is kept of those, so the same key may be sent again.
   */
  async run<T>(
    viewer: Viewer,
    command: Command,
    work: (tx: EntityManager, act: Act) => Promise<T>,
  ): Promise<Outcome<T>> {
    const bodyHash = createHash('sha256')
      .update(JSON.stringify([actorOf(viewer).seatId, command.body]))
      .digest('hex');
    try {
      const { outcome } = await this.db.transaction(
        async (tx): Promise<{ outcome: Outcome<T>; isNew: boolean }> => {
          // The second question goes out without waiting for the answer to the first.
          const [earlier, against] = await Promise.all([
            this.begin(tx, viewer, command),
            this.checkStanding?.(tx, viewer, command) ?? [],
          ]);
          if (earlier) return { outcome: answerAgain<T>(earlier, command, bodyHash), isNew: false };
          refuseIf(against, attemptOf(command));
          const value = await work(tx, { viewer, commandKey: command.key });
          return { outcome: { ok: true, value }, isNew: true };
        },
        // Fails, and takes everything back, where another connection has kept an answer under this key meanwhile.
        (done) => (done.isNew ? [KEEP, answerOf(viewer, command, bodyHash, done.outcome)] : undefined),
      );
      return outcome;
    } catch (error) {
      if (error instanceof DomainError) return this.keepRefusal<T>(viewer, command, bodyHash, error);
      // The same command, sent twice at once, was quicker over there; what stood in its way here was itself.
      const earlier = await this.find(this.db, viewer, command);
      if (earlier) return answerAgain<T>(earlier, command, bodyHash);
      throw error;
    }
  }

  /**
   * A mutation, from its input to its payload: the command is run once, and its act carries the input's reason and
   * evidence.
   * @param show what the payload holds when it was done.
   * @param current what is stored now, shown beside a conflict.
   */
  async answer<T>(
    context: RequestContext,
    name: string,
    input: CommandInput & { reason?: string | null; evidence?: string[] | null },
    work: (tx: EntityManager, act: Act) => Promise<T>,
    show: (value: T) => Promise<Record<string, unknown>>,
    current?: () => Promise<unknown>,
  ): Promise<Payload> {
    const { idempotencyKey: key, ...body } = input;
    const outcome = await this.run(context.viewer, { name, key, body }, async (tx, act) => {
      const evidence = input.evidence?.map((id) => fromGlobalId('doc', id));
      const unknown = evidence?.length ? ((await this.checkEvidence?.(tx, evidence, context.viewer)) ?? []) : [];
      const its = { ...act, ...(input.reason ? { reason: input.reason } : {}), ...(evidence ? { evidence } : {}) };
      const done = await besides(unknown, () => work(tx, its));
      refuseIf(unknown);
      return done;
    });
    // A request may hold several commands, and each shows what the ones before it have changed.
    context.loaders.clear();
    return toPayload(context, outcome, body, show, current);
  }

  /** The earlier answer, if there is one, and the moment of the transaction with it. */
  private async begin(tx: EntityManager, viewer: Viewer, command: Command): Promise<Stored | undefined> {
    const [row] = await tx.query<(Partial<Stored> & { now: Date })[]>(
      `SELECT ${this.clock.sql()} AS now, name, body_hash, outcome
         FROM (SELECT) AS one LEFT JOIN commands ON actor_id = $1 AND key = $2`,
      [actorOf(viewer).personId, command.key],
    );
    if (row) this.clock.remember(tx, row.now);
    return row?.outcome ? (row as Stored) : undefined;
  }

  private async find(db: Queryable, viewer: Viewer, command: Command): Promise<Stored | undefined> {
    const [stored] = await db.query<Stored[]>(
      `SELECT name, body_hash, outcome FROM commands WHERE actor_id = $1 AND key = $2`,
      [actorOf(viewer).personId, command.key],
    );
    return stored;
  }

  private async keepRefusal<T>(
    viewer: Viewer,
    command: Command,
    bodyHash: string,
    error: DomainError,
  ): Promise<Outcome<T>> {
    const outcome: Outcome<T> = {
      ok: false,
      failure: error.failure,
      reasons: error.reasons,
      ...(error.versions ? { versions: error.versions } : {}),
    };
    const { process, event, caseId, caseVersion, about } = error.attempt ?? {};
    const { seatId, organisationId } = actorOf(viewer);
    const kept = await this.db.query<unknown[]>(
      `WITH kept AS (${KEEP} ON CONFLICT DO NOTHING RETURNING key), noted AS (
         INSERT INTO refused_attempts
           (process, case_id, case_version, event, actor_id, seat_id, organisation_id, reasons, command_key, about)
         SELECT $6, $7, $8, $9, $1, $10, $11, $12, $2, $13 FROM kept WHERE $6::text IS NOT NULL)
       SELECT key FROM kept`,
      [
        ...answerOf(viewer, command, bodyHash, outcome),
        process ?? null,
        caseId ?? null,
        caseVersion ?? null,
        event ?? null,
        seatId,
        organisationId,
        JSON.stringify(error.reasons),
        about ?? null,
      ],
      { prepared: true },
    );
    if (kept.length > 0) return outcome;
    return answerAgain<T>((await this.find(this.db, viewer, command)) as Stored, command, bodyHash);
  }
}

/** Under whom a command is kept: also of somebody whose standing has ended. */
const actorOf = (viewer: Viewer) => viewer.ended ?? viewer;

/** What somebody tried who may act no longer: the command, and the first thing that it names. No words of it. */
function attemptOf({ name, body }: Command): Attempt {
  const ids = Object.entries((body ?? {}) as Record<string, unknown>).filter(([key]) => /^id$|Id$/.test(key));
  const about = ids.map(([, id]) => id).find((id) => typeof id === 'string' && prefixOf(id) !== undefined);
  return { process: STANDING, event: name, ...(about ? { about: about as string } : {}) };
}

/** Waits for another one that is keeping an answer under the same key. */
const KEEP = `INSERT INTO commands (actor_id, key, name, body_hash, outcome) VALUES ($1::uuid, $2::uuid, $3, $4, $5::jsonb)`;

const answerOf = (viewer: Viewer, command: Command, bodyHash: string, outcome: Outcome<unknown>): unknown[] => [
  actorOf(viewer).personId,
  command.key,
  command.name,
  bodyHash,
  JSON.stringify(outcome),
];

function answerAgain<T>(stored: Stored, command: Command, bodyHash: string): Outcome<T> {
  if (stored.name !== command.name || stored.body_hash !== bodyHash) {
    return { ok: false, failure: 'keyReused', reasons: [{ code: 'KEY_REUSED', path: ['idempotencyKey'] }] };
  }
  return stored.outcome as Outcome<T>;
}
