import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, notFound, refuseIf, toGlobalId } from '#platform';
import type { Viewer } from '#platform';
import { acts, reasonsOfWho } from '#policy';
import { Processes, Workflow } from '#workflow';
import type { Act, MomentGiven, Moved, Sent } from '#workflow';
import { confirmationOf } from './confirmation-rule.js';
import { holdFacts, itemsOf } from './endorsement.facts.js';
import { APPEARANCES } from './endorsement.machine.js';
import type { Appearance, EndorsementContext, PastEndorsementStatus, Signature } from './endorsement.machine.js';
import './endorsement.messages.js';
import { endorsementRelations } from './endorsement.relations.js';
import { endorsementProcess } from './endorsement.process.js';
import { visibleStatements } from './statement.scope.js';

/** What an organisation decides about a version. */
export interface Decision {
  versionNumber: number;
  signature: Signature;
  appearance: Appearance;
  reservations: Record<string, string>;
}

/** One method for each verb; everything happens in the caller's transaction. */
@Injectable()
export class EndorsementsService {
  constructor(
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Processes) processes: Processes,
  ) {
    processes.register(endorsementProcess);
  }

  /**
   * A decision on a statement: the first of an organisation creates its case, each later one is an event of it.
   * Whether it is in time is judged by the database: the statement's row is held in share until the transaction ends, so
   * that a closing, which takes it for itself, stands either before or after the decision.
   * @returns the id of the endorsement.
   */
  async decide(
    tx: EntityManager,
    input: {
      statementId: string;
      organisationId: string;
      event: 'ENDORSE' | 'ENDORSE_ON_BEHALF' | 'DECLINE' | 'ABSTAIN';
    } & Partial<Decision>,
    act: Act,
  ): Promise<string> {
    return this.firstOrLater(tx, input, act);
  }

  /**
   * What an old record says of an organisation's decision on the version that stands, once the sign-on is over. It counts
   * in no figure, and the organisation's name stays hidden until it decides by itself.
   * @returns the id of the endorsement.
   */
  async recordPast(
    tx: EntityManager,
    input: {
      statementId: string;
      organisationId: string;
      status: PastEndorsementStatus;
    } & Pick<Decision, 'signature' | 'reservations'>,
    act: Act,
  ): Promise<string> {
    return this.firstOrLater(tx, { ...input, event: 'RECORD_PAST', appearance: 'hidden' }, act);
  }

  private async firstOrLater(
    tx: EntityManager,
    input: { statementId: string; organisationId: string; event: keyof typeof acts.endorsement } & Record<
      string,
      unknown
    >,
    act: Act,
  ): Promise<string> {
    const { statementId, organisationId, event: type, ...decision } = input;
    const row = { statement_id: statementId, organisation_id: organisationId };
    const { viewer } = act;
    const rules = acts.endorsement[type];
    const reasons = viewer ? reasonsOfWho(rules, viewer, endorsementRelations(viewer, { row })) : [];
    // Two decisions of one organisation at once: the second waits and finds the case of the first. Who may not decide
    // does not wait either.
    await enter(tx, statementId, viewer, reasons.length > 0 ? null : `endorsement ${statementId} ${organisationId}`);
    // Before the case is looked up: a refusal must not tell whether another organisation has decided, nor what.
    refuseIf(reasons, { process: endorsementProcess.name, event: type });
    if (organisationId !== viewer?.organisationId) await refuseUnlessEndorser(tx, organisationId);
    // A statement of its own, after the lock: it has to see what the other one wrote.
    const { facts, decided } = await holdFacts(tx, statementId, {
      now: this.clock.sql(),
      organisationId,
      reserved: reservedIn(decision),
    });
    const asked = type === 'ENDORSE_ON_BEHALF' ? await confirmationOf(tx, await this.clock.now(tx)) : {};
    const event: Sent = { versionNumber: facts.currentVersion, ...decision, ...facts, ...asked, type };
    if (decided) {
      await this.workflow.send(tx, endorsementProcess, [{ id: decided, event }], act);
      return decided;
    }
    const id = randomUUID() as string;
    await this.workflow.create(tx, endorsementProcess, [{ id, row, event }], act);
    return id;
  }

  /** A later step of an endorsement that is there: confirm, reconfirm, reserve, appear otherwise, leave. */
  async step(tx: EntityManager, input: { id: string; expectedVersion: number; event: Sent }, act: Act): Promise<Moved> {
    const [row] = await tx.query<{ statement_id: string }[]>(`SELECT statement_id FROM endorsements WHERE id = $1`, [
      input.id,
    ]);
    if (!row) throw notFound();
    const { facts } = await holdFacts(tx, row.statement_id, {
      now: this.clock.sql(),
      organisationId: null,
      reserved: reservedIn(input.event),
    });
    const event = { ...input.event, ...facts };
    const delivery = { id: input.id, expectedVersion: input.expectedVersion, event };
    const [moved] = await this.workflow.send(tx, endorsementProcess, [delivery], act);
    return moved as Moved;
  }

  /**
   * Compensates a wrong entry of an endorsement's history. It may ask an organisation again, never decide for it.
   * @throws DomainError refused when the organisation would then say something else than it says now.
   */
  async correct(
    tx: EntityManager,
    input: { id: string; expectedVersion: number; entry: number; replacement: MomentGiven | null },
    act: Act,
  ): Promise<void> {
    const before = (await this.workflow.read(tx, endorsementProcess, [input.id], { lock: true })).get(input.id);
    const moved = await this.workflow.correct(tx, endorsementProcess, input, act);
    if (!before || !saysOtherwise(before, { state: moved.to, context: moved.context })) return;
    const { name: process } = endorsementProcess;
    const reason = { code: 'ONLY_THE_ORGANISATION_DECIDES', clearedBy: ['memberRepresentative'] as const };
    refuseIf([reason], { process, event: 'CORRECT', caseId: input.id, caseVersion: before.version });
  }

  /**
   * A new version has taken the place of the one that was decided on. In substance: what was given has to be confirmed
   * and counts as none until then. In words only: it carries over. Reservations follow their items. A fixed number of
   * statements for any number of endorsements.
   */
  async versionAmended(
    tx: EntityManager,
    statementId: string,
    version: { versionNumber: number; material: boolean },
    act: Act,
  ): Promise<void> {
    const rows = await tx.query<{ id: string; reserved: string[] }[]>(
      `SELECT id, ARRAY(SELECT jsonb_object_keys(context -> 'reservations')) AS reserved FROM endorsements WHERE statement_id = $1 AND status IN ('given', 'toReconfirm', 'awaitingConfirmation', 'late')`,
      [statementId],
    );
    const items = await itemsOf(tx, statementId, version.versionNumber);
    const { evidence: _evidence, commandKey: _key, ...fact } = act;
    await this.workflow.send(
      tx,
      endorsementProcess,
      rows.map(({ id, reserved }) => {
        const kept = items.filter((key) => reserved.includes(key));
        return { id, event: { type: 'VERSION_AMENDED', ...version, items: kept } };
      }),
      fact,
    );
  }
}

