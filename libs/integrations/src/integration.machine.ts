import { assign, setup } from 'xstate';
import { meets } from '#workflow/pure';
import type { CaseEvent } from '#workflow/pure';
import { integrationRequirements } from './integration.requirements.js';

export const DEGREES = ['verbatim', 'inSubstance', 'weakened', 'contrary'] as const;
export type Degree = (typeof DEGREES)[number];

/** What the edition of a finding is: still a draft, adopted (or in force), or gone (replaced or repealed). */
export type EditionStanding = 'draft' | 'adopted' | 'gone';

/** Why a verified finding has to be looked at again. */
export const RECHECKS = ['adopted', 'replaced', 'yearPassed'] as const;
export type Recheck = (typeof RECHECKS)[number];

/** A place in a text, what it says there, and how far that is what was asked. */
export interface Finding {
  editionId: string;
  provisionId: string;
  degree: Degree;
  quoteKm: string | null;
  quoteEn: string | null;
}

/** Who acted, for which organisation; ids only. */
export interface Party {
  person: string;
  organisation: string;
}

export interface IntegrationContext extends Finding {
  editionStatus: EditionStanding;
  claimedBy: Party | null;
  verifiedBy: Party | null;
  /** Every check that found it, oldest first. */
  checks: { at: string; by: Party | null; editionId: string; provisionId: string; degree: Degree }[];
  /** Why it is to be looked at again, and in which edition; nothing while it need not be. */
  recheck: { why: Recheck; editionId: string | null } | null;
}

/** `otherVerifiers`: is there another organisation whose seat could verify it? `found`: where it stands now, if it moved. */
export type Verification = { edition: EditionStanding; otherVerifiers: boolean; found: Finding | null };

export type IntegrationEvent = CaseEvent &
  (
    | ({ type: 'CLAIM' | 'RECORD_PAST'; edition: EditionStanding } & Finding)
    | ({ type: 'VERIFY' } & Verification)
    | { type: 'REJECT' | 'REVERSE' | 'EDITION_REPEALED' | 'CORRECT' }
    | { type: 'RECHECK_DUE'; why: Recheck; editionId: string | null }
  );

const nowhere: Finding = { editionId: '', provisionId: '', degree: 'verbatim', quoteKm: null, quoteEn: null };

const findingOf = ({ editionId, provisionId, degree, quoteKm, quoteEn }: Finding): Finding => ({
  editionId,
  provisionId,
  degree,
  quoteKm,
  quoteEn,
});

/** A finding counts only once another person has seen it, and as what its edition was when it was last seen. */
export function countsAs(
  state: unknown,
  context: Pick<IntegrationContext, 'degree' | 'editionStatus'>,
): 'draft' | 'adopted' | null {
  const standing = state === 'verified' || state === 'toRecheck';
  if (!standing || context.degree === 'contrary' || context.editionStatus === 'gone') return null;
  return context.editionStatus;
}

/** The finding that a provision takes up a recommendation: claimed by one, seen by another, looked at again, reversible. */
export const integrationMachine = setup({
  types: { context: {} as IntegrationContext, events: {} as IntegrationEvent },
  guards: { meetsRequirements: meets(integrationRequirements) },
  actions: {
    claim: assign(({ event }) => {
      if (event.type !== 'CLAIM' && event.type !== 'RECORD_PAST') return {};
      return { ...findingOf(event), editionStatus: event.edition, claimedBy: event.by };
    }),
    verify: assign(({ context, event }) => {
      if (event.type !== 'VERIFY') return {};
      const finding = findingOf(event.found ?? context);
      const { editionId, provisionId, degree } = finding;
      const check = { at: event.at, by: event.by, editionId, provisionId, degree };
      return {
        ...finding,
        editionStatus: event.edition,
        verifiedBy: event.by,
        checks: [...context.checks, check],
        recheck: null,
      };
    }),
    askAgain: assign(({ event }) =>
      event.type === 'RECHECK_DUE' ? { recheck: { why: event.why, editionId: event.editionId } } : {},
    ),
    settle: assign({ recheck: null }),
  },
}).createMachine({
  id: 'integration',
  context: { ...nowhere, editionStatus: 'gone', claimedBy: null, verifiedBy: null, checks: [], recheck: null },
  initial: 'unborn',
  states: {
    unborn: {
      on: {
        CLAIM: { guard: 'meetsRequirements', target: 'claimed', actions: 'claim' },
        RECORD_PAST: { guard: 'meetsRequirements', target: 'claimed', actions: 'claim' },
      },
    },
    claimed: {
      on: {
        VERIFY: { guard: 'meetsRequirements', target: 'verified', actions: 'verify' },
        REJECT: { guard: 'meetsRequirements', target: 'rejected' },
      },
    },
    verified: {
      on: {
        RECHECK_DUE: { target: 'toRecheck', actions: 'askAgain' },
        REVERSE: { guard: 'meetsRequirements', target: 'reversed' },
        EDITION_REPEALED: 'reversed',
      },
    },
    toRecheck: {
      on: {
        VERIFY: { guard: 'meetsRequirements', target: 'verified', actions: 'verify' },
        REVERSE: { guard: 'meetsRequirements', target: 'reversed', actions: 'settle' },
        EDITION_REPEALED: { target: 'reversed', actions: 'settle' },
      },
    },
    rejected: {},
    reversed: {},
  },
});
