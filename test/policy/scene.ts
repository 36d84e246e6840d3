import { fromGlobalId, toGlobalId } from '#platform';
import { cast, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { claim, edition, place, verified } from '../support/findings.js';
import { content, drafted, recommendations, release } from '../statements/texts.js';
import { upload } from '../documents/uploads.js';
import { pdf } from '../documents/files.js';
import { World } from '../walk/world.js';
import { addSeats } from './scene-of-seats.js';

/** Everybody who can stand before a thing: each role, with both relations where the relation decides. */
export const viewers: Record<string, CastMember | undefined> = {
  officer: cast.officer,
  coordinator: cast.coordinator,
  chair: cast.chair,
  member: cast.representative(1),
  otherMember: cast.representative(5),
  monitor: cast.monitor,
  administrator: cast.administrator,
  observer: cast.observer,
  public: undefined,
};
export type ViewerName = keyof typeof viewers;

/** A house with a thing in every state and relation that decides who may see it; each has a name here, by its global id. */
export interface Scene {
  world: World;
  ids: Record<string, string>;
}

const first = (found: readonly string[]): string => {
  if (!found[0]) throw new Error('nothing was made');
  return found[0];
};

const OUT_OF_FIELD = { topics: ['civic-engagement'] };

/** The first member signs what is signed here, the fifth nothing. In the group's field is what has the topic of budgets. */
export async function openScene(...how: Parameters<typeof World.open>): Promise<Scene> {
  const world = await World.open(...how);
  const { house } = world;
  const ids: Record<string, string> = {};
  const member = cast.representative(1);

  ids.lapsed = await world.statement('lapsed');
  ids.recDraft = first(await recommendations(house, 1, { title: { en: 'A draft about wells', km: 'អណ្តូង' } }));
  ids.recMemberDraft = await world.made('recommendation', () =>
    world.send(
      'draftRecommendation',
      { content: { authenticLanguage: 'EN', title: { en: 'A draft about roads' } } },
      member,
    ),
  );
  ids.drafting = await world.statement('drafting');
  ids.memberDraft = (await drafted(house, content([ids.recDraft], { initiatorId: orgId(org.member(1)) }))).id;
  ids.endorsing = await world.statement('endorsing');
  await world.sign(ids.endorsing, 1, 2, 3);
  ids.recOpened = first(await world.carriedBy(ids.endorsing));
  const refusing = cast.representative(4);
  await world.send('declineStatement', { statementId: ids.endorsing }, refusing);
  await world.step('statement', ids.endorsing, 'amendStatement', {
    amendment: 'EDITORIAL',
    content: {
      title: { en: 'Better words', km: 'ពាក្យល្អជាង' },
      body: { en: 'We ask.', km: 'យើងស្នើ។' },
      items: await world.itemsOf(ids.endorsing),
    },
    reason: 'A slip of the pen.',
  });
  ids.endorsed = await world.statement('endorsed');
  ids.prepared = await world.letter(ids.endorsed);
  ids.submitted = await world.statement('submitted');
  ids.delivered = first(await world.lettersOf(ids.submitted));
  ids.released = await world.statement('endorsing');
  const deadlineOn = await world.ahead(28);
  await world.step('statement', ids.released, 'extendStatement', { deadlineOn, reason: 'Some asked for more time.' });
  await world.sign(ids.released, 1, 2, 3);
  await world.step('statement', ids.released, 'closeStatement');
  ids.releasedLetter = await world.letter(ids.released);
  await world.deliver(ids.releasedLetter);
  const receivedOn = await world.day();
  await world.step('submission', ids.releasedLetter, 'recordReceipt', {
    receipt: { receivedOn, office: 'Front desk', stampSeen: true },
  });
  await world.answer(ids.releasedLetter);
  ids.recReleased = first(await world.carriedBy(ids.released));

  const quorumRuleId = (await world.text())['quorumRuleId'];
  const items = await recommendations(house, 1, {
    ...OUT_OF_FIELD,
    addresseeIds: [orgId(org.interior), orgId(org.finance)],
  });
  ids.recOutOfField = first(items);
  ids.outOfField = (await drafted(house, content(items, { quorumRuleId }))).id;
  await world.step('statement', ids.outOfField as string, 'openStatement', { deadlineOn: await world.ahead() });
  await world.sign(ids.outOfField as string, 2, 3, 4);
  await world.step('statement', ids.outOfField as string, 'closeStatement');
  ids.letterOutOfField = await world.letter(ids.outOfField as string);
  await world.deliver(ids.letterOutOfField);

  for (const [name, of, as] of [
    ['mine', ids.endorsing, 1],
    ['others', ids.endorsing, 2],
    ['declined', ids.endorsing, 4],
  ] as const) {
    const [row] = await house.db.query<{ id: string }[]>(
      `SELECT id FROM endorsements WHERE statement_id = $1 AND organisation_id = $2`,
      [fromGlobalId('stm', of), org.member(as)],
    );
    ids[name] = toGlobalId('end', (row as { id: string }).id);
  }

  const say = async (subjectId: string, audience: string, as: CastMember, mutation = 'askQuestion') => {
    const input = { subjectId, audience, text: `${audience}: what of the wells?`, language: 'EN' };
    return (await house.send(mutation, input, as, 'remark { id }')).remark.id as string;
  };
  ids.askedPrivately = await say(ids.endorsing, 'SECRETARIAT', member);
  ids.askedUnnamed = await say(ids.endorsing, 'UNNAMED', member);
  ids.commentNamed = await say(ids.recOpened, 'NAMED', cast.representative(2), 'comment');
  ids.askedOnReleased = await say(ids.released, 'NAMED', cast.representative(2));
  ids.askedOnDraft = await say(ids.recMemberDraft, 'NAMED', member);
  for (const id of [ids.askedPrivately, ids.askedUnnamed]) {
    const answer = { id, expectedVersion: 1, text: 'They are in annex two.', language: 'EN' };
    await world.send('answerQuestion', answer, cast.officer);
    await world.send('editRemark', { ...answer, expectedVersion: 2, text: 'What of the old wells?' }, member);
  }

  const follow = async (aboutId: string, as: CastMember) => {
    const input = { aboutId, dueOn: await world.day(3), note: 'Call the desk.' };
    const { followUp } = await house.send('openFollowUp', input, as, 'followUp { id }');
    const ended = { id: followUp.id, expectedVersion: 1, outcome: 'CALL_MADE', note: 'They have it.' };
    await world.send('recordOutcome', ended, as);
    return followUp.id as string;
  };
  ids.followUpOfLetter = await follow(ids.delivered, cast.officer);
  ids.followUpOutOfField = await follow(ids.letterOutOfField, cast.officer);
  ids.followUpOfDraft = await follow(ids.recDraft, cast.officer);

  const hear = async (confidential: boolean, recommendationId: string) => {
    const said = {
      kind: 'CONCERN',
      community: 'WOMEN',
      text: 'The well is dry.',
      language: 'EN',
      heardOn: '2026-05-17',
    };
    const input = { ...said, placeCode: '02', confidential };
    const { concern } = await house.send('recordConcern', input, member, 'concern { id }');
    const taken = { id: concern.id, expectedVersion: 1, recommendationId };
    await world.send('takeUpConcern', taken, cast.officer);
    return concern.id as string;
  };
  ids.concernConfidential = await hear(true, ids.recOpened);
  ids.concernShared = await hear(false, ids.recOpened);
  ids.concernOfDraft = await hear(false, ids.recMemberDraft);
  await world.step('recommendation', ids.recMemberDraft, 'proposeRecommendation', { origin: 'COMMUNITY' }, member);
  const merged = first(await recommendations(house, 1, { title: { en: 'A draft about streets', km: 'ផ្លូវ' } }));
  ids.concernOfMerged = await hear(false, merged);
  ids.confidentialOfMerged = await hear(true, merged);
  await world.step('recommendation', merged, 'mergeRecommendation', {
    successorIds: [ids.recReleased],
    reason: 'The same',
  });

  const text = await edition(house);
  ids.edition = text.id;
  ids.claimOnReleased = (await claim(house, { id: ids.recReleased }, place(text))).integration.id;
  ids.claimOnDraft = (await claim(house, { id: ids.recDraft }, place(text))).integration.id;
  const other = await edition(house, { status: 'DRAFT' }).catch(() => edition(house));
  ids.verified = (await verified(house, { id: ids.recReleased }, place(other), cast.representative(1))).id;

  const hand = async (visibility: string, as: CastMember, kind = 'response') =>
    (await upload(house, { bytes: pdf(`(${visibility} ${as.role})`) }, { kind, visibility }, as)).document.id as string;
  ids.docSecretariat = await hand('secretariat', cast.officer);
  ids.docOwn = await hand('organisation', member);
  ids.docMembers = await hand('members', cast.officer);
  ids.docPublic = await hand('public', cast.officer);
  ids.mandate = await hand('secretariat', cast.officer, 'mandate');

  await addSeats(world, ids);

  await release(house, ids.released);
  // A recommendation has no act of releasing yet; that one is released is told by its column.
  await house.db.query(`UPDATE recommendations SET release = 'public' WHERE id = $1`, [
    fromGlobalId('rec', ids.recReleased),
  ]);
  return { world, ids };
}
