import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Processes, checkCases } from '#workflow';
import { cast, everybody, org } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { statementsOf } from '../support/count-statements.js';
import { claim, edition, place } from '../support/findings.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { act, content, dayAhead, drafted, recommendations, setRule } from '../statements/texts.js';
import { answer, byHand, done, keysOf, letter, submitted } from '../submissions/letters.js';
import { daysOf } from './days.js';
import type { Days } from './days.js';

type By = 'HAPPENED' | 'RECORDED';
type Row = Record<string, unknown>;

/** What both the thing itself and its past say. */
const SAID = {
  statements: { type: 'Statement', fields: 'version status versionNumber deadline' },
  submissions: { type: 'Submission', fields: 'version status over deliveredAt proof' },
  integrations: { type: 'Integration', fields: 'version status degree countsAs recheckWhy verifiedAt' },
} as const;
type Kind = keyof typeof SAID;
const KINDS = Object.keys(SAID) as Kind[];

let house: House;
let days: Days;
const ids = {} as { statement: string; submission: string; integration: string };
const pictures: Record<Kind, Map<string, Row>>[] = [];
beforeAll(async () => {
  house = await openHouse();
  days = await daysOf(house);
});
afterAll(() => house?.close());

const ask = async (query: string, variables: object, as: CastMember) => {
  const { data, errors } = await house.ask(query, variables as Record<string, unknown>, as);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};
/** A version counts what is drafted, too, for those who see the draft; the one that counts is what is compared. */
const now = async (kind: Kind, as: CastMember) => {
  const { fields } = SAID[kind];
  const data = await ask(`{ ${kind}(first: 50) { edges { node { id ${fields} } } } }`, {}, as);
  return new Map<string, Row>(data[kind].edges.map(({ node: { id, ...said } }: any) => [id, said]));
};
const then = async (kind: Kind, index: number, by: By, as: CastMember, filter: object = {}) => {
  const { type, fields } = SAID[kind];
  const day = days.day(index);
  const data = await ask(
    `query ($filter: ${type}Filter, $asOf: AsOfInput, $day: LocalDate!, $by: AsOfBy!) {
       ${kind}(first: 50, filter: $filter, asOf: $asOf) { totalCount edges { node { id asOf(day: $day, by: $by) { ${fields} } } } } }`,
    { filter, asOf: { day, by }, day, by },
    as,
  );
  expect(data[kind].totalCount).toBe(data[kind].edges.length);
  return new Map<string, Row>(data[kind].edges.map(({ node }: any) => [node.id, node.asOf]));
};
const on = async (kind: Kind, index: number, by: By, as: CastMember = cast.officer) => {
  const one = kind.slice(0, -1) as keyof typeof ids;
  const data = await ask(
    `query ($id: ID!, $day: LocalDate!, $by: AsOfBy!) { ${one}(id: $id) { asOf(day: $day, by: $by) { ${SAID[kind].fields} } } }`,
    { id: ids[one], day: days.day(index), by },
    as,
  );
  return data[one]?.asOf ?? null;
};
const picture = async () => {
  pictures.push(
    Object.fromEntries(
      await Promise.all(KINDS.map(async (kind) => [kind, await now(kind, cast.officer)] as const)),
    ) as Record<Kind, Map<string, Row>>,
  );
};

