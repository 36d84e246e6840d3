import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Processes, checkCases } from '#workflow';
import { cast, instrument, instrumentId, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { act, content, dayAhead, drafted, opened, recommendations, setRule } from '../statements/texts.js';
import type { Any } from '../statements/texts.js';

const RECOMMENDATION = 'recommendation { id version standing closedAs proposal { status origin } }';
const CONCERN = `concern { id version kind community confidential text language placeCode heardIn withdrawnAt
  organisation { code } recommendations { id } entries { act text } }`;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(async () => {
  expect((await checkCases(house.db, house.api.app.get(Processes).all())).discrepancies).toEqual([]);
});
afterAll(() => house?.close());

const codes = (payload: { userErrors: { code: string }[] }) => payload.userErrors.map((error) => error.code);
const draft = async (who: CastMember): Promise<Any> =>
  (
    await house.send(
      'draftRecommendation',
      {
        content: {
          ...{ authenticLanguage: 'EN', otherLanguageToFollow: true, title: { en: 'Water for the upper villages' } },
          ...{ addresseeIds: [orgId(org.interior)], targetIds: [instrumentId(instrument.programme)] },
        },
      },
      who,
      RECOMMENDATION,
    )
  ).recommendation;
const step = (mutation: string, of: Any, who: CastMember, input: object = {}) =>
  house.send(mutation, { id: of.id, expectedVersion: of.version, ...input }, who, RECOMMENDATION);
const asked = async (id: string, selection: string, who?: CastMember): Promise<Any> => {
  const { data, errors } = await house.ask(
    `query ($id: ID!) { recommendation(id: $id) { ${selection} } }`,
    { id },
    who,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.recommendation;
};
const proposals = async (who: CastMember | undefined, status = 'OPEN'): Promise<string[]> =>
  (
    await house.ask(
      `{ recommendations(first: 50, filter: { proposal: [${status}] }) { totalCount edges { node { id } } } }`,
      {},
      who,
    )
  ).data.recommendations.edges.map((edge: Any) => edge.node.id);

describe('a proposal of a member', () => {
  it('comes to the secretariat with its origin, from a draft of the member’s own', async () => {
    const own = await draft(cast.representative(1));
    expect(await proposals(cast.officer)).not.toContain(own.id);
    for (const who of [cast.officer, cast.representative(2), cast.monitor]) {
      expect(codes(await step('proposeRecommendation', own, who, { origin: 'COMMUNITY' }))[0]).toMatch(
        /NOT_YOUR_ACT|NOT_FOUND/,
      );
    }
    const { recommendation } = await step('proposeRecommendation', own, cast.representative(1), {
      origin: 'COMMUNITY',
    });
    expect(recommendation.proposal).toEqual({ status: 'OPEN', origin: 'COMMUNITY' });
    const twice = await step('proposeRecommendation', recommendation, cast.representative(1), { origin: 'STUDY' });
    expect(codes(twice)).toEqual(['PROPOSED_ALREADY']);
    expect(await proposals(cast.officer)).toContain(own.id);
    expect(await proposals(cast.representative(1))).toEqual([own.id]);
    expect(await proposals(cast.representative(2))).toEqual([]);
  });

  it('is taken up by a policy officer; what was not proposed is not', async () => {
    const own = await draft(cast.representative(3));
    expect(codes(await step('takeUpProposal', own, cast.officer))).toEqual(['NOT_PROPOSED']);
    const { recommendation: open } = await step('proposeRecommendation', own, cast.representative(3), {
      origin: 'OWN_WORK',
    });
    expect(codes(await step('takeUpProposal', open, cast.representative(3)))).toEqual(['NOT_YOUR_ACT']);
    const taken = await step('takeUpProposal', open, cast.officer);
    expect(taken.recommendation.proposal.status).toBe('TAKEN_UP');
    expect(codes(await step('declineProposal', taken.recommendation, cast.officer, { reason: 'No' }))).toEqual([
      'NOT_PROPOSED',
    ]);
  });

  it('is declined with a reason that the member reads, and may be proposed again in better words', async () => {
    const own = await draft(cast.representative(4));
    const { recommendation: open } = await step('proposeRecommendation', own, cast.representative(4), {
      origin: 'STUDY',
    });
    expect(codes(await step('declineProposal', open, cast.officer, { reason: ' ' }))).toEqual(['REASON_NEEDED']);
    const reason = 'The law of 2023 says so already.';
    await step('declineProposal', open, cast.officer, { reason });
    const read = await asked(
      own.id,
      'version proposal { status } history(first: 1) { edges { node { event reason } } }',
      cast.representative(4),
    );
    expect(read.proposal.status).toBe('DECLINED');
    expect(read.history.edges[0].node).toEqual({ event: 'DECLINE_PROPOSAL', reason });
    const again = await step('proposeRecommendation', { id: own.id, version: read.version }, cast.representative(4), {
      origin: 'STUDY',
    });
    expect(again.recommendation.proposal.status).toBe('OPEN');
  });

  it('is merged with a reason that the member reads', async () => {
    const own = await draft(cast.representative(5));
    const { recommendation: open } = await step('proposeRecommendation', own, cast.representative(5), {
      origin: 'CONSULTATION',
    });
    const [into] = await recommendations(house, 1);
    const merged = await step('mergeRecommendation', open, cast.officer, {
      successorIds: [into],
      reason: 'The same ask.',
    });
    expect(merged.recommendation).toMatchObject({
      standing: 'CLOSED',
      closedAs: 'MERGED',
      proposal: { status: 'MERGED' },
    });
    const read = await asked(own.id, 'history(first: 1) { edges { node { reason } } }', cast.representative(5));
    expect(read.history.edges[0].node.reason).toBe('The same ask.');
  });

  it('that was opened since tells other members nothing of having been one', async () => {
    const own = await draft(cast.representative(6));
    await step('proposeRecommendation', own, cast.representative(6), { origin: 'COMMUNITY' });
    const { id } = await drafted(
      house,
      content([own.id], { otherLanguage: 'TO_FOLLOW', quorumRuleId: await setRule(house) }),
    );
    await act(house, 'openStatement', id, { deadlineOn: await dayAhead(house, 14) });
    expect(await asked(own.id, 'stage proposal { status }', cast.representative(7))).toEqual({
      ...{ stage: 'ENDORSING', proposal: null },
    });
    expect(await proposals(cast.representative(7))).toEqual([]);
    expect((await asked(own.id, 'proposal { status }', cast.officer)).proposal.status).toBe('OPEN');
  });
});

describe('what a community group says', () => {
  const HEARD = { kind: 'CONCERN', community: 'WOMEN', language: 'EN', heardOn: '2026-05-17', placeCode: '02' };
  const hear = async (who: CastMember, over: Record<string, unknown> = {}): Promise<Any> => {
    const answer = await house.send('recordConcern', { ...HEARD, text: 'The well is dry.', ...over }, who, CONCERN);
    return answer.concern ?? answer;
  };
  const change = (mutation: string, of: Any, who: CastMember, input: object = {}) =>
    house.send(mutation, { id: of.id, expectedVersion: of.version, ...input }, who, CONCERN);
  const origins = async (id: string, who?: CastMember): Promise<string[] | undefined> =>
    (await asked(id, 'origins { id }', who))?.origins.map((each: Any) => each.id).sort();
  const node = async (id: string, who?: CastMember): Promise<Any> =>
    (await house.ask(`query ($id: ID!) { node(id: $id) { ... on Concern { id text entries { act } } } }`, { id }, who))
      .data.node;

  it('is kept by the province and the month at most, confidential unless said otherwise', async () => {
    await house.db.query(
      `INSERT INTO places (code, level, name_km, name_en, parent_code) VALUES ('0201', 'district', 'ស្រុក', 'A district', '02')`,
    );
    const concern = await hear(cast.representative(1), { placeCode: '0201' });
    expect(concern).toMatchObject({ placeCode: '02', heardIn: '2026-05-01', confidential: true });
    const stored = await house.db.query(`SELECT c::text AS line FROM concerns c`);
    expect(JSON.stringify(stored)).not.toMatch(/0201|2026-05-17/);
    const entries = await house.db.query(`SELECT e::text AS line FROM concern_entries e`);
    expect(JSON.stringify(entries)).not.toMatch(/0201|2026-05-17/);
    expect(codes(await hear(cast.representative(1), { placeCode: '99', heardOn: '2099-01-01', text: '' }))).toEqual(
      expect.arrayContaining(['VALUE_MISSING', 'UNKNOWN_REFERENCE', 'IN_THE_FUTURE']),
    );
    for (const who of [cast.monitor, cast.observer, cast.administrator]) {
      expect(codes(await hear(who))).toEqual(['NOT_YOUR_ACT']);
    }
  });

  it('that is confidential is read by the secretariat and who heard it, also once it is part of what all see', async () => {
    const concern = await hear(cast.representative(1));
    const statement = await opened(house, 1);
    const [{ recommendation }] = statement.items;
    const foreign = { recommendationId: recommendation.id };
    expect(codes(await change('takeUpConcern', concern, cast.representative(1), foreign))).toEqual(['NOT_YOUR_ACT']);
    const taken = await change('takeUpConcern', concern, cast.officer, foreign);
    expect(taken.concern.recommendations).toEqual([{ id: recommendation.id }]);
    expect(codes(await change('takeUpConcern', taken.concern, cast.officer, foreign))).toEqual(['PART_OF_IT_ALREADY']);
    for (const who of [cast.officer, cast.representative(1)]) {
      expect(await origins(recommendation.id, who)).toEqual([concern.id]);
    }
    for (const who of [cast.representative(2), cast.monitor]) {
      expect(await origins(recommendation.id, who)).toEqual([]);
      expect(await node(concern.id, who)).toBeNull();
      const list = await house.ask(`{ concerns(first: 10) { totalCount } }`, {}, who);
      expect(list.data.concerns.totalCount).toBe(0);
    }
    for (const who of [cast.observer, cast.administrator, undefined]) expect(await node(concern.id, who)).toBeNull();
    // Only who heard it lets others read it.
    const open = { confidential: false };
    expect(codes(await change('showConcern', taken.concern, cast.officer, open))).toEqual(['NOT_YOUR_ACT']);
    expect(codes(await change('showConcern', taken.concern, cast.coordinator, open))).toEqual(['NOT_YOUR_ACT']);
    const shown = await change('showConcern', taken.concern, cast.representative(1), open);
    expect(shown.concern.confidential).toBe(false);
    expect(await origins(recommendation.id, cast.representative(2))).toEqual([concern.id]);
    expect(await node(concern.id, cast.representative(2))).toEqual({
      ...{ id: concern.id, text: 'The well is dry.', entries: [] },
    });
    expect(await node(concern.id, cast.observer)).toBeNull();
    const back = await change('showConcern', shown.concern, cast.representative(1), { confidential: true });
    expect(back.userErrors).toEqual([]);
    expect(await origins(recommendation.id, cast.representative(2))).toEqual([]);
  });

  it('stays the origin of what its recommendation was merged into and split into, and as confidential as it was', async () => {
    const own = await draft(cast.representative(2));
    const secret = await hear(cast.representative(2));
    const shared = await hear(cast.representative(2), { confidential: false, kind: 'REQUEST' });
    for (const concern of [secret, shared]) {
      const taken = await change('takeUpConcern', concern, cast.representative(2), { recommendationId: own.id });
      expect(taken.userErrors).toEqual([]);
    }
    const statement = await opened(house, 2);
    const [one, two] = statement.items.map((item: Any) => item.recommendation.id);
    const [middle] = (await recommendations(house, 1)) as [string];
    const merged = await step('mergeRecommendation', own, cast.officer, { successorIds: [middle], reason: 'The same' });
    expect(merged.userErrors).toEqual([]);
    const { version } = await asked(middle, 'version', cast.officer);
    const split = await step('splitRecommendation', { id: middle, version }, cast.officer, {
      ...{ successorIds: [one, two], reason: 'Two ministries' },
    });
    expect(split.userErrors).toEqual([]);
    const both = [secret.id, shared.id].sort();
    for (const id of [one, two]) {
      expect(await origins(id, cast.officer)).toEqual(both);
      expect(await origins(id, cast.representative(2))).toEqual(both);
      // Another member sees neither the draft nor what lay between, but where the ask comes from.
      expect(await origins(id, cast.representative(3))).toEqual([shared.id]);
    }
    expect(await asked(own.id, 'id', cast.representative(3))).toBeNull();
    expect((await node(shared.id, cast.representative(3))).text).toBe('The well is dry.');
    expect(await node(secret.id, cast.representative(3))).toBeNull();
    const listed = await house.ask(
      `{ concerns(first: 10) { edges { node { id recommendations { id } } } } }`,
      {},
      cast.representative(3),
    );
    expect(listed.data.concerns.edges).toEqual([{ node: { id: shared.id, recommendations: [] } }]);
  });

  it('keeps each wording for who heard it; taken back it leaves a mark', async () => {
    const concern = await hear(cast.representative(3), { confidential: false, text: 'The well of Mrs. K. is dry.' });
    const statement = await opened(house, 1);
    const recommendationId = statement.items[0].recommendation.id;
    const taken = await change('takeUpConcern', concern, cast.officer, { recommendationId });
    expect(codes(await change('editConcern', taken.concern, cast.officer, { text: 'x', language: 'EN' }))).toEqual([
      'NOT_YOUR_ACT',
    ]);
    const edited = await change('editConcern', taken.concern, cast.representative(3), {
      ...{ text: 'អណ្តូងរីង។', language: 'KM' },
    });
    expect(edited.concern.entries.map((entry: Any) => entry.act)).toEqual(['RECORDED', 'TOOK_UP', 'EDITED']);
    const others = JSON.stringify(await node(concern.id, cast.representative(4)));
    expect(others).toContain('អណ្តូងរីង។');
    expect(others).not.toContain('Mrs. K.');
    const { concern: gone } = await change('withdrawConcern', edited.concern, cast.representative(3));
    expect(gone.withdrawnAt).not.toBeNull();
    expect((await node(concern.id, cast.representative(4))).text).toBeNull();
    expect(await origins(recommendationId, cast.representative(4))).toEqual([concern.id]);
    const again = await change('takeUpConcern', gone, cast.officer, { recommendationId });
    expect(codes(again)).toEqual(expect.arrayContaining(['CONCERN_TAKEN_BACK']));
  });
});
