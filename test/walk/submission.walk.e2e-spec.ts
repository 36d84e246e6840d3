import { submissionProcess } from '#submissions';
import { cast, org, orgId } from '../support/cast.js';
import { walkThrough } from './walk-through.js';
import type { World } from './world.js';

const on = async (world: World) => ({ happenedOn: await world.day() });
const delivery = async (world: World) => ({
  delivery: { channel: 'BY_HAND', mode: 'PAPER', deliveredOn: await world.day() },
});
const step = async (world: World, id: string, mutation: string, input: object = {}) =>
  world.step('submission', id, mutation, { reason: 'As it was', ...input });

const redirect = async (world: World, id: string) =>
  step(world, id, 'redirectSubmission', { ...(await on(world)), letter: { addresseeId: orgId(org.planning) } });
/** The letter that took the place of one that was sent on. */
const successor = async (world: World, id: string) => {
  const letters = await world.lettersOf(await world.statementOf(id));
  return letters.at(-1) as string;
};

const withdraw = async (world: World, id: string) =>
  world.step('statement', await world.statementOf(id), 'withdrawStatement', {
    ...{ reason: 'Overtaken', evidence: [await world.scan()] },
  });

/** From now on an answer may take a day more, and what runs already moves with it. */
const moreTime = async (world: World) => {
  const { data } = await world.house.ask('{ calendar { revision answerDays } }', {}, cast.coordinator);
  const { revision: expectedRevision, answerDays } = data.calendar;
  const rule = { expectedRevision, answerDays: answerDays + 1, source: 'The minutes' };
  await world.send('reviseCalendar', rule, cast.coordinator);
  const confirmed = { calendarRevision: expectedRevision + 1, reason: 'The minutes' };
  await world.send('moveDeadlines', confirmed, cast.coordinator);
};

/** A letter that asks two items, as far as it is to go. */
async function letter(world: World, state: string): Promise<string> {
  const id = await world.letter(await world.statement('endorsed', 2));
  if (state === 'cancelled') await step(world, id, 'cancelSubmission');
  if (state === 'prepared' || state === 'cancelled') return id;
  await world.deliver(id);
  switch (state) {
    case 'acknowledged':
      await step(world, id, 'recordAcknowledgement', await on(world));
      break;
    case 'answered':
      await world.answer(id);
      break;
    case 'partlyAnswered':
    case 'unanswered':
      if (state === 'partlyAnswered') await world.answer(id, 1);
      await world.letTimePass(70);
      await step(world, id, 'recordSilence', await on(world));
      break;
    case 'redirected':
      await redirect(world, id);
      break;
    case 'withdrawn':
      await withdraw(world, id);
      break;
    default:
  }
  return id;
}

/** Only one that was sent on hears of the letter after it; the others take it when a correction takes the sending on out. */
const notSentOn = ['delivered', 'acknowledged', 'answered', 'partlyAnswered', 'unanswered', 'withdrawn'];
const replayed = notSentOn.flatMap((state) =>
  ['SUCCESSOR_OVER', 'SUCCESSOR_REOPENED'].map((event) => `${state} ${event}`),
);

walkThrough(submissionProcess, {
  reach: async (world, state, event) => {
    // Of those that are prepared, only one to which another was sent on has a clock already.
    const carried = state === 'prepared' && event === 'DEADLINE_MOVED';
    const id = await letter(world, carried ? 'delivered' : state);
    if (carried) {
      await redirect(world, id);
      return successor(world, id);
    }
    if (event === 'RESUME') await step(world, id, 'suspendClock', await on(world));
    return id;
  },
  send: {
    PREPARE: async (world) => world.letter(await world.statement('endorsed')),
    RECORD_PAST: async (world) =>
      world.send('recordPastSubmission', {
        ...{ statementId: await world.statement('submitted'), letter: { addresseeId: orgId(org.finance) } },
        ...{ status: 'UNANSWERED', deliveredOn: '2021-06-30', reason: 'The report' },
      }),
    DELIVER: (world, id) => world.deliver(id),
    REFUSED_AT_COUNTER: async (world, id) => step(world, id, 'recordRefusalAtCounter', await on(world)),
    CANCEL: (world, id) => step(world, id, 'cancelSubmission'),
    DEADLINE_MOVED: (world) => moreTime(world),
    ACKNOWLEDGE: async (world, id) => step(world, id, 'recordAcknowledgement', await on(world)),
    RECEIPT: async (world, id) =>
      step(world, id, 'recordReceipt', { receipt: { receivedOn: await world.day(), stampSeen: true } }),
    RESPOND: (world, id) => world.answer(id, 1),
    REDIRECT: (world, id) => redirect(world, id),
    RESEND: async (world, id) => step(world, id, 'resendSubmission', await delivery(world)),
    SUSPEND: async (world, id) => step(world, id, 'suspendClock', await on(world)),
    RESUME: async (world, id) => step(world, id, 'resumeClock', await on(world)),
    GRANT_EXTENSION: async (world, id) =>
      step(world, id, 'grantExtension', { ...(await on(world)), extendedUntil: await world.day(20) }),
    RECORD_SILENCE: async (world, id) => {
      await world.letTimePass(70);
      await step(world, id, 'recordSilence', await on(world));
    },
    WITHDRAW: (world, id) => withdraw(world, id),
    SUCCESSOR_OVER: async (world, id) => {
      const next = await successor(world, id);
      await world.deliver(next);
      await world.answer(next);
    },
    SUCCESSOR_REOPENED: async (world, id) => {
      const next = await successor(world, id);
      await world.deliver(next);
      await world.answer(next);
      const { version } = await world.row('submission', next);
      await step(world, next, 'correctSubmission', { entry: version });
    },
  },
  never: {
    ...Object.fromEntries(replayed.map((pair) => [pair, 'Only in the replay of a corrected history.'])),
    'acknowledged REFUSED_AT_COUNTER':
      'Who says that they have it has not turned it away: that entry is corrected first.',
  },
});
