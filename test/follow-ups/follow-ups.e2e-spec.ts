import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '#platform';
import { cast, everybody, org } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { opened } from '../statements/texts.js';
import { byHand, codes, daysAgo, done, endorsed, letter, seen, submitted } from '../submissions/letters.js';
import type { Any } from '../submissions/letters.js';

const TASK = `followUp { id version kind status note dueOn snoozedUntil outcome outcomeNote owner { office { en } } ownerRole
  about { id } entries { version act reason until outcome actor { office { en } } owner { office { en } } } }`;
const WORK = `{ myWork { kind turn what { en km } why { en km } by late about { id } } }`;

let house: House;
let submission: Any;
let statement: Any;
beforeAll(async () => {
  house = await openHouse();
  statement = await opened(house);
  const other = await endorsed(house, [[org.interior, 1]]);
  [submission] = await submitted(house, other.id, [letter(org.interior)]);
  await done(house, 'deliverSubmission', submission.id, byHand(await daysAgo(house, 80)));
}, 60_000);
afterAll(() => house?.close());

const day = (from: number) => daysAgo(house, -from);
const open = async (as: CastMember = cast.officer, over: object = {}) =>
  house.send('openFollowUp', { aboutId: submission.id, dueOn: await day(3), note: 'Call them.', ...over }, as, TASK);
const step = (mutation: string, of: Any, as: CastMember, input: object) =>
  house.send(mutation, { id: of.id, expectedVersion: of.version, ...input }, as, TASK);
const seat = (who: CastMember) => toGlobalId('sea', who.seatId);
const work = async (who?: CastMember): Promise<Any[]> => {
  const { data, errors } = await house.ask(WORK, {}, who);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.myWork;
};
const find = async (id: string, who?: CastMember): Promise<Any> =>
  (await house.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id }, who)).data.node;

describe('a follow-up task', () => {
  it('is opened, put off, handed over and done, each act kept with who, why and what came of it', async () => {
    const task = (await open()).followUp;
    expect(task).toMatchObject({ status: 'OPEN', kind: 'OTHER', owner: { office: { en: 'policyOfficer (test)' } } });
    expect(task.about.id).toBe(submission.id);
    const until = await day(6);
    const late = await step('snoozeFollowUp', task, cast.officer, { until, reason: 'They are away.' });
    expect(late.followUp.snoozedUntil).toBe(until);
    const given = await step('handOverFollowUp', late.followUp, cast.officer, {
      ...{ toSeatId: seat(cast.chair), reason: 'The chair knows them.' },
    });
    expect(given.followUp).toMatchObject({ snoozedUntil: null, owner: { office: { en: 'chair (test)' } } });
    const end = { outcome: 'CALL_MADE', note: 'They will answer in May.' };
    const ended = await step('recordOutcome', given.followUp, cast.chair, end);
    expect(ended.followUp).toMatchObject({ status: 'DONE', outcome: 'CALL_MADE', outcomeNote: end.note });
    expect(ended.followUp.entries.map((each: Any) => [each.act, each.reason])).toEqual([
      ['OPENED', 'Call them.'],
      ['SNOOZED', 'They are away.'],
      ['HANDED_OVER', 'The chair knows them.'],
      ['ENDED', 'They will answer in May.'],
    ]);
    expect(codes(await step('stopFollowUp', ended.followUp, cast.officer, { reason: 'Late' }))).toEqual([
      'FOLLOW_UP_OVER',
    ]);
  });

  it('says everything that is wrong at once, and is told apart when two change it', async () => {
    const wrong = await open(cast.officer, { dueOn: await day(-1), ownerSeatId: seat(cast.representative(1)) });
    expect(codes(wrong).sort()).toEqual(['CANNOT_FOLLOW_UP', 'DAY_IN_THE_PAST']);
    const task = (await open()).followUp;
    expect(codes(await step('stopFollowUp', task, cast.officer, { reason: ' ' }))).toEqual(['REASON_NEEDED']);
    expect(codes(await step('recordOutcome', task, cast.chair, { outcome: 'NOTHING' }))).toEqual(['NOT_YOUR_ACT']);
    const stopped = await step('stopFollowUp', task, cast.officer, { reason: 'They wrote.' });
    expect(stopped.followUp.status).toBe('STOPPED');
    const another = (await open()).followUp;
    await step('snoozeFollowUp', another, cast.officer, { until: await day(4), reason: 'Later' });
    expect(codes(await step('stopFollowUp', another, cast.officer, { reason: 'No' }))).toEqual(['CHANGED_MEANWHILE']);
  });

  it('is for the secretariat, and for a group where it follows a submission of its field', async () => {
    const mine = (await open(cast.monitor)).followUp;
    const inside = (await open(cast.officer, { aboutId: statement.id })).followUp;
    for (const [name, who] of Object.entries(everybody)) {
      const secretariat = ['officer', 'coordinator', 'chair'].includes(name);
      expect([name, (await find(mine.id, who)) !== null]).toEqual([name, secretariat || name === 'monitor']);
      expect([name, (await find(inside.id, who)) !== null]).toEqual([name, secretariat]);
    }
    expect(await find(mine.id)).toBeNull();
    // About a statement nothing goes to somebody who would not see it.
    const to = { toSeatId: seat(cast.monitor), reason: 'Yours' };
    expect(codes(await step('handOverFollowUp', inside, cast.officer, to))).toEqual(['CANNOT_FOLLOW_UP']);
    expect(codes(await open(cast.representative(1), { aboutId: statement.id }))).toEqual(['NOT_YOUR_ACT']);
    expect(codes(await open(cast.representative(9)))).toEqual(['NOT_FOUND']);
    const beside = await seen(house, submission.id, 'followUps(first: 50) { edges { node { id } } }', cast.monitor);
    expect(beside.followUps.edges.map((edge: Any) => edge.node.id)).toContain(mine.id);
  });

  it('is listed by whose it is and how far it is', async () => {
    const query = `query ($filter: FollowUpFilter) { followUps(first: 100, filter: $filter) { totalCount edges { node { id status } } } }`;
    const list = async (filter: object, who: CastMember) =>
      (await house.ask(query, { filter }, who)).data.followUps.edges.map((edge: Any) => edge.node);
    const mine = (await open(cast.coordinator)).followUp;
    expect((await list({ mine: true }, cast.coordinator)).map((each: Any) => each.id)).toEqual([mine.id]);
    const over = await list({ status: ['DONE', 'STOPPED'] }, cast.officer);
    expect(over.length).toBe(2);
    expect(await list({ dueBefore: await day(0) }, cast.officer)).toEqual([]);
  });
});

