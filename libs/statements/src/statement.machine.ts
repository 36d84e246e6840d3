import { assign, cancel, setup } from 'xstate';
import { meets } from '#workflow/pure';
import type { CaseEvent } from '#workflow/pure';
import { openedBy } from './statement.release.js';
import type { ReleaseWish, TextRelease } from './statement.release.js';
import { statementRequirements } from './statement.requirements.js';

/** Where a statement can stand; `unborn`, before it is there, is none of them. */
export const STATEMENT_STATUSES = [
  'drafting',
  'endorsing',
  'lapsed',
  'endorsed',
  'submitted',
  'concluded',
  'withdrawn',
] as const;
export type StatementStatus = (typeof STATEMENT_STATUSES)[number];

/** Where an old record can leave a statement. An open window is never past: that one is opened. */
export const PAST_STATUSES = ['lapsed', 'endorsed', 'submitted', 'concluded', 'withdrawn'] as const;
export type PastStatus = (typeof PAST_STATUSES)[number];

/** What a submission is to its statement: drawn up, with its addressee, or over in whatever way. */
export type SubmissionStanding = 'prepared' | 'delivered' | 'over';
/** `gone`: it turned out never to have been. */
export interface SubmissionMove {
  submissionId: string;
  status: SubmissionStanding | 'gone';
}

export const AMENDMENTS = ['editorial', 'material'] as const;
export type Amendment = (typeof AMENDMENTS)[number];

/** What is wrong with a text that is to be frozen, by the positions of its items, counted from one. */
export interface Findings {
  items: number;
  withoutAddressee: number[];
  withoutTarget: number[];
  /** Their recommendation was closed. */
  closed: number[];
  /** What the authentic text lacks, as `title.km` or `items.3.km`. */
  textMissing: string[];
  otherLanguage: 'current' | 'behind' | 'missing' | 'toFollow';
}

/** How many have endorsed, and how many the rule asks for. */
export interface Weighed {
  met: boolean;
  given: number;
  needed: number;
  /** What else is wanting, by the codes of networks, provinces and bodies; a body that blocks needs nothing and gave nothing. */
  lacks: { what: string; given: number; needed: number }[];
}

export interface StatementContext {
  /** The frozen version that counts; 0 while it was never opened. */
  versionNumber: number;
  /** When the window closes (ISO 8601, UTC); nothing while none is open. */
  deadline: string | null;
  submissions: Record<string, SubmissionStanding>;
  /** Submissions that an addressee has had in its hands. */
  handedOver: string[];
  /** The rule, in the revision of the day on which it was opened. */
  quorumRuleId: string | null;
  /** Counts the changes of the draft. */
  edits: number;
  /** An old record entered it so: what came before is not known, and it counts in no endorsement figure. */
  past: PastStatus | null;
  /** The successors that a later cycle made of it. */
  renewedBy: string[];
  /** Who may see the text; nobody outside the coalition while nothing was said. */
  release?: TextRelease;
}

type Freezes = { versionNumber: number; hash: string; findings: Findings };

export type StatementEvent = CaseEvent &
  (
    | { type: 'DRAFT'; renews: string | null }
    | { type: 'RECORD_PAST'; status: PastStatus; quorumRuleId: string | null; hash: string }
    | { type: 'EDIT'; languageChanged: boolean; replaced: Record<string, unknown> }
    | ({ type: 'OPEN'; deadline: string | null; quorumRuleId: string | null } & Freezes)
    | { type: 'CLOSE' | 'SUBMIT'; quorum: Weighed | null }
    | { type: 'EXTEND'; deadline: string | null }
    | ({
        type: 'AMEND';
        amendment: Amendment;
        deadline: string | null;
        earliest: string;
        earliestDay: string;
        added: number;
      } & Freezes)
    | { type: 'REOPEN'; to: 'endorsing' | 'drafting'; deadline: string | null; quorumRuleId: string | null }
    | { type: 'DELIVERED' | 'SUBMISSIONS_MOVED'; moved: SubmissionMove[] }
    | { type: 'RENEW'; successor: string }
    | ({ type: 'RELEASE' } & ReleaseWish)
    | { type: 'EMBARGO_ENDED' }
    | { type: 'CONCLUDE' | 'WITHDRAW' | 'CORRECT' }
  );

/** The events that can be called so; several names may share one form. */
type Of<T extends StatementEvent['type'], E = StatementEvent> = E extends { type: infer U }
  ? [Extract<U, T>] extends [never]
    ? never
    : E
  : never;

/** The one row that ends a window: asked for again, it takes the place of the one before. */
const WINDOW = 'endorsementWindow';

/** The one row that ends an embargo. */
const EMBARGO = 'embargo';

