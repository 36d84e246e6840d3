import type { Requirement } from '#workflow/pure';
import type { RecommendationContext } from './recommendation.machine.js';

const contextOf = (context: Record<string, unknown>) => context as unknown as RecommendationContext;

/** While a version that carries it is open for sign-on or endorsed, the ask may not change under those who sign it. */
const notHeld: Requirement = {
  code: 'HELD_BY_STATEMENT',
  clearedBy: ['policyOfficer'],
  unmet: ({ context }) => {
    const holding = Object.values(contextOf(context).carryings).filter(
      (carrying) => carrying.stage === 'endorsing' || carrying.stage === 'endorsed',
    );
    return holding.length > 0 && { statements: holding.map((carrying) => carrying.number ?? '?').join(', ') };
  },
};

const stillActive: Requirement = {
  code: 'RECOMMENDATION_CLOSED',
  clearedBy: [],
  unmet: ({ context }) => contextOf(context).closed !== null && {},
};

const hasReason: Requirement = {
  code: 'REASON_NEEDED',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['reason'],
  unmet: ({ event }) => !event.reason?.trim() && {},
};

const hasSuccessors: Requirement = {
  code: 'SUCCESSOR_NEEDED',
  clearedBy: ['policyOfficer'],
  ofInput: true,
  path: ['successorIds'],
  unmet: ({ event }) => !(event['successors'] as string[] | undefined)?.length && {},
};

const proposalOf = (context: Record<string, unknown>) => contextOf(context).proposal?.status;

/** What was declined may be proposed again, in better words. */
const notProposed: Requirement = {
  code: 'PROPOSED_ALREADY',
  clearedBy: [],
  unmet: ({ context }) => ['open', 'takenUp'].includes(proposalOf(context) ?? '') && {},
};

const isProposed: Requirement = {
  code: 'NOT_PROPOSED',
  clearedBy: ['memberRepresentative'],
  unmet: ({ context }) => proposalOf(context) !== 'open' && {},
};

/** What must hold for each event; guards and reasons are made of the same list. */
export const recommendationRequirements: Readonly<Record<string, readonly Requirement[]>> = {
  EDIT: [notHeld, stillActive],
  PROPOSE: [notProposed],
  TAKE_UP: [isProposed],
  DECLINE_PROPOSAL: [isProposed, hasReason],
  MERGE: [notHeld, hasReason, hasSuccessors],
  SPLIT: [notHeld, hasReason, hasSuccessors],
  SUPERSEDE: [notHeld, hasReason, hasSuccessors],
  WITHDRAW: [notHeld, hasReason],
  RETIRE: [notHeld, hasReason],
};
