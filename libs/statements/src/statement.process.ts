import type { Process } from '#workflow/pure';
import { statementMachine } from './statement.machine.js';
import { statementRelations, statementWishes } from './statement.policy.js';
import { statementRequirements } from './statement.requirements.js';

/** The statement as the engine runs it. */
export const statementProcess: Process = {
  name: 'statement',
  table: 'statements',
  versions: { 1: statementMachine },
  effects: ['closeEndorsementWindow'],
  wishes: statementWishes,
  requirements: statementRequirements,
  columns: ['number', 'kind', 'authentic_language', 'initiator_id', 'quorum_rule_id', 'external_reference', 'sample'],
  relations: statementRelations,
};
