import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { fromGlobalId } from '#platform';
import { EndorsementsService } from '#statements';
import { Processes, checkCases } from '#workflow';
import { cast } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { act, opened, read } from './texts.js';
import type { Any } from './texts.js';

const ENDORSEMENT = 'endorsement { id version status versionNumber tellAddressees }';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(async () => {
  expect((await checkCases(house.db, house.api.app.get(Processes).all())).discrepancies).toEqual([]);
});
afterAll(() => house?.close());

const who: CastMember = cast.representative(1);
const decide = (mutation: string, statement: Any, rest: object = {}) =>
  house.send(mutation, { statementId: statement.id, ...rest }, who, ENDORSEMENT);
const endorse = (statement: Any) => decide('endorseStatement', statement, { versionNumber: statement.versionNumber });
const step = (mutation: string, endorsement: Any, rest: object = {}) =>
  house.send(mutation, { id: endorsement.id, expectedVersion: endorsement.version, ...rest }, who, ENDORSEMENT);
const mine = async (id: string) => (await read(house, id, `myEndorsement { id version status }`, who)).myEndorsement;
const tally = async (id: string) => (await read(house, id, 'quorum { tally { given blocks { code } } }')).quorum.tally;
/** The last entry, taken out by the secretariat. */
const correct = async (endorsement: Any): Promise<string[]> => {
  const input = { id: endorsement.id, expectedVersion: endorsement.version, entry: endorsement.version };
  const answer = await house.send('correctEndorsement', { ...input, reason: 'A mistake.' }, cast.officer, ENDORSEMENT);
  return answer.userErrors.map((error: { code: string }) => error.code);
};
const amend = (statement: Any, amendment: string) =>
  act(house, 'amendStatement', statement.id, {
    amendment,
    reason: 'The members asked for it.',
    content: {
      title: { en: 'Joint statement', km: 'សេចក្តីថ្លែងការណ៍រួម' },
      body: { en: 'We ask for more.', km: 'យើងស្នើបន្ថែម។' },
      items: statement.items.map((item: Any) => ({ recommendationId: item.recommendation.id })),
    },
  });
const REFUSED = ['ONLY_THE_ORGANISATION_DECIDES'];

it('lifts nobody’s block, and makes nobody block', async () => {
  const blocked = await opened(house);
  await decide('abstainFromStatement', blocked);
  const { endorsement: declined } = await decide('declineStatement', blocked);
  expect(await correct(declined)).toEqual(REFUSED);
  expect((await tally(blocked.id)).blocks).toEqual([{ code: 'TEST-CSO-1' }]);

  const free = await opened(house);
  await decide('declineStatement', free);
  const { endorsement: given } = await endorse(free);
  expect(await correct(given)).toEqual(REFUSED);
  expect(await tally(free.id)).toEqual({ given: 1, blocks: [] });
});

it('brings nobody back who has left, not even as one to be asked', async () => {
  const statement = await opened(house);
  await endorse(statement);
  await amend(statement, 'MATERIAL');
  const { endorsement: left } = await step('withdrawEndorsement', await mine(statement.id));
  expect(await correct(left)).toEqual(REFUSED);
  expect((await mine(statement.id)).status).toBe('WITHDRAWN');
});

it('drops nobody from the count by taking back that an amendment carried it over', async () => {
  const statement = await opened(house);
  await endorse(statement);
  await amend(statement, 'EDITORIAL');
  expect(await correct(await mine(statement.id))).toEqual(REFUSED);
  expect((await tally(statement.id)).given).toBe(1);
});

it('may ask an organisation again', async () => {
  const statement = await opened(house);
  await endorse(statement);
  await amend(statement, 'MATERIAL');
  const { endorsement } = await step('reconfirmEndorsement', await mine(statement.id));
  expect(await correct(endorsement)).toEqual([]);
  expect((await mine(statement.id)).status).toBe('TO_RECONFIRM');
  expect((await step('reconfirmEndorsement', await mine(statement.id))).endorsement.status).toBe('GIVEN');
});

it('and an amendment at the same moment stand one after the other', async () => {
  const statement = await opened(house);
  await endorse(statement);
  await amend(statement, 'MATERIAL');
  const { endorsement } = await step('reconfirmEndorsement', await mine(statement.id));
  const service = house.worker.app.get(EndorsementsService);
  const viewer = { ...cast.officer, field: { topics: [], addresseeIds: [], instrumentIds: [] } };
  const { id, version: expectedVersion } = endorsement;
  const input = { id: fromGlobalId('end', id), expectedVersion, entry: expectedVersion, replacement: null };
  let amending: Promise<unknown> | undefined;
  let settled = false;
  await house.db.transaction(async (tx) => {
    await service.correct(tx, input, { viewer, reason: 'A mistake.' });
    amending = amend(statement, 'EDITORIAL').finally(() => (settled = true));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(settled).toBe(false);
  });
  await amending;
  expect((await mine(statement.id)).status).toBe('TO_RECONFIRM');
  // Its case has followed the statement: confirmed, it counts.
  await step('reconfirmEndorsement', await mine(statement.id));
  expect((await tally(statement.id)).given).toBe(1);
});

it('who comes back has not left: nothing is left of what the addressees were to be told', async () => {
  const statement = await opened(house);
  const { endorsement } = await endorse(statement);
  await step('withdrawEndorsement', endorsement, { tellAddressees: true });
  expect((await endorse(statement)).endorsement).toMatchObject({ status: 'GIVEN', tellAddressees: null });
});
