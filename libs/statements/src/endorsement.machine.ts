import { assign, cancel, raise, setup } from 'xstate';
import { meets } from '#workflow/pure';
import type { CaseEvent } from '#workflow/pure';
import { endorsementRequirements } from './endorsement.requirements.js';

export const ENDORSEMENT_STATUSES = [
  'awaitingConfirmation',
  'unconfirmed',
  'refused',
  'contested',
  'given',
  'toReconfirm',
  'late',
  'declined',
  'abstained',
  'withdrawn',
  'dissociated',
] as const;
export type EndorsementStatus = (typeof ENDORSEMENT_STATUSES)[number];

/** Where an old record may leave a decision. */
export const PAST_ENDORSEMENT_STATUSES = ['given', 'declined', 'abstained', 'withdrawn', 'dissociated'] as const;
export type PastEndorsementStatus = (typeof PAST_ENDORSEMENT_STATUSES)[number];

export const SIGNATURES = ['initiator', 'signatory', 'supporter'] as const;
export type Signature = (typeof SIGNATURES)[number];

/** From hidden to public, each step shows the name to more people. */
export const APPEARANCES = ['hidden', 'counted', 'addressee', 'public'] as const;
export type Appearance = (typeof APPEARANCES)[number];

/** `late`: the window has closed, but the statement still stands; `closed`: there is nothing to sign. */
export type WindowStanding = 'open' | 'late' | 'closed';

export interface EndorsementContext {
  /** The version that the decision is about. */
  versionNumber: number;
  signature: Signature;
  appearance: Appearance;
  /** What an organisation holds against single items, by their keys; it follows the item into later versions. */
  reservations: Record<string, string>;
  /** Entered by the secretariat for an organisation that said so by phone or on paper. */
  onBehalf: boolean;
  /** Until when what was entered on its behalf waits for the organisation; nothing for what it decided by itself. */
  confirmBy: string | null;
  /** Known from an old record only: counts in no figure until the organisation decides by itself. */
  past: boolean;
  /** Whether the addressees are told that it left, for those that leave after a delivery. */
  tellAddressees: boolean | null;
  /** To whom its name was released, as its appearance then allowed; nothing while it was not. */
  named?: Appearance | null;
}

/** What the service knows of the statement at that moment; it travels with every decision. */
export interface StatementFacts {
  window: WindowStanding;
  currentVersion: number;
  handedOver: boolean;
}

type Decision = {
  versionNumber: number;
  signature: Signature;
  appearance: Appearance;
  reservations: Record<string, string>;
};

export type EndorsementEvent = CaseEvent &
  (
    | ({ type: 'ENDORSE' } & Decision & StatementFacts)
    | ({ type: 'ENDORSE_ON_BEHALF'; confirmBy: string; confirmationRule: number } & Decision & StatementFacts)
    | { type: 'CONFIRMATION_LAPSED' | 'REFUSE_ENTRY' | 'COMPLAIN' | 'ANSWER_COMPLAINT' }
    | ({ type: 'CONFIRM' | 'RECONFIRM' | 'DECLINE' | 'ABSTAIN' } & StatementFacts)
    | ({ type: 'RESERVE'; reservations: Record<string, string> } & StatementFacts)
    | { type: 'CHANGE_APPEARANCE'; appearance: Appearance }
    | { type: 'RELEASE_NAME'; appearance: Appearance }
    | { type: 'TAKE_BACK_NAME' }
    | ({ type: 'WITHDRAW'; tellAddressees: boolean | null } & StatementFacts)
    | { type: 'VERSION_AMENDED'; versionNumber: number; material: boolean; items: string[] }
    | ({ type: 'RECORD_PAST'; status: PastEndorsementStatus } & Decision & StatementFacts)
    | { type: 'CORRECT' }
  );

type Of<T extends EndorsementEvent['type']> = Extract<EndorsementEvent, { type: T }>;
const entersPast = (status: PastEndorsementStatus) => ({
  guard: ({ context, event }: { context: EndorsementContext; event: EndorsementEvent }) =>
    meets(endorsementRequirements)({ context, event }) && (event as Of<'RECORD_PAST'>).status === status,
  target: status,
  actions: 'record' as const,
});
/** The one row that ends the waiting for a confirmation. */
const CONFIRMATION = 'confirmation';
/** What was released of a name does not outlive the decision that allowed it. */
const unnamed = ({ named }: EndorsementContext) => (named ? { named: null } : {});
const inTime = ({ event }: { event: EndorsementEvent }) => (event as unknown as StatementFacts).window === 'open';

