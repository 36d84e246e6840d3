import { NO_MEMBERS, SECRETARIAT, WORKERS } from './audiences.js';
import type { ReadsTable } from './reads.js';

/** Statements, their versions and their quorum; and who endorsed, which can endanger people. */
export const statementReads = {
  Statement: {
    rows: [
      { roles: SECRETARIAT },
      { roles: ['memberRepresentative'], where: ['opened'] },
      { roles: ['memberRepresentative'], where: ['ownOrganisation'] },
      { roles: ['budgetGroupMember'], where: ['handedOver', 'inField'] },
      { roles: NO_MEMBERS, where: ['released'] },
    ],
    fields: {
      reader: `id number version versionNumber status kind title body khmerText englishText authenticLanguage release deadline items versions
        renews renewedBy recordedAs externalReference initiator submissions endorsements myEndorsement signatories remarks quorum judgements availableEvents history asOf createdAt`,
      insiders: 'embargo',
      secretariat: 'throughNetworks followUps',
    },
  },
  Embargo: { rows: { with: ['Statement'] }, fields: { insiders: 'until upon' } },
  ReleasePreview: { rows: [{ roles: SECRETARIAT }], fields: { reader: 'digest versionNumber opens' } },
  OpenedToRole: { rows: { with: ['ReleasePreview'] }, fields: { reader: 'role name sees' } },
  OpenedType: { rows: { with: ['ReleasePreview'] }, fields: { reader: 'type name fields' } },
  /** Names that were released, of organisations that let everybody see them: beside whatever shows the statement. */
  Signatory: { rows: { with: ['Statement'] }, fields: { reader: 'name' } },
  NamesPreview: { rows: [{ roles: SECRETARIAT }], fields: { reader: 'digest names toAddressees readers' } },
  NamesReader: { rows: { with: ['NamesPreview'] }, fields: { reader: 'role name' } },
  StatementAsOf: { rows: { with: ['Statement'] }, fields: { reader: 'by day deadline status version versionNumber' } },
  /** Inside, the text of a version that is frozen and has counted; outside, of the one that was released; a draft for those who write it. */
  StatementVersion: {
    rows: [
      { roles: SECRETARIAT },
      { roles: ['memberRepresentative'], where: ['ownOrganisation'] },
      { roles: WORKERS, where: ['frozen'] },
      { roles: ['administrator', 'observer', 'public'], where: ['released'] },
    ],
    fields: {
      reader: 'id number title body khmerText englishText items changesFromPrevious amendment hash frozenAt',
      workers: 'reason',
    },
  },
  StatementItem: {
    rows: { with: ['Statement', 'StatementVersion'] },
    fields: { reader: 'id key position wording recommendation' },
  },
  StatementChange: {
    rows: { with: ['StatementVersion'] },
    fields: { reader: 'what language itemKey before after' },
  },
  /** That a quorum was reached is visible to all, whatever its size. */
  StatementQuorum: {
    rows: { with: ['Statement'] },
    fields: { reader: 'met missing', insiders: 'rule', counted: 'count', secretariat: 'tally' },
  },
  QuorumJudgement: {
    rows: { with: ['Statement'] },
    fields: { reader: 'judgedAt met occasion versionNumber', insiders: 'rule', secretariat: 'tally' },
  },
  QuorumTally: {
    rows: [{ roles: SECRETARIAT }],
    fields: { reader: 'blocks byNetwork byProvince given items toReconfirm' },
  },
  NetworkCount: { rows: { with: ['QuorumTally'] }, fields: { reader: 'count network' } },
  ProvinceCount: { rows: { with: ['QuorumTally'] }, fields: { reader: 'count placeCode' } },
  ItemCount: { rows: { with: ['QuorumTally'] }, fields: { reader: 'count itemKey' } },
  Endorsement: {
    rows: [{ roles: SECRETARIAT }, { roles: ['memberRepresentative'], where: ['ownOrganisation'] }],
    fields: {
      reader: `id version status versionNumber signature appearance reservations onBehalf confirmBy past tellAddressees named organisation statement
        availableEvents history createdAt`,
    },
  },
  ConfirmationRule: {
    rows: [{ roles: SECRETARIAT }, { roles: ['memberRepresentative', 'administrator'] }],
    fields: { reader: 'revision days source setAt' },
  },
  /** Others than the secretariat and its own organisation read a remark only where that organisation shows it. */
  Remark: {
    rows: [
      { roles: SECRETARIAT },
      { roles: ['memberRepresentative'], where: ['ownOrganisation'] },
      { roles: ['memberRepresentative', 'budgetGroupMember'], where: ['shared', 'ofSubjectInSight'] },
    ],
    fields: {
      reader: `id version kind audience organisation statement recommendation text language edited answer withdrawnAt createdAt
        entries`,
    },
  },
  RemarkAnswer: { rows: { with: ['Remark'] }, fields: { reader: 'text language answeredAt' } },
  RemarkEntry: {
    rows: [{ roles: SECRETARIAT }, { roles: ['memberRepresentative'], where: ['ownOrganisation'] }],
    fields: { reader: 'version act text language audience at' },
  },
  Reservation: { rows: { with: ['Endorsement'] }, fields: { reader: 'itemKey text' } },
} as const satisfies ReadsTable;
