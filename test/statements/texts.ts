import { randomUUID } from 'node:crypto';
import { fromGlobalId } from '#platform';
import { recommendationProcess } from '#recommendations';
import { StatementsService, statementProcess } from '#statements';
import type { Chosen, SubmissionMove } from '#statements';
import { checkCases } from '#workflow';
import { cast, instrument, instrumentId, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import type { House } from '../support/house.js';

export const DAY = 86_400_000;

/** A day so many days ahead of the house's clock, Phnom Penh time, pushed on to a Wednesday, which no rule minds. */
export async function dayAhead(house: House, days: number): Promise<string> {
  const date = new Date(Date.parse(await house.clock.now(house.db)) + days * DAY + 7 * 3_600_000);
  while (date.getUTCDay() !== 3) date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

export const STATEMENT = `id number version status versionNumber deadline title { en km } khmerText englishText
  items { id key position wording { en km } recommendation { id stage } }`;
const WINDOW = `statement { ${STATEMENT} } warnings { code messageEn messageKm }`;

/** What a test reads is what it asked for. */
export type Any = any;

export async function setRule(house: House, over: Record<string, unknown> = {}): Promise<string> {
  const { quorumRule, userErrors } = await house.send(
    'setQuorumRule',
    { code: `rule ${randomUUID()}`, expectedRevision: 0, atLeast: 3, ...over },
    cast.coordinator,
    'quorumRule { id }',
  );
  if (!quorumRule) throw new Error(JSON.stringify(userErrors));
  return quorumRule.id;
}

export async function recommendations(
  house: House,
  count: number,
  over: Record<string, unknown> = {},
): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const content = {
      authenticLanguage: 'EN',
      title: { en: `Ask ${index + 1}`, km: `សំណើ ${index + 1}` },
      addresseeIds: [orgId(org.interior)],
      targetIds: [instrumentId(instrument.programme)],
      topics: ['sna-budget'],
      ...over,
    };
    const { recommendation, userErrors } = await house.send(
      'draftRecommendation',
      { content },
      cast.officer,
      'recommendation { id }',
    );
    if (!recommendation) throw new Error(JSON.stringify(userErrors));
    ids.push(recommendation.id);
  }
  return ids;
}

export const content = (recommendationIds: string[], over: Record<string, unknown> = {}) => ({
  kind: 'JOINT_STATEMENT',
  authenticLanguage: 'EN',
  title: { en: 'Joint statement on civic engagement', km: 'សេចក្តីថ្លែងការណ៍រួម' },
  body: { en: 'We ask the following.', km: 'យើងស្នើដូចខាងក្រោម។' },
  items: recommendationIds.map((recommendationId) => ({ recommendationId })),
  ...over,
});

export async function drafted(house: House, of: Record<string, unknown>): Promise<Any> {
  const { statement, userErrors } = await house.send(
    'draftStatement',
    { content: of },
    cast.officer,
    `statement { ${STATEMENT} }`,
  );
  if (!statement) throw new Error(JSON.stringify(userErrors));
  return statement;
}

/** Sends a mutation about a statement as it stands; throws when it is refused. */
export async function act(
  house: House,
  mutation: string,
  id: string,
  input: Record<string, unknown> = {},
): Promise<Any> {
  const answer = await attempt(house, mutation, id, input);
  if (!answer.statement) throw new Error(`${mutation}: ${JSON.stringify(answer.userErrors)}`);
  return answer;
}

/** Sends a mutation about a statement as it stands, and gives the answer, a refusal too. */
export async function attempt(
  house: House,
  mutation: string,
  id: string,
  input: Record<string, unknown> = {},
  as: CastMember = cast.officer,
): Promise<Any> {
  const { version } = await read(house, id, 'version');
  const window = ['openStatement', 'extendStatement', 'amendStatement', 'reopenStatement'].includes(mutation);
  return house.send(
    mutation,
    { id, expectedVersion: version, ...input },
    as,
    window ? WINDOW : `statement { ${STATEMENT} }`,
  );
}

