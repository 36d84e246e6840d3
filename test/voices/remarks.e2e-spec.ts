import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cast } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { act, opened, read } from '../statements/texts.js';
import type { Any } from '../statements/texts.js';

const REMARK = `remark { id version kind audience text language edited withdrawnAt organisation { code }
  answer { text language } entries { version act text language audience } }`;
const BESIDE = `remarks(first: 10) { totalCount edges { node { id audience text withdrawnAt organisation { code } answer { text } entries { act } } } }`;

let house: House;
let statement: Any;
beforeAll(async () => {
  house = await openHouse();
  statement = await opened(house);
});
afterAll(() => house?.close());

const codes = (payload: { userErrors: { code: string }[] }) => payload.userErrors.map((error) => error.code);
const ask = (who: CastMember, over: Record<string, unknown> = {}, mutation = 'askQuestion') =>
  house.send(mutation, { subjectId: statement.id, text: 'Who pays for it?', language: 'EN', ...over }, who, REMARK);
const step = (mutation: string, of: Any, who: CastMember, input: object = {}) =>
  house.send(mutation, { id: of.id, expectedVersion: of.version, ...input }, who, REMARK);
const beside = async (who: CastMember, id = statement.id) =>
  (await read(house, id, BESIDE, who))?.remarks.edges.map((edge: Any) => edge.node);
const find = async (id: string, who?: CastMember): Promise<Any> =>
  (await house.ask(`query ($id: ID!) { node(id: $id) { ... on Remark { ${REMARK.slice(9, -2)} } } }`, { id }, who)).data
    .node;

describe('a question before deciding', () => {
  it('is read by the secretariat and its own organisation only, unless that organisation says otherwise', async () => {
    const { remark, userErrors } = await ask(cast.representative(1));
    expect(userErrors).toEqual([]);
    expect(remark).toMatchObject({ kind: 'QUESTION', audience: 'SECRETARIAT', organisation: { code: 'TEST-CSO-1' } });
    for (const who of [cast.officer, cast.coordinator, cast.chair, cast.representative(1)]) {
      expect((await beside(who)).map((each: Any) => each.id)).toContain(remark.id);
      expect((await find(remark.id, who)).text).toBe('Who pays for it?');
    }
    for (const who of [cast.representative(2), cast.monitor, cast.observer, cast.administrator]) {
      expect(await find(remark.id, who)).toBeNull();
      const list = await house.ask(`{ remarks(first: 10) { totalCount edges { node { id } } } }`, {}, who);
      expect(list.data.remarks).toEqual({ totalCount: 0, edges: [] });
      expect((await read(house, statement.id, BESIDE, who))?.remarks.totalCount ?? 0).toBe(0);
    }
    expect(await find(remark.id)).toBeNull();
  });

  it('shown without a name tells every member that sees the statement what was asked and answered, not by whom', async () => {
    const { remark } = await ask(cast.representative(3), { audience: 'UNNAMED', text: 'Is there a budget line?' });
    const answer = { text: 'Yes, chapter 62.', language: 'EN' };
    expect(codes(await step('answerQuestion', remark, cast.representative(3), answer))).toEqual(['NOT_YOUR_ACT']);
    expect((await step('answerQuestion', remark, cast.officer, answer)).remark.answer.text).toBe('Yes, chapter 62.');
    const other = await find(remark.id, cast.representative(2));
    expect(other).toMatchObject({ text: 'Is there a budget line?', organisation: null, entries: [] });
    expect(other.answer).toEqual({ text: 'Yes, chapter 62.', language: 'EN' });
    const own = await find(remark.id, cast.representative(3));
    expect([own.organisation.code, own.entries.length]).toEqual(['TEST-CSO-3', 2]);
    expect(await find(remark.id, cast.observer)).toBeNull();
  });

  it('is shown to more people by its own organisation alone', async () => {
    const { remark } = await ask(cast.representative(4));
    for (const who of [cast.officer, cast.coordinator]) {
      expect(codes(await step('showRemark', remark, who, { audience: 'NAMED' }))).toEqual(['NOT_YOUR_ACT']);
    }
    expect(codes(await step('showRemark', remark, cast.representative(5), { audience: 'NAMED' }))).toEqual([
      'NOT_FOUND',
    ]);
    const shown = await step('showRemark', remark, cast.representative(4), { audience: 'NAMED' });
    expect(shown.remark.audience).toBe('NAMED');
    expect((await find(remark.id, cast.representative(5))).organisation.code).toBe('TEST-CSO-4');
    const back = await step('showRemark', shown.remark, cast.representative(4), { audience: 'SECRETARIAT' });
    expect(back.userErrors).toEqual([]);
    expect(await find(remark.id, cast.representative(5))).toBeNull();
  });

  it('waits in the secretariat’s list until it is answered or taken back', async () => {
    const waiting = async () =>
      (
        await house.ask(
          `{ remarks(first: 50, filter: { unanswered: true }) { edges { node { id } } } }`,
          {},
          cast.officer,
        )
      ).data.remarks.edges.map((edge: Any) => edge.node.id);
    const first = (await ask(cast.representative(6))).remark;
    const second = (await ask(cast.representative(6))).remark;
    const said = (await ask(cast.representative(6), {}, 'comment')).remark;
    expect(await waiting()).toEqual(expect.arrayContaining([first.id, second.id]));
    expect(await waiting()).not.toContain(said.id);
    expect(codes(await step('answerQuestion', said, cast.officer, { text: 'Thanks', language: 'EN' }))).toEqual([
      'NOT_A_QUESTION',
    ]);
    await step('answerQuestion', first, cast.officer, { text: 'The state does.', language: 'EN' });
    await step('withdrawRemark', second, cast.representative(6));
    const left = await waiting();
    expect([left.includes(first.id), left.includes(second.id)]).toEqual([false, false]);
  });
});

