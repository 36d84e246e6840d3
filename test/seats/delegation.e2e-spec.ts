import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Addresses } from '#accounts';
import { toGlobalId } from '#platform';
import { recommendationProcess } from '#recommendations';
import { checkCases } from '#workflow';
import { cast } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { signInByMail } from '../support/visitor.js';
import { pdf } from '../documents/files.js';
import { upload } from '../documents/uploads.js';
import { attempts, codes, draft, keeping, uuidOf, waiting } from './support.js';

const DAY = 86_400_000;
const holder = cast.representative(1);
const delegate = cast.representative(2);

let house: House;
beforeAll(async () => {
  house = await openHouse({ DATABASE_POOL: '12' });
  await house.db.query(`UPDATE people SET office_en = 'Holder' WHERE id = $1`, [holder.personId]);
  await house.db.query(`UPDATE people SET office_en = 'Delegate' WHERE id = $1`, [delegate.personId]);
});
afterAll(() => house?.close());

const inDays = async (days: number) => new Date(Date.parse(await house.clock.now(house.db)) + days * DAY).toISOString();
const seatOf = (who: CastMember) => toGlobalId('sea', who.seatId);
const lend = async (as: CastMember, to: CastMember, over: Record<string, unknown> = {}) =>
  house.send(
    'delegateSeat',
    { toPersonOfSeatId: seatOf(to), rights: ['DRAFT'], until: await inDays(7), ...over },
    as,
    'delegation { id standing rights until holder { office { en } } delegate { office { en } } }',
  );
const revoke = (id: string, as: CastMember) => house.send('revokeDelegation', { id }, as, 'delegation { id standing }');
/** A mutation as the delegate, by a delegation. */
const through = async (id: string, mutation: string, type: string, input: object, as = delegate) => {
  const { data, errors } = await house.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code } ${/Recommendation/.test(mutation) ? 'recommendation { id version }' : ''} } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    as,
    { 'anusas-seat': id },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data[mutation];
};
const content = { authenticLanguage: 'EN', title: { en: 'Wells' } };
const draftThrough = (id: string, as = delegate) =>
  through(id, 'draftRecommendation', 'DraftRecommendationInput', { content }, as);

