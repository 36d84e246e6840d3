import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Processes, checkCases } from '#workflow';
import { cast, org } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { Visitor } from '../support/visitor.js';
import { act, opened } from '../statements/texts.js';
import type { Any } from '../statements/texts.js';
import { formOf, latinIn, read, visitorOf } from './pages.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(async () => {
  expect((await checkCases(house.db, house.api.app.get(Processes).all())).discrepancies).toEqual([]);
});
afterAll(() => house?.close());

const member = cast.representative;
const mine = async (id: string, index: number): Promise<Any> =>
  (
    await house.ask(
      `query ($id: ID!) { statement(id: $id) { myEndorsement { id status version versionNumber appearance
        reservations { itemKey text } history(first: 20) { edges { node { event } } } } } }`,
      { id },
      member(index),
    )
  ).data.statement.myEndorsement;

describe('the page of a statement', () => {
  it('says what is asked, which version, until when, and sends whoever is not signed in to the door and back', async () => {
    const statement = await opened(house);
    const stranger = new Visitor(house);
    const page = await stranger.get(`/endorse/${statement.number}`);
    expect([page.status, page.headers.get('location')]).toEqual([303, `/sign-in?to=%2Fendorse%2F${statement.number}`]);
    const visitor = await visitorOf(house, member(1));
    const [byNumber, byId] = [
      await visitor.get(`/endorse/${statement.number}`),
      await visitor.get(`/endorse/${statement.id}`),
    ];
    for (const { status, text, headers } of [byNumber, byId]) {
      expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(text).toContain('<title>Page</title>');
      expect(text).toContain('<form class="leave" method="post" action="/sign-in/leave"');
      const seen = read(text);
      for (const part of ['Joint statement on civic engagement', 'Version 1', 'working days left', 'Ask 1', 'Ask 2'])
        expect(seen).toContain(part);
      expect(seen).toContain('At least 3 organisations. That is not reached yet.');
      expect(seen).toContain('Endorse as TEST-CSO-1 (test)');
    }
    const inKhmer = await visitor.get(`/endorse/${statement.number}?lang=km`);
    expect(latinIn(inKhmer.text)).toEqual([]);
    expect(latinIn(byNumber.text.replace('<html lang="en"', '<html')).length).toBeGreaterThan(20);
    const khmer = read(inKhmer.text);
    for (const part of ['សេចក្តីថ្លែងការណ៍រួម', 'សំណើ 1', 'គាំទ្រក្នុងនាម', 'ថ្ងៃធ្វើការនៅសល់']) expect(khmer).toContain(part);
  });

  it('has nothing for who may not see the statement, whether it is there or not', async () => {
    const visitor = await visitorOf(house, member(1));
    const draft = await house.db.query<{ number: string }[]>(`SELECT number FROM statements WHERE status = 'drafting'`);
    for (const address of ['S-1999-001', 'stm_nothing', '..%2f..', draft[0]?.number ?? 'S-1999-002']) {
      const page = await visitor.get(`/endorse/${address}`);
      expect([address, page.status, read(page.text).includes('nothing here that you can see')]).toEqual([
        address,
        404,
        true,
      ]);
    }
  });

  it('is read by the secretariat, and decided by nobody there', async () => {
    const statement = await opened(house);
    const visitor = await visitorOf(house, cast.officer);
    const page = await visitor.get(`/endorse/${statement.number}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('value="endorse"');
    expect(read(page.text)).toContain('A representative of a member organisation');
  });
});

describe('endorsing', () => {
  it('is done once, however often the form is sent, and leads to a receipt', async () => {
    const statement = await opened(house);
    const visitor = await visitorOf(house, member(1));
    const [first, second] = statement.items;
    const fields = {
      ...formOf(await visitor.get(`/endorse/${statement.number}`), 'endorse'),
      appearance: 'COUNTED',
      [`item-${second.key}`]: 'reserved',
      [`reservation-${second.key}`]: 'Not without a <date>.',
    };
    expect(fields[`item-${first.key}`]).toBe('with');
    const all = await Promise.all([1, 2, 3].map(() => visitor.post(`/endorse/${statement.number}`, fields)));
    const later = await visitor.post(`/endorse/${statement.number}`, fields);
    for (const page of [...all, later])
      expect([page.status, page.headers.get('location')]).toEqual([303, `/endorse/${statement.number}/decision`]);
    const stored = await mine(statement.id, 1);
    expect(stored).toMatchObject({
      status: 'GIVEN',
      version: 1,
      appearance: 'COUNTED',
      reservations: [{ itemKey: second.key, text: 'Not without a <date>.' }],
    });
    await house.drain();
    const receipt = read((await visitor.get(`/endorse/${statement.number}/decision`)).text);
    const [version] = (
      await house.ask(
        `query ($id: ID!) { statement(id: $id) { versions { hash } } }`,
        { id: statement.id },
        cast.officer,
      )
    ).data.statement.versions;
    for (const part of [
      'Endorsed',
      statement.number,
      version.hash,
      'TEST-CSO-1 (test)',
      'Not without a <date>.',
      'counted, not named',
      'The sign-on closes on',
    ])
      expect(receipt).toContain(part);
  });

  it('says every reason above the form, and keeps what was typed', async () => {
    const statement = await opened(house);
    const visitor = await visitorOf(house, member(2));
    const [first, second] = statement.items;
    const fields = {
      ...formOf(await visitor.get(`/endorse/${statement.number}`), 'endorse'),
      appearance: 'PUBLIC',
      [`item-${first.key}`]: 'reserved',
      [`reservation-${second.key}`]: 'Words without a choice',
    };
    const page = await visitor.post(`/endorse/${statement.number}`, fields);
    expect(page.status).toBe(422);
    const seen = read(page.text);
    expect(seen).toContain('You chose a reservation and wrote none: recommendation 1');
    expect(seen).toContain('You wrote a reservation and chose “with us”: recommendation 2');
    const kept = formOf(page, 'endorse');
    expect(kept).toMatchObject({
      appearance: 'PUBLIC',
      [`item-${first.key}`]: 'reserved',
      [`reservation-${second.key}`]: 'Words without a choice',
    });
    expect(kept['key']).not.toBe(fields['key']);
    expect(await mine(statement.id, 2)).toBeNull();
    const after = await visitor.post(`/endorse/${statement.number}`, {
      ...kept,
      [`item-${second.key}`]: 'reserved',
      [`reservation-${first.key}`]: 'And why not',
    });
    expect(after.status).toBe(303);
    expect((await mine(statement.id, 2)).reservations).toHaveLength(2);
  });

  it('takes along what was chosen when the language is changed', async () => {
    const statement = await opened(house);
    const visitor = await visitorOf(house, member(3));
    const form = formOf(await visitor.get(`/endorse/${statement.number}`), 'endorse');
    const page = await visitor.post(`/endorse/${statement.number}?lang=km`, {
      ...form,
      act: 'language',
      appearance: 'ADDRESSEE',
      question: 'What of districts?',
    });
    expect([page.status, page.text.includes('<html lang="km">')]).toEqual([200, true]);
    expect(formOf(page, 'endorse')).toMatchObject({
      appearance: 'ADDRESSEE',
      question: 'What of districts?',
      key: form['key'],
    });
    expect(await mine(statement.id, 3)).toBeNull();
  });

  it('shows the newer text beside what was chosen when it changed meanwhile', async () => {
    const statement = await opened(house);
    const visitor = await visitorOf(house, member(4));
    const [first] = statement.items;
    const fields = {
      ...formOf(await visitor.get(`/endorse/${statement.number}`), 'endorse'),
      [`item-${first.key}`]: 'reserved',
      [`reservation-${first.key}`]: 'Kept words',
    };
    await amended(statement);
    const page = await visitor.post(`/endorse/${statement.number}`, fields);
    expect(page.status).toBe(422);
    const seen = read(page.text);
    for (const part of [
      'The text has changed: version 2',
      'What changed since version 1',
      'We ask this instead.',
      'Kept words',
    ])
      expect(seen).toContain(part);
    expect(formOf(page, 'endorse')).toMatchObject({ version: '2', [`reservation-${first.key}`]: 'Kept words' });
    expect((await visitor.post(`/endorse/${statement.number}`, formOf(page, 'endorse'))).status).toBe(303);
    expect(await mine(statement.id, 4)).toMatchObject({ status: 'GIVEN', versionNumber: 2 });
  });

  it('loses nothing when the session has ended meanwhile', async () => {
    const statement = await opened(house);
    const visitor = await visitorOf(house, member(5));
    const [first] = statement.items;
    const fields = {
      ...formOf(await visitor.get(`/endorse/${statement.number}`), 'endorse'),
      appearance: 'COUNTED',
      [`item-${first.key}`]: 'reserved',
      [`reservation-${first.key}`]: 'Typed for a long time',
    };
    house.clock.advance(13 * 3_600_000);
    const page = await visitor.post(`/endorse/${statement.number}`, fields);
    expect(page.status).toBe(401);
    const seen = read(page.text);
    for (const part of ['Nothing is lost', 'Typed for a long time']) expect(seen).toContain(part);
    for (const secret of ['Joint statement on civic engagement', 'Ask 1', 'TEST-CSO-5'])
      expect(seen).not.toContain(secret);
    expect(page.text).toContain('href="/sign-in?to=%2Fendorse%2Fsigned-in" target="_blank"');
    const khmer = await visitor.post(`/endorse/${statement.number}?lang=km`, {
      ...formOf(page, 'endorse'),
      act: 'language',
    });
    expect([khmer.status, read(khmer.text).includes('គ្មានអ្វីបាត់ទេ')]).toEqual([401, true]);
    const { pressed, ...again } = formOf(khmer, 'endorse');
    expect(pressed).toBe('endorse');
    expect(again).toEqual(
      Object.fromEntries(
        Object.entries(fields).filter(([name, value]) => value || name === 'seat' || name === 'endorsement'),
      ),
    );
    const other = await visitorOf(house, member(6));
    const refused = await other.post(`/endorse/${statement.number}`, again);
    expect([refused.status, read(refused.text).includes('filled in for another organisation')]).toEqual([409, true]);
    expect(await mine(statement.id, 6)).toBeNull();
    const back = await visitorOf(house, member(5));
    expect((await back.post(`/endorse/${statement.number}`, again)).status).toBe(303);
    expect(await mine(statement.id, 5)).toMatchObject({ status: 'GIVEN', appearance: 'COUNTED' });
  });

  it('shows nobody what another organisation decided', async () => {
    const statement = await opened(house);
    const visitor = await visitorOf(house, member(8));
    const at = `/endorse/${statement.number}`;
    const fields = { ...formOf(await visitor.get(at), 'endorse'), appearance: 'PUBLIC' };
    const other = await visitorOf(house, member(9));
    const before = read((await other.get(at)).text);
    expect((await visitor.post(at, fields)).status).toBe(303);
    expect(read((await other.get(at)).text)).toBe(before);
    const { status, headers } = await other.get(`${at}/decision`);
    expect([status, headers.get('location')]).toEqual([303, at]);
    expect(read((await other.get('/endorse')).text)).not.toContain('TEST-CSO-8');
  });

  it('keeps everything when something of ours fails, and happens once when it is sent again', async () => {
    const statement = await opened(house);
    const visitor = await visitorOf(house, member(10));
    const at = `/endorse/${statement.number}`;
    const fields: Record<string, string> = {
      ...formOf(await visitor.get(at), 'endorse'),
      appearance: 'COUNTED',
    };
    await house.db.query(`ALTER TABLE endorsements RENAME TO endorsements_away`);
    const page = await visitor.post(at, fields);
    await house.db.query(`ALTER TABLE endorsements_away RENAME TO endorsements`);
    expect([page.status, read(page.text).includes('Something went wrong on our side')]).toEqual([503, true]);
    const kept = formOf(page, 'endorse');
    expect(kept).toMatchObject({ key: fields['key'], appearance: 'COUNTED' });
    for (let times = 0; times < 2; times += 1) expect((await visitor.post(at, kept)).status).toBe(303);
    expect(await mine(statement.id, 10)).toMatchObject({ status: 'GIVEN', version: 1, appearance: 'COUNTED' });
  });

  it('stays small for a long statement', async () => {
    const statement = await opened(house, 30);
    const visitor = await visitorOf(house, member(11));
    const page = await visitor.get(`/endorse/${statement.number}`);
    expect(statement.items).toHaveLength(30);
    expect(Buffer.byteLength(page.text)).toBeLessThan(50_000);
  });

  it('takes as much Khmer as the API does, and refuses what no page of ours sends', async () => {
    const statement = await opened(house, 8);
    const visitor = await visitorOf(house, member(11));
    const at = `/endorse/${statement.number}`;
    const fields = formOf(await visitor.get(at), 'endorse');
    for (const { key } of statement.items) {
      fields[`item-${key}`] = 'reserved';
      fields[`reservation-${key}`] = 'ក'.repeat(3_500);
    }
    expect((await visitor.post(at, fields)).status).toBe(303);
    expect((await mine(statement.id, 11)).reservations).toHaveLength(8);
    for (const act of ['withdraw', 'reconfirm', 'confirm', 'appear'])
      expect([act, (await visitor.post(at, { ...fields, act, endorsement: 'end_x' })).status]).toEqual([act, 422]);
    expect((await visitor.post(at, { ...fields, act: 'nothing' })).status).toBe(200);
  });

  it('lets who has several seats choose for which organisation, and remembers it on the way', async () => {
    const statement = await opened(house);
    const both = member(12);
    await house.db.query(
      `INSERT INTO seats (person_id, organisation_id, role, rights, valid_from)
       SELECT person_id, $2, role, rights, valid_from FROM seats WHERE id = $1`,
      [both.seatId, org.member(1)],
    );
    const visitor = await visitorOf(house, both);
    const at = `/endorse/${statement.number}`;
    const page = await visitor.get(at);
    expect(read(page.text)).toContain('You act for TEST-CSO-12 (test) . Act instead for TEST-CSO-1 (test)');
    const seat = /href="(\?seat=[\w-]+)"/.exec(page.text)?.[1] as string;
    const other = await visitor.get(`${at}${seat}`);
    expect(read(other.text)).toContain('Endorse as TEST-CSO-1 (test)');
    const done = await visitor.post(at, formOf(other, 'endorse'));
    expect([done.status, done.headers.get('location')]).toEqual([303, `${at}/decision${seat}`]);
    expect((await mine(statement.id, 1)).status).toBe('GIVEN');
    expect(await mine(statement.id, 12)).toBeNull();
    expect((await visitor.get(`${at}/decision${seat}`)).text).toContain(`href="${at}${seat}#change"`);
  });

  it('takes nothing from another site, and none who may not decide', async () => {
    const statement = await opened(house);
    const visitor = await visitorOf(house, member(7));
    const fields = formOf(await visitor.get(`/endorse/${statement.number}`), 'endorse');
    const page = await visitor.post(`/endorse/${statement.number}`, fields, { 'sec-fetch-site': 'cross-site' });
    expect(page.status).toBe(403);
    const officer = await visitorOf(house, cast.officer);
    const tried = await officer.post(`/endorse/${statement.number}`, fields);
    expect(tried.status).toBe(409);
    expect(await mine(statement.id, 7)).toBeNull();
  });
});

describe('deciding otherwise', () => {
  it('declines, abstains and asks first, with what was chosen still there', async () => {
    const statement = await opened(house);
    const visitor = await visitorOf(house, member(1));
    const at = `/endorse/${statement.number}`;
    const fields = { ...formOf(await visitor.get(at), 'endorse'), appearance: 'COUNTED' };
    expect((await visitor.post(at, { ...fields, act: 'ask' })).status).toBe(422);
    const asked = await visitor.post(at, { ...fields, act: 'ask', question: 'Which district?' });
    expect([asked.status, read(asked.text).includes('Your question was sent')]).toEqual([200, true]);
    expect(formOf(asked, 'endorse')).toMatchObject({ appearance: 'COUNTED', question: '' });
    expect(read((await visitor.get(at)).text)).toContain('Which district?');
    expect(read((await (await visitorOf(house, member(2))).get(at)).text)).not.toContain('Which district?');
    expect((await visitor.post(at, { ...formOf(asked, 'endorse'), act: 'decline' })).status).toBe(303);
    expect(await mine(statement.id, 1)).toMatchObject({ status: 'DECLINED' });
    expect((await visitor.post(at, { ...formOf(await visitor.get(at), 'endorse'), act: 'abstain' })).status).toBe(303);
    expect(await mine(statement.id, 1)).toMatchObject({ status: 'ABSTAINED' });
    expect((await visitor.post(at, formOf(await visitor.get(at), 'endorse'))).status).toBe(303);
    expect(await mine(statement.id, 1)).toMatchObject({ status: 'GIVEN' });
  });

  it('changes reservations and how the name appears, and withdraws in one step', async () => {
    const statement = await opened(house);
    const visitor = await visitorOf(house, member(2));
    const at = `/endorse/${statement.number}`;
    const [first] = statement.items;
    await visitor.post(at, formOf(await visitor.get(at), 'endorse'));
    const reserved = {
      ...formOf(await visitor.get(at), 'reserve'),
      [`item-${first.key}`]: 'reserved',
      [`reservation-${first.key}`]: 'On second thoughts',
    };
    expect((await visitor.post(at, reserved)).status).toBe(303);
    expect((await visitor.post(at, { ...formOf(await visitor.get(at), 'appear'), appearance: 'PUBLIC' })).status).toBe(
      303,
    );
    expect(await mine(statement.id, 2)).toMatchObject({
      appearance: 'PUBLIC',
      reservations: [{ text: 'On second thoughts' }],
    });
    const stale = await visitor.post(at, {
      ...reserved,
      key: formOf(await visitor.get(at), 'reserve')['key'] as string,
    });
    expect([stale.status, read(stale.text).includes('This was not done')]).toEqual([422, true]);
    const withdraw = formOf(await visitor.get(at), 'withdraw');
    for (let times = 0; times < 2; times += 1) expect((await visitor.post(at, withdraw)).status).toBe(303);
    expect(await mine(statement.id, 2)).toMatchObject({ status: 'WITHDRAWN' });
    expect((await visitor.get(at)).text).toContain('value="endorse"');
  });

  it('confirms again after an amendment in substance, with what changed before it', async () => {
    const statement = await opened(house);
    const visitor = await visitorOf(house, member(3));
    const at = `/endorse/${statement.number}`;
    await visitor.post(at, formOf(await visitor.get(at), 'endorse'));
    house.clock.advance(1_000);
    await amended(statement);
    const page = await visitor.get(at);
    const seen = read(page.text);
    for (const part of [
      'counts as none until you confirm it again',
      'What changed since version 1',
      'a change in substance',
      'We ask this instead.',
    ])
      expect(seen).toContain(part);
    expect((await visitor.post(at, formOf(page, 'reconfirm'))).status).toBe(303);
    expect(await mine(statement.id, 3)).toMatchObject({ status: 'GIVEN', versionNumber: 2 });
    expect(read((await visitor.get(at)).text)).not.toContain('What changed since version 1');
  });

  it('is late once the sign-on is closed, and kept apart', async () => {
    const statement = await opened(house);
    const at = `/endorse/${statement.number}`;
    house.clock.advance(40 * 86_400_000);
    const visitor = await visitorOf(house, member(4));
    const page = await visitor.get(at);
    expect(read(page.text)).toContain('An endorsement now is kept apart and does not count');
    expect(page.text).not.toContain('value="decline"');
    expect((await visitor.post(at, formOf(page, 'endorse'))).status).toBe(303);
    expect(await mine(statement.id, 4)).toMatchObject({ status: 'LATE' });
  });
});

/** The text changes in substance while it is open. */
async function amended(statement: Any): Promise<void> {
  const { items } = statement;
  await act(house, 'amendStatement', statement.id, {
    amendment: 'MATERIAL',
    reason: 'After a talk',
    content: {
      title: { en: 'Joint statement on civic engagement', km: 'សេចក្តីថ្លែងការណ៍រួម' },
      body: { en: 'We ask this instead.', km: 'យើងស្នើដូចនេះវិញ។' },
      items: items.map((item: Any) => ({ recommendationId: item.recommendation.id })),
    },
  });
}
