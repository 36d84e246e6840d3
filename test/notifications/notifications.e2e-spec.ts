import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Addresses } from '#accounts';
import { MailRounds, Messages, declareTemplates } from '#notifications';
import type { NewMessage } from '#notifications';
import { fromGlobalId } from '#platform';
import { Mailer } from '#sign-in';
import type { FullMail } from '#sign-in';
import { cast } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { openMailServer } from '../support/mail-server.js';
import type { Letter } from '../support/mail-server.js';

declareTemplates({
  TEST_LOOK: { en: 'Look at this by {due}.', km: 'សូមមើល {due}។', checked: false },
  TEST_WHY: { en: 'You work on it.', km: 'អ្នកធ្វើការលើវា។', checked: false },
});

const CANARY = 'Kouprey canary title';
const PUBLIC = 'https://people.example.org';
/** What the mail server says to whom. */
const replies = new Map<string, string>();
const logged: string[] = [];
let mail: Awaited<ReturnType<typeof openMailServer>>;
let house: House;
let recommendation: string;

beforeAll(async () => {
  mail = await openMailServer((to) => replies.get(to));
  house = await openHouse(
    { MAIL_URL: mail.url, MAIL_FROM: 'told@mail.example.org', PUBLIC_URL: PUBLIC, LOG_LEVEL: 'warn' },
    (line) => logged.push(line),
  );
  const drafted = await house.send(
    'draftRecommendation',
    { content: { authenticLanguage: 'EN', title: { en: CANARY } } },
    cast.officer,
    'recommendation { id }',
  );
  recommendation = drafted.recommendation.id;
});
afterAll(async () => {
  await house?.close();
  mail?.close();
});

const message = (to: CastMember, also: Partial<NewMessage> = {}): NewMessage => ({
  key: randomUUID(),
  person: to.personId,
  about: { kind: 'recommendation', id: fromGlobalId('rec', recommendation) },
  template: 'TEST_LOOK',
  facts: { due: '2026-12-01' },
  reason: 'TEST_WHY',
  due: '2026-12-01',
  ...also,
});
const put = (...messages: NewMessage[]) =>
  house.product.asProduct.transaction((tx) => house.worker.app.get(Messages).put(tx, messages));
const INBOX = `{ viewer { inbox(first: 50) { totalCount edges { node { id text { en } why { en } due late readAt
  about { id } } } } } }`;
const inboxOf = async (who: CastMember) =>
  (await house.ask(INBOX, {}, who)).data.viewer.inbox.edges.map(({ node }: { node: unknown }) => node);

const addressOf = (who: CastMember) => `${who.token}@example.org`;
const withAddress = (...people: CastMember[]) =>
  Promise.all(
    people.map((who) => house.api.app.get(Addresses, { strict: false }).give(house.db, who.personId, addressOf(who))),
  );
/** Moves the clock to a moment of Phnom Penh. Monday is 1 February 2027; no holiday is near. */
const goTo = async (moment: string) => {
  const now = Date.parse(await house.clock.now(house.db));
  house.clock.advance(Date.parse(`${moment}:00+07:00`) - now);
};
const round = (patience?: number) => house.worker.app.get(MailRounds).run(patience);
const lettersTo = (who: CastMember) => mail.letters.filter(({ to }) => to.includes(addressOf(who)));
const DELIVERIES = `{ messageDeliveries(first: 100) { edges { node { text { en } state because plannedFor person { office { en } } } } } }`;
const deliveriesOf = async (who: CastMember) =>
  (await house.ask(DELIVERIES, {}, who)).data.messageDeliveries.edges.map(({ node }: { node: unknown }) => node);
const choose = (who: CastMember, input: Record<string, unknown>) =>
  house.send(
    'setNotificationPreferences',
    input,
    who,
    'notifications { hour mail discreet weeklyMost mailOffBecause }',
  );

