import type { Requirement } from '#workflow/pure';
import type { Finding, IntegrationContext, IntegrationEvent, Verification } from './integration.machine.js';

const contextOf = (context: Record<string, unknown>) => context as unknown as IntegrationContext;
const verification = (event: Record<string, unknown>) => event as unknown as Partial<Verification>;

/** The one who found it does not confirm it. */
const anotherPerson: Requirement = {
  code: 'VERIFIER_IS_CLAIMANT',
  clearedBy: ['policyOfficer', 'memberRepresentative'],
  unmet: ({ context, event }) => event.by !== null && event.by.person === contextOf(context).claimedBy?.person && {},
};

/** From another organisation, where there is one that could look. */
const anotherOrganisation: Requirement = {
  code: 'VERIFIER_SAME_ORGANISATION',
  clearedBy: ['memberRepresentative', 'policyOfficer'],
  unmet: ({ context, event }) =>
    verification(event).otherVerifiers === true &&
    event.by !== null &&
    event.by.organisation === contextOf(context).claimedBy?.organisation &&
    {},
};

/** What a finding is verified in must still be the text: not replaced, not repealed. */
const presentEdition: Requirement = {
  code: 'EDITION_GONE',
  clearedBy: ['policyOfficer', 'memberRepresentative'],
  ofInput: true,
  path: ['found', 'editionId'],
  unmet: ({ event }) => verification(event).edition === 'gone' && {},
};

const quotes = (finding: Pick<Finding, 'quoteKm' | 'quoteEn'>) =>
  Boolean(finding.quoteKm?.trim() || finding.quoteEn?.trim());

/** Their words, in at least one language. */
const quoteClaimed: Requirement = {
  code: 'QUOTE_NEEDED',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['found', 'quote'],
  unmet: ({ event }) => !quotes(event as unknown as Finding) && {},
};

const quoteVerified: Requirement = {
  code: 'QUOTE_NEEDED',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['found', 'quote'],
  unmet: ({ context, event }) => !quotes(verification(event).found ?? contextOf(context)) && {},
};

const hasReason: Requirement = {
  code: 'REASON_NEEDED',
  clearedBy: ['policyOfficer', 'memberRepresentative'],
  ofInput: true,
  path: ['reason'],
  unmet: ({ event }) => !event.reason?.trim() && {},
};

/** What must hold for each event; guards and reasons are made of the same list. */
export const integrationRequirements: Readonly<Partial<Record<IntegrationEvent['type'], readonly Requirement[]>>> = {
  CLAIM: [quoteClaimed, presentEdition],
  RECORD_PAST: [hasReason],
  VERIFY: [anotherPerson, anotherOrganisation, presentEdition, quoteVerified],
  REJECT: [anotherPerson, hasReason],
  REVERSE: [hasReason],
};
