import { fromGlobalId, toGlobalId } from '#platform';
import { endorsementProcess } from '#statements';
import { cast, org, orgId } from '../support/cast.js';
import { releaseNames } from '../statements/texts.js';
import { walkThrough } from './walk-through.js';
import type { World } from './world.js';

const WHO = 4;
const representative = cast.representative(WHO);

async function statementOf(world: World, id: string): Promise<string> {
  const rows = await world.house.db.query<{ id: string }[]>(
    `SELECT statement_id AS id FROM endorsements WHERE id = $1`,
    [fromGlobalId('end', id)],
  );
  return toGlobalId('stm', (rows[0] as { id: string }).id);
}

const decision = async (world: World, statementId: string) => ({
  ...{ statementId, versionNumber: await world.versionOf(statementId) },
});
const endorse = async (world: World, statementId: string) =>
  world.send('endorseStatement', await decision(world, statementId), representative);
const onBehalf = async (world: World, statementId: string) =>
  world.send('endorseOnBehalf', {
    ...{
      ...(await decision(world, statementId)),
      organisationId: orgId(org.member(WHO)),
      evidence: [await world.scan()],
    },
  });
const amend = async (world: World, statementId: string, amendment: string) =>
  world.step('statement', statementId, 'amendStatement', {
    ...{ amendment, reason: 'The members asked for it', deadlineOn: await world.ahead(30) },
    content: {
      ...{ title: { en: 'Joint statement' }, otherLanguage: 'TO_FOLLOW', body: { en: 'We ask for more.' } },
      items: await world.itemsOf(statementId),
    },
  });
const step = (world: World, id: string, mutation: string, input: object = {}) =>
  world.step('endorsement', id, mutation, input, representative);

/** The time to confirm is over, and the window is still open. */
async function lapse(world: World, statement: string): Promise<void> {
  const extended = { deadlineOn: await world.ahead(60), reason: 'Some asked for more time' };
  await world.step('statement', statement, 'extendStatement', extended);
  await world.letTimePass(15);
}

/** A late one is one of a statement that had closed without it; the statement is then opened once more. */
async function late(world: World): Promise<string> {
  const statement = await world.statement('endorsed');
  const id = await world.made('endorsement', () => endorse(world, statement));
  const again = { to: 'ENDORSING', deadlineOn: await world.ahead(), reason: 'More want to sign' };
  await world.step('statement', statement, 'reopenStatement', again);
  return id;
}

/** One that left after a delivery stays gone; the statement has been handed over. */
async function dissociated(world: World): Promise<string> {
  const statement = await world.statement('endorsing');
  const id = await world.made('endorsement', () => endorse(world, statement));
  await world.sign(statement, 1, 2, 3);
  await world.step('statement', statement, 'closeStatement');
  await world.deliver(await world.letter(statement));
  await step(world, id, 'withdrawEndorsement');
  return id;
}

walkThrough(endorsementProcess, {
  reach: async (world, state) => {
    if (state === 'late') return late(world);
    if (state === 'dissociated') return dissociated(world);
    const statement = await world.statement('endorsing');
    const input = { statementId: statement };
    const first: Record<string, () => Promise<void>> = {
      awaitingConfirmation: () => onBehalf(world, statement),
      unconfirmed: () => onBehalf(world, statement),
      refused: () => onBehalf(world, statement),
      contested: () => onBehalf(world, statement),
      declined: () => world.send('declineStatement', input, representative),
      abstained: () => world.send('abstainFromStatement', input, representative),
    };
    const id = await world.made('endorsement', first[state] ?? (() => endorse(world, statement)));
    if (state === 'toReconfirm') await amend(world, statement, 'MATERIAL');
    if (state === 'unconfirmed') await lapse(world, statement);
    if (state === 'refused') await step(world, id, 'refuseEntry');
    if (state === 'contested') await step(world, id, 'complainAboutEntry', { reason: 'Nobody called us' });
    if (state === 'withdrawn') await step(world, id, 'withdrawEndorsement');
    return id;
  },
  send: {
    ENDORSE: async (world, id) =>
      endorse(world, id ? await statementOf(world, id) : await world.statement('endorsing')),
    ENDORSE_ON_BEHALF: async (world, id) =>
      onBehalf(world, id ? await statementOf(world, id) : await world.statement('endorsing')),
    CONFIRMATION_LAPSED: async (world, id) => lapse(world, await statementOf(world, id)),
    REFUSE_ENTRY: (world, id) => step(world, id, 'refuseEntry'),
    COMPLAIN: (world, id) => step(world, id, 'complainAboutEntry', { reason: 'Nobody called us' }),
    ANSWER_COMPLAINT: (world, id) =>
      world.step('endorsement', id, 'answerComplaint', { reason: 'It was a mistake of ours' }, cast.coordinator),
    RECORD_PAST: async (world) =>
      world.send('recordPastEndorsement', {
        ...{ statementId: await world.statement('endorsed'), organisationId: orgId(org.member(WHO)), status: 'GIVEN' },
        ...{ happenedOn: await world.day(-1), reason: 'The signed list', evidence: [await world.scan()] },
      }),
    DECLINE: async (world, id) => {
      const statementId = id ? await statementOf(world, id) : await world.statement('endorsing');
      await world.send('declineStatement', { statementId }, representative);
    },
    ABSTAIN: async (world, id) => {
      const statementId = id ? await statementOf(world, id) : await world.statement('endorsing');
      await world.send('abstainFromStatement', { statementId }, representative);
    },
    CONFIRM: (world, id) => step(world, id, 'confirmEndorsement'),
    RECONFIRM: (world, id) => step(world, id, 'reconfirmEndorsement'),
    RESERVE: (world, id) => step(world, id, 'reserveOnItems', { reservations: [] }),
    CHANGE_APPEARANCE: (world, id) => step(world, id, 'changeAppearance', { appearance: 'PUBLIC' }),
    RELEASE_NAME: async (world, id) => {
      await step(world, id, 'changeAppearance', { appearance: 'PUBLIC' });
      await releaseNames(world.house, await statementOf(world, id));
    },
    TAKE_BACK_NAME: async (world, id) => {
      await step(world, id, 'changeAppearance', { appearance: 'PUBLIC' });
      await releaseNames(world.house, await statementOf(world, id));
      await world.step('endorsement', id, 'takeBackName', { reason: 'Asked by telephone' });
    },
    WITHDRAW: (world, id) => step(world, id, 'withdrawEndorsement'),
    VERSION_AMENDED: async (world, id) => amend(world, await statementOf(world, id), 'EDITORIAL'),
  },
  never: {},
});
