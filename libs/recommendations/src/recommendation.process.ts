import { acts } from '#policy';
import type { Process } from '#workflow/pure';
import { recommendationMachine } from './recommendation.machine.js';
import { recommendationRelations } from './recommendation.relations.js';
import { recommendationRequirements } from './recommendation.requirements.js';

/** The recommendation as the engine runs it. */
export const recommendationProcess: Process = {
  name: 'recommendation',
  table: 'recommendations',
  versions: { 1: recommendationMachine },
  effects: [],
  wishes: acts.recommendation,
  requirements: recommendationRequirements,
  columns: ['proposed_by_id', 'number'],
  relations: recommendationRelations,
};
