import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { cast, instrument } from '../support/cast.js';
import {
  INTEGRATION,
  claim,
  discrepancies,
  draft,
  edition,
  openToMembers,
  place,
  verified,
} from '../support/findings.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(async () => {
  expect(await discrepancies(house)).toEqual([]);
});
afterAll(async () => {
  await house?.close();
});

const uptakeOf = async (recommendation: { id: string }) => {
  const { data } = await house.ask(
    `query ($id: ID!) { recommendation(id: $id) { uptake uptakeByTarget { instrument { code } uptake }
       integrations { number status countsAs } history(first: 20) { edges { node { event } } } } }`,
    { id: recommendation.id },
    cast.officer,
  );
  return data.recommendation;
};
const codes = (answer: { userErrors: { code: string }[] }) => answer.userErrors.map((error) => error.code);

describe('an item that was found in a draft', () => {
  it('is verified by another, dropped at adoption, and integrated in another law', async () => {
    const recommendation = await draft(house);
    const first = await edition(house, { draftedOn: '2022-05-01' });
    const found = await verified(house, recommendation, place(first));
    expect(found).toMatchObject({
      status: 'VERIFIED',
      countsAs: 'IN_DRAFT',
      onTarget: true,
      locator: { en: 'Article 51, page 14', km: 'មាត្រា 51 ទំព័រ 14' },
      quote: { en: 'a budget line for civic engagement', km: null },
      recommendation: { uptake: 'IN_DRAFT' },
    });
    expect(await uptakeOf(recommendation)).toMatchObject({
      uptake: 'IN_DRAFT',
      uptakeByTarget: [{ instrument: { code: 'TEST-NP' }, uptake: 'IN_DRAFT' }],
    });

    const final = await edition(house, { label: 'final text' });
    const adopted = await house.send(
      'adoptEdition',
      {
        id: final.id,
        expectedVersion: final.version,
        adoptedOn: '2023-01-16',
        replacesIds: [first.id],
        reason: 'Adopted by the assembly',
      },
      cast.officer,
      'edition { status adoptedOn replaces { id status replacedBy { id } } }',
    );
    expect(adopted).toMatchObject({
      userErrors: [],
      edition: {
        status: 'ADOPTED',
        adoptedOn: '2023-01-16',
        replaces: [{ id: first.id, status: 'REPLACED', replacedBy: { id: final.id } }],
      },
    });

    const asked = await house.ask(
      `query ($id: ID!) { integration(id: $id) { ${INTEGRATION.replace(/^integration \{/, '')} }`,
      { id: found.id },
      cast.officer,
    );
    expect(asked.data.integration).toMatchObject({
      status: 'TO_RECHECK',
      recheckWhy: 'ADOPTED',
      recheckIn: { id: final.id },
      countsAs: 'IN_DRAFT',
      recommendation: { uptake: 'IN_DRAFT' },
    });

    const dropped = await house.send(
      'reverseIntegration',
      {
        id: found.id,
        expectedVersion: asked.data.integration.version,
        reason: 'Dropped at adoption',
        happenedOn: '2023-01-16',
      },
      cast.officer,
      INTEGRATION,
    );
    expect(dropped.integration).toMatchObject({
      status: 'REVERSED',
      countsAs: 'NONE',
      recommendation: { uptake: 'NONE' },
    });

    const law = await edition(house, { adoptedOn: '2023-02-20' }, instrument.law);
    const elsewhere = await verified(house, recommendation, place(law));
    expect(elsewhere).toMatchObject({
      status: 'VERIFIED',
      countsAs: 'INTEGRATED',
      onTarget: false,
      recommendation: { uptake: 'INTEGRATED' },
    });
    expect(await uptakeOf(recommendation)).toMatchObject({
      uptake: 'INTEGRATED',
      uptakeByTarget: [{ instrument: { code: 'TEST-NP' }, uptake: 'NONE' }],
      integrations: [{ status: 'VERIFIED' }, { status: 'REVERSED' }],
      history: {
        edges: [
          { node: { event: 'INTEGRATION_VERIFIED' } },
          { node: { event: 'INTEGRATION_REVERSED' } },
          { node: { event: 'INTEGRATION_VERIFIED' } },
          { node: { event: 'DRAFT' } },
        ],
      },
    });
  });

  it('is found again in what was adopted, and counts as integrated from then on', async () => {
    const recommendation = await draft(house);
    const first = await edition(house);
    const found = await verified(house, recommendation, place(first));
    const final = await edition(house, { adoptedOn: '2023-01-16', replacesIds: [first.id] });
    const stale = await house.send(
      'verifyIntegration',
      { id: found.id, expectedVersion: found.version + 1 },
      cast.representative(1),
      INTEGRATION,
    );
    expect(codes(stale)).toEqual(['EDITION_GONE']);
    const again = await house.send(
      'recheckIntegration',
      {
        id: found.id,
        expectedVersion: found.version + 1,
        found: place(final, { provisionId: final.provisions[1]?.id, degree: 'WEAKENED', quote: { km: 'ថវិកា' } }),
      },
      cast.representative(1),
      INTEGRATION,
    );
    expect(again).toMatchObject({
      userErrors: [],
      integration: {
        status: 'VERIFIED',
        degree: 'WEAKENED',
        countsAs: 'INTEGRATED',
        recheckWhy: null,
        edition: { id: final.id },
        quote: { km: 'ថវិកា', en: null },
        locator: { en: 'Chapter 3, section 2' },
        recommendation: { uptake: 'INTEGRATED' },
      },
    });
  });

  it('is looked at again when that draft itself was adopted, and verified where it stands', async () => {
    const recommendation = await draft(house);
    const text = await edition(house);
    const found = await verified(house, recommendation, place(text));
    await house.send(
      'adoptEdition',
      { id: text.id, expectedVersion: text.version, adoptedOn: '2024-01-01' },
      cast.officer,
      'edition { id }',
    );
    const again = await house.send(
      'verifyIntegration',
      { id: found.id, expectedVersion: found.version + 1 },
      cast.representative(1),
      INTEGRATION,
    );
    expect(again.integration).toMatchObject({
      status: 'VERIFIED',
      countsAs: 'INTEGRATED',
      recommendation: { uptake: 'INTEGRATED' },
    });
  });
});

