import { statementProcess } from '#statements';
import { DAY, release } from '../statements/texts.js';
import { walkThrough } from './walk-through.js';
import type { World } from './world.js';

const text = { title: { en: 'Joint statement, shorter' }, otherLanguage: 'TO_FOLLOW', body: { en: 'We ask this.' } };
const items = async (world: World, id: string) => ({ ...text, items: await world.itemsOf(id) });

type Standing = Parameters<World['statement']>[0];

/** A statement of which a letter was drawn up or handed over before it got there. */
async function withLetter(world: World, state: string): Promise<string> {
  if (!['drafting', 'endorsing', 'lapsed', 'withdrawn'].includes(state)) return world.statement(state as Standing);
  const id = await world.statement(state === 'withdrawn' ? 'submitted' : 'endorsed');
  if (state === 'withdrawn') {
    await world.step('statement', id, 'withdrawStatement', { reason: 'Overtaken', evidence: [await world.scan()] });
    return id;
  }
  await world.letter(id);
  const reopened = { to: 'ENDORSING', deadlineOn: await world.ahead(), reason: 'More want to sign' };
  await world.step('statement', id, 'reopenStatement', reopened);
  if (state === 'endorsing') return id;
  for (const member of [1, 2, 3]) await world.unsign(id, member);
  await world.letTimePass(30);
  if (state === 'drafting') await world.step('statement', id, 'reopenStatement', { to: 'DRAFTING', reason: 'Anew' });
  return id;
}

walkThrough(statementProcess, {
  reach: (world, state, event) =>
    event === 'SUBMISSIONS_MOVED' ? withLetter(world, state) : world.statement(state as Standing),
  send: {
    DRAFT: async (world) => world.send('draftStatement', { content: await world.text() }),
    RECORD_PAST: async (world) =>
      world.send('recordPastStatement', {
        ...{ content: await world.text(), status: 'LAPSED', happenedOn: '2021-06-30', reason: 'The report' },
      }),
    EDIT: async (world, id) => world.step('statement', id, 'editStatement', { content: await world.text() }),
    OPEN: async (world, id) => world.step('statement', id, 'openStatement', { deadlineOn: await world.ahead() }),
    CLOSE: async (world, id) => {
      await world.sign(id, 1, 2, 3);
      await world.step('statement', id, 'closeStatement');
    },
    EXTEND: async (world, id) =>
      world.step('statement', id, 'extendStatement', { deadlineOn: await world.ahead(40), reason: 'The holidays' }),
    AMEND: async (world, id) =>
      world.step('statement', id, 'amendStatement', {
        ...{ amendment: 'EDITORIAL', reason: 'A slip', content: await items(world, id) },
      }),
    REOPEN: async (world, id) =>
      world.step('statement', id, 'reopenStatement', {
        ...{ to: 'ENDORSING', deadlineOn: await world.ahead(), reason: 'More want to sign' },
      }),
    SUBMIT: (world, id) => world.letter(id),
    DELIVERED: async (world, id) => world.deliver(await world.letter(id)),
    SUBMISSIONS_MOVED: async (world, id) => {
      const letter = (await world.lettersOf(id))[0] ?? (await world.letter(id));
      const { state } = await world.row('submission', letter);
      if (state === 'prepared') await world.step('submission', letter, 'cancelSubmission', { reason: 'Not this one' });
      else if (state === 'delivered') await world.answer(letter);
      else await world.step('submission', letter, 'correctSubmission', { entry: 3, reason: 'It was another one' });
    },
    CONCLUDE: async (world, id) => {
      for (const letter of await world.lettersOf(id)) await world.answer(letter);
      await world.step('statement', id, 'concludeStatement');
    },
    RELEASE: async (world, id) => {
      await release(world.house, id);
    },
    EMBARGO_ENDED: async (world, id) => {
      const until = new Date(Date.parse(await world.house.clock.now(world.house.db)) + DAY).toISOString();
      await release(world.house, id, { level: 'EMBARGOED', until });
      await world.letTimePass(2);
    },
    RENEW: (world, id) => world.step('statement', id, 'renewStatement'),
    WITHDRAW: async (world, id) =>
      world.step('statement', id, 'withdrawStatement', { reason: 'Overtaken', evidence: [await world.scan()] }),
  },
  never: {},
});
