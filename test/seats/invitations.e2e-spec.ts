import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Addresses } from '#accounts';
import { toGlobalId } from '#platform';
import { cast, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { Visitor, signInByMail } from '../support/visitor.js';
import { pdf } from '../documents/files.js';
import { upload } from '../documents/uploads.js';
import { codes, invitationTo, keeping } from './support.js';

const DAY = 86_400_000;

let house: House;
let keeper: CastMember;
let addresses: Addresses;
beforeAll(async () => {
  house = await openHouse();
  keeper = await keeping(house, cast.representative(1));
  addresses = house.api.app.get(Addresses, { strict: false });
  await addresses.give(house.db, cast.representative(2).personId, 'known@example.org');
});
afterAll(() => house?.close());

const SEEN = 'invitation { id role rights standing office { en } organisation { id } expiresAt }';
const invite = (as: CastMember, over: Record<string, unknown> = {}) =>
  house.send(
    'inviteToSeat',
    {
      organisationId: orgId(as.organisationId),
      address: `new-${randomUUID()}@example.org`,
      officeEn: 'Programme lead',
      role: 'MEMBER_REPRESENTATIVE',
      rights: ['ENDORSE'],
      ...over,
    },
    as,
    SEEN,
  );
const accept = async (token: string) => (await new Visitor(house).post('/sign-in/invitation', { t: token })).status;
const invitations = async (as?: CastMember): Promise<{ id: string; standing: string }[]> =>
  (await house.ask(`{ invitations(first: 50) { edges { node { id standing } } } }`, {}, as)).data.invitations.edges.map(
    ({ node }: { node: object }) => node,
  );
const standing = async (id: string) => (await invitations(cast.administrator)).find((each) => each.id === id)?.standing;

describe('an invitation', () => {
  it('goes out by mail, is accepted by a button alone, and the invited signs in and acts for the organisation', async () => {
    const address = 'first@example.org';
    const { invitation, userErrors } = await invite(keeper, { address, rights: ['DRAFT', 'ENDORSE'] });
    expect(userErrors).toEqual([]);
    expect(invitation).toMatchObject({ role: 'MEMBER_REPRESENTATIVE', standing: 'OPEN' });
    const mail = await invitationTo(house, address);
    expect(mail?.text).not.toMatch(/Programme|TEST-CSO|representative/i);
    const token = mail?.token as string;
    const page = await new Visitor(house).get(`/sign-in/invitation?t=${token}`);
    expect(page.text).toContain('Accept the invitation');
    expect(await standing(invitation.id)).toBe('OPEN');
    expect(
      (await new Visitor(house).post('/sign-in/invitation', { t: token }, { origin: 'https://elsewhere.example' }))
        .status,
    ).toBe(403);
    expect(await accept(token)).toBe(200);
    expect(await standing(invitation.id)).toBe('ACCEPTED');
    expect(await accept(token)).toBe(403);
    const visitor = await signInByMail(house, address);
    const { data } = await visitor.graphql(
      `{ viewer { office { en } role rights organisation { id } seat { changes { event actor { office { en } } rights } } } }`,
    );
    expect(data.viewer).toEqual({
      office: { en: 'Programme lead' },
      role: 'MEMBER_REPRESENTATIVE',
      rights: ['DRAFT', 'ENDORSE'],
      organisation: { id: orgId(org.member(1)) },
      seat: {
        changes: [
          { event: 'GIVEN', actor: { office: { en: 'memberRepresentative (test)' } }, rights: ['DRAFT', 'ENDORSE'] },
        ],
      },
    });
    const drafted = await visitor.graphql(
      `mutation ($input: DraftRecommendationInput!) { draftRecommendation(input: $input) { recommendation { id } userErrors { code } } }`,
      { input: { idempotencyKey: randomUUID(), content: { authenticLanguage: 'EN', title: { en: 'Wells' } } } },
    );
    expect(drafted.data.draftRecommendation.userErrors).toEqual([]);
  });

  it('to a known address is answered, sent and accepted in the same words, and gives that person one more seat', async () => {
    const [known, unknown] = ['known@example.org', 'unknown@example.org'];
    const answers = [await invite(keeper, { address: known }), await invite(keeper, { address: unknown })];
    const shape = ({ invitation, ...rest }: { invitation: Record<string, unknown> }) =>
      JSON.stringify({ ...rest, invitation: { ...invitation, id: '', expiresAt: '' } });
    expect(shape(answers[0])).toBe(shape(answers[1]));
    const mails = [await invitationTo(house, known), await invitationTo(house, unknown)];
    const words = mails.map((mail) => mail?.text.replaceAll(mail.token, '').replaceAll(/\w+@example\.org/g, ''));
    expect(words[0]).toBe(words[1]);
    const pages = [];
    for (const mail of mails)
      pages.push((await new Visitor(house).post('/sign-in/invitation', { t: mail?.token ?? '' })).text);
    expect(pages[0]).toBe(pages[1]);
    const [row] = await house.db.query<{ count: number }[]>(
      `SELECT count(*)::integer AS count FROM seats WHERE person_id = $1`,
      [cast.representative(2).personId],
    );
    expect(row?.count).toBe(2);
  });

  it('ends after a week, can be withdrawn, and lapses with the seat of who gave it', async () => {
    const late = 'late@example.org';
    const { invitation } = await invite(keeper, { address: late });
    house.clock.advance(7 * DAY + 60_000);
    expect(await accept((await invitationTo(house, late))?.token as string)).toBe(403);
    expect(await standing(invitation.id)).toBe('EXPIRED');

    const back = 'back@example.org';
    const second = (await invite(keeper, { address: back })).invitation;
    const kept = async () =>
      (
        await house.db.query<unknown[]>(
          `SELECT 1 FROM seat_invitations WHERE address_hash <> '' AND (expires_at <= $1 OR accepted_at IS NOT NULL OR withdrawn_at IS NOT NULL)`,
          [await house.clock.now(house.db)],
        )
      ).length;
    const other = await keeping(house, cast.representative(3));
    const withdraw = (as: CastMember) => house.send('withdrawInvitation', { id: second.id }, as, SEEN);
    expect(codes(await withdraw(other))).toEqual(['NOT_YOUR_ACT']);
    expect((await withdraw(keeper)).invitation.standing).toBe('WITHDRAWN');
    expect(codes(await withdraw(keeper))).toEqual(['NOT_FOUND']);
    expect(await accept((await invitationTo(house, back))?.token as string)).toBe(403);

    // Of an invitation that leads nowhere any more no address is kept.
    expect(await kept()).toBe(0);

    const orphan = 'orphan@example.org';
    const third = (await invite(other, { address: orphan })).invitation;
    await house.db.query(`UPDATE seats SET rights = '{endorse}' WHERE id = $1`, [other.seatId]);
    expect(await accept((await invitationTo(house, orphan))?.token as string)).toBe(403);
    expect(await standing(third.id)).toBe('LAPSED');
  });

  it('is given by who keeps the seats, for the own organisation only; the administrator for any', async () => {
    const fifth = await keeping(house, cast.representative(5));
    for (const nobody of [
      cast.officer,
      cast.coordinator,
      cast.chair,
      cast.monitor,
      cast.observer,
      cast.representative(6),
    ])
      expect(codes(await invite(nobody, { organisationId: orgId(org.member(6)) }))).toEqual(
        nobody.role === 'memberRepresentative' ? ['RIGHT_MISSING'] : ['NOT_YOUR_ACT'],
      );
    expect(codes(await invite(fifth, { organisationId: orgId(org.member(6)) }))).toEqual(['NOT_YOUR_ACT']);
    expect(codes(await invite(cast.administrator, { organisationId: orgId(org.member(6)) }))).toEqual([]);
    expect(
      codes(
        await invite(cast.administrator, {
          organisationId: orgId(org.secretariat),
          role: 'COORDINATOR',
          rights: ['RECORD'],
        }),
      ),
    ).toEqual([]);
    for (const other of [cast.officer, cast.representative(7), cast.observer, undefined])
      expect(await invitations(other)).toEqual([]);
    const own = await invitations(fifth);
    expect((await invite(fifth)).userErrors).toEqual([]);
    expect((await invitations(fifth)).length).toBe(own.length + 1);
    expect((await invitations(cast.coordinator)).length).toBeGreaterThan(5);
  });

  it('gives nobody more than the organisation and the role can have, and nothing to who invites', async () => {
    const wrong = await invite(keeper, { role: 'COORDINATOR', rights: ['ADMINISTER'] });
    expect(codes(wrong)).toEqual(['ROLE_NOT_THERE']);
    expect(codes(await invite(keeper, { rights: ['RECORD', 'ENDORSE'] }))).toEqual(['RIGHT_NOT_FOR_ROLE']);
    expect(codes(await invite(cast.administrator, { organisationId: orgId(org.planning), rights: [] }))).toEqual([
      'ROLE_NOT_THERE',
    ]);
    await addresses.give(house.db, keeper.personId, 'keeper@example.org');
    expect(codes(await invite(keeper, { address: 'Keeper@Example.org' }))).toEqual(['NOT_YOUR_OWN_SEAT']);
    expect(codes(await invite(keeper, { address: 'nobody', officeEn: ' ' }))).toEqual(['NO_ADDRESS', 'VALUE_MISSING']);
    expect(codes(await invite(keeper, { to: '2020-01-01T00:00:00.000Z' }))).toEqual(['ENDS_IN_THE_PAST']);
  });

  it('carries a mandate: a document of that kind that the inviting may see', async () => {
    const of = async (kind: string, as: CastMember) =>
      (await upload(house, { bytes: pdf(`(${randomUUID()})`) }, { kind, visibility: 'organisation' }, as)).document
        .id as string;
    const mandateDocumentId = await of('mandate', keeper);
    expect(codes(await invite(keeper, { mandateDocumentId }))).toEqual([]);
    expect(codes(await invite(keeper, { mandateDocumentId: await of('evidence', keeper) }))).toEqual(['NOT_A_MANDATE']);
    const foreign = await of('mandate', cast.representative(8));
    expect(codes(await invite(keeper, { mandateDocumentId: foreign }))).toEqual(['UNKNOWN_REFERENCE']);
  });

  it('needs a fresh proof from a device, and is sent once however often the command is', async () => {
    const visitor = await signInByMail(house, 'keeper@example.org');
    const input = {
      idempotencyKey: randomUUID(),
      organisationId: orgId(keeper.organisationId),
      address: 'twice@example.org',
      officeEn: 'Lead',
      role: 'MEMBER_REPRESENTATIVE',
      rights: [],
    };
    const mutation = `mutation ($input: InviteToSeatInput!) { inviteToSeat(input: $input) { userErrors { code } } }`;
    expect((await visitor.graphql(mutation, { input })).data.inviteToSeat.userErrors).toEqual([
      { code: 'PROVE_IT_IS_YOU' },
    ]);
    const again = { ...input, idempotencyKey: randomUUID() };
    for (const _ of [1, 2])
      expect((await house.ask(mutation, { input: again }, keeper)).data.inviteToSeat.userErrors).toEqual([]);
    const { text } = await new Visitor(house).get('/sign-in/mailbox');
    expect(text.split('· twice@example.org</h2>').length - 1).toBe(1);
  });

  it('can take the place of a seat, which ends when it is accepted', async () => {
    const leaver = cast.representative(1);
    const ninth = await keeping(house, cast.representative(9));
    const colleague = cast.representative(10);
    await house.db.query(`UPDATE seats SET organisation_id = $2 WHERE id = $1`, [
      colleague.seatId,
      ninth.organisationId,
    ]);
    const succeedsSeatId = toGlobalId('sea', colleague.seatId);
    expect(codes(await invite(ninth, { succeedsSeatId: toGlobalId('sea', leaver.seatId) }))).toEqual(['NOT_FOUND']);
    expect(codes(await invite(ninth, { succeedsSeatId, address: 'heir@example.org' }))).toEqual([]);
    const valid = async () =>
      (
        await house.db.query<unknown[]>(`SELECT 1 FROM seats WHERE id = $1 AND valid_to = 'infinity'`, [
          colleague.seatId,
        ])
      ).length;
    expect(await valid()).toBe(1);
    expect(await accept((await invitationTo(house, 'heir@example.org'))?.token as string)).toBe(200);
    expect(await valid()).toBe(0);
  });
});