/** The header and the parts of a letter, with their encodings undone. */
function partsOf({ text }: Letter) {
  const [head = ''] = text.split('\n\n');
  const header = (name: string) =>
    new RegExp(`^${name}:[ ]?(.*(?:\\n[ \\t].*)*)`, 'im').exec(head)?.[1]?.replace(/\n[ \t]+/g, ' ') ?? '';
  const words = header('Subject')
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, how: string, said: string) =>
      how.toUpperCase() === 'B' ? Buffer.from(said, 'base64').toString() : unquote(said.replaceAll('_', ' ')),
    );
  const bodies = text
    .split(/\n--.*\n/)
    .slice(1)
    .map((part) => {
      const [its = '', ...rest] = part.split('\n\n');
      const body = rest.join('\n\n');
      return /base64/i.test(its) ? Buffer.from(body, 'base64').toString() : unquote(body);
    });
  return { header, subject: words, plain: bodies[0] ?? '', page: bodies[1] ?? '' };
}
const unquote = (quoted: string) =>
  Buffer.from(
    quoted.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

describe('the inbox', () => {
  it('is told once, and shows what it is about only to whom may see that now', async () => {
    const told = [message(cast.officer), message(cast.representative(1))];
    expect(await put(...told)).toBe(2);
    expect(await put(...told)).toBe(0);
    const [officers] = await inboxOf(cast.officer);
    expect(officers).toMatchObject({ text: { en: 'Look at this by 2026-12-01.' }, about: { id: recommendation } });
    const [members] = await inboxOf(cast.representative(1));
    expect(members).toMatchObject({ why: { en: 'You work on it.' }, about: null });
    expect(await inboxOf(cast.representative(2))).toEqual([]);
  });

  it('keeps no title: a fact that could be one is refused', async () => {
    await expect(put(message(cast.officer, { facts: { title: CANARY } }))).rejects.toThrow(
      'no day, number, id or code',
    );
    await expect(put(message(cast.officer, { template: 'NOBODY_DECLARED' }))).rejects.toThrow('No template');
  });

  it('is marked by its own person and nobody else', async () => {
    const [{ id }] = await inboxOf(cast.officer);
    await house.send('markMessages', { ids: [id], read: true }, cast.otherOfficer, '__typename');
    expect((await inboxOf(cast.officer))[0].readAt).toBeNull();
    await house.send('markMessages', { ids: [id], read: true }, cast.officer, '__typename');
    expect((await inboxOf(cast.officer))[0].readAt).not.toBeNull();
    const unread = await house.ask('{ viewer { inbox(first: 5, unread: true) { totalCount } } }', {}, cast.officer);
    expect(unread.data.viewer.inbox.totalCount).toBe(0);
  });
});

describe('mail', () => {
  const { officer, otherOfficer, coordinator, chair, monitor } = cast;
  beforeAll(async () => {
    await withAddress(
      officer,
      otherOfficer,
      coordinator,
      chair,
      monitor,
      cast.representative(3),
      cast.representative(4),
    );
    await goTo('2027-01-31T10:00');
  });

  it('is one digest at the person’s hour of the next working day, whatever the workers beside each other', async () => {
    await put(message(officer), message(officer, { late: true }), message(chair));
    await choose(chair, { discreet: true, language: 'EN' });
    expect(await deliveriesOf(officer)).toContainEqual({
      text: { en: 'Look at this by 2026-12-01.' },
      state: 'PLANNED',
      because: null,
      plannedFor: '2027-02-01T01:00:00.000Z',
      person: expect.anything(),
    });
    expect(await round()).toBe(0);
    await goTo('2027-02-01T08:01');
    await Promise.all([round(), round(), round()]);
    expect(await round()).toBe(0);
    expect(lettersTo(officer)).toHaveLength(1);
    const { header, subject, plain, page } = partsOf(lettersTo(officer)[0] as Letter);
    expect(subject).toBe('អនុសាសន៍ · អ្នកមាន ២ រឿងត្រូវមើល · You have 2 items');
    for (const said of [
      'Look at this by 2026-12-01.',
      'By 2026-12-01',
      'This comes late',
      'You work on it.',
      `${PUBLIC}/sign-in`,
    ]) {
      expect(plain).toContain(said);
      expect(page).toContain(said);
    }
    expect(plain).toContain('អ្នកធ្វើការលើវា។');
    expect(header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    const stored = (await house.db.query<object[]>(`SELECT * FROM messages`)).concat(
      await house.db.query(`SELECT * FROM deliveries`),
      await house.db.query(`SELECT * FROM sendings`),
    );
    for (const place of [JSON.stringify(stored), ...mail.letters.map(({ text }) => text), ...logged])
      expect(place).not.toContain('Kouprey');
    expect((await deliveriesOf(officer)).filter(({ state }: { state: string }) => state === 'SENT')).toHaveLength(2);
  });

  it('names for who wants it discreet neither the product nor the thing', () => {
    const [letter] = lettersTo(chair) as [Letter];
    const { subject, plain, page, header } = partsOf(letter);
    expect(subject).toBe('You have 1 item');
    expect(header('From')).not.toMatch(/anusas/i);
    for (const part of [letter.text, plain, page]) expect(part).not.toMatch(/anusas|អនុសាសន៍|Look at this/i);
  });

  it('comes once a day, but for what is urgent; at night nothing comes', async () => {
    await goTo('2027-02-01T19:00');
    await choose(officer, { hour: 20 });
    await put(message(officer), message(officer, { urgent: true }));
    await choose(officer, { hour: 8 });
    await round();
    expect(lettersTo(officer)).toHaveLength(2);
    expect(partsOf(lettersTo(officer)[1] as Letter).subject).toContain('You have 1 item');
    await goTo('2027-02-01T20:05');
    await round();
    expect(lettersTo(officer)).toHaveLength(2);
    expect(await deliveriesOf(officer)).toContainEqual(
      expect.objectContaining({ state: 'PLANNED', because: 'oneADay', plannedFor: '2027-02-02T01:00:00.000Z' }),
    );
    await put(message(otherOfficer, { urgent: true }));
    await goTo('2027-02-01T23:30');
    await put(message(otherOfficer, { urgent: true }));
    expect(await round()).toBe(0);
  });

  it('is no more a week than the person wants, and none of what was read or stopped', async () => {
    await choose(monitor, { weeklyMost: 1 });
    await goTo('2027-02-02T07:00');
    await put(message(monitor));
    await goTo('2027-02-02T08:01');
    await round();
    await goTo('2027-02-03T07:00');
    await put(message(monitor));
    await goTo('2027-02-03T07:01');
    await put(message(monitor));
    const [{ id }] = await inboxOf(monitor);
    await house.send('markMessages', { ids: [id], read: true }, monitor, '__typename');
    await goTo('2027-02-03T08:01');
    await round();
    expect(lettersTo(monitor)).toHaveLength(1);
    const because = (await deliveriesOf(monitor)).map((each: { because: string | null }) => each.because).sort();
    expect(because).toEqual([null, 'readAlready', 'weeklyMost']);
    expect((await deliveriesOf(cast.representative(2))).length).toBe(0);
    await goTo('2027-02-11T08:01');
    await round();
    expect(lettersTo(monitor)).toHaveLength(2);
  });

  it('that bounces is switched off, and coordinators hear of it; a slow one holds nobody up and comes later as the same', async () => {
    const [gone, slow, well] = [cast.representative(3), cast.representative(4), otherOfficer];
    replies.set(addressOf(gone), '550 5.1.1 nobody here').set(addressOf(slow), '');
    await goTo('2027-03-01T07:00');
    await put(message(gone), message(slow), message(well));
    await goTo('2027-03-01T08:01');
    const before = lettersTo(well).length;
    await round(1);
    expect(lettersTo(well)).toHaveLength(before + 1);
    expect(await deliveriesOf(gone)).toContainEqual(
      expect.objectContaining({ state: 'FAILED', because: 'EENVELOPE 550' }),
    );
    expect(
      (await house.ask('{ viewer { notifications { mail mailOffBecause } } }', {}, gone)).data.viewer.notifications,
    ).toEqual({
      mail: false,
      mailOffBecause: 'bounced',
    });
    expect((await inboxOf(coordinator))[0].text.en).toMatch(/^Mail to one of the coalition’s people came back/);
    expect(await deliveriesOf(slow)).toContainEqual(
      expect.objectContaining({ state: 'SENDING', because: 'ETIMEDOUT' }),
    );
    expect(logged.join('')).toContain('a mail was not taken');
    expect(logged.join('')).not.toContain('@example.org');
    replies.clear();
    await goTo('2027-03-01T08:03');
    await round();
    expect(lettersTo(slow)).toHaveLength(1);
    await put(message(gone));
    expect(await deliveriesOf(gone)).toContainEqual(expect.objectContaining({ state: 'NOT_SENT', because: 'bounced' }));
    expect((await choose(gone, { mail: true })).notifications.mailOffBecause).toBeNull();
  });

  it('of a worker that dies between sending and writing it down comes once more at the most, with the same id', async () => {
    const mailer = house.worker.app.get(Mailer, { strict: false });
    const handOver = mailer.handOver.bind(mailer);
    let handed: () => void;
    const done = new Promise<void>((resolve) => (handed = resolve));
    mailer.handOver = async (its: FullMail, patience: number) => {
      await handOver(its, patience);
      handed();
      return new Promise<void>(() => undefined);
    };
    await goTo('2027-03-02T08:01');
    await put(message(officer, { urgent: true }));
    const before = lettersTo(officer).length;
    void round();
    await done;
    mailer.handOver = handOver;
    expect(await round()).toBe(0);
    await goTo('2027-03-02T08:08');
    await Promise.all([round(), round()]);
    await goTo('2027-03-02T08:20');
    await round();
    const ids = lettersTo(officer)
      .slice(before)
      .map((letter) => partsOf(letter).header('Message-ID'));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('is stopped by the button of a page or by a mail program itself, by a token that does nothing else', async () => {
    const link = /<(.*)>/.exec(partsOf(lettersTo(officer)[0] as Letter).header('List-Unsubscribe'))?.[1] as string;
    const here = link.replace(PUBLIC, house.api.url);
    const mailOf = async () =>
      (await house.ask('{ viewer { notifications { mail mailOffBecause } } }', {}, officer)).data.viewer.notifications;
    const page = await fetch(here);
    expect(await page.text()).toContain('<form method="post"');
    expect(page.headers.get('set-cookie')).toBeNull();
    await fetch(here.slice(0, -1), { method: 'POST' });
    expect((await mailOf()).mail).toBe(true);
    const form = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };
    const stopped = await fetch(here, form);
    expect(stopped.status).toBeLessThan(300);
    expect(stopped.headers.get('set-cookie')).toBeNull();
    expect(await mailOf()).toEqual({ mail: false, mailOffBecause: 'unsubscribed' });
    await put(message(officer, { urgent: true }));
    expect(await round()).toBe(0);
  });

  it('stays under 100 KB however much there is', async () => {
    await goTo('2027-03-04T08:01');
    await put(...Array.from({ length: 400 }, () => message(chair, { urgent: true })));
    await choose(chair, { discreet: false, language: 'BOTH' });
    await round();
    const letter = lettersTo(chair).at(-1) as Letter;
    expect(Buffer.byteLength(letter.text)).toBeLessThan(100_000);
    expect(partsOf(letter).subject).toContain('You have 400 items');
    expect(partsOf(letter).plain).toContain('And more: 350');
  });
});

describe('a calendar feed', () => {
  const who = cast.representative(6);
  const about = { kind: 'recommendation' as const, id: randomUUID() };
  const make = async () =>
    ((await house.send('makeCalendarFeed', {}, who, 'feed { url }')).feed.url as string).replace(PUBLIC, house.api.url);
  const linesOf = async (url: string) => {
    const answer = await fetch(url);
    return answer.ok ? (await answer.text()).replace(/\r\n /g, '').split('\r\n') : answer.status;
  };

  it('has whole days that keep their id when they move, and names nothing; another ends it, and so does its person', async () => {
    await put(message(who, { about, due: '2027-03-31' }));
    const url = await make();
    const text = await (await fetch(url)).text();
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const before = await linesOf(url);
    expect(before).toEqual(
      expect.arrayContaining(['SEQUENCE:0', 'DTSTART;VALUE=DATE:20270331', 'DTEND;VALUE=DATE:20270401']),
    );
    await goTo('2027-03-05T08:01');
    await put(message(who, { about, due: '2027-04-08' }));
    const after = await linesOf(url);
    expect(after).toEqual(expect.arrayContaining(['SEQUENCE:1', 'DTSTART;VALUE=DATE:20270408']));
    const line = (lines: unknown, name: string) => (lines as string[]).filter((each) => each.startsWith(name));
    expect(line(after, 'UID')).toEqual(line(before, 'UID'));
    expect(line(after, 'SUMMARY')[0]).toContain('Look at this by 2026-12-01.');
    await choose(who, { discreet: true });
    expect((await (await fetch(url)).text()).replace(/\r\n /g, '')).not.toMatch(/anusas|Look at this/i);
    const next = await make();
    expect(await linesOf(url)).toBe(404);
    expect(await linesOf(next)).toContain('BEGIN:VCALENDAR');
    expect(JSON.stringify(await house.db.query(`SELECT * FROM calendar_feeds`))).not.toContain(next.slice(-20, -4));
    expect(JSON.stringify(await house.db.query(`SELECT * FROM commands`))).not.toContain(next.slice(-20, -4));
    await house.send('endCalendarFeed', {}, who, 'notifications { calendarFeedSince groupText { km en } }');
    expect(await linesOf(next)).toBe(404);
  });

  it('says nothing once its person has no seat any more', async () => {
    const url = await make();
    expect(await linesOf(url)).toContain('BEGIN:VCALENDAR');
    await house.db.query(`UPDATE seats SET valid_to = ${house.clock.sql()} WHERE person_id = $1`, [who.personId]);
    expect(await linesOf(url)).toBe(404);
  });
});
