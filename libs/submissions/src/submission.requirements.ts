import type { Look, Requirement } from '#workflow/pure';
import type { StatementFacts, SubmissionContext } from './submission.context.js';

const contextOf = ({ context }: Look) => context as unknown as SubmissionContext;
const factsOf = ({ event }: Look) => event as unknown as Partial<StatementFacts>;

/** The latest moment at which it can have happened: of "in March", the end of March. */
const latest = ({ event }: Look) => (event['latest'] as string | undefined) ?? event.at;

const hasReason: Requirement = {
  code: 'REASON_NEEDED',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['reason'],
  unmet: ({ event }) => !event.reason?.trim() && {},
};

const itemsAsked: Requirement = {
  code: 'NO_ITEM_ASKED',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['letter', 'itemKeys'],
  unmet: ({ event }) => !(event['items'] as string[] | undefined)?.length && {},
};

const statementStands: Requirement = {
  code: 'STATEMENT_TAKEN_BACK',
  clearedBy: [],
  unmet: (look) => factsOf(look).statementStatus === 'withdrawn' && {},
};

const statementEndorsed: Requirement = {
  code: 'STATEMENT_NOT_ENDORSED',
  clearedBy: ['policyOfficer'],
  unmet: (look) => {
    const { statementStatus } = factsOf(look);
    return (
      statementStatus !== undefined &&
      !['endorsed', 'submitted', 'concluded', 'withdrawn'].includes(statementStatus) && { state: statementStatus }
    );
  },
};

/** What is handed over is what was signed: a letter of an older version is drawn up again. */
const letterCurrent: Requirement = {
  code: 'LETTER_OUTDATED',
  clearedBy: ['policyOfficer'],
  unmet: (look) => {
    const { currentVersion } = factsOf(look);
    const { statementVersion } = contextOf(look);
    return (
      currentVersion !== undefined &&
      currentVersion !== statementVersion && { letter: statementVersion, current: currentVersion }
    );
  },
};

/** Judged when it was submitted, and nothing was reopened since; after the first delivery it is judged no more. */
const quorumJudged: Requirement = {
  code: 'QUORUM_NOT_JUDGED',
  clearedBy: ['policyOfficer'],
  unmet: (look) => {
    const { statementStatus, judged } = factsOf(look);
    return statementStatus === 'endorsed' && judged === false && {};
  },
};

/** Who has stamped, acknowledged or answered it was not turning it away. */
const notReceived: Requirement = {
  code: 'ALREADY_RECEIVED',
  clearedBy: ['policyOfficer'],
  unmet: (look) => {
    const { receipts, responses, acknowledgedAt } = contextOf(look);
    return (receipts.length > 0 || responses.length > 0 || acknowledgedAt !== null) && {};
  },
};

const notBeforeDelivery = (...path: string[]): Requirement => ({
  code: 'BEFORE_DELIVERY',
  clearedBy: ['policyOfficer', 'budgetGroupMember'],
  ofInput: true,
  path,
  unmet: (look) => {
    const { deliveredAt } = contextOf(look);
    return deliveredAt !== null && latest(look) < deliveredAt && {};
  },
});

const proves: Requirement = {
  code: 'PROOF_NEEDED',
  clearedBy: ['policyOfficer', 'budgetGroupMember'],
  ofInput: true,
  path: ['receipt'],
  unmet: ({ event }) => event['proves'] !== true && {},
};

const readingsOf = ({ event }: Look) => Object.keys((event['readings'] as Record<string, string> | undefined) ?? {});

const hasReading: Requirement = {
  code: 'READING_NEEDED',
  clearedBy: ['policyOfficer', 'budgetGroupMember'],
  ofInput: true,
  path: ['response', 'items'],
  unmet: (look) => readingsOf(look).length === 0 && {},
};

const onlyAskedItems: Requirement = {
  code: 'ITEM_NOT_ASKED',
  clearedBy: ['policyOfficer', 'budgetGroupMember'],
  ofInput: true,
  path: ['response', 'items'],
  unmet: (look) => {
    const asked = new Set(contextOf(look).items);
    const strange = readingsOf(look).filter((item) => !asked.has(item));
    return strange.length > 0 && { count: strange.length };
  },
};

/** A reading is ours; without their words, or the document that has them, nobody could ever check it. */
const hasWords: Requirement = {
  code: 'WORDS_NEEDED',
  clearedBy: ['policyOfficer', 'budgetGroupMember'],
  ofInput: true,
  path: ['response', 'verbatim'],
  unmet: ({ event }) => event['words'] !== true && {},
};

const otherAddressee: Requirement = {
  code: 'SAME_ADDRESSEE',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['letter', 'addresseeId'],
  unmet: ({ event }) => event['sameAddressee'] === true && {},
};

const suspended = (look: Look) =>
  contextOf(look).ledger.some((entry) => entry.kind === 'suspension' && entry.until === null);

const clockRuns: Requirement = {
  code: 'CLOCK_STANDS_STILL',
  clearedBy: ['policyOfficer'],
  unmet: (look) => suspended(look) && {},
};

const clockStandsStill: Requirement = {
  code: 'CLOCK_RUNS',
  clearedBy: ['policyOfficer'],
  unmet: (look) => !suspended(look) && {},
};

const resumedAfterwards: Requirement = {
  code: 'BEFORE_SUSPENSION',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['happenedOn'],
  unmet: (look) =>
    contextOf(look).ledger.some(
      ({ kind, from, until }) => kind === 'suspension' && until === null && latest(look) < from,
    ) && {},
};

const extendsAhead: Requirement = {
  code: 'EXTENSION_NOT_LATER',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['extendedUntil'],
  unmet: ({ event }) =>
    event['days'] === undefined && ((event['until'] as string | null | undefined) ?? '') <= event.at && {},
};

/** What was handed over is taken back with a letter, and the letter is kept. */
const hasLetter: Requirement = {
  code: 'LETTER_NEEDED',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['evidence'],
  unmet: ({ event }) => event.evidence.length === 0 && {},
};

/** What must hold for each event; guards and reasons are made of the same list. */
export const submissionRequirements: Readonly<Record<string, readonly Requirement[]>> = {
  PREPARE: [itemsAsked],
  RECORD_PAST: [hasReason, itemsAsked, statementEndorsed],
  DELIVER: [statementStands, statementEndorsed, letterCurrent, quorumJudged],
  REFUSED_AT_COUNTER: [notReceived, notBeforeDelivery('happenedOn')],
  RECEIPT: [proves, notBeforeDelivery('receipt', 'receivedOn')],
  ACKNOWLEDGE: [notBeforeDelivery('happenedOn')],
  RESPOND: [hasReading, onlyAskedItems, hasWords, notBeforeDelivery('response', 'answeredOn')],
  REDIRECT: [otherAddressee, notBeforeDelivery('happenedOn')],
  RESEND: [notBeforeDelivery('delivery', 'deliveredOn')],
  SUSPEND: [clockRuns, hasReason, notBeforeDelivery('happenedOn')],
  RESUME: [clockStandsStill, resumedAfterwards],
  GRANT_EXTENSION: [hasReason, extendsAhead],
  RECORD_SILENCE: [clockRuns, notBeforeDelivery('happenedOn')],
  WITHDRAW: [hasReason, hasLetter],
  CORRECT: [hasReason],
};
