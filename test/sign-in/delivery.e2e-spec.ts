import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Addresses } from '#accounts';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { openMailServer } from '../support/mail-server.js';
import { until } from '../support/until.js';
import { Visitor } from '../support/visitor.js';

const address = 'officer@example.org';
let mail: Awaited<ReturnType<typeof openMailServer>>;
let house: House;
beforeAll(async () => {
  mail = await openMailServer();
  house = await openHouse({
    NODE_ENV: 'development',
    MAIL_URL: mail.url,
    MAIL_FROM: 'anusas@anusas.example.org',
    PUBLIC_URL: 'https://anusas.example.org',
  });
  await house.api.app.get(Addresses, { strict: false }).give(house.db, cast.officer.personId, address);
});
afterAll(async () => {
  await house?.close();
  mail?.close();
});

/** The text of the letter, without the wrapping of quoted-printable or base64. */
function textOf(raw: string): string {
  const [head = '', ...rest] = raw.split('\n\n');
  const body = rest.join('\n\n');
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  return Buffer.from(
    body.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
}

describe('with a mail server', () => {
  it('a letter goes to one address, says nothing in its subject, and lies in no mailbox and on no console', async () => {
    const written = jest.spyOn(process.stdout, 'write');
    const visitor = new Visitor(house);
    const page = await visitor.post('/sign-in/mail', { address });
    await new Visitor(house).post('/sign-in/mail', { address: 'nobody@example.org' });
    await until(() => mail.letters.length > 0);
    const [letter] = mail.letters;
    const console = written.mock.calls.map(([text]) => String(text)).join('');
    written.mockRestore();
    expect(letter).toMatchObject({ from: 'anusas@anusas.example.org', to: [address] });
    const text = textOf(letter?.text ?? '');
    const [, code] = /Your code: (\d{4} \d{4})/.exec(text) ?? [];
    expect(text).toMatch(/https:\/\/anusas\.example\.org\/sign-in\/link\?t=[\w-]{43}\n/);
    expect(text).toContain('លេខកូដរបស់អ្នក');
    expect(decodeURIComponent(letter?.text.match(/Subject: (.*(\n .*)*)/)?.[1] ?? '')).not.toContain(code);
    expect(console).not.toContain(code);
    expect(console).not.toContain(address);
    expect((await visitor.get('/sign-in/mailbox')).status).toBe(404);
    // At an address with https the cookie is bound to this origin, and goes nowhere in clear.
    expect(page.headers.get('set-cookie')).toMatch(
      /^__Host-anusas-asked=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
    const signedIn = await visitor.post('/sign-in/code', { code: code ?? '' });
    expect(
      signedIn.headers.getSetCookie().some((each) => /^__Host-anusas-session=[\w-]{43}; .*Secure$/.test(each)),
    ).toBe(true);
    expect((await visitor.graphql('{ viewer { role } }')).data.viewer.role).toBe('POLICY_OFFICER');
    expect(mail.letters).toHaveLength(1);
  });
});

describe('limits', () => {
  it('survive a restart, because they are kept where everything is', async () => {
    house.clock.advance(48 * 3_600_000);
    const ask = () => new Visitor(house).post('/sign-in/mail', { address: 'nobody@example.org' });
    const statuses: number[] = [];
    for (let times = 0; times < 6; times += 1) statuses.push((await ask()).status);
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429]);
    const { startApi } = await import('../../apps/api/src/api.js');
    const { createLog } = await import('#platform');
    const again = await startApi({
      config: house.config,
      database: house.db,
      clock: house.clock,
      log: createLog('silent', 'test'),
    });
    expect((await new Visitor({ api: again }).post('/sign-in/mail', { address: 'nobody@example.org' })).status).toBe(
      429,
    );
    // Somebody else, from the same place, is not held up by it.
    expect((await new Visitor({ api: again }).post('/sign-in/mail', { address: 'other@example.org' })).status).toBe(
      303,
    );
    await again.app.close();
  });
});

describe('an address that nobody has', () => {
  it('takes the same time as one that somebody has, as far as many attempts can tell', async () => {
    const times: Record<string, number[]> = { known: [], unknown: [] };
    for (let round = 0; round < 60; round += 1) {
      // Otherwise the limits would answer.
      await house.db.query('DELETE FROM attempt_limits');
      for (const [kind, typed] of round % 2
        ? [
            ['known', address],
            ['unknown', 'nobody@example.org'],
          ]
        : [
            ['unknown', 'nobody@example.org'],
            ['known', address],
          ]) {
        const begun = performance.now();
        await new Visitor(house).post('/sign-in/mail', { address: typed as string });
        times[kind as string]?.push(performance.now() - begun);
      }
    }
    // The chance that a known one took longer than an unknown one: a half when nobody can tell them apart.
    const { known = [], unknown = [] } = times;
    const longer = known.flatMap((one) => unknown.map((other) => (one > other ? 1 : 0) as number));
    const chance = longer.reduce((sum, each) => sum + each, 0) / longer.length;
    expect(chance).toBeGreaterThan(0.25);
    expect(chance).toBeLessThan(0.75);
  });
});
