import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cast, everybody, org } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { statementsOf } from '../support/count-statements.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import {
  answer,
  byHand,
  daysAgo,
  discrepancies,
  done,
  endorsed,
  keysOf,
  letter,
  submitted,
} from '../submissions/letters.js';

/** What a test reads is what it asked for. */
type Any = any;

const DAY = 86_400_000;
let house: House;
let codes: Record<string, string>;
beforeAll(async () => {
  house = await openHouse();
  const rows = await house.db.query<{ id: string; code: string }[]>(`SELECT id, code FROM organisations`);
  codes = Object.fromEntries(rows.map((row) => [row.id, row.code]));
});
afterAll(() => house?.close());

async function overdue(days: number | undefined, viewer: CastMember | null = cast.officer): Promise<Any> {
  const { data, errors } = await house.ask(
    `query ($days: Int) { overview { asOf overdue(days: $days) { addressee { code } count } } }`.replace(
      days === undefined ? /\(\$days: Int\)|\(days: \$days\)/g : /Int/,
      days === undefined ? '' : 'Int!',
    ),
    days === undefined ? {} : { days },
    viewer ?? undefined,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.overview.overdue.map((row: Any) => [row.addressee.code, row.count]);
}

describe('what is overdue', () => {
  it('is what was handed over more civil days ago than asked, without any answer since', async () => {
    const statement = await endorsed(house, [
      [org.interior, 2],
      [org.finance, 1],
    ]);
    const [first, second] = await submitted(house, statement.id, [letter(org.interior), letter(org.finance)]);
    expect(await overdue(0)).toEqual([]);
    await done(house, 'deliverSubmission', first.id, byHand(await daysAgo(house, 0)));
    await done(house, 'deliverSubmission', second.id, byHand(await daysAgo(house, 0)));
    expect(await overdue(0)).toEqual([]);

    house.clock.advance(30 * DAY);
    expect(await overdue(undefined)).toEqual([]);
    expect(await overdue(29)).toEqual(
      [
        [codes[org.finance], 1],
        [codes[org.interior], 1],
      ].sort(),
    );
    house.clock.advance(DAY);
    expect(await overdue(undefined)).toEqual(
      [
        [codes[org.finance], 1],
        [codes[org.interior], 1],
      ].sort(),
    );

    // An acknowledgement is no answer; an answer to one of two items is one.
    await done(house, 'recordAcknowledgement', second.id, { happenedOn: await daysAgo(house, 0) });
    await done(house, 'recordResponse', first.id, answer(await daysAgo(house, 0), keysOf(first).slice(0, 1)));
    expect(await overdue(undefined)).toEqual([[codes[org.finance], 1]]);
    await done(house, 'recordSilence', second.id, {
      happenedOn: await daysAgo(house, 0),
      reason: 'They were asked again.',
    });
    expect(await overdue(undefined)).toEqual([]);
  });

  it('is counted within what each may see', async () => {
    const statement = await endorsed(house, [[org.planning, 1]]);
    const [sent] = await submitted(house, statement.id, [letter(org.planning)]);
    await done(house, 'deliverSubmission', sent.id, byHand(await daysAgo(house, 0)));
    house.clock.advance(40 * DAY);
    const seen = Object.fromEntries(
      await Promise.all(
        Object.entries(everybody).map(async ([name, viewer]) => [name, await overdue(undefined, viewer)]),
      ),
    );
    const one = [[codes[org.planning], 1]];
    // The first member has signed; the seventh has not. What is private is nobody else's.
    expect(seen).toMatchObject({
      officer: one,
      coordinator: one,
      chair: one,
      representative: one,
      administrator: [],
      observer: [],
    });
    expect(await overdue(undefined, cast.representative(7))).toEqual([]);
    expect(await overdue(undefined, null)).toEqual([]);
  });

  it('is, as of a past day, what was shown then; or, by when things happened, what we know today of then', async () => {
    const statement = await endorsed(house, [
      [org.planning, 1],
      [org.finance, 1],
    ]);
    const [first, second] = await submitted(house, statement.id, [letter(org.planning), letter(org.finance)]);
    const before = await overdue(0);
    for (const { id } of [first, second]) {
      await done(house, 'deliverSubmission', id, byHand(await daysAgo(house, 0)));
    }
    const shown = new Map<string, Any>();
    for (let day = 0; day < 4; day += 1) {
      shown.set(await daysAgo(house, 0), await overdue(1));
      house.clock.advance(DAY);
    }
    const answered = [...shown.keys()][1] as string;
    // It was answered on the second day, and that is written down on the fifth.
    await done(house, 'recordResponse', first.id, answer(answered, keysOf(first)));
    await done(house, 'recordAcknowledgement', second.id, { happenedOn: answered });
    shown.set(await daysAgo(house, 0), await overdue(1));
    house.clock.advance(3 * DAY);

    const asOf = async (day: string, by: string, viewer: CastMember | null = cast.officer): Promise<Any> => {
      const query = `query ($asOf: AsOfInput!) { overview { overdue(days: 1, asOf: $asOf) { addressee { code } count } } }`;
      const { data } = await house.ask(query, { asOf: { day, by } }, viewer ?? undefined);
      return data.overview.overdue.map((row: Any) => [row.addressee.code, row.count]);
    };
    for (const [day, then] of shown) expect([day, await asOf(day, 'RECORDED')]).toEqual([day, then]);
    expect([...shown.values()]).toContainEqual(expect.arrayContaining([[codes[org.planning], 2]]));
    const last = [...shown.keys()].at(-2) as string;
    const withoutFirst = (shown.get(last) as [string, number][])
      .map(([code, count]): [string, number] => [code, code === codes[org.planning] ? count - 1 : count])
      .filter(([, count]) => count > 0);
    expect(await asOf(last, 'HAPPENED')).toEqual(withoutFirst);
    expect(await asOf(last, 'RECORDED', null)).toEqual([]);
    expect(before).not.toEqual(shown.get(last));
  });

  it('may be asked for a sensible number of days only', async () => {
    for (const days of [-1, 3_651]) await expect(overdue(days)).rejects.toThrow('between 0 and 3650');
  });

  it('with everything beside it costs a handful of statements', async () => {
    const query = `{ overview { asOf byStageAndAddressee { stage addressee { code name { en km } } count } overdue { addressee { code } count } } }`;
    const seen = await statementsOf(house.product, () => house.ask(query, {}, cast.officer));
    expect(seen.length).toBeLessThanOrEqual(6);
  });
});

it('every case is what its history makes of it', async () => {
  expect(await discrepancies(house)).toEqual([]);
});
