import { createHash, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { fromGlobalId } from '#platform';
import { Processes, checkCases } from '#workflow';
import { cast, org } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { statementsOf } from '../support/count-statements.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { act, opened, read, setRule, content, recommendations, drafted, dayAhead } from './texts.js';

const CROWD = 100;

let house: House;
let crowd: CastMember[];
beforeAll(async () => {
  house = await openHouse();
  crowd = Array.from({ length: CROWD }, (_, index) => ({
    token: `test-crowd-${index}`,
    personId: randomUUID(),
    seatId: randomUUID(),
    organisationId: randomUUID(),
    role: 'memberRepresentative',
    rights: ['endorse'],
  }));
  const rows = JSON.stringify(
    crowd.map((each, index) => ({ ...each, index, hash: createHash('sha256').update(each.token).digest('hex') })),
  );
  const from = `FROM jsonb_to_recordset($1) AS x("personId" uuid, "seatId" uuid, "organisationId" uuid, index integer, hash text)`;
  for (const sql of [
    `INSERT INTO organisations (id, code, kind) SELECT "organisationId", 'TEST-CROWD-' || index, 'member' ${from}`,
    `INSERT INTO organisation_names (organisation_id, name_en) SELECT "organisationId", 'Member ' || index || ' (test)' ${from}`,
    `INSERT INTO people (id, office_en) SELECT "personId", 'representative (test)' ${from}`,
    `INSERT INTO seats (id, person_id, organisation_id, role, rights)
     SELECT "seatId", "personId", "organisationId", 'memberRepresentative', '{endorse}' ${from}`,
    `INSERT INTO sign_ins (token_hash, person_id) SELECT hash, "personId" ${from}`,
  ]) {
    await house.db.query(sql, [rows]);
  }
});
afterEach(async () => {
  expect((await checkCases(house.db, house.api.app.get(Processes).all())).discrepancies).toEqual([]);
});
afterAll(() => house?.close());

const endorse = (id: string, who: CastMember) =>
  house.send('endorseStatement', { statementId: id, versionNumber: 1 }, who, 'endorsement { status }');

it('two hundred at once, half of them twice, and a closing: each counts once, and stands before or after it', async () => {
  const { id, version } = await opened(house);
  // The quorum is there, so that a person may close at any moment.
  for (const index of [1, 2, 3]) await endorse(id, cast.representative(index));
  const [early, others] = [crowd.slice(0, CROWD / 2), crowd.slice(CROWD / 2)];
  const all = (members: CastMember[]) => [...members, ...members].map((who) => endorse(id, who));
  const sends = all(early);
  const close = house.send('closeStatement', { id, expectedVersion: version }, cast.officer, 'statement { status }');
  sends.push(...all(others));
  const answers = await Promise.all(sends);
  expect((await close).statement?.status).toBe('ENDORSED');

  const rows = await house.db.query<{ status: string; organisation_id: string }[]>(
    `SELECT status, organisation_id FROM endorsements WHERE statement_id = $1`,
    [fromGlobalId('stm', id)],
  );
  expect(rows.length).toBe(CROWD + 3);
  expect(new Set(rows.map((row) => row.organisation_id)).size).toBe(CROWD + 3);
  // Each was answered once with its decision, and once that there is nothing more to decide.
  expect(answers.filter((answer) => answer.userErrors.length === 0).length).toBe(CROWD);
  const given = rows.filter(({ status }) => status === 'given').length;
  const late = rows.filter(({ status }) => status === 'late').length;
  expect(given + late).toBe(CROWD + 3);
  // The closing came into the middle of the crowd, else this test would show nothing.
  expect(given).toBeGreaterThan(3);
  expect(late).toBeGreaterThan(0);
  // What was judged is what was given: nothing slipped in behind the judgement, and nothing was left out of it.
  const {
    judgements,
    quorum,
    version: after,
  } = await read(house, id, 'version judgements { tally { given } } quorum { tally { given } }');
  expect(judgements).toEqual([{ tally: { given } }]);
  expect(quorum.tally.given).toBe(given);
  // None of them has moved the statement; only the closing has.
  expect(after).toBe(version + 1);
}, 120_000);

it('a change in substance asks any number of endorsers in the same few statements', async () => {
  const amend = async (endorsers: number) => {
    const { id, items } = await opened(house);
    for (const who of crowd.slice(0, endorsers)) await endorse(id, who);
    const seen = await statementsOf(house.product, () =>
      act(house, 'amendStatement', id, {
        amendment: 'MATERIAL',
        reason: 'The members asked for it.',
        content: {
          title: { en: 'Joint statement', km: 'សេចក្តីថ្លែងការណ៍រួម' },
          body: { en: 'We ask for more.', km: 'យើងស្នើបន្ថែម។' },
          items: items.map((item: { recommendation: { id: string } }) => ({
            recommendationId: item.recommendation.id,
          })),
        },
      }),
    );
    expect((await read(house, id, 'quorum { tally { given toReconfirm } }')).quorum.tally).toEqual({
      given: 0,
      toReconfirm: endorsers,
    });
    return seen.length;
  };
  expect(await amend(60)).toBe(await amend(2));
}, 60_000);

it('members behind a network are a figure of their own, never part of a quorum, and told to the secretariat alone', async () => {
  const quorumRuleId = await setRule(house, { atLeast: 3 });
  const { id } = await drafted(house, content(await recommendations(house, 2), { quorumRuleId }));
  await act(house, 'openStatement', id, { deadlineOn: await dayAhead(house, 14) });
  // The network signs itself; it has the members 1 to 4, of which one has endorsed and one declined.
  const network: CastMember = { ...(crowd[0] as CastMember), organisationId: org.networkA };
  await house.db.query(`UPDATE seats SET organisation_id = $2 WHERE id = $1`, [network.seatId, org.networkA]);
  await endorse(id, network);
  const figures = 'throughNetworks quorum { met tally { given } }';
  expect(await read(house, id, figures)).toEqual({ throughNetworks: 4, quorum: { met: false, tally: { given: 1 } } });
  await endorse(id, cast.representative(1));
  await house.send('declineStatement', { statementId: id }, cast.representative(2), 'endorsement { id }');
  expect(await read(house, id, figures)).toEqual({ throughNetworks: 2, quorum: { met: false, tally: { given: 2 } } });
  expect((await read(house, id, 'throughNetworks', cast.representative(1))).throughNetworks).toBeNull();
  expect((await read(house, id, 'throughNetworks', cast.coordinator)).throughNetworks).toBe(2);
});

it('a list of fifty with what stands beside each endorsement costs no more than a list of ten', async () => {
  const { id } = await opened(house);
  for (const who of crowd.slice(1, 61)) await endorse(id, who);
  const cost = async (first: number) => {
    const seen = await statementsOf(house.product, async () => {
      const { endorsements } = await read(
        house,
        id,
        `endorsements(first: ${first}) { totalCount edges { node { id status reservations { itemKey } organisation { code }
           statement { number } availableEvents { event reasons { code } } } } }`,
      );
      expect(endorsements.edges).toHaveLength(first);
      expect(endorsements.totalCount).toBe(60);
    });
    return seen.length;
  };
  expect(await cost(50)).toBe(await cost(10));
  expect(await cost(50)).toBeLessThanOrEqual(12);
});
