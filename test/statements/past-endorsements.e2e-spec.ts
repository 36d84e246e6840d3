import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Processes, checkCases } from '#workflow';
import { cast, org, orgId } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { document } from '../submissions/letters.js';
import { act, content, opened, read, recommendations } from './texts.js';
import type { Any } from './texts.js';

const ENDORSEMENT = `endorsement { id version status past appearance signature reservations { text }
  history(first: 1) { edges { node { event happenedAt imported late notKnown reason } } } }`;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(async () => {
  expect((await checkCases(house.db, house.api.app.get(Processes).all())).discrepancies).toEqual([]);
});
afterAll(() => house?.close());

const codes = (payload: { userErrors: { code: string }[] }) => payload.userErrors.map((error) => error.code);

async function past(): Promise<Any> {
  const { statement } = await house.send(
    'recordPastStatement',
    {
      status: 'SUBMITTED',
      happenedOn: '2021-06-30',
      reason: 'The completion report',
      content: content(await recommendations(house, 1)),
    },
    cast.officer,
    'statement { id version versionNumber items { key } }',
  );
  return statement;
}

const record = async (statement: Any, index: number, rest: object = {}, who = cast.officer) =>
  house.send(
    'recordPastEndorsement',
    {
      statementId: statement.id,
      organisationId: orgId(org.member(index)),
      status: 'GIVEN',
      happenedOn: '2021-05-02',
      notKnown: ['ENDORSE'],
      reason: 'The signed list',
      evidence: [await document(house, 'evidence')],
      ...rest,
    },
    who,
    ENDORSEMENT,
  );

describe('an old record of an endorsement', () => {
  it('enters as of then, hidden, with its reservations, and counts in no figure', async () => {
    const statement = await past();
    for (let index = 1; index <= 6; index += 1) {
      const reservations = index === 1 ? [{ itemKey: statement.items[0].key, text: 'Not so soon.' }] : [];
      const { endorsement, userErrors } = await record(statement, index, { reservations });
      expect(userErrors).toEqual([]);
      expect(endorsement).toMatchObject({ status: 'GIVEN', past: true, appearance: 'HIDDEN', signature: 'SIGNATORY' });
      expect(endorsement.reservations).toEqual(reservations.map(({ text }) => ({ text })));
      expect(endorsement.history.edges[0].node).toMatchObject({
        ...{ event: 'RECORD_PAST', happenedAt: '2021-05-01T17:00:00.000Z', imported: true, late: true },
        ...{ notKnown: ['ENDORSE'], reason: 'The signed list' },
      });
    }
  });

  it('counts in no figure, where others have signed too', async () => {
    const statement = await opened(house);
    for (let index = 1; index <= 4; index += 1) {
      const input = { statementId: statement.id, versionNumber: statement.versionNumber, appearance: 'COUNTED' };
      await house.send('endorseStatement', input, cast.representative(index), 'endorsement { id }');
    }
    await act(house, 'closeStatement', statement.id);
    const figures = async () => [
      await read(house, statement.id, 'quorum { met count tally { given toReconfirm blocks { code } } }', cast.officer),
      await read(house, statement.id, 'quorum { met count }', cast.representative(1)),
    ];
    const before = await figures();
    expect(before).toMatchObject([
      { quorum: { met: true, tally: { given: 4, blocks: [] } } },
      { quorum: { count: null } },
    ]);
    const { endorsement } = await record(statement, 5);
    const seen = { id: endorsement.id, expectedVersion: 1, appearance: 'PUBLIC' };
    await house.send('changeAppearance', seen, cast.representative(5), ENDORSEMENT);
    expect(codes(await record(statement, 6, { status: 'DECLINED' }))).toEqual([]);
    expect(await figures()).toEqual(before);
  });

  it('is seen by the secretariat and the organisation, and by nobody else', async () => {
    const statement = await past();
    await record(statement, 2);
    const asked = 'myEndorsement { status past } endorsements(first: 5) { totalCount }';
    expect(await read(house, statement.id, asked, cast.officer)).toMatchObject({ endorsements: { totalCount: 1 } });
    expect(await read(house, statement.id, asked, cast.representative(2))).toMatchObject({
      myEndorsement: { status: 'GIVEN', past: true },
    });
    const other = await read(house, statement.id, asked, cast.representative(3));
    expect(other ?? { myEndorsement: null, endorsements: { totalCount: 0 } }).toMatchObject({
      myEndorsement: null,
      endorsements: { totalCount: 0 },
    });
  });

  it('is followed by ordinary steps: the organisation shows itself, and leaves', async () => {
    const statement = await past();
    const { endorsement } = await record(statement, 4);
    const step = (mutation: string, version: number, rest: object = {}) =>
      house.send(
        mutation,
        { id: endorsement.id, expectedVersion: version, ...rest },
        cast.representative(4),
        ENDORSEMENT,
      );
    const shown = await step('changeAppearance', 1, { appearance: 'PUBLIC' });
    expect(shown.endorsement).toMatchObject({ appearance: 'PUBLIC', past: true });
    const left = await step('withdrawEndorsement', 2);
    expect(left.endorsement.status).toMatch(/^(WITHDRAWN|DISSOCIATED)$/);
  });

  it('is refused while the organisation can be asked, without proof, for others than endorsers, and by others', async () => {
    const open = await opened(house);
    expect(codes(await record(open, 1, { reason: ' ', evidence: [] }))).toEqual([
      'SIGN_ON_STILL_OPEN',
      'REASON_NEEDED',
      'EVIDENCE_NEEDED',
    ]);
    const statement = await past();
    expect(codes(await record(statement, 1, { organisationId: orgId(org.interior) }))).toEqual(['UNKNOWN_REFERENCE']);
    expect(codes(await record(statement, 1, {}, cast.coordinator))).toContain('NOT_YOUR_ACT');
    expect(codes(await record(statement, 1, { happenedOn: '2999-01-01' }))).toEqual(['IN_THE_FUTURE']);
    await record(statement, 1);
    expect(codes(await record(statement, 1))).toContain('NOT_IN_THIS_STATE');
  });
});
