import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Addresses } from '#accounts';
import { toGlobalId } from '#platform';
import { cast, org } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { signInByMail } from '../support/visitor.js';
import { codes, draft, keeping, uuidOf } from './support.js';

const DAY = 86_400_000;

let house: House;
let keeper: CastMember;
beforeAll(async () => {
  house = await openHouse();
  keeper = await keeping(house, cast.representative(1));
});
afterAll(() => house?.close());

const seatOf = (who: CastMember) => toGlobalId('sea', who.seatId);
const SEAT = 'seat { id role rights to holder { office { en } } organisation { id } }';
const end = (who: CastMember, as: CastMember, over: object = {}) =>
  house.send('endSeat', { seatId: seatOf(who), ...over }, as, SEAT);
const change = (who: CastMember, as: CastMember, over: object) =>
  house.send('changeSeat', { seatId: seatOf(who), ...over }, as, SEAT);
const handOver = (who: CastMember, to: CastMember, as: CastMember, over: object = {}) =>
  house.send('handOverSeat', { seatId: seatOf(who), toPersonOfSeatId: seatOf(to), ...over }, as, SEAT);
/** A colleague in the keeper's organisation. */
const colleague = async (index: number): Promise<CastMember> => {
  const who = { ...cast.representative(index), organisationId: keeper.organisationId };
  await house.db.query(`UPDATE seats SET organisation_id = $2 WHERE id = $1`, [who.seatId, who.organisationId]);
  return who;
};
const historyOf = async (id: string, as?: CastMember) =>
  (
    await house.ask(
      `query ($id: ID!) { node(id: $id) { ... on Seat { changes { event role rights until reason actor { office { en } } otherSeat { id } } } } }`,
      { id },
      as,
    )
  ).data.node?.changes;