describe('a statement on its way, day by day', () => {
  it('is drafted, opened, signed, handed over late in the records, answered and corrected', async () => {
    days.to(0);
    const asked = await recommendations(house, 2);
    const quorumRuleId = await setRule(house);
    const statement = await drafted(house, content(asked, { quorumRuleId }));
    ids.statement = statement.id;
    const text = await edition(house, { draftedOn: '2022-05-01' });
    const { integration } = await claim(house, { id: asked[0] as string }, place(text));
    ids.integration = integration.id;
    await picture();

    days.to(1);
    const { statement: open } = await act(house, 'openStatement', statement.id, {
      deadlineOn: await dayAhead(house, 14),
    });
    await picture();

    days.to(2);
    for (const index of [1, 2, 3]) {
      const { userErrors } = await house.send(
        'endorseStatement',
        { statementId: statement.id, versionNumber: open.versionNumber },
        cast.representative(index),
        'endorsement { status }',
      );
      expect(userErrors).toEqual([]);
    }
    await picture();

    days.to(3);
    await act(house, 'closeStatement', statement.id);
    // Seen two days ago, written down now.
    const seen = await house.send(
      'verifyIntegration',
      { id: integration.id, expectedVersion: integration.version, happenedOn: days.day(1) },
      cast.representative(1),
      'integration { status version }',
    );
    expect(seen.userErrors).toEqual([]);
    await picture();

    days.to(4);
    const [submission] = await submitted(house, statement.id, [letter(org.interior)]);
    ids.submission = submission.id;
    await picture();

    days.to(7);
    await picture();
    await picture();
    await done(house, 'deliverSubmission', submission.id, byHand(days.day(5)));
    await picture();

    days.to(8);
    const keys = keysOf(submission);
    const { version } = await done(house, 'recordResponse', submission.id, answer(days.day(7), keys));
    expect(version).toBe(3);
    await picture();

    days.to(9);
    // It was handed over a day later than was written down.
    await done(house, 'correctSubmission', submission.id, { entry: 2, reason: 'the stamp', ...byHand(days.day(6)) });
    const gone = await house.send(
      'reverseIntegration',
      { id: integration.id, expectedVersion: seen.integration.version, reason: 'left out of the final text' },
      cast.officer,
      'integration { status }',
    );
    expect(gone.userErrors).toEqual([]);
    await picture();
    days.to(10);
    const processes = house.api.app.get(Processes, { strict: false });
    expect((await checkCases(house.db, processes.all())).discrepancies).toEqual([]);
  });

  it.each(KINDS)('%s by what was recorded are what was stored, listed and filtered', async (kind) => {
    for (const [index, shown] of pictures.entries()) {
      expect([index, await then(kind, index, 'RECORDED', cast.officer)]).toEqual([index, counting(kind, shown[kind])]);
      for (const status of new Set([...shown[kind].values()].map((row) => row['status'] as string))) {
        const expected = [...shown[kind]].filter(([, row]) => row['status'] === status).map(([id]) => id);
        expect([...(await then(kind, index, 'RECORDED', cast.officer, { status: [status] })).keys()]).toEqual(expected);
      }
      expect(await then(kind, index, 'RECORDED', cast.officer, { status: [NEVER[kind]] })).toEqual(new Map());
    }
    expect(await then(kind, -1, 'RECORDED', cast.officer)).toEqual(new Map());
  });

  it.each(KINDS)('%s as of today are as they are, both ways', async (kind) => {
    const shown = counting(kind, await now(kind, cast.officer));
    expect(await then(kind, 10, 'RECORDED', cast.officer)).toEqual(shown);
    const happened = await then(kind, 10, 'HAPPENED', cast.officer);
    const unversioned = (rows: Map<string, Row>) => [...rows].map(([id, { version: _, ...row }]) => [id, row]);
    expect(unversioned(happened)).toEqual(unversioned(shown));
  });

  it('by what had happened, late entries stand at their days and corrections hold', async () => {
    expect(await on('submissions', 5, 'HAPPENED')).toMatchObject({
      status: 'PREPARED',
      deliveredAt: null,
      proof: null,
    });
    expect(await on('submissions', 6, 'HAPPENED')).toMatchObject({ status: 'DELIVERED', proof: 'WITHOUT_RECEIPT' });
    expect(await on('submissions', 6, 'RECORDED')).toMatchObject({ status: 'PREPARED' });
    expect(await on('submissions', 7, 'HAPPENED')).toMatchObject({ status: 'ANSWERED', over: true });
    expect(await on('submissions', 7, 'RECORDED')).toMatchObject({ status: 'DELIVERED', over: false });
    expect(await on('submissions', 3, 'HAPPENED')).toBeNull();
    expect(await on('statements', 6, 'RECORDED')).toMatchObject({ status: 'ENDORSED' });
    expect(await on('integrations', 0, 'HAPPENED')).toMatchObject({ status: 'CLAIMED', countsAs: 'NONE' });
    expect(await on('integrations', 1, 'HAPPENED')).toMatchObject({ status: 'VERIFIED', countsAs: 'IN_DRAFT' });
    expect(await on('integrations', 1, 'RECORDED')).toMatchObject({ status: 'CLAIMED', verifiedAt: null });
    for (const kind of KINDS) {
      for (let index = -1; index < 10; index += 1) {
        const one = await on(kind, index, 'HAPPENED');
        expect([...(await then(kind, index, 'HAPPENED', cast.officer)).values()]).toEqual(one ? [one] : []);
        if (!one) continue;
        const same = await then(kind, index, 'HAPPENED', cast.officer, { status: [one.status] });
        expect([kind, index, same.size]).toEqual([kind, index, 1]);
      }
    }
  });

  it('shows nobody what was not theirs to see by then, or is not now', async () => {
    const member = cast.representative(1);
    expect(await on('statements', 0, 'RECORDED', member)).toBeNull();
    expect(await on('statements', 1, 'RECORDED', member)).toMatchObject({ status: 'ENDORSING' });
    expect([...(await then('statements', 0, 'RECORDED', member)).keys()]).toEqual([]);
    expect(await on('submissions', 4, 'RECORDED', member)).toMatchObject({ status: 'PREPARED' });
    // The group sees what was handed over in its field, and that from then on.
    expect(await on('submissions', 4, 'RECORDED', cast.monitor)).toBeNull();
    expect(await on('submissions', 7, 'RECORDED', cast.monitor)).toMatchObject({ status: 'DELIVERED' });
    expect(await on('statements', 6, 'RECORDED', cast.monitor)).toBeNull();
    expect(await on('statements', 7, 'RECORDED', cast.monitor)).toMatchObject({ status: 'SUBMITTED' });
    // Whoever has not signed sees nothing of a submission, then or now.
    expect(await on('submissions', 8, 'RECORDED', cast.representative(9))).toBeNull();
    // A claim to a recommendation that was a draft of the secretariat until day 1.
    expect(await on('integrations', 0, 'RECORDED', member)).toBeNull();
    expect(await on('integrations', 1, 'RECORDED', member)).toMatchObject({ status: 'CLAIMED' });
    for (const kind of KINDS) {
      for (const [name, viewer] of Object.entries(everybody)) {
        const today = [...(await now(kind, viewer)).keys()];
        for (const index of [0, 1, 4, 9]) {
          const past = [...(await then(kind, index, 'RECORDED', viewer)).keys()];
          expect([name, kind, index, past.filter((id) => !today.includes(id))]).toEqual([name, kind, index, []]);
          const one = await on(kind, index, 'RECORDED', viewer);
          expect([name, kind, index, past.length]).toEqual([name, kind, index, one ? 1 : 0]);
        }
      }
    }
  });

  it.each(KINDS)('%s cost at most twelve statements a page', async (kind) => {
    for (const by of ['RECORDED', 'HAPPENED'] as const) {
      const statements = await statementsOf(house.product, () => then(kind, 4, by, cast.representative(1)));
      expect(statements.length).toBeLessThanOrEqual(12);
    }
  });
});

/** A status that none of them ever had. */
const NEVER: Record<Kind, string> = { statements: 'LAPSED', submissions: 'UNANSWERED', integrations: 'REJECTED' };

/** While it is drafted, a statement shows the number of its draft; none counts yet. */
function counting(kind: Kind, rows: Map<string, Row>): Map<string, Row> {
  if (kind !== 'statements') return rows;
  return new Map([...rows].map(([id, row]) => [id, row['status'] === 'DRAFTING' ? { ...row, versionNumber: 0 } : row]));
}
