import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromGlobalId } from '#platform';
import { submissionMachine, submissionProcess } from '#submissions';
import { cast, everybody, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { dayAhead, read, release } from '../statements/texts.js';
import {
  answer,
  byHand,
  codes,
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
  submit,
  submitted,
  tried,
} from './letters.js';
import type { Any } from './letters.js';

let house: House;
let statement: Any;
let delivered: Any;
let prepared: Any;
beforeAll(async () => {
  house = await openHouse();
  statement = await endorsed(house, [
    [org.finance, 2],
    [org.interior, 1],
  ]);
  [delivered, prepared] = await submitted(house, statement.id, [letter(org.finance), letter(org.interior)]);
  delivered = await done(house, 'deliverSubmission', delivered.id, byHand(await daysAgo(house, 20)));
  await endorse(house, statement.id, 7, 'dissociated');
  await endorse(house, statement.id, 8, 'declined');
});
afterAll(async () => {
  expect(await discrepancies(house)).toEqual([]);
  await house?.close();
});

const shown = async (as?: CastMember) => {
  const { data, errors } = await house.ask(
    `query ($rec: ID!) { submissions(first: 10) { edges { node { id } } } recommendation(id: $rec) { positions { addressee { code } } } }`,
    { rec: delivered.items[0].recommendation.id },
    as,
  );
  expect(errors).toBeUndefined();
  return {
    submissions: data.submissions.edges.map((edge: Any) => edge.node.id).sort(),
    positions: data.recommendation?.positions.map((each: Any) => each.addressee.code) ?? null,
  };
};

describe('who sees a submission', () => {
  it('the secretariat sees all, a member those of what it signed, the budget group its field, others nothing', async () => {
    const both = [delivered.id, prepared.id].sort();
    for (const as of [cast.officer, cast.coordinator, cast.chair]) {
      expect(await shown(as)).toEqual({ submissions: both, positions: ['TEST-MEF'] });
    }
    // Given, and dissociated after it was handed over; declined and not asked see that it stands, and no more.
    for (const index of [1, 7]) {
      expect(await shown(cast.representative(index))).toEqual({ submissions: both, positions: ['TEST-MEF'] });
    }
    for (const index of [8, 12]) {
      expect(await shown(cast.representative(index))).toEqual({ submissions: [], positions: [] });
    }
    expect(await shown(cast.monitor)).toEqual({ submissions: [delivered.id], positions: ['TEST-MEF'] });
    for (const as of [cast.observer, cast.administrator, undefined]) {
      expect((await shown(as)).submissions).toEqual([]);
    }
  });

  it('what one may not see is not there, whichever way it is asked for', async () => {
    for (const as of [cast.representative(12), cast.observer, undefined]) {
      expect(await seen(house, delivered.id, 'id', as)).toBeNull();
      const { data } = await house.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id: delivered.id }, as);
      expect(data.node).toBeNull();
    }
    const strange = `sub_${randomUUID().replaceAll('-', '')}`;
    const input = { id: delivered.id, expectedVersion: 2, happenedOn: await daysAgo(house, 1) };
    for (const [id, as] of [
      [strange, cast.officer],
      [delivered.id, cast.representative(12)],
    ] as const) {
      const refused = await house.send('recordAcknowledgement', { ...input, id }, as, 'submission { id }');
      expect(codes(refused)).toEqual(['NOT_FOUND']);
    }
  });

  it('outside the coalition, of what was released, only what was sent and answered', async () => {
    const other = await endorsed(house, [[org.planning, 1]]);
    const [submission] = await submitted(house, other.id, [letter(org.planning)]);
    await done(house, 'deliverSubmission', submission.id, byHand(await daysAgo(house, 9)));
    const given = await done(
      house,
      'recordResponse',
      submission.id,
      answer(await daysAgo(house, 2), keysOf(submission)),
    );
    await done(house, 'recordReceipt', submission.id, {
      receipt: { receivedOn: await daysAgo(house, 9), stampSeen: true },
    });
    await release(house, other.id);
    const selection = `status proof addressee { code } items { position { reading verbatim } } responses(first: 5) { totalCount }
      ourReference responsible { office { en } } receipts { id } attempts { channel } history(first: 1) { totalCount }`;
    for (const as of [cast.observer, undefined]) {
      expect(await seen(house, submission.id, selection, as)).toEqual({
        status: 'ANSWERED',
        proof: 'WITH_RECEIPT',
        addressee: { code: 'TEST-MOP' },
        items: [{ position: { reading: 'ACCEPTED', verbatim: 'We have considered it.' } }],
        responses: { totalCount: 1 },
        ourReference: null,
        responsible: null,
        receipts: [],
        attempts: [],
        history: null,
      });
      const { data } = await house.ask(
        `query ($id: ID!) { node(id: $id) { __typename } }`,
        { id: given.items[0].position.responseId },
        as,
      );
      expect(data.node).toEqual({ __typename: 'Response' });
    }
  });

  it('no field of it names who signed', async () => {
    const { data } = await house.ask(
      `{ __type(name: "Submission") { fields { name type { name ofType { name ofType { name } } } } } }`,
      {},
      cast.officer,
    );
    expect(JSON.stringify(data.__type.fields)).not.toMatch(/endors|signator/i);
  });
});

