import type { Look, Requirement } from '#workflow/pure';
import type { Findings, StatementContext, Weighed } from './statement.machine.js';
import type { ReleaseWish } from './statement.release.js';

const contextOf = ({ context }: Look) => context as unknown as StatementContext;
const findingsOf = ({ event }: Look) => event['findings'] as Findings | undefined;
const deadlineOf = ({ event }: Look) => (event['deadline'] as string | null | undefined) ?? null;
const quorumOf = ({ event }: Look) => event['quorum'] as Weighed | null | undefined;

/** Has an addressee had it in its hands? From then on the quorum is judged no more. */
export const wasHandedOver = (context: StatementContext) =>
  context.handedOver.length > 0 || context.past === 'submitted' || context.past === 'concluded';

/** Items that a finding names, by their positions in the text; none is no reason. */
function itemsWith(code: string, pick: (findings: Findings) => number[]): Requirement {
  return {
    code,
    clearedBy: ['policyOfficer'],
    path: ['content', 'items'],
    unmet: (look) => {
      const positions = pick(findingsOf(look) ?? nothingFound);
      return positions.length > 0 && { items: positions.join(', ') };
    },
  };
}

const nothingFound: Findings = {
  items: 1,
  withoutAddressee: [],
  withoutTarget: [],
  closed: [],
  textMissing: [],
  otherLanguage: 'current',
};

/** What a text needs before it can be frozen and signed. */
const frozenText: readonly Requirement[] = [
  {
    code: 'NO_ITEM',
    clearedBy: ['policyOfficer'],
    path: ['content', 'items'],
    unmet: (look) => (findingsOf(look) ?? nothingFound).items === 0 && {},
  },
  itemsWith('ITEM_WITHOUT_ADDRESSEE', (findings) => findings.withoutAddressee),
  itemsWith('ITEM_WITHOUT_TARGET', (findings) => findings.withoutTarget),
  itemsWith('ITEM_CLOSED', (findings) => findings.closed),
  {
    code: 'TEXT_INCOMPLETE',
    clearedBy: ['policyOfficer'],
    path: ['content'],
    unmet: (look) => {
      const { textMissing } = findingsOf(look) ?? nothingFound;
      return textMissing.length > 0 && { fields: textMissing.join(', ') };
    },
  },
  {
    code: 'OTHER_LANGUAGE_NOT_READY',
    clearedBy: ['policyOfficer'],
    path: ['content', 'otherLanguage'],
    unmet: (look) => {
      const { otherLanguage } = findingsOf(look) ?? nothingFound;
      return (otherLanguage === 'missing' || otherLanguage === 'behind') && {};
    },
  },
];

/** Somebody says why, or where it is known from. */
export const hasReason: Requirement = {
  code: 'REASON_NEEDED',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['reason'],
  unmet: ({ event }) => !event.reason?.trim() && {},
};

const hasRule: Requirement = {
  code: 'QUORUM_RULE_NEEDED',
  clearedBy: ['policyOfficer'],
  path: ['content', 'quorumRuleId'],
  unmet: ({ event }) => !event['quorumRuleId'] && {},
};

const onlyWhen = (requirement: Requirement, applies: (look: Look) => boolean): Requirement => ({
  ...requirement,
  unmet: (look) => applies(look) && requirement.unmet(look),
});

const hasDeadline: Requirement = {
  code: 'DEADLINE_NEEDED',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['deadlineOn'],
  unmet: (look) => deadlineOf(look) === null && {},
};

const deadlineAhead: Requirement = {
  code: 'DEADLINE_PAST',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['deadlineOn'],
  unmet: (look) => {
    const deadline = deadlineOf(look);
    return deadline !== null && deadline <= look.event.at && {};
  },
};

const deadlineLater: Requirement = {
  code: 'DEADLINE_NOT_LATER',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['deadlineOn'],
  unmet: (look) => {
    const deadline = deadlineOf(look);
    const now = contextOf(look).deadline;
    return deadline !== null && now !== null && deadline <= now && {};
  },
};

/** What came in after the deadline came late, also when the row that closes the window has not been performed yet. */
const windowOpen: Requirement = {
  code: 'WINDOW_OVER',
  clearedBy: ['policyOfficer'],
  unmet: (look) => {
    const { deadline } = contextOf(look);
    return deadline !== null && look.event.at > deadline && {};
  },
};

/** Who has signed must have time to look again at what was changed in substance. */
const windowLeft: Requirement = {
  code: 'WINDOW_TOO_SHORT',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['deadlineOn'],
  unmet: (look) => {
    if (look.event['amendment'] !== 'material') return false;
    const earliest = look.event['earliest'] as string;
    return (deadlineOf(look) ?? '') < earliest && { earliest: look.event['earliestDay'] as string };
  },
};

/** Sign-on needs a rule; what an old record entered without one is opened again with one first. */
const ruleForSignOn: Requirement = {
  code: 'QUORUM_RULE_NEEDED',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['amendment'],
  unmet: (look) => look.event['amendment'] === 'material' && contextOf(look).quorumRuleId === null && {},
};

