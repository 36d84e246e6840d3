import { assign, setup } from 'xstate';
import { meets } from '#workflow/pure';
import { submissionRequirements } from './submission.requirements.js';
import { answeredInFull, answeredInPart, unansweredItems } from './readings.js';
import type { Attempt, EventOf as Of, Handover, SubmissionContext, SubmissionEvent } from './submission.context.js';

/** Where a submission can stand; `unborn`, before it is there, is none of them. */
export const SUBMISSION_STATUSES = [
  'prepared',
  'delivered',
  'acknowledged',
  'answered',
  'partlyAnswered',
  'unanswered',
  'redirected',
  'cancelled',
  'withdrawn',
] as const;
export type SubmissionStatus = (typeof SUBMISSION_STATUSES)[number];

/** Where an old record can leave a submission: what it knows to have been handed over. */
export const PAST_SUBMISSION_STATUSES = [
  'delivered',
  'acknowledged',
  'answered',
  'partlyAnswered',
  'unanswered',
  'withdrawn',
] as const;
export type PastSubmissionStatus = (typeof PAST_SUBMISSION_STATUSES)[number];

/** Nothing more is waited for: answered, silent, taken back, or passed on to where nothing more is waited for. */
export function isOver(status: unknown, context: Pick<SubmissionContext, 'successor'>): boolean {
  if (status === 'redirected') return context.successor?.over === true;
  return status !== 'prepared' && status !== 'delivered' && status !== 'acknowledged';
}

const withResponse = (context: SubmissionContext, event: SubmissionEvent): SubmissionContext => ({
  ...context,
  responses: [
    ...context.responses,
    { id: (event as Of<'RESPOND'>).response, readings: (event as Of<'RESPOND'>).readings },
  ],
});

const attempt = (event: SubmissionEvent, outcome: Attempt['outcome']): Attempt => {
  const { channel = null, mode = null, enclosures = [] } = event as Partial<Handover>;
  return { at: event.at, channel, mode, enclosures, outcome };
};

const proven = { actions: 'noteReceipt' as const, guard: 'meetsRequirements' as const };
const furtherResponse = { actions: 'noteResponse' as const, guard: 'meetsRequirements' as const };
const successorMoves = {
  SUCCESSOR_OVER: { actions: 'noteSuccessor' as const },
  SUCCESSOR_REOPENED: { actions: 'noteSuccessor' as const },
};

/** What may happen while an answer is awaited, whether or not they have said that they have it. */
const awaiting = {
  REFUSED_AT_COUNTER: { guard: 'meetsRequirements' as const, target: 'prepared', actions: 'noteRefusal' as const },
  RECEIPT: proven,
  RESPOND: [{ guard: 'completes' as const, target: 'answered', actions: 'noteResponse' as const }, furtherResponse],
  REDIRECT: { guard: 'meetsRequirements' as const, target: 'redirected', actions: 'noteRedirection' as const },
  RESEND: { guard: 'meetsRequirements' as const, actions: 'noteResending' as const },
  SUSPEND: { guard: 'meetsRequirements' as const, actions: 'suspend' as const },
  RESUME: { guard: 'meetsRequirements' as const, actions: 'resume' as const },
  GRANT_EXTENSION: { guard: 'meetsRequirements' as const, actions: 'extend' as const },
  RECORD_SILENCE: [
    { guard: 'silentAfterSome' as const, target: 'partlyAnswered', actions: 'noteSilence' as const },
    { guard: 'meetsRequirements' as const, target: 'unanswered', actions: 'noteSilence' as const },
  ],
  WITHDRAW: { guard: 'meetsRequirements' as const, target: 'withdrawn' },
  // The calendar has changed, and somebody who saw from when to when has confirmed it.
  DEADLINE_MOVED: { actions: 'noteCalendar' as const },
  ...successorMoves,
};

const entersPast = (status: PastSubmissionStatus) => ({
  guard: ({ context, event }: { context: SubmissionContext; event: SubmissionEvent }) =>
    meets(submissionRequirements)({ context, event }) && (event as Of<'RECORD_PAST'>).status === status,
  target: status,
  actions: 'enterPast' as const,
});