/** What an organisation may still decide by itself, whatever became of what was entered on its behalf. */
const decidesByItself = {
  ENDORSE: { guard: 'inTime' as const, target: 'given', actions: 'decide' as const },
  DECLINE: { guard: 'meetsRequirements' as const, target: 'declined', actions: 'decideByItself' as const },
  ABSTAIN: { guard: 'meetsRequirements' as const, target: 'abstained', actions: 'decideByItself' as const },
};

/** One organisation's decision on a statement: a case of its own, so that ten thousand at once do not wait for one another. */
export const endorsementMachine = setup({
  types: { context: {} as EndorsementContext, events: {} as EndorsementEvent },
  guards: {
    meetsRequirements: meets(endorsementRequirements),
    inTime: ({ context, event }) => meets(endorsementRequirements)({ context, event }) && inTime({ event }),
    handedOver: ({ event }) => (event as Of<'WITHDRAW'>).handedOver,
    material: ({ event }) => (event as Of<'VERSION_AMENDED'>).material,
  },
  actions: {
    decide: assign(({ context, event }) => {
      const { versionNumber, signature, appearance, reservations } = event as unknown as Decision;
      const onBehalf = event.type === 'ENDORSE_ON_BEHALF';
      const confirmBy = event.type === 'ENDORSE_ON_BEHALF' ? event.confirmBy : null;
      // Who comes back has not left: what was to be told then is forgotten.
      const decided = { versionNumber, signature, appearance, reservations, onBehalf, confirmBy };
      return { ...decided, past: false, tellAddressees: null, ...unnamed(context) };
    }),
    record: assign(({ event }) => {
      const { versionNumber, signature, appearance, reservations } = event as unknown as Decision;
      return { versionNumber, signature, appearance, reservations, past: true };
    }),
    takeCurrent: assign({
      versionNumber: ({ event }) => (event as unknown as StatementFacts).currentVersion,
      past: false,
    }),
    endWaiting: assign({ confirmBy: null }),
    decideByItself: assign({ past: false }),
    reserve: assign({ reservations: ({ event }) => (event as Of<'RESERVE'>).reservations }),
    appear: assign(({ context, event }) => {
      const { appearance } = event as Of<'CHANGE_APPEARANCE'>;
      const narrower = APPEARANCES.indexOf(appearance) < APPEARANCES.indexOf(context.appearance);
      return { appearance, ...(narrower ? unnamed(context) : {}) };
    }),
    releaseName: assign({ named: ({ event }) => (event as Of<'RELEASE_NAME'>).appearance }),
    takeBackName: assign({ named: null }),
    leave: assign({ tellAddressees: ({ event }) => (event as Of<'WITHDRAW'>).tellAddressees }),
    follow: assign(({ context, event }) => {
      const { versionNumber, items, material } = event as Of<'VERSION_AMENDED'>;
      const kept = Object.entries(context.reservations).filter(([key]) => items.includes(key));
      return { versionNumber, reservations: Object.fromEntries(kept), ...(material ? unnamed(context) : {}) };
    }),
  },
}).createMachine({
  id: 'endorsement',
  context: {
    versionNumber: 0,
    signature: 'signatory',
    appearance: 'hidden',
    reservations: {},
    onBehalf: false,
    confirmBy: null,
    past: false,
    tellAddressees: null,
  },
  initial: 'unborn',
  states: {
    unborn: {
      on: {
        ENDORSE: [
          { guard: 'inTime', target: 'given', actions: 'decide' },
          { guard: 'meetsRequirements', target: 'late', actions: 'decide' },
        ],
        ENDORSE_ON_BEHALF: { guard: 'meetsRequirements', target: 'awaitingConfirmation', actions: 'decide' },
        DECLINE: { guard: 'meetsRequirements', target: 'declined', actions: 'takeCurrent' },
        ABSTAIN: { guard: 'meetsRequirements', target: 'abstained', actions: 'takeCurrent' },
        RECORD_PAST: PAST_ENDORSEMENT_STATUSES.map(entersPast),
      },
    },
    awaitingConfirmation: {
      entry: raise({ type: 'CONFIRMATION_LAPSED' } as never, {
        id: CONFIRMATION,
        delay: ({ context, event }) => Math.max(0, Date.parse(context.confirmBy ?? event.at) - Date.parse(event.at)),
      }),
      exit: [cancel(CONFIRMATION), 'endWaiting'],
      on: {
        // It has decided by itself meanwhile, and need not confirm what was entered for it.
        ENDORSE: { guard: 'inTime', target: 'given', actions: 'decide' },
        CONFIRM: [
          { guard: 'inTime', target: 'given', actions: 'takeCurrent' },
          { guard: 'meetsRequirements', target: 'late', actions: 'takeCurrent' },
        ],
        DECLINE: { guard: 'meetsRequirements', target: 'declined', actions: 'decideByItself' },
        ABSTAIN: { guard: 'meetsRequirements', target: 'abstained', actions: 'decideByItself' },
        WITHDRAW: { target: 'withdrawn', actions: 'leave' },
        VERSION_AMENDED: { actions: 'follow' },
        CONFIRMATION_LAPSED: 'unconfirmed',
        REFUSE_ENTRY: 'refused',
        COMPLAIN: { guard: 'meetsRequirements', target: 'contested' },
      },
    },
    unconfirmed: {
      on: {
        ...decidesByItself,
        // Said once more: asked once more, for as long as the rule of that day says.
        ENDORSE_ON_BEHALF: { guard: 'meetsRequirements', target: 'awaitingConfirmation', actions: 'decide' },
        COMPLAIN: { guard: 'meetsRequirements', target: 'contested' },
      },
    },
    // Nobody enters anything for an organisation again that has said no to what was entered.
    refused: { on: { ...decidesByItself, COMPLAIN: { guard: 'meetsRequirements', target: 'contested' } } },
    contested: {
      on: { ...decidesByItself, ANSWER_COMPLAINT: { guard: 'meetsRequirements', target: 'refused' } },
    },
    given: {
      on: {
        RESERVE: { guard: 'meetsRequirements', actions: 'reserve' },
        CHANGE_APPEARANCE: { actions: 'appear' },
        RELEASE_NAME: { guard: 'meetsRequirements', actions: 'releaseName' },
        TAKE_BACK_NAME: { guard: 'meetsRequirements', actions: 'takeBackName' },
        DECLINE: { guard: 'meetsRequirements', target: 'declined', actions: 'decideByItself' },
        ABSTAIN: { guard: 'meetsRequirements', target: 'abstained', actions: 'decideByItself' },
        WITHDRAW: [
          { guard: 'handedOver', target: 'dissociated', actions: 'leave' },
          { target: 'withdrawn', actions: 'leave' },
        ],
        VERSION_AMENDED: [{ guard: 'material', target: 'toReconfirm', actions: 'follow' }, { actions: 'follow' }],
      },
    },
    toReconfirm: {
      on: {
        ENDORSE: { guard: 'inTime', target: 'given', actions: 'decide' },
        RECONFIRM: { guard: 'meetsRequirements', target: 'given', actions: 'takeCurrent' },
        CHANGE_APPEARANCE: { actions: 'appear' },
        DECLINE: { guard: 'meetsRequirements', target: 'declined', actions: 'decideByItself' },
        ABSTAIN: { guard: 'meetsRequirements', target: 'abstained', actions: 'decideByItself' },
        WITHDRAW: [
          { guard: 'handedOver', target: 'dissociated', actions: 'leave' },
          { target: 'withdrawn', actions: 'leave' },
        ],
        VERSION_AMENDED: { actions: 'follow' },
      },
    },
    late: {
      on: {
        // The window was opened again: a new decision counts, the late one never does.
        ENDORSE: { guard: 'inTime', target: 'given', actions: 'decide' },
        CHANGE_APPEARANCE: { actions: 'appear' },
        WITHDRAW: { target: 'withdrawn', actions: 'leave' },
        VERSION_AMENDED: { actions: 'follow' },
      },
    },
    declined: {
      on: {
        ENDORSE: { guard: 'inTime', target: 'given', actions: 'decide' },
        ABSTAIN: { guard: 'meetsRequirements', target: 'abstained', actions: 'decideByItself' },
      },
    },
    abstained: {
      on: {
        ENDORSE: { guard: 'inTime', target: 'given', actions: 'decide' },
        DECLINE: { guard: 'meetsRequirements', target: 'declined', actions: 'decideByItself' },
      },
    },
    withdrawn: { on: { ENDORSE: { guard: 'inTime', target: 'given', actions: 'decide' } } },
    dissociated: {},
  },
});
