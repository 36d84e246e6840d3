import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RecommendationCounts } from '#recommendations';
import { removeSamples } from '#samples';
import { FoldCounts, createLog, fromGlobalId } from '#platform';
import { cast, everybody, instrument, instrumentId, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { runCli } from '../support/cli.js';
import { discrepancies } from '../support/findings.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { EndorsementCounts } from '#statements';
import { act, attempt, content, dayAhead, drafted, read, setRule } from '../statements/texts.js';

/** What a test reads is what it asked for. */
type Any = any;

const ASKED = [org.interior, org.finance, org.planning];
let house: House;
let counts: RecommendationCounts;
let signed: EndorsementCounts;
let rule: string;
const known: string[] = [];
const open: string[] = [];
beforeAll(async () => {
  house = await openHouse();
  counts = house.worker.app.get(RecommendationCounts);
  signed = house.worker.app.get(EndorsementCounts);
  rule = await setRule(house);
});
afterAll(() => house?.close());

const asked = (addressees: number[]) => addressees.map((index) => orgId(ASKED[index] as string));

const saying = (title: string, to: number[]) => ({
  authenticLanguage: 'EN',
  title: { en: title, km: 'អនុសាសន៍' },
  addresseeIds: asked(to),
  targetIds: [instrumentId(instrument.programme)],
});

async function draft(addressees: number[], as: CastMember): Promise<string> {
  const { recommendation, userErrors } = await house.send(
    'draftRecommendation',
    { content: saying('Count me', addressees) },
    as,
    'recommendation { id }',
  );
  if (!recommendation) throw new Error(JSON.stringify(userErrors));
  return recommendation.id;
}

/** A mutation of a recommendation as it stands; a refusal is an answer too, and must count for nothing. */
async function send(mutation: string, id: string, input: Record<string, unknown> = {}): Promise<void> {
  const { data } = await house.ask(
    `query ($id: ID!) { node(id: $id) { ... on Recommendation { version } } }`,
    { id },
    cast.officer,
  );
  const { version } = data.node;
  await house.send(
    mutation,
    { id, expectedVersion: version, reason: 'x', ...input },
    cast.officer,
    'recommendation { id }',
  );
}

/** A member endorses an open statement, or leaves it again. */
async function decide(index: number, member: number, appearance: string, leaves: boolean): Promise<void> {
  const id = open[index % open.length];
  if (!id) return;
  const as = cast.representative(member);
  const { versionNumber, myEndorsement: mine } = await read(
    house,
    id,
    'versionNumber myEndorsement { id version }',
    as,
  );
  if (mine && leaves) {
    const input = { id: mine.id, expectedVersion: mine.version, reason: 'x' };
    await house.send('withdrawEndorsement', input, as, 'endorsement { id }');
  } else await house.send('endorseStatement', { statementId: id, versionNumber, appearance }, as, 'endorsement { id }');
}

type Step = (pick: (index: number) => string) => Promise<unknown>;

const anyone = fc.nat({ max: 40 });
const addressees = fc.subarray([0, 1, 2]);
/** What may happen, each a step of its own through the door that people use. */
const steps: fc.Arbitrary<Step>[] = [
  fc.tuple(addressees, fc.boolean()).map(([to, member]) => async () => {
    known.push(await draft(to, member ? cast.representative(1) : cast.officer));
  }),
  fc.tuple(addressees, fc.constantFrom('ENDORSED', 'SUBMITTED', 'ANSWERED')).map(([to, stage]) => async () => {
    const { recommendation } = await house.send(
      'recordPastRecommendation',
      {
        content: saying('Of the past', to),
        stage,
        happenedOn: '2024-05-01',
        reason: 'An old list',
      },
      cast.officer,
      'recommendation { id }',
    );
    known.push(recommendation.id);
  }),
  fc.tuple(anyone, addressees).map(
    ([index, to]): Step =>
      (pick) =>
        send('editRecommendation', pick(index), {
          content: saying('Asked of others', to),
        }),
  ),
  fc.tuple(anyone, anyone).map(
    ([one, other]): Step =>
      (pick) =>
        send('mergeRecommendation', pick(one), { successorIds: [pick(other)] }),
  ),
  anyone.map(
    (index): Step =>
      (pick) =>
        send('withdrawRecommendation', pick(index)),
  ),
  fc.tuple(anyone, fc.integer({ min: 2, max: 4 })).map(
    ([index, entry]): Step =>
      (pick) =>
        send('correctRecommendation', pick(index), { entry }),
  ),
  fc.tuple(anyone, anyone, fc.boolean()).map(([one, other, back]): Step => async (pick) => {
    const ids = [...new Set([pick(one), pick(other)])];
    const { id } = await drafted(house, content(ids, { quorumRuleId: rule })).catch(() => ({ id: undefined }));
    if (!id) return;
    const opened = await act(house, 'openStatement', id, { deadlineOn: await dayAhead(house, 14) }).catch(
      () => undefined,
    );
    if (opened && back) await act(house, 'withdrawStatement', id, { reason: 'x' });
    else if (opened) open.push(id);
  }),
  fc.tuple(anyone, fc.integer({ min: 1, max: 7 }), fc.constantFrom('HIDDEN', 'COUNTED', 'PUBLIC'), fc.boolean()).map(
    ([index, member, appearance, leaves]) =>
      () =>
        decide(index, member, appearance, leaves),
  ),
  fc.tuple(anyone, fc.constantFrom('MATERIAL', 'EDITORIAL')).map(([index, amendment]) => async () => {
    const id = open[index % open.length];
    if (!id) return;
    const { items } = await read(house, id, 'items { recommendation { id } }');
    const ids = items.map((item: Any) => item.recommendation.id);
    const {
      kind: _kind,
      authenticLanguage: _language,
      ...text
    } = content(ids, { title: { en: `Joint ${index}`, km: 'រួម' } });
    await attempt(house, 'amendStatement', id, { amendment, reason: 'x', content: text });
  }),
  fc.constant(() => Promise.all([counts.fold(), signed.fold()])),
];

const overviewOf = async (viewer: CastMember | undefined, standing?: string[]): Promise<Any> => {
  const { data, errors } = await house.ask(
    `query ($standing: [Standing!]) { overview { byStageAndAddressee(standing: $standing) { stage addressee { code } count } } }`,
    { standing },
    viewer,
  );
  expect(errors).toBeUndefined();
  return data.overview.byStageAndAddressee.map((row: Any) => [row.stage, row.addressee.code, row.count]).sort();
};

/** The same, counted by hand from the list that the viewer sees. */
async function countedByHand(viewer: CastMember | undefined): Promise<unknown[]> {
  const tally = new Map<string, number>();
  let after: string | null = null;
  do {
    const { data } = await house.ask(
      `query ($after: String) { recommendations(first: 100, after: $after) { pageInfo { hasNextPage endCursor } edges { node { stage addressees { code } } } } }`,
      { after },
      viewer,
    );
    const { edges, pageInfo } = data.recommendations;
    for (const { node } of edges) {
      for (const { code } of node.addressees)
        tally.set(`${node.stage} ${code}`, (tally.get(`${node.stage} ${code}`) ?? 0) + 1);
    }
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  return [...tally].map(([key, count]) => [...key.split(' '), count]).sort();
}

describe('counts that are kept', () => {
  it('are those of the recommendations after any commands, put together in between or not', async () => {
    for (let index = 0; index < 4; index += 1) known.push(await draft([index % 3], cast.officer));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(...steps), { minLength: 6, maxLength: 16 }), async (happens) => {
        for (const step of happens) await step((index) => known[index % known.length] as string);
        expect([await counts.differences(), await signed.differences()]).toEqual([[], []]);
      }),
      { numRuns: 15, seed: 7, endOnFailure: true },
    );
    // Else the runs above have not tried what they are for.
    const [tried] = await house.db.query<Record<string, number>[]>(
      `SELECT count(*) FILTER (WHERE event = 'ENDORSE')::integer AS endorsed, count(*) FILTER (WHERE event = 'AMEND')::integer AS amended,
              count(*) FILTER (WHERE event = 'MERGE')::integer AS merged, count(*) FILTER (WHERE event = 'CORRECT')::integer AS corrected
         FROM case_history`,
    );
    for (const [what, times] of Object.entries(tried ?? {})) expect([what, times > 0]).toEqual([what, true]);
    for (const viewer of [...Object.values(everybody), cast.representative(2), undefined]) {
      expect(await overviewOf(viewer)).toEqual(await countedByHand(viewer));
    }
  });

  it('are exact while commands and two that put them together run at once', async () => {
    const folding = async () => {
      for (let turn = 0; turn < 10; turn += 1) await counts.fold();
    };
    const drafts = Array.from({ length: 12 }, (_, index) => draft([index % 3, (index + 1) % 3], cast.officer));
    await Promise.all([folding(), folding(), ...drafts]);
    known.push(...(await Promise.all(drafts)));
    expect(await counts.differences()).toEqual([]);
    await counts.fold();
    const rows = await house.db.query<{ rows: number; groups: number }[]>(
      `SELECT count(*)::integer AS rows, count(DISTINCT (addressee_id, stage, uptake, standing))::integer AS groups FROM recommendation_counts`,
    );
    expect(rows[0]?.rows).toBe(rows[0]?.groups);
  });

  it('are put together by a worker that runs', async () => {
    const log = createLog('silent', 'test');
    await draft([0], cast.officer);
    let folded = 0;
    const loop = new FoldCounts([{ fold: async () => (folded += await counts.fold()) }], log);
    loop.start();
    while (folded === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await loop.stop();
    expect(await counts.differences()).toEqual([]);
  });

  it('lose what is removed with the sample data', async () => {
    await house.db.query(`UPDATE organisations SET sample = true WHERE id = $1`, [org.member(12)]);
    const before = await overviewOf(cast.officer);
    await draft([0, 1], cast.representative(12));
    await draft([2], cast.representative(12));
    expect(await overviewOf(cast.officer)).not.toEqual(before);
    expect(await removeSamples(house.db, { remove: async () => undefined })).toBe(2);
    expect(await overviewOf(cast.officer)).toEqual(before);
    expect(await counts.differences()).toEqual([]);
  });

  it('a count that is wrong is found', async () => {
    await house.db.query(
      `INSERT INTO recommendation_counts (addressee_id, stage, uptake, standing, change) VALUES ($1, 'drafted', 'none', 'active', 1)`,
      [org.interior],
    );
    expect(await counts.differences()).toMatchObject([{ addresseeId: org.interior, what: 'drafted none active' }]);
    const wrong = await runCli(house.databaseUrl, cast.officer.token, 'check-counters');
    expect([wrong.code, wrong.output]).toEqual([1, expect.stringContaining(`addressee ${org.interior}: kept`)]);
    await house.db.query(
      `INSERT INTO recommendation_counts (addressee_id, stage, uptake, standing, change) VALUES ($1, 'drafted', 'none', 'active', -1)`,
      [org.interior],
    );
    expect(await counts.differences()).toEqual([]);
    expect((await runCli(house.databaseUrl, cast.officer.token, 'check-counters')).code).toBe(0);
  });
});

