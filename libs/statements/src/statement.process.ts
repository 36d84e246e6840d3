import { acts } from '#policy';
import type { Process } from '#workflow/pure';
import { statementMachine } from './statement.machine.js';
import { statementRequirements } from './statement.requirements.js';

/** The statement as the engine runs it. */
export const statementProcess: Process = {
  name: 'statement',
  table: 'statements',
  versions: { 1: statementMachine },
  effects: ['closeEndorsementWindow', 'endEmbargo'],
  wishes: acts.statement,
  requirements: statementRequirements,
  columns: ['number', 'kind', 'authentic_language', 'initiator_id', 'quorum_rule_id', 'external_reference', 'sample'],
  // The secretariat acts on every statement alike: no rule names a relation.
  relations: () => [],
};