const editorialAddsNothing: Requirement = {
  code: 'EDITORIAL_ADDS_ITEMS',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['amendment'],
  unmet: ({ event }) => event['amendment'] === 'editorial' && (event['added'] as number) > 0 && {},
};

/** Silence never counts: before the deadline a window closes only on a quorum. */
const quorumOrDeadline: Requirement = {
  ...quorumReached(),
  unmet: (look) => {
    const { deadline } = contextOf(look);
    const quorum = quorumOf(look);
    return quorum !== undefined && !quorum?.met && deadline !== null && look.event.at < deadline && {};
  },
};

/** What was endorsed must still be so when it is sent: judged again until the first delivery, never after. */
const quorumHolds: Requirement = {
  ...quorumReached(),
  unmet: (look) => {
    const quorum = quorumOf(look);
    return quorum !== undefined && !quorum?.met && !wasHandedOver(contextOf(look)) && {};
  },
};

/** That the quorum is not reached, and how far it is away; the latter for the secretariat. */
export function quorumReached(): Pick<Requirement, 'code' | 'clearedBy' | 'detail'> {
  return {
    code: 'QUORUM_NOT_REACHED',
    clearedBy: ['memberRepresentative'],
    detail: (look) => {
      const quorum = quorumOf(look);
      if (!quorum) return { code: 'QUORUM_UNKNOWN' };
      const lacks = quorum.lacks.map(({ what, given, needed }) =>
        needed === 0 ? `${what} ✗` : `${what} ${given}/${needed}`,
      );
      return {
        code: 'QUORUM_LACKS',
        parameters: { given: quorum.given, needed: quorum.needed, lacks: lacks.join(', ') || '—' },
      };
    },
  };
}

const amendInstead: Requirement = {
  code: 'AMEND_INSTEAD',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['to'],
  unmet: ({ state, event }) => state === 'endorsed' && event['to'] === 'drafting' && {},
};

const allOver: Requirement = {
  code: 'SUBMISSIONS_NOT_OVER',
  clearedBy: ['policyOfficer'],
  unmet: (look) => {
    const open = Object.values(contextOf(look).submissions).filter((standing) => standing !== 'over');
    return open.length > 0 && { count: open.length };
  },
};

/** Versions that people have signed keep the language that they were authentic in. */
const languageStays: Requirement = {
  code: 'AUTHENTIC_LANGUAGE_STAYS',
  clearedBy: [],
  ofInput: true,
  path: ['content', 'authenticLanguage'],
  unmet: (look) => look.event['languageChanged'] === true && contextOf(look).versionNumber > 0 && {},
};

const toEndorsing = ({ event }: Look) => event['to'] === 'endorsing';
const ofInput = (requirement: Requirement): Requirement => ({ ...requirement, ofInput: true });

const ofRelease = (code: string, path: string, unmet: (wish: ReleaseWish, look: Look) => boolean): Requirement => ({
  code,
  clearedBy: ['policyOfficer', 'coordinator'],
  ofInput: true,
  path: [path],
  unmet: (look) => unmet(look.event as unknown as ReleaseWish, look) && {},
});

/** An embargo ends by itself, at one of two things; what has happened is nothing to wait for. */
const releasable: readonly Requirement[] = [
  ofRelease('EMBARGO_NEEDS_AN_END', 'level', ({ level, until, upon }) => {
    const ends = [until, upon].filter((each) => typeof each === 'string').length;
    return ends !== (level === 'embargoed' ? 1 : 0);
  }),
  ofRelease('EMBARGO_IN_THE_PAST', 'until', ({ until }, { event }) => typeof until === 'string' && until <= event.at),
  ofRelease('EMBARGO_IS_OVER', 'upon', ({ upon }, look) =>
    upon === 'concluded' ? look.state === 'concluded' : upon === 'handedOver' && wasHandedOver(contextOf(look)),
  ),
  ofRelease('EMBARGO_NEVER_ENDS', 'upon', ({ upon }, look) => typeof upon === 'string' && look.state === 'withdrawn'),
  ofRelease('REASON_NEEDED', 'reason', ({ level }, look) => {
    const { release } = contextOf(look);
    return level === 'private' && (release?.level ?? 'private') !== 'private' && !look.event.reason?.trim();
  }),
];

/** What must hold for each event; guards and reasons are made of the same list. */
export const statementRequirements: Readonly<Record<string, readonly Requirement[]>> = {
  RECORD_PAST: [hasReason],
  EDIT: [languageStays],
  OPEN: [...frozenText, hasRule, hasDeadline, deadlineAhead],
  CLOSE: [quorumOrDeadline],
  EXTEND: [windowOpen, hasReason, hasDeadline, deadlineAhead, deadlineLater],
  AMEND: [hasReason, ...frozenText.map(ofInput), editorialAddsNothing, ruleForSignOn, windowLeft],
  REOPEN: [
    amendInstead,
    ofInput(onlyWhen(hasRule, toEndorsing)),
    onlyWhen(hasDeadline, toEndorsing),
    onlyWhen(deadlineAhead, toEndorsing),
  ],
  SUBMIT: [quorumHolds],
  CONCLUDE: [allOver],
  WITHDRAW: [hasReason],
  RELEASE: releasable,
};
