import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${house.api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('the transport', () => {
  it('conforms to the GraphQL over HTTP specification', async () => {
    const broken: string[] = [];
    for (const audit of serverAudits({ url: () => `${house.api.url}/graphql` })) {
      const result = await audit.fn();
      // GET is not served, which the specification leaves open: a link in a chat must not run a query. For the old media
      // type it recommends 200 even for a document that cannot be read; Apollo answers 400, which tells proxies the truth.
      const leftOpen =
        result.status !== 'error' && (/GET/.test(audit.name) || /200.*accepting application\/json/.test(audit.name));
      if (result.status !== 'ok' && !leftOpen) broken.push(`${result.status} ${audit.name}: ${result.reason}`);
    }
    expect(broken).toEqual([]);
  });

  it.each([
    ['a form', '{"query":"{__typename}"}', { 'content-type': 'text/plain' }],
    ['a form post', 'query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' }],
  ])('refuses %s, which another site could send', async (_name, body, headers) => {
    const response = await post(body, headers);
    expect(response.status).toBeGreaterThanOrEqual(400);
  });

  it('refuses a batch', async () => {
    const response = await post([{ query: '{__typename}' }, { query: '{__typename}' }]);
    expect(response.status).toBe(400);
  });

  it('refuses an upgrade to a socket', async () => {
    const response = await fetch(`${house.api.url}/graphql`, {
      headers: { 'sec-websocket-version': '13', 'sec-websocket-key': 'dGVzdA==' },
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
  });
});

const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

describe('what asks for too much', () => {
  it.each([
    ['a hundred aliases', `{ ${many(100, (i) => `a${i}: recommendations(first: 1) { totalCount }`)} }`, {}],
    [
      'a hundred aliased mutations',
      `mutation { ${many(100, (i) => `a${i}: draftRecommendation(input: {}) { userErrors { code } }`)} }`,
      {},
    ],
    [
      'a nesting of eleven',
      `{ recommendations(first: 1) { edges { node { successors { successors { successors { successors { successors { successors { successors { id } } } } } } } } } } }`,
      {},
    ],
    ['a page of 100,000', `{ recommendations(first: 100000) { edges { node { id } } } }`, {}],
    [
      'a page of 100,000 in a variable',
      `query ($n: Int!) { recommendations(first: $n) { edges { node { id addressees { code } history(first: $n) { edges { node { event } } } } } } }`,
      { n: 100_000 },
    ],
    [
      'pages of a hundred within pages of a hundred',
      `{ recommendations(first: 100) { edges { node { history(first: 100) { edges { node { event payload reason happenedAt } } } } } } }`,
      {},
    ],
    ['two thousand words', `{ ${many(600, () => 'recommendation(id: "x") { id }')} }`, {}],
    [
      'a ring of fragments',
      `fragment a on Recommendation { ...b } fragment b on Recommendation { ...a } { recommendations(first: 1) { edges { node { ...a } } } }`,
      {},
    ],
    ['a field that is not there', `{ recomendations(first: 1) { totalCount } }`, {}],
  ])('%s is refused before anything is read', async (_name, query, variables) => {
    const { data, errors } = await house.ask(query, variables, cast.officer);
    expect(errors?.length).toBeGreaterThan(0);
    expect(data ?? null).toBeNull();
    expect(JSON.stringify(errors)).not.toMatch(/Did you mean|recommendation_|\/work|node_modules|SELECT/);
  });

  it('a page of 101 is refused with its reason', async () => {
    const { errors } = await house.ask(`{ recommendations(first: 101) { totalCount } }`, {}, cast.officer);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'REFUSED', reasons: ['PAGE_SIZE'] } });
  });

  it('a cursor of another list is refused', async () => {
    const { errors } = await house.ask(
      `{ recommendations(first: 1, after: "WyJ4Il0.AAAAAAAAAAAA") { totalCount } }`,
      {},
      cast.officer,
    );
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'REFUSED', reasons: ['CURSOR_OF_ANOTHER_LIST'] } });
  });
});

describe('a fault of ours', () => {
  it('reaches the client as a reference and nothing else', async () => {
    await house.db.query('ALTER TABLE recommendation_texts RENAME TO gone');
    try {
      const { errors } = await house.ask(`{ recommendations(first: 1) { edges { node { id } } } }`, {}, cast.officer);
      expect(errors?.[0]?.message).toMatch(
        /^Something went wrong on our side\. Nothing of yours was changed\. Reference [0-9a-f]{8}\.$/,
      );
      expect(JSON.stringify(errors)).not.toContain('recommendation_texts');
    } finally {
      await house.db.query('ALTER TABLE gone RENAME TO recommendation_texts');
    }
  });
});

describe('scalars', () => {
  it.each([
    ['a date that is none', { happenedOn: '2021-02-30' }],
    ['a key that is none', { idempotencyKey: 'not-a-uuid' }],
  ])('%s is refused', async (_name, wrong) => {
    const { errors, status } = await house.ask(
      `mutation ($input: RecordPastRecommendationInput!) { recordPastRecommendation(input: $input) { userErrors { code } } }`,
      {
        input: {
          idempotencyKey: crypto.randomUUID(),
          stage: 'SUBMITTED',
          happenedOn: '2021-10-01',
          reason: 'x',
          content: { authenticLanguage: 'EN', title: { en: 'x' } },
          ...wrong,
        },
      },
      cast.officer,
    );
    expect(errors?.length).toBeGreaterThan(0);
    expect(status).toBeGreaterThanOrEqual(400);
  });
});
