import { INSIDERS } from './audiences.js';
import type { Who, Wishes } from './who.js';

const drafter: Who = { role: 'policyOfficer', right: 'draft' };
const recorder: Who = { role: 'policyOfficer', right: 'record' };
const officerVerifies: Who = { role: 'policyOfficer', right: 'verify' };
const memberDrafts: Who = { role: 'memberRepresentative', right: 'draft' };
const memberVerifies: Who = { role: 'memberRepresentative', right: 'verify' };
/** Who decides for an organisation: its own seat, and nobody else. */
const own: Who = { role: 'memberRepresentative', right: 'endorse', relation: 'ownOrganisation' };
const ownConcern: Who = { ...memberDrafts, relation: 'ownOrganisation' };
const ownConcernOfficer: Who = { ...recorder, relation: 'ownOrganisation' };
const ownRemark: Who = { role: 'memberRepresentative', relation: 'ownOrganisation' };
/** The budget working group records what it hears in its own field. */
const monitor: Who = { role: 'budgetGroupMember', right: 'record', relation: 'inField' };
/** They keep follow-up tasks; the budget working group those of submissions in its field. */
const followers: readonly Who[] = [recorder, { role: 'coordinator', right: 'record' }, monitor];
const theirs: readonly Who[] = (['policyOfficer', 'coordinator', 'chair', 'budgetGroupMember'] as const).map(
  (role) => ({ role, relation: 'responsible' }),
);
const coordinator: Who = { role: 'coordinator', right: 'administer' };
const administrator: Who = { role: 'administrator', right: 'administer' };

/** Who keeps seats: the coalition's administrator all of them, an organisation's or a group's own administrator theirs. */
const seatKeepers: readonly Who[] = [
  administrator,
  { role: 'memberRepresentative', right: 'administer', relation: 'ownOrganisation' },
  { role: 'budgetGroupMember', right: 'administer', relation: 'ownOrganisation' },
];

const signedIn: readonly Who[] = [...INSIDERS, 'observer' as const].map((role) => ({ role }));

