import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import fc from 'fast-check';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { exportRecommendations } from '#imports';
import { fromGlobalId } from '#platform';
import { FEWEST_TOLD } from '#policy';
import { RecommendationsQueries } from '#recommendations';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { endorsedBy, opened, release } from '../statements/texts.js';
import { AHEAD, rootQueries, selectionsOf } from './crawl.js';
import { toViewer } from './facts.js';
import { viewers } from './scene.js';

/** Those who may learn of no endorser, and of no number below five. */
const LOWER = ['otherMember', 'monitor', 'administrator', 'observer', 'public'] as const;
/** Rules of the statements of this test ask for so many. */
const QUORUM = 3;
const NEWCOMER = 12;

// Without the second wall, which would hide what the scopes give away.
let house: House;
let schema: GraphQLSchema;
beforeAll(async () => {
  house = await openHouse({}, undefined, { oneRole: true });
  house.clock.advance(AHEAD);
  schema = house.api.app.get(GraphQLSchemaHost).schema;
});
afterAll(() => house?.close());

/** Everything that somebody can ask about a statement and what it carries, and about the whole, as one text for each question. */
async function observed(name: (typeof LOWER)[number], statementId: string, recommendationId: string) {
  const said = new Map<string, string>();
  const ask = async (query: string, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await house.ask(query, variables, viewers[name]);
    if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
    // The overview says which moment it is.
    said.set(query, JSON.stringify(data).replace(/"asOf":"[^"]*"/, ''));
  };
  for (const query of rootQueries(schema)) if (!query.startsWith('{ viewer')) await ask(query);
  for (const [type, id] of [
    ['Statement', statementId],
    ['Recommendation', recommendationId],
  ] as const) {
    for (const { selection } of selectionsOf(schema.getType(type) as GraphQLObjectType)) {
      // Counts are looked at by themselves below.
      if (selection.startsWith('quorum') || selection.includes('endorsementCount')) continue;
      await ask(`query ($id: ID!) { node(id: $id) { ... on ${type} { ${selection} } } }`, { id });
    }
  }
  const { data } = await house.ask(
    `query ($s: ID!, $r: ID!) { statement(id: $s) { quorum { met count missing { code messageEn } tally { given } } } recommendation(id: $r) { endorsementCount } }`,
    { s: statementId, r: recommendationId },
    viewers[name],
  );
  const viewer = toViewer(viewers[name]);
  const ids = await house.api.app.get(RecommendationsQueries, { strict: false }).allIds(viewer);
  said.set('export', (await exportRecommendations(house.db, ids, { kind: 'csv' })).bytes.toString());
  return { said, quorum: data.statement.quorum, count: data.recommendation.endorsementCount };
}

describe('for any endorsers, and one more that is confidential', () => {
  it.each(['HIDDEN', 'COUNTED', 'ADDRESSEE'])(
    'lower roles observe the same, but for the count from five upwards and the quorum that is reached: %s',
    async (appearance) => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: 3 }),
          fc.integer({ min: 0, max: 3 }),
          fc.constantFrom(...LOWER),
          async (named, hidden, name) => {
            const statement = await opened(house, 1);
            const recommendationId = statement.items[0].recommendation.id;
            await release(house, statement.id);
            await house.db.query(`UPDATE recommendations SET release = 'public' WHERE id = $1`, [
              fromGlobalId('rec', recommendationId),
            ]);
            if (named > 0) await endorsedBy(house, statement.id, 6, 5 + named, { appearance: 'counted' });
            if (hidden > 0) await endorsedBy(house, statement.id, 9, 8 + hidden, { appearance: 'hidden' });
            const before = await observed(name, statement.id, recommendationId);
            const input = { statementId: statement.id, versionNumber: statement.versionNumber, appearance };
            const { userErrors } = await house.send(
              'endorseStatement',
              input,
              cast.representative(NEWCOMER),
              '__typename',
            );
            expect(userErrors).toEqual([]);
            const after = await observed(name, statement.id, recommendationId);

            // Reaching the quorum is visible to all, so also what it no longer stands in the way of.
            const given = named + hidden;
            const reached = given === QUORUM - 1;
            const changed = [...after.said].filter(([query, text]) => before.said.get(query) !== text);
            const unexplained = changed.filter(
              ([query]) => !(reached && query.includes('on Statement { availableEvents')),
            );
            expect(unexplained).toEqual([]);
            // The documented thresholds, and nothing else.
            const shown = (given: number) => (given >= FEWEST_TOLD ? given : null);
            const [was, is] = appearance === 'HIDDEN' ? [named, named] : [named, named + 1];
            expect([before.quorum.count, after.quorum.count]).toEqual([shown(was), shown(is)]);
            expect([before.count, after.count]).toEqual([shown(was), shown(is)]);
            expect([before.quorum.met, after.quorum.met]).toEqual([given >= QUORUM, given + 1 >= QUORUM]);
            expect([before.quorum.tally, after.quorum.tally]).toEqual([null, null]);
          },
        ),
        { numRuns: 6, seed: 7 },
      );
    },
    120_000,
  );

  it('the count begins at five, and a hidden one is never in it', async () => {
    const statement = await opened(house, 1);
    const id = statement.items[0].recommendation.id;
    await endorsedBy(house, statement.id, 6, 9, { appearance: 'counted' });
    const countFor = async () => (await observed('otherMember', statement.id, id)).count;
    expect(await countFor()).toBeNull();
    await endorsedBy(house, statement.id, 10, 10, { appearance: 'hidden' });
    expect(await countFor()).toBeNull();
    await endorsedBy(house, statement.id, 11, 11, { appearance: 'counted' });
    expect(await countFor()).toBe(5);
  });
});

describe('how an organisation appears', () => {
  const appearanceOf = async (statementId: string) => {
    const [row] = await house.db.query<{ appearance: string }[]>(
      `SELECT appearance FROM endorsements WHERE statement_id = $1 AND organisation_id = $2`,
      [fromGlobalId('stm', statementId), cast.representative(1).organisationId],
    );
    return row?.appearance;
  };

  it('is hidden until it chooses, and only by its own act wider', async () => {
    const statement = await opened(house, 1);
    const input = { statementId: statement.id, versionNumber: statement.versionNumber };
    const { endorsement } = await house.send(
      'endorseStatement',
      input,
      cast.representative(1),
      'endorsement { id version appearance }',
    );
    expect(endorsement.appearance).toBe('HIDDEN');
    for (const as of [cast.officer, cast.coordinator, cast.chair, cast.administrator, cast.representative(2)]) {
      const wider = { id: endorsement.id, expectedVersion: endorsement.version, appearance: 'PUBLIC' };
      const { userErrors } = await house.send('changeAppearance', wider, as, '__typename');
      expect(userErrors).toHaveLength(1);
    }
    expect(await appearanceOf(statement.id)).toBe('hidden');
    const wider = { id: endorsement.id, expectedVersion: endorsement.version, appearance: 'ADDRESSEE' };
    expect((await house.send('changeAppearance', wider, cast.representative(1), '__typename')).userErrors).toEqual([]);
    expect(await appearanceOf(statement.id)).toBe('addressee');
  });

  it('cannot be asked for by any filter: no list of statements or endorsements takes an endorser', () => {
    const inputs = ['StatementFilter', 'RecommendationFilter', 'SubmissionFilter'].flatMap((name) =>
      Object.keys((schema.getType(name) as unknown as GraphQLObjectType).getFields()),
    );
    expect(inputs.filter((name) => /endors|sign|appear|count/i.test(name))).toEqual([]);
  });
});
