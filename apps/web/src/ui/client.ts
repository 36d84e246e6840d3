import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { RetryLink } from '@apollo/client/link/retry';
import { relayStylePagination } from '@apollo/client/utilities';
import type { ApolloCache } from '@apollo/client';
import type { DocumentNode } from 'graphql';

/** What codegen writes beside each document: the hash by which the server knows it. */
interface Named extends DocumentNode {
  __meta__?: { hash: string };
}

/** Sends the hash of a document in its place: a signed-in browser may send nothing that is not on the server's list. */
const byHash = new ApolloLink((operation, forward) => {
  const hash = (operation.query as Named).__meta__?.hash.replace('sha256:', '');
  if (!hash) throw new Error(`No hash for ${operation.operationName}`);
  operation.extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
  operation.setContext({ http: { includeQuery: false, includeExtensions: true } });
  return forward(operation);
});

/** A lost connection is tried again; the key in each command lets it happen once only. */
const again = new RetryLink({
  delay: { initial: 400, max: 5_000, jitter: true },
  attempts: { max: 4, retryIf: (error: unknown) => error instanceof TypeError },
});

const LISTS = ['recommendations', 'statements', 'submissions', 'integrations'];

/** What the pages have read, by id: a list, a board and a record that show the same thing agree at once. */
export const client = new ApolloClient({
  link: ApolloLink.from([byHash, again, new HttpLink({ uri: '/graphql', credentials: 'same-origin' })]),
  cache: new InMemoryCache({
    // What the work of a person can be about.
    possibleTypes: { Node: ['Statement', 'Recommendation', 'Submission', 'Integration', 'Endorsement', 'Edition'] },
    typePolicies: {
      Query: { fields: Object.fromEntries(LISTS.map((list) => [list, relayStylePagination(['filter', 'asOf'])])) },
      // One's own things have no id of their own.
      Myself: { keyFields: [], merge: true },
      Overview: { keyFields: [], merge: true },
    },
  }),
});

/** Lets go of what the lists were, so that whoever looks next reads them anew. */
export function forgetLists(cache: ApolloCache): void {
  for (const fieldName of LISTS) cache.evict({ id: 'ROOT_QUERY', fieldName });
}
