import { EVERYBODY, NO_MEMBERS, SECRETARIAT, WORKERS } from './audiences.js';
import type { ReadsTable } from './reads.js';

/** Recommendations, and the findings that a text takes one up. */
export const contentReads = {
  Recommendation: {
    rows: [
      { roles: SECRETARIAT },
      { roles: ['memberRepresentative'], where: ['ownOrganisation'] },
      { roles: ['memberRepresentative'], where: ['opened'] },
      { roles: ['budgetGroupMember'], where: ['opened', 'inField'] },
      { roles: NO_MEMBERS, where: ['released'] },
    ],
    fields: {
      reader: `id number version title body problem khmerText englishText authenticLanguage scope administrationType places topics goals
        addressees concerned targets stage uptake uptakeByTarget standing closedAs release successors predecessors positions carryings
        integrations remarks availableEvents history asOf createdAt externalReference`,
      workers: 'proposedBy',
      counted: 'endorsementCount',
    },
  },
  RecommendationAsOf: {
    rows: { with: ['Recommendation'] },
    fields: { reader: 'by day closedAs stage standing uptake version wording' },
  },
  Carrying: { rows: { with: ['Recommendation'] }, fields: { reader: 'item stage statement' } },
  Position: {
    rows: { with: ['Submission'] },
    fields: { reader: 'addressee answeredOn precision reading reason responseId submission verbatim' },
  },
  UptakeByTarget: { rows: { with: ['Recommendation'] }, fields: { reader: 'instrument uptake' } },
  Integration: {
    rows: [
      { roles: WORKERS, where: ['ofRecommendationInSight'] },
      { roles: EVERYBODY, where: ['ofRecommendationInSight', 'verifiedOnce'] },
    ],
    fields: {
      reader: `id number version status degree countsAs onTarget quote locator provision edition instrument recommendation recheckIn
        recheckWhy verifiedAt availableEvents history asOf createdAt`,
      workers: 'claimedBy verifiedBy',
    },
  },
  IntegrationAsOf: {
    rows: { with: ['Integration'] },
    fields: { reader: 'by countsAs day degree recheckWhy status verifiedAt version' },
  },
  IntegrationParty: { rows: { with: ['Integration'] }, fields: { reader: 'office organisation' } },
} as const satisfies ReadsTable;