describe('an adopted text', () => {
  it('counts no longer once it is repealed', async () => {
    const recommendation = await draft(house);
    const text = await edition(house, { adoptedOn: '2020-01-01', inForceOn: '2020-02-01' });
    const found = await verified(house, recommendation, place(text));
    const second = await verified(
      house,
      recommendation,
      place(text, { provisionId: text.provisions[1]?.id }),
      cast.representative(1),
    );
    expect(found.recommendation.uptake).toBe('INTEGRATED');
    const repealed = await house.send(
      'repealEdition',
      { id: text.id, expectedVersion: text.version, repealedOn: '2024-06-01', reason: 'Repealed by a later law' },
      cast.officer,
      'edition { status repealedOn integrations { id status countsAs } }',
    );
    expect(repealed.edition).toMatchObject({
      status: 'REPEALED',
      repealedOn: '2024-06-01',
      integrations: [
        { id: second.id, status: 'REVERSED', countsAs: 'NONE' },
        { id: found.id, status: 'REVERSED' },
      ],
    });
    expect(await uptakeOf(recommendation)).toMatchObject({ uptake: 'NONE' });
  });

  it('that says the contrary never counts', async () => {
    const recommendation = await draft(house);
    const text = await edition(house, { adoptedOn: '2020-01-01' });
    const found = await verified(house, recommendation, place(text, { degree: 'CONTRARY' }));
    expect(found).toMatchObject({ status: 'VERIFIED', countsAs: 'NONE', recommendation: { uptake: 'NONE' } });
    expect((await uptakeOf(recommendation)).history.edges).toHaveLength(1);
  });

  it('that said what was asked and now says the contrary counts no longer', async () => {
    const recommendation = await draft(house);
    const first = await edition(house, { adoptedOn: '2020-01-01' });
    const found = await verified(house, recommendation, place(first));
    await openToMembers(house, recommendation);
    const later = await edition(house, { adoptedOn: '2024-01-01', replacesIds: [first.id] });
    const again = await house.send(
      'recheckIntegration',
      { id: found.id, expectedVersion: found.version + 1, found: place(later, { degree: 'CONTRARY' }) },
      cast.representative(1),
      INTEGRATION,
    );
    expect(again.integration).toMatchObject({
      status: 'VERIFIED',
      countsAs: 'NONE',
      recommendation: { uptake: 'NONE' },
    });
  });
});

