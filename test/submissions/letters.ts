import { randomUUID } from 'node:crypto';
import { fromGlobalId, toGlobalId } from '#platform';
import { recommendationProcess } from '#recommendations';
import { statementProcess } from '#statements';
import { submissionProcess } from '#submissions';
import { checkCases } from '#workflow';
import { cast, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import type { House } from '../support/house.js';
import { act, content, dayAhead, drafted, read, recommendations, setRule } from '../statements/texts.js';

/** What a test reads is what it asked for. */
export type Any = any;

export const SUBMISSION = `id number version status over proof deliveredAt clockStartedAt handOvers statementVersion
  addressee { code } items { key order position { reading verbatim answeredOn responseId } recommendation { id } }`;

/** A day so many days before the house's clock, Phnom Penh time. */
export async function daysAgo(house: House, days: number): Promise<string> {
  const now = Date.parse(await house.clock.now(house.db));
  return new Date(now - days * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** A statement that three members have signed and whose window has closed; `asks`: how many items to which addressee. */
export async function endorsed(house: House, asks: [addressee: string, items: number][]): Promise<Any> {
  const ids: string[] = [];
  for (const [addressee, items] of asks) {
    ids.push(...(await recommendations(house, items, { addresseeIds: [orgId(addressee)] })));
  }
  const quorumRuleId = await setRule(house);
  const { id } = await drafted(house, content(ids, { quorumRuleId }));
  await act(house, 'openStatement', id, { deadlineOn: await dayAhead(house, 14) });
  for (const index of [1, 2, 3]) await endorse(house, id, index);
  return (await act(house, 'closeStatement', id)).statement;
}

export async function endorse(house: House, statementId: string, index: number, status = 'given'): Promise<void> {
  const { versionNumber } = await read(house, statementId, 'versionNumber');
  await house.db.query(
    `INSERT INTO endorsements (statement_id, organisation_id, machine_version, version, state, context)
     VALUES ($1, $2, 1, 1, to_jsonb($3::text), $4)`,
    [
      fromGlobalId('stm', statementId),
      org.member(index),
      status,
      { versionNumber, signature: 'signatory', appearance: 'hidden', reservations: {} },
    ],
  );
}

/** Takes the signatures away that `endorse` has put there: they are rows without a history, which no amendment carries over. */
export async function unsign(house: House, statementId: string): Promise<void> {
  await house.db.query(`DELETE FROM endorsements WHERE statement_id = $1`, [fromGlobalId('stm', statementId)]);
}

export const letter = (addressee: string, over: Record<string, unknown> = {}) => ({
  addresseeId: orgId(addressee),
  ...over,
});

/** Submits a statement as it stands, and gives its submissions; throws when it is refused. */
export async function submitted(house: House, id: string, letters: Record<string, unknown>[]): Promise<Any[]> {
  const { submissions, userErrors } = await submit(house, id, letters);
  if (!submissions) throw new Error(JSON.stringify(userErrors));
  return submissions;
}

export async function submit(
  house: House,
  id: string,
  letters: Record<string, unknown>[],
  as = cast.officer,
): Promise<Any> {
  const { version } = await read(house, id, 'version');
  const input = { id, expectedVersion: version, letters };
  return house.send('submitStatement', input, as, `statement { id status version } submissions { ${SUBMISSION} }`);
}

/** Sends a mutation about a submission as it stands, and gives the answer, a refusal too. */
export async function tried(
  house: House,
  mutation: string,
  id: string,
  input: Record<string, unknown> = {},
  as: CastMember = cast.officer,
  beside = '',
): Promise<Any> {
  const rows = await house.db.query<{ version: number }[]>(`SELECT version FROM submissions WHERE id = $1`, [
    fromGlobalId('sub', id),
  ]);
  const answer = { id, expectedVersion: rows[0]?.version, ...input };
  return house.send(mutation, answer, as, `submission { ${SUBMISSION} } ${beside}`);
}

/** The same; throws when it is refused. */
export async function done(
  house: House,
  mutation: string,
  id: string,
  input: Record<string, unknown> = {},
  as: CastMember = cast.officer,
): Promise<Any> {
  const { submission, userErrors } = await tried(house, mutation, id, input, as);
  if (!submission) throw new Error(`${mutation}: ${JSON.stringify(userErrors)}`);
  return submission;
}

export const codes = (answer: { userErrors: { code: string }[] }) => answer.userErrors.map((each) => each.code);

export const byHand = (deliveredOn: string, over: Record<string, unknown> = {}) => ({
  delivery: { channel: 'BY_HAND', mode: 'PAPER', deliveredOn, ...over },
});

/** An answer with the same reading to each of these items, in words of their own. */
export const answer = (
  answeredOn: string,
  keys: string[],
  reading = 'ACCEPTED',
  over: Record<string, unknown> = {},
) => ({
  response: {
    answeredOn,
    form: 'LETTER',
    language: 'EN',
    verbatim: 'We have considered it.',
    items: keys.map((itemKey) => ({ itemKey, reading })),
    ...over,
  },
});

export const keysOf = (submission: { items: { key: string }[] }) => submission.items.map((item) => item.key);

export async function seen(house: House, id: string, selection: string, as?: CastMember): Promise<Any> {
  const { data, errors } = await house.ask(`query ($id: ID!) { submission(id: $id) { ${selection} } }`, { id }, as);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.submission;
}

/** What each addressee answered to a recommendation, and how far it was carried. */
export async function positions(house: House, recommendationId: string, as = cast.officer): Promise<Any> {
  const { data, errors } = await house.ask(
    `query ($id: ID!) { recommendation(id: $id) { stage positions { reading verbatim answeredOn addressee { code } submission { id } } } }`,
    { id: recommendationId },
    as,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.recommendation;
}

/** Concludes a statement as it stands; gives the answer, a refusal too. */
export const conclude = async (house: House, id: string) => {
  const { version } = await read(house, id, 'version');
  return house.send('concludeStatement', { id, expectedVersion: version }, cast.officer, 'statement { status }');
};

/** A scan that lies in the store, by its id. */
export async function document(house: House, kind = 'letter'): Promise<string> {
  const [row] = await house.db.query<{ id: string }[]>(
    `INSERT INTO documents (sha256, size_bytes, media_type, kind, file_name, storage_key)
     VALUES ('0', 0, 'application/pdf', $1, 'scan.pdf', $2) RETURNING id`,
    [kind, randomUUID()],
  );
  return toGlobalId('doc', (row as { id: string }).id);
}

/** Every case is what its own history makes of it. */
export async function discrepancies(house: House) {
  return (await checkCases(house.db, [submissionProcess, statementProcess, recommendationProcess])).discrepancies;
}