/**
 * Finds a statement that the viewer may see and takes a lock of that name until the transaction ends, in one round trip.
 * @throws DomainError notFound; what one cannot see is not there.
 */
async function enter(
  tx: EntityManager,
  statementId: string,
  viewer: Viewer | null,
  lock: string | null,
): Promise<void> {
  const parameters: unknown[] = [statementId, lock];
  const found = await tx.query<unknown[]>(
    `SELECT CASE WHEN $2::text IS NOT NULL THEN pg_advisory_xact_lock(hashtextextended($2, 0))::text END AS locked
       FROM statements s WHERE s.id = $1 AND ${viewer ? visibleStatements(viewer, parameters) : 'true'}`,
    parameters,
  );
  if (found.length === 0) throw notFound();
}

/** The keys of the items that a decision is about. */
function reservedIn(decision: Record<string, unknown>): string[] {
  return Object.keys((decision['reservations'] as object | undefined) ?? {});
}

interface Said {
  state: unknown;
  context: Record<string, unknown>;
}

/** What a correction may make of an endorsement: a question to the organisation, which counts as none until answered. */
const ASKED_AGAIN = ['toReconfirm', 'awaitingConfirmation'];

/**
 * Does an organisation say something else than before: another decision (one that left is back, a block is gone or
 * there), on another version, seen by more, or with a reservation taken back?
 */
function saysOtherwise(before: Said, after: Said): boolean {
  const [was, is] = [before.context, after.context] as unknown as [EndorsementContext, EndorsementContext];
  const askedAgain = before.state === 'given' && ASKED_AGAIN.includes(after.state as string);
  const seenByMore = APPEARANCES.indexOf(is.appearance) > APPEARANCES.indexOf(was.appearance);
  const namedAgain = (is.named ?? null) !== null && is.named !== was.named;
  const fewer = Object.keys(was.reservations).some((key) => is.reservations[key] !== was.reservations[key]);
  return (
    (after.state !== before.state && !askedAgain) ||
    is.versionNumber !== was.versionNumber ||
    seenByMore ||
    namedAgain ||
    fewer
  );
}

/** Those who are asked do not endorse: no institution, unit or partner is entered by phone or on paper. */
async function refuseUnlessEndorser(tx: EntityManager, organisationId: string): Promise<void> {
  const found = await tx.query<unknown[]>(
    `SELECT id FROM organisations WHERE id = $1 AND kind NOT IN ('institution', 'unit', 'partner')`,
    [organisationId],
  );
  const parameters = { field: 'organisationId', value: toGlobalId('org', organisationId) };
  if (found.length === 0) refuseIf([{ code: 'UNKNOWN_REFERENCE', parameters, path: ['organisationId'] }]);
}
