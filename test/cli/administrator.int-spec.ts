import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCliWith } from '../support/cli.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { signInByMail } from '../support/visitor.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.db.query(`DELETE FROM seats WHERE role = 'administrator'`);
});
afterAll(() => house?.close());

const create = (address: string) =>
  runCliWith(
    { DATABASE_URL: house.databaseUrl },
    ...['administrator', 'create', '--address', address, '--organisation', 'FIRST-SEC'],
  );

describe('the first administrator', () => {
  it('is made at the terminal with an address, signs in by mail, and is the only one made so', async () => {
    expect((await create('not an address')).code).not.toBe(0);
    expect(await create('First@Example.org')).toMatchObject({ code: 0 });
    const visitor = await signInByMail(house, 'first@example.org');
    const { data } = await visitor.graphql('{ viewer { role rights organisation { code } } }');
    expect(data.viewer).toEqual({ role: 'ADMINISTRATOR', rights: ['ADMINISTER'], organisation: { code: 'FIRST-SEC' } });
    const again = await create('second@example.org');
    expect([again.code === 0, again.output]).toEqual([false, expect.stringContaining('administers this installation')]);
  });
});
