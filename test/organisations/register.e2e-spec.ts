import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cast, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { statementsOf } from '../support/count-statements.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

const DAY = 86_400_000;
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

async function nameOf(id: string, as: CastMember = cast.officer): Promise<string | undefined> {
  const { data, errors } = await house.ask(
    `query ($id: ID!) { organisation(id: $id) { name { en } } }`,
    { id: orgId(id) },
    as,
  );
  expect(errors).toBeUndefined();
  return data.organisation?.name.en;
}

const rename = (id: string, en: string, from: string) =>
  house.send('renameOrganisation', { id: orgId(id), from, name: { en } }, cast.administrator, 'organisation { id }');

it('a name that was changed anywhere is the one that is shown from the next request on', async () => {
  const today = (await house.clock.now(house.db)).slice(0, 10);
  for (let turn = 0; turn < 20; turn += 1) {
    // As another process does: nothing of this one hears of it.
    await house.db.query(`UPDATE organisation_names SET name_en = $2 WHERE organisation_id = $1`, [
      org.interior,
      `Name ${turn}`,
    ]);
    const shown = await Promise.all([nameOf(org.interior), nameOf(org.interior), nameOf(org.interior)]);
    expect(shown).toEqual([`Name ${turn}`, `Name ${turn}`, `Name ${turn}`]);
  }
  expect((await rename(org.planning, 'Renamed here', today)).userErrors).toEqual([]);
  expect(await nameOf(org.planning)).toBe('Renamed here');
});

it('a change that was not committed is not shown, and is shown once it is', async () => {
  const [before] = await house.db.query<{ name: string }[]>(
    `SELECT name_en AS name FROM organisation_names WHERE organisation_id = $1`,
    [org.finance],
  );
  await house.db.transaction(async (tx) => {
    await tx.query(`UPDATE organisation_names SET name_en = 'Not yet' WHERE organisation_id = $1`, [org.finance]);
    expect(await nameOf(org.finance)).toBe(before?.name);
  });
  expect(await nameOf(org.finance)).toBe('Not yet');
});

it('what is entered or removed is there or gone at once', async () => {
  const { organisation } = await house.send(
    'registerOrganisation',
    { code: 'NEW-INST', kind: 'INSTITUTION', name: { en: 'New institution' } },
    cast.officer,
    'organisation { id name { en } }',
  );
  expect(organisation.name.en).toBe('New institution');
  await house.db.query(`DELETE FROM organisations WHERE code = 'NEW-INST'`);
  const { data } = await house.ask(
    `query ($id: ID!) { organisation(id: $id) { id } }`,
    { id: organisation.id },
    cast.officer,
  );
  expect(data.organisation).toBeNull();
});

it('a name of tomorrow is shown tomorrow, without anything being changed', async () => {
  const before = await nameOf(org.partner);
  const tomorrow = new Date(Date.parse(await house.clock.now(house.db)) + DAY + 7 * 3_600_000)
    .toISOString()
    .slice(0, 10);
  expect((await rename(org.partner, 'From tomorrow on', tomorrow)).userErrors).toEqual([]);
  expect(await nameOf(org.partner)).toBe(before);
  house.clock.advance(DAY);
  expect(await nameOf(org.partner)).toBe('From tomorrow on');
});

it('is read once, and then only asked whether it is still the same', async () => {
  await nameOf(org.interior);
  const seen = await statementsOf(house.product, () => nameOf(org.interior));
  expect(seen.filter((sql) => sql.includes('organisation_names'))).toEqual([]);
});

it('whoever is outside sees no member by it', async () => {
  await nameOf(org.member(1));
  expect(await nameOf(org.member(1), cast.observer)).toBeUndefined();
});
