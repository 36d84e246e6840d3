import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromGlobalId } from '#platform';
import type { Viewer } from '#platform';
import { EditionChanges, IntegrationsService } from '#integrations';
import { RecommendationsService } from '#recommendations';
import { cast, instrument, instrumentId, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { statementsOf } from '../support/count-statements.js';
import { discrepancies, edition } from '../support/findings.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

const MANY = 200;
const act = (as: CastMember) => ({
  viewer: { ...as, field: { topics: [], addresseeIds: [], instrumentIds: [] } } satisfies Viewer,
});

const EVERYTHING = `id number version status degree quote { km en } countsAs onTarget recheckWhy verifiedAt createdAt locator { km en }
  recommendation { id number uptake title { km en } body { km en } } edition { id label status } instrument { code name { en } }
  provision { id article text { km en } } recheckIn { id label } claimedBy { office { en } organisation { code } }
  verifiedBy { office { en } organisation { code } } availableEvents { event allowed reasons { code messageKm } }`;

let house: House;
let text: Awaited<ReturnType<typeof edition>>;
let recommendationIds: string[];
let integrationIds: string[];

beforeAll(async () => {
  house = await openHouse();
  text = await edition(house);
  const content = (index: number) => ({
    authenticLanguage: 'en' as const,
    title: { en: `Ask ${index}` },
    addresseeIds: [orgId(org.finance)],
    targetIds: [instrumentId(index % 2 ? instrument.programme : instrument.plan)],
  });
  const service = house.api.app.get(IntegrationsService, { strict: false });
  const recommendations = house.api.app.get(RecommendationsService, { strict: false });
  await house.db.transaction(async (tx) => {
    const entered = Array.from({ length: MANY - 1 }, (_, index) => ({ content: content(index) }));
    recommendationIds = await recommendations.enter(tx, entered, act(cast.officer));
    const finding = (provision: number) => ({
      editionId: fromGlobalId('edi', text.id),
      provisionId: fromGlobalId('prv', text.provisions[provision]?.id as string),
      degree: 'inSubstance' as const,
      quoteKm: null,
      quoteEn: 'a budget line',
    });
    const claims = recommendationIds.map((recommendationId) => ({ recommendationId, finding: finding(0) }));
    // One ask stands in two places: it is told of each.
    claims.push({ recommendationId: recommendationIds[0] as string, finding: finding(1) });
    integrationIds = await service.claim(tx, claims, act(cast.officer));
    for (const id of integrationIds.slice(0, -1))
      await service.verify(tx, { id, expectedVersion: 1 }, act(cast.otherOfficer));
    await service.verify(tx, { id: integrationIds.at(-1) as string, expectedVersion: 1 }, act(cast.representative(1)));
  });
});
afterAll(async () => {
  expect(await discrepancies(house)).toEqual([]);
  await house?.close();
});

describe('reading', () => {
  it('a list of fifty with everything beside it costs at most twelve statements', async () => {
    let answer: Awaited<ReturnType<House['ask']>> | undefined;
    const statements = await statementsOf(house.product, async () => {
      answer = await house.ask(
        `{ integrations(first: 50) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { ${EVERYTHING} } } } }`,
        {},
        cast.officer,
      );
    });
    expect(answer?.errors).toBeUndefined();
    expect(answer?.data.integrations).toMatchObject({ totalCount: MANY, pageInfo: { hasNextPage: true } });
    expect(answer?.data.integrations.edges).toHaveLength(50);
    expect(statements.length).toBeGreaterThan(5);
    expect(statements.length).toBeLessThanOrEqual(12);
  });

  it('fifty recommendations with what was found of each cost at most twelve statements', async () => {
    let answer: Awaited<ReturnType<House['ask']>> | undefined;
    const statements = await statementsOf(house.product, async () => {
      answer = await house.ask(
        `{ recommendations(first: 50) { edges { node { number uptakeByTarget { instrument { code } uptake } integrations { number status locator { en } edition { label } } } } } }`,
        {},
        cast.officer,
      );
    });
    expect(answer?.errors).toBeUndefined();
    expect(answer?.data.recommendations.edges[3].node.integrations).toHaveLength(1);
    expect(statements.length).toBeLessThanOrEqual(12);
  });

  it('walks the pages and meets each row exactly once', async () => {
    const met: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await house.ask(
        `query ($after: String) { integrations(first: 60, after: $after) { pageInfo { hasNextPage endCursor } edges { node { id } } } }`,
        { after },
        cast.officer,
      );
      met.push(...data.integrations.edges.map((edge: { node: { id: string } }) => edge.node.id));
      after = data.integrations.pageInfo.hasNextPage ? data.integrations.pageInfo.endCursor : null;
    } while (after);
    expect(met).toHaveLength(MANY);
    expect(new Set(met).size).toBe(MANY);
  });

  it('shows the newest hundred beside an edition', async () => {
    const { data } = await house.ask(
      `query ($id: ID!) { edition(id: $id) { provisionCount integrations { id } } }`,
      { id: text.id },
      cast.officer,
    );
    expect(data.edition.provisionCount).toBe(2);
    expect(data.edition.integrations).toHaveLength(100);
  });
});

describe('two hundred at once', () => {
  const changes = () => house.api.app.get(EditionChanges, { strict: false });
  const versionOf = async () => {
    const { data } = await house.ask(
      `query ($id: ID!) { edition(id: $id) { version } }`,
      { id: text.id },
      cast.officer,
    );
    return data.edition.version as number;
  };
  const states = async () => {
    const rows = await house.db.query<{ status: string; count: string }[]>(
      `SELECT status, count(*) FROM integrations GROUP BY 1`,
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
  };

  it('are to be looked at again when their draft is adopted, in a handful of statements', async () => {
    const input = { id: fromGlobalId('edi', text.id), expectedVersion: await versionOf(), adoptedOn: '2024-01-01' };
    const statements = await statementsOf(house.product, () =>
      house.db.transaction((tx) => changes().adoptEdition(tx, input, act(cast.officer))),
    );
    expect(await states()).toEqual({ toRecheck: MANY });
    expect(statements.length).toBeLessThanOrEqual(12);
    const uptakes = await house.db.query<{ uptake: string }[]>(`SELECT DISTINCT uptake FROM recommendations`);
    expect(uptakes).toEqual([{ uptake: 'inDraft' }]);
  });

  it('count no longer when it is repealed, and their recommendations are told in the same transaction', async () => {
    const input = { id: fromGlobalId('edi', text.id), expectedVersion: await versionOf(), repealedOn: '2024-06-01' };
    const repeal = { ...act(cast.officer), reason: 'Repealed by a later law' };
    const statements = await statementsOf(house.product, () =>
      house.db.transaction((tx) => changes().repealEdition(tx, input, repeal)),
    );
    expect(await states()).toEqual({ reversed: MANY });
    expect(statements.length).toBeLessThanOrEqual(20);
    const uptakes = await house.db.query<{ uptake: string }[]>(`SELECT DISTINCT uptake FROM recommendations`);
    expect(uptakes).toEqual([{ uptake: 'none' }]);
    const causes = await house.db.query<{ count: string }[]>(
      `SELECT count(*) FROM case_history h JOIN case_history c ON c.case_id = h.cause_case_id AND c.version = h.cause_version
        WHERE h.event = 'INTEGRATION_REVERSED' AND c.event = 'EDITION_REPEALED' AND h.happened_precision = 'day'`,
    );
    expect(Number(causes[0]?.count)).toBe(MANY);
  });
});