describe('who verifies', () => {
  it('never the one who claimed it, and the button says so before', async () => {
    const recommendation = await draft(house);
    const text = await edition(house);
    const { integration } = await claim(house, recommendation, place(text));
    for (const mutation of ['verifyIntegration', 'rejectIntegration']) {
      const refused = await house.send(
        mutation,
        { id: integration.id, expectedVersion: 1, reason: 'I say so' },
        cast.officer,
        INTEGRATION,
      );
      expect(refused.integration).toBeNull();
      expect(codes(refused)).toEqual(['VERIFIER_IS_CLAIMANT']);
      expect(refused.userErrors[0].messageKm).toContain('អ្នក');
    }
    const { data } = await house.ask(
      `query ($id: ID!) { integration(id: $id) { availableEvents { event allowed reasons { code } } } }`,
      { id: integration.id },
      cast.officer,
    );
    expect(data.integration.availableEvents).toEqual(
      expect.arrayContaining([
        { event: 'VERIFY', allowed: false, reasons: [{ code: 'VERIFIER_IS_CLAIMANT' }] },
        { event: 'REVERSE', allowed: false, reasons: [{ code: 'NOT_IN_THIS_STATE' }] },
      ]),
    );
  });

  it('a colleague while nobody else can see the recommendation, somebody of another organisation once members can', async () => {
    const recommendation = await draft(house);
    const text = await edition(house);
    const { integration } = await claim(house, recommendation, place(text));
    const allowed = async (as: typeof cast.officer) => {
      const { data } = await house.ask(
        `query ($id: ID!) { integration(id: $id) { availableEvents { event allowed } } }`,
        { id: integration.id },
        as,
      );
      return data.integration?.availableEvents.find((each: { event: string }) => each.event === 'VERIFY').allowed;
    };
    expect(await allowed(cast.otherOfficer)).toBe(true);
    expect(await allowed(cast.representative(1))).toBeUndefined();
    await openToMembers(house, recommendation);
    expect(await allowed(cast.otherOfficer)).toBe(false);
    expect(await allowed(cast.representative(1))).toBe(true);
    expect(await allowed(cast.coordinator)).toBe(false);
    const refused = await house.send(
      'verifyIntegration',
      { id: integration.id, expectedVersion: 1 },
      cast.otherOfficer,
      INTEGRATION,
    );
    expect(codes(refused)).toEqual(['VERIFIER_SAME_ORGANISATION']);
    const done = await house.send(
      'verifyIntegration',
      { id: integration.id, expectedVersion: 1 },
      cast.representative(1),
      `integration { status
      claimedBy { office { en } organisation { code } } verifiedBy { office { en } organisation { code } } }`,
    );
    expect(done.integration).toEqual({
      status: 'VERIFIED',
      claimedBy: { office: { en: 'policyOfficer (test)' }, organisation: { code: 'TEST-SEC' } },
      verifiedBy: { office: { en: 'memberRepresentative (test)' }, organisation: { code: 'TEST-CSO-1' } },
    });
  });

  it.each(['coordinator', 'chair', 'monitor', 'observer', 'administrator'] as const)('not the %s', async (name) => {
    const recommendation = await draft(house);
    const text = await edition(house);
    const { integration } = await claim(house, recommendation, place(text));
    const refused = await house.send(
      'verifyIntegration',
      { id: integration.id, expectedVersion: 1 },
      cast[name],
      INTEGRATION,
    );
    expect(refused.integration).toBeNull();
    expect(['NOT_YOUR_ACT', 'NOT_FOUND']).toContain(codes(refused)[0]);
  });
});