export async function read(
  house: House,
  id: string,
  selection: string,
  as: CastMember | null = cast.officer,
): Promise<Any> {
  const { data, errors } = await house.ask(
    `query ($id: ID!) { statement(id: $id) { ${selection} } }`,
    { id },
    as ?? undefined,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.statement;
}

/** A statement of so many items, open for sign-on for two weeks at least. */
export async function opened(house: House, items = 2, over: Record<string, unknown> = {}): Promise<Any> {
  const ruleId = await setRule(house);
  const statement = await drafted(
    house,
    content(await recommendations(house, items), { quorumRuleId: ruleId, ...over }),
  );
  const answer = await act(house, 'openStatement', statement.id, { deadlineOn: await dayAhead(house, 14) });
  return answer.statement;
}

/** What the submissions do to a statement: the feature above calls the service in its own transactions. */
export async function withService<T>(
  house: House,
  work: (service: StatementsService, tx: Parameters<StatementsService['submit']>[0], act: Any) => Promise<T>,
  as: CastMember = cast.officer,
): Promise<T> {
  const service = house.worker.app.get(StatementsService);
  const { personId, seatId, organisationId, role, rights } = as;
  const viewer = {
    personId,
    seatId,
    organisationId,
    role,
    rights,
    field: { topics: [], addresseeIds: [], instrumentIds: [] },
  };
  return house.db.transaction((tx) => work(service, tx, { viewer }));
}

export async function chosen(house: House, id: string): Promise<Chosen> {
  const { version } = await read(house, id, 'version');
  return { id: fromGlobalId('stm', id), expectedVersion: version };
}

export const submissionsMoved = (house: House, id: string, ...moves: SubmissionMove[]) =>
  withService(house, (service, tx, by) =>
    service.submissionsMoved(tx, [{ statementId: fromGlobalId('stm', id), moved: moves, act: {} }], by),
  );

/** Every statement and recommendation is what its own history makes of it; how many were looked at. */
export async function discrepancies(house: House) {
  const found = await checkCases(house.db, [statementProcess, recommendationProcess]);
  return found.discrepancies;
}

/**
 * Endorsements of member organisations, written as rows: these stories are about what the statement makes of a tally.
 * `from` and `to` are the numbers of the members in the cast.
 */
export async function endorsedBy(
  house: House,
  id: string,
  from: number,
  to: number,
  over: { state?: string; appearance?: string; reservations?: Record<string, string> } = {},
): Promise<void> {
  const statementId = fromGlobalId('stm', id);
  const organisations = Array.from({ length: to - from + 1 }, (_, index) => org.member(from + index));
  await house.db.query(
    `INSERT INTO endorsements (statement_id, organisation_id, machine_version, version, state, context)
     SELECT s.id, unnest($2::uuid[]), 1, 1, to_jsonb($3::text), jsonb_build_object('versionNumber', s.version_number,
            'signature', 'signatory', 'appearance', $4::text, 'reservations', $5::jsonb)
       FROM statements s WHERE s.id = $1
     ON CONFLICT (statement_id, organisation_id) DO UPDATE SET state = excluded.state, context = excluded.context`,
    [
      statementId,
      organisations,
      over.state ?? 'given',
      over.appearance ?? 'public',
      JSON.stringify(over.reservations ?? {}),
    ],
  );
}

/** What a release would do, as somebody asks for it. */
export async function preview(
  house: House,
  id: string,
  wish: Record<string, unknown> = { level: 'PUBLIC' },
  as: CastMember | undefined = cast.officer,
): Promise<Any> {
  const { data, errors } = await house.ask(
    `query ($id: ID!, $wish: ReleaseWishInput!) { releasePreview(id: $id, release: $wish) {
       digest versionNumber opens { role name { en km } sees { type name { en km } fields } } } }`,
    { id, wish },
    as,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.releasePreview;
}

/** Says who may see the text of a statement, after looking at what that does; gives the answer, a refusal too. */
export async function releasing(
  house: House,
  id: string,
  wish: Record<string, unknown> = { level: 'PUBLIC' },
  over: Record<string, unknown> = {},
  as: CastMember = cast.officer,
): Promise<Any> {
  const { digest } = await preview(house, id, wish);
  const { version } = await read(house, id, 'version');
  const input = { id, expectedVersion: version, release: wish, previewDigest: digest, ...over };
  return house.send('releaseStatement', input, as, 'statement { version release embargo { until upon } }');
}

/** The same; throws when it is refused. */
export async function release(house: House, id: string, wish?: Record<string, unknown>): Promise<Any> {
  const answer = await releasing(house, id, wish);
  if (!answer.statement) throw new Error(JSON.stringify(answer.userErrors));
  return answer.statement;
}

/** What a release of names would do, as somebody asks for it. */
export async function namesPreview(
  house: House,
  id: string,
  as: CastMember = cast.officer,
  endorsementIds?: string[],
): Promise<Any> {
  const { data, errors } = await house.ask(
    `query ($id: ID!, $ids: [ID!]) { namesPreview(id: $id, endorsementIds: $ids) {
       digest names { name { en km } } toAddressees { name { en km } } readers { role } } }`,
    { id, ids: endorsementIds },
    as,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.namesPreview;
}

/** Releases names after looking at what that does; gives the answer, a refusal too. */
export async function releasingNames(
  house: House,
  id: string,
  over: Record<string, unknown> = {},
  as: CastMember = cast.officer,
): Promise<Any> {
  const { digest } = await namesPreview(house, id, cast.officer, over['endorsementIds'] as string[] | undefined);
  const input = { statementId: id, previewDigest: digest, ...over };
  return house.send('releaseNames', input, as, 'statement { signatories { name { en } } }');
}

/** The same; throws when it is refused. */
export async function releaseNames(house: House, id: string): Promise<Any> {
  const answer = await releasingNames(house, id);
  if (!answer.statement) throw new Error(JSON.stringify(answer.userErrors));
  return answer.statement;
}

/** What stands in the statement's outbox and is still to come. */
export const pending = (house: House, id: string) =>
  house.db.query<{ kind: string; due_at: Date; payload: unknown }[]>(
    `SELECT kind, due_at, payload FROM effects WHERE case_id = $1 AND status IN ('pending', 'queued')`,
    [fromGlobalId('stm', id)],
  );

export const stagesOf = async (house: House, id: string): Promise<string[]> =>
  (await read(house, id, 'items { recommendation { stage } }')).items.map(
    (item: { recommendation: { stage: string } }) => item.recommendation.stage,
  );