describe('a delegation', () => {
  it('lets somebody else act for the holder, and every act says so', async () => {
    const { delegation, userErrors } = await lend(holder, delegate, { reason: 'I am on leave.' });
    expect(userErrors).toEqual([]);
    expect(delegation).toMatchObject({
      standing: 'HOLDS',
      rights: ['DRAFT'],
      holder: { office: { en: 'Holder' } },
      delegate: { office: { en: 'Delegate' } },
    });
    const { recommendation } = await draftThrough(delegation.id);
    const edit = await house.send(
      'editRecommendation',
      { id: recommendation.id, expectedVersion: 1, content: { ...content, title: { en: 'Deep wells' } } },
      holder,
      'recommendation { id }',
    );
    expect(codes(edit)).toEqual([]);
    const history = `query ($id: ID!) { recommendation(id: $id) { history(first: 5) { edges { node {
      version actor { office { en } } byDelegationOf { office { en } } organisation { code } } } } } }`;
    const { data } = await house.ask(history, { id: recommendation.id }, cast.officer);
    expect(data.recommendation.history.edges.map(({ node }: { node: object }) => node)).toEqual([
      { version: 2, actor: { office: { en: 'Holder' } }, byDelegationOf: null, organisation: { code: 'TEST-CSO-1' } },
      {
        version: 1,
        actor: { office: { en: 'Delegate' } },
        byDelegationOf: { office: { en: 'Holder' } },
        organisation: { code: 'TEST-CSO-1' },
      },
    ]);
    const [row] = await house.db.query<object[]>(
      `SELECT actor_id AS "personId", seat_id AS "seatId", organisation_id AS "organisationId" FROM case_history WHERE case_id = $1 AND version = 1`,
      [uuidOf(recommendation.id)],
    );
    expect(row).toEqual({
      personId: delegate.personId,
      seatId: holder.seatId,
      organisationId: holder.organisationId,
    });
    const me = `{ viewer { office { en } role rights seat { id } organisation { code } delegation { id } delegations { id standing } } }`;
    expect((await house.ask(me, {}, delegate, { 'anusas-seat': delegation.id })).data.viewer).toEqual({
      office: { en: 'Delegate' },
      role: 'MEMBER_REPRESENTATIVE',
      rights: ['DRAFT'],
      seat: null,
      organisation: { code: 'TEST-CSO-1' },
      delegation: { id: delegation.id },
      delegations: [{ id: delegation.id, standing: 'HOLDS' }],
    });
    expect((await house.ask(me, {}, delegate)).data.viewer).toMatchObject({
      delegation: null,
      organisation: { code: 'TEST-CSO-2' },
    });
    const beside = (
      await house.ask(
        `query ($id: ID!) { node(id: $id) { ... on Seat { delegations { id } changes { event rights reason } } } }`,
        { id: seatOf(holder) },
        cast.coordinator,
      )
    ).data.node;
    expect(beside.delegations).toEqual([{ id: delegation.id }]);
    expect(beside.changes[0]).toEqual({ event: 'DELEGATED', rights: ['DRAFT'], reason: 'I am on leave.' });
  });

  it('gives some of the holder’s rights and no more, to somebody named inside the coalition, for a time', async () => {
    expect(codes(await lend(holder, delegate, { rights: ['VERIFY'] }))).toEqual(['RIGHT_NOT_DELEGABLE']);
    expect(codes(await lend(holder, delegate, { rights: ['RECORD'] }))).toEqual(['RIGHT_NOT_DELEGABLE']);
    expect(codes(await lend(cast.administrator, delegate, { rights: ['ADMINISTER'] }))).toEqual([
      'RIGHT_NOT_DELEGABLE',
    ]);
    expect(codes(await lend(holder, delegate, { rights: [] }))).toEqual(['VALUE_MISSING']);
    expect(codes(await lend(holder, holder))).toEqual(['DELEGATE_IS_OUTSIDE']);
    expect(codes(await lend(holder, cast.observer))).toEqual(['DELEGATE_IS_OUTSIDE']);
    expect(codes(await lend(cast.observer, delegate))).toEqual(['NOT_YOUR_ACT']);
    expect(codes(await lend(holder, delegate, { until: await inDays(100) }))).toEqual(['DELEGATION_TOO_LONG']);
    expect(codes(await lend(holder, delegate, { until: await inDays(-1) }))).toEqual(['DELEGATION_TOO_LONG']);
    const { delegation } = await lend(holder, delegate);
    const verdict = { code: `rule ${randomUUID()}`, expectedRevision: 0, atLeast: 3 };
    expect(codes(await through(delegation.id, 'setQuorumRule', 'SetQuorumRuleInput', verdict))).toEqual([
      'NOT_YOUR_ACT',
    ]);
    const onward = await through(delegation.id, 'delegateSeat', 'DelegateSeatInput', {
      toPersonOfSeatId: seatOf(cast.representative(3)),
      rights: ['DRAFT'],
      until: await inDays(1),
    });
    expect(codes(onward)).toEqual(['NOT_BY_DELEGATION']);
    for (const other of [cast.representative(3), holder])
      expect(codes(await draftThrough(delegation.id, other))).toEqual(['NOT_YOUR_ACT']);
  });

  it('begins and ends at its moments, and what is tried later is kept', async () => {
    const { delegation } = await lend(holder, delegate, { from: await inDays(1), until: await inDays(2) });
    expect(delegation.standing).toBe('UPCOMING');
    expect(codes(await draftThrough(delegation.id))).toEqual(['DELEGATION_ENDED']);
    house.clock.advance(DAY + 60_000);
    expect(codes(await draftThrough(delegation.id))).toEqual([]);
    house.clock.advance(DAY);
    expect(codes(await draftThrough(delegation.id))).toEqual(['DELEGATION_ENDED']);
    expect((await attempts(house, cast.coordinator, 1))[0]).toMatchObject({
      command: 'draftRecommendation',
      codes: ['DELEGATION_ENDED'],
      seat: { id: seatOf(holder) },
      actor: { office: { en: 'Delegate' } },
    });
  });

  it('is revoked at once by the holder, the delegate or who keeps the seat; an act that waits is refused', async () => {
    const keeper = await keeping(house, cast.representative(4));
    await house.db.query(`UPDATE seats SET organisation_id = $2 WHERE id = $1`, [keeper.seatId, holder.organisationId]);
    const stranger = cast.representative(5);
    for (const by of [holder, delegate, { ...keeper, organisationId: holder.organisationId }]) {
      const { delegation } = await lend(holder, delegate);
      expect(codes(await draftThrough(delegation.id))).toEqual([]);
      expect((await revoke(delegation.id, by)).delegation.standing).toBe('REVOKED');
      expect(codes(await draftThrough(delegation.id))).toEqual(['DELEGATION_ENDED']);
      expect(codes(await revoke(delegation.id, by))).toEqual(['NOT_FOUND']);
    }
    const { delegation } = await lend(holder, delegate);
    expect(codes(await revoke(delegation.id, stranger))).toEqual(['NOT_YOUR_ACT']);
    let sent: Promise<{ userErrors: { code: string }[] }> | undefined;
    await house.db.transaction(async (tx) => {
      await tx.query(`UPDATE seat_delegations SET revoked_at = clock_timestamp() WHERE id = $1`, [
        uuidOf(delegation.id),
      ]);
      sent = draftThrough(delegation.id);
      await waiting(house, 1);
    });
    expect(codes(await (sent as NonNullable<typeof sent>))).toEqual(['DELEGATION_ENDED']);
  });

  it('starts no job that would go on as the holder', async () => {
    const { delegation } = await lend(cast.officer, cast.otherOfficer, { rights: ['RECORD'] });
    const list = await upload(
      house,
      { bytes: pdf('(list)') },
      { kind: 'import', visibility: 'secretariat' },
      cast.otherOfficer,
    ).catch(() => undefined);
    const documentId = list?.document?.id ?? toGlobalId('doc', randomUUID());
    const begun = await through(
      delegation.id,
      'importList',
      'ImportListInput',
      { documentId, apply: false },
      cast.otherOfficer,
    );
    expect(codes(begun)).toContain('NOT_BY_DELEGATION');
  });

  it('needs a fresh proof from a device', async () => {
    await house.api.app.get(Addresses, { strict: false }).give(house.db, holder.personId, 'holder@example.org');
    const visitor = await signInByMail(house, 'holder@example.org');
    const input = {
      idempotencyKey: randomUUID(),
      toPersonOfSeatId: seatOf(delegate),
      rights: ['DRAFT'],
      until: await inDays(1),
    };
    const { data } = await visitor.graphql(
      `mutation ($input: DelegateSeatInput!) { delegateSeat(input: $input) { userErrors { code } } }`,
      { input },
    );
    expect(data.delegateSeat.userErrors).toEqual([{ code: 'PROVE_IT_IS_YOU' }]);
  });

  it('ends with the seat of the holder, and with the last seat of the delegate', async () => {
    const [first, second] = [cast.representative(6), cast.representative(7)];
    const lent = (await lend(first, second)).delegation.id;
    expect(codes(await draftThrough(lent, second))).toEqual([]);
    await house.db.query(`UPDATE seats SET valid_to = clock_timestamp() + interval '3 days' WHERE id = $1`, [
      first.seatId,
    ]);
    await house.db.query(`UPDATE seats SET rights = '{endorse}' WHERE id = $1`, [first.seatId]);
    expect(codes(await draftThrough(lent, second))).toEqual(['RIGHT_MISSING']);
    house.clock.advance(3 * DAY);
    expect(codes(await draftThrough(lent, second))).toEqual(['DELEGATION_ENDED']);
    const [third, fourth] = [cast.representative(8), cast.representative(9)];
    const other = (await lend(third, fourth)).delegation.id;
    await house.send('endSeat', { seatId: seatOf(fourth) }, cast.administrator, 'seat { id }');
    expect(codes(await draftThrough(other, fourth))).toEqual(['SEAT_ENDED']);
    expect(codes(await draft(house, third))).toEqual([]);
  });
});

it('leaves every case as its history says', async () => {
  expect((await checkCases(house.db, [recommendationProcess])).discrepancies).toEqual([]);
});
