import type { Look, Requirement } from '#workflow/pure';
import type { Appearance, StatementFacts } from './endorsement.machine.js';
import { hasReason } from './statement.requirements.js';

const factsOf = (look: Look) => look.event as unknown as Partial<StatementFacts>;

/** There is a text to sign. Without the facts (before anybody sends) nothing is said. */
const standing: Requirement = {
  code: 'STATEMENT_NOT_OPEN',
  clearedBy: ['policyOfficer'],
  unmet: (look) => factsOf(look).window === 'closed' && {},
};

/** A decision can be changed while the window is open. */
const windowOpen: Requirement = {
  code: 'SIGN_ON_CLOSED',
  clearedBy: ['policyOfficer'],
  unmet: (look) => {
    const { window } = factsOf(look);
    return window !== undefined && window !== 'open' && {};
  },
};

/** What comes first may be late and is kept apart; what was decided before is not changed any more. */
const changedInTime: Requirement = {
  code: 'SIGN_ON_CLOSED',
  clearedBy: ['policyOfficer'],
  unmet: (look) => factsOf(look).window === 'late' && Boolean(look.context['versionNumber']) && {},
};

/** What is decided now is no past: while the window is open, the organisation is asked itself. */
const windowOver: Requirement = {
  code: 'SIGN_ON_STILL_OPEN',
  clearedBy: ['memberRepresentative'],
  unmet: (look) => factsOf(look).window === 'open' && {},
};

/** Nobody endorses words that have changed meanwhile. */
const thisVersion: Requirement = {
  code: 'ANOTHER_VERSION',
  clearedBy: ['memberRepresentative'],
  ofInput: true,
  path: ['versionNumber'],
  unmet: (look) => {
    const { currentVersion } = factsOf(look);
    return look.event['versionNumber'] !== currentVersion && { current: currentVersion ?? 0 };
  },
};

const proven: Requirement = {
  code: 'EVIDENCE_NEEDED',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['evidence'],
  unmet: ({ event }) => event.evidence.length === 0 && {},
};

/** What an organisation has not chosen itself stays as hidden as can be. */
const hiddenOnBehalf: Requirement = {
  code: 'ONLY_THE_ORGANISATION_SHOWS_ITSELF',
  clearedBy: ['memberRepresentative'],
  ofInput: true,
  path: ['appearance'],
  unmet: ({ event }) => (event['appearance'] as Appearance) !== 'hidden' && {},
};

const itemsKnown: Requirement = {
  code: 'ITEM_NOT_IN_VERSION',
  clearedBy: ['memberRepresentative'],
  ofInput: true,
  path: ['reservations'],
  unmet: ({ event }) => {
    const items = event['items'] as string[] | undefined;
    const unknown = Object.keys((event['reservations'] as object | undefined) ?? {}).filter(
      (key) => !items?.includes(key),
    );
    return unknown.length > 0 && { items: unknown.join(', ') };
  },
};

const worded: Requirement = {
  code: 'VALUE_MISSING',
  clearedBy: ['memberRepresentative'],
  ofInput: true,
  path: ['reservations'],
  unmet: ({ event }) =>
    Object.values((event['reservations'] as Record<string, string> | undefined) ?? {}).includes('') && {
      field: 'reservations.text',
    },
};

/** Only the organisation itself says who may see its name; what it says now counts, not what a preview showed. */
const lettingNameBeSeen: Requirement = {
  code: 'NAME_NOT_TO_BE_SHOWN',
  clearedBy: ['memberRepresentative'],
  unmet: ({ context, event }) => {
    const { appearance } = context as { appearance?: Appearance };
    const shown = event['appearance'] as Appearance | undefined;
    return ((appearance !== 'public' && appearance !== 'addressee') || (shown ?? appearance) !== appearance) && {};
  },
};

const nameReleased: Requirement = {
  code: 'NAME_NOT_RELEASED',
  clearedBy: ['policyOfficer', 'coordinator'],
  unmet: ({ context }) => !context['named'] && {},
};

/** What must hold for each event; guards and reasons are made of the same list. */
export const endorsementRequirements: Readonly<Record<string, readonly Requirement[]>> = {
  ENDORSE: [standing, changedInTime, thisVersion, itemsKnown, worded],
  ENDORSE_ON_BEHALF: [standing, windowOpen, thisVersion, itemsKnown, proven, hiddenOnBehalf],
  RECORD_PAST: [standing, windowOver, hasReason, itemsKnown, worded, proven, hiddenOnBehalf],
  CONFIRM: [standing],
  COMPLAIN: [hasReason],
  ANSWER_COMPLAINT: [hasReason],
  RECONFIRM: [windowOpen],
  RESERVE: [windowOpen, itemsKnown, worded],
  RELEASE_NAME: [lettingNameBeSeen],
  TAKE_BACK_NAME: [nameReleased, hasReason],
  DECLINE: [windowOpen],
  ABSTAIN: [windowOpen],
};
