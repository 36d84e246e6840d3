import { integrationProcess } from '#integrations';
import { cast } from '../support/cast.js';
import { edition, place } from '../support/findings.js';
import type { EditionAnswer } from '../support/findings.js';
import { walkThrough } from './walk-through.js';
import type { World } from './world.js';

/** In which edition each finding here was made. */
const places = new Map<string, EditionAnswer>();

async function claimed(world: World, adopted = true): Promise<string> {
  const day = await world.day(-100);
  const of = await edition(world.house, adopted ? { adoptedOn: day } : { draftedOn: day });
  const recommendationId = await world.recommendation();
  const claim = () => world.send('claimIntegration', { recommendationId, found: place(of) });
  const id = await world.made('integration', claim);
  places.set(id, of);
  return id;
}

const judged = (world: World, id: string, mutation: string) =>
  world.step('integration', id, mutation, { reason: 'Read against the text' }, cast.otherOfficer);

/** The edition of a finding goes on: adopted, repealed. */
async function editionMoves(world: World, id: string, mutation: string, input: object): Promise<void> {
  const { id: editionId } = places.get(id) as EditionAnswer;
  const { data } = await world.house.ask(
    'query ($id: ID!) { edition(id: $id) { version } }',
    { id: editionId },
    cast.officer,
  );
  await world.send(mutation, { id: editionId, expectedVersion: data.edition.version, ...input });
}

walkThrough(integrationProcess, {
  reach: async (world, state, event) => {
    const id = await claimed(world, state !== 'toRecheck' && event !== 'RECHECK_DUE');
    if (state === 'rejected') await judged(world, id, 'rejectIntegration');
    if (['verified', 'toRecheck', 'reversed'].includes(state)) await judged(world, id, 'verifyIntegration');
    if (state === 'reversed') await judged(world, id, 'reverseIntegration');
    if (state === 'toRecheck') await editionMoves(world, id, 'adoptEdition', { adoptedOn: await world.day(-1) });
    return id;
  },
  send: {
    CLAIM: (world) => claimed(world),
    RECORD_PAST: async (world) => {
      const found = place(await edition(world.house, { adoptedOn: '2021-01-04' }));
      const input = { found, happenedOn: '2021-06-30', reason: 'The completion report' };
      await world.send('recordPastIntegration', { recommendationId: await world.recommendation(), ...input });
    },
    VERIFY: async (world, id, state) =>
      state === 'claimed'
        ? judged(world, id, 'verifyIntegration')
        : world.step(
            'integration',
            id,
            'recheckIntegration',
            { found: place(places.get(id) as EditionAnswer) },
            cast.representative(1),
          ),
    REJECT: (world, id) => judged(world, id, 'rejectIntegration'),
    REVERSE: (world, id) => judged(world, id, 'reverseIntegration'),
    RECHECK_DUE: async (world, id) => editionMoves(world, id, 'adoptEdition', { adoptedOn: await world.day(-1) }),
    EDITION_REPEALED: async (world, id) =>
      editionMoves(world, id, 'repealEdition', { repealedOn: await world.day(-1), reason: 'Repealed by another law' }),
  },
  never: {},
});
