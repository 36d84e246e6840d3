/** A request that asks for far more than anybody needs. `variables` travel beside the document, as a client sends them. */
export interface HostileDocument {
  what: string;
  query: string;
  variables?: Record<string, unknown>;
  /** Refused only with production settings: while developing, tools may ask. */
  inProduction?: boolean;
}

const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

/** `open` so many times, then `inside`, then as many closing braces. */
const nest = (depth: number, open: string, inside: string) => `${open} { `.repeat(depth) + inside + ' }'.repeat(depth);

const KEY = '00000000-0000-4000-8000-000000000000';
const one = 'recommendations(first: 1) { totalCount }';
const page = (inside: string) => `{ recommendations(first: 1) { edges { node { ${inside} } } } }`;
const hundredPages = (inside: string) => `{ recommendations(first: 100) { edges { node { ${inside} } } } }`;
const introspect = (depth: number) => `{ __schema { types { fields { type { ${nest(depth, 'ofType', 'name')} } } } } }`;
const draft =
  'mutation ($input: DraftRecommendationInput!) { draftRecommendation(input: $input) { userErrors { code } } }';

/** Every level spreads the next one twice: so many levels are two to that power of fields. */
const doubling = (levels: number) =>
  `${page('...f0')} ${many(levels, (i) => `fragment f${i} on Recommendation { ...f${i + 1} ...f${i + 1} }`)} fragment f${levels} on Recommendation { id }`;

/** The same, where each level also goes one object deeper. */
const deepDoubling = (levels: number) =>
  `${page('...f0')} ${many(levels, (i) => `fragment f${i} on Recommendation { a: successors { ...f${i + 1} } b: successors { ...f${i + 1} } }`)} fragment f${levels} on Recommendation { id }`;

const TYPES = ['Recommendation', 'Statement', 'Submission', 'Integration', 'Organisation', 'Instrument', 'Edition'];

/**
 * Documents that a hostile client would send, each to be refused before anything is read. A bench may send them too
 * and print what each refusal costs.
 */
