import { EVERYBODY, INSIDERS } from './audiences.js';
import type { ReadsTable } from './reads.js';

const everybody = 'everybody';

/** Who one is, what happened, and what is said to whoever asks. */
export const answerReads = {
  /** One's own, those of one's organisation, and all for those who keep them. */
  Seat: {
    rows: [
      { roles: ['administrator', 'coordinator'] },
      { roles: INSIDERS, where: ['ownOrganisation'] },
      { roles: EVERYBODY, where: ['self'] },
    ],
    fields: { reader: 'id role rights from to mandateDocumentId organisation holder changes delegations work' },
  },
  Delegation: {
    rows: { with: ['Seat', 'Myself'] },
    fields: { reader: 'id role rights from until standing reason holder delegate organisation seat' },
  },
  WorkItem: { rows: { with: ['Seat'] }, fields: { reader: 'kind about standing to' } },
  SeatChange: {
    rows: { with: ['Seat'] },
    fields: { reader: 'event at role rights until otherSeat reason actor organisation' },
  },
  Invitation: {
    rows: [{ roles: ['administrator', 'coordinator'] }, { roles: INSIDERS, where: ['ownOrganisation', 'keepsSeats'] }],
    fields: {
      reader:
        'id role rights office from to mandateDocumentId invitedAt expiresAt standing organisation invitedBy seat succeeds',
    },
  },
  RefusedAttempt: {
    rows: [{ roles: ['administrator', 'coordinator'] }, { roles: INSIDERS, where: ['ownOrganisation', 'keepsSeats'] }],
    fields: { reader: 'about actor at codes command organisation seat' },
  },
  Myself: {
    rows: everybody,
    fields: {
      reader: `signedIn office role rights seat seats organisation devices passkeys codeApp recoveryCodesLeft recovery provedAt apiTokens delegation delegations
        inbox notifications`,
    },
  },
  InboxMessage: {
    rows: [{ roles: EVERYBODY, where: ['self'] }],
    fields: { reader: 'id text why due urgent late madeAt readAt about' },
  },
  /** What waits for oneself: each item is about something that one sees anyway. */
  MyWorkItem: { rows: { with: ['Myself'] }, fields: { reader: 'kind turn what why by late about' } },
  NotificationPreferences: {
    rows: { with: ['Myself'] },
    fields: { reader: 'hour mail language discreet weeklyMost mailOffBecause calendarFeedSince groupText' },
  },
  NewCalendarFeed: { rows: { with: ['Myself'] }, fields: { reader: 'url' } },
  /** Who is reminded of what says who has not decided yet: read by those who see that anyway, and by the person. */
  MessageDelivery: {
    rows: [{ roles: ['coordinator'] }, { roles: EVERYBODY, where: ['self'] }],
    fields: { reader: 'text why channel state plannedFor sentAt failedAt because person' },
  },
  Device: {
    rows: [{ roles: EVERYBODY, where: ['self'] }],
    fields: { reader: 'id name current way signedInAt usedAt expiresAt' },
  },
  Passkey: { rows: [{ roles: EVERYBODY, where: ['self'] }], fields: { reader: 'id name createdAt usedAt' } },
  ApiToken: {
    rows: [{ roles: EVERYBODY, where: ['self'] }],
    fields: { reader: 'id name rights reads madeAt expiresAt lastUsedOn seat' },
  },
  NewApiToken: { rows: [{ roles: EVERYBODY, where: ['self'] }], fields: { reader: 'token apiToken' } },
  CodeAppSetup: { rows: [{ roles: EVERYBODY, where: ['self'] }], fields: { reader: 'secret uri' } },
  RecoveryCodes: { rows: [{ roles: EVERYBODY, where: ['self'] }], fields: { reader: 'codes' } },
  Recovery: {
    rows: [{ roles: ['coordinator'] }, { roles: EVERYBODY, where: ['self'] }],
    fields: { reader: 'id person begunAt approvedAt takesEffectAt newAddress' },
  },
  Actor: { rows: [{ roles: INSIDERS }], fields: { reader: 'office' } },
  Name: { rows: everybody, fields: { reader: 'en km' } },
  HistoryEntry: {
    rows: { with: ['Recommendation', 'Statement', 'Endorsement', 'Submission', 'Integration'] },
    fields: {
      reader:
        'version event from to happenedAt happenedUntil precision recordedAt late imported notKnown corrects correctedMoment processVersion',
      workers: 'throughToken actor byDelegationOf organisation reason evidence documents',
      secretariat: 'payload',
    },
  },
  CorrectedMoment: { rows: { with: ['HistoryEntry'] }, fields: { reader: 'happenedAt happenedUntil precision' } },
  Overview: { rows: everybody, fields: { reader: 'asOf byStageAndAddressee overdue' } },
  StageCount: { rows: { with: ['Recommendation'] }, fields: { reader: 'addressee count stage' } },
  OverdueCount: { rows: { with: ['Submission'] }, fields: { reader: 'addressee count' } },
  /** What may be done now; why not the rest, as far as the person may know it. */
  AvailableEvent: { rows: everybody, fields: { reader: 'allowed event reasons' } },
  UserError: { rows: everybody, fields: { reader: 'code message messageEn messageKm path' } },
  Refusal: { rows: everybody, fields: { reader: 'clearedBy code message messageEn messageKm path' } },
  VersionConflict: {
    rows: everybody,
    fields: { reader: 'basedOnVersion code current currentVersion message messageEn messageKm path yours' },
  },
  Warning: { rows: everybody, fields: { reader: 'code message messageEn messageKm' } },
  BilingualText: { rows: everybody, fields: { reader: 'en km' } },
  PageInfo: { rows: everybody, fields: { reader: 'endCursor hasNextPage hasPreviousPage startCursor' } },
  Node: { rows: everybody, fields: { reader: 'id' } },
  Query: {
    rows: everybody,
    fields: {
      reader: `invitations seats
        calendar confirmationRule deadlineMoves document edition editions foreseeClocks goals importRun instrument instruments integration integrations node nodes organisation
        namesPreview organisations overview places provisions quorumRules recommendation recommendations recoveries releasePreview statement statements submission
        submissions topics viewer windows
        refusedAttempts remarks concerns entriesOnBehalf messageDeliveries followUps myWork`,
    },
  },
} as const satisfies ReadsTable;
