import type { EntityManager } from 'typeorm';
import { fromGlobalId } from '#platform';
import type { Reason } from '#platform';
import type { Act } from '#workflow';
import type { Language } from './statement.content.js';
import type { StatementContentInput } from './statement.inputs.js';
import type { StatementKind } from './statement.model.js';

/** The columns of a statement that a person decides, beside its text. */
export interface Head {
  kind: StatementKind;
  authentic_language: Language;
  quorum_rule_id: string | null;
  initiator_id: string | null;
  external_reference: string | null;
}

/** What a person sent, as columns. Who initiates it stays as it was if it is left out, and is the drafter's own organisation at first. */
export function headOf(input: StatementContentInput, act: Act, before?: Pick<Head, 'initiator_id'>): Head {
  const initiator = before ? before.initiator_id : (act.viewer?.organisationId ?? null);
  return {
    kind: input.kind,
    authentic_language: input.authenticLanguage,
    quorum_rule_id: input.quorumRuleId ? fromGlobalId('qru', input.quorumRuleId) : null,
    initiator_id: input.initiatorId ? fromGlobalId('org', input.initiatorId) : initiator,
    external_reference: input.externalReference?.normalize('NFC').trim() || null,
  };
}

/** References of heads that are not there, in one query for all of them. */
export async function headProblems(
  tx: EntityManager,
  heads: readonly Pick<Head, 'quorum_rule_id' | 'initiator_id'>[],
): Promise<Reason[]> {
  const all = (ids: (string | null)[]) => [...new Set(ids.filter((id) => id !== null))];
  const missing = await tx.query<{ field: string; value: string }[]>(
    `SELECT 'quorumRuleId' AS field, id::text AS value FROM unnest($1::uuid[]) id
      WHERE NOT EXISTS (SELECT 1 FROM quorum_rules q WHERE q.id = id.id)
     UNION ALL SELECT 'initiatorId', id::text FROM unnest($2::uuid[]) id
      WHERE NOT EXISTS (SELECT 1 FROM organisations o WHERE o.id = id.id
                         AND o.kind IN ('secretariat', 'member', 'network', 'body'))`,
    [all(heads.map((head) => head.quorum_rule_id)), all(heads.map((head) => head.initiator_id))],
  );
  return missing.map(({ field, value }) => ({
    code: 'UNKNOWN_REFERENCE',
    parameters: { field, value },
    path: ['content', field],
  }));
}
