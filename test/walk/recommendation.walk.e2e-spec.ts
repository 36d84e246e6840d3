import { recommendationProcess } from '#recommendations';
import { cast } from '../support/cast.js';
import { edition, place } from '../support/findings.js';
import type { EditionAnswer } from '../support/findings.js';
import { walkThrough } from './walk-through.js';
import type { World } from './world.js';

type Standing = Parameters<World['statement']>[0];
const STAGES: Record<string, Standing> = {
  ...{
    drafted: 'drafting',
    endorsing: 'endorsing',
    endorsed: 'endorsed',
    submitted: 'submitted',
    answered: 'concluded',
  },
};
const wording = { authenticLanguage: 'EN', otherLanguageToFollow: true, title: { en: 'A budget line' } };

/** Which edition a recommendation was found in, and what was found. */
const findings = new Map<string, { of: EditionAnswer; id: string }>();

/** A finding that another person has verified. */
async function found(world: World, recommendationId: string, adopted: boolean): Promise<void> {
  const day = await world.day(-100);
  const of = await edition(world.house, adopted ? { adoptedOn: day } : { draftedOn: day });
  const claim = () => world.send('claimIntegration', { recommendationId, found: place(of) });
  const id = await world.made('integration', claim);
  // While no member can see it, a colleague is enough.
  const by = findings.has(recommendationId) ? cast.representative(1) : cast.otherOfficer;
  await world.step('integration', id, 'verifyIntegration', {}, by);
  findings.set(recommendationId, { of, id });
}

const reverse = (world: World, recommendationId: string) =>
  world.step('integration', findings.get(recommendationId)?.id as string, 'reverseIntegration', { reason: 'Dropped' });

/** The statement that carries a recommendation opens, which is the furthest that it has come; or another one does. */
async function open(world: World, recommendationId: string): Promise<string> {
  const text = { ...(await world.text()), items: [{ recommendationId }] };
  const statement = await world.made('statement', () => world.send('draftStatement', { content: text }));
  await world.step('statement', statement, 'openStatement', { deadlineOn: await world.ahead() });
  return statement;
}

const close = (mutation: string, withSuccessor: boolean) => async (world: World, id: string) =>
  world.step('recommendation', id, mutation, {
    reason: 'No longer of use',
    ...(withSuccessor ? { successorIds: [await world.recommendation(), await world.recommendation()] } : {}),
  });

const PROPOSALS = ['PROPOSE', 'TAKE_UP', 'DECLINE_PROPOSAL'];
const membersDraft = (world: World) =>
  world.made('recommendation', () => world.send('draftRecommendation', { content: wording }, cast.representative(1)));
const propose = (world: World, id: string) =>
  world.step('recommendation', id, 'proposeRecommendation', { origin: 'COMMUNITY' }, cast.representative(1));

walkThrough(recommendationProcess, {
  reach: async (world, state, event) => {
    const [, region, at] = state.split('.') as [string, string?, string?];
    if (region === 'stage') {
      const statement = await world.statement(STAGES[at as string] as Standing);
      return (await world.carriedBy(statement))[0] as string;
    }
    const id = await (PROPOSALS.includes(event) ? membersDraft(world) : world.recommendation());
    if (region === 'uptake' && at !== 'none') await found(world, id, at === 'integrated');
    if (at === 'closed') await close('retireRecommendation', false)(world, id);
    return id;
  },
  send: {
    DRAFT: (world) => world.recommendation(),
    RECORD_PAST: async (world) =>
      world.send('recordPastRecommendation', {
        ...{ content: { ...wording, addresseeIds: [], targetIds: [] }, stage: 'ANSWERED' },
        ...{ happenedOn: '2021-06-30', reason: 'The report' },
      }),
    EDIT: (world, id) => world.step('recommendation', id, 'editRecommendation', { content: wording }),
    CARRYING_MOVED: (world, id) => open(world, id),
    CARRYING_ENDED: async (world, id, state) => {
      const statement = state.endsWith('drafted') ? await open(world, id) : (await world.carriersOf(id))[0];
      if (state.endsWith('drafted')) await world.letTimePass(30);
      await world.step('statement', statement as string, 'withdrawStatement', {
        ...{ reason: 'Overtaken', evidence: [await world.scan()] },
      });
    },
    INTEGRATION_VERIFIED: (world, id) => found(world, id, true),
    INTEGRATION_REVERSED: (world, id) => reverse(world, id),
    PROPOSE: (world, id) => propose(world, id),
    TAKE_UP: async (world, id) => {
      await propose(world, id);
      await world.step('recommendation', id, 'takeUpProposal');
    },
    DECLINE_PROPOSAL: async (world, id) => {
      await propose(world, id);
      await world.step('recommendation', id, 'declineProposal', { reason: 'Another ministry is asked' });
    },
    MERGE: async (world, id) =>
      world.step('recommendation', id, 'mergeRecommendation', {
        ...{ reason: 'The same ask', successorIds: [await world.recommendation()] },
      }),
    SPLIT: close('splitRecommendation', true),
    SUPERSEDE: async (world, id) =>
      world.step('recommendation', id, 'supersedeRecommendation', {
        ...{ reason: 'A better one', successorIds: [await world.recommendation()] },
      }),
    WITHDRAW: close('withdrawRecommendation', false),
    RETIRE: close('retireRecommendation', false),
  },
  never: {
    'living.uptake.none INTEGRATION_REVERSED': 'What was never verified cannot be reversed.',
  },
});
