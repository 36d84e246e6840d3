import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Processes, checkCases } from '#workflow';
import { cast } from '../support/cast.js';
import { edition } from '../support/findings.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { bringIn, byReference } from './lists.js';

let house: House;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anusas-past-'));
  house = await openHouse({ ANUSAS_DATA: folder });
  await edition(house, { adoptedOn: '2022-01-20' });
});
afterAll(async () => {
  await house?.close();
  await rm(folder, { recursive: true, force: true });
});

const HEADER =
  'No;Recommendation;Ministry;Statement;Endorsed on;Submitted to;Submitted on;Response;Answered on;Answer text;Integrated in;Provision;Quote;Degree';
const list = (...rows: string[]) => [HEADER, ...rows].join('\r\n');
const STORY = `number stage uptake carryings { stage statement { id number title { en } } }
  integrations { status degree quote { en } locator { en } history(first: 5) { edges { node { event imported happenedAt } } } }
  positions { addressee { id } reading verbatim answeredOn precision submission { id } }
  history(first: 10) { edges { node { event happenedAt precision imported late notKnown } } }`;
const STATEMENT = `query ($id: ID!) { statement(id: $id) { status recordedAs title { en km } items { recommendation { externalReference } }
  history(first: 5) { edges { node { event happenedAt imported notKnown reason } } }
  submissions(first: 6) { edges { node { status past deliveredAt addressee { id } items { recommendation { externalReference } }
    history(first: 10) { edges { node { event happenedAt precision imported notKnown } } }
    responses(first: 3) { edges { node { answeredOn answeredUntil precision items { reading verbatim } } } } } } } } }`;
const statementOf = async (id: string) => {
  const { data, errors } = await house.ask(STATEMENT, { id }, cast.officer);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.statement;
};
const nodes = (connection: { edges: { node: any }[] }) => connection.edges.map((edge) => edge.node);
const carryingOf = (story: any) => story.carryings.find((each: any) => each.statement)?.statement;

