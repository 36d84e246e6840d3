import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { isEnumType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { exportRecommendations } from '#imports';
import { fromGlobalId, toGlobalId } from '#platform';
import type { Viewer } from '#platform';
import { AUDIENCES, audience, seesEvery } from '#policy';
import { RecommendationsQueries } from '#recommendations';
import { Asking } from './asking.js';
import { canariesIn, plant } from './canaries.js';
import type { Canary, Planted } from './canaries.js';
import { deepQueries, nodeTypes, rootQueries, selectionsOf } from './crawl.js';
import { PREFIX, sightOf, toViewer } from './facts.js';
import type { Sight } from './facts.js';
import { Reached } from './reached.js';
import { openScene, viewers } from './scene.js';

const LISTS = {
  Recommendation: 'recommendations',
  Statement: 'statements',
  Submission: 'submissions',
  Integration: 'integrations',
  Organisation: 'organisations',
  QuorumRule: 'quorumRules',
  Remark: 'remarks',
  FollowUp: 'followUps',
  Concern: 'concerns',
};
/** Types of which no question gets anything in this scene, and why. */
const NOT_REACHED: Record<string, string> = {
  CalendarEntry: 'no day was marked here; everybody may read them',
  CorrectedMoment: 'nothing was corrected here; test/submissions and test/as-of correct',
  CodeAppSetup: 'in the answer to a command only: to who sent it, once',
  DeadlineMove: 'no revision of the calendar waits here; test/submissions has some',
  Embargo: 'nothing is held back here',
  InboxMessage: 'nobody was told anything here; test/notifications holds that each reads their own',
  MessageDelivery: 'the same',
  NewCalendarFeed: 'in the answer to a command only: to who sent it, once',
  NewApiToken: 'in the answer to a command only: to who sent it, once',
  RecoveryCodes: 'in the answer to a command only: to who sent it, once',
  OpenedToRole: 'only in a preview of a release',
  OpenedType: 'only in a preview of a release',
  NamesPreview: 'of names that can be released; test/statements/names has some',
  NamesReader: 'only in a preview of names',
  OverdueCount: 'nothing is overdue here',
  ReleasePreview: 'of a statement that can be released; test/statements has some',
  Reservation: 'nobody holds anything against an item here; test/statements does',
  Signatory: 'no name was released here; test/statements/names releases some',
  Silence: 'nothing has stayed unanswered here',
  SubmissionClockEntry: 'no clock was stopped here; test/submissions does',
  VersionConflict: 'in the answer to a command only',
  Warning: 'in the answer to a command only',
  Window: 'no window was opened here; everybody may read them',
};
/** Each list by something that every one of its things has exactly one of. */
const PARTS = {
  recommendations: ['stage', 'Stage'],
  statements: ['status', 'StatementStatus'],
  submissions: ['status', 'SubmissionStatus'],
  integrations: ['status', 'IntegrationStatus'],
} as const;

// Without the second wall, which would hide what the scopes give away.
let ask: Asking;
let schema: GraphQLSchema;
let planted: Planted;
let reached: Reached;
const logged: string[] = [];
beforeAll(async () => {
  ask = new Asking(await openScene({ LOG_LEVEL: 'trace' }, (line) => logged.push(line), { oneRole: true }));
  schema = ask.scene.world.house.api.app.get(GraphQLSchemaHost).schema;
  reached = new Reached(schema);
  planted = await plant(ask.scene.world.house.db);
}, 120_000);
afterAll(() => ask?.scene.world.house.close());

const short = (type: string, uuid: string) =>
  `${type} ${Object.entries(ask.scene.ids).find(([, id]) => id === toGlobalId(PREFIX[type] as string, uuid))?.[0] ?? uuid}`;

/** May this word reach this viewer? */
function allowed({ home, owner, column }: Canary, viewer: Viewer, sight: Sight): boolean {
  if (!home) return false;
  const [type, field] = home.field.split('.') as [string, string];
  if (!(AUDIENCES[audience(type, field) ?? 'secretariat'] as readonly string[]).includes(viewer.role)) return false;
  const sees = (kind: string) => sight.seen.get(kind)?.has(owner) ?? false;
  switch (home.type) {
    case 'Register':
      return true;
    case 'Person':
      return seesEvery('Actor', viewer) || owner === viewer.personId;
    case 'Case':
      return (
        ['Recommendation', 'Statement', 'Endorsement', 'Integration'].some(sees) ||
        (sees('Submission') && AUDIENCES.workers.includes(viewer.role))
      );
    case 'Self':
      return owner === viewer.personId;
    case 'Delegation':
      return sees('Seat') || sight.lent.has(owner);
    case 'Wording':
      // Each wording that a remark had, for the secretariat and its own organisation only.
      return sight.wholeVoices.has(owner);
    case 'Document':
      return field === 'fileName' ? sight.ownDocuments.has(owner) : sees('Document');
    case 'Recommendation':
      // An item of a draft has the words of its recommendation until it has its own: they are the statement's text.
      return (
        sees('Recommendation') ||
        (/^recommendation_texts\.(title|body)_/.test(column) && sight.wordedByDrafts.has(owner))
      );
    default:
      return sees(home.type);
  }
}

describe.each(Object.keys(viewers))('%s', (name) => {
  let viewer: Viewer;
  let sight: Sight;
  beforeAll(async () => {
    viewer = toViewer(viewers[name]);
    sight = await sightOf(ask.scene.world.house.db, viewer);
  });

  it('gets by their ids the things that the policy says, of every kind, and no other', async () => {
    for (const { name: type } of nodeTypes(schema)) {
      const all = sight.all.get(type) ?? [];
      const got = new Set<string>();
      for (let from = 0; from < all.length; from += 50) {
        const ids = all.slice(from, from + 50).map((id) => toGlobalId(PREFIX[type] as string, id));
        const { nodes } = await ask.data(name, `query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, { ids });
        for (const node of nodes) if (node) got.add(fromGlobalId(PREFIX[type] as string, node.id));
      }
      const named = (ids: Iterable<string>) => [...ids].map((id) => short(type, id)).sort();
      expect(named(got)).toEqual(named(sight.seen.get(type) ?? []));
    }
  });

  it('finds in each list the same, counted to the last one, and the same in its parts', async () => {
    for (const [type, list] of Object.entries(LISTS)) {
      const query = (filter: string) =>
        `{ ${list}(first: 100${filter}) { totalCount(exact: true) edges { node { id } } } }`;
      const found = (await ask.data(name, query('')))[list];
      const seen = sight.seen.get(type) as Set<string>;
      expect([type, found.totalCount]).toEqual([type, seen.size]);
      expect(
        found.edges.map((edge: { node: { id: string } }) => fromGlobalId(PREFIX[type] as string, edge.node.id)).sort(),
      ).toEqual([...seen].sort());
      const part = PARTS[list as keyof typeof PARTS];
      if (!part) continue;
      const values = schema.getType(part[1]);
      if (!isEnumType(values)) throw new Error(`${part[1]} is no enum`);
      let sum = 0;
      for (const value of values.getValues()) {
        sum += (await ask.data(name, query(`, filter: { ${part[0]}: [${value.name}] }`)))[list].totalCount;
      }
      expect([list, sum]).toEqual([list, seen.size]);
    }
  });

  it('finds by a word of its text a recommendation that it sees, and by that of another nothing', async () => {
    const folded = [...planted.byWord].filter(([, { column }]) => column === 'recommendation_texts.folded');
    expect(folded.length).toBeGreaterThan(5);
    for (const [word, { owner }] of folded) {
      const { recommendations } = await ask.data(
        name,
        `query ($text: String!) { recommendations(first: 5, filter: { text: $text }) { totalCount(exact: true) edges { node { id } } } }`,
        { text: word },
      );
      const expected = sight.seen.get('Recommendation')?.has(owner) ? 1 : 0;
      expect([short('Recommendation', owner), recommendations.totalCount, recommendations.edges.length]).toEqual([
        short('Recommendation', owner),
        expected,
        expected,
      ]);
    }
  });

  it('reads in every field of everything, on every way there, no word that is not for it', async () => {
    const house = ask.scene.world.house;
    const leaks = new Set<string>();
    const read = new Set<string>();
    const failed: string[] = [];
    const look = async (where: string, query: string, variables: Record<string, unknown> = {}) => {
      const answer = await house.ask(query, variables, viewers[name]);
      reached.note(query, answer.data);
      if (answer.errors) failed.push(`${where}: ${answer.errors[0]?.message}`);
      for (const word of canariesIn(JSON.stringify(answer))) {
        const canary = planted.byWord.get(word) as Canary;
        read.add(word);
        if (!allowed(canary, viewer, sight)) leaks.add(`${canary.column} by ${where}`);
      }
    };
    for (const query of rootQueries(schema)) await look(query.slice(0, 60), query);
    for (const type of nodeTypes(schema)) {
      const ids = (sight.all.get(type.name) ?? []).map((id) => toGlobalId(PREFIX[type.name] as string, id));
      for (const { field, selection } of selectionsOf(type)) {
        for (let from = 0; from < ids.length; from += 10) {
          const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type.name} { ${selection} } } }`;
          await look(`${type.name}.${field}`, query, { ids: ids.slice(from, from + 10) });
        }
      }
    }
    for (const query of deepQueries(schema, 100)) await look(query, query);
    expect([...leaks].sort()).toEqual([]);
    expect(failed).toEqual([]);
    // And it reads what is for it: all titles of what it sees.
    const titles = [...planted.byWord].filter(
      ([, canary]) => canary.column === 'recommendation_texts.title_en' && allowed(canary, viewer, sight),
    );
    expect(titles.filter(([word]) => !read.has(word))).toEqual([]);
  }, 120_000);

  it('takes out in a list of all nothing but what it sees', async () => {
    const house = ask.scene.world.house;
    const ids = await house.api.app.get(RecommendationsQueries, { strict: false }).allIds(viewer);
    expect([...ids].sort()).toEqual([...(sight.seen.get('Recommendation') as Set<string>)].sort());
    const { bytes } = await exportRecommendations(house.db, ids, { kind: 'csv' });
    const leaks = canariesIn(bytes.toString())
      .map((word) => planted.byWord.get(word) as Canary)
      .filter((canary) => !allowed(canary, viewer, sight));
    expect(leaks.filter(({ home }) => home?.type !== 'Organisation')).toEqual([]);
  });
});

describe('the types of the schema', () => {
  it('were all reached, but for those of which it is said why not', () => {
    expect(reached.missing().filter((name) => !(name in NOT_REACHED))).toEqual([]);
  });
});

describe('the words that were planted', () => {
  it('stand in nearly every text column that the database has; the others cannot hold one', () => {
    expect(planted.columns.length).toBeGreaterThan(70);
    expect(planted.refused).toMatchSnapshot();
  });

  it('stand in no line of the log, also where the database repeats one in its complaint', async () => {
    const { house } = ask.scene.world;
    const word = `cnry0q${'f'.repeat(32)}`;
    await house.db.query(`INSERT INTO goals (code, name_en) VALUES ($1, 'a goal whose code is no number')`, [word]);
    const answer = await house.ask(`{ goals { code } }`);
    expect(answer.errors).toHaveLength(1);
    expect(canariesIn(JSON.stringify(answer))).toEqual([]);
    expect(logged.some((line) => line.includes('QueryFailedError'))).toBe(true);
    expect(logged.length).toBeGreaterThan(0);
    const said = logged.filter((line) => canariesIn(line).length > 0);
    expect(said.map((line) => [canariesIn(line).map((word) => planted.byWord.get(word)?.column), line])).toEqual([]);
  });
});
