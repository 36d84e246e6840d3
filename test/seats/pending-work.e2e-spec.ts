import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '#platform';
import { recommendationProcess } from '#recommendations';
import { statementProcess } from '#statements';
import { checkCases } from '#workflow';
import { cast, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { World } from '../walk/world.js';
import { Visitor } from '../support/visitor.js';
import { claim, edition, place } from '../support/findings.js';
import { attempts, codes, draft, invitationTo, keeping } from './support.js';

let world: World;
let keeper: CastMember;
beforeAll(async () => {
  world = await World.open();
  keeper = await keeping(world.house, cast.representative(1));
}, 60_000);
afterAll(() => world?.house.close());

const seatOf = (who: Pick<CastMember, 'seatId'>) => toGlobalId('sea', who.seatId);
interface Item {
  kind: string;
  about: string;
  standing: string;
  to: { id: string } | null;
}
const workOf = async (seatId: string, as?: CastMember): Promise<Item[]> => {
  const { data } = await world.house.ask(
    `query ($id: ID!) { node(id: $id) { ... on Seat { work { kind about standing to { id } } } } }`,
    { id: seatId },
    as,
  );
  return data.node?.work;
};
const colleague = async (index: number): Promise<CastMember> => {
  const who = { ...cast.representative(index), organisationId: keeper.organisationId };
  await world.house.db.query(`UPDATE seats SET organisation_id = $2 WHERE id = $1`, [who.seatId, who.organisationId]);
  return who;
};
const end = (who: CastMember, over: object = {}, as = keeper) =>
  world.house.send(
    'endSeat',
    { seatId: seatOf(who), ...over },
    as,
    'seat { id work { kind about standing to { id } } }',
  );
const reassign = (from: CastMember, to: Pick<CastMember, 'seatId'>, over: object = {}, as = keeper) =>
  world.house.send(
    'reassignWork',
    { seatId: seatOf(from), toSeatId: seatOf(to), ...over },
    as,
    'seat { work { kind about standing to { id } } changes { event otherSeat { id } reason } }',
  );

describe('what somebody left pending', () => {
  it('is listed when the seat ends, has lapsed for all to see, and can still go to a named seat, one by one', async () => {
    const [leaver, heir] = [await colleague(5), await colleague(12)];
    const drafts = [];
    for (const title of ['Wells', 'Roads']) drafts.push((await draft(world.house, leaver, title)).recommendation.id);
    const done = (await draft(world.house, leaver, 'Schools')).recommendation;
    await world.house.send(
      'withdrawRecommendation',
      { id: done.id, expectedVersion: done.version, reason: 'No longer asked for.' },
      leaver,
      'recommendation { id }',
    );
    const open = await workOf(seatOf(leaver), keeper);
    expect(open.map(({ about }) => about).sort()).toEqual([...drafts].sort());
    expect(new Set(open.map(({ kind, standing }) => `${kind} ${standing}`))).toEqual(new Set(['RECOMMENDATION OPEN']));
    const { seat } = await end(leaver);
    expect(seat.work.map(({ standing }: Item) => standing)).toEqual(['LAPSED', 'LAPSED']);
    expect(codes(await reassign(leaver, cast.representative(9)))).toEqual(['NOT_A_SUCCESSOR']);
    expect(codes(await reassign(leaver, leaver))).toEqual(['NOT_A_SUCCESSOR']);
    expect(codes(await reassign(leaver, heir, { about: [done.id] }))).toEqual(['UNKNOWN_REFERENCE']);
    const given = await reassign(leaver, heir, { about: [drafts[0]], reason: 'She knows wells.' });
    expect(given.userErrors).toEqual([]);
    expect(given.seat.changes[0]).toEqual({
      event: 'WORK_REASSIGNED',
      otherSeat: { id: seatOf(heir) },
      reason: 'She knows wells.',
    });
    const standing = Object.fromEntries(
      given.seat.work.map((item: Item) => [item.about, [item.standing, item.to?.id ?? null]]),
    );
    expect(standing).toEqual({
      [drafts[0] as string]: ['REASSIGNED', seatOf(heir)],
      [drafts[1] as string]: ['LAPSED', null],
    });
    expect(await workOf(seatOf(heir), cast.coordinator)).toEqual([
      { kind: 'RECOMMENDATION', about: drafts[0], standing: 'OPEN', to: null },
    ]);
    for (const other of [cast.representative(10), cast.officer, cast.observer, undefined])
      expect(await workOf(seatOf(leaver), other)).toBeUndefined();
    for (const other of [cast.officer, cast.coordinator, await keeping(world.house, cast.representative(11))])
      expect(codes(await reassign(leaver, heir, {}, other))).toEqual(['NOT_YOUR_ACT']);
  });

  it('goes along when a seat is handed over or taken over by invitation, and with the command that ends it', async () => {
    const [first, second] = [await colleague(4), await colleague(6)];
    const about = (await draft(world.house, first)).recommendation.id;
    const over = await world.house.send(
      'handOverSeat',
      { seatId: seatOf(first), toPersonOfSeatId: seatOf(second) },
      keeper,
      'seat { id work { about standing } }',
    );
    expect(over.seat.work).toEqual([{ about, standing: 'OPEN' }]);
    expect(await workOf(seatOf(first), keeper)).toEqual([
      { kind: 'RECOMMENDATION', about, standing: 'REASSIGNED', to: { id: over.seat.id } },
    ]);
    const address = `heir-${randomUUID()}@example.org`;
    await world.house.send(
      'inviteToSeat',
      {
        organisationId: orgId(keeper.organisationId),
        address,
        officeEn: 'Heir',
        role: 'MEMBER_REPRESENTATIVE',
        rights: ['DRAFT'],
        succeedsSeatId: over.seat.id,
      },
      keeper,
      'invitation { id }',
    );
    const token = (await invitationTo(world.house, address))?.token as string;
    expect((await new Visitor(world.house).post('/sign-in/invitation', { t: token })).status).toBe(200);
    const [item] = await workOf(over.seat.id, keeper);
    expect(item).toMatchObject({ about, standing: 'REASSIGNED' });
    const third = item?.to?.id as string;
    expect((await workOf(third, keeper))[0]).toMatchObject({ about, standing: 'OPEN' });
    const last = await world.house.send(
      'endSeat',
      { seatId: third, workToSeatId: seatOf(second) },
      keeper,
      'seat { work { about standing to { id } } }',
    );
    expect(last.seat.work).toEqual([{ about, standing: 'REASSIGNED', to: { id: seatOf(second) } }]);
    expect((await workOf(seatOf(second), keeper)).map((each) => each.about)).toEqual([about]);
  });

  it('is of every kind: drafts, prepared submissions, claims, and invitations, which go on or lapse with their seat', async () => {
    const { house } = world;
    const statement = await world.statement('drafting');
    const endorsed = await world.statement('endorsed');
    const letter = await world.letter(endorsed);
    const text = await edition(house);
    const claimed = (await claim(house, { id: (await draft(house, cast.officer)).recommendation.id }, place(text)))
      .integration.id;
    const kinds = await workOf(seatOf(cast.officer), cast.coordinator);
    const found = new Map(kinds.map((item) => [item.about, item.kind]));
    expect([found.get(statement), found.get(letter), found.get(claimed)]).toEqual([
      'STATEMENT',
      'SUBMISSION',
      'INTEGRATION',
    ]);
    expect(found.has(endorsed)).toBe(false);
    const second = await keeping(house, await colleague(7));
    const address = `kept-${randomUUID()}@example.org`;
    const { invitation } = await house.send(
      'inviteToSeat',
      {
        organisationId: orgId(keeper.organisationId),
        address,
        officeEn: 'Kept',
        role: 'MEMBER_REPRESENTATIVE',
        rights: ['DRAFT'],
      },
      second,
      'invitation { id }',
    );
    expect((await end(second)).seat.work).toEqual([
      { kind: 'INVITATION', about: invitation.id, standing: 'LAPSED', to: null },
    ]);
    const without = await colleague(8);
    expect(codes(await reassign(second, without))).toEqual(['CANNOT_GO_ON']);
    expect(codes(await reassign(second, keeper))).toEqual([]);
    const token = (await invitationTo(house, address))?.token as string;
    expect((await new Visitor(house).post('/sign-in/invitation', { t: token })).status).toBe(200);
  }, 60_000);

  it('says which decisions an organisation has not taken yet to itself and the secretariat, not to the administrator', async () => {
    const { house } = world;
    const statement = await world.statement('endorsing');
    const who = cast.representative(9);
    const about = async (as: CastMember) =>
      (await workOf(seatOf(who), as)).map((item) => [item.kind, item.about, item.standing]);
    expect(await about(who)).toContainEqual(['ENDORSEMENT', statement, 'OPEN']);
    expect(await about(cast.coordinator)).toContainEqual(['ENDORSEMENT', statement, 'OPEN']);
    expect(JSON.stringify(await about(cast.administrator))).not.toContain(statement);
    await house.send('endSeat', { seatId: seatOf(who) }, cast.administrator, 'seat { id }');
    expect(await about(cast.coordinator)).toContainEqual(['ENDORSEMENT', statement, 'LAPSED']);
    const other = cast.representative(10);
    await world.sign(statement, 10);
    expect(JSON.stringify(await workOf(seatOf(other), other))).not.toContain(statement);
    expect(await attempts(house, other)).toEqual([]);
  });
});

it('leaves every case as its history says', async () => {
  const found = await checkCases(world.house.db, [recommendationProcess, statementProcess]);
  expect(found.discrepancies).toEqual([]);
});