describe('rows that bring their past', () => {
  const rows = [
    'A1;Publish the district budget;TEST-MEF;Joint letter of 2021;2021-05-01;TEST-MOI;June 2021;Accepted;2021-09-03;We will do this;TEST-NP, chapter 4;page 63;Budgets are published;in substance',
    'A2;Open the council sessions;TEST-MEF;Joint letter of 2021;2021-05-01;TEST-MOI;June 2021;Not accepted;2021-09-03;;;;;',
    'A3;Keep minutes of the council;TEST-MEF;Joint letter of 2021;2021-05-01;TEST-MOI, TEST-MEF;June 2021;;;;;;;',
    'A4;Pay the village heads;TEST-MEF;Joint letter of 2021;2021-05-01;;;;;;;;;',
  ];
  let first: any;

  it('come in', async () => {
    const run = await bringIn(house, list(...rows), { source: 'report' });
    expect(run.rows.map((row: any) => [row.action, ...row.refusals])).toEqual(rows.map(() => ['CREATE']));
    expect(run).toMatchObject({ status: 'DONE', rowsTotal: 4, rowsRead: 4, rowsDone: 4, secondsLeft: null });
    first = await byReference(house, 'A1', STORY);
  });

  it('one statement of the past carries all that name it, endorsed on its day and handed over by its letters', async () => {
    const statement = await statementOf(carryingOf(first).id);
    expect(statement).toMatchObject({
      status: 'SUBMITTED',
      recordedAs: 'ENDORSED',
      title: { en: 'Joint letter of 2021' },
      items: ['A1', 'A2', 'A3', 'A4'].map((externalReference) => ({ recommendation: { externalReference } })),
    });
    const entered = nodes(statement.history).at(-1);
    expect(entered).toMatchObject({
      event: 'RECORD_PAST',
      happenedAt: '2021-04-30T17:00:00.000Z',
      imported: true,
      notKnown: ['DRAFT', 'OPEN'],
    });
    expect(entered.reason).toContain('report');
    expect(nodes(statement.submissions)).toHaveLength(2);
  });

  it('a letter to each addressee asks what was submitted to it, and has the answer item by item in the words of the list', async () => {
    const letters = nodes((await statementOf(carryingOf(first).id)).submissions);
    const asks = (letter: any) => letter.items.map((item: any) => item.recommendation.externalReference);
    const [three, one] = letters.sort((a: any, b: any) => b.items.length - a.items.length);
    expect(asks(three)).toEqual(['A1', 'A2', 'A3']);
    expect(asks(one)).toEqual(['A3']);
    expect(three).toMatchObject({ past: true, status: 'DELIVERED', deliveredAt: '2021-05-31T17:00:00.000Z' });
    expect(nodes(three.history).at(-1)).toMatchObject({ event: 'RECORD_PAST', precision: 'MONTH', imported: true });
    expect(nodes(three.responses)).toEqual([
      {
        answeredOn: '2021-09-03',
        answeredUntil: null,
        precision: 'DAY',
        items: expect.arrayContaining([
          { reading: 'ACCEPTED', verbatim: 'We will do this' },
          { reading: 'NOT_ACCEPTED', verbatim: 'Not accepted' },
        ]),
      },
    ]);
    expect(nodes(one.responses)).toEqual([]);
  });

  it('the recommendation stands where its carryings have brought it, each step on its day, and what is skipped is listed', async () => {
    expect(first.stage).toBe('ANSWERED');
    const events = nodes(first.history).reverse();
    expect(events.map((entry) => [entry.event, entry.happenedAt.slice(0, 10), entry.imported])).toEqual([
      ['RECORD_PAST', '2021-04-30', true],
      ['CARRYING_MOVED', '2021-04-30', true],
      ['CARRYING_MOVED', '2021-05-31', true],
      ['CARRYING_MOVED', '2021-09-02', true],
    ]);
    expect(events[0]).toMatchObject({ notKnown: ['DRAFT'], late: true });
    const stages = await Promise.all(['A2', 'A3', 'A4'].map((each) => byReference(house, each, 'stage')));
    expect(stages.map((each) => each.stage)).toEqual(['ANSWERED', 'SUBMITTED', 'ENDORSED']);
  });

  it('what was integrated is claimed at its place, and does not count until somebody else has seen it', async () => {
    expect(first.uptake).toBe('NONE');
    expect(first.integrations).toMatchObject([
      {
        status: 'CLAIMED',
        degree: 'IN_SUBSTANCE',
        quote: { en: 'Budgets are published' },
        locator: { en: 'Chapter 4, page 63' },
      },
    ]);
    expect(nodes(first.integrations[0].history)).toMatchObject([
      { event: 'RECORD_PAST', imported: true, happenedAt: '2022-01-19T17:00:00.000Z' },
    ]);
  });

  it('brought in again they double nothing, and a past that reads otherwise changes none that is recorded', async () => {
    const count = `SELECT (SELECT count(*) FROM recommendations)::int AS r, (SELECT count(*) FROM statements)::int AS s,
      (SELECT count(*) FROM submissions)::int AS l, (SELECT count(*) FROM responses)::int AS a, (SELECT count(*) FROM integrations)::int AS i,
      (SELECT count(*) FROM case_history)::int AS h`;
    const before = await house.db.query(count);
    const again = await bringIn(house, list(...rows), { source: 'report' });
    expect(again.rows.every((row: any) => row.action === 'UNCHANGED')).toBe(true);
    const other = rows.map((row) => row.replace('Not accepted', 'Accepted'));
    expect((await bringIn(house, list(...other), { source: 'report' })).rows.map((row: any) => row.action)).toEqual(
      rows.map(() => 'UNCHANGED'),
    );
    expect(await house.db.query(count)).toEqual(before);
  });

  it('what happens later is an ordinary step', async () => {
    const [letter] = nodes((await statementOf(carryingOf(first).id)).submissions);
    expect(letter).toBeDefined();
    const { data } = await house.ask(
      `query ($id: ID!) { statement(id: $id) { submissions(first: 9) { edges { node { id version items { key recommendation { externalReference } } } } } } }`,
      { id: carryingOf(first).id },
      cast.officer,
    );
    const asked = nodes(data.statement.submissions).find((each) => each.items.length === 1);
    const { userErrors, submission } = await house.send(
      'recordResponse',
      {
        id: asked.id,
        expectedVersion: asked.version,
        response: {
          answeredOn: '2026-01-10',
          form: 'LETTER',
          verbatim: 'Yes',
          items: [{ itemKey: asked.items[0].key, reading: 'ACCEPTED' }],
        },
      },
      cast.officer,
      'submission { status history(first: 1) { edges { node { event imported } } } }',
    );
    expect(userErrors).toEqual([]);
    expect(submission).toMatchObject({
      status: 'ANSWERED',
      history: { edges: [{ node: { event: 'RESPOND', imported: false } }] },
    });
    expect((await byReference(house, 'A3', 'stage')).stage).toBe('ANSWERED');
  });
});