/** Handing one version of a statement to one addressee, asking it a named set of items, and what came of it. */
export const submissionMachine = setup({
  types: { context: {} as SubmissionContext, events: {} as SubmissionEvent },
  guards: {
    meetsRequirements: meets(submissionRequirements),
    completes: ({ context, event }) =>
      meets(submissionRequirements)({ context, event }) && answeredInFull(withResponse(context, event)),
    answersSome: ({ context, event }) =>
      meets(submissionRequirements)({ context, event }) && answeredInPart(withResponse(context, event)),
    silentAfterSome: ({ context, event }) =>
      meets(submissionRequirements)({ context, event }) && answeredInPart(context),
  },
  actions: {
    prepare: assign(({ event }) => {
      const { items, statementVersion, clockStartedAt, calendarRevision = null, handOvers } = event as Of<'PREPARE'>;
      return { items, statementVersion, clockStartedAt, calendarRevision, handOvers };
    }),
    enterPast: assign(({ event }) => {
      const { items, statementVersion, status, calendarRevision = null } = event as Of<'RECORD_PAST'>;
      return {
        items,
        statementVersion,
        past: status,
        attempts: [attempt(event, 'delivered')],
        deliveredAt: event.at,
        clockStartedAt: event.at,
        calendarRevision,
      };
    }),
    noteDelivery: assign(({ context, event }) => ({
      attempts: [...context.attempts, attempt(event, 'delivered')],
      deliveredAt: event.at,
      clockStartedAt: context.clockStartedAt ?? event.at,
      calendarRevision: context.calendarRevision ?? (event as Of<'DELIVER'>).calendarRevision ?? null,
    })),
    noteRefusal: assign(({ context, event }) => ({
      attempts: [...context.attempts, attempt(event, 'refusedAtCounter')],
      deliveredAt: null,
      acknowledgedAt: null,
      // A clock that came along from the submission before it goes on running; its own has never begun.
      clockStartedAt: context.handOvers > 0 ? context.clockStartedAt : null,
      calendarRevision: context.handOvers > 0 ? context.calendarRevision : null,
      ledger: [],
    })),
    noteResending: assign({ attempts: ({ context, event }) => [...context.attempts, attempt(event, 'resent')] }),
    noteReceipt: assign({ receipts: ({ context, event }) => [...context.receipts, (event as Of<'RECEIPT'>).receipt] }),
    noteAcknowledgement: assign({ acknowledgedAt: ({ event }) => event.at }),
    noteResponse: assign({ responses: ({ context, event }) => withResponse(context, event).responses }),
    noteRedirection: assign({ successor: ({ event }) => ({ id: (event as Of<'REDIRECT'>).successor, over: false }) }),
    noteSuccessor: assign({
      successor: ({ context, event }) => {
        const { type, successor: id } = event as Of<'SUCCESSOR_OVER'>;
        return context.successor?.id === id ? { id, over: type === 'SUCCESSOR_OVER' } : context.successor;
      },
    }),
    suspend: assign({
      ledger: ({ context, event }) => [
        ...context.ledger,
        { kind: 'suspension' as const, from: event.at, until: null, reason: event.reason },
      ],
    }),
    resume: assign({
      ledger: ({ context, event }) =>
        context.ledger.map((entry) =>
          entry.kind === 'suspension' && entry.until === null ? { ...entry, until: event.at } : entry,
        ),
    }),
    extend: assign({
      ledger: ({ context, event }) => {
        const { until = null, days, askedBy } = event as Of<'GRANT_EXTENSION'>;
        const more = { ...(days === undefined ? {} : { days }), ...(askedBy === undefined ? {} : { askedBy }) };
        return [
          ...context.ledger,
          { kind: 'extension' as const, from: event.at, until, reason: event.reason, ...more },
        ];
      },
    }),
    noteCalendar: assign({ calendarRevision: ({ event }) => (event as Of<'DEADLINE_MOVED'>).calendarRevision }),
    noteSilence: assign({ silence: ({ context, event }) => ({ at: event.at, items: unansweredItems(context) }) }),
  },
}).createMachine({
  id: 'submission',
  context: {
    items: [],
    statementVersion: 0,
    past: null,
    attempts: [],
    deliveredAt: null,
    clockStartedAt: null,
    calendarRevision: null,
    handOvers: 0,
    receipts: [],
    acknowledgedAt: null,
    responses: [],
    ledger: [],
    silence: null,
    successor: null,
  },
  initial: 'unborn',
  states: {
    unborn: {
      on: {
        PREPARE: { guard: 'meetsRequirements', target: 'prepared', actions: 'prepare' },
        RECORD_PAST: PAST_SUBMISSION_STATUSES.map(entersPast),
      },
    },
    prepared: {
      on: {
        DELIVER: { guard: 'meetsRequirements', target: 'delivered', actions: 'noteDelivery' },
        // Turned away before anybody noted it as handed over.
        REFUSED_AT_COUNTER: { guard: 'meetsRequirements', actions: 'noteRefusal' },
        CANCEL: { guard: 'meetsRequirements', target: 'cancelled' },
        // Of a clock that came along from where it was passed on.
        DEADLINE_MOVED: { actions: 'noteCalendar' },
      },
    },
    delivered: {
      on: {
        ...awaiting,
        ACKNOWLEDGE: { guard: 'meetsRequirements', target: 'acknowledged', actions: 'noteAcknowledgement' },
      },
    },
    acknowledged: { on: awaiting },
    answered: { on: { RESPOND: furtherResponse, RECEIPT: proven, ...successorMoves } },
    partlyAnswered: {
      on: {
        RESPOND: [{ guard: 'completes', target: 'answered', actions: 'noteResponse' }, furtherResponse],
        RECEIPT: proven,
        ...successorMoves,
      },
    },
    unanswered: {
      on: {
        RESPOND: [
          { guard: 'completes', target: 'answered', actions: 'noteResponse' },
          { guard: 'answersSome', target: 'partlyAnswered', actions: 'noteResponse' },
          furtherResponse,
        ],
        RECEIPT: proven,
        ...successorMoves,
      },
    },
    // What they say after passing it on, and proof that is found late, are kept without moving anything.
    redirected: { on: { ...successorMoves, RESPOND: furtherResponse, RECEIPT: proven } },
    withdrawn: { on: { ...successorMoves, RESPOND: furtherResponse, RECEIPT: proven } },
    cancelled: {},
  },
});
