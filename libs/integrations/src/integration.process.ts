import { acts } from '#policy';
import type { Process } from '#workflow/pure';
import { integrationMachine } from './integration.machine.js';
import { integrationRequirements } from './integration.requirements.js';

/** The integration as the engine runs it. */
export const integrationProcess: Process = {
  name: 'integration',
  table: 'integrations',
  versions: { 1: integrationMachine },
  effects: [],
  wishes: acts.integration,
  requirements: integrationRequirements,
  columns: ['recommendation_id', 'number'],
  relations: () => [],
};
