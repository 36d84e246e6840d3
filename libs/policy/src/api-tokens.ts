import { mutations } from './mutations.js';

/** Kinds of things that a token of a program may be given to read; public registers it reads anyway. */
export const TOKEN_READS = [
  'recommendations',
  'statements',
  'submissions',
  'integrations',
  'documents',
  'organisations',
] as const;
export type TokenReads = (typeof TOKEN_READS)[number];

/** Of which kind a type is that not everybody sees. What stands nowhere here no program reads: sign-ins, seats, offices. */
const KIND_OF: Readonly<Record<string, TokenReads>> = {
  Recommendation: 'recommendations',
  Proposal: 'recommendations',
  Concern: 'recommendations',
  ConcernEntry: 'recommendations',
  Statement: 'statements',
  StatementVersion: 'statements',
  QuorumTally: 'statements',
  QuorumRule: 'statements',
  Endorsement: 'statements',
  ConfirmationRule: 'statements',
  Remark: 'statements',
  RemarkEntry: 'statements',
  Submission: 'submissions',
  Integration: 'integrations',
  Document: 'documents',
  Organisation: 'organisations',
};

/** Does a token that reads these kinds read things of this type? */
export function tokenReads(type: string, reads: readonly string[]): boolean {
  const kind = KIND_OF[type];
  return kind !== undefined && reads.includes(kind);
}

/**
 * What a person does in person: ways to sign in, seats, tokens, whatever asks for a fresh proof; and lists, which a job
 * brings in with all that the seat may.
 */
const IN_PERSON = /^(signIn|seat|apiToken|message|importRun|processMigration)\./;

/** Is this mutation never done through a token? */
export function isInPerson(mutation: string): boolean {
  const act = (mutations as Record<string, string>)[mutation];
  return act === undefined || IN_PERSON.test(act);
}
