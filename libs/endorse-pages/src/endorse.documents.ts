/** What the pages read and do: the same operations that any other client of the API would send. */

const NAME = 'name { km en }';
const TEXT = '{ km en }';

export const WHO = `{ viewer { signedIn role rights seat { id } delegation { id } organisation { id ${NAME} }
  seats { id role rights organisation { ${NAME} } }
  delegations { id role rights standing organisation { ${NAME} } } } }`;

export const STATEMENT = `query ($id: ID!) { statement(id: $id) {
  id number status versionNumber deadline authenticLanguage khmerText englishText
  title ${TEXT} body ${TEXT} initiator { ${NAME} }
  items { key position wording ${TEXT} }
  quorum { count met rule { sentence { km en } } }
  versions { number frozenAt hash amendment reason changesFromPrevious { what language itemKey before after } }
  remarks(first: 20) { edges { node { id kind text language createdAt withdrawnAt organisation { id } answer { text language } } } }
  myEndorsement { id version status versionNumber appearance named onBehalf confirmBy past
    reservations { itemKey text } availableEvents { event allowed reasons { messageKm messageEn } }
    history(first: 50) { edges { node { event to recordedAt version organisation { id } } } } }
} }`;

export const BECAME = `query ($id: ID!) { statement(id: $id) {
  submissions(first: 50) { edges { node { number status deliveredAt statementVersion addressee { ${NAME} } silence { at }
    items { order position { reading } }
    responses(first: 20) { edges { node { answeredOn verbatim language counts annuls } } } } } }
} }`;

export const LIST = `query ($after: String) { statements(first: 50, after: $after) {
  edges { node { id number status versionNumber deadline title ${TEXT} initiator { ${NAME} } myEndorsement { status versionNumber } } }
  pageInfo { hasNextPage endCursor } } }`;

/** Every act of the pages, by the name of its mutation. */
export const ACTS = {
  endorseStatement: 'EndorseStatementInput',
  declineStatement: 'DecideOnStatementInput',
  abstainFromStatement: 'DecideOnStatementInput',
  confirmEndorsement: 'EndorsementStepInput',
  refuseEntry: 'EndorsementStepInput',
  complainAboutEntry: 'EntryComplaintInput',
  reconfirmEndorsement: 'EndorsementStepInput',
  reserveOnItems: 'ReserveOnItemsInput',
  changeAppearance: 'ChangeAppearanceInput',
  withdrawEndorsement: 'WithdrawEndorsementInput',
  askQuestion: 'SayInput',
} as const;
export type Mutation = keyof typeof ACTS;

/** The document of one act: nothing but the reasons is asked back, the page reads anew what stands then. */
export const mutationOf = (name: Mutation): string =>
  `mutation ($input: ${ACTS[name]}!) { ${name}(input: $input) { userErrors { code messageKm messageEn path } } }`;
