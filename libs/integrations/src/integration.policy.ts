import type { Who, Wishes } from '#workflow/pure';

const recorder: Who = { role: 'policyOfficer', right: 'record' };
const officer: Who = { role: 'policyOfficer', right: 'verify' };
const member: Who = { role: 'memberRepresentative', right: 'verify' };

/**
 * Who may send which event to an integration. Events that are not here are facts. That the verifier is somebody else,
 * from elsewhere where there is an elsewhere, is a requirement: it depends on who claimed.
 */
export const integrationWishes = {
  CLAIM: [recorder],
  RECORD_PAST: [recorder],
  VERIFY: [officer, member],
  REJECT: [officer, member],
  REVERSE: [officer],
  CORRECT: [recorder],
} satisfies Wishes;
