import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Addresses } from '#accounts';
import { toGlobalId } from '#platform';
import { recommendationProcess } from '#recommendations';
import { checkCases } from '#workflow';
import { cast, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { signInByMail } from '../support/visitor.js';
import { attempts, codes, draft, proposedBy, uuidOf, waiting } from './support.js';

let house: House;
beforeAll(async () => {
  house = await openHouse({ DATABASE_POOL: '12' });
});
afterAll(() => house?.close());

const end = (who: CastMember) =>
  house.db.transaction((tx) => tx.query(`UPDATE seats SET valid_to = clock_timestamp() WHERE id = $1`, [who.seatId]));
const edit = (of: { id: string; version: number }, as: CastMember) =>
  house.send(
    'editRecommendation',
    {
      id: of.id,
      expectedVersion: of.version,
      content: { authenticLanguage: 'EN', title: { en: `Wells ${randomUUID()}` } },
    },
    as,
    'recommendation { id version }',
  );

describe('an act', () => {
  it('keeps the person, the seat and the organisation', async () => {
    const who = cast.representative(1);
    const { recommendation } = await draft(house, who);
    const [row] = await house.db.query<object[]>(
      `SELECT actor_id AS "personId", seat_id AS "seatId", organisation_id AS "organisationId" FROM case_history WHERE case_id = $1`,
      [uuidOf(recommendation.id)],
    );
    const { personId, seatId, organisationId } = who;
    expect(row).toEqual({ personId, seatId, organisationId });
  });

  it('through a seat that ended is refused in both languages, and the attempt is kept', async () => {
    const who = cast.representative(2);
    const { recommendation } = await draft(house, who);
    await end(who);
    const refused = await edit(recommendation, who);
    expect(codes(refused)).toEqual(['SEAT_ENDED']);
    expect(refused.userErrors[0].messageEn).toMatch(/seat has ended/);
    expect(refused.userErrors[0].messageKm).toMatch(/អាសនៈរបស់អ្នកបានផុតកំណត់/);
    expect(refused.recommendation).toBeNull();
    const [newest] = await attempts(house, cast.coordinator);
    expect(newest).toEqual({
      command: 'editRecommendation',
      about: recommendation.id,
      codes: ['SEAT_ENDED'],
      seat: { id: toGlobalId('sea', who.seatId) },
      actor: { office: { en: 'memberRepresentative (test)' } },
      organisation: { id: orgId(who.organisationId) },
    });
  });

  it('from a device on which somebody signed in before their seat ended is refused the same way', async () => {
    const who = cast.representative(3);
    await house.api.app.get(Addresses, { strict: false }).give(house.db, who.personId, 'third@example.org');
    const visitor = await signInByMail(house, 'third@example.org');
    await end(who);
    const { data } = await visitor.graphql(
      `mutation ($input: DraftRecommendationInput!) { draftRecommendation(input: $input) { recommendation { id } userErrors { code } } }`,
      { input: { idempotencyKey: randomUUID(), content: { authenticLanguage: 'EN', title: { en: 'After the end' } } } },
    );
    expect(data.draftRecommendation).toEqual({ recommendation: null, userErrors: [{ code: 'SEAT_ENDED' }] });
    expect(await proposedBy(house, who.organisationId)).toBe(0);
    expect((await visitor.graphql('{ viewer { role seats { id } } }')).data.viewer).toEqual({
      role: 'PUBLIC',
      seats: [],
    });
    const said = JSON.stringify(await attempts(house, cast.administrator));
    expect(said).toContain('draftRecommendation');
    expect(said).not.toContain('After the end');
  });

  it('through a seat that ends while it waits is refused, although the request was let in before', async () => {
    const who = cast.representative(4);
    const { recommendation } = await draft(house, who);
    let sent: Promise<{ userErrors: { code: string }[] }> | undefined;
    await house.db.transaction(async (tx) => {
      await tx.query(`SELECT FROM seats WHERE id = $1 FOR UPDATE`, [who.seatId]);
      sent = edit(recommendation, who);
      await waiting(house, 1);
      // Later than the moment at which the act's own transaction began.
      await tx.query(`UPDATE seats SET valid_to = clock_timestamp() WHERE id = $1`, [who.seatId]);
    });
    expect(codes(await (sent as NonNullable<typeof sent>))).toEqual(['SEAT_ENDED']);
    expect((await attempts(house, cast.coordinator, 1))[0]?.about).toBe(recommendation.id);
  });

  it('that was let through is finished before the seat can end', async () => {
    const who = cast.representative(5);
    const { recommendation } = await draft(house, who);
    let sent: Promise<{ userErrors: { code: string }[] }> | undefined;
    let ended: Promise<unknown> | undefined;
    await house.db.transaction(async (tx) => {
      await tx.query(`SELECT FROM recommendations WHERE id = $1 FOR UPDATE`, [uuidOf(recommendation.id)]);
      sent = edit(recommendation, who);
      await waiting(house, 1);
      ended = end(who);
      await waiting(house, 2);
    });
    expect(codes(await (sent as NonNullable<typeof sent>))).toEqual([]);
    await ended;
    const [late] = await house.db.query<{ late: boolean }[]>(
      `SELECT h.recorded_at > s.valid_to AS late FROM case_history h JOIN seats s ON s.id = h.seat_id
        WHERE h.case_id = $1 AND h.version = 2`,
      [uuidOf(recommendation.id)],
    );
    expect(late).toEqual({ late: false });
    expect(codes(await edit({ ...recommendation, version: 2 }, who))).toEqual(['SEAT_ENDED']);
  });

  it('is refused to somebody whose rights are taken while it waits', async () => {
    const who = cast.representative(6);
    const { recommendation } = await draft(house, who);
    let sent: Promise<{ userErrors: { code: string }[] }> | undefined;
    await house.db.transaction(async (tx) => {
      await tx.query(`UPDATE seats SET rights = '{endorse}' WHERE id = $1`, [who.seatId]);
      sent = edit(recommendation, who);
      await waiting(house, 1);
    });
    expect(codes(await (sent as NonNullable<typeof sent>))).toEqual(['SEAT_CHANGED']);
    expect(codes(await edit(recommendation, who))).toEqual(['RIGHT_MISSING']);
  });

  it('of somebody who is cut off is refused while it waits; one that was let through is finished first', async () => {
    const who = cast.representative(8);
    const { recommendation } = await draft(house, who);
    let sent: Promise<{ userErrors: { code: string }[] }> | undefined;
    let cut: Promise<{ userErrors: { code: string }[] }> | undefined;
    await house.db.transaction(async (tx) => {
      await tx.query(`SELECT FROM recommendations WHERE id = $1 FOR UPDATE`, [uuidOf(recommendation.id)]);
      sent = edit(recommendation, who);
      await waiting(house, 1);
      cut = house
        .ask(
          `mutation ($input: PersonOfSeatInput!) { endAllDevices(input: $input) { userErrors { code } } }`,
          { input: { idempotencyKey: randomUUID(), seatId: toGlobalId('sea', who.seatId) } },
          cast.coordinator,
        )
        .then(({ data }) => data.endAllDevices);
      await waiting(house, 2);
    });
    expect(codes(await (sent as NonNullable<typeof sent>))).toEqual([]);
    expect(codes(await (cut as NonNullable<typeof cut>))).toEqual([]);
    expect(codes(await edit({ ...recommendation, version: 2 }, who))).toEqual(['SIGNED_OUT']);

    const other = cast.representative(11);
    const its = (await draft(house, other)).recommendation;
    let late: typeof sent;
    await house.db.transaction(async (tx) => {
      await tx.query(`SELECT FROM sign_ins WHERE person_id = $1 FOR UPDATE`, [other.personId]);
      await tx.query(`UPDATE sign_ins SET ended_at = clock_timestamp() WHERE person_id = $1`, [other.personId]);
      late = edit(its, other);
      await waiting(house, 1);
    });
    expect(codes(await (late as NonNullable<typeof late>))).toEqual(['SIGNED_OUT']);
  });
});

describe('the list of attempts', () => {
  it('is for coordinators and administrators, and of an organisation for who keeps its seats', async () => {
    const keeper = cast.representative(9);
    for (const other of [cast.officer, cast.chair, cast.monitor, cast.observer, keeper, undefined])
      expect(await attempts(house, other)).toEqual([]);
    await house.db.query(`UPDATE seats SET rights = rights || '{administer}' WHERE id = $1`, [keeper.seatId]);
    expect(await attempts(house, keeper)).toEqual([]);
    const second = { ...cast.representative(10), organisationId: keeper.organisationId };
    await house.db.query(`UPDATE seats SET organisation_id = $2 WHERE id = $1`, [second.seatId, second.organisationId]);
    await end(second);
    await draft(house, second);
    const seen = await attempts(house, keeper);
    expect(seen.map(({ seat }) => seat?.id)).toEqual([toGlobalId('sea', second.seatId)]);
    expect((await attempts(house, cast.coordinator)).length).toBeGreaterThan(3);
  });
});

it('leaves every case as its history says', async () => {
  expect((await checkCases(house.db, [recommendationProcess])).discrepancies).toEqual([]);
});
