import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cast, everybody, instrument, instrumentId } from '../support/cast.js';
import { statementsOf } from '../support/count-statements.js';
import { edition } from '../support/findings.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

const DAY = 86_400_000;
const EDITION = `edition { id version label status draftedOn adoptedOn inForceOn launchedOn repealedOn instrument { code }
  availableEvents { event allowed reasons { code } } }`;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house?.close();
});

const codes = (answer: { userErrors: { code: string }[] }) => answer.userErrors.map((error) => error.code);
const register = (over: object = {}, code = `T-${randomUUID().slice(0, 8)}`, as = cast.officer) =>
  house.send(
    'registerInstrument',
    { code, content: { kind: 'PLAN', nameEn: 'Some plan', ...over } },
    as,
    'instrument { id code version kind name { km en } aliases periodFrom periodTo parent { code } }',
  );
const today = async () => {
  const [row] = await house.db.query<{ day: string }[]>(
    `SELECT (${house.clock.sql()} AT TIME ZONE 'Asia/Phnom_Penh')::date::text AS day`,
  );
  return row?.day as string;
};
const later = (day: string, days: number) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

describe('the register of instruments', () => {
  it('takes an instrument with what is known of it, below another', async () => {
    const { instrument: made, userErrors } = await register({
      nameKm: 'ផែនការយុទ្ធសាស្ត្រអភិវឌ្ឍន៍ជាតិ',
      aliases: ['NSDP-T', ' '],
      periodFrom: '2024-01-01',
      periodTo: '2028-12-31',
      parentId: instrumentId(instrument.programme),
    });
    expect(userErrors).toEqual([]);
    expect(made).toMatchObject({
      version: 1,
      kind: 'PLAN',
      aliases: ['NSDP-T'],
      periodFrom: '2024-01-01',
      periodTo: '2028-12-31',
      parent: { code: 'TEST-NP' },
    });
    const { data } = await house.ask(
      `query ($id: ID!) { instrument(id: $id) { children { id } entries(first: 5) { totalCount } } node(id: $id) { id } }`,
      { id: instrumentId(instrument.programme) },
    );
    expect(data.instrument.children).toContainEqual({ id: made.id });
    expect(data.node.id).toBe(instrumentId(instrument.programme));
  });

  it('refuses with everything that is wrong at once', async () => {
    const wrong = await register(
      { nameEn: ' ', periodFrom: '2028-01-01', periodTo: '2024-01-01', parentId: `ins_${'0'.repeat(32)}` },
      ' ',
      cast.coordinator,
    );
    expect(codes(wrong)).toEqual([
      'NOT_YOUR_ACT',
      'VALUE_MISSING',
      'DATES_OUT_OF_ORDER',
      'VALUE_MISSING',
      'UNKNOWN_REFERENCE',
    ]);
    expect(codes(await register({}, 'TEST-LAW'))).toEqual(['CODE_TAKEN']);
    const kept = await house.db.query<{ event: string }[]>(
      `SELECT event FROM refused_attempts WHERE process = 'instrument'`,
    );
    expect(kept).toEqual([{ event: 'REGISTER_INSTRUMENT' }, { event: 'REGISTER_INSTRUMENT' }]);
  });

  it.each(Object.entries(everybody).filter(([name]) => name !== 'officer'))(
    'is not kept by the %s',
    async (_name, as) => {
      expect(codes(await register({}, undefined, as))).toEqual(['NOT_YOUR_ACT']);
    },
  );

  it('puts right what is known, keeps what was, and gives the slower of two a conflict', async () => {
    const { instrument: made } = await register();
    const edit = (nameEn: string, over: object = {}) =>
      house.send(
        'editInstrument',
        { id: made.id, expectedVersion: 1, content: { kind: 'LAW', nameEn, ...over }, reason: 'A better name' },
        cast.officer,
        'instrument { version name { en } }',
      );
    expect(codes(await edit('A circle', { parentId: made.id }))).toEqual(['PARENT_IN_A_CIRCLE']);
    expect((await edit('First')).instrument).toEqual({ version: 2, name: { en: 'First' } });
    const slower = await edit('Second');
    expect(slower.userErrors).toMatchObject([
      { code: 'CHANGED_MEANWHILE', currentVersion: 2, basedOnVersion: 1, current: { id: made.id } },
    ]);
    const { data } = await house.ask(
      `query ($id: ID!) { instrument(id: $id) { entries(first: 5) { edges { node { event reason detail organisation { code } } } } } }`,
      { id: made.id },
      cast.representative(1),
    );
    expect(data.instrument.entries.edges).toMatchObject([
      {
        node: {
          event: 'EDIT_INSTRUMENT',
          reason: 'A better name',
          detail: expect.stringContaining('Some plan'),
          organisation: { code: 'TEST-SEC' },
        },
      },
      { node: { event: 'REGISTER_INSTRUMENT' } },
    ]);
    await expect(house.db.query(`UPDATE instrument_entries SET reason = 'another'`)).rejects.toThrow('append-only');
    await expect(house.db.query(`DELETE FROM instrument_entries`)).rejects.toThrow('append-only');
  });

  it('is found by code, name, alias and any spelling of a Khmer word, by everybody', async () => {
    const { instrument: made } = await register({ nameKm: 'ផែនការសម្រាប់ស្រ្តី', aliases: ['Women plan'] }, 'T-FIND');
    for (const text of ['t-find', 'women', 'ស្ត្រី', 'some plan']) {
      const { data } = await house.ask(
        `query ($text: String) { instruments(first: 50, filter: { text: $text, kind: [PLAN] }) { edges { node { id } } } }`,
        { text },
      );
      expect(data.instruments.edges).toContainEqual({ node: { id: made.id } });
    }
    // Rows that came in without a folded name are found by what they were typed as.
    const { data } = await house.ask(
      `{ instruments(first: 5, filter: { text: "finance LAW" }) { edges { node { code } } } }`,
    );
    expect(data.instruments.edges).toEqual([{ node: { code: 'TEST-LAW' } }]);
  });
});