describe('a comment', () => {
  it('keeps each wording for its own organisation and the secretariat; others read the last one', async () => {
    const said = await ask(cast.representative(7), { audience: 'NAMED', text: 'Too weak, says K. in P.' }, 'comment');
    const text = 'ខ្សោយពេក។';
    const edited = await step('editRemark', said.remark, cast.representative(7), { text, language: 'KM' });
    expect(edited.remark).toMatchObject({ version: 2, text, language: 'KM', edited: true });
    expect(edited.remark.entries).toEqual([
      { version: 1, act: 'SAID', text: 'Too weak, says K. in P.', language: 'EN', audience: 'NAMED' },
      { version: 2, act: 'EDITED', text, language: 'KM', audience: null },
    ]);
    expect((await find(said.remark.id, cast.officer)).entries).toHaveLength(2);
    const others = JSON.stringify(await find(said.remark.id, cast.representative(8)));
    expect(others).toContain(text);
    expect(others).not.toContain('K. in P.');
    const stale = await step('editRemark', said.remark, cast.representative(7), { text: 'x', language: 'EN' });
    expect(codes(stale)).toEqual(['CHANGED_MEANWHILE']);
  });

  it('that is taken back leaves a mark, without its words for others', async () => {
    const { remark } = await ask(cast.representative(9), { audience: 'NAMED', text: 'We doubt it.' }, 'comment');
    expect(codes(await step('withdrawRemark', remark, cast.officer))).toEqual(['NOT_YOUR_ACT']);
    const { remark: gone } = await step('withdrawRemark', remark, cast.representative(9));
    expect(gone).toMatchObject({ text: 'We doubt it.', withdrawnAt: expect.any(String) });
    const other = await find(remark.id, cast.representative(8));
    expect(other).toMatchObject({ text: null, withdrawnAt: expect.any(String), entries: [] });
    const again = { text: 'We do not.', language: 'EN' };
    expect(codes(await step('editRemark', gone, cast.representative(9), again))).toEqual(['REMARK_TAKEN_BACK']);
  });

  it('has words, and not too many, counted as people count them', async () => {
    expect(codes(await ask(cast.representative(1), { text: ' \n ' }, 'comment'))).toEqual(['VALUE_MISSING']);
    const khmer = 'ក'.repeat(4_000);
    expect(codes(await ask(cast.representative(1), { text: khmer, language: 'KM' }, 'comment'))).toEqual([]);
    expect(codes(await ask(cast.representative(1), { text: `${khmer}ក` }, 'comment'))).toEqual(['REMARK_TOO_LONG']);
  });

  it('is about what its organisation sees, while that stands, and stored with person, seat and organisation', async () => {
    const [draft] = statement.items.map((item: Any) => item.recommendation.id);
    const { remark } = await ask(cast.representative(10), { subjectId: draft }, 'comment');
    const stored = await house.db.query(
      `SELECT actor_id, seat_id, organisation_id FROM remark_entries
        WHERE remark_id = $1`,
      [remark.id.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')],
    );
    const { personId, seatId, organisationId } = cast.representative(10);
    expect(stored).toEqual([{ actor_id: personId, seat_id: seatId, organisation_id: organisationId }]);
    for (const who of [cast.officer, cast.monitor, cast.observer, cast.administrator]) {
      expect(codes(await ask(who, {}, 'comment'))[0]).toMatch(/NOT_YOUR_ACT|NOT_FOUND/);
    }
    const hidden = await house.send(
      'draftRecommendation',
      { content: { authenticLanguage: 'EN', title: { en: 'A draft of another' } } },
      cast.representative(11),
      'recommendation { id }',
    );
    expect(codes(await ask(cast.representative(10), { subjectId: hidden.recommendation.id }))).toEqual(['NOT_FOUND']);
    const gone = await opened(house);
    await act(house, 'withdrawStatement', gone.id, { reason: 'Overtaken.' });
    expect(codes(await ask(cast.representative(10), { subjectId: gone.id }))).toEqual(['NOTHING_TO_REMARK_ON']);
  });
});
