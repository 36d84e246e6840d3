import { toGlobalId } from '#platform';
import { cast, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { bringIn } from '../imports/lists.js';
import { setRule } from '../statements/texts.js';
import type { World } from '../walk/world.js';

/** Keeps the seats of the second member; none of the viewers, so that those see nothing through it. */
export const keeper: CastMember = {
  ...cast.representative(2),
  rights: [...cast.representative(2).rights, 'administer'],
};
/** Their seat ended, something of theirs was pending, and they tried to act afterwards. */
export const leaver = cast.representative(11);

const seatOf = ({ seatId }: CastMember) => toGlobalId('sea', seatId);

/**
 * Seats and what belongs to them, one of each kind: delegation, invitations, an ended seat with pending work and a
 * refused attempt, ways to sign in, a token, a recovery; and a list that came in.
 */
export async function addSeats(world: World, ids: Record<string, string>): Promise<void> {
  const { house } = world;
  const member = cast.representative(1);
  const inDays = async (days: number) =>
    new Date(Date.parse(await house.clock.now(house.db)) + days * 86_400_000).toISOString();
  Object.assign(ids, {
    ...{ seatOfMember: seatOf(member), seatOfLeaver: seatOf(leaver) },
    ...{ seatOfObserver: seatOf(cast.observer), seatOfOfficer: seatOf(cast.officer) },
  });
  await house.db.query(`UPDATE seats SET rights = $2 WHERE id = $1`, [keeper.seatId, keeper.rights]);

  const lending = { toPersonOfSeatId: seatOf(cast.representative(5)), rights: ['DRAFT'], until: await inDays(7) };
  await world.send('delegateSeat', { ...lending, reason: 'Away for a week.' }, member);
  for (const index of [1, 2]) {
    const invited = { organisationId: orgId(org.member(index)), address: `new-${index}@example.org` };
    const seat = { officeEn: 'Programme lead', officeKm: 'ប្រធានកម្មវិធី', role: 'MEMBER_REPRESENTATIVE' };
    await world.send('inviteToSeat', { ...invited, ...seat, rights: ['ENDORSE'] }, cast.administrator);
  }

  const content = { authenticLanguage: 'EN', title: { en: 'A draft of a leaver' } };
  await world.send('draftRecommendation', { content }, leaver);
  await world.send('endSeat', { seatId: seatOf(leaver), reason: 'The mandate is over.' }, cast.administrator);
  const late = await house.send('draftRecommendation', { content }, leaver, '__typename');
  if (late.userErrors[0]?.code !== 'SEAT_ENDED') throw new Error(JSON.stringify(late));

  await setRule(house, {
    fromNetworks: [{ networkId: orgId(org.networkA), atLeast: 2 }],
    fromProvinces: [{ placeCode: '02', atLeast: 1 }],
  });
  const token = { name: 'the website', reads: ['STATEMENTS'], rights: [], expiresAt: await inDays(30) };
  await world.send('makeApiToken', token, member);
  await world.send('beginRecovery', { seatId: seatOf(cast.representative(10)) }, cast.coordinator);
  // These are made by a browser only.
  await house.db.query(
    `INSERT INTO sessions (token_hash, person_id, way, device, sample, created_at, used_at, expires_at)
     VALUES ('a session of the scene', $1, 'mail', 'Telephone', false, $2, $2, $3)`,
    [member.personId, await inDays(0), await inDays(1)],
  );
  await house.db.query(
    `INSERT INTO passkeys (person_id, credential_id, public_key, counter, transports, name, created_at)
     VALUES ($1, 'a key of the scene', '', 0, '{internal}', 'Telephone', $2)`,
    [member.personId, await inDays(0)],
  );

  const list =
    'No;Recommendation;Ministry\r\nP1;Publish the district budget;NOBODY-KNOWS\r\nP2;Open the sessions;TEST-MEF';
  ids.run = (await bringIn(house, list, { source: 'scene', apply: false })).id;
}
