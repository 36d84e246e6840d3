import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { Commands } from '#workflow';
import { fromGlobalId, toGlobalId } from '#platform';
import { cast, instrument, instrumentId, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { nodeTypes, selectionsOf } from '../policy/crawl.js';
import { PREFIX, sightOf, toViewer } from '../policy/facts.js';
import { openScene } from '../policy/scene.js';
import type { Scene } from '../policy/scene.js';
import type { House } from '../support/house.js';

/** What a test reads is what it asked for. */
type Any = any;

let scene: Scene;
let house: House;
beforeAll(async () => {
  scene = await openScene();
  house = scene.world.house;
}, 120_000);
afterAll(() => house?.close());

/** A person with a seat, a role and a way to sign in. */
async function person(organisationId: string, role: CastMember['role'], rights: CastMember['rights'] = []) {
  const who: CastMember = {
    ...{ token: randomUUID(), personId: randomUUID(), seatId: randomUUID(), organisationId, role, rights },
  };
  await house.db.query(`INSERT INTO people (id, office_en) VALUES ($1, $2)`, [who.personId, `${role} (group test)`]);
  await house.db.query(`INSERT INTO seats (id, person_id, organisation_id, role, rights) VALUES ($1, $2, $3, $4, $5)`, [
    ...[who.seatId, who.personId, organisationId, role, rights],
  ]);
  await house.db.query(`INSERT INTO sign_ins (token_hash, person_id) VALUES ($1, $2)`, [
    createHash('sha256').update(who.token).digest('hex'),
    who.personId,
  ]);
  return who;
}
const codes = (payload: { userErrors: { code: string }[] }) => payload.userErrors.map((error) => error.code);
const letters = async (who: CastMember): Promise<string[]> => {
  const { data } = await house.ask(`{ submissions(first: 50) { edges { node { id } } } }`, {}, who);
  const ids = data.submissions.edges.map((edge: Any) => edge.node.id);
  // What is released, everybody sees.
  return ids.filter((id: string) => id !== scene.ids['releasedLetter']);
};
const moved = (mutation: string, memberId: string, on: string) =>
  house.send(
    mutation,
    { networkId: orgId(org.budgetGroup), memberId: orgId(memberId), on },
    cast.administrator,
    'network { members { id } }',
  );
const setField = (over: Record<string, unknown>, who = cast.coordinator) =>
  house.send(
    'setGroupField',
    {
      ...{ groupId: orgId(org.budgetGroup), expectedRevision: 0, topics: [], addresseeIds: [], instrumentIds: [] },
      ...over,
    },
    who,
    'group { groupField { revision topics addressees { id } instrumentIds } }',
  );
const acknowledge = async (id: string, who: CastMember) => {
  const rows = await house.db.query<{ version: number }[]>(`SELECT version FROM submissions WHERE id = $1`, [
    fromGlobalId('sub', id),
  ]);
  const input = { id, expectedVersion: rows[0]?.version, happenedOn: await scene.world.day() };
  return house.send('recordAcknowledgement', input, who, 'submission { status }');
};

describe('the budget working group', () => {
  it('has members for a time; who sits for one sees and does by the group’s field while it is one', async () => {
    const delivered = scene.ids['delivered'] as string;
    const sitting = await person(org.member(7), 'budgetGroupMember', ['record']);
    expect(await letters(sitting)).toEqual([]);
    const today = await scene.world.day();
    const joined = await moved('joinNetwork', org.member(7), await scene.world.day(1));
    expect(joined.userErrors).toEqual([]);
    // From tomorrow on.
    expect(await letters(sitting)).toEqual([]);
    expect(codes(await acknowledge(delivered, sitting))).toEqual(['NOT_FOUND']);
    await scene.world.letTimePass(1);
    expect(await letters(sitting)).toEqual(expect.arrayContaining([delivered]));
    expect(await letters(sitting)).not.toContain(scene.ids['letterOutOfField']);
    expect((await letters(sitting)).sort()).toEqual((await letters(cast.monitor)).sort());
    expect(codes(await acknowledge(delivered, sitting))).toEqual([]);
    // Nobody of its organisation sees by it who does not sit for the group.
    const colleague = await letters(cast.representative(7));
    expect(colleague).not.toContain(delivered);
    await scene.world.letTimePass(1);
    expect(codes(await moved('leaveNetwork', org.member(7), await scene.world.day()))).toEqual([]);
    expect(await letters(sitting)).toEqual([]);
    expect(codes(await acknowledge(delivered, sitting))).toEqual(['NOT_FOUND']);
    const [days] = await house.db.query<{ from: string; to: string }[]>(
      `SELECT valid_from::text AS "from", valid_to::text AS "to" FROM memberships WHERE network_id = $1 AND member_id = $2`,
      [org.budgetGroup, org.member(7)],
    );
    expect(days && days.from > today && days.to > days.from).toBe(true);
  });

  it('watches what a coordinator says; each revision is kept, and of two who set it at once one wins', async () => {
    for (const who of [cast.officer, cast.administrator, cast.monitor, cast.representative(1)]) {
      expect(codes(await setField({ topics: ['civic-engagement'] }, who))).toEqual(['NOT_YOUR_ACT']);
    }
    const wrong = await setField({
      topics: ['no-such'],
      addresseeIds: [orgId(org.member(1))],
      groupId: orgId(org.networkA),
    });
    expect(codes(wrong)).toEqual(['UNKNOWN_REFERENCE', 'UNKNOWN_REFERENCE', 'UNKNOWN_REFERENCE']);
    const field = { topics: ['civic-engagement'], addresseeIds: [], instrumentIds: [instrumentId(instrument.law)] };
    const set = await setField(field);
    expect(set.group.groupField).toEqual({
      ...{ revision: 1, topics: ['civic-engagement'], addressees: [], instrumentIds: [instrumentId(instrument.law)] },
    });
    expect(await letters(cast.monitor)).toEqual([scene.ids['letterOutOfField']]);
    expect(codes(await setField(field))).toEqual(['CHANGED_MEANWHILE']);
    const by = await setField({ addresseeIds: [orgId(org.interior)], expectedRevision: 1 });
    expect(by.group.groupField.addressees).toEqual([{ id: orgId(org.interior) }]);
    const kept = await house.db.query(`SELECT revision, actor_id FROM group_field_entries ORDER BY revision`);
    expect(kept).toEqual([
      { revision: 1, actor_id: cast.coordinator.personId },
      { revision: 2, actor_id: cast.coordinator.personId },
    ]);
    for (const who of [cast.observer, undefined]) {
      const query = `query ($id: ID!) { node(id: $id) { ... on Organisation { groupField { topics } } } }`;
      const { data } = await house.ask(query, { id: orgId(org.budgetGroup) }, who);
      expect(data.node?.groupField ?? null).toBeNull();
    }
    await setField({ topics: ['sna-budget'], expectedRevision: 2 });
  });

  it('is judged in the transaction of the act: what was in its field when the request began no longer counts', async () => {
    const attempt = async (topics: string[]) =>
      house.api.app
        .get(Commands)
        .run(
          { ...toViewer(cast.monitor), field: { topics, addresseeIds: [], instrumentIds: [] } },
          { name: 'test', key: randomUUID(), body: {} },
          () => Promise.resolve('done'),
        );
    expect(await attempt(['sna-budget'])).toEqual({ ok: true, value: 'done' });
    expect(await attempt(['sna-budget', 'civic-engagement'])).toMatchObject({
      ok: false,
      reasons: [{ code: 'SEAT_CHANGED' }],
    });
  });
});

describe('an adviser who is an official', () => {
  it('can be given no other seat than to observe, for a ministry, an office of it or a donor', async () => {
    for (const outside of [org.finance, org.partner]) {
      for (const role of ['policyOfficer', 'budgetGroupMember', 'memberRepresentative', 'administrator'] as const) {
        await expect(person(outside, role)).rejects.toThrow(/observe, and nothing else/);
      }
      const observer = await person(outside, 'observer');
      const changed = house.db.query(`UPDATE seats SET role = 'chair' WHERE id = $1`, [observer.seatId]);
      await expect(changed).rejects.toThrow(/observe, and nothing else/);
    }
  });

  it('reads of everything what somebody reads who has not signed in: by id, in lists, search, counts and beside', async () => {
    const advisers = [await person(org.finance, 'observer'), await person(org.budgetGroup, 'observer')];
    const schema = house.api.app.get(GraphQLSchemaHost).schema;
    const { all } = await sightOf(house.db, toViewer(cast.officer));
    const queries: [string, Record<string, unknown>][] = [
      'recommendations',
      'statements',
      'submissions',
      'integrations',
      'remarks',
      'concerns',
      'quorumRules',
    ].map((list) => [`{ ${list}(first: 100) { totalCount(exact: true) edges { node { id } } } }`, {}]);
    queries.push([`{ overview { byStageAndAddressee { stage count addressee { id } } overdue { count } } }`, {}]);
    for (const text of ['Ask', 'wells', 'roads', 'សំណើ', 'R-2026']) {
      queries.push([
        `query ($text: String!) { recommendations(first: 100, filter: { text: $text }) { totalCount edges { node { id endorsementCount } } } }`,
        { text },
      ]);
    }
    for (const type of nodeTypes(schema)) {
      // Its own organisation and its own seat are its own to see.
      if (['Organisation', 'Seat'].includes(type.name)) continue;
      const ids = (all.get(type.name) ?? []).map((id) => toGlobalId(PREFIX[type.name] as string, id));
      for (const { selection } of selectionsOf(type)) {
        for (let from = 0; from < ids.length; from += 20) {
          queries.push([
            `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type.name} { ${selection} } } }`,
            { ids: ids.slice(from, from + 20) },
          ]);
        }
      }
    }
    expect(queries.length).toBeGreaterThan(100);
    let told = 0;
    for (const [query, variables] of queries) {
      const nobody = await house.ask(query, variables);
      if (/"(id|title)":/.test(JSON.stringify(nobody.data))) told += 1;
      for (const adviser of advisers) {
        const answer = await house.ask(query, variables, adviser);
        expect([query.slice(0, 120), answer.data]).toEqual([query.slice(0, 120), nobody.data]);
      }
    }
    // And that was something: what is released is there.
    expect(told).toBeGreaterThan(10);
    const { data } = await house.ask(`{ recommendations(first: 100) { edges { node { id } } } }`, {}, advisers[0]);
    expect(data.recommendations.edges.map((edge: Any) => edge.node.id)).toEqual([scene.ids['recReleased']]);
  }, 120_000);

  it('can do nothing to what it sees', async () => {
    const adviser = await person(org.finance, 'observer', ['draft', 'endorse', 'record', 'verify']);
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Recommendation { availableEvents { allowed } }
      ... on Statement { availableEvents { allowed } } ... on Submission { availableEvents { allowed } } } }`;
    const ids = [scene.ids['recReleased'], scene.ids['released'], scene.ids['releasedLetter']];
    const { data } = await house.ask(query, { ids }, adviser);
    expect(data.nodes).toHaveLength(3);
    for (const node of data.nodes) {
      expect(node.availableEvents.length).toBeGreaterThan(0);
      expect(node.availableEvents.filter((each: Any) => each.allowed)).toEqual([]);
    }
    const said = await house.send(
      'askQuestion',
      { subjectId: scene.ids['released'], text: 'Who signed?', language: 'EN' },
      adviser,
      'remark { id }',
    );
    expect(codes(said)).toEqual(['NOT_YOUR_ACT']);
  });
});
