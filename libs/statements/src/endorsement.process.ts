import { acts } from '#policy';
import type { Process } from '#workflow/pure';
import { endorsementMachine } from './endorsement.machine.js';
import { endorsementRelations } from './endorsement.relations.js';
import { endorsementRequirements } from './endorsement.requirements.js';

/** One organisation's decision on a statement, as the engine runs it. */
export const endorsementProcess: Process = {
  name: 'endorsement',
  table: 'endorsements',
  versions: { 1: endorsementMachine },
  effects: [],
  wishes: acts.endorsement,
  requirements: endorsementRequirements,
  columns: ['statement_id', 'organisation_id'],
  relations: endorsementRelations,
};
