import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, notFound } from '#platform';
import { Processes, Workflow } from '#workflow';
import type { Act, Moved, Sent } from '#workflow';
import type { Appearance, Signature, StatementFacts } from './endorsement.machine.js';
import './endorsement.messages.js';
import { endorsementProcess } from './endorsement.process.js';

/** What an organisation decides about a version. */
export interface Decision {
  versionNumber: number;
  signature: Signature;
  appearance: Appearance;
  reservations: Record<string, string>;
}

type Facts = StatementFacts & { items: string[] };

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
    const { statementId, organisationId, event: type, ...decision } = input;
    // Two decisions of one organisation at once: the second waits and finds the case of the first.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
      `endorsement ${statementId} ${organisationId}`,
    ]);
    const facts = await this.factsOf(tx, statementId);
    const event: Sent = { type, ...decision, ...facts };
    const [existing] = await tx.query<{ id: string }[]>(
      `SELECT id FROM endorsements WHERE statement_id = $1 AND organisation_id = $2`,
      [statementId, organisationId],
    );
    if (existing) {
      await this.workflow.send(tx, endorsementProcess, [{ id: existing.id, event }], act);
      return existing.id;
    }
    const id = randomUUID() as string;
    const row = { statement_id: statementId, organisation_id: organisationId };
    await this.workflow.create(tx, endorsementProcess, [{ id, row, event }], act);
    return id;
  }

  /** A later step of an endorsement that is there: confirm, reconfirm, reserve, appear otherwise, leave. */
  async step(tx: EntityManager, input: { id: string; expectedVersion: number; event: Sent }, act: Act): Promise<Moved> {
    const [row] = await tx.query<{ statement_id: string }[]>(`SELECT statement_id FROM endorsements WHERE id = $1`, [
      input.id,
    ]);
    if (!row) throw notFound();
    const facts = await this.factsOf(tx, row.statement_id);
    const event = { ...input.event, ...facts };
    const delivery = { id: input.id, expectedVersion: input.expectedVersion, event };
    const [moved] = await this.workflow.send(tx, endorsementProcess, [delivery], act);
    return moved as Moved;
  }

  /** Compensates a wrong entry of an endorsement's history. */
  async correct(
    tx: EntityManager,
    input: { id: string; expectedVersion: number; entry: number; replacement: { happenedAt: string } | null },
    act: Act,
  ): Promise<void> {
    await this.workflow.correct(tx, endorsementProcess, input, act);
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
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM endorsements WHERE statement_id = $1 AND status IN ('given', 'toReconfirm', 'awaitingConfirmation', 'late')`,
      [statementId],
    );
    const items = await this.itemsOf(tx, statementId, version.versionNumber);
    const { evidence: _evidence, commandKey: _key, ...fact } = act;
    await this.workflow.send(
      tx,
      endorsementProcess,
      rows.map(({ id }) => ({ id, event: { type: 'VERSION_AMENDED', ...version, items } })),
      fact,
    );
  }

  /** What the statement is at this moment, for a decision on it; what a person may do is asked with the same. */
  async factsOf(tx: EntityManager, statementId: string): Promise<Facts> {
    const now = this.clock.sql();
    const [row] = await tx.query<{ status: string; version: number; past: boolean; handed: number }[]>(
      `SELECT status, version_number AS version, (context ->> 'deadline')::timestamptz <= ${now} AS past,
              jsonb_array_length(coalesce(context -> 'handedOver', '[]')) AS handed
         FROM statements WHERE id = $1 FOR SHARE`,
      [statementId],
    );
    if (!row) throw notFound();
    const stands = ['endorsing', 'lapsed', 'endorsed', 'submitted', 'concluded'].includes(row.status);
    return {
      window: row.status === 'endorsing' && !row.past ? 'open' : stands ? 'late' : 'closed',
      currentVersion: row.version,
      handedOver: row.handed > 0,
      items: await this.itemsOf(tx, statementId, row.version),
    };
  }

  private async itemsOf(tx: EntityManager, statementId: string, versionNumber: number): Promise<string[]> {
    const rows = await tx.query<{ key: string }[]>(
      `SELECT i.item_key AS key FROM statement_versions v JOIN statement_items i ON i.version_id = v.id
        WHERE v.statement_id = $1 AND v.number = $2 ORDER BY i.position`,
      [statementId, versionNumber],
    );
    return rows.map((row) => row.key);
  }
}
