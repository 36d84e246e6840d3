import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { cast, everybody } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { act, discrepancies, namesPreview, opened, read, release, releaseNames, releasingNames } from './texts.js';
import type { Any } from './texts.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(async () => {
  expect(await discrepancies(house)).toEqual([]);
});
afterAll(() => house?.close());

const codes = (answer: Any) => answer.userErrors.map((each: Any) => each.code);
const english = (names: Any[]) => names.map(({ name }) => name.en);
/** The released names as somebody reads them; nothing where the statement is not there. */
const signatories = async (id: string, as: CastMember | null = cast.representative(9)) => {
  const found = await read(house, id, 'signatories { name { en } }', as);
  return found ? english(found.signatories) : null;
};
const mine = async (id: string, n: number) =>
  (await read(house, id, 'myEndorsement { id version named status }', cast.representative(n))).myEndorsement;
const own = async (id: string, n: number, mutation: string, input: object = {}) => {
  const { id: endorsement, version } = await mine(id, n);
  const asked = { id: endorsement, expectedVersion: version, ...input };
  const answer = await house.send(mutation, asked, cast.representative(n), 'endorsement { id }');
  expect(codes(answer)).toEqual([]);
};
const endorse = async (id: string, n: number, appearance: string) => {
  const asked = { statementId: id, versionNumber: 1, appearance };
  expect(codes(await house.send('endorseStatement', asked, cast.representative(n), '__typename'))).toEqual([]);
};
/** Endorsed by two that let everybody see it, one that lets the addressees, one that is counted and one that is hidden. */
async function signed(): Promise<string> {
  const { id } = await opened(house, 1);
  const each = ['PUBLIC', 'PUBLIC', 'ADDRESSEE', 'COUNTED', 'HIDDEN'];
  for (const [index, appearance] of each.entries()) await endorse(id, index + 1, appearance);
  return id;
}

describe('names of endorsers', () => {
  it('are on no list until the secretariat releases them, and then only of those that let everybody see theirs', async () => {
    const id = await signed();
    for (const who of [cast.officer, cast.representative(1), cast.representative(9)]) {
      expect(await signatories(id, who)).toEqual([]);
    }
    const shown = await namesPreview(house, id);
    expect(shown.names).toHaveLength(2);
    expect(shown.toAddressees).toHaveLength(1);
    expect(shown.readers.map((each: Any) => each.role)).not.toContain('OBSERVER');
    await releaseNames(house, id);
    expect(await signatories(id)).toEqual(english(shown.names));
    expect([...english(shown.names)].sort()).toEqual(english(shown.names));
    expect(await signatories(id, cast.observer)).toBeNull();
    expect([(await mine(id, 1)).named, (await mine(id, 3)).named, (await mine(id, 5)).named]).toEqual([
      'PUBLIC',
      'ADDRESSEE',
      null,
    ]);
    await release(house, id);
    expect((await namesPreview(house, id)).readers.map((each: Any) => each.role)).toContain('OBSERVER');
    expect(await signatories(id, cast.observer)).toEqual(english(shown.names));
    expect(await signatories(id, null)).toEqual(english(shown.names));
  });

  it('are told to their organisation by the history of its own endorsement', async () => {
    const id = await signed();
    await releaseNames(house, id);
    const { myEndorsement } = await read(
      house,
      id,
      'myEndorsement { history(first: 5) { edges { node { event } } } }',
      cast.representative(1),
    );
    expect(myEndorsement.history.edges[0].node.event).toBe('RELEASE_NAME');
  });

  it.each([
    ['shows itself to fewer', (id: string) => own(id, 1, 'changeAppearance', { appearance: 'COUNTED' })],
    ['leaves', (id: string) => own(id, 1, 'withdrawEndorsement')],
  ])('go at once when the organisation %s, and do not come back by themselves', async (_, leave) => {
    const id = await signed();
    await releaseNames(house, id);
    const [first, second] = (await signatories(id)) as string[];
    await leave(id);
    expect(await signatories(id)).toEqual([second]);
    if ((await mine(id, 1)).status === 'GIVEN') await own(id, 1, 'changeAppearance', { appearance: 'PUBLIC' });
    else await endorse(id, 1, 'PUBLIC');
    expect(await signatories(id)).toEqual([second]);
    await releaseNames(house, id);
    expect(await signatories(id)).toEqual([first, second]);
  });

  it('stand for the text that was signed: one that changes in substance takes them off until released again', async () => {
    const { id, items } = await opened(house, 1);
    for (const n of [1, 2]) await endorse(id, n, 'PUBLIC');
    await releaseNames(house, id);
    const kept = items.map((item: Any) => ({ recommendationId: item.recommendation.id }));
    const text = { title: { en: 'Amended', km: 'កែ' }, body: { en: 'We ask.', km: 'យើងស្នើ។' }, items: kept };
    await act(house, 'amendStatement', id, { amendment: 'MATERIAL', content: text, reason: 'More is asked.' });
    expect(await signatories(id)).toEqual([]);
    await own(id, 1, 'reconfirmEndorsement');
    expect(await signatories(id)).toEqual([]);
    expect((await namesPreview(house, id)).names).toHaveLength(1);
  });

  it('are taken back by the secretariat with a reason; by correcting that, nobody is named again', async () => {
    const id = await signed();
    await releaseNames(house, id);
    const { id: endorsement, version } = await mine(id, 1);
    const take = (over: object = {}) =>
      house.send('takeBackName', { id: endorsement, expectedVersion: version, ...over }, cast.officer, '__typename');
    expect(codes(await take())).toEqual(['REASON_NEEDED']);
    expect(codes(await take({ reason: 'Asked by telephone.' }))).toEqual([]);
    expect(await signatories(id)).toHaveLength(1);
    const correction = {
      ...{ id: endorsement, expectedVersion: version + 1 },
      ...{ entry: version + 1, reason: 'It was another one.' },
    };
    const answer = await house.send('correctEndorsement', correction, cast.officer, '__typename');
    expect(codes(answer)).toEqual(['ONLY_THE_ORGANISATION_DECIDES']);
    expect(await signatories(id)).toHaveLength(1);
  });

  it('are released as shown or not at all', async () => {
    const id = await signed();
    const { digest } = await namesPreview(house, id);
    await own(id, 2, 'changeAppearance', { appearance: 'HIDDEN' });
    expect(codes(await releasingNames(house, id, { previewDigest: digest }))).toEqual(['PREVIEW_OUTDATED']);
    expect(await signatories(id)).toEqual([]);
    const one = (await mine(id, 1)).id;
    expect(codes(await releasingNames(house, id, { endorsementIds: [one] }))).toEqual([]);
    expect((await mine(id, 3)).named).toBeNull();
    const hidden = (await mine(id, 5)).id;
    expect(codes(await releasingNames(house, id, { endorsementIds: [hidden] }))).toEqual(['NO_NAME_TO_RELEASE']);
    expect(await signatories(id)).toHaveLength(1);
  });

  it('are looked at by the secretariat and released by officers and coordinators who record', async () => {
    const id = await signed();
    for (const [name, who] of Object.entries(everybody)) {
      const looks = ['officer', 'coordinator', 'chair'].includes(name);
      expect([name, (await namesPreview(house, id, who)) !== null]).toEqual([name, looks]);
      const answer = await releasingNames(house, id, {}, who);
      expect([name, answer.statement !== null]).toEqual([name, ['officer', 'coordinator'].includes(name)]);
    }
  });
});