export const hostileDocuments: readonly HostileDocument[] = [
  { what: 'a hundred aliases of a list', query: `{ ${many(100, (i) => `a${i}: ${one}`)} }` },
  { what: 'eleven aliases of one id', query: page(many(11, (i) => `a${i}: id`)) },
  {
    what: 'aliases within a fragment that is spread',
    query: `${page('...f')} fragment f on Recommendation { ${many(40, (i) => `a${i}: number`)} }`,
  },
  {
    what: 'aliases within inline fragments',
    query: page(many(20, (i) => `... on Recommendation { a${i}: number }`)),
  },
  {
    what: 'a hundred aliased mutations',
    query: `mutation { ${many(100, (i) => `a${i}: draftRecommendation(input: { idempotencyKey: "${KEY}", content: { authenticLanguage: EN, title: { en: "x" } } }) { userErrors { code } }`)} }`,
  },
  {
    what: 'a hundred aliased guesses of an id',
    query: `{ ${many(100, (i) => `a${i}: node(id: "rec_${String(i).padStart(32, '0')}") { id }`)} }`,
  },
  { what: 'a nesting of eleven', query: page(nest(8, 'successors', 'id')) },
  { what: 'a nesting of a hundred', query: page(nest(100, 'successors', 'id')) },
  {
    what: 'a nesting hidden in fragments',
    query: `${page('...f0')} ${many(12, (i) => `fragment f${i} on Recommendation { successors { ...f${i + 1} } }`)} fragment f12 on Recommendation { id }`,
  },
  {
    what: 'a nesting hidden in inline fragments',
    query: page(nest(12, 'successors { ... on Recommendation', 'id } ')),
  },
  { what: 'two thousand words', query: `{ ${many(600, () => 'recommendation(id: "x") { id }')} }` },
  { what: 'twenty thousand words', query: `{ ${many(20_000, () => 'x')} }` },
  { what: 'a thousand times __typename', query: `{ ${many(1_600, () => '__typename')} }` },
  { what: 'a list literal of two thousand ids', query: `{ nodes(ids: [${many(2_000, (i) => `"rec_${i}"`)}]) { id } }` },
  {
    what: 'a list literal nested a thousand deep',
    query: `{ nodes(ids: ${'['.repeat(1_000)}"x"${']'.repeat(1_000)}) { id } }`,
  },
  {
    what: 'an object literal nested five hundred deep',
    query: `{ recommendations(first: 1, filter: ${'{text: '.repeat(500)}"x"${'}'.repeat(500)}) { totalCount } }`,
  },
  {
    what: 'a ring of two fragments',
    query: `${page('...a')} fragment a on Recommendation { ...b } fragment b on Recommendation { ...a }`,
  },
  { what: 'a fragment that spreads itself', query: `${page('...a')} fragment a on Recommendation { ...a }` },
  {
    what: 'a ring of forty fragments',
    query: `${page('...f0')} ${many(40, (i) => `fragment f${i} on Recommendation { ...f${(i + 1) % 40} }`)}`,
  },
  { what: 'a fragment bomb of a million fields', query: doubling(20) },
  { what: 'a fragment bomb of a billion fields', query: doubling(30) },
  { what: 'a fragment bomb that also goes deeper', query: deepDoubling(16) },
  {
    what: 'a hundred fragments that nothing uses',
    query: `{ ${one} } ${many(100, (i) => `fragment f${i} on Recommendation { id }`)}`,
  },
  { what: 'fifty directives on a field', query: page(`id ${many(50, () => '@include(if: true)')}`) },
  { what: 'fifty unknown directives', query: page(`id ${many(50, (i) => `@d${i}`)}`) },
  { what: 'directives on every field', query: page(many(9, (i) => `a${i}: id @include(if: true) @skip(if: false)`)) },
  {
    what: 'a page of 100,000 behind an @include that holds',
    query:
      'query ($n: Int!, $yes: Boolean!) { recommendations(first: $n) @include(if: $yes) { edges { node { id } } } }',
    variables: { n: 100_000, yes: true },
  },
  { what: 'a page of 100,000', query: '{ recommendations(first: 100000) { edges { node { id } } } }' },
  {
    what: 'a page of 100,000 in a variable',
    query: 'query ($n: Int!) { recommendations(first: $n) { edges { node { id addressees { code } } } } }',
    variables: { n: 100_000 },
  },
  {
    what: 'a page of 100,000 as the default of a variable',
    query: 'query ($n: Int! = 100000) { recommendations(first: $n) { edges { node { id addressees { code } } } } }',
  },
  {
    what: 'pages of a hundred within pages of a hundred',
    query: hundredPages('history(first: 100) { edges { node { event payload reason happenedAt } } }'),
  },
  {
    what: 'ten aliases, each of pages within pages',
    query: `{ ${many(10, (i) => `a${i}: recommendations(first: 100) { edges { node { history(first: 20) { edges { node { event } } } } } }`)} }`,
  },
  {
    what: 'fields that cannot be merged, a hundred times',
    query: `{ ${many(100, (i) => `recommendations(first: ${i + 1}) { totalCount }`)} }`,
  },
  {
    what: 'every type at once, deep in each',
    query: `{ nodes(ids: ["x"]) { ${many(60, (i) => `... on ${TYPES[i % TYPES.length]} { ${nest(4, 'history(first: 100) { edges { node { event } } } x', 'id')} }`)} } }`,
  },
  { what: 'a field that is not there', query: '{ recomendations(first: 1) { totalCount } }' },
  { what: 'a thousand fields that are not there', query: `{ ${many(1_000, (i) => `unknownField${i}`)} }` },
  { what: 'five hundred variables', query: `query (${many(480, (i) => `$v${i}: Int`)}) { ${one} }` },
  {
    what: 'a huge number for a page size',
    query: 'query ($n: Int!) { recommendations(first: $n) { totalCount } }',
    variables: { n: 9_007_199_254_740_991 },
  },
  {
    what: 'a list in a variable where one object belongs, deep',
    query: draft,
    variables: { input: JSON.parse(`${'['.repeat(200)}1${']'.repeat(200)}`) as unknown },
  },
  {
    what: 'an input of five thousand unknown fields',
    query: draft,
    variables: { input: Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`field${i}`, i])) },
  },
  { what: 'two operations and no name', query: `query a { ${one} } query b { ${one} }` },
  { what: 'a hundred operations', query: many(100, (i) => `query q${i} { ${one} }`) },
  { what: 'a subscription', query: 'subscription { recommendations }' },
  { what: 'the whole schema', query: introspect(1), inProduction: true },
  { what: 'the whole schema, round and round', query: introspect(40) },
  { what: 'one type by its name', query: '{ __type(name: "Query") { fields { name } } }', inProduction: true },
];