describe('who may do what', () => {
  it('nobody but the policy officer, and in its field the budget group for what it hears', async () => {
    const events = async (as: CastMember) => {
      const found = await seen(house, delivered.id, 'availableEvents { event allowed }', as);
      return (found?.availableEvents ?? []).flatMap((each: Any) => (each.allowed ? [each.event] : []));
    };
    expect(await events(cast.officer)).toEqual([
      'REFUSED_AT_COUNTER',
      'RECEIPT',
      'ACKNOWLEDGE',
      'RESPOND',
      'REDIRECT',
      'RESEND',
      'SUSPEND',
      'GRANT_EXTENSION',
      'RECORD_SILENCE',
      'WITHDRAW',
      'CORRECT',
    ]);
    expect(await events(cast.monitor)).toEqual(['RECEIPT', 'ACKNOWLEDGE', 'RESPOND']);
    for (const [name, as] of Object.entries(everybody)) {
      if (name !== 'officer' && name !== 'monitor') expect(await events(as)).toEqual([]);
    }
  });

  it('the button says why not, as the act does', async () => {
    const { availableEvents } = await seen(
      house,
      prepared.id,
      'availableEvents { event reasons { code clearedBy } }',
      cast.coordinator,
    );
    const deliver = availableEvents.find((each: Any) => each.event === 'DELIVER');
    expect(deliver.reasons).toEqual([{ code: 'NOT_YOUR_ACT', clearedBy: ['POLICY_OFFICER'] }]);
    const refused = await tried(
      house,
      'deliverSubmission',
      prepared.id,
      byHand(await daysAgo(house, 1)),
      cast.coordinator,
    );
    expect(codes(refused)).toEqual(['NOT_YOUR_ACT']);
  });

  it('the budget group records an answer in its field, and nothing else', async () => {
    const on = await daysAgo(house, 3);
    const [key] = keysOf(delivered) as [string];
    const heard = answer(on, [key], 'UNDER_CONSIDERATION', { form: 'MEETING', verbatim: 'They are looking into it.' });
    const recorded = await done(house, 'recordResponse', delivered.id, heard, cast.monitor);
    expect(recorded.items[0].position).toMatchObject({ reading: 'UNDER_CONSIDERATION', answeredOn: on });
    const silence = await tried(house, 'recordSilence', delivered.id, { happenedOn: on }, cast.monitor);
    expect(codes(silence)).toEqual(['NOT_YOUR_ACT']);
    // Without the right to record: it sees, and may not.
    await house.db.query(`UPDATE seats SET rights = '{}' WHERE id = $1`, [cast.monitor.seatId]);
    expect(codes(await tried(house, 'recordResponse', delivered.id, heard, cast.monitor))).toEqual(['RIGHT_MISSING']);
    await house.db.query(`UPDATE seats SET rights = '{record}' WHERE id = $1`, [cast.monitor.seatId]);
    expect(await positions(house, delivered.items[0].recommendation.id)).toMatchObject({ stage: 'SUBMITTED' });
  });
});

