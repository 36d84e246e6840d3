import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { exportRecommendations } from '#imports';
import { Sealer, verify, withEvidence } from '#proof';
import { fromGlobalId, toGlobalId } from '#platform';
import { RecommendationsQueries } from '#recommendations';
import { Processes, checkCases } from '#workflow';
import { toViewer } from '../policy/facts.js';
import { cast } from '../support/cast.js';
import { signInByMail } from '../support/visitor.js';
import { addressOf, input } from './field.js';
import type { Field, Threat } from './field.js';

const stranger = cast.representative(9);
const observer = cast.observer;

/** The same question about an id, in every way in which there is one. */
const askFor = (field: Field, id: string, as: typeof stranger | undefined) =>
  field.house.ask(
    `query ($id: ID!, $ids: [ID!]!) { node(id: $id) { id __typename } nodes(ids: $ids) { id }
       recommendation(id: $id) { id title { en } } statement(id: $id) { id } submission(id: $id) { id } document(id: $id) { id } }`,
    { id, ids: [id] },
    as,
  );

async function everyText({ house }: Field): Promise<string> {
  const tables = await house.db.query<{ name: string }[]>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  let dump = '';
  for (const { name } of tables) dump += JSON.stringify(await house.db.query(`SELECT t::text FROM ${name} t`));
  return dump;
}