/** Every submission as it stands after the moves, and which of them an addressee has had. */
export function afterMoves(
  context: Pick<StatementContext, 'submissions' | 'handedOver'>,
  moved: readonly SubmissionMove[],
): Pick<StatementContext, 'submissions' | 'handedOver'> {
  const submissions = new Map(Object.entries(context.submissions));
  const handedOver = new Set(context.handedOver);
  for (const { submissionId, status } of moved) {
    // Over from the first: an old record knows that it was handed over. Over after being prepared: cancelled.
    if (status === 'delivered' || (status === 'over' && !submissions.has(submissionId))) handedOver.add(submissionId);
    if (status === 'prepared' || status === 'gone') handedOver.delete(submissionId);
    if (status === 'gone') submissions.delete(submissionId);
    else submissions.set(submissionId, status);
  }
  return { submissions: Object.fromEntries(submissions), handedOver: [...handedOver] };
}

/** Is nothing in an addressee's hands after the moves? Said without listing all that is: there may be hundreds. */
function leavesNothing(
  context: Pick<StatementContext, 'submissions' | 'handedOver'>,
  moved: readonly SubmissionMove[],
): boolean {
  const told = new Set(moved.map(({ submissionId }) => submissionId));
  if (context.handedOver.some((submissionId) => !told.has(submissionId))) return false;
  return afterMoves(context, moved).handedOver.length === 0;
}

const movesOf = (event: StatementEvent) => (event as Of<'SUBMISSIONS_MOVED'>).moved;
const entersPast = (status: PastStatus) => ({
  guard: ({ event }: { event: StatementEvent }) => (event as Of<'RECORD_PAST'>).status === status,
  target: status,
  actions: 'enterPast' as const,
});

const statement = setup({
  types: { context: {} as StatementContext, events: {} as StatementEvent },
  guards: {
    meetsRequirements: meets(statementRequirements),
    quorumReached: ({ context, event }) =>
      meets(statementRequirements)({ context, event }) && (event as Of<'CLOSE'>).quorum?.met === true,
    material: ({ context, event }) =>
      meets(statementRequirements)({ context, event }) && (event as Of<'AMEND'>).amendment === 'material',
    toDrafting: ({ context, event }) =>
      meets(statementRequirements)({ context, event }) && (event as Of<'REOPEN'>).to === 'drafting',
    toEndorsing: ({ context, event }) =>
      meets(statementRequirements)({ context, event }) && (event as Of<'REOPEN'>).to === 'endorsing',
    untilMoment: ({ context, event }) =>
      meets(statementRequirements)({ context, event }) && (event as Of<'RELEASE'>).until !== null,
    nothingHandedOver: ({ context, event }) => context.past !== 'submitted' && leavesNothing(context, movesOf(event)),
  },
  actions: {
    closeEndorsementWindow: (_, _params: { key: string; due: string }) => undefined,
    endEmbargo: (_, _params: { key: string; due: string }) => undefined,
    noteRelease: assign({
      release: ({ context, event }) => {
        const { level, until, upon } = event as Of<'RELEASE'>;
        return { level, version: context.versionNumber, until, upon };
      },
    }),
    openAtMoment: assign(({ context, event }) => openedBy(context, 'moment', event.at)),
    openWhenHandedOver: assign(({ context, event }) => openedBy(context, 'handedOver', event.at)),
    openWhenConcluded: assign(({ context, event }) => openedBy(context, 'concluded', event.at)),
    enterPast: assign(({ event }) => {
      const { status, quorumRuleId } = event as Of<'RECORD_PAST'>;
      return { versionNumber: 1, past: status, quorumRuleId };
    }),
    countEdit: assign({ edits: ({ context }) => context.edits + 1 }),
    freeze: assign({ versionNumber: ({ event }) => (event as Of<'OPEN' | 'AMEND'>).versionNumber }),
    bindRule: assign({ quorumRuleId: ({ event }) => (event as Of<'OPEN' | 'REOPEN'>).quorumRuleId }),
    setWindow: assign({ deadline: ({ event }) => (event as Of<'OPEN' | 'EXTEND' | 'AMEND' | 'REOPEN'>).deadline }),
    endWindow: assign({ deadline: null }),
    noteSubmissions: assign(({ context, event }) => afterMoves(context, movesOf(event))),
    noteSuccessor: assign({
      renewedBy: ({ context, event }) => [...context.renewedBy, (event as Of<'RENEW'>).successor],
    }),
    noted: assign({}),
  },
});

