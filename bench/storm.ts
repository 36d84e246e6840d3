import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { OFFICER_TOKEN, memberToken, publicId, rowId } from './ids.js';
import { queries } from './requests.js';
import { hasEndorsed, openStatements } from './sizes.js';
import type { Sizes } from './sizes.js';

// Answers of a server, of which only the values matter.
/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access */

/** Asks the product; gives the answer's `data` and throws on an error of the request itself. */
export type Asking = (query: string, variables: Record<string, unknown>, token: string) => Promise<any>;
/** Reads the product's tables past the product. */
export type Looking = <Row>(sql: string, values: unknown[]) => Promise<Row[]>;

type Kind = 'first' | 'sameCommand' | 'sameOrganisation' | 'withdrawal';

/** One request of the storm. */
interface Shot {
  kind: Kind;
  statement: number;
  member: number;
  input: Record<string, unknown>;
}

/** What a storm showed; times in milliseconds. */
export interface Storm {
  requests: number;
  clients: number;
  statements: number;
  organisations: number;
  seconds: number;
  p50: number;
  p99: number;
  longest: number;
  answers: Record<Kind, number>;
  /** What was not as it has to be, in words; the first ones. */
  wrong: string[];
}

/** The organisation that takes back, meanwhile, what it had endorsed in the data set. */
const LEAVER = 1;
const EACH_SHOWN = 10;
/** So many first requests go before their duplicates, so that with a hundred clients both are under way together. */
const TOGETHER = 40;

const WITHDRAW = `mutation ($input: WithdrawEndorsementInput!) {
  withdrawEndorsement(input: $input) { endorsement { id version status } userErrors { code } } }`;

/**
 * The requests in the order in which they are sent: half of them endorse for the first time, each of the other half says
 * the same again, as the same command or as another command of the same organisation. In the middle of those of each
 * statement one organisation takes its endorsement back.
 * @throws where the data set has not so many that can still endorse.
 */
export function shotsOf(sizes: Sizes, requests: number): Shot[] {
  const statements = openStatements(sizes).filter((each) => hasEndorsed(each, LEAVER));
  const firsts: Shot[] = [];
  let used = 0;
  for (const statement of statements) {
    for (let member = 1; member <= sizes.members && firsts.length < requests / 2; member += 1) {
      if (hasEndorsed(statement, member)) continue;
      const said = { statementId: publicId('statement', statement), versionNumber: 1, appearance: 'COUNTED' };
      firsts.push({ kind: 'first', statement, member, input: { idempotencyKey: randomUUID(), ...said } });
    }
    used += 1;
    if (firsts.length >= requests / 2) break;
  }
  if (firsts.length < requests / 2) throw new Error('the data set is too small for a storm of so many');
  const shots: Shot[] = [];
  for (let from = 0; from < firsts.length; from += TOGETHER) {
    const some = firsts.slice(from, from + TOGETHER);
    shots.push(...some, ...some.map(again));
  }
  for (const statement of statements.slice(0, used)) {
    const id = publicId('endorsement', statement * 1_000 + LEAVER);
    const input = { idempotencyKey: randomUUID(), id, expectedVersion: 1 };
    const of = shots.flatMap((shot, index) => (shot.statement === statement ? index : []));
    shots.splice(of[Math.floor(of.length / 2)] as number, 0, { kind: 'withdrawal', statement, member: LEAVER, input });
  }
  return shots;
}

function again(shot: Shot, index: number): Shot {
  return index % 2 === 0
    ? { ...shot, kind: 'sameCommand' }
    : { ...shot, kind: 'sameOrganisation', input: { ...shot.input, idempotencyKey: randomUUID() } };
}

/**
 * Lets so many clients send all of it at once, each its next request as soon as it has the answer to the last, and then
 * holds every answer, the tables, the kept counts and the quorum against what they have to be.
 */
