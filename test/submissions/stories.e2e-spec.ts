import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { cast, org } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { read } from '../statements/texts.js';
import {
  SUBMISSION,
  answer,
  byHand,
  codes,
  conclude,
  daysAgo,
  discrepancies,
  document,
  done,
  endorsed,
  keysOf,
  letter,
  positions,
  seen,
  submitted,
  tried,
} from './letters.js';
import type { Any } from './letters.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(async () => {
  expect(await discrepancies(house)).toEqual([]);
});
afterAll(async () => {
  await house?.close();
});

const [toPlanning, toFinance, toInterior] = [org.planning, org.finance, org.interior];

describe('twelve items to three ministries', () => {
  let statement: Any;
  let planning: Any;
  let finance: Any;
  let interior: Any;
  const stages = async (of: Any) =>
    Promise.all(of.items.map(async (item: Any) => (await positions(house, item.recommendation.id)).stage));

  it('are three submissions, each asking the items that are addressed to it', async () => {
    statement = await endorsed(house, [
      [toPlanning, 4],
      [toFinance, 4],
      [toInterior, 4],
    ]);
    [planning, finance, interior] = await submitted(house, statement.id, [
      letter(toPlanning, { ourReference: 'C-014' }),
      letter(toFinance),
      letter(toInterior),
    ]);
    expect([planning, finance, interior]).toMatchObject([
      { status: 'PREPARED', addressee: { code: 'TEST-MOP' }, items: [1, 2, 3, 4].map((order) => ({ order })) },
      { status: 'PREPARED', addressee: { code: 'TEST-MEF' }, items: [5, 6, 7, 8].map((order) => ({ order })) },
      { status: 'PREPARED', addressee: { code: 'TEST-MOI' }, items: [9, 10, 11, 12].map((order) => ({ order })) },
    ]);
    expect(await seen(house, planning.id, 'ourReference responsible { office { en } }', cast.officer)).toEqual({
      ourReference: 'C-014',
      responsible: { office: { en: 'policyOfficer (test)' } },
    });
    expect(await read(house, statement.id, 'status submissions(first: 5) { totalCount }')).toEqual({
      status: 'ENDORSED',
      submissions: { totalCount: 3 },
    });
    expect(await stages(planning)).toEqual(Array(4).fill('ENDORSED'));
  });

  it('are submitted with the first that is handed over, and each with its own', async () => {
    planning = await done(house, 'deliverSubmission', planning.id, byHand(await daysAgo(house, 60)));
    expect(planning).toMatchObject({ status: 'DELIVERED', proof: 'WITHOUT_RECEIPT' });
    expect((await read(house, statement.id, 'status')).status).toBe('SUBMITTED');
    expect(await stages(planning)).toEqual(Array(4).fill('SUBMITTED'));
    expect(await stages(interior)).toEqual(Array(4).fill('ENDORSED'));
    finance = await done(house, 'deliverSubmission', finance.id, byHand(await daysAgo(house, 58)));
    interior = await done(house, 'deliverSubmission', interior.id, byHand(await daysAgo(house, 57)));
    const proven = await done(house, 'recordReceipt', interior.id, {
      receipt: {
        receivedOn: await daysAgo(house, 57),
        entryNumber: '118',
        documentId: await document(house, 'receipt'),
      },
    });
    expect(proven).toMatchObject({ status: 'DELIVERED', proof: 'WITH_RECEIPT' });
    expect(codes(await conclude(house, statement.id))).toEqual(['SUBMISSIONS_NOT_OVER']);
  });

  it('one answers three of four, then the time runs out', async () => {
    const [one, two, three, four] = keysOf(interior) as [string, string, string, string];
    const on = await daysAgo(house, 40);
    await done(house, 'recordAcknowledgement', interior.id, { happenedOn: await daysAgo(house, 50) });
    const answered = await done(house, 'recordResponse', interior.id, {
      response: {
        answeredOn: on,
        form: 'LETTER',
        language: 'EN',
        verbatim: 'On the three points of our mandate, see below.',
        items: [
          { itemKey: one, reading: 'ACCEPTED', verbatim: 'The Ministry will do so.' },
          { itemKey: two, reading: 'NOTED' },
          { itemKey: three, reading: 'NOT_ACCEPTED', reason: 'It is already law.' },
        ],
      },
    });
    expect(answered.status).toBe('ACKNOWLEDGED');
    const silent = await done(house, 'recordSilence', interior.id, { happenedOn: await daysAgo(house, 1) });
    expect(silent).toMatchObject({ status: 'PARTLY_ANSWERED', over: true });
    const { silence } = await seen(house, interior.id, 'silence { itemKeys }', cast.officer);
    expect(silence).toEqual({ itemKeys: [four] });
    expect(await stages(interior)).toEqual(['ANSWERED', 'ANSWERED', 'ANSWERED', 'SUBMITTED']);
    const recommendation = answered.items[0].recommendation.id;
    expect((await positions(house, recommendation)).positions).toEqual([
      {
        reading: 'ACCEPTED',
        verbatim: 'The Ministry will do so.',
        answeredOn: on,
        addressee: { code: 'TEST-MOI' },
        submission: { id: interior.id },
      },
    ]);
  });

  it('one says that it is not its mandate: the clock goes on elsewhere', async () => {
    const input = { happenedOn: await daysAgo(house, 30), letter: letter(toPlanning) };
    const redirected = await tried(
      house,
      'redirectSubmission',
      finance.id,
      input,
      cast.officer,
      `successor { ${SUBMISSION} }`,
    );
    expect(codes(redirected)).toEqual([]);
    const { submission, successor } = redirected;
    expect(submission).toMatchObject({ status: 'REDIRECTED', over: false });
    expect(successor).toMatchObject({
      status: 'PREPARED',
      handOvers: 1,
      clockStartedAt: submission.deliveredAt,
      addressee: { code: 'TEST-MOP' },
      items: [5, 6, 7, 8].map((order) => ({ order })),
    });
    const delivered = await done(house, 'deliverSubmission', successor.id, byHand(await daysAgo(house, 28)));
    expect(delivered.clockStartedAt).toBe(submission.deliveredAt);
    expect(
      await seen(house, finance.id, 'successor { id } history(first: 1) { edges { node { event } } }', cast.officer),
    ).toEqual({
      successor: { id: successor.id },
      history: { edges: [{ node: { event: 'REDIRECT' } }] },
    });
    const answered = await done(
      house,
      'recordResponse',
      successor.id,
      answer(await daysAgo(house, 20), keysOf(successor), 'PARTLY_ACCEPTED'),
    );
    expect(answered).toMatchObject({ status: 'ANSWERED', over: true });
    // What was passed on is over with what came of it.
    expect(await seen(house, finance.id, 'status over predecessor { id }', cast.officer)).toEqual({
      status: 'REDIRECTED',
      over: true,
      predecessor: null,
    });
    const { positions: both } = await positions(house, successor.items[0].recommendation.id);
    expect(both).toMatchObject([
      { addressee: { code: 'TEST-MEF' }, reading: null },
      { addressee: { code: 'TEST-MOP' }, reading: 'PARTLY_ACCEPTED' },
    ]);
  });

  it('one is silent; then everything is in', async () => {
    expect(codes(await conclude(house, statement.id))).toEqual(['SUBMISSIONS_NOT_OVER']);
    const silent = await done(house, 'recordSilence', planning.id, { happenedOn: await daysAgo(house, 1) });
    expect(silent).toMatchObject({ status: 'UNANSWERED', over: true });
    expect(await stages(planning)).toEqual(Array(4).fill('SUBMITTED'));
    const concluded = await conclude(house, statement.id);
    expect(concluded.statement).toEqual({ status: 'CONCLUDED' });
  });

  it('an answer that comes late is recorded, and reopens nothing', async () => {
    const [one, ...rest] = keysOf(planning);
    const late = await done(
      house,
      'recordResponse',
      planning.id,
      answer(await daysAgo(house, 0), [one as string], 'NOTED'),
    );
    expect(late.status).toBe('PARTLY_ANSWERED');
    const all = await done(house, 'recordResponse', planning.id, answer(await daysAgo(house, 0), rest, 'ACCEPTED'));
    expect(all.status).toBe('ANSWERED');
    expect((await read(house, statement.id, 'status')).status).toBe('CONCLUDED');
    expect(await stages(planning)).toEqual(Array(4).fill('ANSWERED'));
    const { silence, responses } = await seen(
      house,
      planning.id,
      'silence { itemKeys } responses(first: 5) { totalCount edges { node { counts items { itemKey reading } } } }',
      cast.officer,
    );
    expect(silence.itemKeys).toEqual(keysOf(planning));
    expect(responses.totalCount).toBe(2);
    expect(responses.edges[1].node).toEqual({ counts: true, items: [{ itemKey: one, reading: 'NOTED' }] });
  });
});

