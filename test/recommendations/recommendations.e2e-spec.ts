import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cast, instrument, instrumentId, org, orgId } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

const CONTENT = {
  authenticLanguage: 'EN',
  title: {
    en: 'Give district administrations their own budget line for civic engagement',
    km: 'ថវិកាសម្រាប់ការចូលរួមរបស់ពលរដ្ឋ',
  },
  addresseeIds: [orgId(org.finance), orgId(org.interior)],
  targetIds: [instrumentId(instrument.programme)],
  topics: ['sna-budget'],
  goals: ['16'],
};
const SELECTION = `recommendation { id number version stage uptake standing title { km en } khmerText
  addressees { code name { en } } targets { code } topics }`;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house?.close();
});

describe('a recommendation', () => {
  it('is drafted, and its creation is the first entry of its history', async () => {
    const { recommendation, userErrors } = await house.send(
      'draftRecommendation',
      { content: CONTENT },
      cast.officer,
      SELECTION,
    );
    expect(userErrors).toEqual([]);
    expect(recommendation).toMatchObject({
      version: 1,
      stage: 'DRAFTED',
      uptake: 'NONE',
      standing: 'ACTIVE',
      khmerText: 'CURRENT',
      addressees: [{ code: 'TEST-MEF' }, { code: 'TEST-MOI' }],
      targets: [{ code: 'TEST-NP' }],
      topics: ['sna-budget'],
    });
    expect(recommendation.number).toMatch(/^R-\d{4}-\d{3}$/);
    const { data, errors } = await house.ask(
      `query ($id: ID!) { recommendation(id: $id) { history(first: 5) { totalCount edges { node { version event from to payload } } }
         availableEvents { event allowed reasons { code clearedBy messageEn messageKm } } } }`,
      { id: recommendation.id },
      cast.officer,
    );
    expect(errors).toBeUndefined();
    expect(data.recommendation.history).toMatchObject({
      totalCount: 1,
      edges: [{ node: { version: 1, event: 'DRAFT', from: null } }],
    });
    expect(data.recommendation.availableEvents.map((each: { event: string }) => each.event)).toEqual(
      expect.arrayContaining(['EDIT', 'MERGE', 'RETIRE', 'CORRECT']),
    );
  });

  it('is refused with everything that is wrong at once, and nothing is entered', async () => {
    const { recommendation, userErrors } = await house.send(
      'draftRecommendation',
      {
        content: {
          authenticLanguage: 'KM',
          title: { en: 'No Khmer' },
          addresseeIds: [orgId(randomUUID())],
          topics: ['no-topic'],
        },
      },
      cast.officer,
      SELECTION,
    );
    expect(recommendation).toBeNull();
    expect(userErrors.map((error: { code: string }) => error.code)).toEqual([
      'VALUE_MISSING',
      'UNKNOWN_REFERENCE',
      'UNKNOWN_REFERENCE',
    ]);
    expect(userErrors[0].messageKm).toContain('ខ្វះ');
  });

  it('answers a repeated key the same, and refuses the key for another body', async () => {
    const idempotencyKey = randomUUID();
    const first = await house.send(
      'draftRecommendation',
      { idempotencyKey, content: CONTENT },
      cast.officer,
      SELECTION,
    );
    const again = await house.send(
      'draftRecommendation',
      { idempotencyKey, content: CONTENT },
      cast.officer,
      SELECTION,
    );
    expect(again.recommendation.id).toBe(first.recommendation.id);
    const other = await house.send(
      'draftRecommendation',
      { idempotencyKey, content: { ...CONTENT, topics: [] } },
      cast.officer,
      SELECTION,
    );
    expect(other.userErrors).toMatchObject([{ code: 'KEY_REUSED' }]);
  });

  it('gives the slower of two editors a conflict with both sides', async () => {
    const { recommendation } = await house.send('draftRecommendation', { content: CONTENT }, cast.officer, SELECTION);
    const edit = (title: string) =>
      house.send(
        'editRecommendation',
        { id: recommendation.id, expectedVersion: 1, content: { ...CONTENT, title: { en: title } } },
        cast.officer,
        SELECTION,
      );
    const first = await edit('First');
    expect(first.userErrors).toEqual([]);
    expect(first.recommendation).toMatchObject({ version: 2, title: { en: 'First' } });
    const slower = await edit('Second');
    expect(slower.recommendation).toBeNull();
    expect(slower.userErrors).toMatchObject([
      { code: 'CHANGED_MEANWHILE', currentVersion: 2, basedOnVersion: 1, current: { id: recommendation.id } },
    ]);
    expect(JSON.parse(slower.userErrors[0].yours).content.title.en).toBe('Second');
  });

  it('keeps refused attempts', async () => {
    const { recommendation } = await house.send('draftRecommendation', { content: CONTENT }, cast.officer, SELECTION);
    const refused = await house.send(
      'retireRecommendation',
      { id: recommendation.id, expectedVersion: 1 },
      cast.coordinator,
      SELECTION,
    );
    expect(refused.userErrors.map((error: { code: string }) => error.code)).toEqual(['NOT_YOUR_ACT', 'REASON_NEEDED']);
    const rows = await house.db.query<{ event: string }[]>(
      `SELECT event FROM refused_attempts WHERE organisation_id = $1`,
      [org.secretariat],
    );
    expect(rows).toEqual([{ event: 'RETIRE' }]);
  });

  it('is found in either language, and by any spelling of a Khmer word', async () => {
    const { data } = await house.ask(
      `{ recommendations(first: 10, filter: { text: "ថវិកា" }) { totalCount pageInfo { hasNextPage } edges { node { number } } } }`,
      {},
      cast.officer,
    );
    expect(data.recommendations.totalCount).toBeGreaterThan(0);
  });

  it('is hidden from a member while it is only drafted by somebody else, and from the public', async () => {
    for (const viewer of [cast.representative(3), cast.observer, undefined]) {
      const { data } = await house.ask(
        `{ recommendations(first: 10) { totalCount edges { node { id } } } }`,
        {},
        viewer,
      );
      expect(data.recommendations).toEqual({ totalCount: 0, edges: [] });
    }
  });
});
