import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { cast, everybody, org } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { daysAgo, done, letter, submitted } from '../submissions/letters.js';
import { DAY, act, dayAhead, discrepancies, endorsedBy, opened, preview, read, release, releasing } from './texts.js';
import type { Any } from './texts.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(async () => {
  expect(await discrepancies(house)).toEqual([]);
});
afterAll(() => house?.close());

const outside: Record<string, CastMember | null> = {
  observer: cast.observer,
  administrator: cast.administrator,
  'somebody who has not signed in': null,
};
const codes = (answer: Any) => answer.userErrors.map((each: Any) => each.code);
const titleFor = async (id: string, as: CastMember | null) => (await read(house, id, 'title { en }', as))?.title.en;
/** What everybody outside reads of its title; one answer when all read the same. */
async function titleOutside(id: string): Promise<string | undefined> {
  const all = new Set(await Promise.all(Object.values(outside).map((as) => titleFor(id, as))));
  expect([...all]).toHaveLength(1);
  return [...all][0];
}
const events = async (id: string): Promise<string[]> => {
  const { history } = await read(house, id, 'history(first: 50) { edges { node { event } } }');
  return history.edges.map((edge: Any) => edge.node.event).reverse();
};
const at = async (ahead: number) => new Date(Date.parse(await house.clock.now(house.db)) + ahead).toISOString();