describe('submitting', () => {
  it('says everything that is wrong with the statement and its letters at once', async () => {
    const other = await endorsed(house, [[org.finance, 2]]);
    const answered = await submit(house, other.id, [
      letter(org.member(1)),
      letter(org.planning),
      letter(org.finance, { itemKeys: [randomUUID()] }),
      letter(org.interior, {
        unitId: orgId(org.finance),
        responsibleSeatId: `sea_${randomUUID().replaceAll('-', '')}`,
      }),
    ]);
    expect(answered.submissions).toBeNull();
    expect(answered.userErrors.map(({ code, path }: Any) => [code, path.join('.')])).toEqual([
      ['UNKNOWN_REFERENCE', 'letters.0.addresseeId'],
      ['UNKNOWN_REFERENCE', 'letters.3.responsibleSeatId'],
      ['UNKNOWN_REFERENCE', 'letters.3.unitId'],
      ['NO_ITEM_ASKED', 'letters.0.itemKeys'],
      ['NO_ITEM_ASKED', 'letters.1.itemKeys'],
      ['NOT_AN_ITEM', 'letters.2.itemKeys'],
    ]);
    expect(codes(await submit(house, other.id, []))).toEqual(['LETTERS_NEEDED']);
    expect(codes(await submit(house, other.id, [letter(org.finance)], cast.chair))).toContain('NOT_YOUR_ACT');
    expect((await read(house, other.id, 'submissions(first: 1) { totalCount }')).submissions.totalCount).toBe(0);
  });

  it('is refused while sign-on is open, and when the quorum no longer holds', async () => {
    const other = await endorsed(house, [[org.finance, 1]]);
    await house.db.query(
      `UPDATE endorsements SET state = '"withdrawn"' WHERE statement_id = $1 AND organisation_id = $2`,
      [fromGlobalId('stm', other.id), org.member(1)],
    );
    expect(codes(await submit(house, other.id, [letter(org.finance)]))).toEqual(['QUORUM_LACKS']);
    const { version } = await read(house, other.id, 'version');
    const reopen = { id: other.id, expectedVersion: version, to: 'ENDORSING', deadlineOn: await dayAhead(house, 14) };
    await house.send('reopenStatement', reopen, cast.officer, 'statement { id }');
    expect(codes(await submit(house, other.id, [letter(org.finance)]))).toContain('NOT_IN_THIS_STATE');
  });

  it('asks nobody the same twice; a further addressee, or other items, are fine', async () => {
    const other = await endorsed(house, [[org.finance, 2]]);
    const [one, two] = other.items.map((item: Any) => item.key);
    await submitted(house, other.id, [letter(org.finance, { itemKeys: [one] })]);
    const again = await submit(house, other.id, [letter(org.finance), letter(org.planning, { itemKeys: [one] })]);
    expect(codes(again)).toEqual(['ALREADY_ASKED']);
    expect(codes(await submit(house, other.id, Array(2).fill(letter(org.finance, { itemKeys: [two] }))))).toEqual([
      'ITEM_TWICE',
    ]);
    const further = await submitted(house, other.id, [
      letter(org.finance, { itemKeys: [two] }),
      letter(org.planning, { itemKeys: [one] }),
    ]);
    expect(further.map((each) => keysOf(each))).toEqual([[two], [one]]);
  });

  it('an answer in the future, to nothing, in no words, from before it was handed over, is refused with every reason', async () => {
    const refused = await tried(
      house,
      'recordResponse',
      delivered.id,
      answer(await daysAgo(house, 30), [], 'NOTED', { verbatim: ' ', documentId: null }),
    );
    expect(codes(refused)).toEqual(['READING_NEEDED', 'WORDS_NEEDED', 'BEFORE_DELIVERY']);
    const ahead = answer(await daysAgo(house, -3), keysOf(delivered));
    expect(codes(await tried(house, 'recordResponse', delivered.id, ahead))).toEqual(['IN_THE_FUTURE']);
    const range = answer(await daysAgo(house, 3), keysOf(delivered), 'NOTED', { precision: 'RANGE' });
    expect(codes(await tried(house, 'recordResponse', delivered.id, range))).toEqual(['VALUE_MISSING']);
    const absent = {
      ...range.response,
      precision: 'DAY',
      documentId: (await document(house)).replace(/.{6}$/, '000000'),
    };
    expect(codes(await tried(house, 'recordResponse', delivered.id, { response: absent }))).toEqual([
      'UNKNOWN_REFERENCE',
    ]);
  });
});

it('every wish is an event of the machine, and every event that is none is a fact', () => {
  const known = new Set(submissionMachine.events.filter((type) => type !== '*'));
  const wishes = Object.keys(submissionProcess.wishes);
  expect(wishes.filter((wish) => !known.has(wish as never))).toEqual(['CORRECT']);
  expect([...known].filter((type) => !wishes.includes(type)).sort()).toEqual([
    'DEADLINE_MOVED',
    'SUCCESSOR_OVER',
    'SUCCESSOR_REOPENED',
  ]);
});
