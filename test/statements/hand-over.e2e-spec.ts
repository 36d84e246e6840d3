import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DomainError } from '#platform';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import {
  act,
  attempt,
  chosen,
  content,
  dayAhead,
  discrepancies,
  endorsedBy,
  opened,
  pending,
  read,
  setRule,
  stagesOf,
  submissionsMoved,
  withService,
} from './texts.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house?.close();
});

const status = async (id: string) => (await read(house, id, 'status')).status;
const submit = async (id: string) => {
  const input = await chosen(house, id);
  return withService(house, (service, tx, by) => service.submit(tx, input, by));
};
const endorsed = async (items = 2, over: Record<string, unknown> = {}, to = 3) => {
  const statement = await opened(house, items, over);
  await endorsedBy(house, statement.id, 1, to);
  await act(house, 'closeStatement', statement.id);
  return statement;
};
const delivered = async () => {
  const statement = await endorsed();
  const submissionId = randomUUID() as string;
  await submit(statement.id);
  await submissionsMoved(house, statement.id, { submissionId, status: 'prepared' });
  await submissionsMoved(house, statement.id, { submissionId, status: 'delivered' });
  return { id: statement.id as string, submissionId };
};
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => [] as string[],
    (error: DomainError) => error.reasons.map((reason) => reason.code),
  );

describe('submitting', () => {
  it('judges the quorum again, keeps the judgement, and leaves the statement endorsed until something is delivered', async () => {
    const { id, items } = await endorsed();
    const submittable = await submit(id);
    expect(submittable).toMatchObject({
      versionNumber: 1,
      items: items.map((item: { key: string }) => ({ key: item.key, notEndorsedByAll: false })),
    });
    expect(await read(house, id, 'status judgements { occasion met }')).toEqual({
      status: 'ENDORSED',
      judgements: [
        { occasion: 'CLOSE', met: true },
        { occasion: 'SUBMIT', met: true },
      ],
    });
  });

  it('is refused when the quorum no longer holds', async () => {
    const { id } = await endorsed();
    await endorsedBy(house, id, 3, 3, { state: 'withdrawn' });
    expect(await refusal(submit(id))).toEqual(['QUORUM_NOT_REACHED']);
    const button = (await read(house, id, 'availableEvents { event reasons { code } }')).availableEvents.find(
      (each: { event: string }) => each.event === 'SUBMIT',
    );
    expect(button.reasons).toEqual([{ code: 'QUORUM_LACKS' }]);
  });

  it('is never judged after the first delivery', async () => {
    const { id } = await delivered();
    await endorsedBy(house, id, 1, 3, { state: 'dissociated' });
    await submit(id);
    expect(await read(house, id, 'status judgements { occasion }')).toEqual({
      status: 'SUBMITTED',
      judgements: [{ occasion: 'CLOSE' }, { occasion: 'SUBMIT' }],
    });
  });

  it('marks an item that fell short of its own quorum; it does not stand in the way of the whole', async () => {
    const quorumRuleId = await setRule(house, { itemAtLeast: 3 });
    const statement = await opened(house, 2, { quorumRuleId });
    const [first, second] = statement.items;
    await endorsedBy(house, statement.id, 1, 2);
    await endorsedBy(house, statement.id, 3, 3, { reservations: { [second.key]: 'not so' } });
    await act(house, 'closeStatement', statement.id);
    const { items } = await submit(statement.id);
    expect(items).toMatchObject([
      { key: first.key, notEndorsedByAll: false },
      { key: second.key, notEndorsedByAll: true },
    ]);
  });

  it('is for a policy officer, with the right to draft', async () => {
    const { id } = await endorsed();
    const input = await chosen(house, id);
    const as = (who = cast.chair) => withService(house, (service, tx, by) => service.submit(tx, input, by), who);
    expect(await refusal(as())).toEqual(['NOT_YOUR_ACT']);
    expect(await refusal(as({ ...cast.officer, rights: [] }))).toEqual(['RIGHT_MISSING']);
  });
});