describe('a text', () => {
  it('is private until somebody says otherwise, and public from then on, by the history', async () => {
    const { id } = await opened(house);
    expect(await titleOutside(id)).toBeUndefined();
    expect(await release(house, id)).toMatchObject({ release: 'PUBLIC', embargo: null });
    expect(await titleOutside(id)).toBe('Joint statement on civic engagement');
    expect((await events(id)).at(-1)).toBe('RELEASE');
  });

  it('is taken back with a reason, at once', async () => {
    const { id } = await opened(house);
    await release(house, id);
    expect(codes(await releasing(house, id, { level: 'PRIVATE' }))).toEqual(['REASON_NEEDED']);
    expect(codes(await releasing(house, id, { level: 'PRIVATE' }, { reason: 'It names a village.' }))).toEqual([]);
    expect(await titleOutside(id)).toBeUndefined();
  });

  it('opens by itself when the moment of its embargo has come, and not before', async () => {
    const { id } = await opened(house);
    const until = await at(2 * DAY);
    const held = await release(house, id, { level: 'EMBARGOED', until });
    expect(held).toMatchObject({ release: 'EMBARGOED', embargo: { until, upon: null } });
    house.clock.advance(DAY);
    await house.drain();
    expect(await titleOutside(id)).toBeUndefined();
    house.clock.advance(DAY + 1_000);
    await house.drain();
    expect(await titleOutside(id)).toBe('Joint statement on civic engagement');
    expect((await events(id)).slice(-2)).toEqual(['RELEASE', 'EMBARGO_ENDED']);
    expect(await read(house, id, 'release embargo { until }')).toEqual({ release: 'PUBLIC', embargo: null });
  });

  it('that was held back and then taken back stays closed when that moment comes', async () => {
    const { id } = await opened(house);
    await release(house, id, { level: 'EMBARGOED', until: await at(DAY) });
    await releasing(house, id, { level: 'PRIVATE' }, { reason: 'Not yet.' });
    house.clock.advance(2 * DAY);
    await house.drain();
    expect(await titleOutside(id)).toBeUndefined();
    expect(await read(house, id, 'release')).toEqual({ release: 'PRIVATE' });
  });

  it('held back until it is handed over is open when an addressee has it, and until it is concluded when that is so', async () => {
    const { id } = await opened(house, 1, {});
    await release(house, id, { level: 'EMBARGOED', upon: 'HANDED_OVER' });
    await endorsedBy(house, id, 1, 3);
    await act(house, 'closeStatement', id);
    const [submission] = await submitted(house, id, [letter(org.interior)]);
    expect(await titleOutside(id)).toBeUndefined();
    const delivery = { delivery: { channel: 'BY_HAND', mode: 'PAPER', deliveredOn: await daysAgo(house, 0) } };
    await done(house, 'deliverSubmission', submission.id, delivery);
    expect(await titleOutside(id)).toBe('Joint statement on civic engagement');
    expect(codes(await releasing(house, id, { level: 'EMBARGOED', upon: 'HANDED_OVER' }))).toEqual(['EMBARGO_IS_OVER']);

    await release(house, id, { level: 'EMBARGOED', upon: 'CONCLUDED' });
    expect(await titleOutside(id)).toBeUndefined();
    house.clock.advance(DAY);
    await done(house, 'recordSilence', submission.id, { happenedOn: await daysAgo(house, 0) });
    await act(house, 'concludeStatement', id);
    expect(await titleOutside(id)).toBe('Joint statement on civic engagement');
  });

  it('is released in one version: another one is private until it is released, too', async () => {
    const { id, items } = await opened(house);
    await release(house, id);
    const kept = items.map((item: Any) => ({ recommendationId: item.recommendation.id }));
    const text = {
      title: { en: 'A second text', km: 'អត្ថបទទីពីរ' },
      body: { en: 'We ask.', km: 'យើងស្នើ។' },
      items: kept,
    };
    const amended = { amendment: 'EDITORIAL', content: text, reason: 'A slip of the pen.' };
    await act(house, 'amendStatement', id, amended);
    expect(await titleOutside(id)).toBeUndefined();
    expect(await read(house, id, 'release')).toEqual({ release: 'PRIVATE' });
    await release(house, id);
    expect(await titleOutside(id)).toBe('A second text');
    const versions = (as: CastMember | null) => read(house, id, 'versions { number }', as);
    for (const as of Object.values(outside)) expect(await versions(as)).toEqual({ versions: [{ number: 2 }] });
    expect((await versions(cast.representative(1))).versions).toHaveLength(2);
    // What was changed tells of the version before, which nobody released.
    const changes = 'versions { number changesFromPrevious { before } }';
    for (const as of Object.values(outside)) {
      expect(await read(house, id, changes, as)).toEqual({ versions: [{ number: 2, changesFromPrevious: null }] });
    }
    expect((await read(house, id, changes, cast.representative(1))).versions[1].changesFromPrevious).not.toBeNull();
  });

  it('that was withdrawn is not held back until something that can happen no more', async () => {
    const { id } = await opened(house);
    await act(house, 'withdrawStatement', id, { reason: 'Nobody asks for this any more.' });
    const wishes = [{ upon: 'HANDED_OVER' }, { upon: 'CONCLUDED' }];
    for (const wish of wishes) {
      expect(codes(await releasing(house, id, { level: 'EMBARGOED', ...wish }))).toEqual(['EMBARGO_NEVER_ENDS']);
    }
    await release(house, id, { level: 'EMBARGOED', until: await at(DAY) });
    house.clock.advance(DAY + 1_000);
    await house.drain();
    expect(await titleOutside(id)).toBe('Joint statement on civic engagement');
  });

  it('that is a draft is released by nobody', async () => {
    const { id } = await opened(house);
    house.clock.advance(40 * DAY);
    await house.drain();
    await act(house, 'reopenStatement', id, { to: 'DRAFTING' });
    expect(codes(await releasing(house, id))).toEqual(['NOT_IN_THIS_STATE']);
  });

  it.each([
    [{ level: 'EMBARGOED' }, 'EMBARGO_NEEDS_AN_END'],
    [{ level: 'EMBARGOED', until: '2030-01-01T00:00:00.000Z', upon: 'CONCLUDED' }, 'EMBARGO_NEEDS_AN_END'],
    [{ level: 'PUBLIC', upon: 'CONCLUDED' }, 'EMBARGO_NEEDS_AN_END'],
    [{ level: 'EMBARGOED', until: '2020-01-01T00:00:00.000Z' }, 'EMBARGO_IN_THE_PAST'],
  ])('is not released by %j: %s', async (wish, code) => {
    const { id } = await opened(house, 1);
    const answer = await releasing(house, id, wish);
    expect(codes(answer)).toContain(code);
    for (const { messageEn, messageKm } of answer.userErrors) expect(messageKm).not.toBe(messageEn);
    expect(await titleOutside(id)).toBeUndefined();
  });
});