describe('endorsements of a recommendation', () => {
  /** By hand from the base tables, for somebody who may be told everything. */
  const byHand = (shownOnly: boolean) =>
    house.db.query<{ id: string; count: number }[]>(
      `SELECT i.recommendation_id AS id, count(DISTINCT e.organisation_id)::integer AS count FROM statement_items i
         JOIN statement_versions v ON v.id = i.version_id
         JOIN statements s ON s.id = v.statement_id AND s.version_number = v.number AND s.status <> 'withdrawn'
         JOIN endorsements e ON e.statement_id = s.id AND e.version_number = v.number AND e.status = 'given'
        WHERE $1 OR e.appearance <> 'hidden' GROUP BY 1 ORDER BY 1`,
      [!shownOnly],
    );
  const told = async (viewer: CastMember): Promise<Map<string, number | null>> => {
    const { data, errors } = await house.ask(
      `{ recommendations(first: 100) { edges { node { id endorsementCount } } } }`,
      {},
      viewer,
    );
    expect(errors).toBeUndefined();
    return new Map(
      data.recommendations.edges.map(({ node }: Any) => [fromGlobalId('rec', node.id), node.endorsementCount]),
    );
  };

  it('are each organisation once for the secretariat, and for others a number only from five upwards', async () => {
    const ids = [await draft([0], cast.officer), await draft([1], cast.officer)];
    for (let turn = 0; turn < 2; turn += 1) {
      const { id } = await drafted(house, content(turn ? ids : ids.slice(0, 1), { quorumRuleId: rule }));
      await act(house, 'openStatement', id, { deadlineOn: await dayAhead(house, 14) });
      for (let member = 1; member <= 6; member += 1) {
        const input = { statementId: id, versionNumber: 1, appearance: member + turn < 6 ? 'COUNTED' : 'HIDDEN' };
        await house.send('endorseStatement', input, cast.representative(member), 'endorsement { id }');
      }
    }
    const inside = await told(cast.officer);
    const [all, shown] = [await byHand(false), await byHand(true)];
    expect(all.length).toBeGreaterThan(1);
    for (const { id, count } of all) if (inside.has(id)) expect([id, inside.get(id)]).toEqual([id, count]);
    const outside = await told(cast.representative(7));
    const expected = new Map(shown.map(({ id, count }) => [id, count >= 5 ? count : null]));
    for (const [id, count] of outside) expect([id, count]).toEqual([id, expected.get(id) ?? null]);
    expect(ids.map((id) => outside.get(fromGlobalId('rec', id)))).toEqual([5, null]);
    expect(ids.map((id) => inside.get(fromGlobalId('rec', id)))).toEqual([6, 6]);
  });
});

