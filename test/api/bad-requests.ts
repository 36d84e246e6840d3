/** A request that is wrong in its form or its values. What is not said is a well-formed POST of JSON by somebody signed in. */
export interface BadRequest {
  what: string;
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

const KEY = '6f1e0d5c-0000-4000-8000-00000000000a';
const list = (rest: string, variables: Record<string, unknown> = {}) => ({
  query: `query ($first: Int = 1, $after: String, $text: String) { recommendations(first: $first, after: $after, filter: { text: $text }) { totalCount } } ${rest}`,
  variables,
});
const byId = (id: unknown) => ({ query: 'query ($id: ID!) { recommendation(id: $id) { id } }', variables: { id } });
const node = (id: unknown) => ({ query: 'query ($id: ID!) { node(id: $id) { id } }', variables: { id } });
const draft = (content: unknown, idempotencyKey: unknown = KEY) => ({
  query: `mutation ($input: DraftRecommendationInput!) { draftRecommendation(input: $input) {
    recommendation { id } userErrors { code messageEn messageKm path } } }`,
  variables: { input: { idempotencyKey, content } },
});
const content = (more: Record<string, unknown> = {}) => ({ authenticLanguage: 'EN', title: { en: 'A road' }, ...more });

export const badRequests: readonly BadRequest[] = [
  { what: 'no body', body: '' },
  { what: 'half a JSON', body: '{"query": "{ viewer' },
  { what: 'JSON with a trailing comma', body: '{"query": "{ __typename }",}' },
  { what: 'a JSON number', body: '42' },
  { what: 'a JSON null', body: 'null' },
  { what: 'a JSON array', body: [] },
  { what: 'a batch', body: [{ query: '{ __typename }' }, { query: '{ __typename }' }] },
  { what: 'no query', body: { variables: {} } },
  { what: 'a query that is a number', body: { query: 7 } },
  { what: 'a query that is an object', body: { query: { a: 1 } } },
  { what: 'variables that are a string', body: { query: '{ __typename }', variables: 'x' } },
  { what: 'variables that are a list', body: { query: '{ __typename }', variables: [1] } },
  { what: 'an operation that is not there', body: { query: 'query a { __typename }', operationName: 'b' } },
  { what: 'a syntax error', body: { query: '{ recommendations(first: ' } },
  { what: 'an unknown field', body: { query: '{ viewer { passwordHash } }' } },
  { what: 'an unknown field of an input, nearly right', body: draft(content({ tittle: 'x' })) },
  { what: 'an unknown argument', body: { query: '{ recommendations(first: 1, where: "1=1") { totalCount } }' } },
  { what: 'another media type', headers: { 'content-type': 'text/xml' }, body: '<query/>' },
  { what: 'no media type', headers: { 'content-type': '' }, body: '{"query":"{ __typename }"}' },
  {
    what: 'plain text, as a form can send it',
    headers: { 'content-type': 'text/plain' },
    body: '{"query":"{ __typename }"}',
  },
  {
    what: 'a form',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'query=%7B__typename%7D',
  },
  { what: 'a multipart form', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x--' },
  { what: 'an unknown charset', headers: { 'content-type': 'application/json; charset=klingon' }, body: '{}' },
  { what: 'an unknown encoding', headers: { 'content-encoding': 'rot13' }, body: '{}' },
  { what: 'what says that it is gzip and is not', headers: { 'content-encoding': 'gzip' }, body: '{}' },
  { what: 'a body of more than 100 KB', body: { query: '{ __typename }', variables: { x: 'y'.repeat(110_000) } } },
  { what: 'a GET', method: 'GET', path: '/graphql?query=%7B__typename%7D' },
  { what: 'a PUT', method: 'PUT', body: { query: '{ __typename }' } },
  { what: 'a DELETE', method: 'DELETE' },
  { what: 'a path that is not there', path: '/graphql/../../etc/passwd' },
  { what: 'a broken escape in the path', path: '/%E0%A4%A', method: 'GET' },
  { what: 'a token that is none', headers: { authorization: 'Bearer ../../etc/passwd' }, body: node('x') },
  { what: 'a token with a quote', headers: { authorization: `Bearer ' OR 1=1 --` }, body: node('x') },
  { what: 'an id with SQL in it', body: byId(`rec_0'; DROP TABLE recommendations; --`) },
  { what: 'an id of another type', body: byId('sta_00000000000000000000000000000000') },
  { what: 'an id of nothing', body: node('') },
  { what: 'an id of ten thousand characters', body: node('rec_'.repeat(2_500)) },
  { what: 'an id that is a number', body: byId(7) },
  { what: 'an id that is an object', body: byId({ $ne: null }) },
  { what: 'an id with a NUL byte', body: byId('rec_\u0000') },
  { what: 'a text with a NUL byte in a filter', body: list('', { text: 'road\u0000way' }) },
  { what: 'half a surrogate in a filter', body: list('', { text: 'road\ud800' }) },
  { what: 'a NUL byte in a title', body: draft(content({ title: { en: 'A\u0000road' } })) },
  { what: 'half a surrogate in a title', body: draft(content({ title: { en: 'A road \udfff' } })) },
  { what: 'a NUL byte in a reference', body: draft(content({ externalReference: '\u0000' })) },
  {
    what: 'a NUL byte in a title, written in the document',
    body: {
      query: `mutation { draftRecommendation(input: { idempotencyKey: "${KEY}", content: { authenticLanguage: EN, title: { en: "A\\u0000road" } } }) { userErrors { code } } }`,
    },
  },
  { what: 'a cursor that is no cursor', body: list('', { after: 'abc' }) },
  { what: 'a cursor of another list', body: list('', { after: 'WyJ4Il0.AAAAAAAAAAAA' }) },
  { what: 'a cursor with SQL in it', body: list('', { after: `' OR 1=1 --` }) },
  { what: 'a cursor with a NUL byte', body: list('', { after: '\u0000' }) },
  { what: 'a page of none', body: list('', { first: 0 }) },
  { what: 'a page of less than none', body: list('', { first: -1 }) },
  { what: 'a page size that is text', body: list('', { first: 'ten' }) },
  { what: 'a key that is no key', body: draft(content(), 'not-a-key') },
  { what: 'a title that is a number', body: draft(content({ title: 5 })) },
  { what: 'a language that is not there', body: draft(content({ authenticLanguage: 'FR' })) },
  {
    what: 'an addressee that is not there',
    body: draft(content({ addresseeIds: ['org_00000000000000000000000000000000'] })),
  },
  { what: 'a topic with SQL in it', body: draft(content({ topics: [`'); DELETE FROM case_history; --`] })) },
  { what: 'a place that is not there', body: draft(content({ places: ['99999999'] })) },
  {
    what: 'a property called __proto__',
    body: '{"query":"{ __typename }","variables":{"__proto__":{"x":1}},"extensions":7}',
  },
];
