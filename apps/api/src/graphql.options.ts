import type { IncomingMessage } from 'node:http';
import { randomUUID } from 'node:crypto';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { GraphQLError } from 'graphql';
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';
import { DomainError, Loaders, say } from '#platform';
import type { Config, Log, RequestContext } from '#platform';
import { MOST_IN_A_MINUTE } from '#accounts';
import type { SignIns } from '#accounts';
import { compiledExecution } from './compiled-execution.js';
import { MOST_REASONS, checkVariables } from './variables.check.js';

/** Errors of a whole request that a client may read; every other one is a fault of ours and gets a reference. */
const OPEN_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND',
  'OPERATION_RESOLUTION_FAILURE',
  'TOO_COSTLY',
  'TOO_OFTEN',
  'REFUSED',
]);

/** A lock or a connection did not come in time; the same key may be sent again. */
const BUSY = /^(55P03|57014|53300) |timeout exceeded when trying to connect|connection timeout/;

/** Where the API is. */
export const GRAPHQL_PATH = '/graphql';

const MOST_COMPLEX = 1_000;

const armor = new ApolloArmor({
  maxAliases: { n: 10 },
  maxDepth: { n: 9 },
  // graphql-js limits tokens itself, below: this one answers 500.
  maxTokens: { enabled: false },
  maxDirectives: { n: 10 },
  // It does not know what is in a variable; the weighing below does, and is the tighter one.
  costLimit: { maxCost: 40_000 },
  blockFieldSuggestion: { enabled: true },
});

/** Weighs a request with its real variables: a page size in a variable passes every check of the document alone. */
function complexityPlugin(): ApolloServerPlugin<RequestContext> {
  // Documents are few and come again: what was found light enough is not weighed again.
  const found = new WeakMap<DocumentNode, Set<string>>();
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ request, document, schema, operation, contextValue }) {
          if (contextValue.viewer.apiToken?.tooOften) {
            const message = `A program may ask ${MOST_IN_A_MINUTE} times a minute. Wait for the next one.`;
            throw new GraphQLError(message, { extensions: { code: 'TOO_OFTEN', http: { status: 429 } } });
          }
          checkVariables(schema, operation, request);
          const weighed = found.get(document) ?? new Set<string>();
          found.set(document, weighed);
          const key = whatWeighs(request);
          if (weighed.has(key)) return;
          const complexity = weigh(request, document, schema);
          if (complexity > MOST_COMPLEX) {
            throw new GraphQLError(
              `This request asks for too much at once (${Math.round(complexity)} of at most ${MOST_COMPLEX}). Ask for fewer rows or fields.`,
              {
                extensions: { code: 'TOO_COSTLY' },
              },
            );
          }
          if (weighed.size < MOST_WEIGHED) weighed.add(key);
        },
      };
    },
  };
}

