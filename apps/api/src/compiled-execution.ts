import { GraphQLError, execute } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { CompiledQuery } from 'graphql-jit';

/** A document that comes so often is worth compiling; one that is made up for each request is not. */
const SEEN_BEFORE = 3;

interface Seen {
  times: number;
  /** By the name of the operation; nothing where a document cannot be compiled. */
  compiled: Map<string | null, CompiledQuery | undefined>;
}

interface Request {
  document: DocumentNode;
  operationName: string | null;
  context: unknown;
  request: { variables?: Record<string, unknown> };
}

/**
 * Runs the documents that come again and again as compiled functions, and all others through graphql-js. Resolvers,
 * guards and the form of errors are the same. It stands where Apollo expects a gateway, the one place that lets it hand
 * the execution over and keeps everything around it; `transformSchema` takes the schema on its way there.
 * Apollo keeps the documents that it has parsed and found valid, so each of them is one object here.
 */
export function compiledExecution() {
  const seen = new WeakMap<DocumentNode, Seen>();
  let schema: GraphQLSchema | undefined;

  const compiledOf = ({ document, operationName }: Request): CompiledQuery | undefined => {
    const known = seen.get(document) ?? { times: 0, compiled: new Map() };
    seen.set(document, known);
    known.times += 1;
    if (known.times <= SEEN_BEFORE) return undefined;
    if (!known.compiled.has(operationName)) {
      const query = compileQuery(schema as GraphQLSchema, document, operationName ?? undefined);
      known.compiled.set(operationName, isCompiledQuery(query) ? query : undefined);
    }
    return known.compiled.get(operationName);
  };

  const executor = async (asked: Request): Promise<ExecutionResult> => {
    const { document, operationName, context: contextValue } = asked;
    const variableValues = asked.request.variables ?? {};
    const result = await compiledOf(asked)?.query(undefined, contextValue, variableValues);
    // Without `data` nothing was run: a variable does not fit, and graphql-js says that in the words that clients know.
    if (result && 'data' in result) return withOpenErrors(result);
    return execute({ schema: schema as GraphQLSchema, document, operationName, contextValue, variableValues });
  };

  return {
    transformSchema: (made: GraphQLSchema) => (schema = made),
    gateway: {
      load: () => Promise.resolve({ executor }),
      onSchemaLoadOrUpdate(use: (loaded: { apiSchema: GraphQLSchema; coreSupergraphSdl: string }) => void) {
        use({ apiSchema: schema as GraphQLSchema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      stop: () => Promise.resolve(),
    },
  };
}

/** The compiled function's errors are sealed; what looks at them afterwards expects to be able to reword them. */
function withOpenErrors(result: ExecutionResult): ExecutionResult {
  if (!result.errors) return result;
  const open = result.errors.map(
    ({ message, nodes, path, originalError, extensions }) =>
      new GraphQLError(message, { nodes, path, originalError, extensions }),
  );
  return { ...result, errors: open };
}
