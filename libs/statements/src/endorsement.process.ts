import type { Process } from '#workflow/pure';
import { endorsementMachine } from './endorsement.machine.js';
import { endorsementRelations, endorsementWishes } from './endorsement.policy.js';
import { endorsementRequirements } from './endorsement.requirements.js';

/** One organisation's decision on a statement, as the engine runs it. */
export const endorsementProcess: Process = {
  name: 'endorsement',
  table: 'endorsements',
  versions: { 1: endorsementMachine },
  effects: [],
  wishes: endorsementWishes,
  requirements: endorsementRequirements,
  columns: ['statement_id', 'organisation_id'],
  relations: endorsementRelations,
};
