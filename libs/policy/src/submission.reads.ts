import { NO_MEMBERS, SECRETARIAT } from './audiences.js';
import type { ReadsTable } from './reads.js';

/** What was handed to whom, and what was answered. Outside, what was sent and answered; not how it was worked on. */
export const submissionReads = {
  Submission: {
    rows: [
      { roles: SECRETARIAT },
      { roles: ['memberRepresentative'], where: ['signedByOwn'] },
      { roles: ['budgetGroupMember'], where: ['handedOver', 'inField'] },
      { roles: NO_MEMBERS, where: ['handedOver', 'released'] },
    ],
    fields: {
      reader: `id number version status statement statementVersion addressee unit items responses silence proof over past successor
        predecessor handOvers deliveredAt acknowledgedAt clockStartedAt availableEvents asOf createdAt`,
      workers: 'ourReference responsible receipts attempts clockLedger deadline followUps history',
    },
  },
  /** Tasks beside cases name who was called and what was said: the secretariat's, and the group's in its field. */
  FollowUp: {
    rows: [{ roles: SECRETARIAT }, { roles: ['budgetGroupMember'], where: ['ofSubmissionInSight'] }],
    fields: {
      reader: `id version kind status note dueOn snoozedUntil outcome outcomeNote owner ownerRole about edition entries createdAt
        endedAt`,
    },
  },
  FollowUpEntry: {
    rows: { with: ['FollowUp'] },
    fields: { reader: 'version act reason dueOn until outcome owner ownerRole actor at' },
  },
  SubmissionAsOf: {
    rows: { with: ['Submission'] },
    fields: { reader: 'by day deliveredAt over proof responses status version' },
  },
  SubmissionItem: {
    rows: { with: ['Submission'] },
    fields: { reader: 'key order notEndorsedByAll position recommendation' },
  },
  SubmissionClockEntry: {
    rows: { with: ['Submission'] },
    fields: { reader: 'kind from until reason workingDays askedBy' },
  },
  Deadline: {
    rows: { with: ['Submission'] },
    fields: {
      workers: 'dueOn due startedOn workingDays calendarRevision standsStill running summary ledger explanation',
    },
  },
  DeadlineMoves: { rows: 'everybody', fields: { reader: 'calendarRevision moves' } },
  DeadlineMove: { rows: { with: ['Submission'] }, fields: { workers: 'submission from to reasons' } },
  DeadlineStretch: { rows: { with: ['Submission'] }, fields: { workers: 'from until counted soFar sentence' } },
  DeadlineSentence: { rows: { with: ['Submission'] }, fields: { workers: 'km en' } },
  DeliveryAttempt: { rows: { with: ['Submission'] }, fields: { reader: 'at channel mode enclosures outcome' } },
  Silence: { rows: { with: ['Submission'] }, fields: { reader: 'at itemKeys' } },
  Receipt: {
    rows: { with: ['Submission'] },
    fields: { workers: 'id entryNumber office receivedOn stampSeen documentId counts correctsId recordedAt' },
  },
  Response: {
    rows: { with: ['Submission'] },
    fields: {
      reader: `id submission submissionVersion verbatim language form answeredOn answeredUntil precision items counts annuls correctsId
        correctedById documentId recordedAt`,
    },
  },
  ResponseItem: { rows: { with: ['Submission'] }, fields: { reader: 'itemKey reading reason verbatim' } },
} as const satisfies ReadsTable;
