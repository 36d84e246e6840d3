import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Addresses } from '#accounts';
import { toGlobalId } from '#platform';
import { recommendationProcess } from '#recommendations';
import { endorsementProcess, statementProcess } from '#statements';
import { submissionProcess } from '#submissions';
import { checkCases } from '#workflow';
import { addPasskey, graphql, signInByMailAt, signInByPasskey, withAuthenticator } from '../support/browser-people.js';
import { noBrowser, openBrowser } from '../support/browser.js';
import { cast, instrument, instrumentId, org, orgId } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { startProcess } from '../support/processes.js';
import type { Started } from '../support/processes.js';
import { content, dayAhead, drafted, recommendations, setRule } from '../statements/texts.js';
import { World } from '../walk/world.js';

/** What a test reads is what it asked for. */
type Any = any;

const missing = noBrowser();
if (missing) process.stdout.write(`three-people.browser-spec: skipped: ${missing}\n`);
const described = missing ? describe.skip : describe;

const people = {
  officer: cast.officer,
  member: cast.representative(1),
  monitor: cast.monitor,
  leaver: cast.representative(6),
};
type Name = keyof typeof people;

let house: House;
let browser: Browser;
let folder: string;
/** The api as it runs in real use: a process of its own, on the same database, as the role that owns nothing. */
let api: Started;
let url: string;
/** Each with a browser and a telephone of their own, for the whole day. */
const pages = {} as Record<Name, Page>;

