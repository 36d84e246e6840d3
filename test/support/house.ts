import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { startApi } from '../../apps/api/src/api.js';
import type { Api } from '../../apps/api/src/api.js';
import { createWorker } from '../../apps/worker/src/worker.js';
import type { Worker } from '../../apps/worker/src/worker.js';
import '#product';
import { Clock, createLog, openDatabase, readConfig } from '#platform';
import type { Config, Database } from '#platform';
import { migrations } from '#migrations';
import { addCast } from './cast.js';
import type { CastMember } from './cast.js';
import { cloneDatabase } from './own-database.js';

export interface Answer {
  status: number;
  // Tests read what they asked for; its shape is the query's.

  data: any;
  errors?: { message: string; extensions: Record<string, unknown> }[];
}

/** The whole house in one process, on a database of its own: a mutation in, a state and a job out. */
export interface House {
  api: Api;
  worker: Worker;
  /** As the owner of the tables, for what a test arranges or looks at behind the product's back. */
  db: Database;
  /** What the product itself works with: another role, held by row-level security. */
  product: Database;
  clock: Clock;
  config: Config;
  databaseUrl: string;
  /** Asks as one of the cast; without one, as somebody who has not signed in. */
  ask(
    query: string,
    variables?: Record<string, unknown>,
    as?: CastMember,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Sends a mutation with a fresh idempotency key and gives its payload back; throws on an error of the request. */

  send(mutation: string, input: Record<string, unknown>, as: CastMember, selection: string): Promise<any>;
  /** Performs everything that is due. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param logged is handed each line of the log, where a test looks at what stands in it.
 * @param how.oneRole the product works as the owner of the tables, so that nothing but the policy's own scopes holds it.
 */
export async function openHouse(
  settings: Record<string, string> = {},
  logged?: (line: string) => void,
  how: { oneRole?: boolean } = {},
): Promise<House> {
  const own = await cloneDatabase();
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: how.oneRole ? own.url : own.applicationUrl,
    DATABASE_POOL: '5',
    QUEUE: 'none',
    // Whether somebody has built the pages is nothing that a test of the api may depend on.
    ANUSAS_WEB: 'test/support/no-web',
    LOG_LEVEL: process.env['ANUSAS_TEST_LOG'] ?? 'silent',
    ...settings,
  });
  const database = await openDatabase(config, migrations);
  const owner = await openDatabase({ DATABASE_URL: own.url, DATABASE_POOL: 4 }, migrations);
  await addCast(owner);
  const clock = new Clock();
  const foundation = { config, database, clock, log: createLog(config.LOG_LEVEL, 'test', logged && { write: logged }) };
  const worker = await createWorker(foundation);
  const api = await startApi(foundation);

  const ask: House['ask'] = async (query, variables = {}, as, headers = {}) => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(as ? { authorization: `Bearer ${as.token}` } : {}),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
  };

  return {
    api,
    worker,
    db: owner,
    product: database,
    clock,
    config,
    databaseUrl: own.url,
    ask,
    async send(mutation, input, as, selection) {
      const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
      const answer = await ask(
        `mutation ($input: ${INPUT_TYPES[mutation] ?? type}!) { ${mutation}(input: $input) { ${selection}
          userErrors { code messageEn messageKm path ... on Refusal { clearedBy }
            ... on VersionConflict { currentVersion basedOnVersion yours current { id } } } } }`,
        { input: { idempotencyKey: randomUUID(), ...input } },
        as,
      );
      if (answer.errors) throw new Error(`${mutation}: ${JSON.stringify(answer.errors)}`);
      return answer.data[mutation];
    },
    drain: () => worker.drain(),
    async close() {
      await api.close();
      await worker.close();
      await database.close();
      await owner.close();
      await own.drop();
    },
  };
}

/** Mutations that share an input type. */
const INPUT_TYPES: Record<string, string> = {
  declineStatement: 'DecideOnStatementInput',
  abstainFromStatement: 'DecideOnStatementInput',
  confirmEndorsement: 'EndorsementStepInput',
  makeCalendarFeed: 'CalendarFeedInput',
  endCalendarFeed: 'CalendarFeedInput',
  reconfirmEndorsement: 'EndorsementStepInput',
  comment: 'SayInput',
  takeUpProposal: 'AnswerProposalInput',
  declineProposal: 'AnswerProposalInput',
  askQuestion: 'SayInput',
  refuseEntry: 'EndorsementStepInput',
  complainAboutEntry: 'EntryComplaintInput',
  answerComplaint: 'EntryComplaintInput',
  correctEndorsement: 'CorrectEntryInput',
  joinNetwork: 'MembershipInput',
  leaveNetwork: 'MembershipInput',
  mergeRecommendation: 'CloseRecommendationInput',
  splitRecommendation: 'CloseRecommendationInput',
  supersedeRecommendation: 'CloseRecommendationInput',
  withdrawRecommendation: 'CloseRecommendationInput',
  retireRecommendation: 'CloseRecommendationInput',
  correctRecommendation: 'CorrectEntryInput',
  correctStatement: 'CorrectEntryInput',
  verifyIntegration: 'JudgeIntegrationInput',
  rejectIntegration: 'JudgeIntegrationInput',
  reverseIntegration: 'JudgeIntegrationInput',
};
