import type { Process } from '#workflow/pure';
import { recommendationMachine } from './recommendation.machine.js';
import { recommendationRelations, recommendationWishes } from './recommendation.policy.js';
import { recommendationRequirements } from './recommendation.requirements.js';

/** The recommendation as the engine runs it. */
export const recommendationProcess: Process = {
  name: 'recommendation',
  table: 'recommendations',
  versions: { 1: recommendationMachine },
  effects: [],
  wishes: recommendationWishes,
  requirements: recommendationRequirements,
  columns: ['proposed_by_id', 'number'],
  relations: recommendationRelations,
};