describe('before a release', () => {
  it('is shown who will see what, by the policy, and no name', async () => {
    const { id } = await opened(house);
    await endorsedBy(house, id, 1, 3, { appearance: 'public' });
    const shown = await preview(house, id);
    expect(shown.versionNumber).toBe(1);
    const observer = shown.opens.find((each: Any) => each.role === 'OBSERVER');
    expect(observer.sees.map((each: Any) => each.type)).toEqual(
      expect.arrayContaining(['Statement', 'StatementVersion', 'StatementItem', 'Submission', 'Response']),
    );
    expect(observer.sees.find((each: Any) => each.type === 'Statement').name).toEqual({
      en: 'joint statement',
      km: 'សេចក្តីថ្លែងការណ៍រួម',
    });
    for (const { role, sees } of shown.opens) {
      const types = sees.map((each: Any) => each.type);
      // The budget working group keeps receipts, also of what lies in no field of its own.
      const never = [
        'Endorsement',
        'Reservation',
        'QuorumTally',
        ...(role === 'BUDGET_GROUP_MEMBER' ? [] : ['Receipt']),
      ];
      expect(types.filter((type: string) => never.includes(type))).toEqual([]);
    }
    expect(shown.opens.map((each: Any) => each.role)).not.toContain('MEMBER_REPRESENTATIVE');
    expect((await preview(house, id, { level: 'PRIVATE' })).opens).toEqual([]);
    await release(house, id);
    const seen = await read(house, id, 'endorsements(first: 10) { totalCount edges { node { id } } }', cast.observer);
    expect(seen.endorsements).toEqual({ totalCount: 0, edges: [] });
  });

  it('nothing is done that was not shown: a text amended meanwhile, or another wish', async () => {
    const { id, items } = await opened(house);
    const { digest } = await preview(house, id);
    const kept = items.map((item: Any) => ({ recommendationId: item.recommendation.id }));
    const text = { title: { en: 'Amended', km: 'កែ' }, body: { en: 'We ask.', km: 'យើងស្នើ។' }, items: kept };
    await act(house, 'amendStatement', id, { amendment: 'EDITORIAL', content: text, reason: 'A slip.' });
    expect(codes(await releasing(house, id, undefined, { previewDigest: digest }))).toEqual(['PREVIEW_OUTDATED']);
    const until = await dayAhead(house, 20);
    const other = await preview(house, id, { level: 'EMBARGOED', until: `${until}T00:00:00.000Z` });
    const refused = await releasing(house, id, { level: 'PUBLIC' }, { previewDigest: other.digest });
    expect(codes(refused)).toEqual(['PREVIEW_OUTDATED']);
    expect(await titleOutside(id)).toBeUndefined();
  });

  it('only the secretariat looks, and only officers and coordinators who record release', async () => {
    const { id } = await opened(house);
    for (const [name, who] of Object.entries(everybody)) {
      const looks = ['officer', 'coordinator', 'chair'].includes(name);
      expect([name, (await preview(house, id, undefined, who)) !== null]).toEqual([name, looks]);
    }
    for (const [name, who] of Object.entries(everybody)) {
      const answer = await releasing(house, id, undefined, {}, who);
      expect([name, answer.statement !== null]).toEqual([name, ['officer', 'coordinator'].includes(name)]);
    }
  });
});
