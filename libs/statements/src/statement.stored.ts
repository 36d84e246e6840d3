import type { EntityManager } from 'typeorm';
import { notFound } from '#platform';
import type { Stage } from '#recommendations';
import type { StoredCase, Workflow } from '#workflow';
import type { Language } from './statement.content.js';
import type { StatementContext, StatementStatus } from './statement.machine.js';
import type { StatementKind } from './statement.model.js';
import { statementProcess } from './statement.process.js';

/** A statement as the engine reads it. */
export interface StoredStatement extends Omit<StoredCase, 'context' | 'row'> {
  context: StatementContext & Record<string, unknown>;
  row: {
    number: string;
    kind: StatementKind;
    authentic_language: Language;
    initiator_id: string | null;
    quorum_rule_id: string | null;
    external_reference: string | null;
    sample: boolean;
  };
}

/** The statement, locked until the transaction ends: what is judged about it stays true. @throws notFound. */
export async function lockStatement(tx: EntityManager, workflow: Workflow, id: string): Promise<StoredStatement> {
  const stored = (await workflow.read(tx, statementProcess, [id], { lock: true })).get(id);
  if (!stored) throw notFound();
  return stored as unknown as StoredStatement;
}

export function isOneOf(stored: Pick<StoredStatement, 'state'>, ...statuses: StatementStatus[]): boolean {
  return statuses.includes(stored.state as StatementStatus);
}

const STAGES: Record<StatementStatus, Stage | undefined> = {
  drafting: 'drafted',
  endorsing: 'endorsing',
  lapsed: 'drafted',
  endorsed: 'endorsed',
  submitted: 'submitted',
  concluded: 'submitted',
  withdrawn: undefined,
};

/** How far a statement that stands there has brought what it carries; nothing once it was withdrawn. */
export function stageAt(status: StatementStatus): Stage | undefined {
  return STAGES[status];
}
