import { GraphQLError, getVariableValues } from 'graphql';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';

/** Reasons that one refusal names. */
export const MOST_REASONS = 5;
/** Characters of such a reason that are said: graphql-js repeats the whole value in it. */
const MOST_WORDS = 300;
const SUGGESTION = / Did you mean [^?]*\?/g;

/** A request as far as it is looked at here. */
interface Asked {
  query?: string;
  variables?: Record<string, unknown>;
}

/**
 * Refuses what does not fit before anything else looks at it. Otherwise each of a thousand unknown fields of a variable
 * becomes a sentence of its own that repeats all the others: some kilobytes of question, megabytes of work. And a text
 * that PostgreSQL cannot hold would be found by PostgreSQL.
 * @throws GraphQLError with an open code and the first reason, without suggestions.
 */
export function checkVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode | undefined,
  asked: Asked,
): void {
  if (!operation)
    throw refusal('OPERATION_RESOLUTION_FAILURE', 'Say by its name which operation of the document to run.');
  if (!schema.getRootType(operation.operation))
    throw refusal('BAD_REQUEST', `There is no ${operation.operation} here.`);
  const definitions = operation.variableDefinitions ?? [];
  const { errors } = getVariableValues(schema, definitions, asked.variables ?? {}, { maxErrors: MOST_REASONS });
  if (errors?.[0]) throw refusal('BAD_USER_INPUT', inFewWords(errors[0].message));
  if (NUL_ESCAPE.test(asked.query ?? '') || !canBeStored(asked.variables)) {
    throw refusal('BAD_USER_INPUT', 'A text holds a character that is none: a NUL, or half of a pair.');
  }
}

function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}

function inFewWords(message: string): string {
  const words = message.replace(SUGGESTION, '');
  if (words.length <= MOST_WORDS) return words;
  return `${words.slice(0, MOST_WORDS / 2)} … ${words.slice(-MOST_WORDS / 2)}`;
}

/** As it is written in a document. Half a pair cannot be: the parser refuses it. */
const NUL_ESCAPE = /\\u(0000|\{0+\})/;
const HALF_A_PAIR = /\p{Surrogate}/u;

function canBeStored(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && !HALF_A_PAIR.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(canBeStored);
}