describe('my work', () => {
  it('has a member’s decisions, which nobody else takes, until they are taken', async () => {
    const before = await work(cast.representative(5));
    expect(before.map(({ kind, turn, about }) => [kind, turn, about.id])).toEqual([
      ['DECIDE', 'ONLY_YOU', statement.id],
    ]);
    expect(before[0].by).toBe(statement.deadline.slice(0, 10));
    expect(before[0].why.en).toBe('Only your organisation can decide for itself.');
    await house.send('declineStatement', { statementId: statement.id }, cast.representative(5), '__typename');
    expect(await work(cast.representative(5))).toEqual([]);
  });

  it('has what an officer is responsible for, the late before the rest, and what a group watches', async () => {
    const task = (await open(cast.officer, { dueOn: await day(1) })).followUp;
    const items = await work(cast.officer);
    const mine = items.filter(({ turn }) => turn === 'ONLY_YOU');
    expect(mine[0]).toMatchObject({ kind: 'ANSWER_OVERDUE', late: true, about: { id: submission.id } });
    expect(mine.some(({ kind, about }) => kind === 'RECEIPT' && about.id === submission.id)).toBe(true);
    expect(mine.some(({ kind, about }) => kind === 'FOLLOW_UP' && about.id === task.id)).toBe(true);
    const order = items.map(({ turn }) => ['ONLY_YOU', 'THIS_WEEK', 'WAITING_FOR_OTHERS'].indexOf(turn));
    expect(order).toEqual([...order].sort());
    const others = await work(cast.otherOfficer);
    expect(others.find(({ kind }) => kind === 'ANSWER_OVERDUE')).toMatchObject({ turn: 'WAITING_FOR_OTHERS' });
    const groups = await work(cast.monitor);
    expect(groups.find(({ kind }) => kind === 'ANSWER_OVERDUE')).toMatchObject({
      turn: 'THIS_WEEK',
      why: { en: 'It lies in the field of your group.' },
    });
  });

  it('is put off with a task, comes up again on its day, and is empty for who works on nothing', async () => {
    const task = (await open(cast.coordinator, { dueOn: await day(2) })).followUp;
    const has = async () => (await work(cast.coordinator)).some(({ about }) => about?.id === task.id);
    expect(await has()).toBe(true);
    await step('snoozeFollowUp', task, cast.coordinator, { until: await day(5), reason: 'They are away.' });
    expect(await has()).toBe(false);
    house.clock.advance(5 * 86_400_000);
    expect(await has()).toBe(true);
    for (const who of [undefined, cast.observer, cast.administrator]) expect(await work(who)).toEqual([]);
  });
});
