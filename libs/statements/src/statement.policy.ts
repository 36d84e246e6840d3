import type { Relation, Who, Wishes } from '#workflow/pure';

const drafter: Who = { role: 'policyOfficer', right: 'draft' };
const recorder: Who = { role: 'policyOfficer', right: 'record' };

/** Who may send which event to a statement (the coalition's table "who may"). Events that are not here are facts. */
export const statementWishes = {
  DRAFT: [drafter],
  RECORD_PAST: [recorder],
  EDIT: [drafter],
  OPEN: [drafter],
  CLOSE: [drafter],
  EXTEND: [drafter],
  AMEND: [drafter],
  REOPEN: [drafter],
  SUBMIT: [drafter],
  CONCLUDE: [recorder],
  WITHDRAW: [drafter],
  RENEW: [drafter],
  CORRECT: [recorder],
} satisfies Wishes;

/**
 * Who may set a quorum rule. Not who drafts and opens: nobody sets the bar that their own statement has to clear.
 * Not the administrator, who has no say in content.
 */
export const quorumRuleWishes = {
  SET_QUORUM_RULE: [{ role: 'coordinator', right: 'administer' }],
} satisfies Wishes;

/** The secretariat acts on every statement alike: no rule above names a relation. */
export function statementRelations(): Relation[] {
  return [];
}
