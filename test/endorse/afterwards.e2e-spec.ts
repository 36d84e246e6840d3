import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Sealer } from '#proof';
import { Processes, checkCases } from '#workflow';
import { cast, org, orgId } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { act, opened, read as readStatement, releaseNames } from '../statements/texts.js';
import type { Any } from '../statements/texts.js';
import { answer, byHand, daysAgo, document, done, keysOf, letter, submitted } from '../submissions/letters.js';
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
const status = async (id: string, index: number): Promise<string> =>
  (await readStatement(house, id, 'myEndorsement { status }', member(index))).myEndorsement.status;

/** The secretariat enters what a member said by phone. */
async function entered(index: number): Promise<Any> {
  const statement = await opened(house);
  const { userErrors } = await house.send(
    'endorseOnBehalf',
    {
      statementId: statement.id,
      organisationId: orgId(org.member(index)),
      versionNumber: 1,
      evidence: [await document(house, 'evidence')],
      reason: 'They called at nine.',
    },
    cast.officer,
    'endorsement { id }',
  );
  expect(userErrors).toEqual([]);
  return statement;
}

describe('the list', () => {
  it('has first what waits for the organisation, then what it has decided', async () => {
    const waits = await opened(house);
    const decided = await opened(house);
    const visitor = await visitorOf(house, member(11));
    const at = `/endorse/${decided.number}`;
    await visitor.post(at, { ...formOf(await visitor.get(at), 'endorse'), act: 'decline' });
    const page = await visitor.get('/endorse');
    const [before, after] = read(page.text).split('Decided');
    expect([before?.includes(waits.number), before?.includes(decided.number)]).toEqual([true, false]);
    expect([after?.includes(waits.number), after?.includes(decided.number)]).toEqual([false, true]);
    expect(after).toContain('Declined');
    expect(page.text).toContain(`href="/endorse/${waits.number}"`);
    expect(page.text).toContain(`href="/endorse/${decided.number}/decision"`);
    await act(house, 'amendStatement', decided.id, {
      amendment: 'EDITORIAL',
      reason: 'A comma.',
      content: {
        title: { en: 'Joint statement', km: 'សេចក្តីថ្លែងការណ៍រួម' },
        body: { en: 'We ask, the following.', km: 'យើងស្នើ។' },
        items: decided.items.map((item: Any) => ({ recommendationId: item.recommendation.id })),
      },
    });
    expect(read((await visitor.get(at)).text)).toContain('What changed since version 1');
  });
});

describe('what was entered on behalf of the organisation', () => {
  it('is confirmed, refused or complained about on its page', async () => {
    for (const [button, index, becomes, fields] of [
      ['confirm', 1, 'GIVEN', {}],
      ['refuse', 2, 'REFUSED', {}],
      ['complain', 3, 'CONTESTED', { reason: 'Nobody of ours called.' }],
    ] as const) {
      const statement = await entered(index);
      const visitor = await visitorOf(house, member(index));
      const at = `/endorse/${statement.number}`;
      const page = await visitor.get(at);
      expect(read(page.text)).toContain('It counts as none until you confirm. It waits for you until');
      expect(read((await visitor.get('/endorse')).text).split('Decided')[0]).toContain(statement.number);
      if (button === 'complain') expect((await visitor.post(at, formOf(page, button))).status).toBe(422);
      expect((await visitor.post(at, { ...formOf(page, button), ...fields })).status).toBe(303);
      expect([button, await status(statement.id, index)]).toEqual([button, becomes]);
    }
  });
});

describe('afterwards', () => {
  it('the receipt has the fingerprint of the text and the seal of the entry, as the chain has them', async () => {
    const statement = await opened(house);
    const visitor = await visitorOf(house, member(4));
    const at = `/endorse/${statement.number}`;
    await visitor.post(at, formOf(await visitor.get(at), 'endorse'));
    expect(read((await visitor.get(`${at}/decision`)).text)).toContain('Comes within a minute');
    await house.worker.app.get(Sealer).seal();
    const [seal] = await house.db.query<{ position: string; entry: string; chain: string }[]>(
      `SELECT position::text, encode(entry_hash, 'hex') AS entry, encode(hash, 'hex') AS chain FROM history_seals h
        WHERE EXISTS (SELECT FROM endorsements e WHERE e.id = h.case_id AND e.organisation_id = $1)
        ORDER BY h.position DESC LIMIT 1`,
      [org.member(4)],
    );
    const receipt = read((await visitor.get(`${at}/decision`)).text);
    for (const part of [`Place ${seal?.position}`, `entry ${seal?.entry}`, `chain ${seal?.chain}`])
      expect(receipt).toContain(part);
    expect(receipt).toMatch(/[0-9a-f]{64}.*ENDORSE/);
  });

  it('it says where the name was sent and what was answered, and leaving takes one step', async () => {
    const statement = await opened(house);
    const at = `/endorse/${statement.number}`;
    for (const [index, appearance] of [
      [1, 'ADDRESSEE'],
      [2, 'COUNTED'],
      [3, 'HIDDEN'],
    ] as const) {
      const visitor = await visitorOf(house, member(index));
      await visitor.post(at, { ...formOf(await visitor.get(at), 'endorse'), appearance });
    }
    await act(house, 'closeStatement', statement.id);
    await releaseNames(house, statement.id);
    house.clock.advance(26 * 3_600_000);
    const [sent] = await submitted(house, statement.id, [letter(org.interior)]);
    await done(house, 'deliverSubmission', sent.id, byHand(await daysAgo(house, 0)));
    house.clock.advance(26 * 3_600_000);
    await done(
      house,
      'recordResponse',
      sent.id,
      answer(await daysAgo(house, 0), keysOf(sent).slice(0, 1), 'PARTLY_ACCEPTED'),
    );
    const visitor = await visitorOf(house, member(1));
    const page = read((await visitor.get(`${at}/decision`)).text);
    for (const part of [
      'Released to the addressees',
      'Letter handed over while it was released: TEST-MOI (test)',
      'Recommendation 1: partly accepted',
      'Recommendation 2: awaited',
      'We have considered it.',
    ])
      expect(page).toContain(part);
    for (const path of [at, `${at}/decision`, '/endorse'])
      expect([path, latinIn((await visitor.get(`${path}?lang=km`)).text)]).toEqual([path, []]);
    await visitor.get('/endorse?lang=en');
    const hidden = read((await (await visitorOf(house, member(3))).get(`${at}/decision`)).text);
    expect(hidden).toContain('Nowhere. Your name has not been released.');
    const form = formOf(await visitor.get(at), 'withdraw');
    expect((await visitor.post(at, { ...form, tell: 'yes' })).status).toBe(303);
    expect(await status(statement.id, 1)).toBe('DISSOCIATED');
    expect(read((await visitor.get(`${at}/decision`)).text)).toContain('Left after the handing over');
    expect((await visitor.get(at)).text).not.toContain('name="act"');
  });
});
