import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { endOfDay } from '#platform';
import { cast, org } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { read } from '../statements/texts.js';
import {
  answer,
  byHand,
  codes,
  conclude,
  daysAgo,
  discrepancies,
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

const [toFinance, toInterior] = [org.finance, org.interior];

describe('a wrong answer', () => {
  const delivered = async () => {
    const statement = await endorsed(house, [[toFinance, 2]]);
    const [submission] = await submitted(house, statement.id, [letter(toFinance)]);
    await done(house, 'deliverSubmission', submission.id, byHand(await daysAgo(house, 20)));
    return { statement, submission };
  };
  const correct = (id: string, entry: number, input: Record<string, unknown> = {}) =>
    tried(house, 'correctSubmission', id, { entry, reason: 'Read wrongly', ...input });
  const RESPONSES = `responses(first: 9) { edges { node { counts annuls correctsId correctedById id items { reading } } } }`;

  it('is put right by one that names it; what it moved moves back', async () => {
    const { statement, submission } = await delivered();
    const keys = keysOf(submission);
    const answered = await done(house, 'recordResponse', submission.id, answer(await daysAgo(house, 10), keys));
    expect(answered.status).toBe('ANSWERED');
    expect((await conclude(house, statement.id)).statement).toEqual({ status: 'CONCLUDED' });
    const right = answer(await daysAgo(house, 9), keys, 'UNDER_CONSIDERATION');
    const { submission: corrected, userErrors } = await correct(submission.id, 3, right);
    expect(userErrors).toEqual([]);
    expect(corrected).toMatchObject({ status: 'DELIVERED', over: false });
    const recommendation = submission.items[0].recommendation.id;
    expect(await positions(house, recommendation)).toMatchObject({
      stage: 'SUBMITTED',
      positions: [{ reading: 'UNDER_CONSIDERATION', answeredOn: await daysAgo(house, 9) }],
    });
    const { responses } = await seen(house, submission.id, RESPONSES, cast.officer);
    const [newer, older] = responses.edges.map((edge: Any) => edge.node);
    expect(newer).toMatchObject({ counts: true, annuls: false, correctsId: older.id });
    expect(older).toMatchObject({
      counts: false,
      correctedById: newer.id,
      items: [{ reading: 'ACCEPTED' }, { reading: 'ACCEPTED' }],
    });
    // And once more: the correction of the correction names the correction.
    const again = await correct(submission.id, 3, answer(await daysAgo(house, 9), keys, 'NOTED'));
    expect(again.submission.status).toBe('ANSWERED');
    expect((await positions(house, recommendation)).stage).toBe('ANSWERED');
  });

  it('that was never given is taken out, and stays in sight', async () => {
    const { submission } = await delivered();
    await done(
      house,
      'recordResponse',
      submission.id,
      answer(await daysAgo(house, 10), keysOf(submission).slice(0, 1)),
    );
    const { submission: corrected } = await correct(submission.id, 3);
    expect(corrected).toMatchObject({ status: 'DELIVERED', items: [{ position: { reading: null } }, {}] });
    const { responses } = await seen(house, submission.id, RESPONSES, cast.officer);
    expect(responses.edges).toMatchObject([
      { node: { annuls: true, counts: false, items: [] } },
      { node: { annuls: false, counts: false } },
    ]);
    expect((await positions(house, submission.items[0].recommendation.id)).stage).toBe('SUBMITTED');
  });

  it('is not the only thing that can be wrong: a receipt, a delivery, a redirection', async () => {
    const { statement, submission } = await delivered();
    const receipt = { receivedOn: await daysAgo(house, 19), stampSeen: true };
    const proven = await done(house, 'recordReceipt', submission.id, { receipt });
    expect(proven.proof).toBe('WITH_RECEIPT');
    expect((await correct(submission.id, 3)).submission.proof).toBe('WITHOUT_RECEIPT');
    expect(codes(await correct(submission.id, 2, { receipt }))).toEqual(['WRONG_REPLACEMENT']);
    const moved = await correct(submission.id, 2, byHand(await daysAgo(house, 18), { channel: 'POST' }));
    expect(codes(moved)).toEqual([]);
    const { attempts } = await seen(house, submission.id, 'attempts { channel at }', cast.officer);
    expect(attempts).toEqual([{ channel: 'POST', at: moved.submission.deliveredAt }]);
    // Only how exactly a day is known was wrong.
    const HISTORY = `history(first: 1) { edges { node { corrects correctedMoment { precision happenedUntil } } } }`;
    const [from, until] = [await daysAgo(house, 20), await daysAgo(house, 18)];
    expect(codes(await correct(submission.id, 2, { precision: 'RANGE', until }))).toEqual(['VALUE_MISSING']);
    expect(codes(await correct(submission.id, 2, { happenedOn: from, precision: 'RANGE', until }))).toEqual([]);
    const { history } = await seen(house, submission.id, HISTORY, cast.officer);
    expect(history.edges).toMatchObject([{ node: { corrects: 2, correctedMoment: { precision: 'RANGE' } } }]);
    expect(history.edges[0].node.correctedMoment.happenedUntil).toBe(endOfDay(until));

    await done(house, 'recordReceipt', submission.id, {
      receipt: { ...receipt, receivedOn: await daysAgo(house, 18) },
    });
    const input = { happenedOn: await daysAgo(house, 5), letter: letter(toInterior) };
    const { successor } = await tried(
      house,
      'redirectSubmission',
      submission.id,
      input,
      cast.officer,
      'successor { id }',
    );
    expect(codes(await correct(submission.id, 2))).toEqual(['LATER_ENTRY_DEPENDS']);
    const back = await correct(submission.id, 8);
    expect(back.submission).toMatchObject({ status: 'DELIVERED' });
    expect((await seen(house, successor.id, 'status', cast.officer)).status).toBe('CANCELLED');
    expect((await read(house, statement.id, 'status')).status).toBe('SUBMITTED');
  });

  it('cannot be a redirection whose letter has been handed over', async () => {
    const { submission } = await delivered();
    const input = { happenedOn: await daysAgo(house, 5), letter: letter(toInterior) };
    const { successor } = await tried(
      house,
      'redirectSubmission',
      submission.id,
      input,
      cast.officer,
      'successor { id }',
    );
    await done(house, 'deliverSubmission', successor.id, byHand(await daysAgo(house, 4)));
    expect(codes(await correct(submission.id, 3))).toEqual(['SUCCESSOR_WAS_DELIVERED']);
  });

  it('that says it was handed over, although it never was, takes the statement back to endorsed', async () => {
    const { statement, submission } = await delivered();
    expect((await correct(submission.id, 2)).submission).toMatchObject({ status: 'PREPARED', proof: null });
    expect((await read(house, statement.id, 'status')).status).toBe('ENDORSED');
    expect((await positions(house, submission.items[0].recommendation.id)).stage).toBe('ENDORSED');
  });
});
