import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Addresses } from '#accounts';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { Visitor, newestMail } from '../support/visitor.js';

const address = 'officer@example.org';
let house: House;
beforeAll(async () => {
  house = await openHouse({ SIGN_IN_BY_MAIL: 'no' });
  await house.api.app.get(Addresses, { strict: false }).give(house.db, cast.officer.personId, address);
});
afterAll(() => house?.close());

describe('where the mail way is switched off', () => {
  it('mail lets nobody in: none is sent, and the answer is that of an address which nobody has', async () => {
    const visitor = new Visitor(house);
    const known = await visitor.post('/sign-in/mail', { address });
    const strange = await new Visitor(house).post('/sign-in/mail', { address: 'nobody@example.org' });
    expect([known.status, known.headers.get('location')]).toEqual([strange.status, strange.headers.get('location')]);
    expect(await newestMail(house, address)).toBeUndefined();
    const rows = await house.db.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM sign_in_requests WHERE person_id IS NOT NULL`,
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('the door says so, and offers the passkey', async () => {
    const { text } = await new Visitor(house).get('/sign-in');
    expect(text).toContain('Sign-in by e-mail is not set up here.');
    expect(text).not.toContain('action="/sign-in/mail"');
  });
});
