import { EVERYBODY, INSIDERS, SECRETARIAT, WORKERS } from './audiences.js';
import type { ReadsTable } from './reads.js';

/** Registers: organisations, instruments and their texts, classifications, quorum rules; documents and lists that come in. */
export const registerReads = {
  /** Outside, what is public anyway: institutions and the secretariat, never a member. A list of members was once used against them. */
  Organisation: {
    rows: [{ roles: INSIDERS }, { roles: EVERYBODY, where: ['publicBody'] }, { roles: EVERYBODY, where: ['ownSeat'] }],
    fields: {
      reader: 'id code kind name nameOn names abbreviation parentId placeCode units',
      insiders: 'members networks groupField',
    },
  },
  GroupField: { rows: [{ roles: INSIDERS }], fields: { reader: 'revision topics addressees instrumentIds setAt' } },
  OrganisationName: { rows: { with: ['Organisation'] }, fields: { reader: 'abbreviation en from km to' } },
  Instrument: {
    rows: 'everybody',
    fields: {
      reader: 'id code kind name aliases parent children periodFrom periodTo editions windows entries version',
    },
  },
  InstrumentEntry: {
    rows: { with: ['Instrument', 'Edition'] },
    fields: { reader: 'event happenedOn recordedAt detail', insiders: 'organisation reason' },
  },
  Edition: {
    rows: 'everybody',
    fields: {
      reader: `id label status source draftedOn adoptedOn launchedOn inForceOn repealedOn instrument provisionCount replacedBy replaces
        integrations entries availableEvents version`,
    },
  },
  Provision: { rows: 'everybody', fields: { reader: 'id position chapter section article page text locator edition' } },
  Window: {
    rows: 'everybody',
    fields: { reader: 'id kind name opensOn closesOn source standing instrument' },
  },
  Locator: { rows: 'everybody', fields: { reader: 'en km' } },
  QuotedText: { rows: 'everybody', fields: { reader: 'en km' } },
  Place: { rows: 'everybody', fields: { reader: 'code level name parentCode' } },
  Tag: { rows: 'everybody', fields: { reader: 'code name' } },
  WorkCalendar: { rows: 'everybody', fields: { reader: 'revision weekend answerDays source setAt entries' } },
  CalendarEntry: {
    rows: 'everybody',
    fields: { reader: 'id revision kind from until name status source organisation placeCode' },
  },
  QuorumRule: {
    rows: [{ roles: INSIDERS }],
    fields: {
      reader: 'id code revision current atLeast fromNetworks fromProvinces noBlockBy itemAtLeast sentence source setAt',
    },
  },
  NetworkQuota: { rows: { with: ['QuorumRule'] }, fields: { reader: 'atLeast network' } },
  ProvinceQuota: { rows: { with: ['QuorumRule'] }, fields: { reader: 'atLeast placeCode' } },
  RuleSentence: { rows: { with: ['QuorumRule'] }, fields: { reader: 'en km' } },
  Document: {
    rows: [
      { roles: SECRETARIAT },
      { roles: WORKERS, where: ['ownOrganisation'] },
      { roles: WORKERS, where: ['forMembers'] },
      { roles: ['administrator'], where: ['ownOrganisation', 'mandate'] },
      { roles: ['administrator'], where: ['uploadedBySelf'] },
      { roles: EVERYBODY, where: ['forEverybody'] },
    ],
    fields: {
      /** The name that a file had is for those whose document it is: it can say more than the file. */
      reader: 'id kind visibility mediaType size sha256 receivedSha256 uploadedAt url fileName',
    },
  },
  ImportRun: {
    rows: [{ roles: EVERYBODY, where: ['begunBySelf'] }],
    fields: {
      reader: `id status apply columns notes rows rowsTotal rowsRead rowsDone rowsPerSecond secondsLeft rejectsDocumentId endedAt`,
    },
  },
  ImportRow: { rows: { with: ['ImportRun'] }, fields: { reader: 'row number action problems refusals' } },
  ImportProblem: { rows: { with: ['ImportRun'] }, fields: { reader: 'column value message right' } },
} as const satisfies ReadsTable;