/** @throws GraphQLError BAD_USER_INPUT when a variable does not fit its type, in the words of graphql-js. */
function weigh(
  { operationName, variables }: { operationName?: string; variables?: Record<string, unknown> },
  query: DocumentNode,
  schema: GraphQLSchema,
): number {
  try {
    return getComplexity({
      schema,
      query,
      variables: variables ?? {},
      ...(operationName ? { operationName } : {}),
      estimators: [
        fieldExtensionsEstimator(),
        ({ args, childComplexity }) => {
          const first = (args as { first?: unknown }).first;
          return typeof first === 'number' ? Math.max(1, (first * childComplexity) / 10) : undefined;
        },
        simpleEstimator({ defaultComplexity: 1 }),
      ],
    });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new GraphQLError(error.message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
  }
}

/** Light forms of one document that are remembered. */
const MOST_WEIGHED = 100;

/** What of a request changes its weight: the operation, and the variables that can be a page size or a condition. */
function whatWeighs({
  operationName,
  variables,
}: {
  operationName?: string;
  variables?: Record<string, unknown>;
}): string {
  const plain = Object.entries(variables ?? {}).filter(([, value]) => value === null || typeof value !== 'object');
  return JSON.stringify([operationName, ...plain.filter(([, value]) => typeof value !== 'string')]);
}

/** A fault is written to the log with a reference, and the client gets the reference and nothing else. */
function maskFault(log: Log) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = (error as { originalError?: unknown }).originalError ?? error;
    if (original instanceof DomainError) {
      const [reason] = original.reasons;
      const sentence = say(reason?.code ?? 'NOT_FOUND', reason?.parameters);
      return {
        message: sentence.en,
        ...(formatted.path ? { path: formatted.path } : {}),
        extensions: { code: 'REFUSED', reasons: original.reasons.map(({ code }) => code), km: sentence.km },
      };
    }
    const code = (formatted.extensions?.['code'] as string | undefined) ?? '';
    if (OPEN_CODES.has(code)) {
      return {
        message: formatted.message,
        ...(formatted.locations ? { locations: formatted.locations } : {}),
        extensions: { code },
      };
    }
    if (BUSY.test(`${(original as { code?: string }).code ?? ''} ${(original as Error).message}`)) {
      log.warn({ err: original }, 'too busy for a request');
      const km = 'ប្រព័ន្ធកំពុងរវល់។ គ្មានអ្វីត្រូវបានផ្លាស់ប្ដូរទេ។ សូមផ្ញើសំណើដដែលម្ដងទៀតបន្តិចទៀត។';
      const message = 'We are busy just now. Nothing was changed: send the same request again in a moment.';
      return { message, extensions: { code: 'BUSY', km } };
    }
    const reference = randomUUID().slice(0, 8);
    log.error({ reference, err: original }, 'a request failed');
    return {
      message: `Something went wrong on our side. Nothing of yours was changed. Reference ${reference}.`,
      ...(formatted.path ? { path: formatted.path } : {}),
      extensions: { code: 'INTERNAL_ERROR', reference },
    };
  };
}

/**
 * Apollo, configured safely from the first day. The framework's own version has open advisories in live updates,
 * resolver inheritance, factory resolvers, its `DateTime` and shared contexts: none of these is used here.
 */
export function graphqlOptions(config: Config, log: Log, signIns: SignIns): ApolloDriverConfig {
  const local = config.NODE_ENV !== 'production';
  const protection = armor.protect();
  return {
    ...protection,
    ...compiledExecution(),
    path: GRAPHQL_PATH,
    autoSchemaFile: true,
    sortSchema: true,
    introspection: local,
    graphiql: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    persistedQueries: false,
    parseOptions: { maxTokens: 1_500 },
    stopOnTerminationSignals: false,
    plugins: [
      ...protection.plugins,
      complexityPlugin(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    validationRules: [...protection.validationRules],
    validationOptions: { maxErrors: MOST_REASONS },
    formatError: maskFault(log),
    context: ({ req }: { req: IncomingMessage }) => contextOf(signIns, req),
  } as ApolloDriverConfig;
}

/**
 * Who asks, in which language, and what is loaded for this request.
 * @throws GraphQLError `SECOND_FACTOR_NEEDED`, before anything is parsed, for somebody who has to set one up first.
 */
export async function contextOf(signIns: SignIns, request: IncomingMessage): Promise<RequestContext> {
  const { viewer, seen, lacksSecondFactor } = await signIns.lookAt(request);
  if (lacksSecondFactor) {
    const originalError = new DomainError('refused', [{ code: 'SECOND_FACTOR_NEEDED' }]);
    throw new GraphQLError(originalError.message, { originalError, extensions: { http: { status: 403 } } });
  }
  return { viewer, language: languageOf(request.headers['accept-language']), loaders: new Loaders(viewer, seen) };
}

function languageOf(accepted: string | undefined): 'km' | 'en' {
  return accepted?.toLowerCase().startsWith('km') ? 'km' : 'en';
}
