import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Processes, checkCases } from '#workflow';
import { cast, instrument, instrumentId, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { document } from '../submissions/letters.js';

const DAY = 86_400_000;
const ENDORSEMENT =
  'endorsement { id version status versionNumber signature appearance reservations { itemKey text } onBehalf }';

let house: House;
let rule: string;
beforeAll(async () => {
  house = await openHouse();
  const set = await house.send(
    'setQuorumRule',
    { code: 'ten', expectedRevision: 0, atLeast: 3 },
    cast.coordinator,
    'quorumRule { id }',
  );
  rule = set.quorumRule.id;
});
afterEach(async () => {
  expect((await checkCases(house.db, house.api.app.get(Processes).all())).discrepancies).toEqual([]);
});
afterAll(() => house?.close());

const dayFromNow = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

interface Opened {
  id: string;
  version: number;
  versionNumber: number;
  items: { key: string; recommendation: { id: string } }[];
}
const STATEMENT = 'statement { id version status versionNumber items { key recommendation { id } } }';

/** A statement of five items, open for sign-on for twenty days. */
async function opened(): Promise<Opened> {
  const items = [];
  for (let index = 0; index < 5; index += 1) {
    const { recommendation } = await house.send(
      'draftRecommendation',
      {
        content: {
          authenticLanguage: 'EN',
          title: { en: `Ask ${index}` },
          otherLanguageToFollow: true,
          addresseeIds: [orgId(org.planning)],
          targetIds: [instrumentId(instrument.plan)],
        },
      },
      cast.officer,
      'recommendation { id }',
    );
    items.push({ recommendationId: recommendation.id });
  }
  const content = {
    kind: 'JOINT_STATEMENT',
    authenticLanguage: 'EN',
    otherLanguage: 'TO_FOLLOW',
    title: { en: 'A joint statement' },
    body: { en: 'We ask.' },
    quorumRuleId: rule,
    items,
  };
  const drafted = await house.send('draftStatement', { content }, cast.officer, STATEMENT);
  expect(drafted.userErrors).toEqual([]);
  const { statement, userErrors } = await house.send(
    'openStatement',
    { id: drafted.statement.id, expectedVersion: drafted.statement.version, deadlineOn: dayFromNow(20) },
    cast.officer,
    STATEMENT,
  );
  expect(userErrors).toEqual([]);
  return statement;
}
const endorse = (statement: Opened, who: CastMember, rest: Record<string, unknown> = {}) =>
  house.send(
    'endorseStatement',
    { statementId: statement.id, versionNumber: statement.versionNumber, ...rest },
    who,
    ENDORSEMENT,
  );
const quorum = async (id: string, who: CastMember) =>
  (
    await house.ask(
      `query ($id: ID!) { statement(id: $id) { status version quorum { count met tally { given toReconfirm } } } }`,
      { id },
      who,
    )
  ).data.statement;
const codes = (payload: { userErrors: { code: string }[] }) => payload.userErrors.map((error) => error.code);

describe('an endorsement', () => {
  it('is one organisation’s decision on one version, hidden until it chooses otherwise', async () => {
    const statement = await opened();
    const { endorsement, userErrors } = await endorse(statement, cast.representative(1));
    expect(userErrors).toEqual([]);
    expect(endorsement).toMatchObject({
      status: 'GIVEN',
      version: 1,
      versionNumber: 1,
      signature: 'SIGNATORY',
      appearance: 'HIDDEN',
      onBehalf: false,
    });
    const other = await endorse({ ...statement, versionNumber: 7 }, cast.representative(2));
    expect(codes(other)).toEqual(['ANOTHER_VERSION']);
    const shown = await house.send(
      'changeAppearance',
      { id: endorsement.id, expectedVersion: 1, appearance: 'PUBLIC' },
      cast.representative(1),
      ENDORSEMENT,
    );
    expect(shown.endorsement.appearance).toBe('PUBLIC');
    expect((await quorum(statement.id, cast.officer)).version).toBe(statement.version);
  });

  it('is decided by a seat of the organisation with the right, and by nobody else', async () => {
    const statement = await opened();
    for (const who of [cast.officer, cast.coordinator, cast.chair, cast.administrator]) {
      expect(codes(await endorse(statement, who))[0]).toMatch(/NOT_YOUR_ACT|NOT_FOUND/);
    }
    const { endorsement } = await endorse(statement, cast.representative(1));
    const foreign = await house.send(
      'withdrawEndorsement',
      { id: endorsement.id, expectedVersion: 1 },
      cast.representative(2),
      ENDORSEMENT,
    );
    expect(codes(foreign)).toEqual(['NOT_FOUND']);
    await house.db.query(`UPDATE seats SET valid_to = now() WHERE id = $1`, [cast.representative(12).seatId]);
    expect(codes(await endorse(statement, cast.representative(12)))).toEqual(['SEAT_ENDED']);
    await house.db.query(`UPDATE seats SET valid_to = 'infinity' WHERE id = $1`, [cast.representative(12).seatId]);
  });

  it('is seen by the secretariat and by its own organisation; others get a count from five upwards', async () => {
    const statement = await opened();
    const seen = async (who?: CastMember) =>
      (
        await house.ask(
          `query ($id: ID!) { statement(id: $id) { quorum { count met } myEndorsement { status } endorsements(first: 20) { totalCount edges { node { organisation { code } } } } } }`,
          { id: statement.id },
          who,
        )
      ).data.statement;
    for (let index = 1; index <= 4; index += 1)
      await endorse(statement, cast.representative(index), { appearance: 'COUNTED' });
    // Hidden: neither named nor counted outside the secretariat.
    await endorse(statement, cast.representative(6));
    expect((await seen(cast.officer)).endorsements.totalCount).toBe(5);
    expect(await seen(cast.representative(1))).toMatchObject({
      quorum: { count: null, met: true },
      myEndorsement: { status: 'GIVEN' },
      endorsements: { totalCount: 1, edges: [{ node: { organisation: { code: 'TEST-CSO-1' } } }] },
    });
    expect(await seen(cast.representative(9))).toMatchObject({
      quorum: { count: null, met: true },
      myEndorsement: null,
      endorsements: { totalCount: 0 },
    });
    await endorse(statement, cast.representative(5), { appearance: 'PUBLIC' });
    expect((await seen(cast.representative(9))).quorum).toEqual({ count: 5, met: true });
    expect(await seen()).toBeNull();
  });

  it('that was given by phone needs its proof, and counts once the organisation confirms', async () => {
    const statement = await opened();
    const on = { statementId: statement.id, organisationId: orgId(org.member(3)), versionNumber: 1 };
    expect(codes(await house.send('endorseOnBehalf', { ...on, evidence: [] }, cast.officer, ENDORSEMENT))).toEqual([
      'EVIDENCE_NEEDED',
    ]);
    const unknown = [`doc_${randomUUID().replaceAll('-', '')}`];
    expect(codes(await house.send('endorseOnBehalf', { ...on, evidence: unknown }, cast.officer, ENDORSEMENT))).toEqual(
      ['UNKNOWN_REFERENCE'],
    );
    const evidence = [await document(house, 'evidence')];
    const entered = await house.send('endorseOnBehalf', { ...on, evidence }, cast.officer, ENDORSEMENT);
    expect(entered.endorsement).toMatchObject({
      status: 'AWAITING_CONFIRMATION',
      onBehalf: true,
      appearance: 'HIDDEN',
    });
    expect((await quorum(statement.id, cast.officer)).quorum.tally.given).toBe(0);
    const { data } = await house.ask(
      `query ($id: ID!) { statement(id: $id) { myEndorsement { id version } } }`,
      { id: statement.id },
      cast.representative(3),
    );
    const confirmed = await house.send(
      'confirmEndorsement',
      { id: data.statement.myEndorsement.id, expectedVersion: data.statement.myEndorsement.version },
      cast.representative(3),
      ENDORSEMENT,
    );
    expect(confirmed.endorsement.status).toBe('GIVEN');
    expect((await quorum(statement.id, cast.officer)).quorum.tally.given).toBe(1);
  });

  it('story: a material amendment after ten of twelve endorsements', async () => {
    const statement = await opened();
    for (let index = 1; index <= 10; index += 1) await endorse(statement, cast.representative(index));
    expect((await quorum(statement.id, cast.officer)).quorum).toMatchObject({ count: 10, met: true });
    const content = {
      title: { en: 'A joint statement' },
      body: { en: 'We ask for more.' },
      otherLanguage: 'TO_FOLLOW',
      items: statement.items.map((item) => ({ recommendationId: item.recommendation.id })),
    };
    const amended = await house.send(
      'amendStatement',
      {
        id: statement.id,
        expectedVersion: statement.version,
        amendment: 'MATERIAL',
        reason: 'The members asked for more.',
        content,
      },
      cast.officer,
      STATEMENT,
    );
    expect(amended.userErrors).toEqual([]);
    expect(amended.statement).toMatchObject({ status: 'ENDORSING', versionNumber: 2 });
    expect((await quorum(statement.id, cast.officer)).quorum).toMatchObject({
      count: 0,
      met: false,
      tally: { given: 0, toReconfirm: 10 },
    });
    for (let index = 1; index <= 3; index += 1) {
      const who = cast.representative(index);
      const { data } = await house.ask(
        `query ($id: ID!) { statement(id: $id) { myEndorsement { id version status } } }`,
        { id: statement.id },
        who,
      );
      expect(data.statement.myEndorsement.status).toBe('TO_RECONFIRM');
      await house.send(
        'reconfirmEndorsement',
        { id: data.statement.myEndorsement.id, expectedVersion: data.statement.myEndorsement.version },
        who,
        ENDORSEMENT,
      );
    }
    expect((await quorum(statement.id, cast.officer)).quorum).toMatchObject({
      count: 3,
      met: true,
      tally: { given: 3, toReconfirm: 7 },
    });
    const editorial = await house.send(
      'amendStatement',
      {
        id: statement.id,
        expectedVersion: amended.statement.version,
        amendment: 'EDITORIAL',
        reason: 'A comma.',
        content: { ...content, body: { en: 'We ask, for more.' } },
      },
      cast.officer,
      STATEMENT,
    );
    expect(editorial.statement.versionNumber).toBe(3);
    expect((await quorum(statement.id, cast.officer)).quorum).toMatchObject({
      count: 3,
      tally: { given: 3, toReconfirm: 7 },
    });
  });

  it('story: an organisation reserves on item 4 and leaves after delivery', async () => {
    const statement = await opened();
    const item = statement.items[3]?.key as string;
    const reserving = await endorse(statement, cast.representative(1), {
      reservations: [{ itemKey: item, text: 'With us, but not this way.' }],
    });
    for (let index = 2; index <= 4; index += 1) await endorse(statement, cast.representative(index));
    const { data } = await house.ask(
      `query ($id: ID!) { statement(id: $id) { quorum { tally { items { itemKey count } } } } }`,
      { id: statement.id },
      cast.officer,
    );
    const counts = new Map(
      data.statement.quorum.tally.items.map((each: { itemKey: string; count: number }) => [each.itemKey, each.count]),
    );
    expect(counts.get(item)).toBe(3);
    expect(counts.get(statement.items[0]?.key)).toBe(4);
    const closed = await house.send(
      'closeStatement',
      { id: statement.id, expectedVersion: statement.version },
      cast.officer,
      STATEMENT,
    );
    expect(closed.statement.status).toBe('ENDORSED');
    const submitted = await house.send(
      'submitStatement',
      { id: statement.id, expectedVersion: closed.statement.version, letters: [{ addresseeId: orgId(org.planning) }] },
      cast.officer,
      'submissions { id version }',
    );
    const [letter] = submitted.submissions;
    await house.send(
      'deliverSubmission',
      {
        id: letter.id,
        expectedVersion: letter.version,
        delivery: {
          channel: 'BY_HAND',
          mode: 'PAPER',
          deliveredOn:
            dayFromNow(-1) < dayFromNow(0)
              ? new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
              : dayFromNow(0),
        },
      },
      cast.officer,
      'submission { status }',
    );
    const left = await house.send(
      'withdrawEndorsement',
      { id: reserving.endorsement.id, expectedVersion: 1, tellAddressees: true },
      cast.representative(1),
      ENDORSEMENT,
    );
    expect(left.userErrors).toEqual([]);
    expect(left.endorsement.status).toBe('DISSOCIATED');
    expect((await quorum(statement.id, cast.officer)).quorum.tally.given).toBe(3);
  });

  it('that comes after the window has closed is late, and counts never', async () => {
    const statement = await opened();
    for (let index = 1; index <= 3; index += 1) await endorse(statement, cast.representative(index));
    await house.send(
      'closeStatement',
      { id: statement.id, expectedVersion: statement.version },
      cast.officer,
      STATEMENT,
    );
    expect((await endorse(statement, cast.representative(4))).endorsement.status).toBe('LATE');
    expect((await quorum(statement.id, cast.officer)).quorum.tally.given).toBe(3);
    const decline = await house.send(
      'declineStatement',
      { statementId: statement.id },
      cast.representative(1),
      ENDORSEMENT,
    );
    expect(codes(decline)).toEqual(['SIGN_ON_CLOSED']);
  });

  it('after the deadline is late even before the closing has run', async () => {
    const statement = await opened();
    await house.db.query(
      `UPDATE effects SET status = 'cancelled' WHERE kind = 'closeEndorsementWindow' AND status = 'pending'`,
    );
    house.clock.advance(25 * DAY);
    try {
      expect((await endorse(statement, cast.representative(1))).endorsement.status).toBe('LATE');
    } finally {
      house.clock.advance(-25 * DAY);
    }
  });
});

describe('many at once', () => {
  it('each organisation is counted once, however often it sends, and a closing stands before or after each', async () => {
    const statement = await opened();
    const members = Array.from({ length: 12 }, (_, index) => cast.representative(index + 1));
    const sends = Array.from({ length: 36 }, (_, index) => endorse(statement, members[index % 12] as CastMember));
    await new Promise((resolve) => setTimeout(resolve, 150));
    const close = house.send(
      'closeStatement',
      { id: statement.id, expectedVersion: statement.version },
      cast.officer,
      STATEMENT,
    );
    const answers = await Promise.all(sends);
    await close;
    const rows = await house.db.query<{ status: string; organisation_id: string; created: Date }[]>(
      `SELECT e.status, e.organisation_id FROM endorsements e JOIN statements s ON s.id = e.statement_id WHERE s.id = $1`,
      [(statement.id.slice(4).match(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/) as string[]).slice(1).join('-')],
    );
    expect(new Set(rows.map((row) => row.organisation_id)).size).toBe(rows.length);
    expect(rows.length).toBe(12);
    // The first send of each is answered with its case; later ones find that there is nothing more to decide.
    expect(answers.filter((answer) => answer.userErrors.length === 0).length).toBe(12);
    const { data } = await house.ask(
      `query ($id: ID!) { statement(id: $id) { status judgements { met } } }`,
      { id: statement.id },
      cast.officer,
    );
    const given = rows.filter((row) => row.status === 'given').length;
    if (data.statement.status === 'ENDORSED') expect(given).toBeGreaterThanOrEqual(3);
    expect(rows.every((row) => row.status === 'given' || row.status === 'late')).toBe(true);
  });
});