/** Who may do what, for everything that a person can do: the coalition's table "who may". */
export const acts = {
  recommendation: {
    DRAFT: [drafter, memberDrafts],
    RECORD_PAST: [recorder],
    EDIT: [drafter, { ...memberDrafts, relation: 'ownOrganisation' }],
    PROPOSE: [{ ...memberDrafts, relation: 'ownOrganisation' }],
    TAKE_UP: [drafter],
    DECLINE_PROPOSAL: [drafter],
    MERGE: [drafter],
    SPLIT: [drafter],
    SUPERSEDE: [drafter],
    WITHDRAW: [drafter, { ...memberDrafts, relation: 'ownOrganisation' }],
    RETIRE: [drafter],
    CORRECT: [recorder],
  },
  statement: {
    DRAFT: [drafter],
    RECORD_PAST: [recorder],
    EDIT: [drafter],
    OPEN: [drafter],
    CLOSE: [drafter],
    EXTEND: [drafter],
    AMEND: [drafter],
    REOPEN: [drafter],
    SUBMIT: [drafter],
    CONCLUDE: [recorder],
    WITHDRAW: [drafter],
    RENEW: [drafter],
    /** What leaves the coalition leaves it for good: two roles may say so, each after showing who they are. */
    RELEASE: [recorder, { role: 'coordinator', right: 'record' }],
    CORRECT: [recorder],
  },
  /** What is entered on an organisation's behalf counts only once it confirms by itself. */
  endorsement: {
    ENDORSE: [own],
    ENDORSE_ON_BEHALF: [recorder],
    CONFIRM: [own],
    REFUSE_ENTRY: [own],
    COMPLAIN: [own],
    /** Not who enters: somebody else looks at what went wrong. */
    ANSWER_COMPLAINT: [{ role: 'coordinator', right: 'record' }],
    RECONFIRM: [own],
    RESERVE: [own],
    CHANGE_APPEARANCE: [own],
    /** Of names that their organisations let be seen, and no others; what may be seen by more, only they say. */
    RELEASE_NAME: [recorder, { role: 'coordinator', right: 'record' }],
    TAKE_BACK_NAME: [recorder, { role: 'coordinator', right: 'record' }],
    DECLINE: [own],
    ABSTAIN: [own],
    WITHDRAW: [own],
    RECORD_PAST: [recorder],
    CORRECT: [recorder],
  },
  submission: {
    PREPARE: [drafter],
    RECORD_PAST: [recorder],
    DELIVER: [recorder],
    REFUSED_AT_COUNTER: [recorder],
    RECEIPT: [recorder, monitor],
    ACKNOWLEDGE: [recorder, monitor],
    RESPOND: [recorder, monitor],
    REDIRECT: [recorder],
    RESEND: [recorder],
    SUSPEND: [recorder],
    RESUME: [recorder],
    GRANT_EXTENSION: [recorder],
    RECORD_SILENCE: [recorder],
    CANCEL: [drafter],
    WITHDRAW: [drafter],
    CORRECT: [recorder],
  },
  /** That the verifier is somebody else, from elsewhere where there is an elsewhere, is a requirement: it depends on who claimed. */
  integration: {
    CLAIM: [recorder],
    RECORD_PAST: [recorder],
    VERIFY: [officerVerifies, memberVerifies],
    REJECT: [officerVerifies, memberVerifies],
    REVERSE: [officerVerifies],
    CORRECT: [recorder],
  },
  /**
   * Not who drafts and opens: nobody sets the bar that their own statement has to clear; and not the administrator, who
   * has no say in content. Whoever tries rules one after the other learns the exact count: those who see who endorsed.
   */
  quorumRule: {
    SET_QUORUM_RULE: [coordinator],
    CHECK_QUORUM_RULE: [{ role: 'coordinator' }, { role: 'policyOfficer' }, { role: 'chair' }],
  },
  /** What community groups say: written down, shown and taken back by the organisation that heard it. */
  concern: {
    RECORD: [memberDrafts, recorder],
    EDIT: [ownConcern, ownConcernOfficer],
    SHOW: [ownConcern, ownConcernOfficer],
    WITHDRAW: [ownConcern, ownConcernOfficer],
    TAKE_UP: [drafter, ownConcern],
  },
  /** Comments and questions: said for an organisation, answered by the secretariat; who reads them its own choice. */
  remark: {
    COMMENT: [{ role: 'memberRepresentative' }],
    ASK: [{ role: 'memberRepresentative' }],
    EDIT: [ownRemark],
    SHOW: [ownRemark],
    WITHDRAW: [ownRemark],
    ANSWER: [recorder, { role: 'coordinator', right: 'record' }],
  },
  /** Tasks beside the cases: the secretariat keeps them, a group those in its field, and whoever has one can end it. */
  followUp: {
    OPEN: followers,
    SNOOZE: [...followers, ...theirs],
    HAND_OVER: [...followers, ...theirs],
    STOP: [...followers, ...theirs],
    RECORD_OUTCOME: [...followers, ...theirs],
  },
  /** How long an organisation has to confirm what was entered for it: not for those who enter to say. */
  confirmationRule: { SET_CONFIRMATION_RULE: [coordinator] },
  /** Holidays, closures, the weekend and how many days an answer may take; running deadlines do not move by it. */
  calendar: {
    REVISE_CALENDAR: [coordinator, administrator],
    MOVE_DEADLINES: [recorder, { role: 'coordinator', right: 'record' }],
  },
  instrument: {
    REGISTER_INSTRUMENT: [recorder],
    EDIT_INSTRUMENT: [recorder],
    OPEN_WINDOW: [recorder],
    REGISTER_EDITION: [recorder],
    ADD_PROVISIONS: [recorder],
    ADOPT_EDITION: [recorder],
    PUT_IN_FORCE: [recorder],
    REPEAL_EDITION: [recorder],
  },
  /** Institutions, which a letter needs at once, a policy officer may enter too. */
  organisation: {
    REGISTER_ORGANISATION: [administrator],
    REGISTER_INSTITUTION: [administrator, recorder],
    RENAME_ORGANISATION: [administrator, recorder],
    JOIN_NETWORK: [administrator],
    LEAVE_NETWORK: [administrator],
    /** What a group watches decides what its people see: no matter of keeping a register. */
    SET_GROUP_FIELD: [coordinator],
  },
  /** What everybody keeps of their own, what cuts somebody off at once, and what needs two coordinators and a day. */
  signIn: {
    KEEP_OWN: signedIn,
    STOP_OWN_RECOVERY: signedIn,
    END_ALL_DEVICES: [coordinator],
    BEGIN_RECOVERY: [coordinator],
    APPROVE_RECOVERY: [coordinator],
    STOP_RECOVERY: [coordinator],
    GIVE_ADDRESS: [administrator],
  },
  /** What one is told, and how one wants to be told. */
  message: { KEEP_OWN: signedIn },
  /** Whoever is cut off must be so at once: a coordinator may end a seat too, and give it to nobody. */
  seat: {
    INVITE_TO_SEAT: seatKeepers,
    WITHDRAW_INVITATION: seatKeepers,
    CHANGE_SEAT: seatKeepers,
    END_SEAT: [...seatKeepers, coordinator],
    HAND_OVER_SEAT: seatKeepers,
    REASSIGN_WORK: seatKeepers,
    /** Of one's own seat; an official or a donor has nothing to delegate. */
    DELEGATE: INSIDERS.map((role) => ({ role })),
    /** One's own, given or got; others' whoever may change the seat. */
    REVOKE_DELEGATION: INSIDERS.map((role) => ({ role })),
  },
  /** For one's own seat, with no more than it gives. */
  apiToken: { MAKE_API_TOKEN: signedIn, END_API_TOKEN: signedIn },
  document: {
    UPLOAD_DOCUMENT: [
      { role: 'policyOfficer' },
      { role: 'coordinator' },
      { role: 'chair' },
      { role: 'memberRepresentative' },
      { role: 'budgetGroupMember' },
      { role: 'administrator' },
    ],
    PUBLISH_DOCUMENT: [recorder, { role: 'coordinator', right: 'record' }],
  },
  importRun: { IMPORT: [recorder] },
  /** Who runs the installation may propose another version of a process; the coalition's coordinator says yes. */
  processMigration: {
    PROPOSE: [administrator, coordinator],
    CONFIRM: [coordinator],
  },
} as const satisfies Record<string, Wishes>;

/** What can be acted on. */
export type ActedOn = keyof typeof acts;
