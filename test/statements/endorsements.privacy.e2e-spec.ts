import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Processes, checkCases } from '#workflow';
import { cast, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { document } from '../submissions/letters.js';
import { act, opened, read, release } from './texts.js';

const ENDORSEMENT = 'endorsement { id version status appearance reservations { itemKey text } }';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(async () => {
  expect((await checkCases(house.db, house.api.app.get(Processes).all())).discrepancies).toEqual([]);
});
afterAll(() => house?.close());

const endorse = (statement: { id: string; versionNumber: number }, who: CastMember, rest: object = {}) =>
  house.send(
    'endorseStatement',
    { statementId: statement.id, versionNumber: statement.versionNumber, ...rest },
    who,
    ENDORSEMENT,
  );
const onBehalf = (statement: { id: string }, organisationId: string, who: CastMember, evidence: string[] = []) =>
  house.send(
    'endorseOnBehalf',
    {
      statementId: statement.id,
      organisationId,
      versionNumber: 1,
      evidence,
    },
    who,
    ENDORSEMENT,
  );
const codes = (payload: { userErrors: { code: string }[] }) => payload.userErrors.map((error) => error.code);

describe('who endorsed', () => {
  it('is not given away by what is refused', async () => {
    const statement = await opened(house);
    await endorse(statement, cast.representative(1));
    const said = (await onBehalf(statement, orgId(org.member(1)), cast.representative(2))).userErrors;
    const nothing = (await onBehalf(statement, orgId(org.member(3)), cast.representative(2))).userErrors;
    // The same words, whether the other organisation has decided or not.
    expect(said).toEqual(nothing);
    expect(codes({ userErrors: said })).toEqual(['NOT_YOUR_ACT']);
  });

  it('is not known to every seat of the organisation: a watcher or an observer sees no decision', async () => {
    const statement = await opened(house);
    await endorse(statement, cast.representative(1));
    await release(house, statement.id);
    const asked = `myEndorsement { status } endorsements(first: 5) { totalCount }`;
    for (const role of ['budgetGroupMember', 'observer']) {
      await house.db.query(`UPDATE seats SET role = $2 WHERE id = $1`, [cast.representative(1).seatId, role]);
      const seen = await read(house, statement.id, asked, cast.representative(1));
      expect(seen).toEqual({ myEndorsement: null, endorsements: { totalCount: 0 } });
      const tried = await endorse(statement, cast.representative(1));
      expect(codes(tried)).toEqual(['NOT_YOUR_ACT']);
    }
    await house.db.query(`UPDATE seats SET role = 'memberRepresentative' WHERE id = $1`, [
      cast.representative(1).seatId,
    ]);
    expect((await read(house, statement.id, asked, cast.representative(1))).myEndorsement.status).toBe('GIVEN');
  });

  it('an institution or a partner cannot be entered as an endorser', async () => {
    const statement = await opened(house);
    for (const id of [org.planning, org.partner, randomUUID()]) {
      expect(codes(await onBehalf(statement, orgId(id), cast.officer))).toEqual(['UNKNOWN_REFERENCE']);
    }
  });
});

describe('a correction', () => {
  const correct = (endorsement: { id: string; version: number }, entry: number) =>
    house.send(
      'correctEndorsement',
      { id: endorsement.id, expectedVersion: endorsement.version, entry, reason: 'A wrong entry.' },
      cast.officer,
      ENDORSEMENT,
    );

  it('never makes an organisation say more than it did', async () => {
    const statement = await opened(house);
    const item = statement.items[0].key;
    const who = cast.representative(1);
    const step = (mutation: string, endorsement: { id: string; version: number }, input: object = {}) =>
      house.send(mutation, { id: endorsement.id, expectedVersion: endorsement.version, ...input }, who, ENDORSEMENT);
    const { endorsement: given } = await endorse(statement, who, { appearance: 'PUBLIC' });
    const { endorsement: hidden } = await step('changeAppearance', given, { appearance: 'HIDDEN' });
    expect(codes(await correct(hidden, 2))).toEqual(['ONLY_THE_ORGANISATION_DECIDES']);
    const { endorsement: reserving } = await step('reserveOnItems', hidden, {
      reservations: [{ itemKey: item, text: 'No.' }],
    });
    expect(codes(await correct(reserving, 3))).toEqual(['ONLY_THE_ORGANISATION_DECIDES']);
    const { endorsement: left } = await step('withdrawEndorsement', reserving);
    expect(left.status).toBe('WITHDRAWN');
    expect(codes(await correct(left, 4))).toEqual(['ONLY_THE_ORGANISATION_DECIDES']);
    expect((await read(house, statement.id, 'myEndorsement { status version }', who)).myEndorsement).toEqual({
      status: 'WITHDRAWN',
      version: 4,
    });
  });
});

describe('what may be done', () => {
  const available = async (id: string, who: CastMember) =>
    Object.fromEntries(
      (
        await read(house, id, 'myEndorsement { availableEvents { event reasons { code } } }', who)
      ).myEndorsement.availableEvents.map((each: { event: string; reasons: { code: string }[] }) => [
        each.event,
        each.reasons.map((reason) => reason.code),
      ]),
    );

  it('is answered alike by the button and by the act, also once the sign-on has closed', async () => {
    const statement = await opened(house);
    for (const index of [1, 2, 3]) await endorse(statement, cast.representative(index));
    expect(await available(statement.id, cast.representative(1))).toMatchObject({ DECLINE: [], WITHDRAW: [] });
    await act(house, 'closeStatement', statement.id);
    expect(await available(statement.id, cast.representative(1))).toMatchObject({
      DECLINE: ['SIGN_ON_CLOSED'],
      RESERVE: ['SIGN_ON_CLOSED'],
      WITHDRAW: [],
    });
    const declined = await house.send(
      'declineStatement',
      { statementId: statement.id },
      cast.representative(1),
      ENDORSEMENT,
    );
    expect(codes(declined)).toEqual(['SIGN_ON_CLOSED']);
  });

  it('who had declined and comes too late is told why; a reservation needs its words', async () => {
    const statement = await opened(house);
    for (const index of [1, 2, 3]) await endorse(statement, cast.representative(index));
    const empty = await endorse(statement, cast.representative(5), {
      reservations: [{ itemKey: statement.items[0].key, text: '  ' }],
    });
    expect(codes(empty)).toEqual(['VALUE_MISSING']);
    await house.send('declineStatement', { statementId: statement.id }, cast.representative(4), ENDORSEMENT);
    await act(house, 'closeStatement', statement.id);
    expect(codes(await endorse(statement, cast.representative(4)))).toEqual(['SIGN_ON_CLOSED']);
  });

  it('an organisation that was entered on its behalf may also endorse by itself', async () => {
    const statement = await opened(house);
    expect(
      (await onBehalf(statement, orgId(org.member(1)), cast.officer, [await document(house)])).endorsement.status,
    ).toBe('AWAITING_CONFIRMATION');
    const { endorsement } = await endorse(statement, cast.representative(1), { appearance: 'ADDRESSEE' });
    expect(endorsement).toMatchObject({ status: 'GIVEN', appearance: 'ADDRESSEE', version: 2 });
  });
});