beforeAll(async () => {
  if (missing) return;
  await mkdir('test/.artifacts', { recursive: true });
  folder = await mkdtemp(join(tmpdir(), 'anusas-three-people-'));
  house = await openHouse();
  const settings = { NODE_ENV: 'test', PORT: '0', QUEUE: 'none', ANUSAS_SAMPLES: 'no', ANUSAS_DATA: folder };
  api = await startProcess('api', {
    ANUSAS_WEB: 'test/support/no-web',
    ...settings,
    DATABASE_URL: house.config.DATABASE_URL as string,
  });
  // By its name: a passkey belongs to no number.
  url = api.url.replace('127.0.0.1', 'localhost');
  browser = await openBrowser();
  const addresses = house.api.app.get(Addresses, { strict: false });
  for (const [name, { personId }] of Object.entries(people)) {
    await addresses.give(house.db, personId, `${name}@example.org`);
    pages[name as Name] = await (await browser.newContext({ locale: 'en' })).newPage();
  }
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await api?.stop('SIGKILL');
  await house?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** A question out of the page itself, with nothing but the session of its browser. */
async function ask(who: Name, query: string, variables: Record<string, unknown> = {}): Promise<Any> {
  const answer = await graphql(pages[who], query, variables);
  if (answer.errors) throw new Error(`${query}: ${JSON.stringify(answer.errors)}`);
  return answer;
}

/** A mutation out of the page; gives its payload, a refusal too. */
async function act(who: Name, mutation: string, of: string, input: object, selection: string): Promise<Any> {
  const query = `mutation ($input: ${of}!) { ${mutation}(input: $input) { ${selection} userErrors { code messageEn } } }`;
  const { data } = await ask(who, query, { input: { idempotencyKey: randomUUID(), ...input } });
  return data[mutation];
}

/** The same for what must succeed: its part of that name. */
async function done(
  who: Name,
  mutation: string,
  of: string,
  input: object,
  part: string,
  fields: string,
): Promise<Any> {
  const payload = await act(who, mutation, of, input, `${part} { ${fields} }`);
  expect([mutation, payload.userErrors]).toEqual([mutation, []]);
  return payload[part];
}

const shoot = async (who: Name, name: string) => {
  for (const width of [360, 1280]) {
    await pages[who].setViewportSize({ width, height: 740 });
    await pages[who].goto(`${url}/sign-in/account`);
    await pages[who].screenshot({ path: `test/.artifacts/three-people-${name}-${width}.png`, fullPage: true });
    expect(await pages[who].evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  }
};

let statement: Any;
let submission: Any;

described('three people at their work', () => {
  it.each(Object.keys(people) as Name[])(
    'the %s signs in by mail, adds a passkey, and comes back with it',
    async (who) => {
      const page = pages[who];
      await withAuthenticator(page);
      await signInByMailAt(page, url, `${who}@example.org`);
      await addPasskey(page, 'My telephone');
      await page.click('form[action="/sign-in/out"] button');
      expect((await ask(who, '{ viewer { role } }')).data.viewer.role).toBe('PUBLIC');
      await signInByPasskey(page, url);
      const role = people[who].role.replace(/[A-Z]/g, '_$&').toUpperCase();
      expect((await ask(who, '{ viewer { role seats { id } } }')).data.viewer).toEqual({
        role,
        seats: [{ id: toGlobalId('sea', people[who].seatId) }],
      });
      await shoot(who, who);
    },
  );

  it('the officer drafts recommendations, composes a statement of them and opens it for endorsement', async () => {
    const quorumRuleId = await setRule(house);
    const asks: string[] = [];
    for (const [en, km] of [
      ['Publish the budgets of communes', 'ផ្សាយថវិកាឃុំ'],
      ['Hear citizens before the budget', 'ស្តាប់ពលរដ្ឋមុនធ្វើថវិកា'],
    ]) {
      const content = {
        ...{ authenticLanguage: 'EN', title: { en, km }, topics: ['sna-budget'] },
        ...{ addresseeIds: [orgId(org.interior)], targetIds: [instrumentId(instrument.programme)] },
      };
      const made = await done(
        'officer',
        'draftRecommendation',
        'DraftRecommendationInput',
        { content },
        'recommendation',
        'id stage',
      );
      expect(made.stage).toBe('DRAFTED');
      asks.push(made.id);
    }
    const text = { content: content(asks, { quorumRuleId }) };
    const drafted = await done(
      'officer',
      'draftStatement',
      'DraftStatementInput',
      text,
      'statement',
      'id version status',
    );
    expect(drafted.status).toBe('DRAFTING');
    // A draft is the secretariat's: nobody else sees that there is one.
    for (const who of ['member', 'monitor'] as const) {
      expect(
        (await ask(who, `query ($id: ID!) { statement(id: $id) { id } }`, { id: drafted.id })).data.statement,
      ).toBeNull();
    }
    const opening = { id: drafted.id, expectedVersion: drafted.version, deadlineOn: await dayAhead(house, 14) };
    statement = await done(
      'officer',
      'openStatement',
      'OpenStatementInput',
      opening,
      'statement',
      'id version status versionNumber deadline items { key }',
    );
    expect(statement.status).toBe('ENDORSING');
    expect(statement.deadline).not.toBeNull();
  });

  it('the member endorses it with a reservation, and sees what it has signed', async () => {
    const reservation = { itemKey: statement.items[0].key, text: 'Not before the next budget year.' };
    const signing = { statementId: statement.id, versionNumber: statement.versionNumber, reservations: [reservation] };
    await done('member', 'endorseStatement', 'EndorseStatementInput', signing, 'endorsement', 'id');
    const { data } = await ask(
      'member',
      `query ($id: ID!) { statement(id: $id) { myEndorsement {
        status versionNumber appearance organisation { id } reservations { itemKey text }
        history(first: 5) { edges { node { actor { office { en } } organisation { id } } } } } } }`,
      statement,
    );
    expect(data.statement.myEndorsement).toEqual({
      ...{ status: 'GIVEN', versionNumber: 1, appearance: 'HIDDEN', organisation: { id: orgId(org.member(1)) } },
      reservations: [reservation],
      history: {
        edges: [
          {
            node: {
              actor: { office: { en: 'memberRepresentative (test)' } },
              organisation: { id: orgId(org.member(1)) },
            },
          },
        ],
      },
    });
  });

  it('the officer closes it with two more, submits it, and records delivery, receipt and the answer', async () => {
    for (const index of [2, 3]) {
      const signing = { statementId: statement.id, versionNumber: 1 };
      await house.send('endorseStatement', signing, cast.representative(index), 'endorsement { id }');
    }
    const { version } = (await ask('officer', `query ($id: ID!) { statement(id: $id) { version } }`, statement)).data
      .statement;
    const closing = { id: statement.id, expectedVersion: version };
    const closed = await done(
      'officer',
      'closeStatement',
      'CloseStatementInput',
      closing,
      'statement',
      'version status',
    );
    expect(closed.status).toBe('ENDORSED');
    const sending = {
      id: statement.id,
      expectedVersion: closed.version,
      letters: [{ addresseeId: orgId(org.interior) }],
    };
    const FIELDS = 'id version status items { key }';
    [submission] = await done('officer', 'submitStatement', 'SubmitStatementInput', sending, 'submissions', FIELDS);
    const today = dayIn(await house.clock.now(house.db));
    const next = async (mutation: string, of: string, input: object) => {
      const at = { id: submission.id, expectedVersion: submission.version, ...input };
      submission = await done('officer', mutation, of, at, 'submission', FIELDS);
      return submission.status;
    };
    const delivery = { channel: 'BY_HAND', mode: 'PAPER', deliveredOn: today };
    expect(await next('deliverSubmission', 'DeliverSubmissionInput', { delivery })).toBe('DELIVERED');
    const receipt = { receivedOn: today, office: 'Front desk', stampSeen: true };
    await next('recordReceipt', 'RecordReceiptInput', { receipt });
    const response = {
      ...{ answeredOn: today, form: 'LETTER', language: 'EN', verbatim: 'We have considered it.' },
      items: submission.items.map(({ key }: Any) => ({ itemKey: key, reading: 'ACCEPTED' })),
    };
    expect(await next('recordResponse', 'RecordResponseInput', { response })).toBe('ANSWERED');
  });

  it('the monitor reads what was handed over in its field, with states and days, and not who endorsed it', async () => {
    const elsewhere = await handedOverElsewhere();
    const { data } = await ask(
      'monitor',
      `{ submissions(first: 20) { totalCount(exact: true) edges { node { id status deliveredAt receipts { receivedOn }
          clockStartedAt items { position { reading answeredOn } recommendation { stage } } } } } }`,
    );
    const { edges, totalCount } = data.submissions;
    expect([totalCount, edges.map(({ node }: Any) => node.id)]).toEqual([1, [submission.id]]);
    const { node } = edges[0];
    const today = dayIn(await house.clock.now(house.db));
    expect([node.status, dayIn(node.deliveredAt), node.receipts]).toEqual(['ANSWERED', today, [{ receivedOn: today }]]);
    expect(dayIn(node.clockStartedAt)).toBe(today);
    expect(node.items.map((item: Any) => [item.position, item.recommendation.stage])).toEqual(
      Array(2).fill([{ reading: 'ACCEPTED', answeredOn: today }, 'ANSWERED']),
    );
    // Three have endorsed: too few to say how many, and none is named, neither by the list nor by the history.
    const { statement: text } = (
      await ask(
        'monitor',
        `query ($id: ID!) { statement(id: $id) { status myEndorsement { id } endorsements(first: 50) { edges { node { id } } }
          quorum { met count tally { __typename } } throughNetworks versions { number }
          history(first: 50) { edges { node { event payload organisation { id } } } } } }`,
        statement,
      )
    ).data;
    expect([text.status, text.myEndorsement, text.endorsements.edges]).toEqual(['SUBMITTED', null, []]);
    expect([text.quorum.met, text.quorum.count, text.quorum.tally]).toEqual([true, null, null]);
    const said = JSON.stringify([data, text]);
    for (const index of [1, 2, 3]) expect(said).not.toContain(orgId(org.member(index)));
    expect(said).not.toContain('Not before the next budget year.');
    // What lies outside of its field looks like nothing.
    const other = await ask('monitor', `query ($id: ID!) { node(id: $id) { id } submission(id: $id) { id } }`, {
      id: elsewhere,
    });
    expect(other.data).toEqual({ node: null, submission: null });
    expect((await ask('officer', `query ($id: ID!) { submission(id: $id) { id } }`, { id: elsewhere })).data).toEqual({
      submission: { id: elsewhere },
    });
  });

  it('nobody does what is for another role: the monitor does not endorse, the member does not submit', async () => {
    const signing = { statementId: statement.id, versionNumber: 1 };
    const signed = await act('monitor', 'endorseStatement', 'EndorseStatementInput', signing, 'endorsement { id }');
    expect(signed.endorsement).toBeNull();
    expect(signed.userErrors.map(({ code }: Any) => code)).toEqual(['NOT_YOUR_ACT']);
    const { version } = (
      await ask('member', `query ($id: ID!) { statement(id: $id) { version } }`, { id: statement.id })
    ).data.statement;
    const sending = { id: statement.id, expectedVersion: version, letters: [{ addresseeId: orgId(org.interior) }] };
    const sent = await act('member', 'submitStatement', 'SubmitStatementInput', sending, 'submissions { id }');
    expect(sent.submissions).toBeNull();
    expect(sent.userErrors.map(({ code }: Any) => code)).toEqual(['NOT_YOUR_ACT']);
  });

  it('leaves every case as its history makes it', async () => {
    const processes = [recommendationProcess, statementProcess, endorsementProcess, submissionProcess];
    const { discrepancies, checked } = await checkCases(house.db, processes);
    expect(discrepancies).toEqual([]);
    expect(checked).toBeGreaterThan(5);
  });
});

described('a member whose seat ended yesterday', () => {
  let open: Any;
  beforeAll(async () => {
    // Something that a member could sign today.
    const quorumRuleId = await setRule(house);
    const { id, version } = await drafted(house, content(await recommendations(house, 1), { quorumRuleId }));
    const opening = { id, expectedVersion: version, deadlineOn: await dayAhead(house, 14) };
    open = (await house.send('openStatement', opening, cast.officer, 'statement { id versionNumber }')).statement;
    expect((await ask('leaver', `query ($id: ID!) { statement(id: $id) { status } }`, open)).data.statement).toEqual({
      status: 'ENDORSING',
    });
    await house.db.query(`UPDATE seats SET valid_to = clock_timestamp() - interval '1 day' WHERE id = $1`, [
      people.leaver.seatId,
    ]);
  });

  it('comes in with its passkey, is told so, and sees nothing that is for members', async () => {
    const page = pages.leaver;
    await page.goto(`${url}/sign-in/account`);
    await page.click('form[action="/sign-in/out"] button');
    await signInByPasskey(page, url);
    const query = `query ($id: ID!) { viewer { role rights seats { id } organisation { id } }
      statement(id: $id) { id } node(id: $id) { id } statements(first: 10) { totalCount(exact: true) }
      recommendations(first: 10) { totalCount(exact: true) } submissions(first: 10) { totalCount(exact: true) }
      remarks(first: 10) { totalCount(exact: true) } concerns(first: 10) { totalCount(exact: true) } }`;
    const { data } = await ask('leaver', query, open);
    const none = { totalCount: 0 };
    expect(data).toEqual({
      viewer: { role: 'PUBLIC', rights: [], seats: [], organisation: null },
      ...{ statement: null, node: null, statements: none, recommendations: none, submissions: none },
      ...{ remarks: none, concerns: none },
    });
    // Another member, with the same question, sees them.
    const other = (await ask('member', query, open)).data;
    expect([other.statement, other.statements.totalCount > 0]).toEqual([{ id: open.id }, true]);
    await shoot('leaver', 'seat-ended');
  });

  it('cannot endorse: the refusal says why, nothing is signed, and the attempt is kept for the coordinator', async () => {
    const signing = { statementId: open.id, versionNumber: open.versionNumber };
    const refused = await act('leaver', 'endorseStatement', 'EndorseStatementInput', signing, 'endorsement { id }');
    expect(refused).toEqual({
      endorsement: null,
      userErrors: [{ code: 'SEAT_ENDED', messageEn: expect.stringMatching(/seat has ended/) }],
    });
    const signed = await house.db.query<unknown[]>(`SELECT FROM endorsements WHERE organisation_id = $1`, [
      org.member(6),
    ]);
    expect(signed).toEqual([]);
    const attempts = `{ refusedAttempts(first: 1) { edges { node { command codes seat { id } organisation { id } } } } }`;
    expect((await house.ask(attempts, {}, cast.coordinator)).data.refusedAttempts.edges).toEqual([
      {
        node: {
          ...{ command: 'endorseStatement', codes: ['SEAT_ENDED'] },
          ...{ seat: { id: toGlobalId('sea', people.leaver.seatId) }, organisation: { id: orgId(org.member(6)) } },
        },
      },
    ]);
    // It was not the statement: with a seat that stands the same is done.
    const done = await act('member', 'endorseStatement', 'EndorseStatementInput', signing, 'endorsement { status }');
    expect(done).toEqual({ endorsement: { status: 'GIVEN' }, userErrors: [] });
  });
});

/** A letter about something that is not in the budget group's field, handed over like the other. */
async function handedOverElsewhere(): Promise<string> {
  const world = World.around(house);
  const quorumRuleId = await setRule(house);
  const items = await recommendations(house, 1, { topics: ['civic-engagement'] });
  const { id } = await drafted(house, content(items, { quorumRuleId }));
  await world.step('statement', id, 'openStatement', { deadlineOn: await world.ahead() });
  await world.sign(id, 2, 3, 4);
  await world.step('statement', id, 'closeStatement');
  const letter = await world.letter(id);
  await world.deliver(letter);
  return letter;
}

/** The day in Phnom Penh of a moment. */
const dayIn = (moment: string) => new Date(Date.parse(moment) + 7 * 3_600_000).toISOString().slice(0, 10);
