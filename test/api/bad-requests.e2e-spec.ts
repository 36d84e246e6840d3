import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { badRequests } from './bad-requests.js';
import type { BadRequest } from './bad-requests.js';

const SDL = new URL('../../apps/api/schema.graphql', import.meta.url);

let house: House;
/** Names of tables, columns and constraints that the public schema does not use for something of its own. */
let inside: string[];
beforeAll(async () => {
  house = await openHouse();
  const rows = await house.db.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'
     UNION SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'
     UNION SELECT constraint_name FROM information_schema.table_constraints WHERE table_schema = 'public'
     UNION SELECT indexname FROM pg_indexes WHERE schemaname = 'public'`,
  );
  // “line” and “column” are also GraphQL's own words for the place of an error in a document.
  const open = new Set([...(readFileSync(SDL, 'utf8').match(/\w+/g) ?? []), 'line', 'column']);
  inside = rows.map(({ name }) => name).filter((name) => name.length > 3 && !open.has(name));
});
afterAll(() => house?.close());

const send = ({ method = 'POST', path = '/graphql', headers = {}, body }: BadRequest) =>
  fetch(`${house.api.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${cast.officer.token}`, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

/** What is inside the house: its tables, its files, its host, its stack, the words of its database. */
function whatGivesAway(text: string): string[] {
  const words = new Set(text.match(/\w+/g));
  return [
    ...inside.filter((name) => words.has(name)),
    ...(text.match(
      /node_modules|\/work\b|\/tmp\b|\/dist\/|\.[jt]s:\d+|\n\s+at |postgres(ql)?:|127\.0\.0\.1|localhost|ECONN|\b\d{2}P\d{2}\b|syntax error at|duplicate key|violates|relation "|invalid byte|Did you mean|TypeORM|QueryFailed/g,
    ) ?? []),
  ];
}

describe('a bad request', () => {
  it('there are more than forty of them, and names to look for', () => {
    expect(badRequests.length).toBeGreaterThan(40);
    expect(inside.length).toBeGreaterThan(150);
    expect(whatGivesAway('column "case_history" of relation "x" at /work/a.ts:3').length).toBe(4);
  });

  it.each(badRequests.map((request) => [request.what, request] as const))(
    '%s is answered in words that tell nothing of the inside',
    async (_what, request) => {
      const response = await send(request);
      const text = await response.text();
      expect(whatGivesAway(text + JSON.stringify([...response.headers]))).toEqual([]);
      expect(text).not.toContain('INTERNAL_ERROR');
      expect(response.status).not.toBe(500);
      expect(response.headers.get('x-powered-by')).toBeNull();
      // Either it is refused, or what was odd about it does not matter, and nothing went wrong.
      const isJson = response.headers.get('content-type')?.includes('json');
      if (response.status < 400) expect(isJson && 'data' in (JSON.parse(text) as object)).toBe(true);
    },
  );
});

describe('the walls', () => {
  it('a body of more than 100 KB is not read to its end', async () => {
    const body = (size: number) => ({
      what: '',
      body: { query: '{ __typename }', variables: { x: 'y'.repeat(size) } },
    });
    expect((await send(body(90_000))).status).toBe(200);
    expect((await send(body(110_000))).status).toBe(413);
  });

  it('a page of another site gets no leave to ask, and what it can send without leave is refused', async () => {
    const origin = { origin: 'https://elsewhere.example' };
    const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };
    const preflight = await send({ what: '', method: 'OPTIONS', headers: { ...origin, ...asked } });
    expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const body = '{"query":"mutation { __typename }"}';
      const sent = await send({ what: '', headers: { ...origin, 'content-type': type }, body });
      expect(sent.status).toBeGreaterThanOrEqual(400);
      expect(sent.headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

describe('a fault of the database', () => {
  it.each([
    [
      'a table that is gone',
      'ALTER TABLE recommendations RENAME TO gone',
      'ALTER TABLE gone RENAME TO recommendations',
    ],
    [
      'a column that is gone',
      'ALTER TABLE case_history RENAME COLUMN happened_at TO gone',
      'ALTER TABLE case_history RENAME COLUMN gone TO happened_at',
    ],
    [
      'a constraint that nobody thought of',
      `ALTER TABLE case_history ADD CONSTRAINT surprise CHECK (event <> 'DRAFT') NOT VALID`,
      'ALTER TABLE case_history DROP CONSTRAINT surprise',
    ],
  ])('%s reaches the client as a reference', async (_what, breaks, mends) => {
    await house.db.query(breaks);
    try {
      const answer = await send({
        what: 'a draft',
        body: {
          query: `mutation ($input: DraftRecommendationInput!) { draftRecommendation(input: $input) { userErrors { code } } }`,
          variables: {
            input: {
              idempotencyKey: crypto.randomUUID(),
              content: { authenticLanguage: 'EN', title: { en: 'A road' } },
            },
          },
        },
      });
      const text = await answer.text();
      expect(text).toMatch(/INTERNAL_ERROR.*reference/);
      expect(whatGivesAway(text)).toEqual([]);
    } finally {
      await house.db.query(mends);
    }
  });
});