/** Said of the version that counts, in every state in which there is one. */
const released = statement.createStateConfig({
  on: {
    RELEASE: [
      {
        guard: 'untilMoment',
        actions: [
          'noteRelease',
          { type: 'endEmbargo', params: ({ event }) => ({ key: EMBARGO, due: event.until as string }) },
        ],
      },
      { guard: 'meetsRequirements', actions: [cancel(EMBARGO), 'noteRelease'] },
    ],
    EMBARGO_ENDED: { actions: 'openAtMoment' },
  },
}).on;

/** The text that is signed and sent: drafted, open for sign-on, endorsed, handed over. */
export const statementMachine = statement.createMachine({
  id: 'statement',
  context: {
    versionNumber: 0,
    deadline: null,
    submissions: {},
    handedOver: [],
    quorumRuleId: null,
    edits: 0,
    past: null,
    renewedBy: [],
  },
  initial: 'unborn',
  states: {
    unborn: {
      on: {
        DRAFT: 'drafting',
        RECORD_PAST: [
          entersPast('lapsed'),
          entersPast('endorsed'),
          entersPast('submitted'),
          entersPast('concluded'),
          entersPast('withdrawn'),
        ],
      },
    },
    drafting: {
      on: {
        EDIT: { guard: 'meetsRequirements', actions: 'countEdit' },
        OPEN: { guard: 'meetsRequirements', target: 'endorsing', actions: ['freeze', 'bindRule', 'setWindow'] },
        SUBMISSIONS_MOVED: { actions: 'noteSubmissions' },
        WITHDRAW: { guard: 'meetsRequirements', target: 'withdrawn' },
      },
    },
    endorsing: {
      // Whatever leads in here sets the window first, so that this arms the new one.
      entry: {
        type: 'closeEndorsementWindow',
        params: ({ context }) => ({ key: WINDOW, due: context.deadline as string }),
      },
      exit: [cancel(WINDOW), 'endWindow'],
      on: {
        ...released,
        CLOSE: [
          { guard: 'quorumReached', target: 'endorsed' },
          { guard: 'meetsRequirements', target: 'lapsed' },
        ],
        EXTEND: { guard: 'meetsRequirements', target: 'endorsing', reenter: true, actions: 'setWindow' },
        AMEND: [
          { guard: 'material', target: 'endorsing', reenter: true, actions: ['freeze', 'setWindow'] },
          { guard: 'meetsRequirements', actions: 'freeze' },
        ],
        SUBMISSIONS_MOVED: { actions: 'noteSubmissions' },
        WITHDRAW: { guard: 'meetsRequirements', target: 'withdrawn' },
      },
    },
    lapsed: {
      on: {
        ...released,
        REOPEN: [
          { guard: 'toDrafting', target: 'drafting' },
          { guard: 'toEndorsing', target: 'endorsing', actions: ['bindRule', 'setWindow'] },
        ],
        SUBMISSIONS_MOVED: { actions: 'noteSubmissions' },
        WITHDRAW: { guard: 'meetsRequirements', target: 'withdrawn' },
      },
    },
    endorsed: {
      on: {
        ...released,
        SUBMIT: { guard: 'meetsRequirements', actions: 'noted' },
        DELIVERED: { target: 'submitted', actions: ['noteSubmissions', 'openWhenHandedOver'] },
        SUBMISSIONS_MOVED: { actions: 'noteSubmissions' },
        REOPEN: { guard: 'toEndorsing', target: 'endorsing', actions: ['bindRule', 'setWindow'] },
        AMEND: [
          { guard: 'material', target: 'endorsing', actions: ['freeze', 'setWindow'] },
          { guard: 'meetsRequirements', actions: 'freeze' },
        ],
        WITHDRAW: { guard: 'meetsRequirements', target: 'withdrawn' },
      },
    },
    submitted: {
      on: {
        ...released,
        SUBMIT: { guard: 'meetsRequirements', actions: 'noted' },
        SUBMISSIONS_MOVED: [
          // Turned away at the counter, or recorded by mistake: then nothing has been handed over yet.
          { guard: 'nothingHandedOver', target: 'endorsed', actions: 'noteSubmissions' },
          { actions: 'noteSubmissions' },
        ],
        CONCLUDE: { guard: 'meetsRequirements', target: 'concluded', actions: 'openWhenConcluded' },
        WITHDRAW: { guard: 'meetsRequirements', target: 'withdrawn' },
      },
    },
    concluded: {
      on: {
        ...released,
        SUBMISSIONS_MOVED: { actions: 'noteSubmissions' },
        RENEW: { actions: 'noteSuccessor' },
        WITHDRAW: { guard: 'meetsRequirements', target: 'withdrawn' },
      },
    },
    withdrawn: {
      on: { ...released, SUBMISSIONS_MOVED: { actions: 'noteSubmissions' } },
    },
  },
});