describe('a claim', () => {
  it('is refused with everything that is wrong at once', async () => {
    const recommendation = await draft(house);
    const [text, other] = [await edition(house), await edition(house)];
    const wrong = await claim(house, recommendation, place(text, { provisionId: other.provisions[0]?.id }));
    expect(codes(wrong)).toEqual(['PROVISION_ELSEWHERE']);
    const unknown = await claim(house, recommendation, place(text, { editionId: `edi_${'0'.repeat(32)}` }));
    expect(codes(unknown)).toEqual(['UNKNOWN_REFERENCE']);
    const quoteless = await claim(house, recommendation, place(text, { quote: { en: ' ' } }), cast.representative(1));
    expect(codes(quoteless)).toEqual(['UNKNOWN_REFERENCE']);
    const nobodys = await claim(house, recommendation, place(text, { quote: null }), cast.coordinator);
    expect(codes(nobodys)).toEqual(['NOT_YOUR_ACT', 'QUOTE_NEEDED']);
  });

  it('of the same ask at the same place is made once', async () => {
    const recommendation = await draft(house);
    const text = await edition(house);
    const first = await claim(house, recommendation, place(text));
    const again = await claim(house, recommendation, place(text));
    expect(again.userErrors).toMatchObject([
      { code: 'ALREADY_CLAIMED', messageEn: expect.stringContaining(first.integration.number) },
    ]);
  });

  it('that another rejects says why, and can be made again', async () => {
    const recommendation = await draft(house);
    const text = await edition(house);
    const { integration } = await claim(house, recommendation, place(text));
    const silent = await house.send(
      'rejectIntegration',
      { id: integration.id, expectedVersion: 1 },
      cast.otherOfficer,
      INTEGRATION,
    );
    expect(codes(silent)).toEqual(['REASON_NEEDED']);
    const rejected = await house.send(
      'rejectIntegration',
      { id: integration.id, expectedVersion: 1, reason: 'Another matter' },
      cast.otherOfficer,
      INTEGRATION,
    );
    expect(rejected.integration).toMatchObject({ status: 'REJECTED', countsAs: 'NONE' });
    expect(codes(await claim(house, recommendation, place(text)))).toEqual([]);
  });

  it('of an old record is claimed, never verified unseen, and is verified like any other', async () => {
    const recommendation = await draft(house);
    const text = await edition(house, { adoptedOn: '2020-01-01' });
    const past = await house.send(
      'recordPastIntegration',
      {
        recommendationId: recommendation.id,
        found: place(text, { quote: null }),
        happenedOn: '2021-03-01',
        notKnown: ['VERIFY'],
        reason: 'Report of that year',
      },
      cast.officer,
      `integration { id version status countsAs history(first: 1) { edges { node { event imported late notKnown happenedAt reason } } } }`,
    );
    expect(past.integration).toMatchObject({
      status: 'CLAIMED',
      countsAs: 'NONE',
      history: {
        edges: [
          {
            node: {
              event: 'RECORD_PAST',
              imported: true,
              late: true,
              notKnown: ['VERIFY'],
              happenedAt: '2021-02-28T17:00:00.000Z',
              reason: 'Report of that year',
            },
          },
        ],
      },
    });
    const change = { id: past.integration.id, expectedVersion: 1 };
    expect(codes(await house.send('verifyIntegration', change, cast.otherOfficer, INTEGRATION))).toEqual([
      'QUOTE_NEEDED',
    ]);
    const seen = await house.send(
      'recheckIntegration',
      { ...change, found: place(text) },
      cast.otherOfficer,
      INTEGRATION,
    );
    expect(seen.integration).toMatchObject({ status: 'VERIFIED', countsAs: 'INTEGRATED' });
  });
});

describe('a correction', () => {
  it('takes a wrong verification back, and the uptake with it', async () => {
    const recommendation = await draft(house);
    const text = await edition(house, { adoptedOn: '2020-01-01' });
    const found = await verified(house, recommendation, place(text));
    const corrected = await house.send(
      'correctIntegration',
      { id: found.id, expectedVersion: 2, entry: 2, reason: 'Verified by mistake' },
      cast.officer,
      INTEGRATION,
    );
    expect(corrected.integration).toMatchObject({
      status: 'CLAIMED',
      version: 3,
      countsAs: 'NONE',
      recommendation: { uptake: 'NONE' },
    });
  });

  it('puts the place in a claim right while nobody has verified it, and not after', async () => {
    const recommendation = await draft(house);
    const text = await edition(house, { adoptedOn: '2020-01-01' });
    const { integration } = await claim(house, recommendation, place(text));
    const right = place(text, { provisionId: text.provisions[1]?.id, degree: 'WEAKENED' });
    const correct = (expectedVersion: number, entry: number) =>
      house.send(
        'correctIntegration',
        { id: integration.id, expectedVersion, entry, found: right, reason: 'The wrong article' },
        cast.officer,
        INTEGRATION,
      );
    expect(codes(await correct(1, 7))).toEqual(['NO_CLAIM_TO_CORRECT']);
    expect((await correct(1, 1)).integration).toMatchObject({
      version: 2,
      degree: 'WEAKENED',
      locator: { en: 'Chapter 3, section 2' },
    });
    await house.send('verifyIntegration', { id: integration.id, expectedVersion: 2 }, cast.otherOfficer, INTEGRATION);
    expect(codes(await correct(3, 1))).toEqual(['LATER_ENTRY_DEPENDS']);
    await house.send(
      'correctIntegration',
      { id: integration.id, expectedVersion: 3, entry: 3, reason: 'Not seen after all' },
      cast.officer,
      INTEGRATION,
    );
    expect((await correct(4, 1)).integration).toMatchObject({ status: 'CLAIMED', version: 5 });
  });
});

