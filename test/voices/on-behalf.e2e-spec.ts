import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Processes, checkCases } from '#workflow';
import { cast, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { DAY, act, dayAhead, opened, read } from '../statements/texts.js';
import type { Any } from '../statements/texts.js';
import { document } from '../submissions/letters.js';

const ENDORSEMENT = 'endorsement { id version status appearance onBehalf confirmBy }';
const MINE = 'myEndorsement { id version status onBehalf confirmBy availableEvents { event allowed } }';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(async () => {
  expect((await checkCases(house.db, house.api.app.get(Processes).all())).discrepancies).toEqual([]);
});
afterAll(() => house?.close());

const codes = (payload: { userErrors: { code: string }[] }) => payload.userErrors.map((error) => error.code);
const given = async (id: string) => (await read(house, id, 'quorum { tally { given } }')).quorum.tally.given;

/** What the secretariat enters for a member that called. */
async function entered(member: number, over: Record<string, unknown> = {}): Promise<Any> {
  const statement = await opened(house);
  const answer = await house.send(
    'endorseOnBehalf',
    {
      statementId: statement.id,
      organisationId: orgId(org.member(member)),
      versionNumber: statement.versionNumber,
      evidence: [await document(house, 'evidence')],
      reason: 'They called at nine.',
      ...over,
    },
    cast.officer,
    ENDORSEMENT,
  );
  expect(answer.userErrors).toEqual([]);
  return { statement, endorsement: answer.endorsement };
}
const step = (mutation: string, of: Any, who: CastMember, input: object = {}) =>
  house.send(mutation, { id: of.id, expectedVersion: of.version, ...input }, who, ENDORSEMENT);
const allowed = (of: Any) =>
  of.availableEvents.filter((each: Any) => each.allowed).map((each: Any) => each.event as string);

describe('what was entered on behalf of an organisation', () => {
  it('tells both sides the same moment until which it waits, and counts for nobody until then', async () => {
    const { statement, endorsement } = await entered(1);
    const last = new Date(Date.parse(await house.clock.now(house.db)) + 7 * 3_600_000 + 14 * DAY);
    const moment = `${last.toISOString().slice(0, 10)}T16:59:59.999Z`;
    expect(endorsement).toMatchObject({ status: 'AWAITING_CONFIRMATION', appearance: 'HIDDEN', confirmBy: moment });
    const { myEndorsement } = await read(house, statement.id, MINE, cast.representative(1));
    expect(myEndorsement).toMatchObject({ onBehalf: true, confirmBy: moment });
    expect(allowed(myEndorsement)).toEqual(
      expect.arrayContaining(['CONFIRM', 'REFUSE_ENTRY', 'COMPLAIN', 'ENDORSE', 'DECLINE']),
    );
    expect(await given(statement.id)).toBe(0);
  });

  it('is listed until it is settled: for the secretariat all of it, for a member its own', async () => {
    const mine = await entered(11);
    const others = await entered(12);
    const listed = async (who?: CastMember): Promise<string[]> => {
      const { data } = await house.ask(`{ entriesOnBehalf(first: 50) { totalCount edges { node { id } } } }`, {}, who);
      const ids = data.entriesOnBehalf.edges.map((edge: Any) => edge.node.id);
      expect(data.entriesOnBehalf.totalCount).toBe(ids.length);
      return ids;
    };
    expect(await listed(cast.officer)).toEqual(expect.arrayContaining([mine.endorsement.id, others.endorsement.id]));
    expect(await listed(cast.representative(11))).toEqual([mine.endorsement.id]);
    for (const who of [cast.monitor, cast.observer, cast.administrator, undefined])
      expect(await listed(who)).toEqual([]);
    await step('confirmEndorsement', mine.endorsement, cast.representative(11));
    expect(await listed(cast.representative(11))).toEqual([]);
    const reason = 'Not us.';
    await step('complainAboutEntry', others.endorsement, cast.representative(12), { reason });
    expect(await listed(cast.coordinator)).toContain(others.endorsement.id);
  });

  it('shows the organisation who entered it, when, how it was said; nobody else of the members sees it', async () => {
    const { statement, endorsement } = await entered(2);
    const history = `history(first: 5) { edges { node { event reason organisation { code } actor { office { en } } recordedAt } } }`;
    const { myEndorsement } = await read(house, statement.id, `myEndorsement { ${history} }`, cast.representative(2));
    expect(myEndorsement.history.edges).toEqual([
      {
        node: {
          event: 'ENDORSE_ON_BEHALF',
          reason: 'They called at nine.',
          organisation: { code: 'TEST-SEC' },
          actor: { office: { en: 'policyOfficer (test)' } },
          recordedAt: expect.any(String),
        },
      },
    ]);
    const others = `endorsements(first: 5) { totalCount } ${MINE}`;
    expect(await read(house, statement.id, others, cast.representative(3))).toEqual({
      endorsements: { totalCount: 0 },
      myEndorsement: null,
    });
    const foreign = await step('confirmEndorsement', endorsement, cast.representative(3));
    expect(codes(foreign)).toEqual(['NOT_FOUND']);
  });

  it('counts once the organisation confirms through its own seat, and not through the seat of who entered it', async () => {
    const { statement, endorsement } = await entered(3);
    for (const who of [cast.officer, cast.coordinator, cast.chair]) {
      expect(codes(await step('confirmEndorsement', endorsement, who))).toEqual(['NOT_YOUR_ACT']);
    }
    const without = { ...cast.representative(3) };
    await house.db.query(`UPDATE seats SET rights = '{draft}' WHERE id = $1`, [without.seatId]);
    expect(codes(await step('confirmEndorsement', endorsement, without))).toEqual(['RIGHT_MISSING']);
    await house.db.query(`UPDATE seats SET rights = '{draft,endorse,verify}' WHERE id = $1`, [without.seatId]);
    expect(await given(statement.id)).toBe(0);
    const confirmed = await step('confirmEndorsement', endorsement, cast.representative(3));
    expect(confirmed.endorsement).toMatchObject({ status: 'GIVEN', onBehalf: true, confirmBy: null });
    expect(await given(statement.id)).toBe(1);
    house.clock.advance(15 * DAY);
    await house.drain();
    expect((await read(house, statement.id, MINE, cast.representative(3))).myEndorsement.status).toBe('GIVEN');
  });

  it('lapses by itself after fourteen days, not before, is said once more at most then, and may be decided still', async () => {
    const { statement, endorsement } = await entered(4);
    await act(house, 'extendStatement', statement.id, { deadlineOn: await dayAhead(house, 60), reason: 'More time.' });
    house.clock.advance(14 * DAY - DAY / 2);
    await house.drain();
    const mine = async () => (await read(house, statement.id, MINE, cast.representative(4))).myEndorsement;
    const before = await mine();
    house.clock.advance(DAY * 1.5);
    await house.drain();
    const after = await mine();
    expect([before.status, after.status]).toEqual(['AWAITING_CONFIRMATION', 'UNCONFIRMED']);
    expect(after.confirmBy).toBeNull();
    const late = await step('confirmEndorsement', { ...endorsement, version: after.version }, cast.representative(4));
    expect(codes(late)).toEqual(['NOT_IN_THIS_STATE']);
    expect(await given(statement.id)).toBe(0);
    const again = await house.send(
      'endorseOnBehalf',
      {
        statementId: statement.id,
        organisationId: orgId(org.member(4)),
        versionNumber: 1,
        evidence: [await document(house, 'evidence')],
      },
      cast.officer,
      ENDORSEMENT,
    );
    expect(again.endorsement.status).toBe('AWAITING_CONFIRMATION');
    const confirmed = await step('confirmEndorsement', again.endorsement, cast.representative(4));
    expect(confirmed.endorsement.status).toBe('GIVEN');
  });

  it('can be refused without a reason; then nobody enters anything for it again, and it may decide by itself', async () => {
    const { statement, endorsement } = await entered(5);
    expect(codes(await step('refuseEntry', endorsement, cast.officer))).toEqual(['NOT_YOUR_ACT']);
    const refused = await step('refuseEntry', endorsement, cast.representative(5));
    expect(refused.endorsement.status).toBe('REFUSED');
    const again = await house.send(
      'endorseOnBehalf',
      {
        statementId: statement.id,
        organisationId: orgId(org.member(5)),
        versionNumber: 1,
        evidence: [await document(house, 'evidence')],
      },
      cast.officer,
      ENDORSEMENT,
    );
    expect(codes(again)).toEqual(['NOT_IN_THIS_STATE']);
    const input = { statementId: statement.id, versionNumber: 1 };
    const own = await house.send('endorseStatement', input, cast.representative(5), ENDORSEMENT);
    expect(own.endorsement).toMatchObject({ status: 'GIVEN', onBehalf: false });
  });

  it('can be complained about; a coordinator answers, not who entered it', async () => {
    const { statement, endorsement } = await entered(6);
    const wordless = await step('complainAboutEntry', endorsement, cast.representative(6), { reason: ' ' });
    expect(codes(wordless)).toEqual(['REASON_NEEDED']);
    const reason = 'Nobody of us called.';
    const { endorsement: contested } = await step('complainAboutEntry', endorsement, cast.representative(6), {
      reason,
    });
    expect(contested.status).toBe('CONTESTED');
    const answer = { reason: 'The note was about another organisation.' };
    expect(codes(await step('answerComplaint', contested, cast.officer, answer))).toEqual(['NOT_YOUR_ACT']);
    const answered = await step('answerComplaint', contested, cast.coordinator, answer);
    expect(answered.endorsement.status).toBe('REFUSED');
    const history = `history(first: 5) { edges { node { event reason } } }`;
    const { myEndorsement } = await read(house, statement.id, `myEndorsement { ${history} }`, cast.representative(6));
    expect(myEndorsement.history.edges.slice(0, 2)).toEqual([
      { node: { event: 'ANSWER_COMPLAINT', reason: answer.reason } },
      { node: { event: 'COMPLAIN', reason } },
    ]);
    expect(await given(statement.id)).toBe(0);
  });
});

describe('the time to confirm', () => {
  const RULE = 'confirmationRule { revision days }';
  const set = (days: number, expectedRevision: number, who: CastMember) =>
    house.send('setConfirmationRule', { days, expectedRevision, source: 'Minutes of the board' }, who, RULE);

  it('is data: a coordinator says otherwise, what waits already keeps its moment', async () => {
    const { statement, endorsement } = await entered(9);
    for (const who of [cast.officer, cast.administrator, cast.representative(1)]) {
      expect(codes(await set(3, 1, who))[0]).toMatch(/NOT_YOUR_ACT/);
    }
    expect(codes(await set(0, 1, cast.coordinator))).toEqual(['WRONG_VALUE']);
    expect((await set(3, 1, cast.coordinator)).confirmationRule).toEqual({ revision: 2, days: 3 });
    expect(codes(await set(5, 1, cast.coordinator))).toEqual(['CHANGED_MEANWHILE']);
    const asked = await house.ask(`{ ${RULE} }`, {}, cast.representative(1));
    expect(asked.data.confirmationRule).toEqual({ revision: 2, days: 3 });
    expect((await house.ask(`{ ${RULE} }`)).data.confirmationRule).toBeNull();
    const short = await entered(10);
    expect(Date.parse(short.endorsement.confirmBy)).toBeLessThan(Date.parse(endorsement.confirmBy) - 10 * DAY);
    house.clock.advance(4 * DAY);
    await house.drain();
    const status = async (id: string, member: number) =>
      (await read(house, id, MINE, cast.representative(member))).myEndorsement.status;
    expect(await status(short.statement.id, 10)).toBe('UNCONFIRMED');
    expect(await status(statement.id, 9)).toBe('AWAITING_CONFIRMATION');
  });
});