describe('a seat', () => {
  it('ends at once or at a moment; from then on nothing is done through it', async () => {
    const who = await colleague(2);
    const at = new Date(Date.parse(await house.clock.now(house.db)) + 2 * DAY).toISOString();
    const ended = await end(who, keeper, { at, reason: 'The contract ends.' });
    expect(ended.userErrors).toEqual([]);
    expect(ended.seat.to).toBe(at);
    expect(codes(await draft(house, who))).toEqual([]);
    house.clock.advance(2 * DAY + 1_000);
    expect(codes(await draft(house, who))).toEqual(['SEAT_ENDED']);
    expect(codes(await end(who, keeper))).toEqual(['SEAT_OVER']);
    const other = await colleague(3);
    expect(codes(await end(other, keeper, { at: '2020-01-01T00:00:00.000Z' }))).toEqual(['ENDS_IN_THE_PAST']);
    expect(codes(await end(other, cast.coordinator))).toEqual([]);
    expect(codes(await draft(house, other))).toEqual(['SEAT_ENDED']);
  });

  it('can be given other rights, which count from the next act on, and never more than its role can have', async () => {
    const who = await colleague(4);
    const changed = await change(who, keeper, { rights: ['ENDORSE', 'ENDORSE'], reason: 'As agreed.' });
    expect(changed.seat.rights).toEqual(['ENDORSE']);
    expect(codes(await draft(house, who))).toEqual(['RIGHT_MISSING']);
    expect(codes(await change(who, keeper, { rights: ['RECORD'] }))).toEqual(['RIGHT_NOT_FOR_ROLE']);
    expect(codes(await change(who, keeper, { role: 'COORDINATOR' }))).toEqual(
      ['ROLE_NOT_THERE', 'RIGHT_NOT_FOR_ROLE'].slice(0, 1),
    );
    expect(codes(await change(who, keeper, { rights: ['DRAFT'] }))).toEqual([]);
    expect(codes(await draft(house, who))).toEqual([]);
  });

  it('is handed over: the one ends and the other begins in the same instant, with role, rights and end', async () => {
    const [leaver, heir] = [await colleague(5), await colleague(6)];
    const { seat, userErrors } = await handOver(leaver, heir, keeper, { reason: 'She goes on leave.' });
    expect(userErrors).toEqual([]);
    expect(seat).toMatchObject({ role: 'MEMBER_REPRESENTATIVE', rights: ['DRAFT', 'ENDORSE', 'VERIFY'], to: null });
    const [gap] = await house.db.query<{ none: boolean; holder: string }[]>(
      `SELECT a.valid_to = b.valid_from AS none, b.person_id AS holder FROM seats a, seats b WHERE a.id = $1 AND b.id = $2`,
      [leaver.seatId, uuidOf(seat.id)],
    );
    expect(gap).toEqual({ none: true, holder: heir.personId });
    expect(codes(await draft(house, leaver))).toEqual(['SEAT_ENDED']);
    expect(codes(await handOver(leaver, heir, keeper))).toEqual(['SEAT_OVER']);
    expect(codes(await handOver(heir, heir, keeper))).toEqual(['SAME_HOLDER']);
    expect(codes(await handOver(heir, keeper, keeper))).toEqual(['NOT_YOUR_OWN_SEAT']);
    for (const outside of [cast.observer, leaver])
      expect(codes(await handOver(heir, outside, keeper))).toEqual(['HEIR_IS_OUTSIDE']);
  });

  it('has a history that its organisation and a coordinator read, and no other member', async () => {
    const who = await colleague(7);
    await change(who, keeper, { rights: ['DRAFT'], reason: 'As agreed.' });
    await end(who, keeper);
    const expected = [
      expect.objectContaining({ event: 'ENDED', rights: null, reason: null }),
      expect.objectContaining({
        event: 'CHANGED',
        rights: ['DRAFT'],
        reason: 'As agreed.',
        actor: { office: { en: 'memberRepresentative (test)' } },
      }),
    ];
    expect(await historyOf(seatOf(who), keeper)).toEqual(expected);
    expect(await historyOf(seatOf(who), cast.coordinator)).toEqual(expected);
    for (const other of [cast.representative(12), cast.officer, cast.observer, undefined])
      expect(await historyOf(seatOf(who), other)).toBeUndefined();
    await expect(house.db.query(`UPDATE seat_changes SET reason = 'x'`)).rejects.toThrow(/append-only/);
  });

  it('is kept by its organisation’s own administrator or the coalition’s, and nobody keeps their own', async () => {
    const who = await colleague(8);
    const stranger = await keeping(house, cast.representative(9));
    for (const [as, code] of [
      [stranger, 'NOT_YOUR_ACT'],
      [cast.officer, 'NOT_YOUR_ACT'],
      [cast.coordinator, 'NOT_YOUR_ACT'],
      [who, 'RIGHT_MISSING'],
    ] as const)
      expect(codes(await change(who, as, { rights: [] }))).toEqual([code]);
    expect(codes(await end(who, stranger))).toEqual(['NOT_YOUR_ACT']);
    expect(codes(await change(keeper, keeper, { rights: ['ENDORSE'] }))).toEqual(['NOT_YOUR_OWN_SEAT']);
    expect(codes(await change(who, cast.administrator, { rights: ['ENDORSE'] }))).toEqual([]);
    const seats = async (as?: CastMember) =>
      (await house.ask(`{ seats(first: 50) { totalCount } }`, {}, as)).data.seats.totalCount;
    expect(await seats(undefined)).toBe(0);
    expect(await seats(stranger)).toBe(1);
    expect(await seats(cast.coordinator)).toBeGreaterThan(15);
  });

  it('of the last administrator stays, and two who end each other’s at once leave one', async () => {
    expect(codes(await end(cast.administrator, cast.coordinator))).toEqual(['LAST_ADMINISTRATOR']);
    const second: CastMember = {
      ...cast.administrator,
      ...cast.otherOfficer,
      role: 'administrator',
      rights: ['administer'],
    };
    await house.db.query(`UPDATE seats SET role = 'administrator', rights = '{administer}' WHERE id = $1`, [
      second.seatId,
    ]);
    const outcomes = await Promise.all([end(second, cast.administrator), end(cast.administrator, second)]);
    const said = outcomes.map(codes).sort((a, b) => a.length - b.length);
    expect(said[0]).toEqual([]);
    expect([['LAST_ADMINISTRATOR'], ['SEAT_ENDED']]).toContainEqual(said[1]);
    const left = await house.db.query<unknown[]>(
      `SELECT 1 FROM seats WHERE role = 'administrator' AND valid_to = 'infinity'`,
    );
    expect(left).toHaveLength(1);
  });

  it('is changed only with a fresh proof, when it is a device that asks', async () => {
    await house.api.app.get(Addresses, { strict: false }).give(house.db, keeper.personId, 'keeper@example.org');
    const visitor = await signInByMail(house, 'keeper@example.org');
    const who = await colleague(10);
    for (const [mutation, type, over] of [
      ['changeSeat', 'ChangeSeatInput', { rights: [] }],
      ['endSeat', 'EndSeatInput', {}],
      ['handOverSeat', 'HandOverSeatInput', { toPersonOfSeatId: seatOf(cast.representative(4)) }],
    ] as const) {
      const { data } = await visitor.graphql(
        `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code } } }`,
        { input: { idempotencyKey: randomUUID(), seatId: seatOf(who), ...over } },
      );
      expect(data[mutation].userErrors).toEqual([{ code: 'PROVE_IT_IS_YOU' }]);
    }
    expect(org.member(1)).toBe(keeper.organisationId);
  });
});