describe('a statement that is taken back after two of three were handed over', () => {
  it('cancels what is prepared, withdraws what was handed over with a letter, and records what comes later', async () => {
    const statement = await endorsed(house, [
      [toPlanning, 1],
      [toFinance, 1],
      [toInterior, 1],
    ]);
    const [one, two, three] = await submitted(
      house,
      statement.id,
      [toPlanning, toFinance, toInterior].map((to) => letter(to)),
    );
    await done(house, 'deliverSubmission', one.id, byHand(await daysAgo(house, 10)));
    await done(house, 'deliverSubmission', two.id, byHand(await daysAgo(house, 9)));
    const withdraw = async (input: Record<string, unknown>) => {
      const { version } = await read(house, statement.id, 'version');
      const all = { id: statement.id, expectedVersion: version, ...input };
      return house.send('withdrawStatement', all, cast.officer, 'statement { status }');
    };
    const refused = await withdraw({});
    expect(refused.statement).toBeNull();
    expect(codes(refused)).toEqual(['LETTER_NEEDED', 'REASON_NEEDED']);
    const { statement: withdrawn, userErrors } = await withdraw({
      reason: 'A figure in it was wrong',
      evidence: [await document(house)],
    });
    expect(userErrors).toEqual([]);
    expect(withdrawn).toEqual({ status: 'WITHDRAWN' });
    const states = await Promise.all(
      [one, two, three].map((each) => seen(house, each.id, 'status over', cast.officer)),
    );
    expect(states).toEqual([
      { status: 'WITHDRAWN', over: true },
      { status: 'WITHDRAWN', over: true },
      { status: 'CANCELLED', over: true },
    ]);
    expect((await positions(house, one.items[0].recommendation.id)).stage).toBe('DRAFTED');
    // Later answers are recorded without moving anything.
    const late = await done(house, 'recordResponse', one.id, answer(await daysAgo(house, 0), keysOf(one)));
    expect(late).toMatchObject({ status: 'WITHDRAWN', items: [{ position: { reading: 'ACCEPTED' } }] });
    expect(await positions(house, one.items[0].recommendation.id)).toMatchObject({
      stage: 'DRAFTED',
      positions: [{ reading: 'ACCEPTED', addressee: { code: 'TEST-MOP' } }],
    });
    expect(codes(await tried(house, 'deliverSubmission', three.id, byHand(await daysAgo(house, 0))))).toContain(
      'NOT_IN_THIS_STATE',
    );
  });
});