export const readingThreats: Threat[] = [
  {
    threat: 'An infiltrated member reads drafts: by lists, search, ids, counts',
    control: 'one scope for every read (all types and fields: test/policy/matrix)',
    async attack(field) {
      const { house, ids } = field;
      for (const as of [stranger, observer, undefined]) {
        for (const name of ['recDraft', 'recMemberDraft', 'memberDraft', 'drafting']) {
          const { data } = await house.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id: ids[name] }, as);
          expect([name, data.node]).toEqual([name, null]);
        }
        const search = `{ recommendations(first: 50, filter: { text: "draft about" }) { totalCount edges { node { id } } } }`;
        expect((await house.ask(search, {}, as)).data.recommendations).toEqual({ totalCount: 0, edges: [] });
        const all = await house.ask(
          `{ recommendations(first: 50) { totalCount edges { node { title { en } } } } }`,
          {},
          as,
        );
        expect(JSON.stringify(all.data)).not.toContain('A draft about');
        expect(all.data.recommendations.totalCount).toBe(all.data.recommendations.edges.length);
      }
    },
  },
  {
    threat: 'Ids are guessed, taken from elsewhere, or of another type',
    control: 'random ids whose type is checked; what is forbidden looks absent',
    async attack(field) {
      const hidden = Object.entries(field.ids).filter(([name]) => /Draft|drafting|outOfField|others|asked/.test(name));
      expect(hidden.length).toBeGreaterThan(5);
      for (const [, id] of hidden) {
        const prefix = id.slice(0, 3);
        const nowhere = toGlobalId(prefix, randomUUID());
        const [forbidden, absent] = [await askFor(field, id, undefined), await askFor(field, nowhere, undefined)];
        expect(forbidden.data ?? null).not.toBeNull();
        expect(JSON.stringify(forbidden).replaceAll(id, '')).toBe(JSON.stringify(absent).replaceAll(nowhere, ''));
        const raw = id.slice(4);
        for (const other of ['rec', 'stm', 'sub', 'doc', 'sea', 'org'].filter((each) => each !== prefix)) {
          const { data } = await field.house.ask(
            `query ($id: ID!) { node(id: $id) { id } }`,
            { id: `${other}_${raw}` },
            cast.officer,
          );
          expect([other, data?.node ?? null]).toEqual([other, null]);
        }
      }
    },
  },
  {
    threat: 'What is forbidden is reached through something that is not (nested fields)',
    control: 'each step of a path has the scope of what it leads to',
    async attack({ house, ids }) {
      const paths = [
        `query ($id: ID!) { statement(id: $id) { endorsements(first: 50) { edges { node { organisation { id code } } } } } }`,
        `query ($id: ID!) { statement(id: $id) { endorsements(first: 10) { edges { node { history(first: 5) { edges { node { organisation { code } } } } } } } } }`,
      ];
      for (const query of paths) {
        const full = await house.ask(query, { id: ids['released'] }, cast.officer);
        if (full.errors) throw new Error(JSON.stringify(full.errors));
        expect(JSON.stringify(full.data)).toContain('TEST-CSO-2');
        for (const as of [stranger, observer, cast.monitor, cast.administrator, undefined]) {
          const { data } = await house.ask(query, { id: ids['released'] }, as);
          expect(JSON.stringify(data ?? {})).not.toMatch(/TEST-CSO-[12]\b/);
        }
      }
    },
  },
  {
    threat: 'A confidential endorser is worked out from counts',
    control: 'no count below five (any two sets: test/policy/endorsers)',
    async attack({ house, ids }) {
      const query = `query ($s: ID!, $r: ID!) { statement(id: $s) { quorum { count tally { given } } } recommendation(id: $r) { endorsementCount } }`;
      const all = await house.ask(query, { s: ids['released'], r: ids['recReleased'] }, cast.officer);
      expect(all.data.statement.quorum.count).toBeGreaterThan(0);
      for (const as of [stranger, observer, undefined]) {
        const { data } = await house.ask(query, { s: ids['released'], r: ids['recReleased'] }, as);
        expect(JSON.stringify(data ?? {})).not.toMatch(/"(count|endorsementCount)":[1-4]\b/);
        expect((data?.statement?.quorum?.tally ?? []).filter(({ given }: any) => given > 0 && given < 5)).toEqual([]);
      }
    },
  },
  {
    threat: 'A member takes everything along by the export',
    control: 'an export has what its viewer sees, and nothing else',
    async attack({ house }) {
      const queries = house.api.app.get(RecommendationsQueries, { strict: false });
      const ids = await queries.allIds(toViewer(stranger));
      const text = (await exportRecommendations(house.db, ids, { kind: 'csv' })).bytes.toString();
      expect(text).not.toContain('A draft about');
      const { data } = await house.ask('{ recommendations(first: 100) { edges { node { id } } } }', {}, stranger);
      const seen = data.recommendations.edges.map(({ node }: any) => fromGlobalId('rec', node.id));
      expect([...ids].sort()).toEqual(seen.sort());
    },
  },
  {
    threat: 'A command of another person is sent again with its key, to get its answer',
    control: 'keys belong to who made them',
    async attack({ house }) {
      const content = { authenticLanguage: 'EN', title: { en: 'Known to one only' } };
      const again = input({ content });
      const draft = `mutation ($input: DraftRecommendationInput!) { draftRecommendation(input: $input) { recommendation { id } userErrors { code } } }`;
      const own = (await house.ask(draft, again, cast.representative(3))).data.draftRecommendation.recommendation.id;
      const theirs = await house.ask(draft, again, stranger);
      expect(JSON.stringify(theirs)).not.toContain(own);
      expect(JSON.stringify(await house.ask(draft, again, undefined))).not.toContain(own);
    },
  },
  {
    threat: 'The history is rewritten by who controls the database',
    control: 'replay; seals in one chain with daily checkpoints (every way: test/proof)',
    async attack({ house, ids }) {
      const processes = house.api.app.get(Processes);
      await new Sealer(house.db, house.clock).seal();
      const look = async () => {
        const found: string[] = [];
        await withEvidence(house.db, processes, (evidence) =>
          verify(evidence, processes, { found: ({ what }) => found.push(what) }),
        );
        return found;
      };
      expect(await look()).toEqual([]);
      const id = fromGlobalId('stm', ids['released'] ?? '');
      await house.db.query('ALTER TABLE case_history DISABLE TRIGGER USER');
      const undone = [
        [`UPDATE statements SET version = version + $2 WHERE id = $1`, 1, -1],
        [
          `UPDATE case_history SET recorded_at = recorded_at + $2 * interval '1 day' WHERE case_id = $1 AND version = 2`,
          1,
          -1,
        ],
      ] as const;
      for (const [sql, there, back] of undone) {
        await house.db.query(sql, [id, there]);
        expect(await look()).not.toEqual([]);
        await house.db.query(sql, [id, back]);
      }
      expect(await look()).toEqual([]);
      expect((await checkCases(house.db, processes.all())).discrepancies).toEqual([]);
    },
  },
  {
    threat: 'The database is stolen',
    control: 'tokens, links, codes as hashes; addresses sealed (confidential names: see docs/security.md)',
    async attack(field) {
      const visitor = await signInByMail(field.house, addressOf(cast.officer));
      const dump = await everyText(field);
      expect(dump).toContain('A draft about wells');
      const secrets = [
        ...visitor.cookies.values(),
        cast.officer.token,
        addressOf(cast.officer),
        cast.coordinator.token,
      ];
      for (const secret of secrets) expect(dump).not.toContain(secret);
    },
  },
  {
    threat: 'The log tells what it should not',
    control: 'ids only; no titles, addresses, tokens, codes',
    async attack(field) {
      const canary = `canary${randomUUID().slice(0, 8)}`;
      const { house, logged } = field;
      const content = { authenticLanguage: 'EN', title: { en: canary }, body: { en: canary } };
      await house.send('draftRecommendation', { content }, cast.officer, '__typename');
      await house.db.query('ALTER TABLE recommendation_texts RENAME TO gone');
      await house.ask(
        `query ($t: String!) { recommendations(first: 1, filter: { text: $t }) { totalCount } }`,
        { t: canary },
        cast.officer,
      );
      await house.ask(
        `mutation ($input: DraftRecommendationInput!) { draftRecommendation(input: $input) { userErrors { code } } }`,
        input({ content }),
        cast.officer,
      );
      await house.db.query('ALTER TABLE gone RENAME TO recommendation_texts');
      await signInByMail(house, addressOf(cast.officer));
      const log = logged.join('\n');
      expect(log).toContain('a request failed');
      for (const word of [canary, addressOf(cast.officer), cast.officer.token]) expect(log).not.toContain(word);
    },
  },
];
