import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { HeaderMap } from '@apollo/server';
import type { ApolloServer } from '@apollo/server';
import type { RequestContext } from '#platform';
import { GRAPHQL_PATH } from './graphql.options.js';
import { TrustedDocuments } from './trusted-documents.js';

/** Bytes of the body of a request. */
export const LONGEST_BODY = 100 * 1024;

const JSON_BODY = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/**
 * What nearly every request is, a JSON document posted to the API, goes to Apollo at once; everything else goes the
 * framework's way. Its routes, body readers and answers cost a short request more than the rest of its work.
 * The same safeguards stand behind both: they are Apollo's (docs/scaling.md has what it gains).
 * @param contextOf who asks; what it throws becomes the answer.
 * @param others serves what does not come through this door.
 * @param trusted what a signed-in browser may send; without it, anything within the limits.
 * @param named documents that anybody may name by their hash instead of sending them.
 */
export function graphqlDoor(
  apollo: ApolloServer<RequestContext>,
  contextOf: (request: IncomingMessage) => Promise<RequestContext>,
  others: RequestListener,
  trusted?: TrustedDocuments,
  named?: TrustedDocuments,
): RequestListener {
  return (request, response) => {
    const held = trusted && isGraphql(request) && TrustedDocuments.holds(request) ? trusted : undefined;
    if (isGraphql(request)) {
      response.setHeader('cache-control', 'no-store');
      response.setHeader('x-robots-tag', 'noindex');
    }
    // Of the list only ordinary requests are read: there is no second way in.
    if (held && !isOrdinary(request)) return refuseUntrusted(response);
    if (!isOrdinary(request)) return others(request, response);
    serve(apollo, contextOf, request, response, held, named).catch(() => response.destroy());
  };
}

/** However it is written: the framework takes `/GraphQL/` and `//graphql` for the same, too. */
function isGraphql({ url = '' }: IncomingMessage): boolean {
  return url.toLowerCase().includes(GRAPHQL_PATH.slice(1));
}

function isOrdinary({ method, url, headers }: IncomingMessage): boolean {
  return (
    method === 'POST' &&
    url === GRAPHQL_PATH &&
    Number(headers['content-length']) <= LONGEST_BODY &&
    headers['content-encoding'] === undefined &&
    JSON_BODY.test(headers['content-type'] ?? '')
  );
}

async function serve(
  apollo: ApolloServer<RequestContext>,
  contextOf: (request: IncomingMessage) => Promise<RequestContext>,
  request: IncomingMessage,
  response: ServerResponse,
  held: TrustedDocuments | undefined,
  named: TrustedDocuments | undefined,
): Promise<void> {
  const sent = parsed(await textOf(request));
  if (sent === undefined) return refuse(response, 'The body is not JSON.');
  const body = held ? held.resolved(sent) : (named?.resolved(sent) ?? sent);
  if (body === undefined) return refuseUntrusted(response);
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body },
    context: () => contextOf(request),
  });
  // Only `@defer` and `@stream` come in pieces, and the schema has neither.
  if (answer.body.kind !== 'complete') throw new Error('An answer in pieces');
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  end(response, answer.status ?? 200, answer.body.string);
}

/** The whole body, which is as long as its header said. @throws when the connection was lost on the way. */
function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function refuseUntrusted(response: ServerResponse): void {
  refuse(response, 'A signed-in browser may send only documents of the web application.', 'DOCUMENT_NOT_TRUSTED');
}

/** In the form of every other error of a whole request. */
function refuse(response: ServerResponse, message: string, code = 'BAD_REQUEST'): void {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  end(response, 400, JSON.stringify({ errors: [{ message, extensions: { code } }] }));
}

function end(response: ServerResponse, status: number, body: string): void {
  response.statusCode = status;
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(body);
}
