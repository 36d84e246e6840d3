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
        integrations origins remarks availableEvents history asOf createdAt externalReference`,
      workers: 'proposedBy proposal',
      secretariat: 'followUps',
      counted: 'endorsementCount',
    },
  },
  /** That it was proposed, and where it comes from: a matter between the organisation and the secretariat. */
  Proposal: {
    rows: [{ roles: SECRETARIAT }, { roles: ['memberRepresentative'], where: ['ownOrganisation'] }],
    fields: { reader: 'status origin' },
  },
  /** What is confidential stays so, whatever it became part of. */
  Concern: {
    rows: [
      { roles: SECRETARIAT },
      { roles: ['memberRepresentative'], where: ['ownOrganisation'] },
      { roles: ['memberRepresentative', 'budgetGroupMember'], where: ['shared', 'ofRecommendationInSight'] },
    ],
    fields: {
      reader: `id version kind community confidential text language placeCode heardIn withdrawnAt organisation
        recommendations entries`,
    },
  },
  ConcernEntry: {
    rows: [{ roles: SECRETARIAT }, { roles: ['memberRepresentative'], where: ['ownOrganisation'] }],
    fields: { reader: 'version act text language confidential at' },
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
      secretariat: 'followUps',
    },
  },
  IntegrationAsOf: {
    rows: { with: ['Integration'] },
    fields: { reader: 'by countsAs day degree recheckWhy status verifiedAt version' },
  },
  IntegrationParty: { rows: { with: ['Integration'] }, fields: { reader: 'office organisation' } },
} as const satisfies ReadsTable;
