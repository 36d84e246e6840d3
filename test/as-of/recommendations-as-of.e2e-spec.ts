import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startOfDay } from '#platform';
import { cast, everybody, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { statementsOf } from '../support/count-statements.js';
import { claim, discrepancies, draft, edition, openToMembers, place } from '../support/findings.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { daysOf } from './days.js';
import type { Days } from './days.js';

const STOOD = 'version stage uptake standing closedAs';
type Stood = Record<string, unknown>;

let house: House;
let days: Days;
/** What each recommendation showed at the end of each day, by its number. */
const pictures: Map<string, Stood>[] = [];
const named: Record<string, { id: string; number: string }> = {};
beforeAll(async () => {
  house = await openHouse();
  days = await daysOf(house);
});
afterAll(() => house?.close());

const seen = async (as: CastMember, asOf?: { day: string; by: string }, filter: object = {}) => {
  const { data, errors } = await house.ask(
    asOf
      ? `query ($filter: RecommendationFilter, $asOf: AsOfInput, $day: LocalDate!, $by: AsOfBy!) {
           recommendations(first: 100, filter: $filter, asOf: $asOf) { totalCount
             edges { node { number asOf(day: $day, by: $by) { ${STOOD} wording day by } } } } }`
      : `query ($filter: RecommendationFilter) { recommendations(first: 100, filter: $filter) { edges { node { number ${STOOD} } } } }`,
    { filter, ...(asOf ? { asOf, ...asOf } : {}) },
    as,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  const rows = data.recommendations.edges.map(({ node: { number, asOf: then, ...now } }: any): [string, Stood] => {
    const { wording: _wording, day: _day, by: _by, ...stood } = then ?? now;
    return [number, stood];
  });
  if (asOf) expect(data.recommendations.totalCount).toBe(rows.length);
  return new Map<string, Stood>(rows);
};
const counts = async (as: CastMember, asOf?: object) => {
  const { data, errors } = await house.ask(
    `query ($asOf: AsOfInput) { overview { byStageAndAddressee(asOf: $asOf) { stage addressee { code } count } } }`,
    { asOf },
    as,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.overview.byStageAndAddressee;
};
const versionOf = async (id: string) =>
  (await house.ask(`query ($id: ID!) { recommendation(id: $id) { version } }`, { id }, cast.officer)).data
    .recommendation.version as number;
const done = async (mutation: string, id: string, over: object, as = cast.officer) => {
  const answer = await house.send(
    mutation,
    { id, expectedVersion: await versionOf(id), reason: 'as found', ...over },
    as,
    'recommendation { version }',
  );
  expect(answer.userErrors).toEqual([]);
};
const past = async (title: string, over: object) => {
  const { recommendation, userErrors } = await house.send(
    'recordPastRecommendation',
    {
      content: { authenticLanguage: 'EN', title: { en: title }, addresseeIds: [orgId(org.interior)] },
      reason: 'an old list',
      ...over,
    },
    cast.officer,
    'recommendation { id number }',
  );
  expect(userErrors).toEqual([]);
  return recommendation as { id: string; number: string };
};
const entered = async (name: string, made: Promise<{ id: string }>) => {
  const { id } = await made;
  const { data } = await house.ask(`query ($id: ID!) { recommendation(id: $id) { number } }`, { id }, cast.officer);
  named[name] = { id, number: data.recommendation.number };
  return named[name];
};
const picture = async () => pictures.push(await seen(cast.officer));
const on = async (name: string, index: number, by: 'HAPPENED' | 'RECORDED', as = cast.officer) => {
  const { data, errors } = await house.ask(
    `query ($id: ID!, $day: LocalDate!, $by: AsOfBy!) { recommendation(id: $id) { asOf(day: $day, by: $by) { ${STOOD} wording } } }`,
    { id: named[name]?.id, day: days.day(index), by },
    as,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.recommendation?.asOf ?? null;
};

describe('seven days of a coalition', () => {
  it('are lived, with late entries, old records and corrections', async () => {
    days.to(0);
    const kept = await entered('kept', draft(house));
    const dropped = await entered('dropped', draft(house));
    await entered('waiting', draft(house));
    await picture();

    days.to(1);
    await done('editRecommendation', kept.id, {
      content: { authenticLanguage: 'EN', title: { en: 'anew' }, addresseeIds: [orgId(org.finance)] },
    });
    await done('retireRecommendation', dropped.id, {});
    await entered('old', past('old', { stage: 'SUBMITTED', happenedOn: days.day(-40) }));
    await picture();

    days.to(2);
    const text = await edition(house, { draftedOn: '2022-05-01' });
    const { integration } = await claim(house, kept, place(text));
    const verified = await house.send(
      'verifyIntegration',
      { id: integration.id, expectedVersion: integration.version },
      cast.otherOfficer,
      'integration { status }',
    );
    expect(verified.integration).toMatchObject({ status: 'VERIFIED' });
    await entered('month', past('month', { stage: 'ANSWERED', happenedOn: days.day(-400), precision: 'MONTH' }));
    await picture();

    days.to(3);
    await openToMembers(house, named['waiting'] as { id: string });
    await picture();

    days.to(4);
    // It was never retired: a mistake of day 1.
    await done('correctRecommendation', dropped.id, { entry: 2 });
    // The old record was wrong by twenty days.
    await done('correctRecommendation', (named['old'] as { id: string }).id, {
      entry: 1,
      happenedAt: startOfDay(days.day(-20)),
    });
    await picture();

    days.to(5);
    await done('withdrawRecommendation', (named['old'] as { id: string }).id, {});
    await entered('late', draft(house));
    await picture();
    expect(pictures.map((each) => each.size)).toEqual([3, 4, 5, 5, 5, 6]);
    expect(await discrepancies(house)).toEqual([]);
  });

  it('by what was recorded, each shows what was stored at its end: one by one, listed, filtered and counted', async () => {
    days.to(6);
    for (const [index, shown] of pictures.entries()) {
      const asOf = { day: days.day(index), by: 'RECORDED' };
      expect(await seen(cast.officer, asOf)).toEqual(shown);
      for (const [field, values] of [
        ['stage', ['DRAFTED', 'ENDORSING', 'SUBMITTED', 'ANSWERED']],
        ['uptake', ['NONE', 'IN_DRAFT']],
        ['standing', ['ACTIVE', 'CLOSED']],
      ] as const) {
        for (const value of values) {
          expect(await seen(cast.officer, asOf, { [field]: [value] })).toEqual(
            new Map([...shown].filter(([, stood]) => stood[field] === value)),
          );
        }
      }
      const total = (await counts(cast.officer, asOf)).reduce((sum: number, each: any) => sum + each.count, 0);
      expect(total).toBe(shown.size);
    }
    expect(await seen(cast.officer, { day: days.day(-1), by: 'RECORDED' })).toEqual(new Map());
    expect(await counts(cast.officer, { day: days.day(3), by: 'RECORDED' })).toEqual([
      { stage: 'DRAFTED', addressee: { code: 'TEST-MEF' }, count: 2 },
      { stage: 'ENDORSING', addressee: { code: 'TEST-MEF' }, count: 1 },
      { stage: 'SUBMITTED', addressee: { code: 'TEST-MOI' }, count: 1 },
      { stage: 'ANSWERED', addressee: { code: 'TEST-MOI' }, count: 1 },
    ]);
  });

  it('by what had happened, corrections of today hold for the past, and old records stand at their own days', async () => {
    expect(await on('dropped', 2, 'RECORDED')).toMatchObject({ standing: 'CLOSED', closedAs: 'RETIRED', version: 2 });
    expect(await on('dropped', 2, 'HAPPENED')).toMatchObject({ standing: 'ACTIVE', closedAs: null, version: 1 });
    expect(await on('kept', 0, 'HAPPENED')).toMatchObject({ wording: 1, uptake: 'NONE' });
    expect(await on('kept', 2, 'HAPPENED')).toMatchObject({ wording: 2, uptake: 'IN_DRAFT' });
    expect(await on('old', -1, 'RECORDED')).toBeNull();
    expect(await on('old', -30, 'HAPPENED')).toBeNull();
    expect(await on('old', -20, 'HAPPENED')).toMatchObject({ stage: 'SUBMITTED', standing: 'ACTIVE' });
    expect(await on('old', 5, 'HAPPENED')).toMatchObject({ standing: 'CLOSED', closedAs: 'WITHDRAWN' });
    // Of a month only its end is sure.
    const [year, month] = days.day(-400).split('-').map(Number) as [number, number];
    const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
    const day = (of: string) => Math.round((Date.parse(of) - Date.parse(days.day(0))) / 86_400_000);
    expect(await on('month', day(last) - 1, 'HAPPENED')).toBeNull();
    expect(await on('month', day(last), 'HAPPENED')).toMatchObject({ stage: 'ANSWERED' });
    for (const index of [-401, -400, day(last), -41, -40, -21, -20, 0, 1, 2, 3, 4, 5]) {
      const asOf = { day: days.day(index), by: 'HAPPENED' };
      const listed = await seen(cast.officer, asOf);
      const one = await Promise.all(
        Object.entries(named).map(async ([name, { number }]) => [number, await on(name, index, 'HAPPENED')] as const),
      );
      const there = one.filter(([, stood]) => stood);
      expect([...listed.keys()].sort()).toEqual(there.map(([number]) => number).sort());
      for (const [field, values] of [
        ['stage', ['DRAFTED', 'SUBMITTED', 'ANSWERED']],
        ['standing', ['CLOSED']],
      ] as const) {
        for (const value of values) {
          const filtered = await seen(cast.officer, asOf, { [field]: [value] });
          expect([...filtered.keys()].sort()).toEqual(
            there
              .filter(([, stood]) => stood[field] === value)
              .map(([number]) => number)
              .sort(),
          );
        }
      }
      const total = (await counts(cast.officer, asOf)).reduce((sum: number, each: any) => sum + each.count, 0);
      expect(total).toBe(there.length);
    }
  });

  it('as of today, both ways show what is shown today', async () => {
    const today = await seen(cast.officer);
    const shown = (all: Map<string, Stood>) =>
      new Map([...all].map(([number, { version: _, ...stood }]) => [number, stood]));
    expect(shown(await seen(cast.officer, { day: days.day(6), by: 'RECORDED' }))).toEqual(shown(today));
    expect(shown(await seen(cast.officer, { day: days.day(6), by: 'HAPPENED' }))).toEqual(shown(today));
    expect(await counts(cast.officer, { day: days.day(6), by: 'HAPPENED' })).toEqual(await counts(cast.officer));
  });

  it('show nobody what was not theirs to see then, or is not now', async () => {
    const member = cast.representative(2);
    // It was a draft of the secretariat until it was opened on day 3.
    expect(await on('waiting', 2, 'RECORDED', member)).toBeNull();
    expect(await on('waiting', 3, 'RECORDED', member)).toMatchObject({ stage: 'ENDORSING' });
    const number = (named['waiting'] as { number: string }).number;
    expect([...(await seen(member, { day: days.day(2), by: 'RECORDED' })).keys()]).not.toContain(number);
    expect([...(await seen(member, { day: days.day(3), by: 'RECORDED' })).keys()]).toContain(number);
    // Of the drafts only the one that a text had taken up.
    expect(await counts(member, { day: days.day(2), by: 'RECORDED' })).toContainEqual({
      stage: 'DRAFTED',
      addressee: { code: 'TEST-MEF' },
      count: 1,
    });
    for (const [name, viewer] of Object.entries(everybody)) {
      const now = [...(await seen(viewer)).keys()];
      for (const by of ['HAPPENED', 'RECORDED']) {
        for (const index of [2, 5]) {
          const then = [...(await seen(viewer, { day: days.day(index), by })).keys()];
          expect([name, then.filter((each) => !now.includes(each))]).toEqual([name, []]);
        }
      }
    }
    // Whoever sees what was released sees it as it was then, too; and nothing of the rest.
    expect(await seen(cast.observer, { day: days.day(5), by: 'RECORDED' })).toEqual(new Map());
  });

  it('refuses a day that has not begun', async () => {
    const asOf = { day: days.day(8), by: 'RECORDED' };
    const { data, errors } = await house.ask(
      `query ($asOf: AsOfInput) { recommendations(first: 5, asOf: $asOf) { edges { node { number } } } }`,
      { asOf },
      cast.officer,
    );
    expect(data?.recommendations ?? null).toBeNull();
    expect(JSON.stringify(errors)).toContain('IN_THE_FUTURE');
  });

  it('is paged without losing or repeating a row, at no more than twelve statements a page', async () => {
    for (const by of ['HAPPENED', 'RECORDED']) {
      const asOf = { day: days.day(5), by };
      const all = [...(await seen(cast.officer, asOf)).keys()];
      const met: string[] = [];
      let after: string | null = null;
      do {
        let data: any;
        const statements = await statementsOf(house.product, async () => {
          ({ data } = await house.ask(
            `query ($asOf: AsOfInput, $day: LocalDate!, $by: AsOfBy!, $after: String) {
               recommendations(first: 4, after: $after, asOf: $asOf) { totalCount pageInfo { hasNextPage endCursor }
                 edges { node { number title { en } addressees { code } targets { code } asOf(day: $day, by: $by) { stage } } } } }`,
            { asOf, ...asOf, after },
            cast.officer,
          ));
        });
        expect(statements.length).toBeLessThanOrEqual(12);
        met.push(...data.recommendations.edges.map((edge: any) => edge.node.number));
        after = data.recommendations.pageInfo.hasNextPage ? data.recommendations.pageInfo.endCursor : null;
      } while (after);
      expect(met).toEqual(all);
    }
  });

  it('how exactly a day is known can be put right alone, and counts on past days from then', async () => {
    const { id } = named['month'] as { id: string };
    const history = async () => {
      const { data } = await house.ask(
        `query ($id: ID!) { recommendation(id: $id) { history(first: 9) { edges { node {
           version corrects happenedAt precision correctedMoment { happenedAt precision happenedUntil } } } } } }`,
        { id },
        cast.officer,
      );
      return data.recommendation.history.edges.map((edge: any) => edge.node);
    };
    const [entry] = (await history()).slice(-1);
    const begins = new Date(startOfDay(days.day(-400))).toISOString();
    expect(entry).toMatchObject({ version: 1, happenedAt: begins, precision: 'MONTH', correctedMoment: null });
    const index = (day: string) => Math.round((Date.parse(day) - Date.parse(days.day(0))) / 86_400_000);

    // Not that month: that year, and nobody knows more.
    await done('correctRecommendation', id, { entry: 1, precision: 'YEAR' });
    const ends = index(`${days.day(-400).slice(0, 4)}-12-31`);
    expect(ends).toBeLessThan(0);
    expect(await on('month', ends - 1, 'HAPPENED')).toBeNull();
    expect(await on('month', ends, 'HAPPENED')).toMatchObject({ stage: 'ANSWERED' });
    expect(await seen(cast.officer, { day: days.day(ends - 1), by: 'HAPPENED' })).toEqual(new Map());

    const refused = async (over: object) => {
      const expectedVersion = await versionOf(id);
      const input = { id, expectedVersion, entry: 1, reason: 'as found', ...over };
      const { userErrors } = await house.send(
        'correctRecommendation',
        input,
        cast.officer,
        'recommendation { version }',
      );
      return userErrors.map(({ code, path }: any) => [code, path.join('.')]);
    };
    const until = new Date(startOfDay(days.day(-390))).toISOString();
    expect(await refused({ precision: 'RANGE' })).toEqual([['VALUE_MISSING', 'happenedUntil']]);
    expect(await refused({ happenedAt: startOfDay(days.day(-380)), precision: 'RANGE', happenedUntil: until })).toEqual(
      [['WRONG_VALUE', 'happenedUntil']],
    );
    expect(await refused({ happenedAt: startOfDay(days.day(9)) })).toEqual([['IN_THE_FUTURE', 'happenedAt']]);

    // A letter turned up: in these ten days.
    await done('correctRecommendation', id, { entry: 1, precision: 'RANGE', happenedUntil: until });
    expect(await on('month', -391, 'HAPPENED')).toBeNull();
    expect(await on('month', -390, 'HAPPENED')).toMatchObject({ stage: 'ANSWERED' });
    // What was said first stays as it was said; each correction says what it put in its place.
    expect(await history()).toMatchObject([
      { corrects: 1, correctedMoment: { happenedAt: begins, precision: 'RANGE', happenedUntil: until } },
      { corrects: 1, correctedMoment: { happenedAt: begins, precision: 'YEAR', happenedUntil: null } },
      { version: 1, happenedAt: begins, precision: 'MONTH', correctedMoment: null },
    ]);
    // Left out altogether, it says no moment.
    const [dropped] = (
      await house.ask(
        `query ($id: ID!) { recommendation(id: $id) { history(first: 1) { edges { node { corrects correctedMoment { precision } } } } } }`,
        { id: (named['dropped'] as { id: string }).id },
        cast.officer,
      )
    ).data.recommendation.history.edges;
    expect(dropped.node).toEqual({ corrects: 2, correctedMoment: null });
    expect(await discrepancies(house)).toEqual([]);
  });
});
