import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import {
  STATEMENT,
  attempt,
  content,
  dayAhead,
  discrepancies,
  read,
  recommendations,
  setRule,
  stagesOf,
  submissionsMoved,
} from './texts.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house?.close();
});

const recorded = async (status: string, over: Record<string, unknown> = {}, of: Record<string, unknown> = {}) =>
  house.send(
    'recordPastStatement',
    {
      status,
      happenedOn: '2021-06-30',
      notKnown: ['OPEN', 'CLOSE'],
      reason: 'The completion report',
      content: content(await recommendations(house, 2), of),
      ...over,
    },
    cast.officer,
    `statement { ${STATEMENT} recordedAs quorum { met count tally { given } } versions { number hash frozenAt }
       history(first: 2) { edges { node { event happenedAt precision late imported notKnown reason } } } }`,
  );

describe('an old record', () => {
  it.each([
    ['ENDORSED', ['ENDORSED', 'ENDORSED']],
    ['SUBMITTED', ['SUBMITTED', 'SUBMITTED']],
    ['CONCLUDED', ['SUBMITTED', 'SUBMITTED']],
    ['LAPSED', ['DRAFTED', 'DRAFTED']],
    ['WITHDRAWN', ['DRAFTED', 'DRAFTED']],
  ])('enters a statement at %s, with what it skipped listed as not known', async (status, stages) => {
    const { statement, userErrors } = await recorded(status);
    expect(userErrors).toEqual([]);
    expect(statement).toMatchObject({
      status,
      recordedAs: status,
      quorum: { met: null, count: null, tally: null },
      versions: [{ number: 1 }],
      history: {
        edges: [
          {
            node: {
              event: 'RECORD_PAST',
              happenedAt: '2021-06-29T17:00:00.000Z',
              precision: 'DAY',
              late: true,
              imported: true,
              notKnown: ['OPEN', 'CLOSE'],
              reason: 'The completion report',
            },
          },
        ],
      },
    });
    expect(statement.versions[0].hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await stagesOf(house, statement.id)).toEqual(stages);
    expect(await house.db.query(`SELECT 1 FROM effects WHERE status <> 'cancelled'`)).toEqual([]);
  });

  it('has to say where it is known from', async () => {
    const { statement, userErrors } = await recorded('SUBMITTED', { reason: ' ' });
    expect(statement).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'REASON_NEEDED' }]);
  });

  it('does not say that a quorum was met: submitting it needs one, and it is opened again only with a rule', async () => {
    const { statement } = await recorded('ENDORSED');
    const { availableEvents } = await read(house, statement.id, 'availableEvents { event reasons { code } }');
    const submit = availableEvents.find((each: { event: string }) => each.event === 'SUBMIT');
    expect(submit.reasons).toEqual([{ code: 'QUORUM_UNKNOWN' }]);
    const again = { to: 'ENDORSING', deadlineOn: await dayAhead(house, 14) };
    const without = await attempt(house, 'reopenStatement', statement.id, again);
    expect(without.userErrors).toMatchObject([{ code: 'QUORUM_RULE_NEEDED' }]);
    const opened = await attempt(house, 'reopenStatement', statement.id, {
      ...again,
      quorumRuleId: await setRule(house),
    });
    expect(opened.statement.status).toBe('ENDORSING');
  });

  it('takes in the submissions of that time, and stays where it is', async () => {
    const { statement } = await recorded('SUBMITTED');
    await submissionsMoved(house, statement.id, { submissionId: randomUUID(), status: 'over' });
    await submissionsMoved(house, statement.id, { submissionId: randomUUID(), status: 'delivered' });
    expect((await read(house, statement.id, 'status')).status).toBe('SUBMITTED');
  });

  it('is shown to members, since it was public to them then', async () => {
    const { statement } = await recorded('SUBMITTED');
    expect(await read(house, statement.id, 'status', cast.representative(4))).toEqual({ status: 'SUBMITTED' });
  });
});

it('every case is what its history makes of it', async () => {
  expect(await discrepancies(house)).toEqual([]);
});