describe('exact totals', () => {
  it('of every filter that people use are the length of the list, whoever asks', async () => {
    const filters = [
      {},
      { stage: ['DRAFTED'] },
      { stage: ['ENDORSING', 'ANSWERED'], standing: ['ACTIVE'] },
      { addresseeIds: [orgId(org.interior)] },
      { addresseeIds: [orgId(org.interior)], stage: ['DRAFTED'], uptake: ['NONE'] },
      { addresseeIds: [orgId(org.interior), orgId(org.finance)] },
      { standing: ['CLOSED'] },
      { text: 'count' },
      { text: 'past', stage: ['SUBMITTED'] },
      { targetIds: [instrumentId(instrument.programme)] },
      { stage: [] },
    ];
    for (const viewer of [...Object.values(everybody), cast.representative(2), undefined]) {
      for (const filter of filters) {
        const { data, errors } = await house.ask(
          `query ($filter: RecommendationFilter!) { recommendations(first: 100, filter: $filter) {
             exact: totalCount(exact: true) totalCount pageInfo { hasNextPage } edges { node { id } } } }`,
          { filter },
          viewer,
        );
        expect(errors).toBeUndefined();
        const { exact, totalCount, edges, pageInfo } = data.recommendations;
        expect([filter, pageInfo.hasNextPage, exact, totalCount]).toEqual([filter, false, edges.length, edges.length]);
      }
    }
  });
});

it('every case is what its history makes of it', async () => {
  expect(await discrepancies(house)).toEqual([]);
});
