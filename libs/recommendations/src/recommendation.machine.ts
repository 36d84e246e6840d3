import { assign, setup } from 'xstate';
import { meets } from '#workflow/pure';
import type { CaseEvent } from '#workflow/pure';
import { recommendationRequirements } from './recommendation.requirements.js';

/** How far a statement that carries the recommendation has brought it. */
export const STAGES = ['drafted', 'endorsing', 'endorsed', 'submitted', 'answered'] as const;
export type Stage = (typeof STAGES)[number];

export const UPTAKES = ['none', 'inDraft', 'integrated'] as const;
export const STANDINGS = ['active', 'closed'] as const;
export const CLOSINGS = ['superseded', 'merged', 'split', 'withdrawn', 'retired'] as const;
export type Closing = (typeof CLOSINGS)[number];

/** What became of a member's proposal. `merged`: the secretariat has put it into another one. */
export const PROPOSAL_STATUSES = ['open', 'takenUp', 'declined', 'merged'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

/** Where a proposal comes from, as its organisation says. */
export const ORIGINS = ['ownWork', 'community', 'consultation', 'study'] as const;
export type Origin = (typeof ORIGINS)[number];

export interface Proposed {
  status: ProposalStatus;
  origin: Origin;
}

/** What a statement made of it; `number` is the statement's, for people. Under `recorded` stands what an old record said. */
export interface Carrying {
  number: string | null;
  stage: Stage;
}

export interface RecommendationContext {
  /** Counts the wordings that it has had. */
  wording: number;
  carryings: Record<string, Carrying>;
  /** Verified integrations that count, by their ids: in a draft edition only, or in an adopted one. */
  found: Record<string, 'draft' | 'adopted'>;
  closed: { as: Closing; successors: string[] } | null;
  /** Only once its organisation has proposed it. */
  proposal?: Proposed;
}

type Closes = { successors?: string[] };

export type RecommendationEvent = CaseEvent &
  (
    | { type: 'DRAFT' | 'EDIT' | 'WITHDRAW' | 'RETIRE' | 'CORRECT' }
    | { type: 'RECORD_PAST'; stage: Stage }
    | { type: 'PROPOSE'; origin: Origin }
    | { type: 'TAKE_UP' | 'DECLINE_PROPOSAL' }
    | { type: 'CARRYING_MOVED'; statement: string; number: string; stage: Stage }
    | { type: 'CARRYING_ENDED'; statement: string }
    | { type: 'INTEGRATION_VERIFIED'; integration: string; edition: 'draft' | 'adopted' }
    | { type: 'INTEGRATION_REVERSED'; integration: string }
    | ({ type: 'MERGE' | 'SPLIT' | 'SUPERSEDE' } & Closes)
  );

const reached = (context: RecommendationContext, stage: Stage) =>
  Object.values(context.carryings).some((carrying) => STAGES.indexOf(carrying.stage) >= STAGES.indexOf(stage));

const closing = (as: Closing) =>
  assign<RecommendationContext, RecommendationEvent, undefined, RecommendationEvent, never>({
    closed: ({ event }) => ({ as, successors: (event as Closes).successors ?? [] }),
  });

const answered = (status: ProposalStatus) =>
  assign<RecommendationContext, RecommendationEvent, undefined, RecommendationEvent, never>(({ context }) =>
    context.proposal?.status === 'open' ? { proposal: { ...context.proposal, status } } : {},
  );

/**
 * Three things at once: how far it was carried (the furthest that a live carrying has reached), whether a text takes it
 * up, and whether it still stands. It is never done: what is integrated can be dropped again.
 */
export const recommendationMachine = setup({
  types: { context: {} as RecommendationContext, events: {} as RecommendationEvent },
  guards: { meetsRequirements: meets(recommendationRequirements) },
}).createMachine({
  id: 'recommendation',
  context: { wording: 1, carryings: {}, found: {}, closed: null },
  initial: 'unborn',
  states: {
    unborn: {
      on: {
        DRAFT: 'living',
        RECORD_PAST: {
          target: 'living',
          actions: assign({ carryings: ({ event }) => ({ recorded: { number: null, stage: event.stage } }) }),
        },
      },
    },
    living: {
      type: 'parallel',
      on: {
        EDIT: { guard: 'meetsRequirements', actions: assign({ wording: ({ context }) => context.wording + 1 }) },
      },
      states: {
        stage: {
          initial: 'weighing',
          on: {
            CARRYING_MOVED: {
              target: '.weighing',
              actions: assign({
                carryings: ({ context, event }) => ({
                  ...context.carryings,
                  [event.statement]: { number: event.number, stage: event.stage },
                }),
              }),
            },
            CARRYING_ENDED: {
              target: '.weighing',
              actions: assign({
                carryings: ({ context, event }) =>
                  Object.fromEntries(Object.entries(context.carryings).filter(([id]) => id !== event.statement)),
              }),
            },
          },
          states: {
            weighing: {
              always: [
                { guard: ({ context }) => reached(context, 'answered'), target: 'answered' },
                { guard: ({ context }) => reached(context, 'submitted'), target: 'submitted' },
                { guard: ({ context }) => reached(context, 'endorsed'), target: 'endorsed' },
                { guard: ({ context }) => reached(context, 'endorsing'), target: 'endorsing' },
                { target: 'drafted' },
              ],
            },
            drafted: {},
            endorsing: {},
            endorsed: {},
            submitted: {},
            answered: {},
          },
        },
        uptake: {
          initial: 'weighing',
          on: {
            INTEGRATION_VERIFIED: {
              target: '.weighing',
              actions: assign({
                found: ({ context, event }) => ({ ...context.found, [event.integration]: event.edition }),
              }),
            },
            INTEGRATION_REVERSED: {
              target: '.weighing',
              actions: assign({
                found: ({ context, event }) =>
                  Object.fromEntries(Object.entries(context.found).filter(([id]) => id !== event.integration)),
              }),
            },
          },
          states: {
            weighing: {
              always: [
                { guard: ({ context }) => Object.values(context.found).includes('adopted'), target: 'integrated' },
                { guard: ({ context }) => Object.keys(context.found).length > 0, target: 'inDraft' },
                { target: 'none' },
              ],
            },
            none: {},
            inDraft: {},
            integrated: {},
          },
        },
        standing: {
          initial: 'active',
          states: {
            active: {
              on: {
                PROPOSE: {
                  guard: 'meetsRequirements',
                  actions: assign(({ event }) => ({ proposal: { status: 'open' as const, origin: event.origin } })),
                },
                TAKE_UP: { guard: 'meetsRequirements', actions: answered('takenUp') },
                DECLINE_PROPOSAL: { guard: 'meetsRequirements', actions: answered('declined') },
                MERGE: {
                  guard: 'meetsRequirements',
                  target: 'closed',
                  actions: [closing('merged'), answered('merged')],
                },
                SPLIT: { guard: 'meetsRequirements', target: 'closed', actions: closing('split') },
                SUPERSEDE: { guard: 'meetsRequirements', target: 'closed', actions: closing('superseded') },
                WITHDRAW: { guard: 'meetsRequirements', target: 'closed', actions: closing('withdrawn') },
                RETIRE: { guard: 'meetsRequirements', target: 'closed', actions: closing('retired') },
              },
            },
            closed: {},
          },
        },
      },
    },
  },
});