describe('rows that say too little for a case', () => {
  it('keep it in words, and the list says why', async () => {
    const run = await bringIn(
      house,
      list(
        'B1;Nobody knows to whom;TEST-MEF, TEST-MOI;;;;2020;Accepted;2021;;;;;',
        'B2;Several were asked, one answered;TEST-MEF;;;TEST-MOI, TEST-MEF;2020;Accepted;2021;;;;;',
        'B3;Integrated, nobody knows how far;TEST-MEF;;;;;;;;TEST-NP;page 9;;',
        'B4;The day of the letter is lost;TEST-MEF;;;;;Noted;12/03/2022;;;;;',
        'B5;No answer came;TEST-MEF;;;TEST-MOP;2020;No answer;;;;;;',
        'B6;It was answered some day;TEST-MEF;;;TEST-MEF;Sept-Nov 2021;Accepted;;;;;;',
      ),
      { source: 'little' },
    );
    expect(run.rows.map((row: any) => row.action)).toEqual(run.rows.map(() => 'CREATE'));
    const notes = await house.db.query<{ row: number; codes: string[] }[]>(
      `SELECT row, ARRAY(SELECT note ->> 'code' FROM jsonb_array_elements(notes) note WHERE note ->> 'code' LIKE 'IMPORT_PAST%') AS codes
         FROM import_rows JOIN import_runs r ON r.id = run_id WHERE r.source = 'little' ORDER BY row`,
    );
    expect(notes.map((row) => row.codes)).toEqual([
      ['IMPORT_PAST_ADDRESSEE_NEEDED'],
      ['IMPORT_PAST_WHOSE_ANSWER'],
      ['IMPORT_PAST_DEGREE_NEEDED'],
      [],
      [],
      [],
    ]);
    const [b1, b2, b3, b4, b5, b6] = await Promise.all(
      ['B1', 'B2', 'B3', 'B4', 'B5', 'B6'].map((each) => byReference(house, each, STORY)),
    );
    expect([b1, b2, b3, b4, b5, b6].map((each) => each.stage)).toEqual([
      'ANSWERED',
      'ANSWERED',
      'DRAFTED',
      'ANSWERED',
      'SUBMITTED',
      'ANSWERED',
    ]);
    expect(carryingOf(b1)).toBeUndefined();
    expect(b3.integrations).toEqual([]);
    expect(nodes(b2.history).at(-1).notKnown).toEqual(['DRAFT', 'OPEN', 'CLOSE']);
    // One statement for all that name none: the list itself.
    const statement = await statementOf(carryingOf(b2).id);
    expect(statement.title.en).toMatch(/^Imported list “little” of \d{4}-\d\d-\d\d$/);
    expect(statement.items).toHaveLength(4);
    const letters = nodes(statement.submissions);
    const of = (reference: string) =>
      letters.find((letter) => letter.items.some((item: any) => item.recommendation.externalReference === reference));
    expect(of('B4')).toMatchObject({ status: 'ANSWERED', deliveredAt: '2022-03-11T17:00:00.000Z' });
    expect(nodes(of('B4').history).at(-1).notKnown).toEqual(['PREPARE', 'DELIVER']);
    expect(of('B5').status).toBe('UNANSWERED');
    expect(nodes(of('B6').responses)).toMatchObject([{ answeredOn: '2021-09-01', precision: 'RANGE' }]);
  });

  it('are refused where they contradict themselves', async () => {
    const run = await bringIn(
      house,
      list(
        'C1;Answered before it was asked;TEST-MEF;;;TEST-MEF;2021-05-05;Accepted;2021-05-04;;;;;',
        'C2;Submitted in days to come;TEST-MEF;;;TEST-MEF;2099;;;;;;;',
      ),
      { source: 'contradictions' },
    );
    expect(run.rows).toMatchObject([
      { action: 'REJECT', problems: [{ column: 'I' }] },
      { action: 'REJECT', problems: [{ column: 'G' }] },
    ]);
  });
});

it('every case is what its history says', async () => {
  const { checked, discrepancies } = await checkCases(house.db, house.api.app.get(Processes).all());
  expect(discrepancies).toEqual([]);
  expect(checked).toBeGreaterThan(15);
});
