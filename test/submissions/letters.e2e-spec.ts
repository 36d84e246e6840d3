import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '#platform';
import { cast, org, orgId } from '../support/cast.js';
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
  endorse,
  endorsed,
  keysOf,
  letter,
  positions,
  seen,
  submitted,
  tried,
  unsign,
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

const [toPlanning, toFinance] = [org.planning, org.finance];

describe('a letter', () => {
  it('that is turned away at the counter is prepared again, the attempt kept', async () => {
    const statement = await endorsed(house, [[toFinance, 1]]);
    const [submission] = await submitted(house, statement.id, [letter(toFinance)]);
    await done(house, 'deliverSubmission', submission.id, byHand(await daysAgo(house, 3)));
    const refused = await done(house, 'recordRefusalAtCounter', submission.id, { happenedOn: await daysAgo(house, 3) });
    expect(refused).toMatchObject({ status: 'PREPARED', clockStartedAt: null });
    expect((await read(house, statement.id, 'status')).status).toBe('ENDORSED');
    expect((await positions(house, submission.items[0].recommendation.id)).stage).toBe('ENDORSED');
    await done(house, 'deliverSubmission', submission.id, byHand(await daysAgo(house, 1), { channel: 'POST' }));
    const { attempts } = await seen(house, submission.id, 'attempts { channel outcome }', cast.officer);
    expect(attempts).toEqual([
      { channel: 'BY_HAND', outcome: 'DELIVERED' },
      { channel: null, outcome: 'REFUSED_AT_COUNTER' },
      { channel: 'POST', outcome: 'DELIVERED' },
    ]);
  });

  it('of an older version is prepared again, and asks what is left of its items', async () => {
    const statement = await endorsed(house, [[toFinance, 2]]);
    const seat = toGlobalId('sea', cast.otherOfficer.seatId);
    const [submission] = await submitted(house, statement.id, [letter(toFinance, { responsibleSeatId: seat })]);
    await unsign(house, statement.id);
    const { version } = await read(house, statement.id, 'version');
    const kept = statement.items[1];
    const amended = await house.send(
      'amendStatement',
      {
        id: statement.id,
        expectedVersion: version,
        amendment: 'EDITORIAL',
        reason: 'One ask is left out',
        content: {
          title: { en: 'Joint statement', km: 'សេចក្តីថ្លែងការណ៍រួម' },
          body: { en: 'We ask the following.', km: 'យើងស្នើដូចខាងក្រោម។' },
          otherLanguage: 'CURRENT',
          items: [{ recommendationId: kept.recommendation.id, wording: kept.wording }],
        },
      },
      cast.officer,
      'statement { versionNumber }',
    );
    if (!amended.statement) throw new Error(JSON.stringify(amended.userErrors));
    for (const index of [1, 2, 3]) await endorse(house, statement.id, index);
    expect(codes(await tried(house, 'deliverSubmission', submission.id, byHand(await daysAgo(house, 0))))).toEqual([
      'LETTER_OUTDATED',
      'QUORUM_NOT_JUDGED',
    ]);
    const again = await tried(
      house,
      'prepareSubmissionAgain',
      submission.id,
      {},
      cast.officer,
      'cancelled { id status }',
    );
    expect(codes(again)).toEqual([]);
    expect(again.cancelled).toEqual({ id: submission.id, status: 'CANCELLED' });
    expect(again.submission).toMatchObject({ status: 'PREPARED', statementVersion: 2, items: [{ key: kept.key }] });
    await done(house, 'deliverSubmission', again.submission.id, byHand(await daysAgo(house, 0)));
    const { data } = await house.ask(
      `{ submissions(first: 5, filter: { mine: true }) { edges { node { id } } } }`,
      {},
      cast.otherOfficer,
    );
    expect(data.submissions.edges.map((edge: Any) => edge.node.id)).toEqual([again.submission.id, submission.id]);
  });

  it('is sent again, its clock stopped, run again and lengthened, with the reasons', async () => {
    const statement = await endorsed(house, [[toFinance, 1]]);
    const [{ id }] = await submitted(house, statement.id, [letter(toFinance)]);
    await done(house, 'deliverSubmission', id, byHand(await daysAgo(house, 40)));
    await done(
      house,
      'resendSubmission',
      id,
      byHand(await daysAgo(house, 30), { channel: 'EMAIL', mode: 'ELECTRONIC' }),
    );
    const suspend = { happenedOn: await daysAgo(house, 20) };
    expect(codes(await tried(house, 'suspendClock', id, suspend))).toEqual(['REASON_NEEDED']);
    await done(house, 'suspendClock', id, { ...suspend, reason: 'Election period' });
    expect(codes(await tried(house, 'recordSilence', id, { happenedOn: await daysAgo(house, 1) }))).toEqual([
      'CLOCK_STANDS_STILL',
    ]);
    await done(house, 'resumeClock', id, { happenedOn: await daysAgo(house, 15) });
    const extension = {
      happenedOn: await daysAgo(house, 10),
      extendedUntil: await daysAgo(house, -10),
      reason: 'They asked',
    };
    await done(house, 'grantExtension', id, extension);
    const { clockLedger, attempts } = await seen(
      house,
      id,
      'clockLedger { kind reason until } attempts { outcome channel }',
      cast.officer,
    );
    expect(clockLedger).toMatchObject([
      { kind: 'SUSPENSION', reason: 'Election period', until: expect.any(String) },
      { kind: 'EXTENSION', reason: 'They asked' },
    ]);
    expect(attempts).toMatchObject([{ outcome: 'DELIVERED' }, { outcome: 'RESENT', channel: 'EMAIL' }]);
  });
});