describe('an edition', () => {
  it('is drafted, adopted, put in force and repealed, each on its own day, and each step is kept', async () => {
    const text = await edition(house, { label: 'life', draftedOn: '2019-01-10', source: 'Gazette' }, instrument.law);
    const step = (mutation: string, expectedVersion: number, over: object) =>
      house.send(mutation, { id: text.id, expectedVersion, ...over }, cast.officer, EDITION);
    expect(codes(await step('putInForce', 2, { inForceOn: '2019-06-01' }))).toEqual(['NOT_IN_THIS_STATE']);
    expect(codes(await step('repealEdition', 2, { repealedOn: '2019-06-01' }))).toEqual([
      'NOT_IN_THIS_STATE',
      'REASON_NEEDED',
    ]);
    expect(codes(await step('adoptEdition', 2, { adoptedOn: '2018-06-01' }))).toEqual(['DATES_OUT_OF_ORDER']);
    expect(codes(await step('adoptEdition', 2, { adoptedOn: later(await today(), 1) }))).toEqual(['IN_THE_FUTURE']);
    const adopted = await step('adoptEdition', 2, { adoptedOn: '2019-05-20', reason: 'Adopted by the assembly' });
    expect(adopted.edition).toMatchObject({
      version: 3,
      status: 'ADOPTED',
      adoptedOn: '2019-05-20',
      inForceOn: null,
      instrument: { code: 'TEST-LAW' },
    });
    expect(codes(await step('putInForce', 2, { inForceOn: '2019-06-01' }))).toEqual(['CHANGED_MEANWHILE']);
    // In force since before its adoption: that happens with plans.
    const inForce = await step('putInForce', 3, { inForceOn: '2019-01-01', launchedOn: '2019-07-02' });
    expect(inForce.edition).toMatchObject({ status: 'IN_FORCE', inForceOn: '2019-01-01', launchedOn: '2019-07-02' });
    expect(inForce.edition.availableEvents).toEqual([
      { event: 'ADD_PROVISIONS', allowed: true, reasons: [] },
      { event: 'ADOPT_EDITION', allowed: false, reasons: [{ code: 'NOT_IN_THIS_STATE' }] },
      { event: 'PUT_IN_FORCE', allowed: false, reasons: [{ code: 'NOT_IN_THIS_STATE' }] },
      { event: 'REPEAL_EDITION', allowed: true, reasons: [] },
    ]);
    expect(codes(await step('repealEdition', 4, { repealedOn: '2019-01-02', reason: 'Too early' }))).toEqual([
      'DATES_OUT_OF_ORDER',
    ]);
    const repealed = await step('repealEdition', 4, { repealedOn: '2024-01-01', reason: 'Replaced by nothing' });
    expect(repealed.edition).toMatchObject({
      version: 5,
      status: 'REPEALED',
      draftedOn: '2019-01-10',
      adoptedOn: '2019-05-20',
      repealedOn: '2024-01-01',
    });
    const { data } = await house.ask(
      `query ($id: ID!) { edition(id: $id) { source entries(first: 10) { edges { node { event happenedOn reason recordedAt organisation { code } } } } } }`,
      { id: text.id },
    );
    expect(
      data.edition.entries.edges.map(({ node }: { node: { event: string; happenedOn: string | null } }) => [
        node.event,
        node.happenedOn,
      ]),
    ).toEqual([
      ['REPEAL_EDITION', '2024-01-01'],
      ['PUT_IN_FORCE', '2019-01-01'],
      ['ADOPT_EDITION', '2019-05-20'],
      ['ADD_PROVISIONS', null],
      ['REGISTER_EDITION', '2019-01-10'],
    ]);
  });

  it('is registered as adopted when it was, and takes the place of others', async () => {
    const [first, second] = [
      await edition(house, { draftedOn: '2020-01-01' }),
      await edition(house, { adoptedOn: '2015-01-01' }),
    ];
    const input = {
      instrumentId: instrumentId(instrument.programme),
      label: 'new',
      adoptedOn: '2021-01-01',
      inForceOn: '2021-02-01',
      replacesIds: [first.id, second.id],
    };
    const { edition: made } = await house.send(
      'registerEdition',
      input,
      cast.officer,
      'edition { id status replaces { id status } }',
    );
    expect(made).toMatchObject({
      status: 'IN_FORCE',
      replaces: [
        { id: second.id, status: 'REPLACED' },
        { id: first.id, status: 'REPLACED' },
      ],
    });
    const again = await house.send('registerEdition', input, cast.officer, 'edition { id }');
    expect(codes(again)).toEqual(['NOT_IN_THIS_STATE', 'NOT_IN_THIS_STATE']);
    const taken = await house.send('registerEdition', { ...input, replacesIds: [] }, cast.officer, 'edition { id }');
    expect(codes(taken)).toEqual(['LABEL_TAKEN']);
    const wrong = await house.send(
      'registerEdition',
      { instrumentId: `ins_${'0'.repeat(32)}`, label: '', inForceOn: '2021-02-01' },
      cast.representative(1),
      'edition { id }',
    );
    expect(codes(wrong)).toEqual(['NOT_YOUR_ACT', 'UNKNOWN_REFERENCE', 'VALUE_MISSING', 'VALUE_MISSING']);
    const itself = await edition(house);
    const refused = await house.send(
      'adoptEdition',
      { id: itself.id, expectedVersion: itself.version, adoptedOn: '2021-01-01', replacesIds: [itself.id, first.id] },
      cast.officer,
      EDITION,
    );
    expect(codes(refused)).toEqual(['EDITION_CANNOT_REPLACE_ITSELF', 'NOT_IN_THIS_STATE']);
  });

  it('holds its provisions in the order of the text, added in bulk', async () => {
    const text = await edition(house);
    expect(text.provisions.map((each) => each.locator.en)).toEqual(['Article 51, page 14', 'Chapter 3, section 2']);
    const add = (provisions: object[], expectedVersion = text.version) =>
      house.send(
        'addProvisions',
        { editionId: text.id, expectedVersion, provisions },
        cast.officer,
        'edition { version provisionCount } provisions { position article edition { id } }',
      );
    const placeless = await add([{ article: '1' }, { textEn: 'Somewhere' }, { page: ' ' }]);
    expect(placeless.userErrors.map((error: { messageEn: string }) => error.messageEn)).toEqual([
      expect.stringContaining('Provision 2 needs'),
      expect.stringContaining('Provision 3 needs'),
    ]);
    expect(codes(await add(Array.from({ length: 501 }, () => ({ article: '1' }))))).toEqual(['TOO_MANY']);
    const many = Array.from({ length: 500 }, (_, index) => ({
      article: String(100 + index),
      textKm: index === 7 ? 'សិទ្ធិស្រ្តី' : 'អត្ថបទ',
    }));
    const added = await add(many);
    expect(added.edition).toEqual({ version: 3, provisionCount: 502 });
    expect(added.provisions[499]).toEqual({ position: 502, article: '599', edition: { id: text.id } });
    const { data } = await house.ask(
      `query ($id: ID!) { found: provisions(editionId: $id, first: 5, filter: { text: "ស្ត្រី" }) { edges { node { article position } } }
         page: provisions(editionId: $id, first: 2, filter: { fromPosition: 3 }) { totalCount edges { node { article } } } }`,
      { id: text.id },
    );
    expect(data.found.edges).toEqual([{ node: { article: '107', position: 10 } }]);
    expect(data.page).toEqual({ totalCount: 500, edges: [{ node: { article: '100' } }, { node: { article: '101' } }] });
  });

  it('is adopted once when two try at the same time', async () => {
    const text = await edition(house);
    const answers = await Promise.all(
      ['2024-01-01', '2024-01-02'].map((adoptedOn) =>
        house.send('adoptEdition', { id: text.id, expectedVersion: text.version, adoptedOn }, cast.officer, EDITION),
      ),
    );
    expect(answers.flatMap(codes)).toEqual(['CHANGED_MEANWHILE']);
  });

  it('fifty with everything beside them cost at most twelve statements', async () => {
    for (let index = 0; index < 48; index += 1) {
      await house.send(
        'registerEdition',
        { instrumentId: instrumentId(instrument.plan), label: `edition ${index}` },
        cast.officer,
        'edition { id }',
      );
    }
    let answer: Awaited<ReturnType<House['ask']>> | undefined;
    const statements = await statementsOf(house.product, async () => {
      answer = await house.ask(
        `{ editions(first: 50) { totalCount edges { node { id label status provisionCount replacedBy { id } replaces { id } integrations { id }
             availableEvents { event allowed } instrument { code parent { code } children { code } windows { kind } editions { label } } } } } }`,
        {},
        cast.officer,
      );
    });
    expect(answer?.errors).toBeUndefined();
    expect(answer?.data.editions.edges).toHaveLength(50);
    expect(statements.length).toBeLessThanOrEqual(12);
  });
});

