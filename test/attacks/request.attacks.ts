import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { expect } from '@jest/globals';
import { exportRecommendations } from '#imports';
import { fromGlobalId } from '#platform';
import { mutations } from '#policy';
import { badRequests } from '../api/bad-requests.js';
import { docx, pdf } from '../documents/files.js';
import { upload } from '../documents/uploads.js';
import { cast } from '../support/cast.js';
import { hostileDocuments } from '../support/hostile-documents.js';
import { Visitor, signInByMail } from '../support/visitor.js';
import { anyInputs } from './any-input.js';
import { addressOf, input, sendRaw } from './field.js';
import type { Field, Threat } from './field.js';

const GIVES_AWAY =
  /node_modules|\/tmp\b|\/dist\/|\.[jt]s:\d+|\n\s+at |postgres(ql)?:|ECONN|syntax error at|duplicate key|violates|relation "|Did you mean|TypeORM|QueryFailed/;
const json = { 'content-type': 'application/json' };
const WHO = '{ viewer { role } }';

/** Opens a connection, says this, and gives back what was answered before it closed. */
async function say(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  socket.on('error', () => undefined);
  socket.setTimeout(3_000, () => socket.destroy());
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

const roleBy = async (
  { house }: Field,
  cookie: string,
  request: { headers?: Record<string, string>; body?: string; method?: string; query?: string },
) => {
  const { status, text } = await sendRaw(`${house.api.url}/graphql${request.query ?? ''}`, {
    method: request.method ?? 'POST',
    headers: { cookie, ...(request.headers ?? {}) },
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  return `${status} ${/"role":"(\w+)"/.exec(text)?.[1] ?? 'refused'}`;
};

export const requestThreats: Threat[] = [
  {
    threat: 'Another site makes the browser act (forms, text/plain, GET, uploads)',
    control: 'a cookie counts for requests of our own pages only; no change by GET',
    async attack(field) {
      const visitor = await signInByMail(field.house, addressOf(cast.officer));
      const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const body = JSON.stringify({ query: WHO });
      const own = { ...json, 'sec-fetch-site': 'same-origin' };
      expect(await roleBy(field, cookie, { headers: own, body })).toBe('200 POLICY_OFFICER');
      const attempts = [
        { headers: { ...json }, body },
        { headers: { ...json, 'sec-fetch-site': 'cross-site' }, body },
        { headers: { ...json, 'sec-fetch-site': 'same-site' }, body },
        { headers: { ...json, 'sec-fetch-site': 'none', origin: 'null' }, body },
        { headers: { ...json, origin: 'https://evil.example.net' }, body },
        { headers: { 'content-type': 'text/plain', origin: 'https://evil.example.net' }, body },
        { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `query=${encodeURIComponent(WHO)}` },
        {
          headers: { 'content-type': 'multipart/form-data; boundary=x' },
          body: `--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n${WHO}\r\n--x--`,
        },
        { method: 'GET', query: `?query=${encodeURIComponent('mutation { __typename }')}`, headers: own },
      ];
      for (const attempt of attempts) expect(await roleBy(field, cookie, attempt)).not.toContain('OFFICER');
      const sent = await upload(field.house, { bytes: pdf() }, { kind: 'evidence' }, undefined, {
        cookie,
        'sec-fetch-site': 'cross-site',
      });
      expect(sent.document ?? null).toBeNull();
      const preflight = await fetch(`${field.house.api.url}/graphql`, {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example.net', 'access-control-request-method': 'POST' },
      });
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    },
  },
  {
    threat: 'Our pages are framed, sniffed, kept or quoted elsewhere',
    control: 'strict headers on every page and document',
    async attack({ production, house }) {
      for (const { api } of [production, house]) {
        for (const path of ['/sign-in', '/sign-in/code', '/sign-in/style.css', '/sign-in/passkeys.js']) {
          const { headers } = await fetch(`${api.url}${path}`);
          expect([path, headers.get('content-security-policy')]).toEqual([
            path,
            expect.stringContaining("frame-ancestors 'none'"),
          ]);
          expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
          expect([path, headers.get('referrer-policy')]).toEqual([path, 'same-origin']);
          expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
        }
      }
    },
  },
  {
    threat: 'Errors, suggestions and introspection tell how we are built',
    control: 'a closed set of codes, a reference for the rest, no schema in production',
    async attack({ production }) {
      const questions = [
        '{ __schema { types { name } } }',
        '{ __type(name: "Statement") { fields { name } } }',
        '{ viewer { nam } }',
        '{ recomendations { id } }',
      ];
      for (const query of questions) {
        const { errors, data } = await production.ask(query, {}, cast.coordinator);
        expect([query, data ?? null]).toEqual([query, null]);
        expect(JSON.stringify(errors)).not.toMatch(GIVES_AWAY);
      }
      for (const { method = 'POST', path = '/graphql', headers = {}, body } of badRequests) {
        const answer = await fetch(`${production.api.url}${path}`, {
          method,
          headers: { ...json, authorization: `Bearer ${cast.officer.token}`, ...headers },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        });
        expect(await answer.text()).not.toMatch(GIVES_AWAY);
      }
      expect((await fetch(`${production.api.url}/sign-in/mailbox`)).status).toBe(404);
    },
  },
  {
    threat: 'One request asks for too much: depth, aliases, fragments, page sizes, batches, size',
    control: 'weighed before anything is read (nothing read: test/api/hostile)',
    async attack({ production }) {
      for (const { what, query, variables } of hostileDocuments) {
        const { data, errors } = await production.ask(query, variables ?? {}, cast.officer);
        expect([what, data ?? null, (errors ?? []).length > 0]).toEqual([what, null, true]);
      }
      const post = (body: string) => fetch(`${production.api.url}/graphql`, { method: 'POST', headers: json, body });
      const batch = await post(JSON.stringify([{ query: WHO }, { query: WHO }]));
      expect(batch.status).toBeGreaterThanOrEqual(400);
      const huge = await post(JSON.stringify({ query: `${WHO} #${'x'.repeat(200_000)}` }));
      expect(huge.status).toBeGreaterThanOrEqual(400);
    },
  },
  {
    threat: 'Live updates are used to crash the process (WebSocket)',
    control: 'there is no WebSocket server',
    async attack({ production }) {
      const upgrade = (key: string) =>
        `GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws, ${key}\r\nSec-WebSocket-Key: ${key}\r\n\r\n`;
      for (let round = 0; round < 40; round += 1) {
        const answers = await Promise.all(
          Array.from({ length: 25 }, (_, index) => {
            const text = upgrade(`${'\x01'.repeat(index)}${round}`).replace(
              'Connection: Upgrade',
              index % 2 ? 'Connection: Upgrade' : 'Connection: close, Upgrade',
            );
            return say(production.api.url, index % 5 ? text : `${text.slice(0, 60)}\r\nConnection: close\r\n\r\n`);
          }),
        );
        for (const answer of answers) expect(answer).not.toMatch(/ 101 /);
      }
      expect((await production.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
    },
  },
  {
    threat: 'A mutation was left without its guard: each is sent by nobody, and by who may only look',
    control: 'one policy, asked by every command (an entry for each: test/policy/entries)',
    async attack({ house }) {
      const count = async () => {
        const [row] = await house.db.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM case_history`);
        return row?.n;
      };
      const before = await count();
      const inputs = anyInputs();
      expect(inputs.length).toBeGreaterThan(60);
      for (const { mutation, type, value } of inputs) {
        // Their own devices, code app and messages are everybody's who has signed in.
        const own = /^(signIn|message)\..*OWN/.test(mutations[mutation as keyof typeof mutations]);
        for (const as of own ? [undefined] : [undefined, cast.observer]) {
          const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code } } }`;
          const { data, errors } = await house.ask(query, input(value), as);
          const codes = (data?.[mutation]?.userErrors ?? []).map(({ code }: { code: string }) => code);
          expect([mutation, codes.length > 0 || (errors ?? []).length > 0]).toEqual([mutation, true]);
          expect([mutation, JSON.stringify(errors ?? [])]).toEqual([
            mutation,
            expect.not.stringContaining('INTERNAL_ERROR'),
          ]);
        }
      }
      expect(await count()).toBe(before);
    },
  },
  {
    threat: 'A spreadsheet of ours runs a formula on the machine of who opens it',
    control: 'cells that would become formulas get an apostrophe',
    async attack({ house }) {
      const evil = [
        '=1+1',
        '+1',
        '-1+1',
        '@SUM(A1)',
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("http://evil.example.net","x")',
        "'=1+1",
      ];
      const ids: string[] = [];
      for (const en of evil) {
        const content = { authenticLanguage: 'EN', title: { en } };
        const { recommendation } = await house.send(
          'draftRecommendation',
          { content },
          cast.officer,
          'recommendation { id }',
        );
        ids.push(fromGlobalId('rec', recommendation.id));
      }
      const csv = (await exportRecommendations(house.db, ids, { kind: 'csv' })).bytes.toString();
      expect(csv).toContain('evil.example.net');
      expect(csv).not.toMatch(/(^|,|\n)"?[=+@-]/);
      const sheet = (await exportRecommendations(house.db, ids, { kind: 'xlsx' })).bytes.toString('latin1');
      expect(sheet).not.toContain('<f>');
    },
  },
  {
    threat: 'A file is a program, a page, two things at once, too large, or named to land elsewhere',
    control: 'the content decides; random names; downloads that are never shown as a page (test/documents)',
    async attack({ house }) {
      const page = Buffer.from('<html><script>alert(1)</script></html>');
      const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
      const refused: [Buffer, string][] = [
        [page, 'a.pdf'],
        [svg, 'a.svg'],
        [svg, 'a.png'],
        [Buffer.concat([pdf(), docx()]), 'a.pdf'],
        [docx([{ name: '../../etc/x', content: 'x' }]), 'a.docx'],
        [Buffer.concat([pdf(), Buffer.alloc(16 * 1024 * 1024)]), 'a.pdf'],
      ];
      for (const [bytes, name] of refused)
        expect((await upload(house, { bytes, name }, { kind: 'evidence' }, cast.officer)).document ?? null).toBeNull();
      const { document } = await upload(
        house,
        { bytes: pdf('(x)'), name: '../../../etc/cron.d/x.pdf' },
        { kind: 'evidence' },
        cast.officer,
      );
      expect(document?.fileName ?? '').not.toMatch(/[/\\]|\.\./);
      const bearer = { authorization: `Bearer ${cast.officer.token}` };
      const { url } = house.api;
      const out = await sendRaw(`${url}/documents/${document?.id}`, { headers: bearer });
      expect(out.headers['content-disposition']).toMatch(/^attachment;/);
      for (const id of [
        '../../package.json',
        '..%2f..%2fpackage.json',
        '%2e%2e/%2e%2e/etc/passwd',
        'doc_../../x',
        `${document?.id}%00`,
      ]) {
        const { status, text } = await sendRaw(`${url}/documents/${id}`, { headers: bearer });
        expect([id, status >= 400]).toEqual([id, true]);
        expect(text).not.toMatch(/"name": ?"anusas"|root:/);
      }
      const stranger = await sendRaw(`${url}/documents/${document?.id}`, {
        headers: { authorization: `Bearer ${cast.observer.token}` },
      });
      expect(stranger.status).toBe(404);
    },
  },
  {
    threat: 'A line of the log is forged by a name with a line break',
    control: 'each line is one JSON object',
    async attack({ house, logged }) {
      const evil = 'x\n{"level":50,"msg":"forged by a request"}';
      const visitor = new Visitor(house, { 'user-agent': 'x%0a{"msg":"forged by a request"}' });
      await visitor.post('/sign-in/mail', { address: evil });
      await house.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id: evil }, cast.officer);
      await upload(house, { bytes: Buffer.from(evil), name: `${evil}.pdf` }, { kind: evil }, cast.officer);
      for (const line of logged) {
        expect(line.trimEnd()).not.toContain('\n');
        expect((JSON.parse(line) as { msg?: string }).msg).not.toBe('forged by a request');
      }
    },
  },
  {
    threat: 'Mail is asked for until nobody can work any more',
    control: 'limits by account, address and all; never a lock-out for good',
    async attack({ house }) {
      const statuses: number[] = [];
      const visitor = new Visitor(house);
      for (let times = 0; times < 7; times += 1)
        statuses.push((await visitor.post('/sign-in/mail', { address: addressOf(cast.coordinator) })).status);
      const { n } = (
        await house.db.query<{ n: number }[]>(
          `SELECT count(*)::int AS n FROM sign_in_requests WHERE expires_at > ${house.clock.sql()}`,
        )
      )[0] as { n: number };
      expect(n).toBeLessThanOrEqual(5);
      house.clock.advance(2 * 3_600_000);
      await signInByMail(house, addressOf(cast.coordinator));
    },
  },
  {
    threat: 'A package that we use is exchanged, or runs something while it is installed',
    control: 'exact versions, a hash for each, install scripts by name only',
    async attack() {
      const read = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
      const { dependencies, devDependencies, allowScripts } = read('package.json') as Record<
        string,
        Record<string, string>
      >;
      for (const version of Object.values({ ...dependencies, ...devDependencies }))
        expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      type Locked = { resolved?: string; integrity?: string; hasInstallScript?: boolean; os?: string[] };
      const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
      for (const [path, each] of Object.entries(packages)) {
        if (path === '') continue;
        const name = path.replace(/^.*node_modules\//, '');
        // Optional ones of other systems have none until a lock file is made there; they are not installed here.
        if (!each.os || each.integrity) expect([name, each.integrity?.slice(0, 7)]).toEqual([name, 'sha512-']);
        if (each.resolved) expect([name, each.resolved.slice(0, 8)]).toEqual([name, 'https://']);
        if (each.hasInstallScript)
          expect([name, Object.keys(allowScripts ?? {})]).toEqual([name, expect.arrayContaining([name])]);
      }
      expect(Object.keys(dependencies ?? {}).length).toBeLessThanOrEqual(40);
    },
  },
];