describe('what its submissions do to it', () => {
  it('the first delivery makes it submitted; turned away at the counter, it is endorsed again', async () => {
    const { id, submissionId } = await delivered();
    expect(await status(id)).toBe('SUBMITTED');
    await submissionsMoved(house, id, { submissionId, status: 'prepared' });
    expect(await status(id)).toBe('ENDORSED');
  });

  it('a delivery of what is open for sign-on again is refused', async () => {
    const { id } = await endorsed();
    const submissionId = randomUUID() as string;
    await submissionsMoved(house, id, { submissionId, status: 'prepared' });
    await act(house, 'reopenStatement', id, { to: 'ENDORSING', deadlineOn: await dayAhead(house, 14) });
    expect(await refusal(submissionsMoved(house, id, { submissionId, status: 'delivered' }))).toEqual([
      'NOT_IN_THIS_STATE',
    ]);
    await submissionsMoved(house, id, { submissionId, status: 'over' });
    expect(await status(id)).toBe('ENDORSING');
  });

  it('it is concluded once every submission is over, and a late answer does not reopen it', async () => {
    const { id, submissionId } = await delivered();
    const conclude = async () => {
      const input = await chosen(house, id);
      return withService(house, (service, tx, by) => service.conclude(tx, input, by));
    };
    expect(await refusal(conclude())).toEqual(['SUBMISSIONS_NOT_OVER']);
    await submissionsMoved(house, id, { submissionId, status: 'over' });
    await conclude();
    await submissionsMoved(house, id, { submissionId, status: 'over' });
    expect(await status(id)).toBe('CONCLUDED');
  });
});

describe('withdrawing', () => {
  const withdraw = async (id: string, reason?: string) => {
    const input = await chosen(house, id);
    return withService(house, (service, tx, by) => service.withdraw(tx, input, reason ? { ...by, reason } : by));
  };

  it('needs a reason, stops the window and ends every carrying', async () => {
    const { id } = await opened(house);
    expect(await refusal(withdraw(id))).toEqual(['REASON_NEEDED']);
    await withdraw(id, 'The law was dropped');
    expect(await status(id)).toBe('WITHDRAWN');
    expect(await stagesOf(house, id)).toEqual(['DRAFTED', 'DRAFTED']);
    expect(await pending(house, id)).toEqual([]);
  });

  it('after delivery too; what comes later is noted without moving anything', async () => {
    const { id, submissionId } = await delivered();
    await withdraw(id, 'Taken back');
    await submissionsMoved(house, id, { submissionId, status: 'over' });
    expect(await status(id)).toBe('WITHDRAWN');
  });
});

describe('a later cycle', () => {
  it('renews a concluded statement: a successor with its items and its lineage', async () => {
    const { id, submissionId } = await delivered();
    expect((await attempt(house, 'renewStatement', id)).userErrors).toMatchObject([{ code: 'NOT_IN_THIS_STATE' }]);
    await submissionsMoved(house, id, { submissionId, status: 'over' });
    const input = await chosen(house, id);
    await withService(house, (service, tx, by) => service.conclude(tx, input, by));
    const { statement: successor } = await act(house, 'renewStatement', id);
    expect(successor).toMatchObject({ status: 'DRAFTING', version: 1, versionNumber: 1 });
    expect(successor.items).toHaveLength(2);
    const lineage = await read(house, successor.id, 'renews { id renewedBy { id } }');
    expect(lineage).toEqual({ renews: { id, renewedBy: [{ id: successor.id }] } });
  });
});

describe('correcting', () => {
  it('a closing that was a mistake opens the window again, and tells the recommendations', async () => {
    const { id, deadline } = await opened(house);
    await endorsedBy(house, id, 1, 3);
    await act(house, 'closeStatement', id);
    const { statement } = await act(house, 'correctStatement', id, { entry: 3, reason: 'Closed the wrong one' });
    expect(statement).toMatchObject({ status: 'ENDORSING', deadline });
    expect(await pending(house, id)).toMatchObject([{ due_at: new Date(deadline) }]);
    expect(await stagesOf(house, id)).toEqual(['ENDORSING', 'ENDORSING']);
  });

  it('an opening that was a mistake makes it a draft again, which can be edited and opened', async () => {
    const { id, items } = await opened(house);
    const { statement } = await act(house, 'correctStatement', id, { entry: 2, reason: 'Not yet' });
    expect(statement).toMatchObject({ status: 'DRAFTING', deadline: null });
    expect(await pending(house, id)).toEqual([]);
    expect(await stagesOf(house, id)).toEqual(['DRAFTED', 'DRAFTED']);
    expect(await read(house, id, 'id', cast.representative(1))).toBeNull();
    const quorumRuleId = await setRule(house);
    await act(house, 'editStatement', id, { content: content([items[0].recommendation.id], { quorumRuleId }) });
    await act(house, 'openStatement', id, { deadlineOn: await dayAhead(house, 14) });
    expect(await status(id)).toBe('ENDORSING');
  });
});

it('every case is what its history makes of it', async () => {
  expect(await discrepancies(house)).toEqual([]);
});