describe('who sees it', () => {
  it('outside the coalition only what is verified of what was released, and never who', async () => {
    const [hidden, released] = [await draft(house), await draft(house)];
    const text = await edition(house, { adoptedOn: '2020-01-01' }, instrument.plan);
    await verified(house, hidden, place(text));
    const shown = await verified(house, released, place(text));
    const pending = await claim(house, released, place(text, { provisionId: text.provisions[1]?.id }));
    await house.db.query(`UPDATE recommendations SET release = 'public' WHERE id = $1`, [`${released.id.slice(4)}`]);
    const query =
      `query ($ids: [ID!], $node: ID!) { integrations(first: 10, filter: { editionIds: $ids }) { totalCount edges { node { id status
        claimedBy { office { en } } verifiedBy { office { en } } recommendation { id } availableEvents { event allowed } } } }
      edition(id: $ids0) { integrations { id } } node(id: $node) { id } integration(id: $node) { id } }`
        .replace('$ids0', '$node0')
        .replace('$node: ID!', '$node: ID!, $node0: ID!');
    for (const viewer of [cast.observer, undefined]) {
      const { data, errors } = await house.ask(
        query,
        { ids: [text.id], node: pending.integration.id, node0: text.id },
        viewer,
      );
      expect(errors).toBeUndefined();
      expect(data.integrations).toMatchObject({
        totalCount: 1,
        edges: [
          {
            node: {
              id: shown.id,
              status: 'VERIFIED',
              claimedBy: null,
              verifiedBy: null,
              recommendation: { id: released.id },
            },
          },
        ],
      });
      expect(data.edition.integrations).toEqual([{ id: shown.id }]);
      expect(data.node).toBeNull();
      expect(data.integration).toBeNull();
    }
    const inside = await house.ask(
      `query ($ids: [ID!]) { integrations(first: 10, filter: { editionIds: $ids, onTarget: false }) { totalCount } }`,
      { ids: [text.id] },
      cast.officer,
    );
    expect(inside.data.integrations.totalCount).toBe(3);
  });
});

describe('two at once', () => {
  it('the slower verifier gets a conflict with both sides', async () => {
    const recommendation = await draft(house);
    const text = await edition(house);
    const { integration } = await claim(house, recommendation, place(text));
    const change = { id: integration.id, expectedVersion: 1 };
    await openToMembers(house, recommendation);
    const answers = await Promise.all(
      [1, 2].map((index) => house.send('verifyIntegration', change, cast.representative(index), INTEGRATION)),
    );
    expect(answers.flatMap(codes)).toEqual(['CHANGED_MEANWHILE']);
    expect(answers.find((each) => each.integration === null).userErrors[0]).toMatchObject({
      currentVersion: 2,
      basedOnVersion: 1,
      current: { id: integration.id },
    });
  });

  it('a verification and the adoption of its draft leave nothing verified in a draft that is none', async () => {
    const recommendation = await draft(house);
    const text = await edition(house);
    const { integration } = await claim(house, recommendation, place(text));
    await Promise.all([
      house.send('verifyIntegration', { id: integration.id, expectedVersion: 1 }, cast.otherOfficer, INTEGRATION),
      house.send(
        'adoptEdition',
        { id: text.id, expectedVersion: text.version, adoptedOn: '2024-01-01' },
        cast.officer,
        'edition { id }',
      ),
    ]);
    const { data } = await house.ask(
      `query ($id: ID!) { integration(id: $id) { status countsAs } }`,
      { id: integration.id },
      cast.officer,
    );
    expect([
      { status: 'TO_RECHECK', countsAs: 'IN_DRAFT' },
      { status: 'VERIFIED', countsAs: 'INTEGRATED' },
    ]).toContainEqual(data.integration);
  });

  it('a repeated key makes one claim', async () => {
    const recommendation = await draft(house);
    const text = await edition(house);
    const input = { idempotencyKey: randomUUID(), recommendationId: recommendation.id, found: place(text) };
    const first = await house.send('claimIntegration', input, cast.officer, INTEGRATION);
    const again = await house.send('claimIntegration', input, cast.officer, INTEGRATION);
    expect(again.integration.id).toBe(first.integration.id);
  });
});

it('a change that somebody could not see is not there', async () => {
  const refused = await house.send(
    'verifyIntegration',
    { id: `int_${'0'.repeat(32)}`, expectedVersion: 1 },
    cast.officer,
    INTEGRATION,
  );
  expect(codes(refused)).toEqual(['NOT_FOUND']);
  const malformed = await house.send(
    'verifyIntegration',
    { id: 'rubbish', expectedVersion: 1 },
    cast.officer,
    INTEGRATION,
  );
  expect(codes(malformed)).toEqual(['NOT_FOUND']);
});