describe('an old record', () => {
  it('enters where it stands; what it does not know is listed, and an answer can be filled in later', async () => {
    const statement = await endorsed(house, [[toPlanning, 2]]);
    const past = await house.send(
      'recordPastSubmission',
      {
        statementId: statement.id,
        letter: letter(toPlanning),
        status: 'ANSWERED',
        deliveredOn: '2019-03-01',
        precision: 'MONTH',
        notKnown: ['RECEIPT'],
        reason: 'The file of that year',
      },
      cast.officer,
      `submission { ${SUBMISSION} past history(first: 1) { edges { node { event imported notKnown precision } } } }`,
    );
    if (!past.submission) throw new Error(JSON.stringify(past.userErrors));
    const { submission } = past;
    expect(submission).toMatchObject({
      status: 'ANSWERED',
      past: true,
      deliveredAt: '2019-02-28T17:00:00.000Z',
      history: {
        edges: [{ node: { event: 'RECORD_PAST', imported: true, notKnown: ['RECEIPT'], precision: 'MONTH' } }],
      },
    });
    expect((await read(house, statement.id, 'status')).status).toBe('SUBMITTED');
    expect((await positions(house, submission.items[0].recommendation.id)).stage).toBe('ANSWERED');
    const filled = await done(
      house,
      'recordResponse',
      submission.id,
      answer('2019-05-01', keysOf(submission).slice(0, 1), 'NOTED', { precision: 'YEAR' }),
    );
    expect(filled).toMatchObject({
      status: 'ANSWERED',
      items: [{ position: { reading: 'NOTED', answeredOn: '2019-01-01' } }, {}],
    });
    expect((await conclude(house, statement.id)).statement).toEqual({ status: 'CONCLUDED' });
  });

  it('is not known of a statement that is still being endorsed', async () => {
    const statement = await endorsed(house, [[toPlanning, 1]]);
    const { version } = await read(house, statement.id, 'version');
    const deadlineOn = await daysAgo(house, -30);
    await house.send(
      'reopenStatement',
      { id: statement.id, expectedVersion: version, to: 'ENDORSING', deadlineOn },
      cast.officer,
      'statement { id }',
    );
    const past = await house.send(
      'recordPastSubmission',
      {
        statementId: statement.id,
        letter: { addresseeId: orgId(toPlanning) },
        status: 'DELIVERED',
        deliveredOn: '2019-03-01',
        reason: 'x',
      },
      cast.officer,
      'submission { id }',
    );
    expect(codes(past)).toEqual(['STATEMENT_NOT_ENDORSED']);
  });
});

describe('two acts at once', () => {
  it('of a hand-over and a withdrawal, whichever is first, leave everything of one mind', async () => {
    for (let round = 0; round < 3; round += 1) {
      const statement = await endorsed(house, [[toFinance, 2]]);
      const [submission] = await submitted(house, statement.id, [letter(toFinance)]);
      const { version } = await read(house, statement.id, 'version');
      const withdrawal = {
        id: statement.id,
        expectedVersion: version,
        reason: 'Not now',
        evidence: [await document(house)],
      };
      const [delivery, withdrawn] = await Promise.all([
        tried(house, 'deliverSubmission', submission.id, byHand(await daysAgo(house, 1))),
        house.send('withdrawStatement', withdrawal, cast.officer, 'statement { status }'),
      ]);
      // One of them wins; the other one is told that it was too late, or stale.
      expect([codes(delivery).length === 0, codes(withdrawn).length === 0].filter(Boolean)).toHaveLength(1);
      const { status } = await read(house, statement.id, 'status');
      const { status: of } = await seen(house, submission.id, 'status', cast.officer);
      expect([`WITHDRAWN CANCELLED`, `SUBMITTED DELIVERED`]).toContain(`${status} ${of}`);
    }
  });

  it('of two answers to the same statement, both are recorded, and the recommendation hears of both', async () => {
    const statement = await endorsed(house, [[toFinance, 1]]);
    const [key] = statement.items.map((item: Any) => item.key);
    const both = await submitted(house, statement.id, [letter(toFinance), letter(toPlanning, { itemKeys: [key] })]);
    const on = await daysAgo(house, 5);
    await Promise.all(both.map(({ id }) => done(house, 'deliverSubmission', id, byHand(on))));
    await Promise.all(both.map(({ id }) => done(house, 'recordResponse', id, answer(on, [key], 'NOTED'))));
    const found = await positions(house, statement.items[0].recommendation.id);
    expect(found.stage).toBe('ANSWERED');
    expect(found.positions.map((each: Any) => each.reading)).toEqual(['NOTED', 'NOTED']);
    expect((await conclude(house, statement.id)).statement).toEqual({ status: 'CONCLUDED' });
  });
});
