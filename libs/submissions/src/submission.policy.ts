import type { Look, Relation, Who, Wishes } from '#workflow/pure';

const drafter: Who = { role: 'policyOfficer', right: 'draft' };
const recorder: Who = { role: 'policyOfficer', right: 'record' };
/** The budget working group records what it hears in its own field. */
const monitor: Who = { role: 'budgetGroupMember', right: 'record', relation: 'inField' };

/** Who may send which event to a submission (the coalition's table "who may"). Events that are not here are facts. */
export const submissionWishes = {
  PREPARE: [drafter],
  RECORD_PAST: [recorder],
  DELIVER: [recorder],
  REFUSED_AT_COUNTER: [recorder],
  RECEIPT: [recorder, monitor],
  ACKNOWLEDGE: [recorder, monitor],
  RESPOND: [recorder, monitor],
  REDIRECT: [recorder],
  RESEND: [recorder],
  SUSPEND: [recorder],
  RESUME: [recorder],
  GRANT_EXTENSION: [recorder],
  RECORD_SILENCE: [recorder],
  CANCEL: [drafter],
  WITHDRAW: [drafter],
  CORRECT: [recorder],
} satisfies Wishes;

/**
 * `inField`: it lies in the viewer's field. Field and submission meet in topics, instruments and addressees, which a row
 * does not hold: who asks has looked, and says so in the event.
 */
export function submissionRelations(_viewer: unknown, look: Look): Relation[] {
  return look.event['inField'] === true ? ['inField'] : [];
}