describe('a window', () => {
  it('opens and closes with the days in Phnom Penh', async () => {
    const day = await today();
    const open = (over: object) =>
      house.send(
        'openWindow',
        {
          instrumentId: instrumentId(instrument.plan),
          kind: 'MID_TERM_REVIEW',
          nameEn: 'Mid-term review',
          opensOn: later(day, 10),
          closesOn: later(day, 20),
          ...over,
        },
        cast.officer,
        'window { id standing opensOn closesOn instrument { code } }',
      );
    expect(codes(await open({ opensOn: '2025-02-01', closesOn: '2025-01-01', nameEn: '' }))).toEqual([
      'VALUE_MISSING',
      'DATES_OUT_OF_ORDER',
    ]);
    const { window } = await open({});
    expect(window).toMatchObject({ standing: 'AHEAD', instrument: { code: 'TEST-NSDP' } });
    await open({ kind: 'BUDGET_ROUND', opensOn: '2020-01-01', closesOn: '2020-02-01' });
    const standing = async () => {
      const { data } = await house.ask(`query ($id: ID!) { node(id: $id) { ... on Window { standing } } }`, {
        id: window.id,
      });
      return data.node.standing;
    };
    house.clock.advance(15 * DAY);
    expect(await standing()).toBe('OPEN');
    const { data } = await house.ask(`{ windows(first: 5, filter: { standing: [OPEN] }) { edges { node { id } } } }`);
    expect(data.windows.edges).toEqual([{ node: { id: window.id } }]);
    const { data: beside } = await house.ask(`query ($id: ID!) { instrument(id: $id) { windows { kind standing } } }`, {
      id: instrumentId(instrument.plan),
    });
    expect(beside.instrument.windows).toEqual([
      { kind: 'BUDGET_ROUND', standing: 'OVER' },
      { kind: 'MID_TERM_REVIEW', standing: 'OPEN' },
    ]);
    house.clock.advance(6 * DAY);
    expect(await standing()).toBe('OVER');
    house.clock.advance(-21 * DAY);
  });
});