export async function storm(
  ask: Asking,
  look: Looking,
  sizes: Sizes,
  plan: { requests: number; clients: number },
): Promise<Storm> {
  const shots = shotsOf(sizes, plan.requests);
  const answers: any[] = [];
  const times: number[] = [];
  let next = 0;
  const started = performance.now();
  const client = async () => {
    for (let turn = next++; turn < shots.length; turn = next++) {
      const { kind, input, member } = shots[turn] as Shot;
      const query = kind === 'withdrawal' ? WITHDRAW : queries.W2;
      const sent = performance.now();
      const data = await ask(query, { input }, memberToken(member));
      times.push(performance.now() - sent);
      answers[turn] = kind === 'withdrawal' ? data.withdrawEndorsement : data.endorseStatement;
    }
  };
  await Promise.all(Array.from({ length: plan.clients }, client));
  const seconds = (performance.now() - started) / 1_000;
  times.sort((one, other) => one - other);
  const wrong = [...wrongAnswers(shots, answers), ...(await wrongCounts(ask, look, shots))];
  return {
    requests: shots.length,
    clients: plan.clients,
    statements: new Set(shots.map((shot) => shot.statement)).size,
    organisations: new Set(shots.map((shot) => shot.member)).size,
    seconds,
    p50: times[Math.floor(times.length * 0.5)] as number,
    p99: times[Math.floor(times.length * 0.99)] as number,
    longest: times.at(-1) as number,
    answers: count(shots),
    wrong: wrong.slice(0, EACH_SHOWN),
  };
}

function count(shots: readonly Shot[]): Record<Kind, number> {
  const kinds = { first: 0, sameCommand: 0, sameOrganisation: 0, withdrawal: 0 };
  for (const { kind } of shots) kinds[kind] += 1;
  return kinds;
}

/**
 * The same command is answered the same, word for word; of two commands of one organisation one is done and the other is
 * refused, whichever came first; a withdrawal is done.
 */
export function wrongAnswers(shots: readonly Shot[], answers: readonly any[]): string[] {
  const wrong: string[] = [];
  const firsts = new Map<string, any>();
  const given = (answer: any) => answer.userErrors.length === 0 && answer.endorsement?.status === 'GIVEN';
  const refused = (answer: any) => !answer.endorsement && answer.userErrors.length === 1;
  shots.forEach((shot, index) => {
    if (shot.kind === 'first') firsts.set(`${shot.statement} ${shot.member}`, answers[index]);
  });
  shots.forEach(({ kind, statement, member }, index) => {
    const answer = answers[index];
    const first = firsts.get(`${statement} ${member}`);
    const right = {
      first: () => given(answer) || refused(answer),
      sameCommand: () => given(answer) && isDeepStrictEqual(answer, first),
      sameOrganisation: () => (given(answer) && refused(first)) || (refused(answer) && given(first)),
      withdrawal: () => answer.userErrors.length === 0 && answer.endorsement?.status === 'WITHDRAWN',
    }[kind]();
    if (!right) wrong.push(`${kind}: ${JSON.stringify(answer)} beside ${JSON.stringify(first)}`);
  });
  return wrong;
}

/** What each statement has to count, against its rows, the counts that are kept, the history, and what an officer reads. */
async function wrongCounts(ask: Asking, look: Looking, shots: readonly Shot[]): Promise<string[]> {
  const wrong: string[] = [];
  const statements = new Set(shots.map((shot) => shot.statement));
  for (const statement of statements) {
    const own = shots.filter((shot) => shot.statement === statement);
    const endorsing = own.filter(({ kind }) => kind === 'first').length;
    const [row] = await look<Record<string, number>>(COUNTED, [rowId('statement', statement)]);
    const { before = 0, ...is } = row ?? {};
    const given = before + endorsing - 1;
    const quorum = `query ($id: ID!) { statement(id: $id) { quorum { tally { given } } } }`;
    const data = await ask(quorum, { id: publicId('statement', statement) }, OFFICER_TOKEN);
    const all = { ...is, quorum: data.statement.quorum.tally.given as number };
    const due = {
      given,
      withdrawn: 1,
      organisations: given + 1,
      kept: given,
      steps: before + endorsing + 1,
      quorum: given,
    };
    if (!isDeepStrictEqual(all, due)) wrong.push(`counted: ${JSON.stringify(all)} and not ${JSON.stringify(due)}`);
  }
  return wrong;
}

/** `before`: what the data set had endorsed, which has no key of a command. */
const COUNTED = `
  SELECT count(*) FILTER (WHERE e.status = 'given')::integer AS given,
         count(*) FILTER (WHERE e.status = 'withdrawn')::integer AS withdrawn,
         count(DISTINCT e.organisation_id)::integer AS organisations,
         (SELECT sum(k.given) FROM endorsement_counts k WHERE k.statement_id = $1)::integer AS kept,
         (SELECT count(*) FROM case_history h JOIN endorsements o ON o.id = h.case_id
           WHERE o.statement_id = $1 AND h.process = 'endorsement')::integer AS steps,
         (SELECT count(*) FROM case_history h JOIN endorsements o ON o.id = h.case_id
           WHERE o.statement_id = $1 AND h.process = 'endorsement' AND h.command_key IS NULL AND h.version = 1)::integer AS before
    FROM endorsements e WHERE e.statement_id = $1`;
