import { createHash, randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TrustedDocuments } from '../../apps/api/src/trusted-documents.js';
import { Addresses } from '#accounts';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { signInByMail } from '../support/visitor.js';
import type { Visitor } from '../support/visitor.js';

const KNOWN = 'query Who { viewer { role } }';
const OTHER = 'query Other { viewer { signedIn role } }';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const manifest = join(tmpdir(), `manifest-${randomUUID()}.json`);

let house: House;
let visitor: Visitor;
beforeAll(async () => {
  writeFileSync(manifest, JSON.stringify({ [sha256(KNOWN)]: KNOWN }));
  house = await openHouse({ ANUSAS_TRUSTED_DOCUMENTS: manifest });
  await house.api.app.get(Addresses, { strict: false }).give(house.db, cast.officer.personId, 'officer@example.org');
  visitor = await signInByMail(house, 'officer@example.org');
});
afterAll(async () => {
  rmSync(manifest, { force: true });
  await house?.close();
});

const withHash = (document: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: sha256(document) } },
});
const OFFICER = { data: { viewer: { role: 'POLICY_OFFICER' } } };

describe('a signed-in browser, where there is a list of trusted documents', () => {
  it('sends a document of the list by its hash, in either way of saying it, or whole', async () => {
    for (const body of [
      withHash(KNOWN),
      { documentId: sha256(KNOWN) },
      { query: KNOWN },
      { query: KNOWN, ...withHash(KNOWN) },
    ])
      expect([body, (await visitor.json('/graphql', body)).json]).toEqual([body, OFFICER]);
  });

  it('sends nothing else, not beside the hash of another either, and not even what cannot be parsed is parsed', async () => {
    const bodies: unknown[] = [
      { query: OTHER },
      { query: OTHER, ...withHash(KNOWN) },
      { query: OTHER, documentId: sha256(KNOWN) },
      withHash(OTHER),
      { documentId: '__proto__' },
      { query: '{{{' },
      {},
      [{ query: KNOWN }],
      null,
    ];
    for (const body of bodies) {
      const { status, json } = await visitor.json('/graphql', body);
      expect([body, status, json.errors?.[0]?.extensions.code]).toEqual([body, 400, 'DOCUMENT_NOT_TRUSTED']);
    }
  });

  it('finds no second way in: another path, another method, another type', async () => {
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const own = { cookie, 'sec-fetch-site': 'same-origin', 'apollo-require-preflight': 'yes' };
    const json = { ...own, 'content-type': 'application/json' };
    const body = JSON.stringify({ query: OTHER });
    const query = `query=${encodeURIComponent(OTHER)}`;
    const ways: [string, RequestInit][] = [
      [`/graphql?${query}`, { headers: own }],
      [`/graphql?${query}`, { method: 'POST', headers: json, body: '{}' }],
      ['/graphql/', { method: 'POST', headers: json, body }],
      ['/GraphQL', { method: 'POST', headers: json, body }],
      ['/%67raphql', { method: 'POST', headers: json, body }],
      ['/graphql?', { method: 'POST', headers: json, body }],
      ['/graphql', { method: 'POST', headers: { ...json, 'content-type': 'application/json; charset=utf-16' }, body }],
    ];
    for (const [path, init] of ways)
      expect([path, await (await fetch(`${house.api.url}${path}`, init)).text()]).toEqual([
        path,
        expect.not.stringContaining('POLICY_OFFICER'),
      ]);
  });
});

it('a token is held by the limits alone', async () => {
  expect((await house.ask(OTHER, {}, cast.officer)).data.viewer.role).toBe('POLICY_OFFICER');
});

it('a list with a hash that is not its document’s is refused when it is read, at the start', () => {
  writeFileSync(manifest, JSON.stringify({ [sha256(KNOWN)]: OTHER }));
  expect(() => TrustedDocuments.read(manifest)).toThrow('is not the SHA-256 of its document');
});
